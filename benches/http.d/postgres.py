"""A Postgres server of its own: on a free port, with its files in a temporary folder."""

import contextlib
import csv
import os
import pwd
import shutil
import signal
import subprocess
import time

from machine import Failure, cpu_of_family, free_port, output_of, running

# What a production server has, and what makes runs comparable: nothing is vacuumed and no checkpoint begins by itself
# while something is measured; both are asked for in between.
SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "256MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
}
PLUMBING = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "logging_collector": "on",
    "log_destination": "csvlog",
    "log_directory": "log",
    "log_filename": "postgres.log",
    "log_rotation_age": "0",
    "log_rotation_size": "0",
    "log_file_mode": "0644",
}
# Columns of Postgres' log (its manual, "Using CSV-Format Log Output").
MESSAGE, DETAIL, APPLICATION = 13, 14, 22


def unprivileged():
    """As whom to start it: it refuses to be root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Failure("Postgres can't be started as root, and there is neither a user postgres nor nobody")


class Postgres:
    def __init__(self, process, folder, port):
        self.process, self.folder, self.port = process, folder, port
        self.url = f"postgres://bench@127.0.0.1:{port}/bench"

    def sql(self, *statements, database="bench"):
        """What the statements answer, unadorned; each is a transaction of its own."""
        commands = [argument for statement in statements for argument in ("-c", statement)]
        psql = ["psql", *self.where(), "-d", database, "-qAtX", "-v", "ON_ERROR_STOP=1"]
        return output_of(psql + commands, timeout=1800).strip()

    def where(self):
        """The server, as its clients' programs are told."""
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench"]

    def copy(self, table, columns, lines):
        """Fills a table with lines as COPY reads them."""
        copy = f"COPY {table} ({columns}) FROM STDIN"
        command = ["psql", *self.where(), "-d", "bench", "-qX", "-v", "ON_ERROR_STOP=1", "-c", copy]
        with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as process:
            process.stdin.writelines(lines)
            process.stdin.close()
            if process.wait():
                raise Failure(f"{table} couldn't be filled")

    def cpu(self):
        """The CPU that the server has used in all its processes, in seconds."""
        return cpu_of_family(self.process.pid)

    def version(self):
        return "Postgres " + self.sql("SHOW server_version").split()[0]

    @contextlib.contextmanager
    def logging(self):
        """Within the block, every statement is logged."""
        self._log_statements("all")
        try:
            yield
        finally:
            self._log_statements("none")

    def _log_statements(self, which):
        self.sql(f"ALTER SYSTEM SET log_statement = '{which}'", "SELECT pg_reload_conf()")
        # The server tells its processes of it by signals.
        time.sleep(0.3)

    def log_end(self):
        return (self.folder / "log/postgres.csv").stat().st_size

    def logged_since(self, end):
        """The messages with their details that clients other than psql caused since log_end() was asked."""
        time.sleep(0.2)
        # Lists of parameters are longer than csv expects.
        csv.field_size_limit(1 << 26)
        with open(self.folder / "log/postgres.csv", encoding="utf-8", newline="") as log:
            log.seek(end)
            return [(row[MESSAGE], row[DETAIL]) for row in csv.reader(log) if row[APPLICATION] != "psql"]


@contextlib.contextmanager
def postgres(folder):
    user = unprivileged()
    data = folder / "postgres"
    data.mkdir()
    if user:
        os.chown(data, user["user"], user["group"])
    initdb = ["initdb", "--auth=trust", "--username=bench", "--encoding=UTF8", "--no-locale", "--no-sync", "-D", data]
    output_of(initdb, cwd="/", **user)
    port = free_port()
    settings = [f"--{name}={value}" for name, value in {**SETTINGS, **PLUMBING, "port": port}.items()]
    command = [shutil.which("postgres"), "-D", str(data), *settings]
    with open(folder / "postgres.out", "w", encoding="utf-8") as out:
        # SIGINT: "fast", it doesn't wait for clients.
        with running(command, stop=signal.SIGINT, cwd="/", stdout=out, stderr=out, **user) as process:
            server = Postgres(process, data, port)
            _wait_for(server, folder / "postgres.out")
            server.sql("CREATE DATABASE bench", database="postgres")
            yield server


def _wait_for(server, out):
    for _ in range(300):
        with contextlib.suppress(Failure):
            return server.sql("SELECT 1", database="postgres")
        if server.process.poll() is not None:
            break
        time.sleep(0.1)
    raise Failure(f"Postgres doesn't start: {out.read_text()}")
