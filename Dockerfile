# The service in a container: `docker build -t followup .`, or by docker-compose.yml together with Postgres.

FROM rust:1.95-slim-trixie AS build
WORKDIR /src
COPY . .
# What is downloaded and compiled stays in BuildKit's caches: after a change only what changed is compiled again.
RUN --mount=type=cache,target=/usr/local/cargo/registry,sharing=locked \
    --mount=type=cache,target=/src/target,sharing=locked \
    cargo build --release --locked --features otel --bin followup \
    && install -D target/release/followup /out/followup

FROM debian:trixie-slim
LABEL org.opencontainers.image.title="followup" \
      org.opencontainers.image.description="An HTTP JSON API that knows when and how to follow up after a job interview" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
# Without DATABASE_URL, the embedded database is kept in /data.
RUN groupadd --system --gid 10001 followup \
    && useradd --system --uid 10001 --gid 10001 --home-dir /data --shell /usr/sbin/nologin followup \
    && install --directory --owner=followup --group=followup --mode=0700 /data
COPY --from=build /out/followup /usr/local/bin/followup
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV FOLLOWUP_BIND=0.0.0.0:8080 \
    FOLLOWUP_DATA_DIR=/data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["followup", "healthcheck"]
ENTRYPOINT ["followup"]
CMD ["serve"]
