//! A lot of messages that the checks have not met, measured before anything is mended for it.
//!
//! `LOT=lot.json cargo test -p messages a_lot_at -- --ignored --nocapture` prints the figures of
//! `docs/proofreading.md`.

use std::{collections::BTreeMap, env, path::PathBuf};

use messages::proofread::Severity;
use planning::Facts;
use serde::Deserialize;

use super::{
    entry::{Corpus, Entry, name, read},
    report,
    score::Score,
};

/// A file with flawed and sound messages and the facts that they belong to.
#[derive(Deserialize)]
struct Lot {
    facts: BTreeMap<String, Facts>,
    flawed: Vec<Entry>,
    sound: Vec<Entry>,
}

/// Of all flaws of the lots that the checks have met, how many must be found, in hundredths.
const LEAST_FOUND: usize = 96;

/// How many of their sound messages may have an error or a warning.
const MOST_ALARMED: usize = 4;

#[test]
fn lots_that_were_met_stay_found() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/lots");
    let (mut found, mut planted, mut alarmed, mut lots) = (0, 0, 0, 0);
    for lot in folder.read_dir().unwrap() {
        let Lot { facts, flawed, sound } = read(&lot.unwrap().path());
        let score = Score::of(&Corpus { flawed, sound, facts });
        found += score.total().found;
        planted += score.total().planted;
        alarmed += score.alarmed;
        lots += 1;
    }
    assert!(lots >= 6 && planted >= 290, "{planted} flaws in {lots} lots");
    assert!(found * 100 >= planted * LEAST_FOUND, "{found} of {planted} flaws were found");
    assert!(alarmed <= MOST_ALARMED, "{alarmed} sound messages have an error or a warning");
}

#[test]
#[ignore = "it needs a lot"]
fn a_lot_at_its_first_meeting() {
    let path = PathBuf::from(env::var_os("LOT").expect("LOT is the path of a lot"));
    let Lot { facts, flawed, sound } = read(&path);
    assert!(!flawed.is_empty() && !sound.is_empty());
    let corpus = Corpus { flawed, sound, facts };
    let score = Score::of(&corpus);
    println!("{}\n{}", report::table(&score), report::details(&score));
    let with_error = |entry: &&Entry| {
        let findings = corpus.findings(entry);
        findings.iter().any(|finding| finding.severity == Severity::Error)
    };
    let errors: Vec<&Entry> = corpus.sound.iter().filter(with_error).collect();
    for entry in &errors {
        println!("an error in a sound message: {}", entry.id);
    }
    println!("Hints in sound messages:");
    for entry in &corpus.sound {
        for finding in corpus.findings(entry).iter().filter(|finding| finding.severity == Severity::Hint) {
            println!("  {}: {}: {}", entry.id, name(finding.check), finding.text);
        }
    }
    println!(
        "found {} of {}, sound messages with an error {}, with a warning {}, of {}",
        score.total().found,
        score.total().planted,
        errors.len(),
        score.alarmed,
        score.sound
    );
}
