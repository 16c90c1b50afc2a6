//! Names of companies other than this application's.

mod misspelt;
mod places;
mod prospective;

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use self::{
    misspelt::misspelt,
    places::{LEGAL, bare, end_of_name, is_free, is_word},
};
use crate::proofread::{
    Check, Finding, Issue, Severity, english, prepared_text::PreparedText, resolved_context::ResolvedContext, words,
};

/// Things that a candidate brings "to" a company. After them the name is not that of a town.
static BROUGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:that|this|it|them|same|all|what|care|skills?|experience|energy|habits?|approach|patience|eye|attention|discipline",
        r"|rigou?r|calm|enthusiasm|knowledge|way|methods?|practices?|spirit|kind|sort|thinking|ideas?|work|years|passion|touch)\b",
    ))
    .expect("it is a regular expression")
});

/// Words behind which a company is named, and no town.
static AT_COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:(?:position|role|opening|vacancy|opportunity|interview)\b.* at|join(?:ing)?|team at|everyone at) $",
    )
    .expect("it is a regular expression")
});

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = &prepared.plain[..prepared.layout.signature.start];
    let own: Vec<Range<usize>> = context.company().map_or_else(Vec::new, |company| named(text, company, false));
    let mut findings: Vec<Finding> = Vec::new();
    let mut taken: Vec<Range<usize>> = own;
    let mut others: Vec<_> = context.others.iter().collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.company.len()));
    for other in others {
        let same = context.company().is_some_and(|own| bare(own) == bare(&other.company));
        let talked_about = || context.own_notes.iter().any(|note| !named(note, &other.company, false).is_empty());
        if same || talked_about() {
            continue;
        }
        for at in named(text, &other.company, !context.is_own(first_word(&other.company))) {
            if is_free(&at, &taken) && is_meant(text, &at, &other.company) {
                findings.push(wrong(prepared, &at, Mistake::Other, context));
                taken.push(at);
            }
        }
    }
    let greeted = prepared.layout.greeting.as_ref().map(|greeting| greeting.whom.clone());
    for (at, sure) in misspelt(text, &taken, context) {
        // "Dear Mr Greany," of Fallon Greaney Solicitors is somebody.
        if context.recipient().is_some()
            && greeted.as_ref().is_some_and(|whom| whom.start <= at.start && at.end <= whom.end)
        {
            continue;
        }
        let finding = wrong(prepared, &at, Mistake::Misspelt, context);
        // A single word that is somebody's or a town's name may be meant.
        let name = words::folded(&text[at.clone()]);
        let sure = sure && (name.contains(' ') || english::word(&name).is_none());
        findings.push(Finding { severity: if sure { finding.severity } else { Severity::Hint }, ..finding });
        taken.push(at);
    }
    let unknown = unknown(prepared, text, &taken, context);
    taken.extend(unknown.iter().filter_map(|finding| finding.span).map(|span| prepared.bytes(span)));
    findings.extend(unknown);
    findings.extend(
        prospective::others(prepared, text, &taken, context)
            .into_iter()
            .map(|at| Finding { severity: Severity::Hint, ..wrong(prepared, &at, Mistake::Unknown, context) }),
    );
    findings
}

/// The error in a company's name.
#[derive(Clone, Copy, Debug)]
enum Mistake {
    /// It is another application's.
    Other,
    Misspelt,
    Unknown,
}

fn wrong(prepared: &PreparedText<'_>, at: &Range<usize>, mistake: Mistake, context: &ResolvedContext<'_>) -> Finding {
    let own = context.company();
    let quote = &prepared.quote(at);
    let (severity, issue) = match mistake {
        Mistake::Other => (Severity::Error, Issue::OtherCompany { quote, own }),
        Mistake::Misspelt => (Severity::Error, Issue::MisspeltCompany { quote, own }),
        Mistake::Unknown => (Severity::Warning, Issue::UnknownCompany { quote, own }),
    };
    Finding {
        span: Some(prepared.span(at)),
        suggestions: own.map(str::to_owned).into_iter().collect(),
        ..Finding::new(Check::WrongCompany, severity, prepared.part, context.describe(issue))
    }
}

fn first_word(company: &str) -> &str {
    words::split(company).next().unwrap_or_default()
}

