"""Holds one build of the service with its databases, and measures the paths that it is told on its standard input.

    worker.py CHECKOUT/benches/http.d PROGRAM ACCOUNTS

It uses the modules of that checkout, so that a database is filled as that version of the schema has it.
"""

import contextlib
import dataclasses
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

import endpoints  # noqa: E402
from deployment import deployment  # noqa: E402
from load import measured_by_wrk, request, write_requests  # noqa: E402
from postgres import postgres  # noqa: E402
from single_puts import SinglePuts  # noqa: E402

CONNECTIONS = 32


class Paths:
    def __init__(self, stored, embedded):
        self.stored, self.embedded = stored, embedded

    def measure(self, path, seconds):
        deployed, name = (self.embedded, path.removeprefix("sqlite-")) if path.startswith("sqlite-") else (self.stored, path)
        if name == "batch":
            return self.batch(seconds)
        if name == "create":
            try:
                return deployed.measure(endpoints.CREATE_INTERVIEW, deployed.writers, CONNECTIONS, seconds)
            finally:
                deployed.forget_created()
        if name == "rows-by-put":
            return SinglePuts(deployed, seconds).measure()
        if name == "rows-by-sync":
            return self.sync(seconds)
        endpoint = {"plan": endpoints.PLAN, "list": endpoints.LIST, "preview": endpoints.PREVIEW}[name]
        return deployed.measure(endpoint, deployed.readers, CONNECTIONS, seconds)

    def batch(self, seconds):
        stored, file = self.stored, self.stored.folder / "batch"
        token = stored.tokens[stored.readers[0]]
        body = endpoints.batch()
        write_requests(file, [request(stored.service.address, "POST", endpoints.BATCH.path(0), token, body)])
        return measured_by_wrk(stored.service, file, 1, seconds, stored.database)

    def sync(self, seconds):
        from sync import Sync  # which earlier versions don't have

        return Sync(self.stored, seconds).syncs()


def main():
    binary, accounts = pathlib.Path(sys.argv[2]), int(sys.argv[3])
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followup-turns-")))
        folder.chmod(0o755)
        server = stack.enter_context(postgres(folder))
        stored = stack.enter_context(deployment(binary, folder / "service", accounts, server))
        embedded = stack.enter_context(deployment(binary, folder / "embedded", accounts))
        paths = Paths(stored, embedded)
        print("{}", flush=True)
        for line in sys.stdin:
            path, seconds = line.split()
            print(json.dumps(dataclasses.asdict(paths.measure(path, int(seconds)))), flush=True)


main()
