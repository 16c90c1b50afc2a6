#!/usr/bin/env bash
# PyPI vobject names zones by what clocks show in winter: New York is TZID=EST, London TZID=GMT.
#
# Both are names of the IANA database too, for clocks that never change. A reader that looks for a TZID there first, as
# most do since Google and others send no definitions, has every event in summer an hour late: PyPI icalendar reads
# 06:30 in New York on 15 July 2026 as 11:30Z and not 10:30Z. The definition that vobject writes beside it knows of summer
# time.
#
# Exits 0 while that is so, 1 if it writes or is read otherwise.
set -euo pipefail

VOBJECT=0.9.9
DATEUTIL=2.9.0.post0
ICALENDAR=7.3.0
TZDATA=2026.6

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  "vobject==$VOBJECT" "python-dateutil==$DATEUTIL" "icalendar==$ICALENDAR" "tzdata==$TZDATA"

echo "vobject $VOBJECT: what it writes, the instant that was meant, and the one that icalendar $ICALENDAR reads"
python/bin/python - <<'PYTHON' | tee found
import datetime

import icalendar
import vobject
from dateutil import tz

for name in ["America/New_York", "Europe/London"]:
    start = datetime.datetime(2026, 7, 15, 6, 30, tzinfo=tz.gettz(name))
    calendar = vobject.iCalendar()
    calendar.add("vevent").add("dtstart").value = start
    text = calendar.serialize()
    line = next(line for line in text.splitlines() if line.startswith("DTSTART;"))
    summer = [line for line in text.splitlines() if line in ("TZNAME:EDT", "TZNAME:BST")][-1:]
    event = icalendar.Calendar.from_ical(text).walk("VEVENT")[0]
    utc = datetime.timezone.utc
    print(line, *summer, f"{start.astimezone(utc):%H:%MZ} {event['dtstart'].dt.astimezone(utc):%H:%MZ}")
PYTHON

diff found - <<'EXPECTED'
DTSTART;TZID=EST:20260715T063000 TZNAME:EDT 10:30Z 11:30Z
DTSTART;TZID=GMT:20260715T063000 TZNAME:BST 05:30Z 06:30Z
EXPECTED
echo "as described above"
