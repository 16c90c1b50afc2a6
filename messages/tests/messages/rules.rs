//! Every rule that messages follow is shown by one message.

use std::collections::BTreeSet;

use messages::{
    Element::{
        self, CallBack, Clarification, Feedback, FurtherInformation, Interest, Introduction, NewDate, NextSteps, Offer,
        OpenDoor, Point, Recipient, SignOff, Subject, Thanks, Withdrawal,
    },
    Message, Request, Tone, render,
};
use planning::{Facts, ShowsIn, StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{by, read, request, rich, rich_no_show};

/// A rule, a message that shows it, by what elements, and which of the facts these hold.
struct Shown {
    rule: &'static str,
    kind: StepKind,
    channel: Channel,
    elements: &'static [Element],
    facts: &'static [&'static str],
}

const fn shown(
    rule: &'static str,
    kind: StepKind,
    channel: Channel,
    elements: &'static [Element],
    facts: &'static [&'static str],
) -> Shown {
    Shown { rule, kind, channel, elements, facts }
}

const POINT: &str = "the move to event sourcing";
const STRENGTH: &str = "ten years of building payment systems in Rust";
const DATE: &str = "Tuesday, 10 March";
const POSITION: &str = "Staff Engineer";
const COMPANY: &str = "Meridian Labs";
const PHONE: &str = "+1 212 555 0100";

const RULES: &[Shown] = {
    use Channel::{Email, Phone};
    use StepKind::{
        CheckIn, CompetingOffer, FinalAttempt, RejectionThanks, RescheduleRequest, StayInTouch, ThankYou,
        WithdrawalNote,
    };
    &[
        shown("balance.purpose.1", RejectionThanks, Email, &[Feedback], &[]),
        shown(
            "balance.thanks.2",
            ThankYou,
            Email,
            &[Recipient, Thanks, Point, Interest, FurtherInformation, SignOff],
            &["Ada Okafor", POINT, PHONE],
        ),
        shown("balance.phone.2", CheckIn, Phone, &[Point, NextSteps], &[POINT]),
        shown(
            "balance.phone.3",
            CheckIn,
            Phone,
            &[Introduction, Thanks, NextSteps, Point, Interest, SignOff],
            &["Grace Lindqvist", POSITION, POINT],
        ),
        shown("balance.email.2", CheckIn, Email, &[Subject, Recipient, Thanks, Interest, NextSteps], &[STRENGTH]),
        shown("balance.enthusiasm.1", ThankYou, Email, &[Point, Interest], &[POINT]),
        shown("balance.silence.3", FinalAttempt, Email, &[Thanks, NextSteps, SignOff], &["one last time"]),
        shown("dream.purpose.1", CheckIn, Email, &[Interest], &[STRENGTH]),
        shown("dream.purpose.2", ThankYou, Email, &[Clarification], &["run Kafka in production"]),
        shown("dream.thanks.2", ThankYou, Email, &[Thanks, Point, Interest], &[POINT]),
        shown("dream.followup.1", CheckIn, Email, &[Interest, NextSteps], &[]),
        shown(
            "dream.followup.2",
            CheckIn,
            Email,
            &[Subject, Introduction, FurtherInformation, Thanks],
            &["Ada Okafor", POSITION, DATE, COMPANY, POINT],
        ),
        shown("dream.outcome.1", RejectionThanks, Email, &[Thanks, OpenDoor], &[COMPANY]),
        shown("dream.personal.1", ThankYou, Email, &[Point], &[POINT]),
        shown("channels.email.2", ThankYou, Email, &[Point, Interest], &[POINT, STRENGTH]),
        shown("channels.email.3", ThankYou, Email, &[FurtherInformation, SignOff], &["Best regards,"]),
        shown("channels.email.4", RescheduleRequest, Email, &[NewDate], &[DATE]),
        shown("channels.email.4", WithdrawalNote, Email, &[Withdrawal, Thanks], &[POSITION]),
        shown("channels.phone.2", CheckIn, Phone, &[NextSteps, CallBack], &["next steps"]),
        shown("channels.content.1", ThankYou, Email, &[Thanks, Interest], &[STRENGTH]),
        shown("channels.estimate.1", FinalAttempt, Email, &[NextSteps], &["when"]),
        shown("channels.network.1", StayInTouch, Email, &[OpenDoor], &[]),
        shown("channels.personal.1", ThankYou, Email, &[Recipient, Thanks, Point], &["Ada Okafor", POINT]),
        shown("call.script.1", CheckIn, Phone, &[Thanks, NextSteps], &[]),
        shown("call.email.1", CheckIn, Email, &[Recipient, Point, NextSteps, Thanks], &["Ada Okafor", POSITION, POINT]),
        shown(
            "call.phone.1",
            CheckIn,
            Phone,
            &[Introduction, Interest, NextSteps],
            &["Grace Lindqvist", POSITION, DATE, COMPANY],
        ),
        shown("practice.offer.1", CompetingOffer, Email, &[Offer, Interest, NextSteps], &["Friday, 27 March"]),
        shown("practice.offer.2", WithdrawalNote, Email, &[Withdrawal], &[POSITION]),
        shown("timeframe.email.1", ThankYou, Email, &[Thanks, Interest], &[POINT, STRENGTH]),
        shown(
            "timeframe.voicemail.1",
            CheckIn,
            Phone,
            &[Introduction, CallBack],
            &["Grace Lindqvist", POSITION, PHONE],
        ),
    ]
};

