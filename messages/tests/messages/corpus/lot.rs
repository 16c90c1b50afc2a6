//! A lot of messages that the checks have not met, measured before anything is mended for it.
//!
//! `LOT=lot.json cargo test -p messages a_lot_at -- --ignored --nocapture` prints the figures of `docs/proofreading.md`.

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
