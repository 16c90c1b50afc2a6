"""What is stored: accounts with applications, each with its candidate, contacts, interviews and communications.

Everything about an application follows from its number, so that pgbench can make the ids of its rows from random
numbers, and that both databases hold the same. Ids look like UUIDv7; what the service itself creates has later ones.
"""

import datetime
import json

APPLICATIONS = 100
"""Applications of an account."""

VARIANTS = 3
"""Kinds of applications: all of a kind have as many rows in each table."""

ACCOUNT, USER, CANDIDATE, APPLICATION, CONTACT, INTERVIEW, COMMUNICATION = range(1, 8)
LAST_ID = "0198ffff-ffff-7fff-8fff-ffffffffffff"
"""What the service creates has later ids than the dataset."""

CREATED = (("interviewers", "interview_id"), ("interviews", "id"), ("events", "id"))
"""Where there are such ids after interviews were created."""

NOW = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0)
START = NOW - datetime.timedelta(days=60)

PLACES = [
    ("America/New_York", "US-NY"), ("Europe/Berlin", "DE-BE"), ("Europe/London", "GB-ENG"), ("Asia/Tokyo", "JP"),
    ("America/Los_Angeles", "US-CA"), ("Europe/Paris", "FR"), ("Asia/Kolkata", None), ("Australia/Sydney", "AU-NSW"),
]
NAMES = ["Ada", "Grace", "Barbara", "Edsger", "Tony", "Radia", "Leslie", "Margaret", "Ken", "Frances", "Niklaus"]
SURNAMES = ["Okafor", "Lindqvist", "Moreau", "Tanaka", "Schneider", "Novak", "Iyer", "Castillo", "Walsh"]
COMPANIES = ["Acme", "Umbrella", "Initech", "Globex", "Hooli", "Stark", "Wayne", "Tyrell", "Cyberdyne", "Soylent"]
TITLES = ["Data Engineer", "Analyst", "Product Manager", "Nurse", "Site Reliability Engineer", "Teacher", "Controller"]
SECTORS = ["other", "startup", "corporate", "government", "nonprofit"]
KINDS = ["screening", "technical", "behavioral", "panel", "final", "other"]


def uuid(kind, number):
    return f"0198{kind:04x}-0000-7000-8000-{number:012x}"


def variant_of(n):
    return n % APPLICATIONS % VARIANTS


def contacts_of(n):
    """The numbers of an application's contacts; the same below for interviews and communications."""
    return [n * 2 + i for i in range((1, 2, 2)[variant_of(n)])]


def interviews_of(n):
    return [n * 3 + i for i in range((1, 2, 3)[variant_of(n)])]


def communications_of(n):
    return [n * 2 + i for i in range((0, 1, 2)[variant_of(n)])]


def ids_of(n):
    """All ids of an application's rows, each with its kind and, as pgbench calculates it, its number."""
    account = n // APPLICATIONS
    ids = {uuid(ACCOUNT, account): (ACCOUNT, ":account"), uuid(USER, account): (USER, ":account")}
    for kind in (CANDIDATE, APPLICATION):
        ids[uuid(kind, n)] = (kind, ":n")
    for kind, numbers in ((CONTACT, contacts_of(n)), (COMMUNICATION, communications_of(n))):
        ids |= {uuid(kind, number): (kind, f":n * 2 + {number - n * 2}") for number in numbers}
    ids |= {uuid(INTERVIEW, number): (INTERVIEW, f":n * 3 + {number - n * 3}") for number in interviews_of(n)}
    return ids


def email_of(account):
    return f"user{account}@bench.example"


def name_of(n):
    return f"{NAMES[n % len(NAMES)]} {SURNAMES[n % len(SURNAMES)]}"


def interview_times(n, i):
    """From a month ago to a week ahead."""
    starts_at = NOW + datetime.timedelta(days=n % 38 - 30 + 3 * i, hours=n % 5)
    return starts_at, starts_at + datetime.timedelta(hours=1)


class Table:
    """A table with its columns and their types, and its rows for so many accounts."""

    def __init__(self, name, columns, rows):
        self.name, self.rows = name, rows
        self.columns, self.types = zip(*(column.split(":") for column in columns.split()))


OWNED = "account_id:uuid id:uuid version:int created_at:time updated_at:time "


def owned(kind, number, account):
    return uuid(ACCOUNT, account), uuid(kind, number), 1, START, START