fn message(facts: &Facts, kind: StepKind, channel: Channel, tone: Tone) -> Message<'_> {
    render(&Request { channel: by(channel), ..request(facts, kind, tone) }).unwrap()
}

/// Whether a message has an element.
fn has(message: &Message<'_>, element: Element) -> bool {
    message.elements.iter().any(|report| report.element == element && report.present)
}

/// The rules whose messages can't be told by elements and facts alone.
fn other_rules(facts: &Facts) -> [&'static str; 3] {
    for (culture, tone) in [("formal", Tone::Formal), ("neutral", Tone::Neutral), ("informal", Tone::Warm)] {
        let mut fitting = rich();
        fitting["application"]["company"]["culture"] = json!(culture);
        let fitting = read(&fitting);
        let request = request(&fitting, StepKind::ThankYou, tone);
        let by_culture = render(&Request { tone: None, ..request }).unwrap();
        assert_eq!(by_culture, render(&request).unwrap(), "{culture}");
    }
    let paragraphs = |kind| {
        let body = message(facts, kind, Channel::Email, Tone::Neutral).body.unwrap();
        // Without the greeting and the sign-off.
        body.split("\n\n").count() - 2
    };
    assert!((1..=3).contains(&paragraphs(StepKind::ThankYou)));
    assert!((1..=2).contains(&paragraphs(StepKind::CheckIn)));
    ["balance.culture.1", "dream.length.1", "channels.email.1"]
}

#[test]
fn every_rule_of_messages_is_shown_by_one() {
    let asked: BTreeSet<&str> =
        planning::rules().iter().filter(|rule| rule.shows_in.contains(&ShowsIn::Message)).map(|rule| rule.id).collect();
    assert!(!asked.is_empty());
    let (facts, no_show) = (read(&rich()), read(&rich_no_show()));
    let mut seen: BTreeSet<&str> = other_rules(&facts).into();
    for Shown { rule, kind, channel, elements, facts: words } in RULES {
        let facts = if *kind == StepKind::RescheduleRequest { &no_show } else { &facts };
        let message = message(facts, *kind, *channel, Tone::Neutral);
        let text = format!("{}\n{}", message.subject.as_deref().unwrap_or_default(), message.to_text());
        for element in *elements {
            assert!(has(&message, *element), "{rule}: no {element:?} in {text}");
        }
        for word in *words {
            assert!(text.to_lowercase().contains(&word.to_lowercase()), "{rule}: no {word:?} in {text}");
        }
        seen.insert(rule);
    }
    assert_eq!(seen, asked);
}

#[test]
fn elements_cite_rules_of_messages() {
    let facts = read(&rich());
    for (kind, channel) in [(StepKind::ThankYou, Channel::Email), (StepKind::CheckIn, Channel::Phone)] {
        for report in message(&facts, kind, channel, Tone::Neutral).elements {
            for id in report.rules {
                let rule = planning::rules().iter().find(|rule| rule.id == *id);
                assert!(rule.is_some_and(|rule| rule.shows_in.contains(&ShowsIn::Message)), "{id}");
            }
        }
    }
}
