"""A service on a database that holds the dataset, with tokens of some of its accounts."""

import contextlib
import dataclasses
import pathlib

import stores
from dataset import APPLICATIONS, email_of
from endpoints import LIST, PLAN
from load import measured_by_wrk, write_requests
from postgres import Postgres
from service import Service, service

FIRST = "first@bench.example"
"""Who signs up through the API; the others have the same password, and so its hash."""


@dataclasses.dataclass
class Deployment:
    service: Service
    tokens: dict
    folder: pathlib.Path
    database: Postgres
    at_start: float
    """The memory that the service had after its first answer, in MiB."""

    @property
    def readers(self):
        """Accounts that only read."""
        return sorted(self.tokens)[:len(self.tokens) // 2]

    @property
    def writers(self):
        """Accounts to whose applications something is added."""
        return sorted(self.tokens)[len(self.tokens) // 2:]

    def measure(self, endpoint, accounts, connections, seconds):
        file = self.folder / "requests"
        write_requests(file, endpoint.requests(self.service, self.tokens, accounts))
        try:
            return measured_by_wrk(self.service, file, connections, seconds, self.database)
        finally:
            self.service.shorten_log()

    def forget_created(self):
        """Deletes what was created since the dataset was stored."""
        if self.database:
            stores.forget_created_in_postgres(self.database)
        else:
            stores.forget_created_in_sqlite(self.folder / "data/followup.db")


@contextlib.contextmanager
def deployment(binary, folder, accounts, database=None):
    """A service on Postgres, or without a database to name on the embedded one."""
    with service(binary, folder, database.url if database else None) as started:
        started.ask("GET", "/healthz")
        at_start, _ = started.memory()
        started.sign_up(FIRST)
        if database:
            stores.fill_postgres(database, accounts, FIRST)
        else:
            stores.fill_sqlite(folder / "data/followup.db", accounts, FIRST)
        tokens = {account: started.sign_in(email_of(account)) for account in range(min(accounts, 64))}
        made = Deployment(started, tokens, folder, database, at_start)
        # What was stored past the service must be such as it would store itself.
        for n in range(0, len(tokens) * APPLICATIONS, 17):
            PLAN.ask(started, tokens, n)
            LIST.ask(started, tokens, n)
        yield made
