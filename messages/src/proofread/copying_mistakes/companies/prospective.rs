//! Names of companies in sentences about what the candidate would like to do: "I would be proud to cut for the
//! Miramichi Playhouse."

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    misspelt::KINDS,
    places::{bare, end_of_name, is_free},
};
use crate::proofread::{prepared_text::PreparedText, resolved_context::ResolvedContext, words};

/// Words by which a sentence speaks of work to come.
static TO_COME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:would|I'd|I'll|could|can|hope|hoping|want|wish|like to|love to|forward|keen|eager|excited|join|joining|proud|pride",
        r"|pleasure|honou?r|privilege|future|contribute|become|belong|surer|sure|certain|right place|look for|interested|interest)\b",
    ))
    .expect("it is a regular expression")
});

/// Words by which it speaks of another place: "what I did at Harbour Dairy", "the people at Harbour Dairy tell me".
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:previous|former|present|current|currently|my own|used to|years|months|since|worked|trained|served|ran|left|spent|learnt",
        r"|learned|began|started|taught|grew|visited|studied|supplied|there|friend|rival|rivals|competitors?|supplier|customers?|clients?|brother|sister",
        r"|wife|husband|mother|father|uncle|aunt|cousin|daughter|son|unlike|merger|book|film|song|play|poem|course|diploma",
        r"|certificate|conference|fair|festival|exhibition|reference|references|referees?|until|I am (?:at|with)|we (?:do|did) at)\b",
    ))
    .expect("it is a regular expression")
});

/// The fewest characters of a word that tells one name from another.
const FEWEST_CHARACTERS: usize = 4;

/// Names that end as companies' do, or as this company's does, where the candidate speaks of working there. Who is
/// meant nobody can tell.
pub(super) fn others(
    prepared: &PreparedText<'_>,
    text: &str,
    taken: &[Range<usize>],
    context: &ResolvedContext<'_>,
) -> Vec<Range<usize>> {
    const MOST_WORDS: usize = 4;
    let Some(company) = context.company().filter(|_| context.language.usage().is_none()) else { return Vec::new() };
    let prose = &prepared.layout.prose;
    let own = bare(company);
    let last_own = own.rsplit(' ').next().filter(|_| own.contains(' '));
    let places: Vec<Range<usize>> = words::places(text).filter(|at| prose.start <= at.start).collect();
    let is_name = |at: &Range<usize>| words::is_capitalised(&text[at.clone()]);
    let mut found = Vec::new();
    for (index, at) in places.iter().enumerate().filter(|(_, at)| is_name(at)) {
        let kind = words::folded(words::without_possessive(&text[at.clone()]));
        if !(KINDS.contains(kind.as_str()) || last_own == Some(kind.as_str())) {
            continue;
        }
        let touches = |later: &Range<usize>, earlier: &Range<usize>| {
            matches!(&text[earlier.end..later.start], " " | " & ") && is_name(earlier)
        };
        let before = places[..index].iter().rev().take(MOST_WORDS);
        let mut start = at;
        for earlier in before {
            if !touches(start, earlier) {
                break;
            }
            start = earlier;
        }
        let name = start.start..end_of_name(text, at);
        let telling: Vec<String> = words::split(&text[start.start..at.start]).map(words::folded).collect();
        let strange = |word: &String| {
            word.chars().count() >= FEWEST_CHARACTERS && !own.contains(word.as_str()) && !context.is_own(word)
        };
        // "your Family Law Associate"
        let is_title = places.get(index + 1).is_some_and(|next| {
            touches(next, at)
                && is_name(next)
                && context.language.lexicon().roles.contains(words::folded(&text[next.clone()]).as_str())
        });
        let begins_sentence = prepared.sentence(&name).start == name.start;
        let sentence = &prepared.plain[prepared.sentence(&name)];
        let is_other = !is_title
            && telling.first().is_some_and(strange)
            && telling.iter().all(|word| !own.split(' ').any(|own| own == word))
            && is_free(&name, taken)
            && !(begins_sentence && telling.len() == 1 && crate::proofread::english::has(&telling[0]))
            && !context.is_in_notes(&text[name.clone()]);
        if is_other && TO_COME.is_match(sentence) && !ELSEWHERE.is_match(sentence) {
            found.push(name);
        }
    }
    found
}
