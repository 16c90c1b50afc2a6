//! The built-in texts as templates of one's own.

use messages::{
    Locale, Request, Tone,
    custom::{OwnTemplate, TemplateSource, starting_point},
    render_own,
};
use planning::{StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{by, read, request, rich, rich_no_show};

#[test]
fn starting_points_are_valid_and_ready_for_every_message() {
    let (facts, no_show) = (read(&rich()), read(&rich_no_show()));
    let little = read(&json!({
        "application": {
            "company": { "name": "Meridian Labs" }, "position": { "title": "Staff Engineer" }, "time_zone": "UTC",
        },
    }));
    for kind in StepKind::MESSAGES {
        for &channel in kind.channels() {
            for tone in Tone::ALL {
                let texts = starting_point(kind, channel, tone, Locale::EN).unwrap();
                let source = TemplateSource { kind, channel, tone: Some(tone), locale: Locale::EN, texts };
                let template = OwnTemplate::new(source.clone()).unwrap_or_else(|wrong| panic!("{wrong:?} {source:#?}"));
                let facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
                let ask =
                    |facts| render_own(&Request { channel: by(channel), ..request(facts, kind, tone) }, &template);
                let message = ask(facts).unwrap();
                assert!(message.ready && message.missing.is_empty(), "{message:#?}\n{source:#?}");
                let sparse = ask(&little).unwrap();
                for trace in ["{", "}", "\u{FFFC}", "None", "none", "undefined", " ,", "  "] {
                    assert!(!sparse.to_text().contains(trace), "{trace:?} in {}", sparse.to_text());
                }
            }
        }
    }
    assert!(starting_point(StepKind::ThankYou, Channel::Phone, Tone::Warm, Locale::EN).is_err());
}

#[test]
fn german_starting_points_go_on_in_small_letters_behind_the_greeting() {
    for kind in StepKind::MESSAGES {
        let locale: Locale = "de".parse().unwrap();
        let texts = starting_point(kind, Channel::Email, Tone::Formal, locale).unwrap();
        let body = texts.body.unwrap();
        let capital = ["Vielen ", "Am {{", "Für ", "Über "];
        let (_, behind) = body.split_once("\n\n").unwrap();
        let words = if behind.starts_with("{%") { behind.split_once("%}").unwrap().1 } else { behind };
        assert!(!capital.iter().any(|word| words.starts_with(word)), "{body}");
    }
}
