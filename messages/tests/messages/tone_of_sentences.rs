//! What lists and model of tone together find in sentences, each within an e-mail.
//!
//! `SENTENCES=file.tsv cargo test -p messages sentences_at -- --ignored --nocapture` prints the figures of
//! `docs/proofreading.md` for a file of classes and sentences, and what is found in each sentence.

use std::{collections::BTreeMap, env, fs};

use messages::proofread::{Check, Context, Finding, Severity, Texts, proofread};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{read, rich};

/// What is found of tone in an e-mail with this sentence, apart from casual words.
fn found(sentence: &str, facts: &Facts) -> Vec<Finding> {
    let body = format!(
        "Dear Ada,\n\nThank you for the interview on Tuesday, 10 March. The move to event sourcing stayed with me.\n\n\
         {sentence}\n\nBest regards,\nGrace Lindqvist\n+1 212 555 0100"
    );
    let context = Context {
        facts: Some(facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        ..Context::default()
    };
    let texts =
        Texts { subject: Some("Staff Engineer interview: thank you".to_owned()), body: Some(body), ..Texts::default() };
    let of_tone = [Check::Complaint, Check::Desperate, Check::Pushy, Check::Pay];
    proofread(&texts, &context).into_iter().filter(|finding| of_tone.contains(&finding.check)).collect()
}

/// How many sentences there are of a class, with a warning, with any finding, and with one of the class's own check.
type Tally = [u32; 4];

/// The tallies of the classes in lines of a class and a sentence.
fn tallies(lines: &str, mut each: impl FnMut(&str, &str, &[Finding])) -> BTreeMap<String, Tally> {
    let mut facts = rich();
    // Who works on payments may speak of pay.
    facts["candidate"]["strengths"] = json!(["Ten years of building ordering systems in Rust"]);
    let facts = read(&facts);
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (class, sentence) in lines.lines().filter_map(|line| line.split_once('\t')) {
        let findings = found(sentence, &facts);
        let is_own = |finding: &Finding| serde_json::to_value(finding.check).unwrap() == class;
        let warned = findings.iter().any(|finding| finding.severity > Severity::Hint);
        let counts = [true, warned, !findings.is_empty(), findings.iter().any(is_own)];
        let tally = tallies.entry(class.to_owned()).or_default();
        tally.iter_mut().zip(counts).for_each(|(count, is)| *count += u32::from(is));
        each(class, sentence, &findings);
    }
    tallies
}

#[test]
#[ignore = "it needs sentences"]
fn sentences_at_their_first_meeting() {
    let path = env::var_os("SENTENCES").expect("SENTENCES is the path of a file with classes and sentences");
    let tallies = tallies(&fs::read_to_string(path).unwrap(), |class, sentence, findings| {
        let found = findings.iter().map(|finding| {
            let of_model = finding.text.contains("sentence");
            format!("{:?} {:?}{}", finding.check, finding.severity, if of_model { " model" } else { "" })
        });
        println!("{class}\t{}\t{sentence}", found.collect::<Vec<_>>().join(", "));
    });
    assert!(!tallies.is_empty());
    println!("class, sentences, with a warning, with at least a hint, with at least a hint of its own check");
    for (class, tally) in tallies {
        println!("{class} {tally:?}");
    }
}
