//! Finds the kind, medium and times of an interview in the texts of a tracking system.

use chrono::TimeDelta;
use planning::{
    Instant,
    facts::{InterviewKind, Medium},
};

use crate::json::Json;

/// The duration of an interview whose end isn't known.
const ASSUMED_DURATION: TimeDelta = TimeDelta::minutes(60);

/// Words in titles of interviews, each one or two whole words, and the kind that they mean.
const KIND_WORDS: [(&str, InterviewKind); 22] = [
    ("take home", InterviewKind::Assignment),
    ("takehome", InterviewKind::Assignment),
    ("assignment", InterviewKind::Assignment),
    ("panel", InterviewKind::Panel),
    ("onsite", InterviewKind::Panel),
    ("on site", InterviewKind::Panel),
    ("final", InterviewKind::Final),
    ("behavioral", InterviewKind::Behavioral),
    ("behavioural", InterviewKind::Behavioral),
    ("values", InterviewKind::Behavioral),
    ("technical", InterviewKind::Technical),
    ("coding", InterviewKind::Technical),
    ("pair programming", InterviewKind::Technical),
    ("system design", InterviewKind::Technical),
    ("skills", InterviewKind::Technical),
    ("screen", InterviewKind::Screening),
    ("screening", InterviewKind::Screening),
    ("intro", InterviewKind::Screening),
    ("introduction", InterviewKind::Screening),
    ("introductory", InterviewKind::Screening),
    ("phone call", InterviewKind::Screening),
    ("first call", InterviewKind::Screening),
];

/// Words in the field for the location that mean that the interview is not in person.
const REMOTE_WORDS: [&str; 12] =
    ["zoom", "meet", "teams", "webex", "remote", "online", "virtual", "video", "phone", "call", "http", "tbd"];

/// The kind of an interview with this title. `None` if no word of it names a kind.
pub(crate) fn kind_from_title(title: &str) -> Option<InterviewKind> {
    let words = format!(" {} ", words_of(title).collect::<Vec<_>>().join(" "));
    KIND_WORDS.iter().find(|(word, _)| words.contains(&format!(" {word} "))).map(|(_, kind)| *kind)
}

/// The medium of an interview with this link and place. `None` if they don't show it.
pub(crate) fn medium_from_texts(link: Option<&str>, place: Option<&str>) -> Option<Medium> {
    if link.is_some() {
        return Some(Medium::Video);
    }
    let place = place?.to_lowercase();
    (!REMOTE_WORDS.iter().any(|word| place.contains(word))).then_some(Medium::InPerson)
}

fn words_of(title: &str) -> impl Iterator<Item = String> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The start and the end. `None` without a start. If no end after the start is given, an hour is assumed, with a
/// remark.
pub(crate) fn parse_times(start: &Json<'_>, end: &Json<'_>) -> Option<(Instant, Instant)> {
    let starts_at = start.instant()?;
    if let Some(ends_at) = end.instant() {
        if ends_at > starts_at {
            return Some((starts_at, ends_at));
        }
        end.remark("doesn't lie after the start: an hour is assumed");
    } else {
        end.remark("is not given: an hour is assumed");
    }
    let ends_at = (*starts_at + ASSUMED_DURATION).try_into().ok()?;
    Some((starts_at, ends_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_found_by_whole_words_of_the_title() {
        for (title, expected) in [
            ("Recruiter Screen", Some(InterviewKind::Screening)),
            ("Onsite – Panel (4)", Some(InterviewKind::Panel)),
            ("Take-home review", Some(InterviewKind::Assignment)),
            ("FINAL round", Some(InterviewKind::Final)),
            ("Technical screen", Some(InterviewKind::Technical)),
            ("Finalist lunch", None),
            ("保留中", None),
        ] {
            assert_eq!(kind_from_title(title), expected, "{title}");
        }
    }

    #[test]
    fn a_location_means_an_interview_in_person() {
        assert_eq!(medium_from_texts(Some("https://meet.example/x"), Some("5 Elm Street")), Some(Medium::Video));
        assert_eq!(medium_from_texts(None, Some("5 Elm Street")), Some(Medium::InPerson));
        assert_eq!(medium_from_texts(None, Some("Zoom (link follows)")), None);
        assert_eq!(medium_from_texts(None, None), None);
    }
}
