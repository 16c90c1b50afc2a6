"""Measures the whole service; `benches/http --help` says how."""

import argparse
import contextlib
import os
import pathlib
import signal
import sys
import tempfile

import speed
import sync
from dataset import APPLICATIONS
from deployment import deployment
from machine import Failure, description, output_of
from news import news
from overload import overload
from postgres import SETTINGS, postgres
from report import Report, memory
from service import KEPT
from soak import soak


def arguments():
    parser = argparse.ArgumentParser(prog="benches/http", description=(
        "Measures the service beside what Postgres reaches with the same statements, and beside other yardsticks. "
        "Postgres and the service run in a temporary folder, on free ports of the loopback interface."))
    parser.add_argument("--quick", action="store_true", help="one round of 2 s on 20 accounts: whether it works")
    parser.add_argument("--check", action="store_true", help="exit with 1 if what must be reached isn't")
    parser.add_argument("--output", type=pathlib.Path, metavar="FILE", help="write the report to a file, too")
    parser.add_argument("--overload", action="store_true", help="instead, ask more than the service can do")
    parser.add_argument("--soak", type=float, metavar="MINUTES", help="instead, ask for long, and watch the memory")
    parser.add_argument("--sync", action="store_true", help="instead, only many rows in one request")
    parser.add_argument("--news", action="store_true", help="instead, only steps that fall due and webhooks")
    parser.add_argument("--seconds", type=int, default=None, help="length of one measurement (10)")
    parser.add_argument("--rounds", type=int, default=None, help="how often each is measured (3)")
    chosen = parser.parse_args()
    chosen.accounts = 20 if chosen.quick else 1000
    chosen.seconds = chosen.seconds or (2 if chosen.quick else 10)
    chosen.rounds = chosen.rounds or (1 if chosen.quick else 3)
    return chosen


def progress(text):
    print(f"http: {text}", file=sys.stderr, flush=True)


def conditions(chosen, machine, server, stored):
    """Under which conditions something was measured."""
    settings = ", ".join(f"{name}={value}" for name, value in SETTINGS.items())
    own = [f"{name}={os.environ[name]}" for name in KEPT if name in os.environ]
    return (
        f"{machine}; {server.version()} ({settings}), {wrk_version()}; the service with "
        f"{', '.join(own) or 'its usual settings'}, without rate limits. {chosen.accounts:,} accounts with {APPLICATIONS} "
        f"applications each; {len(stored.tokens)} of them ask.")


def loads(chosen):
    rounds = "one round" if chosen.rounds == 1 else f"medians of {chosen.rounds} rounds"
    return f"wrk -t1 -c{speed.CONNECTIONS}, pgbench -M prepared -c {speed.CLIENTS}; {rounds} of {chosen.seconds} s."


def wrk_version():
    return " ".join(output_of(["sh", "-c", "wrk -v || true"]).split()[:2])


def measure_speed(chosen, binary, target, folder, server, stored, stack):
    progress("filling the embedded database")
    embedded = stack.enter_context(deployment(binary, folder / "embedded", chosen.accounts))
    progress("taking the statements of each request from Postgres' log")
    rows = speed.rows(stored, embedded, target / "release", chosen.seconds, stack) + sync.rows(stored, chosen.seconds)
    for number in range(chosen.rounds):
        for row in rows:
            progress(f"round {number + 1} of {chosen.rounds}: {row.name}")
            row.measure()
    now, peak = stored.service.memory()
    report = Report()
    for row in rows:
        report.row(row)
    progress("the planner")
    report.limit(speed.planner(target, chosen.quick))
    progress("start to first answer")
    report.limit(speed.start(binary, folder / "start", server, 3 if chosen.quick else 10))
    return report.held, "\n\n".join([loads(chosen), report.text(), memory(stored.at_start, peak, now)])


def measure_sync(chosen, stored):
    rows, report = sync.rows(stored, chosen.seconds), Report()
    for number in range(chosen.rounds):
        for row in rows:
            progress(f"round {number + 1} of {chosen.rounds}: {row.name} beside {row.yardstick_name}")
            row.measure()
    for row in rows:
        report.row(row)
    return report.held, report.text()


def measure(chosen, stack):
    """Whether what must be reached is, and what was measured."""
    binary, target = os.environ["FOLLOWUP_BINARY"], os.environ["CARGO_TARGET_DIR"]
    folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followup-bench-")))
    folder.chmod(0o755)
    machine = description()
    progress("starting Postgres")
    server = stack.enter_context(postgres(folder))
    if chosen.news:
        figures, held = news(binary, pathlib.Path(target) / "release", folder, server, chosen.quick)
        return held, f"{machine}; {server.version()}.\n\n{figures}"
    progress(f"filling it with {chosen.accounts:,} accounts")
    stored = stack.enter_context(deployment(binary, folder / "service", chosen.accounts, server))
    text = conditions(chosen, machine, server, stored)
    if chosen.soak:
        print(text + "\n")
        soak(stored, chosen.soak)
        return True, ""
    if chosen.overload:
        return True, text + "\n\n" + overload(stored, chosen.seconds)
    if chosen.sync:
        held, figures = measure_sync(chosen, stored)
        return held, text + "\n\n" + figures
    held, figures = measure_speed(chosen, binary, pathlib.Path(target), folder, server, stored, stack)
    return held, text + "\n\n" + figures


def main():
    chosen = arguments()
    # However it is ended, the block below is left, and with it everything stops.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    with contextlib.ExitStack() as stack:
        held, text = measure(chosen, stack)
    print(text)
    if chosen.output:
        chosen.output.write_text(text + "\n", encoding="utf-8")
    if chosen.check and not held:
        progress("something that must be reached isn't")
        sys.exit(1)


try:
    main()
except Failure as failure:
    sys.exit(f"http: {failure}")
except KeyboardInterrupt:
    sys.exit(130)
