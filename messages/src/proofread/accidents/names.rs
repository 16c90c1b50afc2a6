//! Names of people: who is greeted, who signs, and who belongs to another application.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use planning::{
    Name,
    facts::{Contact, FormOfAddress},
};

use crate::{
    Part,
    proofread::{
        Check, Finding, Matter, Severity, english,
        nameless_greeting::is_nobody,
        passage::Passage,
        people::{self, NameMatch, Order, Person, likeness},
        surroundings::Surroundings,
        words,
    },
    salutation::addressed_name,
};

/// Names that are words, too.
static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| words::listed(include_str!("common_words.txt")).collect());

pub(super) fn check(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = passage.plain.as_str();
    let lexicon = surroundings.language.lexicon();
    let mut findings = Vec::new();
    if let Some(greeting) = &passage.layout.greeting {
        findings.extend(greeted(passage, greeting.whom.clone(), surroundings));
    } else if matches!(passage.part, Part::Voicemail | Part::Opening)
        && let Some(called) = lexicon.called.captures(text).and_then(|found| found.get(1))
    {
        findings.extend(greeted(passage, called.range(), surroundings));
    }
    let prose = passage.layout.prose.clone();
    let addressed = lexicon.addressed.captures_iter(&text[prose.clone()]).filter_map(|found| found.get(1));
    let is_name = |name: &str| people::is_given_name(name) || is_known(name, surroundings);
    // "to you, Mele, and Ruth"
    let is_listed = |end: usize| {
        let after = text[prose.start + end..].trim_start_matches([',', ' ']);
        after.starts_with("and ") || after.starts_with("& ")
    };
    for found in addressed.filter(|found| is_name(found.as_str()) && !is_listed(found.end())) {
        let at = prose.start + found.start()..prose.start + found.end();
        if let Some(recipient) = surroundings.recipient()
            && likeness(found.as_str(), recipient) != NameMatch::Same
            && !is_interviewer(found.as_str(), surroundings)
        {
            let says = surroundings.says(Matter::NotRecipient { quote: &passage.quote(&at), recipient });
            let finding = wrong(passage, &at, says, recipient);
            // Somebody of that name may have been met.
            let severity = if is_known(found.as_str(), surroundings) { Severity::Error } else { Severity::Warning };
            findings.push(Finding { severity, ..finding });
        }
    }
    findings.extend(of_others(passage, surroundings));
    findings
}

/// Somebody else's greeting: where the language has forms of address in it, all of it is replaced.
fn wrong_greeting(
    passage: &Passage<'_>,
    whom: &Range<usize>,
    says: String,
    recipient: &str,
    surroundings: &Surroundings<'_>,
) -> Finding {
    let greeting = passage.layout.greeting.as_ref().filter(|greeting| greeting.whom == *whom);
    match greeting.zip(surroundings.proper_greeting(passage)) {
        Some((greeting, proper)) => wrong(passage, &greeting.at, says, &proper),
        None => wrong(passage, whom, says, recipient),
    }
}

pub(super) fn wrong(passage: &Passage<'_>, at: &Range<usize>, says: String, right: &str) -> Finding {
    Finding {
        span: Some(passage.span(at)),
        suggestions: vec![right.to_owned()],
        ..Finding::new(Check::WrongName, Severity::Error, passage.part, says)
    }
}

/// Whether the facts know somebody of that name.
fn is_known(name: &str, surroundings: &Surroundings<'_>) -> bool {
    let mut of_others = surroundings.others.iter().flat_map(|other| &other.people);
    is_known_colleague(name, surroundings) || of_others.any(|person| likeness(name, person) == NameMatch::Same)
}

/// Whether somebody of that name leads the interview.
fn is_interviewer(name: &str, surroundings: &Surroundings<'_>) -> bool {
    let (Some(facts), Some(interview)) = (surroundings.facts, surroundings.interview) else { return false };
    let led = facts.contacts.iter().filter(|contact| interview.interviewer_ids.contains(&contact.id));
    led.filter_map(|contact| contact.whole_name()).any(|person| likeness(name, &person) == NameMatch::Same)
}

