//! What candidates try in every language: names of all shapes, unknown forms of address, notes and texts in another
//! language, titles of positions as advertisements have them.

use messages::{
    Element, Part, Request, Tone, lacking,
    proofread::{Check, Context, Finding, OtherApplication, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::{
    facts::{read, request},
    languages::{FIRST_ROUND, each, findings, languages, set},
};

/// People's names in forty shapes.
const NAMES: [&str; 40] = [
    "Ada Okafor",
    "Anke von der Heide",
    "Edwin van der Sar",
    "Karl-Theodor zu Guttenberg",
    "María José García López",
    "José de la Fuente",
    "Ana Ruiz y Ortega",
    "Jean-Luc d'Arcy",
    "Marie-Claire Le Goff",
    "Charles de Gaulle",
    "Sinéad O'Brien-Núñez",
    "Annegret Kramp-Karrenbauer",
    "Nguyen Hung",
    "Yamada Taro",
    "Orbán Viktor",
    "Kim Minjun",
    "Xi Jinping",
    "Li Wei",
    "李小龍",
    "山田 花子",
    "김민준",
    "Иван Петрович Сидоров",
    "Γιώργος Παπαδόπουλος",
    "محمد علي",
    "עידו לוי",
    "Björk",
    "Müller",
    "de Vries",
    "van der Sar",
    "El Amrani",
    "Al-Rashid",
    "ibn Saud",
    "A. Okafor",
    "J Smith",
    "OKAFOR Ada",
    "Mary-Ann Lee",
    "Ada Okafor (HR)",
    "Zoë Åström",
    "Łukasz Żółć",
    "Sri Mulyani",
];

/// Words that say of somebody what the facts don't.
const GUESSES: [&str; 16] = [
    "Frau ",
    "Herr ",
    "geehrte ",
    "geehrter ",
    "Madame",
    "Monsieur",
    "Chère",
    "Cher ",
    "Sra.",
    "Sr. ",
    "Estimad",
    "mevrouw",
    "meneer",
    "heer ",
    "Mr ",
    "Ms ",
];

fn grave(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|found| found.severity > Severity::Hint).collect()
}

#[test]
fn names_of_forty_shapes_are_written_whole_and_nothing_is_guessed() {
    for (locales, facts) in languages() {
        for name in NAMES {
            for familiar in [false, true] {
                let mut facts = set(&facts, familiar, locales[0]);
                let id = facts["contacts"][0]["id"].clone();
                facts["contacts"] = json!([{ "id": id, "name": name, "email": "a@example.com" }]);
                let facts = read(&facts);
                for tone in Tone::ALL {
                    let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, tone) };
                    let message = render(&request).unwrap();
                    let body = message.body.as_deref().unwrap();
                    let greeting = body.lines().next().unwrap();
                    assert!(greeting.contains(name), "{}: {greeting}", locales[0]);
                    let guessed = GUESSES.iter().find(|guess| greeting.replace(name, "").contains(*guess));
                    assert_eq!(guessed, None, "{}: {greeting}", locales[0]);
                    let wrong =
                        findings(&request, &message).into_iter().filter(|found| found.check == Check::WrongName);
                    assert_eq!(wrong.collect::<Vec<_>>(), [], "{}: {body}", locales[0]);
                }
            }
        }
    }
}

#[test]
fn a_word_for_position_in_a_title_is_not_said_twice() {
    for (locale, title, doubled) in [
        ("de", "Stelle als Softwareentwicklerin", "stelle als stelle"),
        ("fr", "Poste d'Ingénieure logiciel", "poste de poste"),
        ("es", "Puesto de Ingeniería de Pagos", "puesto de puesto"),
        ("nl", "Functie van Softwareontwikkelaar", "functie van functie"),
    ] {
        let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == locale).unwrap();
        let mut facts = set(&facts, false, locale);
        facts["application"]["position"]["title"] = json!(title);
        each(&facts, FIRST_ROUND, |request, message| {
            let text = message.to_text().to_lowercase();
            assert!(!text.contains(doubled), "{text}");
            let grave = grave(findings(request, message));
            assert!(grave.is_empty(), "{grave:#?}\n{text}");
        });
    }
    let mut facts = crate::facts::rich();
    facts["application"]["position"]["title"] = json!("Position of Staff Engineer");
    let facts = read(&facts);
    let message = render(&request(&facts, StepKind::ThankYou, Tone::Neutral)).unwrap();
    assert!(!message.to_text().to_lowercase().contains("position of staff engineer position"), "{}", message.to_text());
}

#[test]
fn english_notes_are_left_out_of_a_french_application_and_asked_for_in_french() {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == "fr").unwrap();
    let mut facts = set(&facts, false, "fr");
    facts["interviews"][0]["talking_points"] =
        json!(["the move of the warehouse to event sourcing and how the team works"]);
    facts["candidate"]["strengths"] = json!(["ten years of building payment systems with a team of eight engineers"]);
    facts["candidate"]["goals"] = json!([]);
    each(&facts, FIRST_ROUND, |_, message| {
        let text = message.to_text();
        assert!(!text.contains("warehouse") && !text.contains("payment systems"), "{text}");
        for missing in &message.missing {
            assert!(!missing.text.contains(" the ") && !missing.text.contains("Add "), "{missing:?}");
        }
    });
    let facts = read(&facts);
    let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
    let message = render(&request).unwrap();
    let asked: Vec<&str> = message.missing.iter().map(|missing| missing.pointer.as_str()).collect();
    assert!(
        asked.contains(&"/interviews/0/talking_points/0") && asked.contains(&"/candidate/strengths/0"),
        "{asked:?}"
    );
}

