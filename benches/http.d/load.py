"""The loads: wrk for servers, pgbench for Postgres alone; each with what it cost."""

import contextlib
import dataclasses
import json
import pathlib
import re
import resource
import urllib.parse

from machine import Failure, output_of

REQUESTS = pathlib.Path(__file__).with_name("requests.lua")


@dataclasses.dataclass
class Measured:
    """Per second, in milliseconds, and CPU in microseconds a request."""

    rate: float
    p50: float = None
    p99: float = None
    cpu: float = None
    cpu_of_database: float = None


def request(address, method, path, token, body=None):
    """A request as it goes over the wire."""
    head = [f"{method} {path} HTTP/1.1", f"host: {address}", f"authorization: Bearer {token}"]
    if body is not None:
        body = json.dumps(body, separators=(",", ":"))
        head += ["content-type: application/json", f"content-length: {len(body.encode())}"]
    return "\r\n".join(head) + "\r\n\r\n" + (body or "")


def form_request(address, path, form):
    body = urllib.parse.urlencode(form)
    return (f"POST {path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/x-www-form-urlencoded\r\n"
            f"content-length: {len(body)}\r\n\r\n{body}")


def write_requests(file, requests):
    file.write_text("\0".join(requests), encoding="utf-8", newline="")


def wrk(url, file, connections, seconds, count=False):
    """What wrk measures, as requests.lua prints it."""
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", str(REQUESTS)]
    command = ["wrk", *options, url, "--", str(file)] + (["count"] if count else [])
    return json.loads(output_of(command, timeout=seconds + 120).strip().splitlines()[-1])


def measured_by_wrk(server, file, connections, seconds, database=None):
    """One measurement of the service, or of another server that has a URL and CPU. Every answer must be a success."""
    before = server.cpu(), database.cpu() if database else 0
    seen = wrk(server.url, file, connections, seconds)
    after = server.cpu(), database.cpu() if database else 0
    if seen["refused"] or seen["broken"] or not seen["requests"]:
        raise Failure(f"not every request succeeded: {seen}")
    own, of_database = ((b - a) / seen["requests"] * 1e6 for a, b in zip(before, after))
    return Measured(seen["requests"] / seen["seconds"], seen["p50"], seen["p99"], own, of_database)


class Pgbench:
    """The scripts of an endpoint, ready to run."""

    def __init__(self, server, scripts, folder, name):
        self.server, self.files, self.values = server, [], []
        for i, script in enumerate(scripts):
            file = folder / f"{name}-{i}.sql"
            # Each script's values have names of their own.
            text = re.sub(r":v(\d)", rf":s{i}_v\1", script.text())
            file.write_text(text, encoding="utf-8")
            self.files += ["-f", str(file)]
            self.values += [f"-Ds{i}_{key}={value}" for key, value in script.values.items()]

    def run(self, *options, timeout):
        pgbench = ["pgbench", *self.server.where(), "-n", "-M", "prepared"]
        text = output_of([*pgbench, *self.files, *self.values, *options, "bench"], timeout=timeout)
        failed = re.search(r"number of failed transactions: (\d+)", text)
        if "aborted" in text or failed and int(failed[1]):
            raise Failure(f"pgbench:\n{text}")
        return text

    def measured(self, clients, seconds):
        before, spent = self.server.cpu(), _spent_by_children()
        text = self.run("-c", str(clients), "-T", str(seconds), timeout=seconds + 120)
        done = int(re.search(r"number of transactions actually processed: (\d+)", text)[1])
        cpu, of_database = _spent_by_children() - spent, self.server.cpu() - before
        rate = float(re.search(r"^tps = ([\d.]+) \(without", text, re.MULTILINE)[1])
        return Measured(rate, cpu=cpu / done * 1e6, cpu_of_database=of_database / done * 1e6)


def _spent_by_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
