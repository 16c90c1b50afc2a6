#!/usr/bin/env bash
# npm ical-generator writes DTSTAMP without Z as soon as a calendar has a time zone.
#
# RFC 5545 (3.8.7.2) wants DTSTAMP in UTC. It decides which of two versions of an event is newer where SEQUENCE is the same
# (RFC 5546, 2.1.4). With a time zone the package writes the moment by the clocks of its own process and without "Z", so
# that nobody can tell which it was: written in New York at 08:00Z it is 04:00, and npm ical.js in UTC takes it for 04:00Z.
# A version that was written in the four hours before by another program, or without a zone, counts as newer, and the
# meeting stays where that put it.
#
# Exits 0 while that is so, 1 if it writes or is read otherwise.
set -euo pipefail

ICAL_GENERATOR=11.1.2
ICAL_JS=2.2.1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . "ical-generator@$ICAL_GENERATOR" "ical.js@$ICAL_JS"

cat >write.mjs <<'NODE'
import ical from "ical-generator";
const at = (hour) => new Date(Date.UTC(2026, 6, 15, hour));
const texts = [null, "America/New_York"].map((timezone) => {
  const calendar = ical({ name: "check", timezone });
  calendar.createEvent({ id: "1", stamp: at(8), start: at(14), end: at(15), summary: "Interview" });
  return calendar.toString();
});
console.log(JSON.stringify(texts));
NODE
cat >read.mjs <<'NODE'
import fs from "node:fs";
import ICAL from "ical.js";
for (const text of JSON.parse(fs.readFileSync("written.json", "utf8"))) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent");
  console.log(text.match(/DTSTAMP.*/)[0].trim(), event.getFirstPropertyValue("dtstamp").toJSDate().toISOString());
}
NODE

echo "ical-generator $ICAL_GENERATOR: DTSTAMP without and with a time zone, and the instant that ical.js $ICAL_JS reads"
TZ=America/New_York node write.mjs >written.json
TZ=UTC node read.mjs | tee found
diff found - <<'EXPECTED'
DTSTAMP:20260715T080000Z 2026-07-15T08:00:00.000Z
DTSTAMP:20260715T040000 2026-07-15T04:00:00.000Z
EXPECTED
echo "as described above"
