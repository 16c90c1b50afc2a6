"""Asks a Postgres server something, without a program or a package (PostgreSQL, "Frontend/Backend Protocol")."""

import contextlib
import socket
import struct

from machine import Failure

USER = "bench"


def startup(database):
    """What a client says first."""
    parameters = f"user\0{USER}\0database\0{database}\0\0".encode()
    return struct.pack("!II", len(parameters) + 8, 196608) + parameters


def simple_query(text):
    body = text.encode() + b"\0"
    return b"Q" + struct.pack("!I", len(body) + 4) + body


class Client:
    def __init__(self, port, database="postgres", timeout=5):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout)
        self.file = self.socket.makefile("rb")
        self.socket.sendall(startup(database))
        self._rows()

    def ask(self, text):
        """The rows that a statement answers, as tuples of texts."""
        self.socket.sendall(simple_query(text))
        return self._rows()

    def _rows(self):
        rows, error = [], None
        while True:
            kind, length = struct.unpack("!cI", self._read(5))
            body = self._read(length - 4)
            if kind == b"D":
                rows.append(_cells(body))
            elif kind == b"E":
                error = dict((chr(part[0]), part[1:].decode()) for part in body.split(b"\0") if part)
                if error.get("V") in ("FATAL", "PANIC"):
                    raise Failure(error["M"])
            elif kind == b"Z":
                if error:
                    raise Failure(error["M"])
                return rows

    def _read(self, count):
        data = self.file.read(count)
        if len(data) < count:
            raise Failure("the server hung up")
        return data

    def close(self):
        self.file.close()
        self.socket.close()


def _cells(body):
    cells, place = [], 2
    for _ in range(struct.unpack_from("!H", body)[0]):
        (length,) = struct.unpack_from("!i", body, place)
        place += 4
        cells.append(None if length < 0 else body[place : place + length].decode())
        place += max(length, 0)
    return tuple(cells)


def ask(port, text, database="postgres", timeout=5):
    with contextlib.closing(Client(port, database, timeout)) as client:
        return client.ask(text)
