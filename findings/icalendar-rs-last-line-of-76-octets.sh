#!/usr/bin/env bash
# The crate icalendar writes lines of 76 octets.
#
# RFC 5545 (3.1): lines should not be longer than 75 octets, without the line break; a longer one is folded, and each further
# line begins with a space, which is one of its octets. The crate (Property::fmt_write) counts the space of the lines in the
# middle. What is left at the end is written whole if it has up to 75 octets, without the space before it: of a property with
# 75 + 74 n + 75 octets the last line has 76. That is one long property in 74.
#
# Needs cargo and a package index. Exits with 0 as long as the behaviour is as described.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"

cat >"$folder/Cargo.toml" <<'MANIFEST'
[package]
name = "folding"
edition = "2024"

[dependencies]
icalendar = { version = "=0.17.17", default-features = false }

[workspace]
MANIFEST

cat >"$folder/src/main.rs" <<'SOURCE'
use icalendar::{Component as _, Event};

fn main() {
    for length in 215..=230 {
        // "SUMMARY:" has 8 octets.
        let event = Event::new().uid("1").summary(&"x".repeat(length - 8)).done().to_string();
        let lines: Vec<usize> = event
            .split("\r\n")
            .skip_while(|line| !line.starts_with("SUMMARY"))
            .take_while(|line| line.starts_with("SUMMARY") || line.starts_with(' '))
            .map(str::len)
            .collect();
        if lines.iter().any(|line| *line > 75) {
            println!("a property of {length} octets: lines of {lines:?}");
        }
    }
}
SOURCE

cargo run --quiet --manifest-path "$folder/Cargo.toml" --target-dir "$folder/target" | tee "$folder/found"
diff "$folder/found" - <<'EXPECTED'
a property of 224 octets: lines of [75, 75, 76]
EXPECTED
echo "as described above"
