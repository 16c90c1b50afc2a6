"""Has the database fail under load; `benches/failover --help` says how."""

import argparse
import contextlib
import os
import pathlib
import signal
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "http.d"))

from client import ask
from cluster import Cluster, wait_until
from machine import Failure, description, output_of
from proxy import LosingProxy, haproxy
from service import service
from writers import Writers

# How long it takes until somebody notices that the primary doesn't answer, and has a standby take over.
NOTICED_AFTER = 2
# How long a lost standby stays away.
AWAY = 20
LOAD_BEFORE, LOAD_AFTER = 2, 6
MUST = 2.0

PLAIN, CLOSES, HOSTS, DIRECT = "proxy", "proxy that closes sessions", "several hosts", "one host"
LOSES = "proxy that loses sessions"


def kill(cluster):
    """The primary is killed, and a standby takes over."""
    cluster.primary.kill()
    time.sleep(NOTICED_AFTER)
    return cluster.promote()


def hang(cluster):
    """The primary hangs: nobody is told."""
    cluster.primary.signal(signal.SIGSTOP)
    time.sleep(NOTICED_AFTER)
    return cluster.promote()


def lose_standby(cluster):
    """A standby is killed, and comes back."""
    standby = cluster.standbys[0]
    standby.kill()
    time.sleep(AWAY)
    cluster.start_standby(standby)
    return wait_until("the standby is back", lambda: cluster.synchronous() == len(cluster.standbys), pause=0.005)


def lose_connections(cluster):
    """The server stays, but the way to it is lost for all that is connected: nobody is told."""
    cluster.proxy.lose()
    return time.monotonic()


FAILURES = {"kill -9": kill, "SIGSTOP": hang, "standby lost": lose_standby, "connections lost": lose_connections}
# What fails, how many standbys there are, how the servers are reached, how many write, to how many instances.
CASES = [
    *((what, 2, way, writers, 1) for what in ("kill -9", "SIGSTOP") for way in (PLAIN, CLOSES, HOSTS)
      for writers in (8, 32)),
    *((what, 2, HOSTS, 32, 2) for what in ("kill -9", "SIGSTOP")),
    *(("connections lost", 2, LOSES, writers, 1) for writers in (8, 32)),
    *(("standby lost", standbys, DIRECT, writers, 1) for standbys in (1, 2) for writers in (8, 32)),
]
QUICK = [
    ("kill -9", 2, HOSTS, 8, 1), ("SIGSTOP", 2, PLAIN, 8, 1), ("connections lost", 2, LOSES, 8, 1),
    ("standby lost", 1, DIRECT, 8, 1)]


def reach(cluster, way, folder, stack):
    """The database's URL."""
    servers = [cluster.primary, *cluster.standbys]
    if way == HOSTS:
        hosts = ",".join(f"127.0.0.1:{server.port}" for server in servers)
        return f"postgres://bench@{hosts}/bench?target_session_attrs=read-write"
    port = cluster.primary.port
    if way == LOSES:
        cluster.proxy = stack.enter_context(contextlib.closing(LosingProxy(port)))
        port = cluster.proxy.port
    elif way != DIRECT:
        port = stack.enter_context(haproxy(folder, servers, closes_sessions=way == CLOSES))
    return f"postgres://bench@127.0.0.1:{port}/bench"


def seconds(number):
    return "never" if number is None else f"{number:.2f} s"


def run(binary, case):
    what, standbys, way, count, instances = case
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followup-failover-")))
        cluster = Cluster(folder, standbys, stack)
        url = reach(cluster, way, folder, stack)
        started = [stack.enter_context(service(binary, folder / f"service-{number}", url)) for number in range(instances)]
        started[0].sign_up("ada@example.com")
        # Without a common FOLLOWUP_PUBLIC_URL each instance takes its own tokens only.
        tokens = [instance.sign_in("ada@example.com") for instance in started]
        with Writers(started, tokens, count) as writers:
            writers.wait_for(count)
            time.sleep(LOAD_BEFORE)
            failed = time.monotonic()
            restored = FAILURES[what](cluster)
            time.sleep(LOAD_AFTER)
        if writers.refusals:
            raise Failure(f"a write was refused for good: {writers.refusals[0]}")
        names = [name for name, *_ in writers.acknowledged]
        rows = ask(cluster.primary.port, "SELECT name, count(*) FROM candidates GROUP BY name", "bench", 60)
        stored = {name: int(number) for name, number in rows if name != "Ada Okafor"}
        lost = sum(name not in stored for name in names)
        double = sum(number > 1 for number in stored.values())
        away = [read for read in writers.reads if failed < read[0] < restored]
        reads = f"{sum(status == 200 for *_, status in away)} of {len(away)}"
        slowest = max((took for _, took, _ in away), default=0)
        first, last = writers.first_after(restored)
        failures = ", ".join(f"{number} × {status}" for status, number in sorted(writers.failures.items(), key=str))
        cells = [
            what, standbys, way, count, instances, f"{len(names):,}", f"{sum(stored.values()):,}", f"{lost} / {double}",
            seconds(restored - failed), seconds(first), seconds(last), failures or "none",
            f"{reads}, {slowest:.1f} s",
        ]
        held = not lost and not double and first is not None and first <= MUST
        return held, "| " + " | ".join(map(str, cells)) + " |"


HEAD = """
| failure | standbys | reached by | writers | instances | acknowledged | stored | lost / double | failure to new primary (standby back) | first write after that | all writers again | failures | reads in between, slowest |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"""


def main():
    parser = argparse.ArgumentParser(prog="benches/failover", description=(
        "Has a primary or a standby fail while clients write, each of whom repeats a write with its key until it is "
        "acknowledged. Prints what was lost or doubled, and how long after the new primary took writes they went on."))
    parser.add_argument("--quick", action="store_true", help="one case of each kind")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a case isn't as it must be")
    parser.add_argument("--only", metavar="WORD", help="only cases with this word, such as SIGSTOP")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    cases = [case for case in (QUICK if chosen.quick else CASES) if not chosen.only or chosen.only in map(str, case)]
    proxy = output_of(["haproxy", "-v"]).split()[2]
    print(f"{description()}; {output_of(['postgres', '--version']).strip()}, HAProxy {proxy}")
    print(HEAD, flush=True)
    held = True
    for case in cases:
        one_held, row = run(os.environ["FOLLOWUP_BINARY"], case)
        held &= one_held
        print(row, flush=True)
    print(f"\nLoad average at the end: {os.getloadavg()[0]:.1f}")
    return 1 if chosen.check and not held else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"failover: {failure}")