#[test]
fn short_english_notes_are_left_out_in_every_language_and_loan_words_are_not() {
    for (locales, facts) in languages() {
        for (note, is_left_out) in [
            ("the new office", true),
            ("project management skills", true),
            ("strong communication skills", true),
            ("Change Management", false),
            ("Onboarding", false),
            ("Design Thinking", false),
        ] {
            let mut facts = set(&facts, false, locales[0]);
            facts["interviews"][0]["talking_points"] = json!([note]);
            facts["candidate"]["strengths"] = json!([note]);
            facts["candidate"]["goals"] = json!([]);
            let facts = read(&facts);
            let request = Request { locale: None, ..request(&facts, StepKind::ThankYou, Tone::Neutral) };
            let message = render(&request).unwrap();
            let body = message.body.as_deref().unwrap().to_lowercase();
            assert_eq!(!body.contains(&note.to_lowercase()), is_left_out, "{}: {note}: {body}", locales[0]);
            for pointer in ["/interviews/0/talking_points/0", "/candidate/strengths/0"] {
                let asked = message.missing.iter().any(|missing| missing.pointer == pointer);
                assert_eq!(asked, is_left_out, "{}: {note}: {:?}", locales[0], message.missing);
            }
        }
    }
}

#[test]
fn an_answer_in_english_is_asked_for_in_the_language_of_the_message() {
    for (locales, facts) in languages() {
        let mut facts = set(&facts, false, locales[0]);
        let last = facts["communications"].as_array().unwrap().len() - 1;
        facts["communications"][last]["answer"] = json!("Yes, from May.");
        let facts = read(&facts);
        let request = Request { locale: None, ..request(&facts, StepKind::Answer, Tone::Neutral) };
        let message = render(&request).unwrap();
        assert!(!message.to_text().contains("Yes"), "{}", message.to_text());
        assert!(!message.ready, "{message:#?}");
    }
}

#[test]
fn a_position_has_no_eszett_in_switzerland_and_people_keep_theirs() {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == "de").unwrap();
    let mut facts = set(&facts, false, "de-CH");
    facts["application"]["position"]["title"] = json!("Großkundenbetreuerin");
    facts["candidate"]["name"] = json!("Greta Weiß");
    each(&facts, FIRST_ROUND, |request, message| {
        let text = message.to_text().replace("Weiß", "");
        assert!(text.contains("Grosskundenbetreuerin") && !text.contains('ß'), "{text}");
        let grave = grave(findings(request, message));
        assert!(grave.is_empty(), "{grave:#?}\n{text}");
    });
}

#[test]
fn a_french_lawyer_is_called_maitre() {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == "fr").unwrap();
    let mut facts = set(&facts, false, "fr");
    facts["contacts"][0]["title"] = json!("Maître");
    each(&facts, FIRST_ROUND, |request, message| {
        if let Some(body) = message.body.as_deref().filter(|_| message.channel == Channel::Email) {
            let greeting = body.lines().next().unwrap();
            let expected = match message.tone {
                Tone::Formal => "Maître,",
                Tone::Neutral => "Bonjour Maître Moreau,",
                Tone::Warm => "Bonjour Claire,",
            };
            assert_eq!(greeting, expected);
        }
        let grave = grave(findings(request, message));
        assert!(grave.is_empty(), "{grave:#?}\n{}", message.to_text());
    });
    let facts = read(&facts);
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        contact_id: facts.contacts.first().map(|contact| &*contact.id),
        ..Context::default()
    };
    for greeting in ["Maître,", "Maître Moreau,", "Cher Maître,", "Bonjour Maître Moreau,"] {
        let body = format!("{greeting}\n\nJe vous remercie de notre échange.\n\nCordialement,\nCamille Laurent");
        let found = proofread(&Texts { body: Some(body), ..Texts::default() }, &context);
        let of_greeting = |found: &&Finding| matches!(found.check, Check::Greeting | Check::WrongName);
        assert_eq!(found.iter().find(of_greeting), None, "{greeting}");
    }
}

#[test]
fn names_are_in_no_language() {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == "de").unwrap();
    let mut facts = set(&facts, false, "de");
    facts["candidate"]["name"] = json!("María de los Ángeles y de la Cruz");
    facts["application"]["company"]["name"] = json!("La Voz de la Sierra");
    let facts = read(&facts);
    let context = Context { facts: Some(&facts), kind: Some(StepKind::CheckIn), ..Context::default() };
    let voicemail = "Guten Tag, hier ist María de los Ángeles y de la Cruz wegen La Voz de la Sierra. Bitte rufen Sie mich \
        zurück.";
    let found = proofread(&Texts { voicemail: Some(voicemail.to_owned()), ..Texts::default() }, &context);
    assert!(!found.iter().any(|finding| finding.text.contains("Sprache")), "{found:#?}");
}

