//! Titles of positions in texts.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use regex::{Captures, Regex};

use crate::Span;

use super::{
    Check, Finding, Issue, Severity, lexicon::Lexicon, prepared_text::PreparedText, resolved_context::ResolvedContext,
    words,
};

/// Words of titles that may be left out or added.
static RANKS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("positions/ranks.txt")).collect());

/// Words before what is surely a title: "the Packhouse Foreman post", "join you as your Family Law Associate".
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    const TITLE: &str = r"(\p{Lu}[\w&/'’-]*(?: (?:of|and|for|&)? ?\p{Lu}[\w&/'’-]*){0,4})";
    Regex::new(&format!(
        r"\b(?:[Tt]he|[Yy]our|[Tt]his|for|an?) {TITLE} (?:post|position|role|vacancy)\b|\b(?:as|be) (?:the|your|your next) {TITLE}"
    ))
    .expect("it is a regular expression")
});

/// The words of a title that describe the work, reduced to a common form.
fn core(title: &str) -> Vec<String> {
    let all = words::split(title).map(words::folded).filter(|word| !RANKS.contains(word.as_str()));
    all.map(|word| stem(&word)).collect()
}

/// "Engineer", "engineers" and "engineering" have one form, and so do "dev" and "developer".
fn stem(word: &str) -> String {
    let shorter = |word: &str| {
        let endings = ["ing", "ers", "ors", "er", "or", "ment", "s", "e", "al"];
        endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 4)).map(str::to_owned)
    };
    let once = shorter(word).unwrap_or_else(|| word.to_owned());
    let twice = shorter(&once).unwrap_or(once);
    match twice.as_str() {
        "dev" | "develop" => "develop".to_owned(),
        "eng" | "engin" => "engine".to_owned(),
        "pm" => "manag".to_owned(),
        "swe" => "softwar".to_owned(),
        "ml" => "machin".to_owned(),
        other => other.to_owned(),
    }
}

/// Whether `text` names the position `title`, or a large part of it.
pub(super) fn is_named(title: &str, text: &str) -> bool {
    // "d'Analyste" in French.
    let alone =
        |word: String| word.strip_prefix("d'").or_else(|| word.strip_prefix("l'")).map(str::to_owned).unwrap_or(word);
    let written: HashSet<String> = words::split(text).map(|word| stem(&alone(words::folded(word)))).collect();
    let core = core(title);
    let said = core.iter().filter(|word| written.contains(*word)).count();
    let initials: String =
        words::split(title).filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let abridged = initials.len() > 1 && words::split(text).any(|word| word.to_lowercase() == initials);
    words::contains(&text.to_lowercase(), &title.to_lowercase()) || abridged || (said > 0 && said * 2 >= core.len())
}

/// Whether `text` names a position.
pub(super) fn mentions_any(text: &str, lexicon: &Lexicon) -> bool {
    words::split(text).any(|word| lexicon.roles.contains(words::folded(word).trim_end_matches('s')))
}

