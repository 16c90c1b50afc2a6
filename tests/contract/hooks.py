"""What schemathesis has to know about this API beyond its document."""

import re
import string

import schemathesis
from hypothesis import strategies as st

# The formats that no library knows; and times within the years that plans are made for.
YEARS = st.integers(1971, 2198)
DATES = st.builds("{:04}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28))
TIMES = st.builds("{}T{:02}:{:02}:00Z".format, DATES, st.integers(0, 23), st.integers(0, 59))
ZONES = ["America/New_York", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Berlin", "Etc/UTC"]
PHONES = st.builds("+1 {} {}".format, st.integers(200, 999), st.text(string.digits, min_size=7, max_size=7))

schemathesis.openapi.format("date", DATES)
schemathesis.openapi.format("date-time", TIMES)
schemathesis.openapi.format("time-or-day", st.one_of(TIMES, DATES, st.just("today")))
schemathesis.openapi.format("phone", PHONES)
schemathesis.openapi.format("iana-time-zone", st.sampled_from(ZONES))
schemathesis.openapi.format("holiday-calendar", st.sampled_from(["US", "US-NY", "DE", "DE-BY", "GB-SCT", "JP", "BR"]))

# What a schema can express; a request that fits it is never refused for any of these.
EXPRESSIBLE = {"required", "type", "too_long", "too_many", "too_short", "unknown_field", "unknown_value"}

# The reasons for a refusal that no schema expresses; and some that it does, by patterns that schemathesis doesn't keep to.
BEYOND = re.compile(
    "is no cursor that a list has given|was given by another list|is no next_after that the feed has given"
    "|there is no playbook |there is no template |there is no article "
    "|is a step without a message|do not go by |the template is for "
    "|kind is required beside|the plan has no next step|there is no application with this|_remote_ids? is required|_remote_id, not both|name the candidate, by|is no scheme of "
    "|is in order of creation|name a template, or send|as the candidate has no email|a script or a voicemail is required|a message by [a-z_]+ needs one"
    "|of a country that has a holiday calendar"
    "|If-Match holds entity tags|If-None-Match holds entity tags|Idempotency-Key holds one key"
)


@schemathesis.serializer("text/calendar", "message/rfc822", "application/x-ndjson")
def text(context, value):
    """A body that is text."""
    return value.encode("utf-8", "replace") if isinstance(value, str) else str(value).encode()


@schemathesis.check
def refusals_have_reasons_beyond_the_schema(ctx, response, case):
    """A request that the document allows is refused only for what the document can't say."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    if case.operation.path.startswith("/oauth/"):
        return  # RFC 6749, section 5.2, wants 400 for a password that is wrong.
    if response.status_code == 400 and not BEYOND.search(response.json().get("detail", "")):
        raise AssertionError(f"refused, though the document allows it: {response.json()}")
    # A patch is judged by what becomes of the whole, which its schema doesn't describe.
    if response.status_code == 422 and case.method != "PATCH":
        errors = response.json().get("errors", [])
        expressible = [error for error in errors if error["code"] in EXPRESSIBLE and not BEYOND.search(error["message"])]
        if expressible:
            raise AssertionError(f"refused, though the document allows it: {expressible}")
