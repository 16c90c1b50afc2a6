"""What becomes of the service, and of well-behaved clients, when far more is asked than it can do."""

import statistics
import threading
import time

from dataset import email_of
from endpoints import PLAN
from load import form_request, request, wrk, write_requests
from report import number, table
from service import PASSWORD

PAUSE = 0.02


class Prober(threading.Thread):
    """A client that asks one thing after the other, on a connection of its own."""

    def __init__(self, deployment, raw):
        super().__init__(daemon=True)
        self.deployment, self.raw = deployment, raw
        self.stopping, self.taken, self.refused = threading.Event(), [], 0

    def run(self):
        head, _, body = self.raw.partition("\r\n\r\n")
        first, *headers = head.split("\r\n")
        method, path, _ = first.split(" ")
        headers = dict(header.split(": ", 1) for header in headers)
        connection = self.deployment.service.connect()
        while not self.stopping.wait(PAUSE):
            began = time.perf_counter()
            try:
                connection.request(method, path, body or None, headers)
                answer = connection.getresponse()
                answer.read()
                accepted = answer.status < 300
            except OSError:
                accepted = False
                connection.close()
            if accepted:
                self.taken.append((time.perf_counter() - began) * 1000)
            else:
                self.refused += 1
        connection.close()

    def stop(self):
        """The median and the 99th percentile of what was accepted, in milliseconds, and how many weren't."""
        self.stopping.set()
        self.join()
        quantiles = statistics.quantiles(self.taken, n=100, method="inclusive") if len(self.taken) > 1 else [None] * 99
        asked = self.refused + len(self.taken)
        return [number(quantiles[49], "ms"), number(quantiles[98], "ms"), f"{self.refused} of {asked}"]


def overload(deployment, seconds):
    """A table: each load alone, at its ordinary strength and beyond, with two clients beside it."""
    address, accounts = deployment.service.address, deployment.readers
    plans = PLAN.requests(deployment.service, deployment.tokens, accounts)
    forms = [{"grant_type": "password", "username": email_of(account), "password": PASSWORD} for account in accounts]
    sign_ins = [form_request(address, "/oauth/token", form) for form in forms]
    lines = []
    for name, requests in (("plans", plans), ("sign-ins", sign_ins)):
        file = deployment.folder / "overload"
        write_requests(file, requests)
        for connections in (32, 256, 512):
            probers = [Prober(deployment, raw) for raw in (plans[0], sign_ins[0])]
            for prober in probers:
                prober.start()
            seen = wrk(deployment.service.url, file, connections, seconds, count=True)
            beside = [prober.stop() for prober in probers]
            deployment.service.shorten_log()
            lines.append(_line(name, connections, seen, beside))
    return table(
        ["load", "connections", "accepted", "p50", "p99", "429", "503", "others", "broken",
         "plan beside it: p50", "p99", "refused", "sign-in beside it: p50", "p99", "refused"], lines)


def _line(name, connections, seen, beside):
    requests = max(seen["requests"], 1)
    refused = [seen["too_many"], seen["unavailable"], seen["other"]]
    accepted = (seen["requests"] - sum(refused)) / seen["seconds"]
    return [
        name, str(connections), f"{accepted:,.0f}/s", number(seen["p50"], "ms"), number(seen["p99"], "ms"),
        *(f"{part / requests:.1%}" for part in refused), str(seen["broken"]), *beside[0], *beside[1],
    ]
