"""News that goes out by itself: steps that fall due in the same minute, and deliveries to webhook endpoints."""

import contextlib
import datetime
import json
import re
import socket
import statistics
import subprocess
import sys
import threading
import time

import stores
from dataset import APPLICATIONS, email_of
from endpoints import PLAN
from machine import Failure, running
from overload import Prober
from report import number, table
from service import service

PROBERS = 8
"""Clients that read plans beside the scheduler, each fifty times a second at most."""
ACCOUNTS = 64
"""That have endpoints."""
ENDPOINTS = 16
"""Of each of these."""
EVENTS = 50
"""Of each of these, in the first measurement."""
ONCE = 8
"""How often each account writes something, with a dead endpoint and without."""
PATIENCE = 600


def progress(text):
    print(f"http: {text}", file=sys.stderr, flush=True)


def news(binary, yardsticks, folder, server, quick):
    """Two tables, and whether what must be reached is."""
    accounts, ahead = (20, 40) if quick else (500, 300)
    due, held = _due(binary, folder / "due", server, accounts, ahead)
    server.sql("DROP DATABASE bench WITH (FORCE)", database="postgres")
    server.sql("CREATE DATABASE bench", database="postgres")
    sent, also_held = _sent(binary, yardsticks, folder / "sent", server, quick)
    return f"{due}\n\n{sent}", held and also_held


# Steps.


