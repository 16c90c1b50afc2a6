//! Distributes the notes on an interview among its interviewers, so that no two get the same letter.

use planning::{
    Note,
    facts::{Contact, Facts, Interview},
};

/// The notes for `contact`, in their order: those that name this person, and a share of those that name no interviewer.
/// A person who was not an interviewer gets all.
pub(crate) fn share<'a>(
    notes: &'a [Note],
    facts: &Facts,
    interview: &Interview,
    contact: Option<&Contact>,
    fits: impl Fn(&str) -> bool,
) -> Vec<&'a str> {
    let points = || notes.iter().map(|note| &**note).filter(|note| fits(note));
    let mut panel: Vec<&Contact> = Vec::new();
    for id in &interview.interviewer_ids {
        let found = facts.contacts.iter().find(|other| other.id == *id);
        panel.extend(found.filter(|found| panel.iter().all(|other| other.id != found.id)));
    }
    let Some(place) = contact.and_then(|contact| panel.iter().position(|other| other.id == contact.id)) else {
        return points().collect();
    };
    let mut shares = vec![Vec::new(); panel.len()];
    let mut unclaimed = Vec::new();
    for (index, point) in points().enumerate() {
        match owner(point, &panel) {
            Some(owner) => shares[owner].push((index, point)),
            None => unclaimed.push((index, point)),
        }
    }
    for point in unclaimed {
        // The first interviewer with the fewest notes: a round robin that counts notes with a name.
        if let Some(share) = shares.iter_mut().min_by_key(|share| share.len()) {
            share.push(point);
        }
    }
    let mut share = std::mem::take(&mut shares[place]);
    share.sort_unstable_by_key(|&(index, _)| index);
    share.into_iter().map(|(_, point)| point).collect()
}

/// The member of `panel` whom `point` names, if it names exactly one.
fn owner(point: &str, panel: &[&Contact]) -> Option<usize> {
    let written: Vec<_> = panel.iter().map(|contact| contact.whole_name()).collect();
    let mut named = (0..panel.len()).filter(|&index| {
        let Some(name) = written[index].as_deref() else { return false };
        let shared = |word: &str| {
            let others = written.iter().enumerate().filter(|&(other, _)| other != index);
            others.filter_map(|(_, name)| name.as_deref()).any(|name| contains_word(name, word))
        };
        contains_word(point, name)
            || name
                .split_whitespace()
                .any(|word| word.chars().count() > 2 && !shared(word) && contains_word(point, word))
    });
    named.next().filter(|_| named.next().is_none())
}

/// Whether `text` contains `word` as a whole word.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let apart = |neighbour: Option<char>| !neighbour.is_some_and(char::is_alphanumeric);
        apart(text[..at].chars().next_back()) && apart(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn facts(points: &[&str]) -> Facts {
        serde_json::from_value(json!({
            "application": {
                "company": { "name": "Acme" }, "position": { "title": "Engineer" }, "time_zone": "UTC",
            },
            "contacts": [
                { "id": "a", "name": "Ada Okafor" }, { "id": "b", "name": "Ben Marsh" }, { "id": "c", "name": "Eva Marsh" },
                { "id": "d", "name": "Dan Roe" },
            ],
            "interviews": [{
                "id": "i", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
                "interviewer_ids": ["a", "b", "c", "nobody"], "talking_points": points,
            }],
        }))
        .unwrap()
    }

    #[track_caller]
    fn shares(points: &[&str], expected: [&[&str]; 4]) {
        let facts = facts(points);
        for (contact, expected) in facts.contacts.iter().zip(expected) {
            let interview = &facts.interviews[0];
            assert_eq!(
                share(&interview.talking_points, &facts, interview, Some(contact), |_| true),
                expected,
                "{}",
                &*contact.id
            );
        }
    }

    #[test]
    fn points_go_round_and_outsiders_may_have_any() {
        shares(&["1", "2", "3", "4"], [&["1", "4"], &["2"], &["3"], &["1", "2", "3", "4"]]);
        shares(&[], [&[], &[], &[], &[]]);
    }

    #[test]
    fn a_point_belongs_to_the_one_it_names() {
        let points = ["Ben's rota", "1", "2", "what Eva Marsh said", "Ada and Ben disagreed"];
        shares(&points, [&["1", "2"], &["Ben's rota", "Ada and Ben disagreed"], &["what Eva Marsh said"], &points]);
    }

    #[test]
    fn a_word_that_two_names_share_names_nobody() {
        shares(&["Marsh", "Adam's plan"], [&["Marsh"], &["Adam's plan"], &[], &["Marsh", "Adam's plan"]]);
    }
}
