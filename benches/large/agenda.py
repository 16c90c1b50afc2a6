"""Measures the agenda of a large account, and prints tables in Markdown."""

import json
import os
import pathlib
import statistics
import sys
import tempfile
import threading
import time

from machine import description, output_of
from postgres import SETTINGS, postgres
from service import service

ACCOUNTS, USUAL = 20, 500
HERE = pathlib.Path(__file__).parent
QUERIES = {
    "due and overdue": "",
    "all that can be done by today": "status=upcoming,due,overdue&to=today",
    "of one candidate": "candidate_id={candidate}",
}


def main(large):
    SETTINGS["autovacuum"] = "off"
    SETTINGS["shared_buffers"] = "512MB"
    binary = os.environ["FOLLOWUP_BINARY"]
    with tempfile.TemporaryDirectory(prefix="followup-agenda-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        with postgres(folder) as database:
            output_of([binary, "migrate", "up"], env=os.environ | {"DATABASE_URL": database.url})
            output_of([HERE / "fill", database.url, str(ACCOUNTS), str(USUAL), str(large)], timeout=3600)
            with service(binary, folder / "service", database.url) as started:
                print(f"{large:,} applications beside {USUAL}; {description()}\n")
                measure(started, database, large)


def measure(started, database, large):
    tokens = {name: started.sign_in(f"{name}@large.example") for name in ("large", "user0")}
    print("| first agenda ever of the large account | first page | all of it | requests | plans made |")
    print("| --- | --- | --- | --- | --- |")
    for readers in (1, 2, 6):
        forget(database)
        before = written(database)
        print(f"| {readers} at once {first_ever(started, database, tokens['large'], readers)}", flush=True)
    print("\n| kept steps | table | primary key | index of the order | written |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| made once {sizes(database, before)}")
    for round in (1, 2, 3):
        before = written(database)
        database.sql("UPDATE plan_horizons SET made_with = 'another'", "VACUUM planned_steps, plan_horizons")
        first_ever(started, database, tokens["large"], 2)
        print(f"| all rebuilt, {round} {sizes(database, before)}", flush=True)
    print("\n| one reader, after time passed | first page | all of it | requests | plans made |")
    print("| --- | --- | --- | --- | --- |")
    for part in (0.04, 0.2):
        expired = f"abs(hashtext(application_id::text) % 100) < {part * 100:.0f}"
        database.sql(f"UPDATE plan_horizons SET changes_at = now() WHERE {expired}")
        print(f"| {part:.0%} of the plans have expired {first_ever(started, database, tokens['large'], 1)}", flush=True)
    database.sql("VACUUM ANALYZE")
    complete(started, tokens["user0"])
    print("\n| first page, all plans kept | 500 | large | ratio | p99 |")
    print("| --- | --- | --- | --- | --- |")
    candidates = {
        name: json.loads(started.ask("GET", "/v1/candidates?limit=1", token=token))["items"][0]["id"]
        for name, token in tokens.items()
    }
    for what, query in QUERIES.items():
        times = {name: [] for name in tokens}
        for _ in range(200):
            for name, token in tokens.items():
                path = "/v1/agenda?" + query.format(candidate=candidates[name])
                times[name].append(timed(lambda: started.ask("GET", path, token=token)))
        usual, huge = (statistics.median(times[name]) for name in ("user0", "large"))
        slow = [sorted(times[name])[-3] for name in ("user0", "large")]
        print(f"| {what} | {usual * 1e3:.1f} ms | {huge * 1e3:.1f} ms | {huge / usual:.2f} | "
              f"{slow[0] * 1e3:.1f}; {slow[1] * 1e3:.1f} ms |", flush=True)


def forget(database):
    """As if no agenda had ever been asked for."""
    database.sql("TRUNCATE planned_steps", "UPDATE plan_horizons SET made_with = '', changes_at = NULL",
                 "VACUUM FULL ANALYZE plan_horizons", "CHECKPOINT")


def first_ever(started, database, token, readers):
    settle()
    kept = updates(database)
    firsts, requests, began = [], [], time.perf_counter()

    def read():
        first, number = None, 0
        while True:
            page = json.loads(started.ask("GET", "/v1/agenda", token=token))
            number += 1
            if first is None and page["items"]:
                first = time.perf_counter() - began
            # Before there was `complete`, a page without items and with an empty cursor said so.
            if page.get("complete", page["next_cursor"] != ""):
                break
        firsts.append(first)
        requests.append(number)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    settle()
    return f"| {max(firsts):.2f} s | {took:.1f} s | {sum(requests)} | {updates(database) - kept:,} |"


def settle():
    """Statistics reach the server's shared memory with a delay, and an idle connection's with its next statement."""
    time.sleep(1.5)


def complete(started, token):
    while not json.loads(started.ask("GET", "/v1/agenda", token=token)).get("complete", True):
        pass


def updates(database):
    return int(database.sql("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'plan_horizons'"))


def written(database):
    return int(database.sql("SELECT n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables"
                            " WHERE relname = 'planned_steps'"))


def sizes(database, before):
    found = database.sql(
        "SELECT pg_size_pretty(pg_relation_size('planned_steps')) || ' | '"
        " || pg_size_pretty(pg_relation_size('pk_planned_steps')) || ' | '"
        " || pg_size_pretty(pg_relation_size('ix_planned_steps_status'))"
    )
    return f"| {found} | {written(database) - before:,} rows |"


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


main(int(sys.argv[1]))