/// The findings on a text with placeholders of English letters, the name of another application's company and a name
/// that is nobody's.
fn careless(locale: &str, body: &str) -> Vec<Finding> {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales[0] == locale).unwrap();
    let facts = read(&set(&facts, false, locale));
    let others = [OtherApplication { company: "Quillhaven Analytics".to_owned(), ..OtherApplication::default() }];
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        contact_id: facts.contacts.first().map(|contact| &*contact.id),
        other_applications: &others,
        ..Context::default()
    };
    proofread(&Texts { body: Some(body.to_owned()), ..Texts::default() }, &context)
}

#[test]
fn english_placeholders_and_the_wrong_company_are_found_in_every_language() {
    for (locale, body) in [
        (
            "de",
            "Sehr geehrte Frau von der Heide,\n\nvielen Dank für das Gespräch bei Quillhaven Analytics. [Company Name] und \
             {{first_name}} gefallen mir. Wann fällt die Entscheidung?\n\nMit freundlichen Grüßen\nGreta Lindqvist",
        ),
        (
            "fr",
            "Madame,\n\nMerci pour l'entretien chez Quillhaven Analytics. [Company Name] et {{first_name}} me plaisent. \
             Quand la décision sera-t-elle prise ?\n\nCordialement,\nGreta Lindqvist",
        ),
        (
            "es",
            "Estimada Sra. Ruiz Ortega:\n\nGracias por la entrevista en Quillhaven Analytics. [Company Name] y \
             {{first_name}} me gustan. ¿Cuándo se tomará la decisión?\n\nAtentamente,\nLucía Navarro Gil",
        ),
        (
            "nl",
            "Geachte mevrouw Van der Heide,\n\nHartelijk dank voor het gesprek bij Quillhaven Analytics. [Company Name] en \
             {{first_name}} bevallen me. Wanneer valt het besluit?\n\nMet vriendelijke groet,\nGreta Lindqvist",
        ),
    ] {
        let found = careless(locale, body);
        let count = |check| found.iter().filter(|finding| finding.check == check).count();
        assert!(count(Check::WrongCompany) >= 1, "{locale}: {found:#?}");
        assert!(count(Check::Placeholder) >= 2, "{locale}: {found:#?}");
        for finding in &found {
            assert!(!finding.text.contains(" the "), "{locale}: {}", finding.text);
            assert!(!matches!(finding.check, Check::Grammar | Check::Spelling), "{finding:?}");
        }
    }
}

#[test]
fn missing_parts_are_named_in_every_language() {
    const ELEMENTS: [Element; 19] = [
        Element::Subject,
        Element::Recipient,
        Element::Introduction,
        Element::Thanks,
        Element::Point,
        Element::Interest,
        Element::Clarification,
        Element::NextSteps,
        Element::FurtherInformation,
        Element::PassOn,
        Element::NewDate,
        Element::Answer,
        Element::Withdrawal,
        Element::Offer,
        Element::LastMessage,
        Element::Feedback,
        Element::OpenDoor,
        Element::CallBack,
        Element::SignOff,
    ];
    let english = |part, element| lacking("en".parse().unwrap(), part, element);
    assert_eq!(english(Part::Body, None), "Write a text: there is none.");
    let mut locales: Vec<&str> = languages().into_iter().flat_map(|(locales, _)| locales).copied().collect();
    locales.push("en");
    for tag in locales {
        for part in [Part::Subject, Part::Body, Part::Script, Part::Voicemail] {
            for element in ELEMENTS.into_iter().map(Some).chain([None]) {
                let said = lacking(tag.parse().unwrap(), part, element);
                assert!(said.ends_with('.') && said.len() > 10 && !said.contains("  "), "{tag}: {said}");
                assert!(tag == "en" || said != english(part, element), "{tag}: {said}");
            }
        }
    }
}

#[test]
fn no_message_depends_on_facts_about_gender() {
    for (locales, facts) in languages() {
        for locale in locales {
            let text_of = |address: Value| {
                let mut facts = set(&facts, false, locale);
                for contact in facts["contacts"].as_array_mut().unwrap() {
                    contact["address"] = address.clone();
                    contact["title"] = Value::Null;
                }
                let mut texts = Vec::new();
                each(&facts, FIRST_ROUND, |_, message| {
                    // Greetings may differ, and endings that repeat them.
                    let body = message.body.as_deref().filter(|_| message.channel == Channel::Email);
                    let paragraphs = body.into_iter().flat_map(|body| body.split("\n\n").skip(1));
                    texts.push(paragraphs.collect::<Vec<_>>().split_last().map(|(_, between)| between.join("\n")));
                });
                texts
            };
            let (hers, his, theirs) = (text_of(json!("ms")), text_of(json!("mr")), text_of(Value::Null));
            assert!(hers.iter().flatten().count() > 20, "{locale}");
            assert_eq!(hers, his, "{locale}");
            assert_eq!(hers, theirs, "{locale}");
        }
    }
}
