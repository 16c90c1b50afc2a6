//! Names of people: who is greeted, who signs, and who belongs to another application.

use std::{collections::HashSet, ops::Range};

use planning::{
    Name,
    facts::{Contact, FormOfAddress},
};

use super::{called_names, people_of_other_applications};
use crate::{
    Part,
    proofread::{
        Check, Finding, Issue, Severity, english,
        nameless_greeting::is_nobody,
        people::{self, NameMatch, Order, Person, likeness},
        prepared_text::PreparedText,
        resolved_context::ResolvedContext,
        words,
    },
    salutation::addressed_name,
};

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = prepared.plain.as_str();
    let lexicon = context.language.lexicon();
    let mut findings = Vec::new();
    if let Some(greeting) = &prepared.layout.greeting {
        findings.extend(greeted(prepared, greeting.whom.clone(), context));
    } else if matches!(prepared.part, Part::Voicemail | Part::Opening)
        && let Some(called) = lexicon.called.captures(text).and_then(|found| found.get(1))
        && !called_names::is_own_form(text, &called.range(), context)
    {
        findings.extend(greeted(prepared, called_names::whole(text, called.range(), context), context));
    }
    let prose = prepared.layout.prose.clone();
    let addressed = lexicon.addressed.captures_iter(&text[prose.clone()]).filter_map(|found| found.get(1));
    let is_name = |name: &str| people::is_given_name(name) || is_known(name, context);
    // "to you, Mele, and Ruth"
    let is_listed = |end: usize| {
        let after = text[prose.start + end..].trim_start_matches([',', ' ']);
        after.starts_with("and ") || after.starts_with("& ")
    };
    for found in addressed.filter(|found| is_name(found.as_str()) && !is_listed(found.end())) {
        let at = prose.start + found.start()..prose.start + found.end();
        if let Some(recipient) = context.recipient()
            && likeness(found.as_str(), recipient) != NameMatch::Same
            && (!is_interviewer(found.as_str(), context) || is_asked(&prepared.plain[..at.start]))
        {
            let description = context.describe(Issue::NotRecipient { quote: &prepared.quote(&at), recipient });
            let finding = wrong(prepared, &at, description, recipient);
            // Somebody of that name may have been met.
            let severity = if is_known(found.as_str(), context) { Severity::Error } else { Severity::Warning };
            findings.push(Finding { severity, ..finding });
        }
    }
    findings.extend(people_of_other_applications::check(prepared, context));
    findings
}

/// Somebody else's greeting: where the language has forms of address in it, all of it is replaced.
fn wrong_greeting(
    prepared: &PreparedText<'_>,
    whom: &Range<usize>,
    description: String,
    recipient: &str,
    context: &ResolvedContext<'_>,
) -> Finding {
    let greeting = prepared.layout.greeting.as_ref().filter(|greeting| greeting.whom == *whom);
    match greeting.zip(context.proper_greeting(prepared)) {
        Some((greeting, proper)) => wrong(prepared, &greeting.at, description, &proper),
        None => wrong(prepared, whom, description, recipient),
    }
}

pub(super) fn wrong(prepared: &PreparedText<'_>, at: &Range<usize>, description: String, right: &str) -> Finding {
    Finding {
        span: Some(prepared.span(at)),
        suggestions: vec![right.to_owned()],
        ..Finding::new(Check::WrongName, Severity::Error, prepared.part, description)
    }
}

/// Whether the words before a name call the reader by it: "May I ask, Rachel, whether".
fn is_asked(before: &str) -> bool {
    const CALLING: [&str; 6] = ["ask", "asking", "wonder", "wondering", "tell me", "tell us"];
    let before = before.trim_end_matches([',', ' ']);
    CALLING.iter().any(|words| before.ends_with(words))
}

/// Whether the facts know somebody of that name.
fn is_known(name: &str, context: &ResolvedContext<'_>) -> bool {
    let mut of_others = context.others.iter().flat_map(|other| &other.people);
    is_known_colleague(name, context) || of_others.any(|person| likeness(name, person) == NameMatch::Same)
}

