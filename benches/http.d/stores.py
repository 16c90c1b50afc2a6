"""The dataset, put into Postgres by COPY and into SQLite as the service writes there."""

import contextlib
import sqlite3

from dataset import CREATED, LAST_ID, tables, to_json

TO_POSTGRES = {
    "uuid": str,
    "text": str,
    "int": str,
    "time": lambda value: value.isoformat(),
    "date": lambda value: value.isoformat(),
    "bool": lambda value: "t" if value else "f",
    "json": to_json,
}
TO_SQLITE = {
    **TO_POSTGRES,
    "uuid": lambda value: bytes.fromhex(value.replace("-", "")),
    "int": int,
    "bool": int,
}


def fill_postgres(server, accounts, email):
    """The password of each account's user is that of the user with this address."""
    password_hash = server.sql(f"SELECT password_hash FROM sign_ins WHERE email = '{email}'")
    for table in tables(accounts, password_hash):
        server.copy(table.name, ", ".join(table.columns), copy_lines(table))
    server.sql("VACUUM ANALYZE", "CHECKPOINT")


def copy_lines(table):
    """Lines as COPY reads them. No text here has a tab, a line break or a backslash."""
    converters = [TO_POSTGRES[kind] for kind in table.types]
    for row in table.rows():
        yield "\t".join("\\N" if value is None else convert(value) for convert, value in zip(converters, row)) + "\n"


def fill_sqlite(file, accounts, email):
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        (password_hash,) = db.execute("SELECT password_hash FROM sign_ins WHERE email = ?", [email]).fetchone()
        for table in tables(accounts, password_hash):
            converters = [TO_SQLITE[kind] for kind in table.types]
            rows = ([None if value is None else convert(value) for convert, value in zip(converters, row)]
                    for row in table.rows())
            marks = ", ".join("?" * len(table.columns))
            db.executemany(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})", rows)
        db.commit()
        db.execute("ANALYZE")


def forget_created_in_postgres(server):
    server.sql(*(f"DELETE FROM {table} WHERE {column} > '{LAST_ID}'" for table, column in CREATED))
    # Tables that the background writes, too: a production server vacuums them by itself.
    tables = [table for table, _ in CREATED] + ["plan_horizons", "planned_steps", "answer_counts", "answer_changes", "event_feeds"]
    server.sql(*(f"VACUUM ANALYZE {table}" for table in tables), "CHECKPOINT")


def forget_created_in_sqlite(file):
    with contextlib.closing(sqlite3.connect(file, timeout=30)) as db, db:
        for table, column in CREATED:
            db.execute(f"DELETE FROM {table} WHERE {column} > ?", [TO_SQLITE["uuid"](LAST_ID)])