/// The greeting: each name in it is the recipient's, or those of the panel together.
fn greeted(passage: &Passage<'_>, whom: Range<usize>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    let text = &passage.plain[whom.clone()];
    let lexicon = surroundings.language.lexicon();
    if is_nobody(text, surroundings.company(), lexicon) || text.contains(['[', '{', '<', '_']) {
        return None;
    }
    if let Some(wrongly) = wrongly_addressed(passage, &whom, surroundings) {
        return Some(wrongly);
    }
    let untitled = without_known_titles(text, surroundings);
    let bare = people::greeted_name(&untitled);
    let is_recipient =
        |text: &str| surroundings.recipient().is_some_and(|name| likeness(text, name) == NameMatch::Same);
    let text = if is_recipient(&untitled) { untitled.as_str() } else { bare.as_str() };
    if let Some(name) = surroundings.recipient()
        && is_recipient(text)
    {
        return misordered(passage, &whom, name, surroundings)
            .or_else(|| with_other_accents(passage, &whom, name, surroundings));
    }
    let and = format!(" {} ", lexicon.and);
    let names: Vec<&str> = text
        .split([',', '&', '/'])
        .flat_map(|part| part.split(and.as_str()))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if let Some(recipient) = surroundings.recipient() {
        // A mailbox is read by whoever is on duty.
        if people::is_team(recipient) && people::is_team(text) {
            return None;
        }
        let others = || names.iter().filter(|name| likeness(name, recipient) != NameMatch::Same);
        let panel = names.len() > 1 && others().all(|name| is_known_colleague(name, surroundings));
        if panel {
            return None;
        }
        let quote = &passage.quote(&whom);
        let found = likeness(text, recipient);
        let says = surroundings.says(match found {
            NameMatch::Misspelt => Matter::MisspeltRecipient { quote, recipient },
            _ => Matter::NotRecipient { quote, recipient },
        });
        let finding = wrong_greeting(passage, &whom, says, recipient, surroundings);
        let unsure = found == NameMatch::Other && may_be_titled(text, recipient);
        return Some(if unsure { Finding { severity: Severity::Warning, ..finding } } else { finding });
    }
    // Nobody said whom it goes to: it should be somebody of this application, if anybody is known.
    let mut known = surroundings.people().peekable();
    known.peek()?;
    let known: Vec<&str> = known.collect();
    let stranger = names.iter().find(|name| !known.iter().any(|person| likeness(name, person) == NameMatch::Same))?;
    let near = known.iter().find(|person| likeness(stranger, person) == NameMatch::Misspelt);
    let quote = &passage.quote(&whom);
    near.map_or_else(
        || {
            let finding = wrong(passage, &whom, surroundings.says(Matter::UnknownPerson { quote }), "");
            Some(Finding { suggestions: Vec::new(), severity: Severity::Warning, ..finding })
        },
        |person| {
            let says = surroundings.says(Matter::MisspeltContact { quote, name: person });
            Some(wrong(passage, &whom, says, person))
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
        && !words::of(before).any(|word| people::is_title_in(word) || is_name(word))
}

/// "Herr Meier" to somebody whom the facts call "Frau".
fn wrongly_addressed(passage: &Passage<'_>, whom: &Range<usize>, surroundings: &Surroundings<'_>) -> Option<Finding> {
    let (recipient, known) = surroundings.recipient().zip(surroundings.contact?.address)?;
    // In some languages the form of address belongs to the words of greeting.
    let at = passage.layout.greeting.as_ref().map_or(whom, |greeting| &greeting.at);
    let greeting = passage.plain[at.clone()].trim_end_matches([',', ':', '!', ' ']);
    let words = greeting.match_indices(' ').map(|(at, _)| &greeting[at + 1..]);
    let (used, rest) = std::iter::once(greeting).chain(words).find_map(addressed_name)?;
    let contrary =
        matches!((used, known), (FormOfAddress::Ms, FormOfAddress::Mr) | (FormOfAddress::Mr, FormOfAddress::Ms));
    if !contrary || likeness(rest, recipient) != NameMatch::Same {
        return None;
    }
    let says = surroundings.says(Matter::NotRecipient { quote: &passage.quote(whom), recipient });
    Some(wrong_greeting(passage, whom, says, recipient, surroundings))
}

/// `text` without the titles that the facts give to the people, whatever they are.
fn without_known_titles(text: &str, surroundings: &Surroundings<'_>) -> String {
    let contacts = surroundings.facts.map_or(&[][..], |facts| &facts.contacts);
    let titles: HashSet<&str> =
        contacts.iter().filter_map(|contact| contact.title.as_deref()).flat_map(str::split_whitespace).collect();
    let named: Vec<&str> = text.split_whitespace().filter(|word| !titles.contains(word)).collect();
    if named.is_empty() { text.to_owned() } else { named.join(" ") }
}

/// A greeting with the recipient's own words, in the wrong order or too few of them.
fn misordered(
    passage: &Passage<'_>,
    whom: &Range<usize>,
    name: &str,
    surroundings: &Surroundings<'_>,
) -> Option<Finding> {
    let used = &passage.plain[whom.clone()];
    let quote = &passage.quote(whom);
    let part = |of: fn(&Contact) -> Option<&Name>| surroundings.contact.and_then(of).map(|part| &**part);
    let given = part(|contact| contact.given_name.as_ref());
    let person = Person::from_name(name).with_parts(given, part(|contact| contact.family_name.as_ref()));
    let (severity, matter) = if person.is_only_particle(used) {
        (Severity::Error, Matter::OnlyParticle { quote, name })
    } else {
        match person.order(used) {
            Order::Right => return None,
            Order::Swapped => (Severity::Error, Matter::FamilyNameFirst { quote, name }),
            Order::Unusual => (Severity::Hint, Matter::OtherOrder { quote, name }),
            Order::Cut => (Severity::Hint, Matter::CutFamilyName { quote, name }),
        }
    };
    let finding = wrong_greeting(passage, whom, surroundings.says(matter), name, surroundings);
    Some(Finding { severity, ..finding })
}

/// A greeting with the recipient's name, of which a word has other accents: "Ruíz" for "Ruiz". English names are left as they
/// are.
fn with_other_accents(
    passage: &Passage<'_>,
    whom: &Range<usize>,
    recipient: &str,
    surroundings: &Surroundings<'_>,
) -> Option<Finding> {
    surroundings.language.usage()?;
    let used = &passage.plain[whom.clone()];
    // "ß" may be "ss" everywhere.
    let written = |word: &str| word.to_lowercase().replace('ß', "ss");
    let differs = words::of(used).any(|word| {
        let mut own = words::of(recipient).filter(|own| words::folded(own) == words::folded(word)).peekable();
        own.peek().is_some() && !own.any(|own| written(own) == written(word))
    });
    if !differs {
        return None;
    }
    let says = surroundings.says(Matter::MisspeltRecipient { quote: &passage.quote(whom), recipient });
    let finding = wrong_greeting(passage, whom, says, recipient, surroundings);
    Some(Finding { severity: Severity::Warning, ..finding })
}

/// Whether `name` is somebody's at this employer.
fn is_known_colleague(name: &str, surroundings: &Surroundings<'_>) -> bool {
    surroundings.people().any(|person| likeness(name, person) == NameMatch::Same)
}

/// Names of people of the candidate's other applications.
fn of_others(passage: &Passage<'_>, surroundings: &Surroundings<'_>) -> Vec<Finding> {
    let text = &passage.plain[passage.layout.prose.clone()];
    let from = passage.layout.prose.start;
    let strangers = surroundings.others.iter().flat_map(|other| other.people.iter().map(move |person| (other, person)));
    let strangers = strangers.filter(|(_, person)| {
        let own = surroundings.people().chain(surroundings.candidate());
        !own.into_iter().any(|own| likeness(person, own) == NameMatch::Same) && !surroundings.is_in_notes(person)
    });
    let mut findings = Vec::new();
    for (other, person) in strangers {
        let Some((found, severity)) = find_person(text, person, surroundings) else { continue };
        let at = from + found.start..from + found.end;
        let says =
            surroundings.says(Matter::OfOtherApplication { quote: &passage.quote(&at), company: &other.company });
        findings.push(Finding {
            span: Some(passage.span(&at)),
            suggestions: surroundings.recipient().map(str::to_owned).into_iter().collect(),
            ..Finding::new(Check::WrongName, severity, passage.part, says)
        });
    }
    findings
}

/// Where `person` is named in `text`, and how sure that is: in full or behind a title it is, by another name that is no word
/// it may be somebody else of that name.
fn find_person(text: &str, person: &str, surroundings: &Surroundings<'_>) -> Option<(Range<usize>, Severity)> {
    if let Some(at) = words::whole_matches(text, person).next() {
        return Some((at, Severity::Error));
    }
    let names: Vec<&str> = person.split_whitespace().filter(|word| !crate::salutation::is_title(word)).collect();
    let telling = |name: &&&str| {
        name.chars().count() >= 3 && words::is_capitalised(name) && !surroundings.is_own(name) && !is_common_word(name)
    };
    names.iter().filter(telling).find_map(|name| {
        let at = words::whole_matches(text, name).next()?;
        let titled = text[..at.start].split_whitespace().next_back().is_some_and(crate::salutation::is_title);
        Some((at, if titled { Severity::Error } else { Severity::Warning }))
    })
}

/// Whether `name` is a word, too.
fn is_common_word(name: &str) -> bool {
    COMMON.contains(name.to_lowercase().as_str())
}
