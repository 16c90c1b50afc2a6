"""The rows of the table: each path of the service beside what bounds it, in rounds."""

import dataclasses
import json
import pathlib
import re
import statistics
import subprocess
from collections.abc import Callable

import endpoints
from dataset import email_of
from endpoints import ROOT
from load import Measured, Pgbench, measured_by_wrk, request, write_requests
from machine import Failure, cpu_of, output_of, running
from service import seconds_to_first_answer
from statements import scripts_of

CONNECTIONS, CLIENTS = 32, 16
"""Of wrk and of pgbench."""


@dataclasses.dataclass
class Row:
    """A path of the service, and its yardstick: the rate that it is measured against."""

    name: str
    yardstick_name: str
    must: float
    aim: float
    service: Callable
    yardstick: Callable
    embedded: Callable = None
    cpu_must: float = None
    rounds: list = dataclasses.field(default_factory=list)

    def measure(self):
        """One round: the yardstick, the service, and the service with the embedded database."""
        self.rounds.append((self.yardstick(), self.service(), self.embedded() if self.embedded else None))

    def medians(self):
        """What was measured of each of the three, median by median."""
        return [_median(column) for column in zip(*self.rounds)]

    def ratio(self):
        return statistics.median(service.rate / yardstick.rate for yardstick, service, _ in self.rounds)

    def cpu_ratio(self):
        """The CPU of a request, all processes together but wrk, to that of a transaction, pgbench included."""
        return statistics.median(_cpu(service) / _cpu(yardstick) for yardstick, service, _ in self.rounds)


@dataclasses.dataclass
class Limit:
    """A time that must not be exceeded."""

    name: str
    unit: str
    must: float
    aim: float
    value: float


def _cpu(measured):
    return measured.cpu + measured.cpu_of_database


def _median(measured):
    if measured[0] is None:
        return None
    columns = zip(*(dataclasses.astuple(one) for one in measured))
    return Measured(*(None if column[0] is None else statistics.median(column) for column in columns))


def rows(stored, embedded, yardsticks, seconds, stack):
    """All rows; what they need besides runs until the stack is closed."""
    return [
        _on_database("read one plan", endpoints.PLAN, 0.30, 0.45, stored, embedded, seconds),
        _on_database("list 50 applications", endpoints.LIST, 0.38, 0.55, stored, embedded, seconds),
        _on_database("create an interview", endpoints.CREATE_INTERVIEW, 0.65, 0.80, stored, embedded, seconds,
                     writes=True, cpu_must=2.2),
        _preview(stored, yardsticks, seconds, stack),
        _batch(stored, yardsticks, seconds),
        _tool_call(stored, seconds),
    ]


def _on_database(name, endpoint, must, aim, stored, embedded, seconds, writes=False, cpu_must=None):
    accounts = stored.writers if writes else stored.readers
    scripts = scripts_of(stored.database, accounts, lambda n: endpoint.ask(stored.service, stored.tokens, n))
    pgbench = Pgbench(stored.database, scripts, stored.folder, name.replace(" ", "-"))
    pgbench.run("-c", "1", "-t", "10", timeout=60)

    def tidied(deployment, measured):
        if writes:
            deployment.forget_created()
        return measured

    def of(deployment):
        return tidied(deployment, deployment.measure(endpoint, accounts, CONNECTIONS, seconds))

    return Row(
        name, "pgbench", must, aim,
        service=lambda: of(stored),
        yardstick=lambda: tidied(stored, pgbench.measured(CLIENTS, seconds)),
        embedded=lambda: of(embedded),
        cpu_must=cpu_must,
    )


class _Static:
    """The framework, answering the same JSON each time."""

    def __init__(self, process):
        self.url = re.search(r"http://\S+", process.stdout.readline())[0]
        self.cpu = lambda: cpu_of(process.pid)


def _preview(stored, yardsticks, seconds, stack):
    first = stored.readers[0]
    answer = stored.folder / "answer.json"
    answer.write_bytes(endpoints.PREVIEW.ask(stored.service, stored.tokens, first))
    command = [yardsticks / "static_json", str(answer)]
    static = _Static(stack.enter_context(running(command, stdout=subprocess.PIPE, text=True)))
    file = stored.folder / "previews"
    write_requests(file, endpoints.PREVIEW.requests(stored.service, stored.tokens, [first]))
    return Row(
        "preview one plan", "static JSON", 0.30, 0.50,
        service=lambda: stored.measure(endpoints.PREVIEW, stored.readers, CONNECTIONS, seconds),
        yardstick=lambda: measured_by_wrk(static, file, CONNECTIONS, seconds),
    )


def _batch(stored, yardsticks, seconds):
    """One batch after the other, as the planner on its one thread."""
    body = endpoints.batch()
    facts, file = stored.folder / "batch.json", stored.folder / "batch"
    facts.write_text(json.dumps(body, separators=(",", ":")), encoding="utf-8")
    token = stored.tokens[stored.readers[0]]
    write_requests(file, [request(stored.service.address, "POST", endpoints.BATCH.path(0), token, body)])

    def planner():
        return Measured(1000 / float(output_of([str(yardsticks / "plan_batch"), str(facts), str(seconds)])))

    return Row(
        "preview-batch of 1,000", "the planner and its JSON", 0.5, 0.7,
        service=lambda: measured_by_wrk(stored.service, file, 1, seconds, stored.database),
        yardstick=planner,
    )


def _tool_call(stored, seconds):
    """A plan by a tool of /mcp beside the same plan by the API."""
    tokens = {account: stored.service.sign_in(email_of(account), "/mcp") for account in stored.readers}
    file = stored.folder / "tool-calls"
    write_requests(file, endpoints.PLAN_BY_TOOL.requests(stored.service, tokens, stored.readers))
    return Row(
        "read one plan by a tool", "the same by the API", 0.83, 0.95,
        service=lambda: measured_by_wrk(stored.service, file, CONNECTIONS, seconds, stored.database),
        yardstick=lambda: stored.measure(endpoints.PLAN, stored.readers, CONNECTIONS, seconds),
    )


def planner(target, quick):
    """The slowest of the plans that benches/planner.rs makes, in microseconds."""
    command = ["cargo", "bench", "--quiet", "--locked", "-p", "planning", "--bench", "planner", "--", "/plan$"]
    output_of(command + (["--quick"] if quick else []), timeout=3600, cwd=ROOT)
    medians = [
        json.loads(file.read_text())["median"]["point_estimate"] / 1000
        for file in (pathlib.Path(target) / "criterion").glob("*/plan/new/estimates.json")
    ]
    if not medians:
        raise Failure("criterion left no estimates of the planner")
    return Limit("the planner itself", "µs", 10, 3, max(medians))


def start(binary, folder, database, times):
    """From the start until the first answer, on a migrated database, in milliseconds."""
    took = [seconds_to_first_answer(binary, folder, database.url) for _ in range(times)]
    return Limit("start to first answer", "ms", 500, 100, statistics.median(took) * 1000)
