"""HAProxy, which leads to the server that takes writes."""

import contextlib
import time

from client import simple_query, startup
from machine import free_port, running

CONFIG = """
defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
  timeout check 500ms
listen postgres
  bind 127.0.0.1:{port}
  option tcp-check
  tcp-check connect
  tcp-check send-binary {startup}
  tcp-check expect binary 5a0000000549
  tcp-check send-binary {question}
  tcp-check expect binary 440000000b00010000000166
  default-server check inter 500ms fall 1 rise 1 {more}
{servers}
"""


@contextlib.contextmanager
def haproxy(folder, servers, closes_sessions):
    """Its port. Every half second it asks the servers whether they are standbys."""
    port = free_port()
    lines = [f"  server {server.name} 127.0.0.1:{server.port}" for server in servers]
    config = folder / "haproxy.cfg"
    config.write_text(CONFIG.format(
        port=port,
        startup=startup("postgres").hex(),
        question=simple_query("SELECT pg_is_in_recovery()").hex(),
        more="on-marked-down shutdown-sessions" if closes_sessions else "",
        servers="\n".join(lines)))
    with open(folder / "haproxy.out", "w", encoding="utf-8") as out:
        with running(["haproxy", "-db", "-f", str(config)], stdout=out, stderr=out):
            time.sleep(1.5)
            yield port
