"""The servers that are named, with a database of this run on each."""

import contextlib
import os
import subprocess
import urllib.parse

from machine import Failure, output_of

NAME = "followup_bench"


class Plain:
    """A database of a Postgres server."""

    def __init__(self, url):
        self.server = url
        self.url = with_database(url, NAME)

    def sql(self, *statements, url=None):
        """What the statements answer, unadorned; each is a transaction of its own."""
        commands = [argument for statement in statements for argument in ("-c", statement)]
        psql = ["psql", url or self.url, "-qAtX", "-v", "ON_ERROR_STOP=1"]
        # Warnings on standard error would be among the answers.
        environment = os.environ | {"PGOPTIONS": "-c client_min_messages=error"}
        return output_of(psql + commands, timeout=1800, env=environment).strip()

    def copy(self, table, columns, lines):
        """Fills a table with lines as COPY reads them."""
        command = ["psql", self.url, "-qX", "-v", "ON_ERROR_STOP=1", "-c", f"COPY {table} ({columns}) FROM STDIN"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as process:
            with process.stdin:
                process.stdin.writelines(lines)
        if process.returncode:
            raise Failure(f"{table} can't be filled")

    def servers(self):
        return [self.server]

    @contextlib.contextmanager
    def prepared(self, binary):
        """The database, with the tables of the program, for the length of a block."""
        for server in self.servers():
            self.sql(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}", url=server)
        try:
            self.set_up(binary)
            yield self
        finally:
            for server in self.servers():
                self.sql(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", url=server)

    def set_up(self, binary):
        self.migrate(binary, "up")

    def migrate(self, binary, what):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
        output_of([binary, "migrate", what], env=environment | {"DATABASE_URL": self.url})

    def counters(self):
        return 0, 0


class Citus(Plain):
    """A database of a Citus, by its coordinator, which counts the statements that go to one shard, and to several."""

    def __init__(self, url, workers):
        super().__init__(url)
        self.workers = workers

    def servers(self):
        return [self.server, *self.workers]

    def set_up(self, binary):
        for server in self.servers():
            self.sql("CREATE EXTENSION citus", url=with_database(server, NAME))
        self.sql(f"ALTER DATABASE {NAME} SET citus.enable_stat_counters TO on",
                 f"SELECT citus_set_coordinator_host({address(self.server)})")
        for worker in self.workers:
            self.sql(f"SELECT citus_add_node({address(worker)})")
        super().set_up(binary)
        self.migrate(binary, "distribute")

    def version(self):
        return " ".join(self.sql("SELECT citus_version()").split()[:2])

    def counters(self):
        counted = self.sql("SELECT sum(query_execution_single_shard), sum(query_execution_multi_shard) "
                           "FROM citus_stat_counters WHERE name = current_database()")
        return tuple(int(count or 0) for count in counted.split("|"))


def with_database(url, name):
    return urllib.parse.urlsplit(url)._replace(path=f"/{name}").geturl()


def address(url):
    parts = urllib.parse.urlsplit(url)
    return f"'{parts.hostname}', {parts.port or 5432}"
