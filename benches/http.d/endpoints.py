"""What is asked of the service."""

import dataclasses
import datetime
import json
import pathlib
import random
from collections.abc import Callable

from dataset import APPLICATION, APPLICATIONS, CONTACT, NOW, contacts_of, uuid
from load import request

ROOT = pathlib.Path(__file__).parents[2]


@dataclasses.dataclass(frozen=True)
class Endpoint:
    """A request for each application, by its number."""

    method: str
    path: Callable
    body: Callable = lambda n: None

    def ask(self, service, tokens, n):
        return service.ask(self.method, self.path(n), self.body(n), tokens[n // APPLICATIONS])

    def requests(self, service, tokens, accounts):
        """One for each application of the accounts, in an order that is the same each time and otherwise none."""
        applications = [n for account in accounts for n in range(account * APPLICATIONS, (account + 1) * APPLICATIONS)]
        random.Random(1).shuffle(applications)
        return [request(service.address, self.method, self.path(n), tokens[n // APPLICATIONS], self.body(n))
                for n in applications]


def of_application(rest):
    return lambda n: f"/v1/applications/{uuid(APPLICATION, n)}{rest}"


def interview(n):
    starts_at = NOW + datetime.timedelta(days=3 + n % 7)
    return {
        "kind": "technical",
        "medium": "video",
        "starts_at": starts_at.isoformat(),
        "ends_at": (starts_at + datetime.timedelta(hours=1)).isoformat(),
        "interviewer_ids": [uuid(CONTACT, contacts_of(n)[0])],
        "talking_points": ["moving the nightly batch to a stream"],
    }


def scenarios():
    """The facts of the planner's public scenarios."""
    text = (ROOT / "planning/tests/scenarios/public.json").read_text(encoding="utf-8")
    return [scenario["facts"] for scenario in json.loads(text)]


def tool_call(name, arguments):
    """A message of the Model Context Protocol."""
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}}


def batch():
    """A batch as large as they may be, whose facts differ."""
    facts = scenarios()
    return {"facts": [
        one | {"application": one["application"] | {"company": {"name": f"Company {i}"}}}
        for i, one in ((i, facts[i % len(facts)]) for i in range(1000))
    ]}


PLAN = Endpoint("GET", of_application("/follow-up-plan"))
PLAN_BY_TOOL = Endpoint("POST", lambda n: "/mcp", lambda n: tool_call("get_plan", {"application_id": uuid(APPLICATION, n)}))
LIST = Endpoint("GET", lambda n: "/v1/applications?limit=50")
CREATE_INTERVIEW = Endpoint("POST", of_application("/interviews"), interview)
FACTS = scenarios()
PREVIEW = Endpoint("POST", lambda n: "/v1/follow-up-plans/preview", lambda n: FACTS[n % len(FACTS)])
BATCH = Endpoint("POST", lambda n: "/v1/follow-up-plans/preview-batch", lambda n: batch())