def _due(binary, folder, server, accounts, ahead):
    with service(binary, folder, server.url) as started:
        tokens = _fill(started, server, accounts)
        steps = accounts * APPLICATIONS
        at = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) + datetime.timedelta(seconds=ahead)
        progress(f"{steps:,} interviews end at {at:%H:%M:%S}: waiting until their plans are kept")
        _end_interviews(server, at)
        planned = f"SELECT count(*) FROM plan_horizons WHERE changes_at >= '{at.isoformat()}'"
        _wait_for(lambda: int(server.sql(planned)) >= steps, "the plans are kept", ahead - 15)
        before = _read(started, tokens, 10)
        wait = (at - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
        if wait < 0:
            raise Failure("the plans were not kept in time")
        time.sleep(wait)
        progress("the steps fall due")
        probers = _probers(started, tokens)
        told = "SELECT count(DISTINCT application_id) FROM events WHERE kind = 'step.due'"
        began = time.monotonic()
        _wait_for(lambda: int(server.sql(told)) >= steps, "all steps are told", PATIENCE)
        took = time.monotonic() - began
        during = _quantiles(probers)
        late = f"extract(epoch FROM created_at - '{at.isoformat()}'::timestamptz)"
        quantile = f"percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY {late})"
        median, last = json.loads(
            server.sql(f"SELECT to_json({quantile}) FROM events WHERE kind = 'step.due'"))
    must = 60 * steps / 50_000
    held = took <= max(must, 10) and during[1] <= max(2 * before[1], 5)
    lines = [[
        f"{steps:,}", f"{took:.1f} s", f"{steps / took:,.0f}/s", f"{median:.1f} s", f"{last:.1f} s",
        *(number(value, "ms") for value in (*before, *during)),
    ]]
    head = ["steps due at once", "all told within", "rate", "late: median", "99 %", "plans read before: p50", "p99",
            "meanwhile: p50", "p99"]
    return table(head, lines), held


def _fill(started, server, accounts):
    """The accounts of the dataset, with feeds, and the tokens of some."""
    started.sign_up("first@bench.example")
    progress(f"filling Postgres with {accounts} accounts")
    stores.fill_postgres(server, accounts, "first@bench.example")
    server.sql("INSERT INTO event_feeds (account_id, position, forgotten, marks, look_at) "
               "SELECT account_id, 0, 0, 0, now() FROM accounts ON CONFLICT (account_id) DO NOTHING")
    return {account: started.sign_in(email_of(account)) for account in range(min(accounts, ACCOUNTS))}


def _end_interviews(server, at):
    """Each application has one interview left, which ends then, and nothing else."""
    first = "id IN (SELECT min(id::text)::uuid FROM interviews GROUP BY account_id, application_id)"
    server.sql(
        "DELETE FROM communications", f"DELETE FROM interviewers WHERE NOT interview_{first}",
        f"DELETE FROM interviews WHERE NOT {first}",
        f"UPDATE interviews SET status = 'scheduled', decision_expected_on = NULL, ends_at = '{at.isoformat()}', "
        f"starts_at = '{(at - datetime.timedelta(hours=1)).isoformat()}'",
        "UPDATE plan_horizons SET made_with = ''", "UPDATE event_feeds SET marks = marks + 1, look_at = now()",
        "VACUUM ANALYZE", "CHECKPOINT")


class _Reads:
    """What a prober needs of a deployment."""

    def __init__(self, started):
        self.service = started


def _probers(started, tokens):
    requests = PLAN.requests(started, tokens, list(tokens)[:PROBERS])
    probers = [Prober(_Reads(started), raw) for raw in requests[:PROBERS]]
    for prober in probers:
        prober.start()
    return probers


def _quantiles(probers):
    """The median and the 99th percentile of all, in milliseconds."""
    for prober in probers:
        prober.stopping.set()
    taken = []
    for prober in probers:
        prober.join()
        taken += prober.taken
    quantiles = statistics.quantiles(taken, n=100, method="inclusive")
    return quantiles[49], quantiles[98]


def _read(started, tokens, seconds):
    probers = _probers(started, tokens)
    time.sleep(seconds)
    return _quantiles(probers)


def _wait_for(what, told, seconds):
    ends = time.monotonic() + seconds
    while not what():
        if time.monotonic() > ends:
            raise Failure(f"it is not so within {seconds} s: {told}")
        time.sleep(0.25)


# Deliveries.


def _sent(binary, yardsticks, folder, server, quick):
    accounts, endpoints, events = (8, 4, 10) if quick else (ACCOUNTS, ENDPOINTS, EVENTS)
    answer = folder / "answer.json"
    folder.mkdir()
    answer.write_text("{}", encoding="utf-8")
    with contextlib.ExitStack() as stack:
        started = stack.enter_context(service(binary, folder, server.url))
        receiver = stack.enter_context(
            running([yardsticks / "static_json", str(answer)], stdout=subprocess.PIPE, text=True))
        url = re.search(r"http://\S+", receiver.stdout.readline())[0]
        tokens = []
        for account in range(accounts):
            started.sign_up(f"sender{account}@bench.example")
            tokens.append(started.sign_in(f"sender{account}@bench.example"))
        rate_of_one = _rate(started, tokens[:1], url, 1, events * 40)
        rate_of_all = _rate(started, tokens, url, endpoints, events)
        alone = _lateness(started, server, tokens)
        dead = stack.enter_context(_hanging())
        _endpoint(started, tokens[0], dead)
        beside = _lateness(started, server, tokens)
    lines = [
        ["deliveries to one endpoint", f"{rate_of_one:,.0f}/s", "", "", ""],
        [f"deliveries to {accounts * endpoints:,} endpoints", f"{rate_of_all:,.0f}/s", "", "5,000/s", ""],
        ["from a write until it is delivered, all endpoints alive", "", number(alone[0], "ms"), number(alone[1], "ms"), ""],
        ["the same, with one more that hangs", "", number(beside[0], "ms"), number(beside[1], "ms"),
         f"{beside[1] / alone[1]:.2f} times"],
    ]
    head = ["to a local receiver", "rate", "p50", "p99, or the aim", "ratio of p99"]
    return table(head, lines), beside[1] <= alone[1] * 1.25


def _endpoint(started, token, url):
    new = {"url": f"{url}/hook", "event_types": ["candidate.created"]}
    started.ask("POST", "/v1/webhook-endpoints", new, token)


def _accepted(started):
    text = started.ask("GET", "/metrics").decode()
    found = re.search(r'followup_webhook_attempts_total\{outcome="accepted"\} (\d+)', text)
    return int(found[1]) if found else 0


def _rate(started, tokens, url, endpoints, events):
    """Deliveries a second, without the first and the last tenth. The endpoints stay."""
    for token in tokens:
        for _ in range(endpoints):
            _endpoint(started, token, url)
    before, all_of_them = _accepted(started), len(tokens) * endpoints * events
    items = [{"type": "candidate", "remote_id": f"{time.time()}-{n}", "name": "Ada"} for n in range(events)]
    for token in tokens:
        for first in range(0, events, 1_000):
            started.ask("POST", "/v1/sync", {"items": items[first:first + 1_000]}, token)
    seen, ends = [], time.monotonic() + PATIENCE
    while not seen or seen[-1][1] < all_of_them:
        seen.append((time.monotonic(), _accepted(started) - before))
        if time.monotonic() > ends:
            raise Failure(f"{seen[-1][1]} of {all_of_them} events were delivered")
        time.sleep(0.05)
    begun = next(at for at, count in seen if count >= all_of_them * 0.1)
    done = next(at for at, count in seen if count >= all_of_them * 0.9)
    return all_of_them * 0.8 / max(done - begun, 0.05)


def _lateness(started, server, tokens):
    """The median and the 99th percentile of the time from a write until it was accepted, in milliseconds."""
    since = server.sql("SELECT clock_timestamp()")
    for number_of in range(ONCE):
        for token in tokens:
            started.ask("POST", "/v1/candidates", {"name": f"Ada {number_of}"}, token)
        time.sleep(1.5)
    # What hangs is waited for as long as it may take.
    time.sleep(5)
    taken = "1000 * extract(epoch FROM webhook_attempts.created_at - events.created_at) + duration_ms"
    answer = server.sql(
        f"SELECT to_json(percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY {taken})) FROM webhook_attempts "
        "JOIN events ON events.account_id = webhook_attempts.account_id AND events.id = event_id "
        f"WHERE outcome = 'accepted' AND events.created_at >= '{since}'")
    return json.loads(answer)


@contextlib.contextmanager
def _hanging():
    """The URL of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as server:
        taken = []

        def take():
            with contextlib.suppress(OSError):
                while True:
                    taken.append(server.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
