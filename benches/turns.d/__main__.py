"""Measures two builds in turns; `benches/turns --help` says how."""

import argparse
import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "http.d"))

from machine import description  # noqa: E402
from report import table  # noqa: E402

NAMES = {
    "plan": "read one plan",
    "list": "list 50 applications",
    "create": "create an interview",
    "preview": "preview one plan",
    "batch": "preview-batch of 1,000",
    "rows": "interviews: here 1,000 by each sync, there by single PUTs",
    "sqlite-plan": "SQLite: read one plan",
    "sqlite-list": "SQLite: list 50 applications",
    "sqlite-create": "SQLite: create an interview",
}
HERE_AND_THERE = {"rows": ("rows-by-sync", "rows-by-put")}
"""What this build and the other one do, where it is not the same."""


class Build:
    """A build of the service, measured by a process that uses the modules of its checkout."""

    def __init__(self, checkout, binary, accounts, stack):
        command = [sys.executable, "-B", HERE / "worker.py", checkout / "benches/http.d", binary, str(accounts)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        stack.callback(self.end)
        self.answer()

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=120)

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("turns: a build could not be measured; see above")
        return json.loads(line)

    def measure(self, path, seconds):
        print(path, seconds, file=self.process.stdin, flush=True)
        return self.answer()


def arguments():
    parser = argparse.ArgumentParser(prog="benches/turns", description="Measures this build beside another one, in turns.")
    parser.add_argument("checkout", type=pathlib.Path, help="a checkout of the other version")
    parser.add_argument("binary", type=pathlib.Path, help="its built program")
    parser.add_argument("--paths", default=",".join(NAMES), help=f"which of {', '.join(NAMES)}; all, if left out")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--seconds", type=int, default=4, help="length of one measurement (4)")
    parser.add_argument("--accounts", type=int, default=200, help="with 100 applications each (200)")
    parser.add_argument("--at-least", type=float, metavar="RATIO", help="exit with 1 if a ratio of throughput is below")
    chosen = parser.parse_args()
    chosen.paths = chosen.paths.split(",")
    if unknown := set(chosen.paths) - set(NAMES):
        parser.error(f"there is no path {', '.join(sorted(unknown))}")
    return chosen


def measure(chosen, stack):
    this = Build(HERE.parents[1], pathlib.Path(os.environ["FOLLOWUP_BINARY"]).resolve(), chosen.accounts, stack)
    other = Build(chosen.checkout.resolve(), chosen.binary.resolve(), chosen.accounts, stack)
    rounds = {path: [] for path in chosen.paths}
    for number in range(chosen.rounds):
        for path in chosen.paths:
            print(f"turns: round {number + 1} of {chosen.rounds}: {NAMES[path]}", file=sys.stderr, flush=True)
            # Who begins changes, so that a machine that slows down favours neither.
            paths = dict(zip((this, other), HERE_AND_THERE.get(path, (path, path))))
            order = (this, other) if number % 2 else (other, this)
            seen = {build: build.measure(paths[build], chosen.seconds) for build in order}
            rounds[path].append((seen[this], seen[other]))
    return rounds


def cpu(measured):
    return measured["cpu"] + (measured["cpu_of_database"] or 0)


def line(path, pairs):
    ratios = [this["rate"] / other["rate"] for this, other in pairs]
    work = statistics.median(cpu(this) / cpu(other) for this, other in pairs)
    rates = [statistics.median(pair[i]["rate"] for pair in pairs) for i in (0, 1)]
    return statistics.median(ratios), [
        NAMES[path], f"{rates[0]:,.0f}/s", f"{rates[1]:,.0f}/s", f"{statistics.median(ratios):.2f}",
        f"{min(ratios):.2f} to {max(ratios):.2f}", f"{work:.2f}",
    ]


def main():
    chosen = arguments()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    machine = description()
    with contextlib.ExitStack() as stack:
        rounds = measure(chosen, stack)
    lines = [line(path, pairs) for path, pairs in rounds.items()]
    print(f"{machine}. {chosen.accounts} accounts; medians of {chosen.rounds} rounds of {chosen.seconds} s, in turns.\n")
    head = ["path", "this build", "the other", "ratio", "of single rounds", "CPU a request, ratio"]
    print(table(head, [cells for _, cells in lines]))
    if chosen.at_least and any(ratio < chosen.at_least for ratio, _ in lines):
        sys.exit(1)


try:
    main()
except KeyboardInterrupt:
    sys.exit(130)
