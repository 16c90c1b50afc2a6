"""Measures the service on a Citus beside a plain Postgres; `benches/citus --help` says how."""

import argparse
import contextlib
import dataclasses
import os
import pathlib
import signal
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "http.d"))

import stores
from dataset import APPLICATIONS, INTERVIEW, email_of, interviews_of, tables, uuid
from deployment import FIRST
from endpoints import CREATE_INTERVIEW, LIST, PLAN, Endpoint, of_application
from load import measured_by_wrk, write_requests
from machine import Failure, description
from servers import Citus, Plain
from service import service

ONE = Endpoint("GET", of_application(""))
PLAN_OF_INTERVIEW = Endpoint("GET", lambda n: f"/v1/interviews/{uuid(INTERVIEW, interviews_of(n)[0])}/follow-up-plan")
ASKING = 64
"""Accounts that ask."""
ASKING_AGAIN = 16
"""Accounts that ask for what they have asked for before. They ask for all of it within seconds."""


@dataclasses.dataclass
class Path:
    """A path of the service, and the ratio to plain Postgres that it is to have on Citus."""

    name: str
    endpoint: Endpoint
    must: float = None
    aim: float = None
    writes: bool = False
    again: bool = False
    """Whether each request was sent before, so that the service has in memory what it read then."""
    rounds: list = dataclasses.field(default_factory=list)
    statements: tuple = None

    def ratio(self):
        return statistics.median(citus / plain for plain, citus in self.rounds)

    def row(self):
        plain, citus = (statistics.median(column) for column in zip(*self.rounds))
        one, several = self.statements
        wanted = [f"{value:.2f}" if value else "" for value in (self.must, self.aim)]
        cells = [self.name, f"{plain:,.0f}/s", f"{citus:,.0f}/s", f"{self.ratio():.2f}", *wanted,
                 f"{one:.1f}", f"{several:.1f}"]
        return f"| {' | '.join(cells)} |"


def paths():
    return [
        Path("read one plan again", PLAN, 0.16, 0.30, again=True),
        Path("read the plan of an interview", PLAN_OF_INTERVIEW),
        Path("list 50 applications", LIST),
        Path("read one application", ONE),
        Path("create an interview", CREATE_INTERVIEW, 0.13, 0.30, writes=True),
    ]


class Instance:
    """A service on one of the databases, with the dataset in it."""

    def __init__(self, stack, binary, folder, database, accounts):
        self.database, self.folder = database, folder
        self.service = stack.enter_context(service(binary, folder, database.url))
        self.service.sign_up(FIRST)
        stores.fill_postgres(database, accounts, FIRST)
        database.sql(*(f"VACUUM ANALYZE {table.name}" for table in tables(0, "")))
        self.accounts = range(min(accounts, ASKING))
        self.tokens = {account: self.service.sign_in(email_of(account)) for account in self.accounts}

    def measure(self, path, connections, seconds):
        file = self.folder / "requests"
        accounts = self.accounts[:ASKING_AGAIN] if path.again else self.accounts
        write_requests(file, path.endpoint.requests(self.service, self.tokens, accounts))
        if path.again:
            measured_by_wrk(self.service, file, connections, 2 * seconds)
        before = self.database.counters()
        measured = measured_by_wrk(self.service, file, connections, seconds)
        after = self.database.counters()
        self.service.shorten_log()
        if path.writes:
            stores.forget_created_in_postgres(self.database)
        done = measured.rate * seconds
        return measured.rate, tuple((b - a) / done for a, b in zip(before, after))


def arguments():
    parser = argparse.ArgumentParser(prog="benches/citus", description=(
        "Measures the service on the Citus that BENCH_CITUS_URL names, with the workers in BENCH_CITUS_WORKERS, beside "
        "the Postgres that BENCH_POSTGRES_URL names."))
    parser.add_argument("--check", action="store_true", help="exit with 1 if what must be reached isn't")
    parser.add_argument("--accounts", type=int, default=200, help=f"with {APPLICATIONS} applications each (200)")
    parser.add_argument("--connections", type=int, default=16, help="of wrk (16)")
    parser.add_argument("--seconds", type=int, default=6, help="length of one measurement (6)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    return parser.parse_args()


def progress(text):
    print(f"citus: {text}", file=sys.stderr, flush=True)


def report(chosen, citus, measured):
    shards = citus.sql("SELECT count(*) FROM citus_shards WHERE table_name = 'accounts'::regclass")
    asking = min(chosen.accounts, ASKING)
    return "\n".join([
        f"{description()}; {citus.version()} with {len(citus.workers)} workers and {shards} shards. {chosen.accounts} "
        f"accounts with {APPLICATIONS} applications each; {asking} of them ask. wrk -t1 -c{chosen.connections}; medians "
        f"of {chosen.rounds} rounds of {chosen.seconds} s.",
        "",
        "| path | plain Postgres | Citus | ratio | must | aim | statements to one shard, a request | to several |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(path.row() for path in measured),
    ])


def main():
    chosen = arguments()
    # However it is ended, the block below is left, and with it everything stops.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    binary, measured = os.environ["FOLLOWUP_BINARY"], paths()
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followup-bench-")))
        plain = stack.enter_context(Plain(os.environ["BENCH_POSTGRES_URL"]).prepared(binary))
        workers = [url for url in os.environ.get("BENCH_CITUS_WORKERS", "").split(",") if url]
        citus = stack.enter_context(Citus(os.environ["BENCH_CITUS_URL"], workers).prepared(binary))
        instances = []
        for name, database in (("plain", plain), ("citus", citus)):
            progress(f"filling {name} with {chosen.accounts} accounts")
            instances.append(Instance(stack, binary, folder / name, database, chosen.accounts))
        for number in range(chosen.rounds):
            for path in measured:
                progress(f"round {number + 1} of {chosen.rounds}: {path.name}")
                results = [one.measure(path, chosen.connections, chosen.seconds) for one in instances]
                path.rounds.append([rate for rate, _ in results])
                path.statements = results[1][1]
        print(report(chosen, citus, measured))
    if chosen.check and any(path.must and path.ratio() < path.must for path in measured):
        progress("something that must be reached isn't")
        sys.exit(1)


try:
    main()
except Failure as failure:
    sys.exit(f"citus: {failure}")
except KeyboardInterrupt:
    sys.exit(130)
