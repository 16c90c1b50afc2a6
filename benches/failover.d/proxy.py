"""HAProxy, which leads to the server that takes writes; and a proxy that loses connections without telling anybody."""

import contextlib
import socket
import threading
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


class LosingProxy:
    """Carries bytes to one server, until it loses what is open. New connections are carried as before."""

    def __init__(self, server_port):
        self.server_port, self.lost, self.open = server_port, [], []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.server_port))
                line = Line(client, server)
                self.open.append(line)

    def lose(self):
        """From now on nothing of what is open is carried. Both ends stay open, as if a cable were cut."""
        for line in self.open:
            line.is_lost = True
        self.lost, self.open = self.lost + self.open, []

    def close(self):
        self.listener.close()
        for line in self.lost + self.open:
            line.close()


class Line:
    def __init__(self, client, server):
        self.ends, self.is_lost = (client, server), False
        for one, other in (self.ends, self.ends[::-1]):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one, other):
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                if self.is_lost:
                    return
                other.sendall(data)
        if not self.is_lost:
            self.close()

    def close(self):
        for end in self.ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