/// Titles of positions other than this application's.
pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let Some(own) = context.position() else { return Vec::new() };
    let text = &prepared.plain[..prepared.layout.signature.start];
    let lower = words::lower_in_place(text);
    let mut findings = Vec::new();
    for other in context.others.iter().filter_map(|other| other.position.as_deref()) {
        let title = other.to_lowercase();
        if is_part_of(other, own) || context.is_in_notes(&title) || core(other).is_empty() {
            continue;
        }
        let own_places: Vec<Range<usize>> =
            lower.match_indices(&own.to_lowercase()).map(|(at, own)| at..at + own.len()).collect();
        let places = words::whole_matches(&lower, &title)
            .filter(|at| own_places.iter().all(|own| at.end <= own.start || own.end <= at.start));
        findings.extend(places.map(|at| wrong(prepared, at, Severity::Error, own, context)));
    }
    for found in context.language.lexicon().titled.captures_iter(text) {
        let Some(title) = (1..=3).find_map(|group| found.get(group)) else { continue };
        let whole = title.range();
        let Some(at) = title_within(text, title.range(), context) else { continue };
        // "The partner interview" is an interview with a partner.
        let led_by = text[at.end..].trim_start().starts_with("interview") && !text[at.clone()].contains(' ');
        if !led_by
            && findings.iter().all(|finding: &Finding| finding.span != Some(prepared.span(&at)))
            && is_other(&text[at.clone()], own)
        {
            // "your lift directors stop the job"
            let several = text[at.clone()].ends_with('s') && !text[at.clone()].ends_with("ss");
            let apart = !text[at.end..whole.end].trim().is_empty();
            let sure = is_applied_for(prepared, &found) && !several && !apart;
            let severity = if sure { Severity::Warning } else { Severity::Hint };
            findings.push(wrong(prepared, at, severity, own, context));
        }
    }
    findings.extend(
        other_qualifiers(text, &lower, own).into_iter().map(|at| wrong(prepared, at, Severity::Warning, own, context)),
    );
    // The pattern is one of English.
    if context.language.usage().is_none() {
        let named = named_titles(prepared, text, own, context);
        let is_new = |(at, _): &(Range<usize>, Severity)| {
            let span = prepared.span(at);
            let overlaps = |other: Span| other.start < span.end && span.start < other.end;
            !findings.iter().any(|finding: &Finding| finding.span.is_some_and(overlaps))
        };
        let named: Vec<_> = named.filter(is_new).collect();
        findings.extend(named.into_iter().map(|(at, severity)| wrong(prepared, at, severity, own, context)));
    }
    findings
}

/// Places with the beginning of `own` and another qualifier behind a comma or in brackets: "Zoo Keeper, Birds" for "Zoo
/// Keeper, Reptiles".
fn other_qualifiers(text: &str, lower: &str, own: &str) -> Vec<Range<usize>> {
    let Some(mark) = own.find([',', '(']).filter(|mark| *mark > 0) else { return Vec::new() };
    let (title, qualifier) = own.split_at(mark);
    let title = title.trim_end().to_lowercase();
    let known = core(qualifier);
    let places = words::whole_matches(lower, &title).collect::<Vec<_>>();
    let others = places.into_iter().filter_map(|at| {
        let behind = &text[at.end..];
        let rest = behind.strip_prefix(", ").or_else(|| behind.strip_prefix(" ("))?;
        let first = words::split(rest).next().filter(|word| rest.starts_with(word) && words::is_capitalised(word))?;
        let ended = rest[first.len()..].starts_with([',', '.', ')', '\n', ';']) || rest.len() == first.len();
        let is_known = core(first).iter().all(|word| known.contains(word));
        (ended && !is_known).then(|| at.start..at.end + (behind.len() - rest.len()) + first.len())
    });
    others.collect()
}

/// Titles in capitals other than `own`, whether or not their words are listed, and how sure that is.
fn named_titles<'t>(
    prepared: &'t PreparedText<'_>,
    text: &'t str,
    own: &'t str,
    context: &'t ResolvedContext<'_>,
) -> impl Iterator<Item = (Range<usize>, Severity)> {
    NAMED.captures_iter(text).filter_map(move |found| {
        let title = found.get(1).or_else(|| found.get(2))?;
        let words = core(title.as_str());
        let shares_a_word = words.iter().any(|word| core(own).contains(word));
        let is_person = words::split(title.as_str()).any(|word| context.parts_of_names().any(|name| name == word));
        let is_name = is_person || context.is_own(title.as_str());
        if is_name && !shares_a_word
            || !is_other(title.as_str(), own)
            || words.len() < 2
            || context.is_in_notes(title.as_str())
        {
            return None;
        }
        let is_role = words::split(title.as_str())
            .last()
            .is_some_and(|word| context.language.lexicon().roles.contains(words::folded(word).as_str()));
        let is_readers = is_role && found.get(2).is_some() && found.get_match().as_str().contains("your ");
        let sure = is_readers || found.get(1).is_some() && shares_a_word && is_applied_for(prepared, &found);
        Some((title.range(), if sure { Severity::Warning } else { Severity::Hint }))
    })
}

