//! Placeholders that nobody filled in.

use std::{collections::HashSet, sync::LazyLock};

use regex::Regex;

use crate::proofread::{Check, Finding, Severity, passage::Passage, surroundings::Surroundings, words};

/// What template marks look like, whatever is in them.
static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|\$\{[^{}\n]*\}|\{[A-Za-z_][\w .'-]{0,40}\}|<%[^%\n]*%>",
        r"|%[A-Z][A-Z_]{2,}%|%%\w+%%|\*\|\w+\|\*|\[\[[^\[\]\n]+\]\]|__+[A-Za-z]+__+|\b_{3,}|_{3,}|##\w+##|@@\w+@@",
        r"|<<[^<>\n]+>>|«[^«»\n]+»"
    ))
    .expect("it is a regular expression")
});
/// Brackets, which may also hold a remark.
static BRACKETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[([^\[\]\n]{1,60})\]|<([^<>\n]{1,60})>").expect("it is a regular expression"));
/// Words that only stand where something is still to be written.
static STOPGAPS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?:XX+|TBD|TBC|TBA|TODO|FIXME|XYZ|ABC Company|XYZ \w+|ACME_?NAME|N/A|LOREM|[A-Z]+_[A-Z_]+)\b",
        r"|\b(?:INSERT|ENTER|ADD|FILL IN)(?: [A-Z']{2,})+\b|\bINSERT\b|\b(?:COMPANY|JOB|POSITION|ROLE|RECIPIENT|HIRING MANAGER|INTERVIEWER|YOUR|FIRST|LAST)(?:'S)? (?:NAME|TITLE)\b",
        r"|(?i:\((?:your|my|company|candidate|recipient|interviewer(?:'s)?|first|last|full|hiring manager(?:'s)?|job|position)?[ _]?(?:full )?(?:name|title|signature|phone|e-?mail)(?: (?:number|address|here))?\))",
        r"|(?im:^[ \t]*(?:your|my) (?:full |first |last )?(?:name|signature|phone|phone number|e-?mail|e-?mail address)[ \t]*$)",
        r"|(?i)\blorem ipsum\b|\binsert\s+(?:your\s+|the\s+|a\s+|an\s+|company|position|name|date|job|specific|project|interviewer|topic|hiring|recipient|title)[\w ']{0,30}(?:here|name|date|title|position)\b",
        r"|\b(?:your|company|recipient|interviewer|candidate|manager|contact|first|last|employer|recruiter)(?:'s)?[ _](?:full[ _])?name(?:[ _]here)\b",
        r"|\b(?:job|position)[ _]title[ _]here\b|\b(?:company|date|topic|position)\s+here\b|\bfirstname\b|\blastname\b"
    ))
    .expect("it is a regular expression")
});
/// A greeting or a sentence with nothing where the name should be.
static GAPS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?im)^[ \t]*dear(?:\s+(?:mr|mrs|ms|mx|dr)\.?)?[ \t]*[,:]|^[ \t]*(?:dear|hello|hi)\s+(?:hiring manager(?:'s)? name|(?:first|last|recipient|interviewer|contact|manager|recruiter)(?:'s)? ?name|name|first name|x+|n\.?n\.?)\b",
        r"|\b(?:position|role|job) (?:of|as|as an?) (?:at|with)\b|\binterview(?:ed)? (?:at|with|for) (?:on|for)\b|\bjoin(?:ing)? (?:as|and|team)\b|\bthe (?:position|role) at[.,]|\b(?:my name is|this is)[.,]"
    ))
    .expect("it is a regular expression")
});

/// Words of which at least one is in every bracket that is a placeholder.
static FILL_INS: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("fill_ins.txt")).collect());

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = passage.plain.as_str();
    let brackets = BRACKETS.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let inner = found.get(1).or_else(|| found.get(2))?.as_str();
        let before = text[..whole.start()].chars().next_back();
        let angle = whole.as_str().starts_with('<');
        let code = angle && before.is_some_and(char::is_alphanumeric);
        (!code && is_fill_in(inner, angle)).then_some(whole)
    });
    let found = MARKS.find_iter(text).chain(brackets).chain(STOPGAPS.find_iter(text)).chain(GAPS.find_iter(text));
    found
        .filter(|found| !surroundings.is_in_notes(found.as_str().trim()))
        .map(|found| {
            let at = crate::proofread::layout::trimmed(text, found.range());
            let says = format!("\"{}\" still has to be filled in.", passage.quote(&at));
            Finding {
                span: Some(passage.span(&at)),
                ..Finding::new(Check::Placeholder, Severity::Error, passage.part, says)
            }
        })
        .collect()
}

/// Whether what stands between brackets is to be replaced: "[Company]", not "[1]", "[sic]" or an address.
fn is_fill_in(inner: &str, angle: bool) -> bool {
    let address = inner.contains('@') || inner.contains("://") || inner.contains("www.");
    let mut words = words::of(inner).peekable();
    let some = words.peek().is_some();
    let known = words.any(|word| FILL_INS.contains(word.to_lowercase().as_str()) || word.contains('_'));
    let capitals = inner.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && inner.chars().all(|c| !c.is_lowercase())
        && !inner.chars().any(|c| c.is_ascii_digit());
    let blank = !some && inner.chars().all(|c| matches!(c, '.' | '_' | ' ' | '-' | '…' | '?'));
    !address && (known || capitals && !angle || blank)
}
