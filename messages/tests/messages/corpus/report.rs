//! The results in words, and in the docs.

use std::{env, fmt::Write, fs, path::Path};

use super::{
    entry::name,
    score::{Score, Tally},
};

/// The marks in the docs between which the results are written.
const MARKERS: [&str; 2] = ["<!-- results -->\n", "<!-- end of results -->"];

/// The results as a Markdown table.
pub(crate) fn table(score: &Score) -> String {
    let mut table = format!(
        "\n{} flawed and {} sound messages; {} of the sound ones have an error or a warning.\n\n\
         | check | severity | rules | found | of | false alarms | hints in sound messages |\n\
         |---|---|---|--:|--:|--:|--:|\n",
        score.flawed, score.sound, score.alarmed
    );
    for (check, tally) in score.tallies() {
        row(&mut table, &format!("`{}`", name(check)), tally);
    }
    row(&mut table, "all", &score.total());
    table.push('\n');
    table
}

fn row(table: &mut String, check: &str, tally: &Tally) {
    let severities = list(tally.severities.iter().rev().map(name));
    let rules = list(tally.rules.iter().map(|rule| format!("`{rule}`")));
    let Tally { planted, found, false_alarms, hints, .. } = tally;
    writeln!(table, "| {check} | {severities} | {rules} | {found} | {planted} | {false_alarms} | {hints} |").unwrap();
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// What is behind the figures, finding by finding.
pub(crate) fn details(score: &Score) -> String {
    let lists = [
        ("Not found", &score.missed),
        ("False alarms in sound messages", &score.false_alarms),
        ("Unexpected errors in flawed messages", &score.unexpected),
    ];
    let mut details = String::new();
    for (title, lines) in lists {
        writeln!(details, "{title}: {}", lines.len()).unwrap();
        for line in lines {
            writeln!(details, "  {line}").unwrap();
        }
    }
    details
}

/// Fails if the docs say otherwise; with `UPDATE_DOCS` set, rewrites them.
#[track_caller]
pub(crate) fn compare_with_docs(score: &Score) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/proofreading.md");
    let docs = fs::read_to_string(&path).unwrap();
    let [begin, end] = MARKERS;
    let (before, rest) = docs.split_once(begin).unwrap();
    let (documented, after) = rest.split_once(end).unwrap();
    let measured = table(score);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{begin}{measured}{end}{after}")).unwrap();
    } else {
        assert!(
            documented == measured,
            "docs/proofreading.md has other results than these; UPDATE_DOCS=1 writes them there\n{measured}"
        );
    }
}
