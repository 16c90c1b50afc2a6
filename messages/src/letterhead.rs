//! The head of a letter: the date, the blocks of sender and recipient, and the subject, in the order of the language.

use chrono::Datelike;
use minijinja::{Error, context, value::Serde};

use crate::{
    Part,
    draft::Finished,
    languages::language_of,
    resolved_request::ResolvedRequest,
    templates,
    tidy::{one_line, position_title, without_noun},
};

/// The separator of the blocks and the greeting.
const BETWEEN: &str = "\n\n";

/// A subject of more words is left out, since it would not be one line.
const MAX_SUBJECT_WORDS: usize = 10;

/// The parts of a letter with the head above the greeting. Unknown details are left out.
pub(crate) fn put_above(parts: Vec<Finished>, resolved: &ResolvedRequest<'_>) -> Result<Vec<Finished>, Error> {
    let date: Vec<String> = date(resolved)?.into_iter().collect();
    let subject = subject(resolved)?.into_iter().collect();
    let (sender, recipient) = (sender(resolved), recipient(resolved)?);
    let blocks = if language_of(resolved.locale).begins_letters_with_date(resolved.locale) {
        [date, sender, recipient, subject]
    } else {
        [sender, recipient, date, subject]
    };
    let blocks: Vec<String> = blocks
        .into_iter()
        .filter(|lines: &Vec<String>| !lines.is_empty())
        .map(|lines| lines.join("\n") + BETWEEN)
        .collect();
    let head = blocks.concat();
    let is_letter = |part: &Finished| part.part == Part::Body && !part.text.is_empty();
    Ok(parts.into_iter().map(|part| if is_letter(&part) { part.below(&head) } else { part }).collect())
}

/// The date on which it is sent, in the candidate's time zone.
fn date(resolved: &ResolvedRequest<'_>) -> Result<Option<String>, Error> {
    let facts = resolved.facts;
    let Some(at) = resolved.request.send_at.or_else(|| facts.as_of.map(|now| *now)) else { return Ok(None) };
    let zone = facts.candidate.time_zone.unwrap_or(facts.application.time_zone);
    let day = zone.to_local(at).date_naive();
    let locale = resolved.locale;
    let date = context! { day => day.day(), month => day.month0(), year => day.year(), region => locale.region() };
    templates::words(locale, "letter_date", date).map(Some)
}

/// The subject line, in languages whose letters have one above the greeting.
fn subject(resolved: &ResolvedRequest<'_>) -> Result<Option<String>, Error> {
    let language = language_of(resolved.locale);
    if !templates::exists(language.tag(), "letter_subject") {
        return Ok(None);
    }
    let position = position_title(&resolved.facts.application.position.title);
    let position = &*language.spelt(without_noun(&position, language.before_titles()), &[], resolved.locale);
    let forms = language.forms(position, &resolved.facts.application.company.name, resolved.is_familiar());
    let line = templates::words(resolved.locale, "letter_subject", context! { position, forms => Serde(&forms) })?;
    let line = language.typeset(line, resolved.locale);
    Ok(Some(line).filter(|line| line.split_whitespace().count() <= MAX_SUBJECT_WORDS))
}

/// The sender, and how to reply.
fn sender(resolved: &ResolvedRequest<'_>) -> Vec<String> {
    let candidate = &resolved.facts.candidate;
    let name = candidate.name.as_deref().map(one_line);
    let ways = [candidate.phone.as_deref(), candidate.email.as_deref()];
    let ways = ways.into_iter().flatten().map(one_line);
    name.into_iter().chain(address_lines(candidate.postal_address.as_deref())).chain(ways).collect()
}

/// The recipient and the address.
fn recipient(resolved: &ResolvedRequest<'_>) -> Result<Vec<String>, Error> {
    let locale = resolved.locale;
    let person = resolved.contact.map(|(_, contact)| contact);
    let company = one_line(&resolved.facts.application.company.name);
    let name = person.and_then(|person| language_of(locale).on_envelope(person, locale));
    let role = match person {
        Some(person) if name.is_some() => templates::words(locale, "role", context! { role => Serde(person.role) })?,
        _ => String::new(),
    };
    // A person's own address is not the company's, so the company is left out, unless the person works for an agency.
    let company = Some(company).filter(|_| !(resolved.is_agency() && resolved.has_own_address()));
    let lines = [name.as_deref().map(one_line), Some(role).filter(|role| !role.is_empty()), company];
    Ok(lines.into_iter().flatten().chain(address_lines(resolved.address())).collect())
}

/// The lines of an address, without empty ones.
fn address_lines(address: Option<&str>) -> impl Iterator<Item = String> {
    address.into_iter().flat_map(str::lines).map(one_line).filter(|line| !line.is_empty())
}
