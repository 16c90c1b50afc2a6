//! Every kind by every channel in every tone, with everything known.

use messages::{Message, Part, RenderError, Tone, render};
use planning::{
    StepKind, UsableChannel, Via,
    facts::{Channel, Facts},
};

use crate::facts::{read, request, rich, rich_no_show, ways};

/// Calls `check` with every message that there is.
pub(crate) fn for_every_message(check: impl Fn(&Message<'_>)) {
    let (facts, no_show) = (read(&rich()), read(&rich_no_show()));
    for kind in StepKind::MESSAGES {
        let facts: &Facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
        for channel in ways(kind) {
            for tone in Tone::ALL {
                for thank_you_planned in [true, false] {
                    let request = messages::Request { channel, thank_you_planned, ..request(facts, kind, tone) };
                    check(&render(&request).unwrap());
                }
            }
        }
    }
}

/// Every text of a message, by its part.
fn texts<'m>(message: &'m Message<'_>) -> impl Iterator<Item = (Part, &'m str)> {
    let parts = [Part::Subject, Part::Body, Part::Opening, Part::Closing, Part::Voicemail];
    let listed = (0..10).flat_map(|index| [Part::Point(index), Part::Question(index)]);
    parts.into_iter().chain(listed).filter_map(|part| Some((part, message.part(part)?)))
}

#[test]
fn everything_required_is_there_and_nothing_is_missing() {
    for_every_message(|message| {
        let lacking: Vec<_> = message.elements.iter().filter(|report| report.required && !report.present).collect();
        assert!(lacking.is_empty(), "{lacking:?}\n{message:#?}");
        assert!(message.ready);
        assert!(message.missing.is_empty(), "{message:#?}");
        assert!(!message.elements.is_empty());
        assert!(message.recipient.address.is_some() || message.channel == Channel::Linkedin);
        assert!(message.elements.iter().all(|report| !report.rules.is_empty()));
    });
}

#[test]
fn a_channel_has_its_texts_and_no_others() {
    for_every_message(|message| {
        let call = message.channel == Channel::Phone;
        assert_eq!(message.subject.is_some(), message.channel == Channel::Email);
        assert_eq!(message.body.is_some(), !call);
        assert_eq!((message.script.is_some(), message.voicemail.is_some()), (call, call));
        assert!(texts(message).all(|(_, text)| !text.is_empty()), "{message:#?}");
    });
}

#[test]
fn spans_cut_out_whole_pieces() {
    for_every_message(|message| {
        for report in &message.elements {
            assert_eq!(report.present, report.span.is_some());
            let Some(span) = report.span else { continue };
            let text: Vec<char> = message.part(report.part).unwrap().chars().collect();
            assert!(span.start < span.end && span.end <= text.len(), "{report:?}");
            assert!(span.start == 0 || text[span.start - 1].is_whitespace(), "{report:?}");
            assert!(span.end == text.len() || text[span.end].is_whitespace(), "{report:?}");
        }
    });
}

#[test]
fn spans_say_what_their_element_says() {
    for_every_message(|message| {
        for report in message.elements.iter().filter(|report| report.present) {
            let span = report.span.unwrap();
            let text = message.part(report.part).unwrap();
            let cut: String = text.chars().skip(span.start).take(span.end - span.start).collect();
            let holds = |word: &str| cut.contains(word);
            let said = match report.element {
                messages::Element::Subject | messages::Element::Withdrawal if message.channel != Channel::Phone => {
                    holds("Staff Engineer")
                }
                messages::Element::Recipient => holds("Ada"),
                messages::Element::Introduction => holds("Staff Engineer"),
                messages::Element::Thanks => ["hank", "enjoyed", "grateful", "appreciated"].into_iter().any(holds),
                messages::Element::Point => holds("the move to event sourcing"),
                messages::Element::Interest if report.part == Part::Voicemail => {
                    holds("interested") || holds("keen") || holds("continue")
                }
                messages::Element::Interest => holds("years of building payment systems in Rust"),
                messages::Element::Clarification => holds("Kafka"),
                messages::Element::Answer => holds("New York"),
                messages::Element::CallBack => holds("+1 212 555 0100"),
                messages::Element::SignOff if message.channel != Channel::Phone => holds("Grace Lindqvist"),
                messages::Element::Offer => holds("offer") && holds("27 March"),
                messages::Element::NextSteps => holds("decide") || holds("decision") || holds("next"),
                _ => !cut.is_empty(),
            };
            assert!(said, "{:?}: {cut:?}", report.element);
        }
    });
}

