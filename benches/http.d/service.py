"""The service, started with sign-in, validation and request logging on and rate limits off."""

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import time
import urllib.parse

from machine import Failure, cpu_of, memory_of, running

PASSWORD = "correct horse battery staple"
# The settings that the user of the benchmark may change; all others have their defaults.
KEPT = ("FOLLOWUP_DB_CONNECTIONS", "FOLLOWUP_WORKERS")


class Service:
    def __init__(self, process, address, log):
        self.process, self.address, self.log = process, address, log
        self.url = f"http://{address}"

    def cpu(self):
        return cpu_of(self.process.pid)

    def memory(self):
        return memory_of(self.process.pid)

    def shorten_log(self):
        """It grows by megabytes a second, and is written at its end, wherever that is."""
        os.truncate(self.log, 0)

    def connect(self):
        return http.client.HTTPConnection(self.address, timeout=30)

    def ask(self, method, path, body=None, token=None, form=False):
        """The body of an answer, which must be one of success."""
        connection = self.connect()
        headers = {"authorization": f"Bearer {token}"} if token else {}
        if form:
            headers["content-type"], body = "application/x-www-form-urlencoded", urllib.parse.urlencode(body)
        elif body is not None:
            headers["content-type"], body = "application/json", json.dumps(body)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status not in (200, 201):
                raise Failure(f"{method} {path} answers {answer.status}: {text.decode(errors='replace')[:500]}")
            return text

    def sign_up(self, email):
        self.ask("POST", "/v1/accounts", {"name": "Ada Okafor", "email": email, "password": PASSWORD})

    def sign_in(self, email, resource=""):
        """An access token for the API, or for another resource of the service."""
        form = {"grant_type": "password", "username": email, "password": PASSWORD, "resource": f"{self.url}{resource}"}
        return json.loads(self.ask("POST", "/oauth/token", form, form=True))["access_token"]


@contextlib.contextmanager
def service(binary, folder, database=None):
    """A service on a Postgres database, or else on an embedded one in the folder."""
    foreign = ("FOLLOWUP_", "OTEL_", "DATABASE_URL")
    env = {name: value for name, value in os.environ.items() if name in KEPT or not name.startswith(foreign)}
    env |= {"FOLLOWUP_RATE_LIMIT": "off", "FOLLOWUP_SHUTDOWN_DELAY": "0", "NO_COLOR": "1"}
    env["FOLLOWUP_WEBHOOK_ALLOW"] = "127.0.0.1"
    if database:
        env["DATABASE_URL"] = database
    folder.mkdir(exist_ok=True)
    command = [binary, "serve", "--data-dir", str(folder / "data"), "--bind", "127.0.0.1:0"]
    with open(folder / "log", "ab") as log:
        with running(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            line = process.stdout.readline()
            found = re.search(r"listens on http://([^;\s]+)", line)
            if not found:
                raise Failure(f"the service doesn't start: {line}{(folder / 'log').read_text()}")
            yield Service(process, found[1], folder / "log")


def seconds_to_first_answer(binary, folder, database):
    """From the start of the process until it has answered that its database is there."""
    began = time.perf_counter()
    with service(binary, folder, database) as started:
        host, port = started.address.split(":")
        with socket.create_connection((host, int(port)), timeout=30) as connection:
            connection.sendall(f"GET /readyz HTTP/1.1\r\nhost: {started.address}\r\n\r\n".encode())
            first = connection.recv(1024)
        took = time.perf_counter() - began
        if not first.startswith(b"HTTP/1.1 200"):
            raise Failure(f"the service is not ready: {first!r}")
        return took
