//! Blocks are chosen one by one; whatever is chosen, no message says a thing twice.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
};

use messages::{Element, Message, Request, Tone, render};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{panel, read, request, rich, rich_no_show, rich_with_reply, ways};

/// Facts that differ in the company's name, by which wordings are chosen.
fn companies(mut facts: serde_json::Value) -> impl Iterator<Item = Facts> {
    ["Acme", "St Brigid", "Fastbox"].into_iter().map(move |name| {
        facts["application"]["company"]["name"] = json!(name);
        read(&facts)
    })
}

/// Calls `check` with messages in as many combinations of wordings as there are.
fn for_many_wordings(check: impl Fn(&Message<'_>)) {
    for base in [panel(), rich_with_reply(), rich_no_show()] {
        let no_show = base["interviews"][0]["status"] == "employer_no_show";
        for facts in companies(base) {
            for kind in StepKind::MESSAGES.into_iter().filter(|kind| (*kind == StepKind::RescheduleRequest) == no_show)
            {
                for channel in ways(kind) {
                    for tone in Tone::ALL {
                        for (attempt, contact) in [(0, "ada"), (1, "ada"), (0, "ben")] {
                            let request =
                                Request { channel, attempt, contact_id: Some(contact), ..request(&facts, kind, tone) };
                            check(&render(&request).unwrap());
                        }
                    }
                }
            }
        }
    }
}

/// The sentences of what is said in one breath: a body without greeting and sign-off, a call, a voicemail.
fn texts(message: &Message<'_>) -> Vec<Vec<String>> {
    let sentences = |text: &str| -> Vec<String> {
        let lines = text.lines().flat_map(|line| line.split(['.', '?']));
        lines.map(|sentence| sentence.trim().to_lowercase()).filter(|sentence| !sentence.is_empty()).collect()
    };
    let body = message.body.iter().map(|body| {
        let paragraphs: Vec<&str> = body.split("\n\n").collect();
        sentences(&paragraphs[1..paragraphs.len() - 1].join("\n"))
    });
    let script = message.script.iter().map(|script| {
        let parts = [script.opening.as_str(), &script.points.join("\n"), &script.questions.join("\n"), &script.closing];
        sentences(&parts.join("\n"))
    });
    body.chain(script).chain(message.voicemail.iter().map(|voicemail| sentences(voicemail))).collect()
}

/// Whether `words` are more than what holds sentences together, and no telephone number.
fn says_something(words: &[&str]) -> bool {
    let joints =
        ["a", "about", "and", "at", "for", "i", "in", "is", "it", "me", "of", "on", "that", "the", "to", "you"];
    words.iter().any(|word| !joints.contains(word)) && !words.iter().any(|word| word.contains(char::is_numeric))
}

/// What of `sentences` comes more than so many times, by what `pieces` makes of each.
fn comes_again<'s>(
    sentences: &'s [String],
    most: usize,
    pieces: impl Fn(&'s str) -> Vec<String>,
) -> impl Iterator<Item = String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for piece in sentences.iter().flat_map(|sentence| pieces(sentence)) {
        *times.entry(piece).or_default() += 1;
    }
    times.into_iter().filter(move |(_, times)| *times > most).map(|(piece, _)| piece)
}

/// Asserts that `pieces` of the sentences of a text come no more than so many times.
fn vary(most: usize, pieces: impl Fn(&str) -> Vec<String>) {
    let again = RefCell::new(BTreeMap::new());
    for_many_wordings(|message| {
        for sentences in texts(message) {
            for piece in comes_again(&sentences, most, &pieces) {
                again.borrow_mut().insert((message.kind as usize, piece), message.to_text());
            }
        }
    });
    let again = again.into_inner();
    let all: Vec<String> = again.iter().map(|((_, piece), text)| format!("{piece:?} in\n{text}")).collect();
    assert!(all.is_empty(), "{}", all.join("\n\n"));
}

#[test]
fn no_three_words_in_a_row_come_twice() {
    vary(1, |sentence| {
        let words: Vec<&str> = sentence.split([' ', ',', ':', ';']).filter(|word| !word.is_empty()).collect();
        words.windows(3).filter(|three| says_something(three)).map(|three| three.join(" ")).collect()
    });
}

#[test]
fn no_more_than_two_sentences_begin_alike() {
    vary(2, |sentence| sentence.split([' ', '\'']).next().map(str::to_owned).into_iter().collect());
}

#[test]
fn the_position_is_not_named_over_and_over() {
    for_many_wordings(|message| {
        let body = message.body.iter().chain(&message.voicemail);
        for text in body {
            assert_eq!(text.matches("Staff Engineer").count(), 1, "{text}");
            assert!(text.matches("position").count() + text.matches("role").count() <= 2, "{text}");
            assert!(text.to_lowercase().matches("conversation").count() <= 1, "{text}");
        }
    });
}

#[test]
fn what_one_person_gets_in_a_row_does_not_repeat_itself() {
    let in_a_row = [
        (StepKind::ThankYou, 0),
        (StepKind::CheckIn, 0),
        (StepKind::FinalAttempt, 0),
        (StepKind::CheckIn, 1),
        (StepKind::FinalAttempt, 1),
    ];
    let saying = [Element::Point, Element::Interest, Element::NextSteps];
    for facts in companies(rich()) {
        for tone in Tone::ALL {
            for pair in in_a_row.windows(2) {
                let [before, after] = [pair[0], pair[1]].map(|(kind, attempt)| {
                    let request = Request { attempt, ..request(&facts, kind, tone) };
                    let message = render(&request).unwrap();
                    assert_eq!(message.channel, Channel::Email);
                    let body = message.body.unwrap();
                    let spans = message.elements.iter().filter(|report| saying.contains(&report.element));
                    let said = spans.filter_map(|report| report.span);
                    said.map(|span| body.chars().skip(span.start).take(span.end - span.start).collect()).collect()
                });
                let before: HashSet<String> = before;
                assert!(before.is_disjoint(&after), "{before:?} {after:?}");
            }
        }
    }
}

#[test]
fn requests_for_a_new_date_do_not_repeat_themselves() {
    let facts = read(&rich_no_show());
    for channel in ways(StepKind::RescheduleRequest) {
        for tone in Tone::ALL {
            let mut asked = HashSet::new();
            for attempt in 0..3 {
                let request = Request { channel, attempt, ..request(&facts, StepKind::RescheduleRequest, tone) };
                let message = render(&request).unwrap();
                for report in message.elements.iter().filter(|report| report.element == Element::NewDate) {
                    let span = report.span.unwrap();
                    let text = message.part(report.part).unwrap();
                    let new_date: String = text.chars().skip(span.start).take(span.end - span.start).collect();
                    assert!(asked.insert(new_date.clone()), "{new_date}");
                }
            }
        }
    }
}
