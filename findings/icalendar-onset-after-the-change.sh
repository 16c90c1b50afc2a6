#!/usr/bin/env bash
# PyPI icalendar writes into VTIMEZONE that clocks go forward an hour later than they do.
#
# RFC 5545 (3.6.5) has the onset of an observance as the local time by the offset before it, TZOFFSETFROM: in New York
# clocks go forward at 02:00. Calendar.add_missing_timezones() makes the definition from Python's zoneinfo and writes
# DTSTART:20260308T030000 with TZOFFSETFROM:-0500, which is the time after the change: by the file, clocks go forward at
# 08:00Z and not at 07:00Z. The onsets of winter are right. A reader that goes by the file (PyPI python-dateutil here) shows
# 07:30Z on that morning as 02:30, which no clock there showed, an hour early.
#
# Exits 0 while that is so, 1 if it writes or is read otherwise.
set -euo pipefail

ICALENDAR=7.3.0
DATEUTIL=2.9.0.post0
TZDATA=2026.6

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check \
  "icalendar==$ICALENDAR" "python-dateutil==$DATEUTIL" "tzdata==$TZDATA"

echo "icalendar $ICALENDAR and python-dateutil $DATEUTIL"
python/bin/python - <<'PYTHON' | tee found
import datetime
import io
import zoneinfo

import icalendar
from dateutil.tz import tzical

new_york = zoneinfo.ZoneInfo("America/New_York")
calendar = icalendar.Calendar()
calendar.add("prodid", "-//check//")
calendar.add("version", "2.0")
event = icalendar.Event()
event.add("uid", "1")
event.add("dtstart", datetime.datetime(2026, 7, 1, 10, tzinfo=new_york))
calendar.add_component(event)
calendar.add_missing_timezones(first_date=datetime.date(2025, 6, 1), last_date=datetime.date(2027, 1, 1))
text = calendar.to_ical().decode().replace("\r\n", "\n")
print(*[line for line in text.split("\n") if line.startswith(("BEGIN:STA", "BEGIN:DAY", "DTSTART:", "TZOFFSETFROM"))][-6:])

instant = datetime.datetime(2026, 3, 8, 7, 30, tzinfo=datetime.timezone.utc)
print("by the file:    ", instant.astimezone(tzical(io.StringIO(text)).get("America/New_York")))
print("by the database:", instant.astimezone(new_york))
PYTHON

diff found - <<'EXPECTED'
BEGIN:STANDARD DTSTART:20251102T020000 TZOFFSETFROM:-0400 BEGIN:DAYLIGHT DTSTART:20260308T030000 TZOFFSETFROM:-0500
by the file:     2026-03-08 02:30:00-05:00
by the database: 2026-03-08 03:30:00-04:00
EXPECTED
echo "as described above"
