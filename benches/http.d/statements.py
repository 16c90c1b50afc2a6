"""The SQL of an endpoint, taken from the running service, as scripts for pgbench.

Postgres logs the statements of some requests, with their parameters. Ids of the dataset among these become expressions
of pgbench's random numbers; ids that the service makes for each request become random ones; everything else is
passed as it was. So whatever an endpoint asks of its database is measured, and nothing has to be kept in step by hand.
That ids are put together in SQL costs Postgres less than a microsecond each, which the service doesn't have to pay.
"""

import collections
import re
import time

from dataset import APPLICATIONS, VARIANTS, ids_of
from machine import Failure

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
EXECUTED = re.compile(r"(?:statement|execute [^:]*): (.*)", re.DOTALL)
NUMBER = re.compile(r"-?\d+")
SAMPLES = 3
"""Requests that are compared: what differs between them is no constant."""
TRIES = 5
"""Now and then the service looks up something for itself, such as its keys: then once more."""
QUIET_SECONDS = 6
"""In this time every loop in the background has run at least once."""


class Statement:
    def __init__(self, sql, parameters):
        self.sql, self.parameters = sql, parameters

    @classmethod
    def logged(cls, message, detail):
        """None, if it is a message of another kind."""
        executed = EXECUTED.fullmatch(message)
        if not executed:
            return None
        values = [value for _, value in PARAMETER.findall(detail)]
        return cls(executed[1].strip().rstrip(";"), [None if v == "NULL" else unquoted(v) for v in values])


def unquoted(literal):
    return literal[1:-1].replace("''", "'")


def statements_of(server, ask):
    """The statements that asking the service causes."""
    end = server.log_end()
    ask()
    statements = [Statement.logged(*line) for line in server.logged_since(end)]
    return [statement for statement in statements if statement]


def scripts_of(server, accounts, ask):
    """For each variant of applications a script for pgbench and the values that it is given; `ask(n)` asks the service
    for what is measured, of application `n` of one of the accounts."""
    with server.logging():
        return [script(server, accounts, variant, ask) for variant in range(VARIANTS)]


def script(server, accounts, variant, ask):
    applications = [accounts[i] * APPLICATIONS + VARIANTS * i + variant for i in range(SAMPLES)]
    # Whatever is prepared or remembered the first time.
    for n in applications:
        ask(n)
    background = set(sqls(statements_of(server, lambda: time.sleep(QUIET_SECONDS))))
    for _ in range(TRIES):
        samples = [statements_of(server, lambda n=n: ask(n)) for n in applications]
        if not alike(samples):
            samples = [[one for one in sample if one.sql not in background] for sample in samples]
        if not alike(samples):
            # The service also rebuilds plans because of earlier writes.
            shared = collections.Counter(sqls(samples[0]))
            for sample in samples[1:]:
                shared &= collections.Counter(sqls(sample))
            samples = [[one for one in sample if one.sql in shared] for sample in samples]
        if samples[0] and alike(samples):
            return Script(server, accounts, variant, applications[0], samples[0], samples[-1])
    causes = "\n".join(repr(sqls(sample)) for sample in samples)
    raise Failure(f"requests of the same kind don't cause the same statements:\n{causes}")


def alike(samples):
    return all(sqls(sample) == sqls(samples[0]) for sample in samples)


def sqls(statements):
    return [statement.sql for statement in statements]


class Script:
    """A transaction of pgbench that does what one request does."""

    def __init__(self, server, accounts, variant, application, statements, others):
        # An account has as many applications as VARIANTS divides, and perhaps some more, which aren't asked for.
        last = APPLICATIONS // VARIANTS - 1
        self.server, self.known = server, ids_of(application)
        self.fresh, self.values = {}, {}
        self.header = [
            f"\\set account random({accounts[0]}, {accounts[-1]})",
            f"\\set n :account * {APPLICATIONS} + {VARIANTS} * random(0, {last}) + {variant}",
        ]
        self.body = [self.statement(i, *both) for i, both in enumerate(zip(statements, others))]

    def text(self):
        return "\n".join(self.header + self.body) + "\n"

    def statement(self, i, statement, other):
        untyped = self.needs_types(statement)

        def parameter(found):
            place = int(found[1]) - 1
            value = statement.parameters[place]
            expression = self.expression(f"v{i}_{place}", value, other.parameters[place])
            return f"{expression}::bigint" if untyped and value and NUMBER.fullmatch(value) else expression

        return re.sub(r"\$(\d+)", parameter, statement.sql) + ";"

    def needs_types(self, statement):
        """Whether Postgres can't tell the types of parameters, which the service declares and the log doesn't say."""
        if not statement.parameters:
            return False
        try:
            self.server.sql(f"PREPARE statement AS {statement.sql}")
        except Failure:
            return True
        return False

    def expression(self, name, value, other):
        # pgbench has no variable for these.
        if not value:
            return "NULL" if value is None else "''"
        if value in self.known:
            return self.id(*self.known[value])
        if UUID.fullmatch(value) and value != other:
            return self.fresh_id(value)
        if re.fullmatch(r"\{[^{}]*\}", value) and UUID.search(value):
            items = (self.expression(f"{name}_{i}", *both)
                     for i, both in enumerate(zip(value[1:-1].split(","), other[1:-1].split(","))))
            return f"ARRAY[{', '.join(items)}]::uuid[]"
        self.values[name] = value
        return f":{name}"

    def id(self, kind, number):
        variable = "id_" + re.sub(r"\W+", "_", number).strip("_")
        line = f"\\set {variable} {number}"
        if line not in self.header:
            self.header.append(line)
        return f"('0198{kind:04x}-0000-7000-8000-' || lpad(to_hex(:{variable}::bigint), 12, '0'))::uuid"

    def fresh_id(self, value):
        if value not in self.fresh:
            self.fresh[value] = f"fresh_{len(self.fresh)}"
            self.header.append(f"\\set {self.fresh[value]} random(1, 9000000000000000000)")
        return f"('01990000-0000-7000-' || lpad(to_hex(:{self.fresh[value]}::bigint), 16, '0'))::uuid"
