"""Clients that write one thing after the other, and repeat each, with its key, until it is acknowledged."""

import collections
import contextlib
import http.client
import json
import threading
import time

# How long a refused writer waits. The service says one second; these are impatient, so that what is measured is the
# service.
PAUSE = 0.05

# A request that is answered so would be answered so again.
NEVER_REPEATED = {400, 401, 403, 404, 405, 406, 413, 415, 422}


class Writers:
    """Each writes to one of the instances, in turn; one more reads."""

    def __init__(self, services, tokens, count):
        self.services, self.tokens = services, tokens
        self.refusals = []
        self.acknowledged, self.failures = [], collections.Counter()
        self.reads = []
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(number,)) for number in range(count)]
        self.threads += [threading.Thread(target=self._read)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.enough.set()
        for thread in self.threads:
            thread.join()

    @staticmethod
    def _ask(connection, token, method, path, body=None, key=None):
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        if key:
            headers["idempotency-key"] = key
        connection.request(method, path, body and json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def _write(self, writer):
        number = 0
        instance = writer % len(self.services)
        service, token = self.services[instance], self.tokens[instance]
        with contextlib.closing(service.connect()) as connection:
            while not self.enough.is_set():
                name = f"{writer}-{number}"
                # What has begun is repeated even at the end.
                while (status := self._attempt(connection, token, name)) != 201:
                    self.failures[status] += 1
                    if status in NEVER_REPEATED:
                        self.refusals.append(f"{name}: {status}")
                        return
                    time.sleep(PAUSE)
                self.acknowledged.append((name, writer, time.monotonic()))
                number += 1

    def _attempt(self, connection, token, name):
        try:
            return self._ask(connection, token, "POST", "/v1/candidates", {"name": name}, f"key-{name}")
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            return type(error).__name__

    def _read(self):
        with contextlib.closing(self.services[0].connect()) as connection:
            while not self.enough.is_set():
                began = time.monotonic()
                status = self._ask(connection, self.tokens[0], "GET", "/v1/candidates?limit=10")
                self.reads.append((began, time.monotonic() - began, status))
                time.sleep(PAUSE)

    def first_after(self, moment):
        """How long after it somebody wrote again, and the last one of all."""
        firsts = {}
        for _, writer, at in self.acknowledged:
            if at > moment:
                firsts[writer] = min(firsts.get(writer, at), at)
        if not firsts:
            return None, None
        everybody = len(firsts) == len(self.threads) - 1
        return min(firsts.values()) - moment, max(firsts.values()) - moment if everybody else None

    def wait_for(self, count):
        while len(self.acknowledged) < count and not self.refusals:
            time.sleep(0.05)
