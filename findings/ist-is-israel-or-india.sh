#!/usr/bin/env bash
# An invitation for "15:00 IST" is three and a half hours apart in two libraries: PyPI dateparser takes IST for Israel's time,
# npm chrono-node for India's, and neither says that it chose. In summer Ireland says IST, too (Irish Standard Time), and
# neither means that: 15:00 in Dublin in July is 14:00Z, which dateparser reads as 13:00Z and chrono-node as 09:30Z.
#
# Both libraries are what scripts read the date of a mail with. An abbreviation is no zone.
#
# Exits 0 while that is so, 1 if one of them reads otherwise.
set -euo pipefail

DATEPARSER=1.5.0
CHRONO_NODE=2.10.3

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check "dateparser==$DATEPARSER"
npm install --silent --no-audit --no-fund --prefix . "chrono-node@$CHRONO_NODE"

{
  python/bin/python -W ignore - <<'PYTHON'
import datetime

import dateparser

for text in ("Tue 10 Mar 2026 15:00 IST", "Wed 8 Jul 2026 15:00 IST"):
    print("dateparser", text, dateparser.parse(text).astimezone(datetime.timezone.utc).strftime("%H:%MZ"))
PYTHON
  cat >read.mjs <<'NODE'
import * as chrono from "chrono-node";
for (const text of ["Tue 10 Mar 2026 15:00 IST", "Wed 8 Jul 2026 15:00 IST"]) {
  console.log("chrono-node", text, chrono.parseDate(text, new Date(Date.UTC(2026, 2, 2))).toISOString().slice(11, 16) + "Z");
}
NODE
  node read.mjs
} | tee read

diff read - <<'EXPECTED'
dateparser Tue 10 Mar 2026 15:00 IST 13:00Z
dateparser Wed 8 Jul 2026 15:00 IST 13:00Z
chrono-node Tue 10 Mar 2026 15:00 IST 09:30Z
chrono-node Wed 8 Jul 2026 15:00 IST 09:30Z
EXPECTED
echo "as described above"