#[test]
fn lengths_are_kept() {
    for_every_message(|message| {
        let words = |text: &str| text.split_whitespace().count();
        let paragraphs = |text: &str| text.split("\n\n").count() - 2;
        match (message.channel, message.kind) {
            (Channel::Email, StepKind::ThankYou) => {
                assert!((60..=180).contains(&message.words), "{message:#?}");
                assert!(paragraphs(message.body.as_ref().unwrap()) <= 3);
            }
            (Channel::Email, _) => {
                assert!(message.words <= 120, "{message:#?}");
                assert!(paragraphs(message.body.as_ref().unwrap()) <= 2);
            }
            (Channel::Phone, _) => {
                assert!(message.words <= 160, "{message:#?}");
                assert!(words(message.voicemail.as_ref().unwrap()) <= 75, "{message:#?}");
            }
            (Channel::Linkedin, _) => assert!(message.to_text().chars().count() <= 300, "{message:#?}"),
            (Channel::Letter, _) => assert!(message.words <= 90, "{message:#?}"),
        }
    });
}

#[test]
fn nothing_of_the_machinery_shows() {
    for_every_message(|message| {
        for (part, text) in texts(message) {
            let lower = text.to_lowercase();
            for trace in ["  ", " ,", " .", "..", ",.", "?.", "{", "}", "[", "]", "none", "undefined", "null", "!"] {
                assert!(!lower.contains(trace), "{part}: {trace:?} in {text:?}");
            }
            assert!(text.trim() == text && !text.contains("\n\n\n"), "{part}: {text:?}");
            for worn in ["i hope this", "i am writing to", "to whom it may", "i'm writing", "touch base", "circle back"]
            {
                assert!(!lower.contains(worn), "{part}: {worn:?} in {text:?}");
            }
        }
    });
}

#[test]
fn formal_and_neutral_words_are_not_contracted() {
    for_every_message(|message| {
        if message.tone != messages::Tone::Warm {
            assert!(!message.to_text().contains('\''), "{}", message.to_text());
        }
    });
}

#[test]
fn the_same_request_gives_the_same_message() {
    let facts = read(&rich());
    for kind in StepKind::MESSAGES {
        for channel in ways(kind) {
            let request = messages::Request { channel, tone: None, ..request(&facts, kind, Tone::ALL[0]) };
            assert_eq!(render(&request).unwrap(), render(&request).unwrap());
        }
    }
}

#[test]
fn a_channel_that_the_kind_does_not_have_is_refused_with_those_it_has() {
    let facts = read(&rich());
    for kind in StepKind::MESSAGES {
        for channel in [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::Letter] {
            let usable = UsableChannel { channel, via: Via::Direct };
            let result = render(&messages::Request { channel: usable, ..request(&facts, kind, Tone::ALL[0]) });
            assert_eq!(result.is_ok(), kind.channels().contains(&channel), "{kind:?} by {channel:?}");
        }
    }
    let call = UsableChannel { channel: Channel::Phone, via: Via::Direct };
    let error =
        render(&messages::Request { channel: call, ..request(&facts, StepKind::ThankYou, Tone::ALL[0]) }).unwrap_err();
    assert_eq!(error.to_string(), "thank_you messages do not go by phone, only by email, linkedin, letter");
    let error = render(&request(&facts, StepKind::MoveOn, Tone::ALL[0])).unwrap_err();
    assert!(matches!(error, RenderError::NoMessage(StepKind::MoveOn)));
}
