#!/usr/bin/env bash
# npm date-holidays and PyPI holidays disagree about weekdays of China in 2026, and only the latter has the days off and
# the working weekend days of the State Council's notice of 4 November 2025.
#
# date-holidays types Children's Day, Monday 1 June, as "public" for all of China, although its own note says "Children
# below the age of 14"; everybody else works. It lacks the proclaimed days off of 19, 20 and 23 February and of 5 to
# 7 October, and has no notion of the Saturdays and Sundays on which China works instead (14 February, 20 September).
# A program that plans by it skips a working day and plans for days on which offices are closed.
#
# Exits 0 while that is so, 1 if one of them answers otherwise.
set -euo pipefail

HOLIDAYS=0.109
DATE_HOLIDAYS=3.37.0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check "holidays==$HOLIDAYS"
npm install --silent --no-audit --no-fund --prefix . "date-holidays@$DATE_HOLIDAYS"

echo "holidays $HOLIDAYS: whether people work"
python/bin/python - <<'PYTHON' | tee works
from datetime import date
import holidays

china = holidays.country_holidays("CN", years=2026)
for day in ["2026-06-01", "2026-02-19", "2026-02-20", "2026-02-23", "2026-10-05", "2026-10-06", "2026-10-07",
            "2026-02-14", "2026-09-20"]:
    print(day, date.fromisoformat(day).strftime("%a"), china.is_working_day(day))
PYTHON

echo "date-holidays $DATE_HOLIDAYS: its entry for the day"
node - <<'NODE' | tee entries
const loaded = require("date-holidays");
const china = new (loaded.default ?? loaded)("CN");
const days = ["2026-06-01", "2026-02-19", "2026-02-20", "2026-02-23", "2026-10-05", "2026-10-06", "2026-10-07",
  "2026-02-14", "2026-09-20"];
for (const day of days) {
  const found = china.isHoliday(new Date(`${day}T12:00:00+08:00`)) || [];
  console.log(day, found.map(({ type, note }) => `${type} (${note})`).join(", ") || "none");
}
NODE

diff works - <<'EXPECTED'
2026-06-01 Mon True
2026-02-19 Thu False
2026-02-20 Fri False
2026-02-23 Mon False
2026-10-05 Mon False
2026-10-06 Tue False
2026-10-07 Wed False
2026-02-14 Sat True
2026-09-20 Sun True
EXPECTED
diff entries - <<'EXPECTED'
2026-06-01 public (Children below the age of 14)
2026-02-19 none
2026-02-20 none
2026-02-23 none
2026-10-05 none
2026-10-06 none
2026-10-07 none
2026-02-14 none
2026-09-20 none
EXPECTED
echo "as described above"