/// The positions at which `text` names `company`: the whole name, or its first word if that can stand for it.
fn named(text: &str, company: &str, abridged: bool) -> Vec<Range<usize>> {
    let bare = bare(company);
    if bare.is_empty() {
        return Vec::new();
    }
    let wanted: Vec<&str> = bare.split(' ').collect();
    let places: Vec<Range<usize>> = words::places(text).collect();
    let folded: Vec<String> = places.iter().map(|at| words::bare(&text[at.clone()])).collect();
    let first_alone = abridged && wanted.len() > 1 && wanted[0].len() >= 5 && !is_word(wanted[0]);
    let mut found = Vec::new();
    let mut index = 0;
    while index < places.len() {
        let whole = folded[index..].iter().zip(&wanted).all(|(word, wanted)| word == wanted)
            && index + wanted.len() <= places.len();
        if whole {
            let last = &places[index + wanted.len() - 1];
            found.push(places[index].start..end_of_name(text, last));
            index += wanted.len();
            continue;
        }
        if first_alone && folded[index] == wanted[0] && words::is_capitalised(&text[places[index].clone()]) {
            found.push(places[index].start..end_of_name(text, &places[index]));
        }
        index += 1;
    }
    // Part of an address.
    found.retain(|at| {
        let domain = text[at.end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        !domain && !text[..at.start].ends_with(['@', '/', '.'])
    });
    found
}

/// Whether the words at `at` are the company or ordinary words: "Target" in "We missed our target."
fn is_meant(text: &str, at: &Range<usize>, company: &str) -> bool {
    let common = words::split(company)
        .map(str::to_lowercase)
        .filter(|word| !LEGAL.contains(word.as_str()))
        .all(|word| is_word(&word));
    if !common {
        return true;
    }
    let written = &text[at.clone()];
    // "Office of Rail and Road" has words in lower case.
    let capitals = words::split(company)
        .zip(words::split(written))
        .all(|(name, word)| words::is_capitalised(word) || !words::is_capitalised(name));
    let before = text[..at.start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n']) || text[..at.start].ends_with('\n');
    capitals && (!begins || words::split(written).count() > 1)
}

/// Unknown companies at places where this application's company should be named.
fn unknown(
    prepared: &PreparedText<'_>,
    text: &str,
    taken: &[Range<usize>],
    context: &ResolvedContext<'_>,
) -> Vec<Finding> {
    const LONGEST_CLAUSE: usize = 120;
    let Some(company) = context.company() else { return Vec::new() };
    let own = bare(company);
    let no_company = context.language.lexicon().no_company;
    let initials: String = own.split(' ').filter_map(|word| word.chars().next()).collect();
    let found = context.language.lexicon().offered.captures_iter(text).filter_map(|found| {
        let name = found.get(1)?;
        let written = words::without_possessive(of_one_sentence(name.as_str()).trim_end_matches(['.', '\'', '-', ',']));
        let at = name.start()..name.start() + written.len();
        let alone = !written.contains(' ');
        let named = english::word(&words::folded(written)).is_some();
        let whole = found.get(0)?.as_str();
        let drawn = ["draw", "drew", "attract"].iter().any(|word| whole.starts_with(word));
        let brought = drawn || whole.starts_with("bring") && !BROUGHT.is_match(whole);
        // "bring my sample boards to Dublin": a town
        // "the vacancy at Skipton" of a firm with several branches
        let tail = text.floor_char_boundary(name.start().saturating_sub(LONGEST_CLAUSE));
        let clause = text[tail..name.start()].rsplit(['.', '!', '?', '\n']).next().unwrap_or_default();
        let learned =
            words::split(clause).any(|word| matches!(word, "taught" | "learned" | "learnt" | "trained" | "used"));
        let branch = learned || whole.contains("vacancy at") || whole.contains("opening at");
        let sure = !(alone
            && (brought || branch || named && !AT_COMPANY.is_match(&text[found.get(0)?.start()..name.start()])));
        Some((at, sure))
    });
    found
        .filter_map(|(at, sure)| {
            let folded = words::folded(&text[at.clone()]);
            let known = |word: &str| own.split(' ').any(|own| own == word || own.contains(word) || word.contains(own));
            let parts: Vec<&str> = words::split(&folded).collect();
            if parts.first().is_some_and(|first| no_company.contains(first)) {
                return None;
            }
            let (last, others) = parts.split_last()?;
            // "Quayside Opticians" is no Harbour Row Opticians.
            let kind_alone = !others.is_empty() && own.contains(' ') && own.split(' ').next_back() == Some(*last);
            let telling = if kind_alone { others } else { parts.as_slice() };
            let strange = telling.iter().all(|word| !known(word) && !context.is_own(word));
            let free =
                is_free(&at, taken) && strange && folded != initials && own.replace(' ', "") != folded.replace(' ', "");
            free.then_some((at, sure && !kind_alone))
        })
        .map(|(at, sure)| {
            let finding = wrong(prepared, &at, Mistake::Unknown, context);
            Finding { severity: if sure { finding.severity } else { Severity::Hint }, ..finding }
        })
        .collect()
}

/// A name up to a full stop that ends a sentence: "Oulu" of "Oulu. My". One behind a short word ends none: "St.
/// Mary's".
fn of_one_sentence(name: &str) -> &str {
    const SHORTENED: usize = 3;
    let mut stops = name.match_indices(". ");
    let end = stops.find(|(at, _)| {
        let word = name[..*at].rsplit(' ').next().unwrap_or_default();
        word.chars().count() > SHORTENED
            || word.chars().any(|c| "aeiouy".contains(c)) && word.chars().count() == SHORTENED
    });
    end.map_or(name, |(at, _)| &name[..at])
}
