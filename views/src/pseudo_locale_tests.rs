//! With another language chosen, no English is left in calendars and timelines.

use planning::{Facts, Playbook, PlaybookChoice, plan};
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use uuid::Uuid;
use wording::PSEUDO_LOCALE;

use crate::{MailPart, Revision, View, calendar, reminder, timeline};

/// The facts of all scenarios, with people and offers of every kind.
const SCENARIOS: [&str; 6] = [
    include_str!("../../planning/tests/scenarios/public.json"),
    include_str!("../../planning/tests/scenarios/people_and_offers.json"),
    include_str!("../../planning/tests/scenarios/outcomes.json"),
    include_str!("../../planning/tests/scenarios/channels.json"),
    include_str!("../../planning/tests/scenarios/sequence.json"),
    include_str!("../../planning/tests/scenarios/thanks.json"),
];

fn each_view(look: impl Fn(&View)) {
    for scenarios in SCENARIOS {
        for scenario in serde_json::from_str::<Vec<Value>>(scenarios).unwrap() {
            let facts: Facts = serde_json::from_value(scenario["facts"].clone()).unwrap();
            let playbook = match facts.chosen_playbook() {
                PlaybookChoice::Key(key) => Playbook::built_in(key).unwrap(),
                PlaybookChoice::Whole(playbook) => playbook,
            };
            let plan = plan(&facts, playbook, facts.as_of.unwrap());
            look(&View { facts: &facts, plan: &plan, interview_id: None, language: PSEUDO_LOCALE });
        }
    }
}

/// Whether the text is one that the language made, whole or with an ellipsis where it was cut off.
fn is_marked(text: &str) -> bool {
    let Some(within) = text.strip_prefix('⟦') else { return false };
    let within = within.strip_suffix('⟧').or_else(|| within.strip_suffix('…'));
    within.is_some_and(|within| !within.contains(['⟦', '⟧']) && !within.contains(|c: char| c.is_ascii_alphabetic()))
}

#[test]
fn calendars_have_no_english_left() {
    each_view(|view| {
        let as_of = view.plan.as_of.to_utc();
        let revision = Revision { application_id: Uuid::nil(), changed_at: as_of, made_at: as_of };
        let text = calendar(view, &revision).replace("\r\n ", "");
        let mut seen = 0;
        for line in text.lines() {
            let Some((name, value)) = line.split_once(':') else { panic!("{line}") };
            let value = value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
            let texts: Vec<_> = match name.split(';').next().unwrap_or(name) {
                "SUMMARY" => vec![value.trim_start_matches("\u{2713} ")],
                // An address is a fact, and an alarm's description its event's summary.
                "LOCATION" if view.facts.application.company.postal_address.is_some() => continue,
                "NAME" | "X-WR-CALNAME" | "LOCATION" => vec![&*value],
                "CATEGORIES" => value.split(',').collect(),
                "DESCRIPTION" => value.split("\\n").filter(|line| !line.is_empty()).collect(),
                _ => continue,
            };
            for text in texts {
                let text = text.trim_start_matches("- ");
                // A reason, and after it that the candidate put the step off.
                for sentence in text.split_inclusive('⟧') {
                    assert!(is_marked(sentence.trim()), "{line}");
                    seen += 1;
                }
            }
        }
        assert!(seen > 1, "{text}");
    });
}

#[test]
fn timelines_have_no_english_left() {
    each_view(|view| {
        let svg = timeline(view).unwrap();
        assert!(svg.contains(r#"lang="en-x-marked""#));
        let mut reader = Reader::from_str(&svg);
        let (mut shown, mut texts) = (false, Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) => {
                    let is_text = matches!(element.name().as_ref(), "text" | "title" | "desc");
                    if is_text {
                        texts.push(String::new());
                    }
                    shown = is_text;
                }
                Event::Text(text) if shown => texts.last_mut().unwrap().push_str(&text),
                // None of these is a letter.
                Event::GeneralRef(_) if shown => texts.last_mut().unwrap().push('&'),
                Event::End(_) => shown = false,
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(texts.len() > 5);
        for line in texts.iter().flat_map(|text| text.lines()) {
            assert!(is_marked(line), "{line}");
        }
    });
}

#[test]
fn reminders_have_no_english_left() {
    each_view(|view| {
        for step in &view.plan.steps {
            for part in reminder(view, step) {
                let texts = match part {
                    MailPart::Heading(text) => vec![text],
                    MailPart::Paragraph(lines) => lines,
                    MailPart::List(reasons) => {
                        // A reason may have a second sentence: that the candidate put the step off.
                        reasons
                            .iter()
                            .flat_map(|reason| reason.split_inclusive('⟧'))
                            .map(|one| one.trim().to_owned())
                            .collect()
                    }
                    other => panic!("{other:?}"),
                };
                for text in texts {
                    assert!(is_marked(&text), "{text}");
                }
            }
        }
    });
}
