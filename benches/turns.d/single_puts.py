"""Interviews that are written one by one, by requests that releases without `POST /v1/sync` have, too."""

import json
import uuid

from load import measured_by_wrk, request, write_requests

APPLICATIONS = 100
CLIENTS = 16
MAX_PUTS = 8_000
"""For each second. More requests would repeat some of them, and repeated ones are faster."""


class SinglePuts:
    def __init__(self, stored, seconds):
        self.stored, self.seconds = stored, seconds
        self.token = stored.tokens[stored.writers[0]]

    def measure(self):
        """Interviews a second, each led by a contact, from clients that send at the same time."""
        people, run = self._people(), uuid.uuid4().hex
        requests = [self._request(*people[place % APPLICATIONS], f"{run}-{place}", place)
                    for place in range(self.seconds * MAX_PUTS)]
        file = self.stored.folder / "puts"
        write_requests(file, requests)
        try:
            return measured_by_wrk(self.stored.service, file, CLIENTS, self.seconds, self.stored.database)
        finally:
            self.stored.service.shorten_log()
            self.stored.forget_created()

    def _request(self, application, contact, remote_id, place):
        body = {"application_id": application, "interviewer_ids": [contact], "starts_at": "2026-04-10T14:00:00Z",
                "ends_at": "2026-04-10T15:00:00Z", "talking_points": [f"point {place}"]}
        return request(self.stored.service.address, "PUT", f"/v1/interviews/by-remote-id/{remote_id}", self.token, body)

    def _people(self):
        """Ids of applications, with the id of a contact of each."""
        candidate = self._put("candidates", "bench", {"name": "Ada Okafor"})
        people = []
        for n in range(APPLICATIONS):
            application = self._put("applications", f"bench-{n}", {
                "candidate_id": candidate, "company": {"name": f"Company {n}"}, "position": {"title": "Analyst"},
                "time_zone": "America/New_York"})
            contact = self._put("contacts", f"bench-{n}", {"application_id": application, "name": "Grace Lindqvist"})
            people.append((application, contact))
        return people

    def _put(self, resources, remote_id, body):
        answer = self.stored.service.ask("PUT", f"/v1/{resources}/by-remote-id/{remote_id}", body, self.token)
        return json.loads(answer)["id"]
