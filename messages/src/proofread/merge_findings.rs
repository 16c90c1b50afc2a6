//! Removes overlapping findings, sorts the others, and gives them ids.

use std::{cmp::Reverse, collections::HashMap};

use super::{Check, Finding, FindingId, FindingPlace, Texts};
use crate::Part;

/// The maximum number of findings. Only texts that are no messages have more.
const MAX_FINDINGS: usize = 200;

/// The maximum length of a phrase, in characters, that needs only one finding.
const LONGEST_PHRASE: usize = 60;

/// A finding within such a phrase is removed, if its length is at least the phrase's length divided by this number.
const LARGEST_SHARE: usize = 4;

/// The findings without those that overlap a more informative one; the most severe first, then by their position.
pub(super) fn merge(findings: Vec<Finding>, parts: &[Part]) -> Vec<Finding> {
    let mut ranked = findings;
    ranked.sort_by_key(|finding| (rank(finding.check), Reverse(finding.severity)));
    let mut kept: Vec<Finding> = Vec::with_capacity(ranked.len());
    // The indices of the kept findings by section of a text, so that a finding isn't compared with all of them.
    let mut by_section: HashMap<(Part, Option<usize>), Vec<usize>> = HashMap::new();
    for finding in ranked {
        let is_covered = |index: &usize| {
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
        let sections = sections_of(&finding);
        if !sections.iter().filter_map(|section| by_section.get(section)).flatten().any(is_covered) {
            for section in sections {
                by_section.entry(section).or_default().push(kept.len());
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
    kept.truncate(MAX_FINDINGS);
    kept
}

/// The sections of the text that a finding is in. Findings without a position have a section of their own.
fn sections_of(finding: &Finding) -> Vec<(Part, Option<usize>)> {
    const CHARACTERS: usize = 64;
    let Some(span) = finding.span else { return vec![(finding.part, None)] };
    (span.start / CHARACTERS..=span.end / CHARACTERS).map(|section| (finding.part, Some(section))).collect()
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

/// Whether the kept finding makes the other one unnecessary. A demand and a misspelling in one sentence are two issues.
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

/// The rank of a check: 0 is the most informative.
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
