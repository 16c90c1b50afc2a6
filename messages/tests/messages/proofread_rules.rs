//! Every rule that proofreading stands for is broken by a text that it finds, and kept by one that it passes.

use std::collections::BTreeSet;

use messages::proofread::{Context, Severity, Texts, proofread};
use planning::{ShowsIn, StepKind, facts::Channel};

use crate::facts::{read, rich};

const GREETING: &str = "Dear Ada Okafor,";
const THANKS: &str =
    "Thank you for taking the time to talk with me on Tuesday, 10 March about the Staff Engineer position.";
const POINT: &str = "I came away thinking about the move to event sourcing, and would bring ten years of Rust to it.";
const NEXT: &str = "Could you tell me what the next steps are, and when you expect to decide?";
const CLOSE: &str = "Best regards,\nGrace Lindqvist\n+1 212 555 0100";
const SUBJECT: &str = "Thank you for the Staff Engineer interview";

/// A letter of these pieces, and its subject.
fn letter(subject: &str, paragraphs: &[&str]) -> Texts {
    Texts { subject: Some(subject.to_owned()), body: Some(paragraphs.join("\n\n")), ..Texts::default() }
}

/// What breaks a rule: the rule, the kind of message, and its pieces.
struct Flaw {
    rule: &'static str,
    kind: StepKind,
    subject: &'static str,
    pieces: Vec<&'static str>,
}

fn flaws() -> Vec<Flaw> {
    let flaw = |rule, kind, pieces: &[&'static str]| Flaw { rule, kind, subject: SUBJECT, pieces: pieces.to_vec() };
    let saying = |rule, words| flaw(rule, StepKind::ThankYou, &[GREETING, THANKS, POINT, words, CLOSE]);
    vec![
        flaw("balance.thanks.2", StepKind::ThankYou, &[GREETING, THANKS, POINT, "Best regards,\nGrace Lindqvist"]),
        saying("balance.proofread.1", "I would of liked to say more."),
        Flaw { subject: "Hello", ..flaw("balance.email.2", StepKind::CheckIn, &[GREETING, THANKS, NEXT, CLOSE]) },
        flaw("balance.email.2", StepKind::CheckIn, &[GREETING, THANKS, POINT, CLOSE]),
        saying("balance.email.2", "I need an answer by Friday."),
        saying("balance.enthusiasm.1", "I really need this job."),
        flaw("dream.thanks.2", StepKind::ThankYou, &[GREETING, POINT, CLOSE]),
        saying("dream.tone.1", "That was awesome 😀"),
        flaw("dream.personal.1", StepKind::ThankYou, &[GREETING, THANKS, CLOSE]),
        saying("dream.proofread.1", "It is a wonderfull place."),
        flaw("dream.length.1", StepKind::ThankYou, &[GREETING, THANKS, POINT_MANY_TIMES.as_str(), CLOSE]),
        flaw(
            "channels.email.1",
            StepKind::CheckIn,
            &[GREETING, THANKS, POINT, NEXT, "I can send more.", "Thanks again.", CLOSE],
        ),
        flaw("channels.email.3", StepKind::ThankYou, &[GREETING, THANKS, POINT]),
        saying("channels.phone.2", "My current boss is terrible."),
        saying("channels.content.1", "What is the salary for this position?"),
        flaw("channels.personal.1", StepKind::ThankYou, &["Dear Hiring Manager,", THANKS, POINT, CLOSE]),
        flaw("channels.personal.1", StepKind::ThankYou, &["Dear Hugo Brandt,", THANKS, POINT, CLOSE]),
    ]
}

static POINT_MANY_TIMES: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| [POINT; 12].join(" "));

/// The rules of which something graver than a hint is found.
fn found(texts: &Texts, kind: StepKind) -> BTreeSet<&'static str> {
    let facts = read(&rich());
    let context = Context {
        facts: Some(&facts),
        kind: Some(kind),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        ..Context::default()
    };
    let findings = proofread(texts, &context);
    findings.into_iter().filter(|finding| finding.severity > Severity::Hint).map(|finding| finding.rule).collect()
}

#[test]
fn every_rule_of_proofreading_is_broken_by_a_text_and_kept_by_another() {
    let asked: BTreeSet<&str> = planning::rules()
        .iter()
        .filter(|rule| rule.shows_in.contains(&ShowsIn::Proofread))
        .map(|rule| rule.id)
        .collect();
    assert!(!asked.is_empty());
    let mut shown = BTreeSet::new();
    for flaw in flaws() {
        let rules = found(&letter(flaw.subject, &flaw.pieces), flaw.kind);
        assert!(rules.contains(flaw.rule), "{}: {:?} has {rules:?}", flaw.rule, flaw.pieces);
        shown.insert(flaw.rule);
    }
    assert_eq!(shown, asked);
    for (kind, pieces) in
        [(StepKind::ThankYou, [GREETING, THANKS, POINT, CLOSE]), (StepKind::CheckIn, [GREETING, THANKS, NEXT, CLOSE])]
    {
        assert_eq!(found(&letter(SUBJECT, &pieces), kind), BTreeSet::new(), "{pieces:?}");
    }
}
