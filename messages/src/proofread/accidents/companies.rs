//! Names of companies other than this application's.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use crate::proofread::{
    Check, Finding, Matter, Severity, english, passage::Passage, people::is_near, surroundings::Surroundings, words,
};

/// Legal forms after companies' names, which are not pronounced.
static LEGAL: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("legal_forms.txt")).collect());

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = &passage.plain[..passage.layout.signature.start];
    let own: Vec<Range<usize>> = surroundings.company().map_or_else(Vec::new, |company| named(text, company, false));
    let mut findings: Vec<Finding> = Vec::new();
    let mut taken: Vec<Range<usize>> = own;
    let mut others: Vec<_> = surroundings.others.iter().collect();
    others.sort_by_key(|other| std::cmp::Reverse(other.company.len()));
    for other in others {
        let same = surroundings.company().is_some_and(|own| bare(own) == bare(&other.company));
        let talked_about = || surroundings.own_notes.iter().any(|note| !named(note, &other.company, false).is_empty());
        if same || talked_about() {
            continue;
        }
        for at in named(text, &other.company, !surroundings.is_own(first_word(&other.company))) {
            if is_free(&at, &taken) && is_meant(text, &at, &other.company) {
                findings.push(wrong(passage, &at, Mistake::Other, surroundings));
                taken.push(at);
            }
        }
    }
    for at in misspelt(text, &taken, surroundings) {
        let finding = wrong(passage, &at, Mistake::Misspelt, surroundings);
        // A single word that is somebody's or a town's name may be meant.
        let name = words::folded(&text[at.clone()]);
        let sure = name.contains(' ') || english::word(&name).is_none();
        findings.push(Finding { severity: if sure { finding.severity } else { Severity::Hint }, ..finding });
        taken.push(at);
    }
    findings.extend(unknown(passage, text, &taken, surroundings));
    findings
}

/// What is wrong about a company's name.
#[derive(Clone, Copy, Debug)]
enum Mistake {
    /// It is another application's.
    Other,
    Misspelt,
    Unknown,
}

fn wrong(passage: &Passage<'_>, at: &Range<usize>, mistake: Mistake, surroundings: &Surroundings<'_>) -> Finding {
    let own = surroundings.company();
    let quote = &passage.quote(at);
    let (severity, matter) = match mistake {
        Mistake::Other => (Severity::Error, Matter::OtherCompany { quote, own }),
        Mistake::Misspelt => (Severity::Error, Matter::MisspeltCompany { quote, own }),
        Mistake::Unknown => (Severity::Warning, Matter::UnknownCompany { quote, own }),
    };
    Finding {
        span: Some(passage.span(at)),
        suggestions: own.map(str::to_owned).into_iter().collect(),
        ..Finding::new(Check::WrongCompany, severity, passage.part, surroundings.says(matter))
    }
}

/// Whether `at` overlaps with nothing in `taken`.
fn is_free(at: &Range<usize>, taken: &[Range<usize>]) -> bool {
    taken.iter().all(|other| at.end <= other.start || other.end <= at.start)
}

/// A company's name in lower case, without its legal form.
fn bare(company: &str) -> String {
    let mut all: Vec<String> = words::of(company).map(words::folded).collect();
    while all.len() > 1 && all.last().is_some_and(|last| LEGAL.contains(last.as_str())) {
        all.pop();
    }
    if all.len() > 1 && all.first().is_some_and(|first| first == "the") {
        all.remove(0);
    }
    all.join(" ")
}

