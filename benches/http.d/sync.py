"""Many rows in one request, beside the same rows by single requests and beside the same rows by SQL alone."""

import json
import re
import time
import uuid

from load import Measured, measured_by_wrk, request, write_requests
from machine import Failure, output_of
from speed import Row
from statements import statements_of

ROWS = 1000
"""Of one request."""
CLIENTS = 16
"""That send single requests at the same time."""
SENDERS = 4
"""That send requests of many at the same time: one alone leaves the processors idle while the log is flushed."""
APPLICATIONS = 100
"""To which the rows belong, ten of each request to each."""
MAX_SECONDS = 5
"""Of one measurement: each row is sent once, and all of them are kept in a file."""
MAX_SYNCS, MAX_PUTS = 40, 8_000
"""The number of requests for each second. More requests would repeat some of them, and repeated ones are faster."""
WRITTEN = ("INSERT INTO interview", "INSERT INTO events")
"""How the statements begin that write what is new; the service makes plans at the same time."""


def rows(stored, seconds):
    """The two rows of the table; both add interviews, each led by somebody."""
    sync = Sync(stored, min(seconds, MAX_SECONDS))
    return [
        Row(f"sync {ROWS:,} interviews, {SENDERS} clients: rows", f"PUT, {CLIENTS} clients", 12, 15,
            service=lambda: sync.syncs(SENDERS), yardstick=sync.puts),
        Row(f"sync {ROWS:,} interviews: rows", "INSERT … SELECT FROM unnest", 0.5, 0.6, service=sync.syncs,
            yardstick=sync.inserts),
    ]


class Sync:
    def __init__(self, stored, seconds):
        self.stored, self.seconds = stored, seconds
        self.token = stored.tokens[stored.writers[0]]

    def _interview(self, place):
        return {"starts_at": "2026-04-10T14:00:00Z", "ends_at": "2026-04-10T15:00:00Z",
                "talking_points": [f"point {place}"]}

    def _prepare(self):
        """The applications, with the ids of them and of their contacts."""
        items = [{"type": "candidate", "remote_id": "bench"}]
        for n in range(APPLICATIONS):
            items.append({"type": "application", "remote_id": f"bench-{n}", "candidate_remote_id": "bench",
                          "company": {"name": f"Company {n}"}, "position": {"title": "Analyst"},
                          "time_zone": "America/New_York"})
            items.append({"type": "contact", "remote_id": f"bench-{n}", "application_remote_id": f"bench-{n}",
                          "name": "Grace Lindqvist"})
        results = json.loads(self._ask(items))["results"]
        ids = [result["id"] for result in results]
        return list(zip(ids[1::2], ids[2::2]))

    def _ask(self, items):
        return self.stored.service.ask("POST", "/v1/sync", {"items": items}, self.token)

    def _items(self, beginning):
        return [
            {"type": "interview", "remote_id": f"{beginning}-{place}",
             "application_remote_id": f"bench-{place % APPLICATIONS}",
             "interviewer_remote_ids": [f"bench-{place % APPLICATIONS}"], **self._interview(place)}
            for place in range(ROWS)
        ]

    def _measured(self, requests, clients, rows_of_one):
        file = self.stored.folder / "sync-requests"
        write_requests(file, requests)
        try:
            one = measured_by_wrk(self.stored.service, file, clients, self.seconds, self.stored.database)
        finally:
            self.stored.service.shorten_log()
            self.stored.forget_created()
        return Measured(one.rate * rows_of_one, one.p50, one.p99, one.cpu / rows_of_one,
                        one.cpu_of_database / rows_of_one)

    def syncs(self, clients=1):
        """Rows a second by requests of many: of one client one after the other, or of several at once."""
        self._prepare()
        address, run = self.stored.service.address, uuid.uuid4().hex
        requests = [request(address, "POST", "/v1/sync", self.token, {"items": self._items(f"{run}-{n}")})
                    for n in range(self.seconds * MAX_SYNCS)]
        return self._measured(requests, clients, ROWS)

    def puts(self):
        """Rows a second by requests of one, several at a time."""
        ids, address, run = self._prepare(), self.stored.service.address, uuid.uuid4().hex
        requests = []
        for place in range(self.seconds * MAX_PUTS):
            application, contact = ids[place % APPLICATIONS]
            body = {"application_id": application, "interviewer_ids": [contact], **self._interview(place)}
            path = f"/v1/interviews/by-remote-id/{run}-{place}"
            requests.append(request(address, "PUT", path, self.token, body))
        return self._measured(requests, CLIENTS, 1)

    def inserts(self):
        """Rows a second by the statements that one request writes with, taken from Postgres' log, in a session of their
        own: prepared once, with the lists of that request as values, and new ids in each run."""
        self._prepare()
        database = self.stored.database
        with database.logging():
            seen = statements_of(database, lambda: self._ask(self._items(uuid.uuid4().hex)))
        writes = [one for one in seen if one.sql.startswith(WRITTEN) and "unnest" in one.sql
                  or one.sql.startswith("UPDATE \"plan_horizons\"")]
        if len(writes) < 3:
            raise Failure(f"a sync writes by other statements than expected: {[one.sql[:80] for one in seen]}")
        try:
            return Measured(self._rate_of(writes))
        finally:
            self.stored.forget_created()

    def _rate_of(self, writes):
        script = []
        for number, write in enumerate(writes):
            script.append(f"PREPARE write_{number} AS {write.sql};")
        ends, runs = time.monotonic() + self.seconds, 0
        took = 0.0
        while time.monotonic() < ends:
            renamed = self._renamed(writes)
            lines = script + ["\\timing on", "BEGIN;"]
            lines += [f"EXECUTE write_{number}({arguments});" for number, arguments in enumerate(renamed)]
            took += self._milliseconds([*lines, "COMMIT;"])
            runs += 1
        return runs * ROWS / took * 1000

    def _renamed(self, writes):
        """The parameters of each statement as SQL, with other ids of interviews and other remote ids."""
        run = uuid.uuid4().hex[:8]
        made = [write.parameters[1] for write in writes if write.sql.startswith(("INSERT INTO interviews", "INSERT INTO events"))]
        others = {one: f"{run}{one[8:]}" for ids in made for one in ids.strip("{}").split(",")}
        texts = []
        for write in writes:
            parameters = []
            for parameter in write.parameters:
                if parameter is not None and write.sql.startswith(WRITTEN):
                    parameter = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", lambda found: others.get(found[0], found[0]), parameter)
                    parameter = re.sub(r"[0-9a-f]{32}-(?=\d)", f"{run}-", parameter)
                parameters.append("NULL" if parameter is None else "'" + parameter.replace("'", "''") + "'")
            texts.append(", ".join(parameters))
        return texts

    def _milliseconds(self, lines):
        file = self.stored.folder / "sync.sql"
        file.write_text("\n".join(lines), encoding="utf-8")
        database = self.stored.database
        text = output_of(["psql", *database.where(), "-d", "bench", "-qAtX", "-v", "ON_ERROR_STOP=1", "-f", str(file)],
                         timeout=120)
        times = re.findall(r"^Time: ([\d.]+) ms", text, re.MULTILINE)
        return sum(float(time) for time in times)