def tables(accounts, password_hash):
    """Everything, in an order in which foreign keys hold."""
    applications = range(accounts * APPLICATIONS)

    def of(kind, number, n):
        return owned(kind, number, n // APPLICATIONS)

    def account_rows():
        return ((uuid(ACCOUNT, a), f"Account {a}", START) for a in range(accounts))

    def user_rows():
        return ((*owned(USER, a, a), email_of(a)) for a in range(accounts))

    def sign_in_rows():
        return ((email_of(a), password_hash, uuid(ACCOUNT, a), uuid(USER, a)) for a in range(accounts))

    def candidate_rows():
        return ((*of(CANDIDATE, n, n), name_of(n), f"candidate{n}@bench.example", f"+1 212 555 {n % 10000:04}",
                 ["ten years of building data pipelines"], []) for n in applications)

    def application_rows():
        for n in applications:
            zone, calendar = PLACES[n % len(PLACES)]
            yield (*of(APPLICATION, n, n), uuid(CANDIDATE, n), COMPANIES[n % len(COMPANIES)], SECTORS[n % len(SECTORS)],
                   "neutral", TITLES[n % len(TITLES)], "mid", START.date(), False, [], zone, calendar, [])

    def horizon_rows():
        return ((uuid(ACCOUNT, n // APPLICATIONS), uuid(APPLICATION, n), 1, "") for n in applications)

    def contact_rows():
        return ((*of(CONTACT, number, n), uuid(APPLICATION, n), name_of(number + 1),
                 ("hiring_manager", "recruiter")[number % 2], f"contact{number}@bench.example", False)
                for n in applications for number in contacts_of(n))

    def interview_rows():
        for n in applications:
            for i, number in enumerate(interviews_of(n)):
                starts_at, ends_at = interview_times(n, i)
                expected = (ends_at + datetime.timedelta(days=10)).date() if n % 2 else None
                status = "completed" if ends_at < NOW else "scheduled"
                yield (*of(INTERVIEW, number, n), uuid(APPLICATION, n), KINDS[number % len(KINDS)], "video", starts_at,
                       ends_at, status, "unknown", expected, ["moving the nightly batch to a stream"], [])

    def interviewer_rows():
        return ((uuid(ACCOUNT, n // APPLICATIONS), uuid(INTERVIEW, interview), uuid(CONTACT, contacts_of(n)[0]), 0)
                for n in applications for interview in interviews_of(n))

    def communication_rows():
        for n in applications:
            for i, number in enumerate(communications_of(n)):
                at = interview_times(n, 0)[1] + datetime.timedelta(hours=3 + 24 * i)
                direction, purpose = (("outbound", "thank_you"), ("inbound", "other"))[i]
                yield (*of(COMMUNICATION, number, n), uuid(APPLICATION, n), direction, "email", purpose, min(at, NOW),
                       uuid(CONTACT, contacts_of(n)[0]), False, False)

    return [
        Table("accounts", "account_id:uuid name:text created_at:time", account_rows),
        Table("users", OWNED + "email:text", user_rows),
        Table("sign_ins", "email:text password_hash:text account_id:uuid user_id:uuid", sign_in_rows),
        Table("candidates", OWNED + "name:text email:text phone:text strengths:json goals:json", candidate_rows),
        Table("applications", OWNED + "candidate_id:uuid company_name:text company_sector:text company_culture:text "
              "position_title:text position_seniority:text applied_on:date urgent:bool forbidden_channels:json "
              "time_zone:text holiday_calendar:text closures:json", application_rows),
        Table("plan_horizons", "account_id:uuid application_id:uuid facts_version:int made_with:text", horizon_rows),
        Table("contacts", OWNED + "application_id:uuid name:text role:text email:text linkedin_connected:bool",
              contact_rows),
        Table("interviews", OWNED + "application_id:uuid kind:text medium:text starts_at:time ends_at:time status:text "
              "rapport:text decision_expected_on:date talking_points:json points_to_clarify:json", interview_rows),
        Table("interviewers", "account_id:uuid interview_id:uuid contact_id:uuid position:int", interviewer_rows),
        Table("communications", OWNED + "application_id:uuid direction:text channel:text purpose:text at:time "
              "contact_id:uuid automatic:bool needs_answer:bool", communication_rows),
    ]


def to_json(value):
    return json.dumps(value, separators=(",", ":"))