fn first_word(company: &str) -> &str {
    words::of(company).next().unwrap_or_default()
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

/// The end of a name whose last word is at `last`, before a possessive ending.
fn end_of_name(text: &str, last: &Range<usize>) -> usize {
    last.start + words::without_possessive(&text[last.clone()]).len()
}

/// Whether the dictionary has `word` in lower case.
fn is_word(word: &str) -> bool {
    english::has(word)
}

/// Whether the words at `at` are the company or ordinary words: "Target" in "We missed our target."
fn is_meant(text: &str, at: &Range<usize>, company: &str) -> bool {
    let common = words::of(company)
        .map(str::to_lowercase)
        .filter(|word| !LEGAL.contains(word.as_str()))
        .all(|word| is_word(&word));
    if !common {
        return true;
    }
    let written = &text[at.clone()];
    // "Office of Rail and Road" has words in lower case.
    let capitals = words::of(company)
        .zip(words::of(written))
        .all(|(name, word)| words::is_capitalised(word) || !words::is_capitalised(name));
    let before = text[..at.start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n']) || text[..at.start].ends_with('\n');
    capitals && (!begins || words::of(written).count() > 1)
}

/// Misspelt names of this application's company: the whole name, its words run together or apart, or its telling word.
fn misspelt(text: &str, taken: &[Range<usize>], surroundings: &Surroundings<'_>) -> Vec<Range<usize>> {
    let Some(company) = surroundings.company() else { return Vec::new() };
    let own = bare(company);
    let count = own.split(' ').count();
    let places: Vec<Range<usize>> = words::places(text).collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for size in [count + 1, count, count.saturating_sub(1).max(1)] {
        for window in places.windows(size) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
            let at = first.start..end_of_name(text, last);
            let free = is_free(&at, taken) && is_free(&at, &found);
            if free && own.chars().count() >= 5 && is_misspelling(&text[at.clone()], &own, surroundings) {
                found.push(at);
            }
        }
    }
    let telling = own.split(' ').filter(|word| word.chars().count() >= 6 && !is_word(word));
    for word in telling {
        let near = places.iter().map(|at| at.start..end_of_name(text, at)).filter(|at| {
            let written = words::folded(&text[at.clone()]);
            is_free(at, taken) && is_free(at, &found) && is_slip(&text[at.clone()], &written, word, surroundings)
        });
        let near: Vec<Range<usize>> = near.collect();
        found.extend(near);
    }
    found
}

/// Whether `written` is the company's name with a slip in one word or more, or with a space too many or too few.
fn is_misspelling(written: &str, own: &str, surroundings: &Surroundings<'_>) -> bool {
    const SMALL: [&str; 7] = ["of", "and", "the", "for", "in", "on", "at"];
    let folded = words::folded(written);
    let capitals = words::of(written).all(|word| words::is_capitalised(word) || SMALL.contains(&word));
    let begins = words::of(written).next().is_some_and(words::is_capitalised);
    if !capitals || !begins || folded == own || surroundings.is_in_notes(written) {
        return false;
    }
    // "to Oulu. My number" for "Oulumy"
    let company = surroundings.company().unwrap_or_default();
    if ['\n', '.', ',', ';', ':', '!', '?'].iter().any(|mark| written.contains(*mark) && !company.contains(*mark)) {
        return false;
    }
    let (words, own_words): (Vec<&str>, Vec<&str>) = (words::of(&folded).collect(), own.split(' ').collect());
    if words.len() != own_words.len() {
        let joined = |words: &[&str]| words.concat();
        return !own.contains('-') && !folded.contains('-') && joined(&words) == joined(&own_words);
    }
    // "bei der Deutschen Bahn": English alone leaves the words of a name as they are.
    let same = |(word, own): (&&str, &&str)| word == own || is_inflected(word, own);
    if surroundings.language.tag() != "en" && words.iter().zip(&own_words).all(same) {
        return false;
    }
    let exact = words.iter().zip(&own_words).filter(|(word, own)| word == own).count();
    let near = |word: &str, own: &str| {
        word == own || is_near(word, own) && (!is_word(word) || exact > 0 && word.chars().count() + exact >= 5)
    };
    let begin = |word: &str| word.chars().take(3).collect::<String>();
    let other = || words.iter().zip(&own_words).find(|(word, own)| word != own);
    // "Lakeland Museum of Industry" for "Lakehead Museum of Industry"
    if words.len() >= 3
        && exact + 1 == words.len()
        && other().is_some_and(|(word, own)| words.len() > 3 || begin(word) == begin(own))
    {
        return true;
    }
    words.iter().zip(&own_words).all(|(word, own)| near(word, own)) && is_near(&words.concat(), &own_words.concat())
}

/// Whether two words differ in nothing but an ending of adjectives.
fn is_inflected(one: &str, other: &str) -> bool {
    const ENDINGS: [&str; 6] = ["", "e", "em", "en", "er", "es"];
    let stem: usize =
        one.chars().zip(other.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum();
    // The "e" of the endings may be among what they share.
    [stem, stem.saturating_sub(1)].into_iter().any(|stem| {
        let ending = |word: &str| word.get(stem..).is_some_and(|rest| ENDINGS.contains(&rest));
        stem >= 4 && ending(one) && ending(other)
    })
}

/// Whether a word is a slip of the company's telling word, and nobody's name.
fn is_slip(written: &str, folded: &str, own: &str, surroundings: &Surroundings<'_>) -> bool {
    let most = if own.chars().count() < 8 { 1 } else { 2 };
    let distance = strsim::osa_distance(folded, own);
    let ending = folded.strip_prefix(own).or_else(|| own.strip_prefix(folded)).is_some();
    words::is_capitalised(written)
        && folded.starts_with(|c| own.starts_with(c))
        && (1..=most).contains(&distance)
        && !ending
        && !is_word(folded)
        && !surroundings.is_own(written)
}

/// Unknown companies at places where this application's company should be named.
fn unknown(passage: &Passage<'_>, text: &str, taken: &[Range<usize>], surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let Some(company) = surroundings.company() else { return Vec::new() };
    let own = bare(company);
    let initials: String = own.split(' ').filter_map(|word| word.chars().next()).collect();
    let found =
        surroundings.language.lexicon().offered.captures_iter(text).filter_map(|found| found.get(1)).map(|found| {
            let name = found.as_str().trim_end_matches(['.', '\'', '-', ',']);
            let name = words::without_possessive(name);
            found.start()..found.start() + name.len()
        });
    found
        .filter(|at| {
            let folded = words::folded(&text[at.clone()]);
            let shares = words::of(&folded)
                .any(|word| own.split(' ').any(|own| own == word || own.contains(word) || word.contains(own)));
            is_free(at, taken)
                && !shares
                && folded != initials
                && own.replace(' ', "") != folded.replace(' ', "")
                && !words::of(&text[at.clone()]).any(|word| surroundings.is_own(words::without_possessive(word)))
        })
        .map(|at| wrong(passage, &at, Mistake::Unknown, surroundings))
        .collect()
}