/// Whether somebody of that name leads the interview.
fn is_interviewer(name: &str, context: &ResolvedContext<'_>) -> bool {
    let (Some(facts), Some(interview)) = (context.facts, context.interview) else { return false };
    let led = facts.contacts.iter().filter(|contact| interview.interviewer_ids.contains(&contact.id));
    led.filter_map(|contact| contact.whole_name()).any(|person| likeness(name, &person) == NameMatch::Same)
}

/// The greeting: each name in it is the recipient's, or those of the panel together.
fn greeted(prepared: &PreparedText<'_>, whom: Range<usize>, context: &ResolvedContext<'_>) -> Option<Finding> {
    let text = &prepared.plain[whom.clone()];
    let lexicon = context.language.lexicon();
    if is_nobody(text, context.company(), lexicon) || text.contains(['[', '{', '<', '_']) {
        return None;
    }
    if let Some(wrongly) = wrongly_addressed(prepared, &whom, context) {
        return Some(wrongly);
    }
    let untitled = without_known_titles(text, context);
    let bare = people::greeted_name(&untitled);
    let is_recipient = |text: &str| context.recipient().is_some_and(|name| likeness(text, name) == NameMatch::Same);
    let text = if is_recipient(&untitled) { untitled.as_str() } else { bare.as_str() };
    if let Some(name) = context.recipient()
        && is_recipient(text)
    {
        return misordered(prepared, &whom, name, context)
            .or_else(|| with_other_accents(prepared, &whom, name, context));
    }
    let and = format!(" {} ", lexicon.and);
    let names: Vec<&str> = text
        .split([',', '&', '/'])
        .flat_map(|part| part.split(and.as_str()))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if let Some(recipient) = context.recipient() {
        // A mailbox is read by whoever is on duty.
        if people::is_team(recipient) && people::is_team(text) {
            return None;
        }
        let others = || names.iter().filter(|name| likeness(name, recipient) != NameMatch::Same);
        let panel = names.len() > 1 && others().all(|name| is_known_colleague(name, context));
        if panel {
            return None;
        }
        let quote = &prepared.quote(&whom);
        let found = likeness(text, recipient);
        let description = context.describe(match found {
            NameMatch::Misspelt => Issue::MisspeltRecipient { quote, recipient },
            _ => Issue::NotRecipient { quote, recipient },
        });
        let finding = wrong_greeting(prepared, &whom, description, recipient, context);
        let unsure = found == NameMatch::Other && may_be_titled(text, recipient);
        return Some(if unsure { Finding { severity: Severity::Warning, ..finding } } else { finding });
    }
    // Nobody said whom it goes to: it should be somebody of this application, if anybody is known.
    let mut known = context.people().peekable();
    known.peek()?;
    let known: Vec<&str> = known.collect();
    let stranger = names.iter().find(|name| !known.iter().any(|person| likeness(name, person) == NameMatch::Same))?;
    let near = known.iter().find(|person| likeness(stranger, person) == NameMatch::Misspelt);
    let quote = &prepared.quote(&whom);
    near.map_or_else(
        || {
            let finding = wrong(prepared, &whom, context.describe(Issue::UnknownPerson { quote }), "");
            Some(Finding { suggestions: Vec::new(), severity: Severity::Warning, ..finding })
        },
        |person| {
            let description = context.describe(Issue::MisspeltContact { quote, name: person });
            Some(wrong(prepared, &whom, description, person))
        },
    )
}

/// Whether the recipient's family name follows words that are nobody's name as far as is known, and may be titles of
/// another language.
fn may_be_titled(used: &str, recipient: &str) -> bool {
    let Some((before, family)) = used.rsplit_once(' ') else { return false };
    let is_name = |word: &str| people::is_given_name(word) || english::word(&words::folded(word)).is_some();
    likeness(family, recipient) == NameMatch::Same
        && family.chars().count() > 1
        && !words::split(before).any(|word| people::is_title_in(word) || is_name(word))
}

