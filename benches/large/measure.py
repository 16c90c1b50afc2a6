"""Measures deletion and searches in a large account; `benches/large/measure` says how."""

import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "http.d"))

from load import request, wrk, write_requests  # noqa: E402
from machine import Failure, description  # noqa: E402
from postgres import postgres  # noqa: E402
from report import table  # noqa: E402
from service import PASSWORD, service  # noqa: E402

CONNECTIONS = 8
"""Of those who ask for plans meanwhile."""

SEARCHES = [
    ("no hit", "/v1/applications?q=nosuchthing"),
    ("no hit in companies", "/v1/applications?company=nosuchthing"),
    ("no hit, every part of it there", "/v1/applications?q=analyst+data"),
    ("few hits", "/v1/applications?q=monarch+toys+kk"),
    ("many hits", "/v1/applications?q=engineer"),
    ("no such status", "/v1/applications?status=withdrawn"),
    ("some have it", "/v1/applications?status=rejected"),
    ("no such playbook", "/v1/applications?playbook=dream-job"),
    ("no such candidate", "/v1/candidates?q=nosuchperson"),
    ("not narrowed", "/v1/applications"),
]


def progress(text):
    print(f"measure: {text}", file=sys.stderr, flush=True)


class Client:
    """Somebody who asks one thing after the other, on one connection."""

    def __init__(self, started, token):
        self.connection, self.token, self.asked_at = started.connect(), token, time.monotonic()

    def ask(self, method, path, body=None):
        """The status and the milliseconds."""
        # The service closes connections that lie idle.
        if time.monotonic() - self.asked_at > 2:
            self.connection.close()
            self.connection.connect()
        self.asked_at = time.monotonic()
        headers = {"authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["content-type"], body = "application/json", json.dumps(body)
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - began) * 1000

    def median(self, path, times):
        took, stop = [], time.monotonic() + 5
        while len(took) < times and (time.monotonic() < stop or not took):
            status, milliseconds = self.ask("GET", path)
            if status == 503:
                # So many of these an account may not ask for.
                time.sleep(0.2)
                continue
            if status != 200:
                raise Failure(f"{path} answers {status}")
            took.append(milliseconds)
        return statistics.median(took)


def settled(server):
    """Waits until as many search blocks are there as there will be."""
    before = None
    while (now := server.sql("SELECT count(*), count(*) FILTER (WHERE length(bits) = 0) FROM search_blocks")) != before:
        before = now
        time.sleep(3)
    return now


def searches(server, usual, large):
    first = [large.ask("GET", path)[1] for _, path in SEARCHES]
    progress(f"search blocks (all, void): {settled(server)}")
    rows = []
    for (name, path), before in zip(SEARCHES, first):
        small, big = usual.median(path, 200), large.median(path, 200)
        rows.append([name, f"`{path}`", f"{small:.2f} ms", f"{big:.2f} ms", f"{big / small:.1f}", f"{before:.0f} ms"])
    return table(["search", "request", "usual account", "large account", "ratio", "large, the first time"], rows)


def throughput(started, folder, requests, seconds, heavy=None):
    """Plans of others a second, and their p99, while somebody searches, or nobody."""
    write_requests(folder / "requests", requests)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        stop = time.monotonic() + seconds
        other = pool.submit(heavy, stop) if heavy else None
        seen = wrk(started.url, folder / "requests", CONNECTIONS, seconds)
        refused = other.result() if other else 0
    return seen["requests"] / seen["seconds"], seen["p99"], refused


def beside_searches(started, folder, requests, token, seconds):
    """What heavy searches of one account leave to the others."""

    def heavy(stop):
        clients = [Client(started, token) for _ in range(4)]
        refused = 0

        def one(client):
            nonlocal refused
            while time.monotonic() < stop:
                status, _ = client.ask("GET", "/v1/applications?q=zq")
                if status == 503:
                    refused += 1
                    time.sleep(0.05)

        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(one, clients))  # what goes wrong in one of them is raised here
        return refused

    alone, _, _ = throughput(started, folder, requests, seconds)
    beside, _, refused = throughput(started, folder, requests, seconds, heavy)
    return (f"While four clients of the large account search for a text of two characters that nobody has, again and "
            f"again, others get {beside / alone:.2f} of their plans a second; {refused} searches were refused.")


def left(server, account):
    return int(server.sql(f"SELECT count(*) FROM account_deletions WHERE account_id = '{account}'"))


def deletions_are_over(started):
    """Waits for the service to say so: asking the database would take more from the others."""
    seen = False
    while True:
        metrics = started.ask("GET", "/metrics").decode()
        pending = "\nfollowup_account_deletions_pending 0" not in metrics
        if seen and not pending:
            return
        seen |= pending
        time.sleep(0.5)


