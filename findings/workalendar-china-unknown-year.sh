#!/usr/bin/env bash
# PyPI workalendar doesn't know China's days of 2026, and says so for weekdays only: is_working_day raises a CalendarError
# for Wednesday, 18 February 2026, but answers False without an error for Saturday, 14 February, and Sunday, 4 January,
# on which China works by the State Council's notice of 4 November 2025. PyPI holidays has them.
#
# Whoever relies on the error to learn that a year isn't known gets a wrong answer for just the days that are special.
#
# Exits 0 while that is so, 1 if one of them answers otherwise.
set -euo pipefail

WORKALENDAR=17.0.0
HOLIDAYS=0.109

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check "workalendar==$WORKALENDAR" "holidays==$HOLIDAYS"

echo "day, workalendar $WORKALENDAR, holidays $HOLIDAYS: whether people work"
python/bin/python -W ignore - <<'PYTHON' | tee answers
from datetime import date

import holidays
from workalendar.asia import China
from workalendar.exceptions import CalendarError

for day in [date(2026, 2, 18), date(2026, 2, 14), date(2026, 1, 4)]:
    try:
        answer = China().is_working_day(day)
    except CalendarError as error:
        answer = f"CalendarError: {error}"
    print(f"{day:%Y-%m-%d %a}", answer, holidays.country_holidays("CN", years=2026).is_working_day(day), sep=", ")
PYTHON

diff answers - <<'EXPECTED'
2026-02-18 Wed, CalendarError: Need configure 2026 for China., False
2026-02-14 Sat, False, True
2026-01-04 Sun, False, True
EXPECTED
echo "as described above"