/// "Herr Meier" to somebody whom the facts call "Frau".
fn wrongly_addressed(
    prepared: &PreparedText<'_>,
    whom: &Range<usize>,
    context: &ResolvedContext<'_>,
) -> Option<Finding> {
    let (recipient, known) = context.recipient().zip(context.contact?.address)?;
    // In some languages the form of address belongs to the words of greeting.
    let at = prepared.layout.greeting.as_ref().map_or(whom, |greeting| &greeting.at);
    let greeting = prepared.plain[at.clone()].trim_end_matches([',', ':', '!', ' ']);
    let words = greeting.match_indices(' ').map(|(at, _)| &greeting[at + 1..]);
    let (used, rest) = std::iter::once(greeting).chain(words).find_map(addressed_name)?;
    let contrary =
        matches!((used, known), (FormOfAddress::Ms, FormOfAddress::Mr) | (FormOfAddress::Mr, FormOfAddress::Ms));
    if !contrary || likeness(rest, recipient) != NameMatch::Same {
        return None;
    }
    let description = context.describe(Issue::NotRecipient { quote: &prepared.quote(whom), recipient });
    Some(wrong_greeting(prepared, whom, description, recipient, context))
}

/// `text` without the titles that the facts give to the people, whatever they are.
fn without_known_titles(text: &str, context: &ResolvedContext<'_>) -> String {
    let contacts = context.facts.map_or(&[][..], |facts| &facts.contacts);
    let titles: HashSet<&str> =
        contacts.iter().filter_map(|contact| contact.title.as_deref()).flat_map(str::split_whitespace).collect();
    let named: Vec<&str> = text.split_whitespace().filter(|word| !titles.contains(word)).collect();
    if named.is_empty() { text.to_owned() } else { named.join(" ") }
}

/// A greeting with the recipient's own words, in the wrong order or too few of them.
fn misordered(
    prepared: &PreparedText<'_>,
    whom: &Range<usize>,
    name: &str,
    context: &ResolvedContext<'_>,
) -> Option<Finding> {
    let used = &prepared.plain[whom.clone()];
    let quote = &prepared.quote(whom);
    let part = |of: fn(&Contact) -> Option<&Name>| context.contact.and_then(of).map(|part| &**part);
    let given = part(|contact| contact.given_name.as_ref());
    let person = Person::from_name(name).with_parts(given, part(|contact| contact.family_name.as_ref()));
    let (severity, issue) = if person.is_only_particle(used) {
        (Severity::Error, Issue::OnlyParticle { quote, name })
    } else {
        match person.order(used) {
            Order::Right => return None,
            Order::Swapped => (Severity::Error, Issue::FamilyNameFirst { quote, name }),
            Order::Unusual => (Severity::Hint, Issue::OtherOrder { quote, name }),
            Order::Cut => (Severity::Hint, Issue::CutFamilyName { quote, name }),
        }
    };
    let finding = wrong_greeting(prepared, whom, context.describe(issue), name, context);
    Some(Finding { severity, ..finding })
}

/// A greeting with the recipient's name, of which a word has other accents: "Ruíz" for "Ruiz". English names are left
/// as they are.
fn with_other_accents(
    prepared: &PreparedText<'_>,
    whom: &Range<usize>,
    recipient: &str,
    context: &ResolvedContext<'_>,
) -> Option<Finding> {
    context.language.usage()?;
    let used = &prepared.plain[whom.clone()];
    // "ß" may be "ss" everywhere.
    let written = |word: &str| word.to_lowercase().replace('ß', "ss");
    let differs = words::split(used).any(|word| {
        let mut own = words::split(recipient).filter(|own| words::folded(own) == words::folded(word)).peekable();
        own.peek().is_some() && !own.any(|own| written(own) == written(word))
    });
    if !differs {
        return None;
    }
    let description = context.describe(Issue::MisspeltRecipient { quote: &prepared.quote(whom), recipient });
    let finding = wrong_greeting(prepared, whom, description, recipient, context);
    Some(Finding { severity: Severity::Warning, ..finding })
}

/// Whether `name` is somebody's at this employer.
fn is_known_colleague(name: &str, context: &ResolvedContext<'_>) -> bool {
    context.people().any(|person| likeness(name, person) == NameMatch::Same)
}
