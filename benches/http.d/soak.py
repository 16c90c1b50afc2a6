"""Mixed load for a long time, and what becomes of the memory."""

import random
import time

from endpoints import CREATE_INTERVIEW, LIST, PLAN, PREVIEW
from load import wrk, write_requests
from machine import Failure

EVERY = 10
MIX = ((PLAN, 60), (LIST, 20), (PREVIEW, 15), (CREATE_INTERVIEW, 5))
"""Of a hundred requests."""


def soak(deployment, minutes, connections=32):
    """Prints the memory every ten seconds; fails if a request does."""
    file = deployment.folder / "mixed"
    write_requests(file, mixed(deployment))
    until = time.monotonic() + minutes * 60
    began, requests = time.monotonic(), 0
    print("| minute | requests | p99 | memory now | at most |\n| --- | --- | --- | --- | --- |", flush=True)
    while time.monotonic() < until:
        seen = wrk(deployment.service.url, file, connections, EVERY)
        if seen["refused"] or seen["broken"]:
            raise Failure(f"not every request succeeded: {seen}")
        requests += seen["requests"]
        now, peak = deployment.service.memory()
        minute = (time.monotonic() - began) / 60
        print(f"| {minute:.1f} | {requests:,} | {seen['p99']:.1f} ms | {now:.1f} MiB | {peak:.1f} MiB |", flush=True)
        deployment.service.shorten_log()
        deployment.forget_created()


def mixed(deployment):
    """Requests of all kinds, shuffled."""
    dice, chosen = random.Random(1), []
    for endpoint, share in MIX:
        accounts = deployment.writers if endpoint is CREATE_INTERVIEW else deployment.readers
        chosen += dice.choices(endpoint.requests(deployment.service, deployment.tokens, accounts), k=share * 100)
    dice.shuffle(chosen)
    return chosen
