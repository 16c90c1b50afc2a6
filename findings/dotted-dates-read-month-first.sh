#!/usr/bin/env bash
# "10.03.2026 15 Uhr" is 10 March: dates with dots have the day first wherever they are written. npm chrono-node reads it as
# 3 October by default, and PyPI dateparser reads "03.04.2026" as 4 March, although it guesses the language by itself, and
# nobody who writes English with the month first uses dots. Both say nothing of it, and an interview moves by months.
#
# chrono-node is right where the caller names the language, chrono.de, and dateparser with DATE_ORDER or languages=["de"].
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
import dateparser

print("dateparser", dateparser.parse("03.04.2026").date())
print("dateparser, de", dateparser.parse("03.04.2026", languages=["de"]).date())
PYTHON
  cat >read.mjs <<'NODE'
import * as chrono from "chrono-node";
const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");
const now = new Date(2026, 2, 2, 12);
console.log("chrono-node", day(chrono.parseDate("10.03.2026 15 Uhr", now)));
console.log("chrono-node, de", day(chrono.de.parseDate("10.03.2026 15 Uhr", now)));
NODE
  node read.mjs
} | tee read

diff read - <<'EXPECTED'
dateparser 2026-03-04
dateparser, de 2026-04-03
chrono-node 2026-10-3
chrono-node, de 2026-3-10
EXPECTED
echo "as described above"