def deletion(started, requests, large, rate):
    """Deletes the large account beside so many requests a second."""
    before = paced(started, requests, rate, 20)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        status, answered = large.ask("DELETE", "/v1/account", {"email": "large@large.example", "password": PASSWORD})
        began = time.monotonic()
        if status != 204:
            raise Failure(f"DELETE answers {status}")
        running = True
        during = pool.submit(paced, started, requests, rate, 600, lambda: running)
        deletions_are_over(started)
        gone = time.monotonic() - began
        running = False
        during = during.result()
    after = paced(started, requests, rate, 10)
    rows = [
        ["answered", f"{answered:.0f} ms"],
        ["gone", f"{gone:.1f} s"],
        *([f"{name} of others, before, during and after",
           f"{before[i]:.2f} ms, {during[i]:.2f} ms ({during[i] / before[i]:.2f}), {after[i]:.2f} ms"]
          for i, name in enumerate(("p50", "p99")))
    ]
    return table(["deletion", ""], rows)


TABLES_WITH_ROWS = """
    SELECT coalesce(string_agg(relname || ': ' || rows, ', '), 'none') FROM (
        SELECT columns.table_name AS relname, (xpath('/row/count/text()', query_to_xml(format(
            'SELECT count(*) FROM %I WHERE account_id = %L', columns.table_name, '{account}'), false, true, '')
        ))[1]::text::bigint AS rows
        FROM information_schema.columns
        WHERE columns.table_schema = 'public' AND columns.column_name = 'account_id'
    ) AS counted WHERE rows > 0
"""


def killed(folder, server, large, process):
    """Deletes the large account, kills the service on the way, and starts another one."""
    account = server.sql("SELECT account_id FROM users WHERE email = 'large@large.example'")
    status, _ = large.ask("DELETE", "/v1/account", {"email": "large@large.example", "password": PASSWORD})
    if status != 204:
        raise Failure(f"DELETE answers {status}")
    time.sleep(2)
    process.kill()
    process.wait()
    before = server.sql(TABLES_WITH_ROWS.format(account=account))
    began = time.monotonic()
    with service(os.environ["FOLLOWUP_BINARY"], folder / "another", server.url):
        while left(server, account):
            time.sleep(0.2)
        took = time.monotonic() - began
    after = server.sql(TABLES_WITH_ROWS.format(account=account))
    return (f"Killed 2 s after the answer; rows then: {before}. Another instance finished in {took:.1f} s; rows in the "
            f"end: {after}.")


def paced(started, requests, rate, seconds, running=lambda: True):
    """Median and 99th percentile of requests that come at a steady rate, counted from when each should have been sent."""
    workers, stop = 8, time.monotonic() + seconds
    lines = [line.split("\r\n") for line in requests]
    asked = [(line[0].split()[1], line[2].split()[2]) for line in lines]

    def worker(number):
        connection, took, at, n = started.connect(), [], time.monotonic() + number / rate, number
        while at < stop and running():
            time.sleep(max(0, at - time.monotonic()))
            path, token = asked[n % len(asked)]
            connection.request("GET", path, headers={"authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise Failure(f"{path} answers {answer.status}")
            took.append((time.monotonic() - at) * 1000)
            at, n = at + workers / rate, n + workers
        return took

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        took = sorted(milliseconds for one in pool.map(worker, range(workers)) for milliseconds in one)
    return took[len(took) // 2], took[len(took) * 99 // 100]


def plans(started, tokens, applications):
    """Requests for plans of the accounts of usual size."""
    return [request(started.address, "GET", f"/v1/applications/0198{4:04x}-0000-7000-8000-{n:012x}/follow-up-plan", token)
            for account, token in enumerate(tokens) for n in range(account * applications, (account + 1) * applications, 7)]


def main():
    kill, numbers = sys.argv[1:2] == ["--kill"], [argument for argument in sys.argv[1:] if argument != "--kill"]
    accounts, applications, size = [int(n) for n in (numbers + ["20", "500", "20000"][len(numbers):])]
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="followup-bench-")))
        folder.chmod(0o755)
        machine = description()
        server = stack.enter_context(postgres(folder))
        server.sql("ALTER SYSTEM SET autovacuum = on", "SELECT pg_reload_conf()")
        environment = {**os.environ, "DATABASE_URL": server.url}
        subprocess.run([os.environ["FOLLOWUP_BINARY"], "migrate", "up"], env=environment, check=True, stdout=sys.stderr)
        progress(f"filling it with {accounts:,} accounts of {applications:,} and one of {size:,}")
        fill = [str(HERE / "fill"), server.url, str(accounts), str(applications), str(size)]
        subprocess.run(fill, check=True, stdout=sys.stderr)
        started = stack.enter_context(service(os.environ["FOLLOWUP_BINARY"], folder / "service", server.url))
        tokens = [started.sign_in(f"user{n}@large.example") for n in range(min(accounts, 20))]
        token = started.sign_in("large@large.example")
        requests = plans(started, tokens, applications)
        usual, large = Client(started, tokens[0]), Client(started, token)
        print(f"{machine}; {server.version()}; {accounts:,} accounts of {applications:,} applications and one of {size:,}.\n")
        if kill:
            return print(killed(folder, server, large, started.process))
        print(searches(server, usual, large) + "\n", flush=True)
        progress("searches beside plans")
        print(beside_searches(started, folder, requests, token, 10) + "\n", flush=True)
        progress("deleting the large account")
        print(deletion(started, requests, large, rate=100))


try:
    main()
except (Failure, http.client.HTTPException) as failure:
    sys.exit(f"measure: {failure}")