/// Whether a position is spoken of as the one that is applied for, and not as one that the candidate had: "in a Team
/// Leader role at the depot", "my job as a porter".
fn is_applied_for(prepared: &PreparedText<'_>, found: &Captures<'_>) -> bool {
    let whole = found.get_match();
    let text = prepared.plain.as_str();
    let before = text[..whole.start()].split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let any = ["a ", "an "].iter().any(|article| whole.as_str().to_lowercase().starts_with(article));
    let own = ["my", "own", "current", "present", "previous", "former", "last", "old", "first"].contains(&&*before);
    !any && !own
}

fn wrong(
    prepared: &PreparedText<'_>,
    at: Range<usize>,
    severity: Severity,
    own: &str,
    context: &ResolvedContext<'_>,
) -> Finding {
    let description = context.describe(Issue::OtherPosition { quote: &prepared.quote(&at), own });
    Finding {
        span: Some(prepared.span(&at)),
        suggestions: vec![own.to_owned()],
        ..Finding::new(Check::WrongPosition, severity, prepared.part, description)
    }
}

/// Whether `own` contains all words of `other`, which may then be a short form.
fn is_part_of(other: &str, own: &str) -> bool {
    let own = core(own);
    core(other).iter().all(|word| own.contains(word))
}

/// The title at the end of `at`: from its first capital, or the words around a word such as "engineer".
fn title_within(text: &str, at: Range<usize>, context: &ResolvedContext<'_>) -> Option<Range<usize>> {
    let words: Vec<Range<usize>> =
        words::places(&text[at.clone()]).map(|word| at.start + word.start..at.start + word.end).collect();
    let word = |place: &Range<usize>| &text[place.clone()];
    let lexicon = context.language.lexicon();
    let role =
        words.iter().position(|place| lexicon.roles.contains(words::folded(word(place)).trim_end_matches('s')))?;
    let own_company = |place: &&Range<usize>| {
        context
            .company()
            .is_some_and(|company| words::split(company).any(|own| own == words::without_possessive(word(place))))
    };
    let title: Vec<&Range<usize>> = words[..=role]
        .iter()
        .rev()
        .take_while(|place| !own_company(place) && !is_small(word(place), lexicon))
        .collect();
    Some(title.last()?.start..words[role].end)
}

fn is_small(word: &str, lexicon: &Lexicon) -> bool {
    // "Friday's Paralegal interview"
    let possessive = word.ends_with("'s") || word.ends_with("’s");
    possessive || lexicon.before_title.contains(word.to_lowercase().as_str())
}

/// Whether a title describes other work than `own`.
fn is_other(title: &str, own: &str) -> bool {
    let (title, own) = (core(title), core(own));
    !title.is_empty()
        && !own.is_empty()
        && title.iter().any(|word| !own.contains(word))
        && title.iter().filter(|word| own.contains(*word)).count() * 2 <= title.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_of_a_title_are_that_title() {
        for (text, title) in [
            ("Thank you: Staff Engineer interview", "Staff Software Engineer"),
            ("The engineering role", "Staff Engineer"),
            ("PM interview", "Product Manager"),
            ("Sr. Data Engineer", "Senior Data Engineer (Platform)"),
        ] {
            assert!(is_named(title, text), "{text}");
        }
        assert!(!is_named("Staff Engineer", "Thank you for your time"));
        assert!(!is_other("Staff Engineer", "Staff Software Engineer") && !is_other("engineering", "Staff Engineer"));
        assert!(is_other("Data Scientist", "Staff Engineer") && is_other("Product Manager", "Product Designer"));
    }
}
