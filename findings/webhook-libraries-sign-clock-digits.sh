#!/usr/bin/env bash
# The Python libraries standardwebhooks and svix sign the wrong instant, if it is given as a datetime in any zone but UTC:
# they put UTC in the place of its zone and keep the digits of its clock.
#
# Expected: two datetimes that are equal (the same instant, in UTC and in Madrid) give the same signature, since what is
# signed is the number of seconds since 1970, and sign() takes any datetime. Found: they give two. What was signed with a
# datetime in Madrid is refused by the same library, with the timestamp that belongs to the instant, as having no matching
# signature; with datetime.now(timezone.utc) it is believed.
#
# Needs Python 3.9 or newer with venv, and a package index. Exits with 0 as long as the behaviour is as described.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check standardwebhooks==1.1.0 svix==2.9.1

"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime, timedelta, timezone
from importlib import import_module
from importlib.metadata import version

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"type":"contact.created"}'
utc = datetime.now(timezone.utc).replace(microsecond=0)
madrid = utc.astimezone(timezone(timedelta(hours=1)))
assert utc == madrid and utc.timestamp() == madrid.timestamp()

as_described = True
for package, module in [("standardwebhooks", "standardwebhooks"), ("svix", "svix.webhooks")]:
    library = import_module(module)
    webhook = library.Webhook(SECRET)
    print(f"{package} {version(package)}, for {int(utc.timestamp())} seconds since 1970:")
    for instant in (utc, madrid):
        signature = webhook.sign("msg_1", instant, BODY)
        headers = {
            "webhook-id": "msg_1",
            "webhook-timestamp": str(int(instant.timestamp())),
            "webhook-signature": signature,
        }
        try:
            webhook.verify(BODY, headers)
            verdict = "believed"
        except library.WebhookVerificationError as error:
            verdict = f"refused: {error}"
        print(f"  {instant.isoformat()} signs {signature}, which verify() {verdict}")
        as_described &= verdict == ("believed" if instant is utc else "refused: No matching signature found")
sys.exit(0 if as_described else 1)
PYTHON
