//! Sorts findings, keeps one for each range of text, and gives them their ids.

use std::{cmp::Reverse, collections::HashMap};

use super::{Check, Finding, FindingId, FindingPlace, Texts};
use crate::Part;

/// The maximum number of findings. More occur in texts that are not messages.
const MOST: usize = 200;

/// The length of a phrase in characters, of which one finding says enough.
const LONGEST_PHRASE: usize = 60;

/// A finding within a phrase that is one in so many of its characters, or more, says nothing new.
const LARGEST_SHARE: usize = 4;

/// Most severe first, then in the order of reading. Of several findings on one range the most informative is kept.
pub(super) fn merge(findings: Vec<Finding>, parts: &[Part]) -> Vec<Finding> {
    let mut ranked = findings;
    ranked.sort_by_key(|finding| (rank(finding.check), Reverse(finding.severity)));
    let mut kept: Vec<Finding> = Vec::with_capacity(ranked.len());
    // Which of the kept ones are in which stretch of a text, so that a finding isn't compared with all of them.
    let mut by_stretch: HashMap<(Part, Option<usize>), Vec<usize>> = HashMap::new();
    for finding in ranked {
        let again = |index: &usize| {
            let other = &kept[*index];
            other.part == finding.part
                && match (other.span, finding.span) {
                    (Some(one), Some(two)) => {
                        one.start < two.end && two.start < one.end && is_same_issue(other, &finding)
                    }
                    (None, None) => other.check == finding.check && other.text == finding.text,
                    _ => false,
                }
        };
        let stretches = stretches(&finding);
        if !stretches.iter().filter_map(|stretch| by_stretch.get(stretch)).flatten().any(again) {
            for stretch in stretches {
                by_stretch.entry(stretch).or_default().push(kept.len());
            }
            kept.push(finding);
        }
    }
    let place = |part: Part| parts.iter().position(|other| *other == part);
    kept.sort_by_key(|finding| {
        (
            Reverse(finding.severity),
            place(finding.part),
            finding.span.map(|span| (span.start, span.end)),
            rank(finding.check),
        )
    });
    kept.truncate(MOST);
    kept
}

/// The stretches of texts that a finding is in; of one without a place, that of all such findings.
fn stretches(finding: &Finding) -> Vec<(Part, Option<usize>)> {
    const CHARACTERS: usize = 64;
    let Some(span) = finding.span else { return vec![(finding.part, None)] };
    (span.start / CHARACTERS..=span.end / CHARACTERS).map(|stretch| (finding.part, Some(stretch))).collect()
}

/// The findings on `texts`, with their ids.
pub(super) fn with_ids(mut findings: Vec<Finding>, texts: &Texts) -> Vec<Finding> {
    let place = |finding: &Finding| {
        let check: &str = finding.check.into();
        FindingPlace { check: check.into(), part: finding.part.to_string().into(), span: finding.span }
    };
    let places: Vec<_> = findings.iter().map(place).collect();
    for (finding, id) in findings.iter_mut().zip(FindingId::of_all(&places, texts)) {
        finding.id = id;
    }
    findings
}

/// Whether one finding makes the other one unnecessary. A demand in a sentence with a misspelling is a separate
/// finding.
fn is_same_issue(kept: &Finding, other: &Finding) -> bool {
    let language = |check| matches!(check, Check::Spelling | Check::Grammar);
    let (Some(one), Some(two)) = (kept.span, other.span) else { return false };
    // Not for a whole sentence: its tone and its spelling are different issues, however short it is.
    let (length, part) = (one.end - one.start, two.end - two.start);
    let inside =
        one.start <= two.start && two.end <= one.end && length <= LONGEST_PHRASE && part * LARGEST_SHARE >= length;
    kept.check == other.check
        || (language(other.check) && (inside || language(kept.check)))
        || one == two
        || matches!(kept.check, Check::Placeholder | Check::WrongName | Check::WrongCompany)
}

/// The order of findings by how informative they are.
const fn rank(check: Check) -> u8 {
    match check {
        Check::Placeholder => 0,
        Check::WrongCompany => 1,
        Check::WrongName => 2,
        Check::WrongPosition => 3,
        Check::WrongDate => 4,
        Check::Emoticon => 5,
        Check::Pay => 6,
        Check::Desperate => 7,
        Check::Pushy => 8,
        Check::Complaint => 9,
        Check::Casual => 10,
        Check::Repeated => 11,
        Check::SameAsColleague => 12,
        Check::Subject => 13,
        Check::Greeting => 14,
        Check::Thanks => 15,
        Check::Generic => 16,
        Check::NextSteps => 17,
        Check::SignOff => 18,
        Check::ContactDetails => 19,
        Check::TooLong => 20,
        Check::TooManyParagraphs => 21,
        Check::Grammar => 22,
        Check::Spelling => 23,
    }
}
