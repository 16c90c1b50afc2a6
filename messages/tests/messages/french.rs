//! French messages: how people are greeted, what is never said, and that the service finds nothing wrong with them.

use std::collections::BTreeSet;

use messages::{
    Locale, Message, Request, Tone,
    proofread::{Check, Context, Severity, Texts, proofread},
    render,
};
use planning::{StepKind, facts::Channel};
use serde_json::{Value, json};

use crate::facts::{by, read, request, ways};

const REGIONS: [&str; 4] = ["fr", "fr-CA", "fr-CH", "fr-BE"];

/// An application about which everything is known.
fn rich() -> Value {
    serde_json::from_str(include_str!("languages/fr.json")).unwrap()
}

/// Calls `look` with every message and what it was asked for by.
fn for_every_message(facts: &Value, mut look: impl FnMut(&str, &Message<'_>)) {
    let mut no_show = facts.clone();
    no_show["interviews"][0]["status"] = json!("employer_no_show");
    for familiar in [false, true] {
        let with = |facts: &Value| {
            let mut facts = facts.clone();
            facts["application"]["familiar"] = json!(familiar);
            read(&facts)
        };
        let (facts, no_show) = (with(facts), with(&no_show));
        for region in REGIONS {
            let locale: Locale = region.parse().unwrap();
            for kind in StepKind::MESSAGES {
                let facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
                for channel in ways(kind) {
                    for tone in Tone::ALL {
                        for thank_you_planned in [true, false] {
                            let request = Request {
                                channel,
                                thank_you_planned,
                                locale: Some(locale),
                                ..request(facts, kind, tone)
                            };
                            let message = render(&request).unwrap();
                            let title = format!(
                                "{region} {} {} {tone:?}{}",
                                kind.name(),
                                channel.channel.name(),
                                if familiar { " tu" } else { "" }
                            );
                            look(&title, &message);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn messages_keep_their_lengths() {
    for_every_message(&rich(), |title, message| {
        let most = match (message.channel, message.kind) {
            (Channel::Email, StepKind::ThankYou) => 210,
            (Channel::Email, _) => 140,
            (Channel::Phone, _) => 186,
            (Channel::Letter, _) => 105,
            (Channel::Linkedin, _) => {
                assert!(message.to_text().chars().count() <= 300, "{title}\n{}", message.to_text());
                usize::MAX
            }
        };
        assert!(message.words <= most, "{title}\n{}", message.to_text());
    });
}

#[test]
fn no_word_agrees_with_the_candidate_and_no_english_is_left() {
    for_every_message(&rich(), |title, message| {
        let text = message.to_text().to_lowercase();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic() && c != '\'').collect();
        for word in [
            "ravi",
            "ravie",
            "heureux",
            "heureuse",
            "enchanté",
            "enchantée",
            "intéressé",
            "intéressée",
            "motivé",
            "motivée",
            "désolé",
            "désolée",
            "content",
            "contente",
            "convaincu",
            "convaincue",
            "reçu",
            "reçue",
            "prêt",
            "prête",
            "the",
            "and",
            "with",
            "your",
            "you",
            "for",
            "thank",
            "position",
            "dear",
        ] {
            assert!(!words.contains(&word), "{word:?} in {title}\n{text}");
        }
        assert!(!text.contains("(e)") && !text.contains('·') && !text.contains("je me suis"), "{title}\n{text}");
    });
}

#[test]
fn nothing_of_the_machinery_shows() {
    for_every_message(&rich(), |title, message| {
        let text = message.to_text().replace("Subject: ", "");
        for trace in [
            "  ",
            " ,",
            " .",
            "..",
            ",.",
            "{",
            "}",
            "none",
            "undefined",
            " :",
            " ;",
            " ?",
            " !",
            "« ",
            " »",
            " de le ",
            " de les ",
            " à le ",
            " à les ",
            " si il",
            " que il",
            "de I",
            "de i",
            "d'D",
            ",,",
            ". .",
        ] {
            assert!(!text.contains(trace), "{trace:?} in {title}\n{text}");
        }
    });
}

#[test]
fn one_register_is_kept() {
    for_every_message(&rich(), |title, message| {
        let text = message.to_text().to_lowercase();
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic() && c != '\'').collect();
        let tu = ["tu", "te", "ton", "ta", "tes", "toi", "t'écris", "t'appelle"];
        let said: Vec<&&str> = tu.iter().filter(|word| words.contains(**word)).collect();
        assert!(title.ends_with(" tu") || said.is_empty(), "{said:?} in {title}\n{text}");
        if title.ends_with(" tu") {
            // "Vous" means the company.
            for formal in ["je vous", "remercie vous", "dites-moi", "n'hésitez", "vous souhaitiez", "prie d'agréer"] {
                assert!(!text.contains(formal), "{formal:?} in {title}\n{text}");
            }
        }
    });
}

/// The first line of an e-mail to that person.
fn greeting(contact: Value, tone: Tone, familiar: bool, channel: Channel, locale: &str) -> String {
    let mut facts = rich();
    let mut contact = contact;
    contact["id"] = json!("claire");
    contact["email"] = json!("claire@example.com");
    facts["contacts"][0] = contact;
    facts["candidate"]["familiar"] = json!(familiar);
    let facts = read(&facts);
    let locale = Some(locale.parse().unwrap());
    let message =
        render(&Request { locale, channel: by(channel), ..request(&facts, StepKind::ThankYou, tone) }).unwrap();
    let body = message.body.unwrap();
    let paragraphs: Vec<&str> = body.split("\n\n").collect();
    paragraphs.into_iter().find(|line| line.ends_with(',') && !line.contains('\n')).unwrap().to_owned()
}

#[test]
fn people_are_greeted_as_they_are_known() {
    let all = json!({ "name": "Claire Moreau", "given_name": "Claire", "family_name": "Moreau", "address": "ms" });
    let email = |facts: &Value, tone, familiar| greeting(facts.clone(), tone, familiar, Channel::Email, "fr");
    assert_eq!(email(&all, Tone::Formal, false), "Madame,");
    assert_eq!(email(&all, Tone::Neutral, false), "Bonjour Madame Moreau,");
    assert_eq!(email(&all, Tone::Warm, false), "Bonjour Claire,");
    assert_eq!(email(&all, Tone::Formal, true), "Bonjour Claire,");
    assert_eq!(greeting(all.clone(), Tone::Neutral, false, Channel::Letter, "fr"), "Madame,");
    let unknown = json!({ "name": "Claire Moreau" });
    for tone in Tone::ALL {
        assert_eq!(email(&unknown, tone, false), "Bonjour Claire Moreau,");
        assert_eq!(email(&json!({}), tone, false), if tone == Tone::Formal { "Madame, Monsieur," } else { "Bonjour," });
        let neutral =
            json!({ "name": "Claude Petit", "given_name": "Claude", "family_name": "Petit", "address": "neutral" });
        let warm = tone == Tone::Warm;
        assert_eq!(email(&neutral, tone, false), if warm { "Bonjour Claude," } else { "Bonjour Claude Petit," });
    }
    let doctor = json!({ "family_name": "Roux", "title": "Dr", "address": "ms" });
    assert_eq!(email(&doctor, Tone::Formal, false), "Docteur,");
    assert_eq!(email(&doctor, Tone::Neutral, false), "Bonjour Docteur Roux,");
    assert_eq!(greeting(doctor, Tone::Formal, false, Channel::Email, "fr-CA"), "Docteure,");
    let professor = json!({ "family_name": "Roux", "title": "Prof.", "address": "mr" });
    assert_eq!(email(&professor, Tone::Formal, false), "Monsieur le Professeur,");
    let team = json!({ "name": "Service recrutement" });
    assert_eq!(email(&team, Tone::Formal, false), "Madame, Monsieur,");
    assert_eq!(email(&team, Tone::Warm, false), "Bonjour,");
}

#[test]
fn names_of_forty_shapes_stay_whole() {
    for name in [
        "Ada Okafor",
        "Claire de La Tour",
        "Jean-Pierre Le Goff",
        "Marie-Ève Tremblay",
        "D'Angelo Rossi",
        "Anne L'Hermite",
        "van Dijk",
        "de Vries",
        "El Amrani",
        "Da Silva",
        "Nguyen Thi Hoa",
        "Orbán Viktor",
        "Yamada Taro",
        "Kim Minjun",
        "Judge Harris",
        "Rabbi Cohen",
        "Sri Mulyani",
        "Maria José",
        "Edwin van der Sar",
        "Björk",
        "A. Okafor",
        "Dr. Okafor",
        "OKAFOR Ada",
        "J Smith",
        "Иван Петрович Сидоров",
        "李 小龍",
        "山田 花子",
        "Østergaard",
        "Łukasz Żak",
        "O'Brien",
        "Zoë Saint-Exupéry",
        "Mohamed Ben Ali",
        "Fatou N'Diaye",
        "Aimé Césaire",
        "Élodie Évrard",
        "Yves",
        "Huguette Hardy",
        "Le Quéré",
        "Ñuñez Peña",
        "Þóra Jónsdóttir",
        "Sœur Emmanuelle",
    ] {
        for tone in Tone::ALL {
            let line = greeting(json!({ "name": name }), tone, false, Channel::Email, "fr");
            assert_eq!(line, format!("Bonjour {name},"));
        }
        let mut facts = rich();
        facts["contacts"][0]["name"] = json!(name);
        for part in ["given_name", "family_name", "address"] {
            facts["contacts"][0][part] = Value::Null;
        }
        let read = read(&facts);
        let request = request(&read, StepKind::CheckIn, Tone::Neutral);
        let message = render(&Request { locale: Some("fr".parse().unwrap()), ..request }).unwrap();
        let context = Context {
            facts: Some(&read),
            kind: Some(StepKind::CheckIn),
            contact_id: Some("claire"),
            locale: Some("fr".parse().unwrap()),
            ..Context::default()
        };
        let grave: Vec<_> = proofread(&message.texts(), &context)
            .into_iter()
            .filter(|finding| finding.severity > Severity::Hint)
            .collect();
        assert!(grave.is_empty(), "{name}: {grave:?}");
    }
}

/// What is found in this body, in a check-in of rich facts.
fn found(body: &str) -> Vec<(Check, Severity)> {
    let facts = read(&rich());
    let texts = Texts {
        subject: Some("Poste d'Ingénieure logiciel : prochaines étapes".to_owned()),
        body: Some(body.to_owned()),
        ..Texts::default()
    };
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::CheckIn),
        channel: Some(Channel::Email),
        contact_id: Some("claire"),
        locale: Some("fr".parse().unwrap()),
        ..Context::default()
    };
    proofread(&texts, &context).into_iter().map(|finding| (finding.check, finding.severity)).collect()
}

#[test]
fn mistakes_are_found() {
    let letter = |greeting: &str, prose: &str, end: &str| {
        format!("{greeting}\n\nMerci du temps que vous m'avez accordé le mardi 10 mars. {prose}\n\n{end}")
    };
    let prose =
        "Quelles sont les prochaines étapes, et quand pensez-vous décider ? Je retiens le passage à l'event sourcing.";
    let end = "Cordialement,\nCamille Laurent\n+33 6 39 98 12 34";
    let sound: Vec<_> = found(&letter("Bonjour Madame Moreau,", prose, end));
    assert!(sound.iter().all(|(_, severity)| *severity == Severity::Hint), "{sound:?}");
    for (check, body) in [
        (Check::Greeting, letter("Bonjour à tous,", prose, end)),
        (Check::WrongName, letter("Bonjour Madame Dupont,", prose, end)),
        (Check::SignOff, letter("Madame,", prose, "Bisous,\nCamille Laurent\n+33 6 39 98 12 34")),
        (Check::SignOff, letter("Madame,", prose, "Camille Laurent\n+33 6 39 98 12 34")),
        (Check::NextSteps, letter("Madame,", "Je retiens le passage à l'event sourcing.", end)),
        (Check::Placeholder, letter("Madame,", &format!("{prose} Je souhaite rejoindre [nom de l'entreprise]."), end)),
        (Check::Placeholder, letter("Cher·ère Madame,", &format!("{prose} Je souhaite rejoindre [Company]."), end)),
        (
            Check::WrongCompany,
            letter("Madame,", &format!("{prose} J'aimerais beaucoup rejoindre Dupont Conseil."), end),
        ),
        (Check::WrongDate, letter("Madame,", &format!("{prose} Notre entretien du mercredi 10 mars m'a plu."), end)),
        (Check::WrongDate, letter("Madame,", &format!("{prose} Notre échange du 12 mars m'a plu."), end)),
        (Check::Casual, letter("Madame,", &format!("{prose} C'était trop cool."), end)),
        (Check::Pay, letter("Madame,", &format!("{prose} Quel salaire proposez-vous ?"), end)),
        (Check::Desperate, letter("Madame,", &format!("{prose} Je vous en supplie, donnez-moi une chance."), end)),
        (Check::Pushy, letter("Madame,", &format!("{prose} J'attends une réponse au plus vite."), end)),
    ] {
        assert!(found(&body).iter().any(|(other, _)| *other == check), "{check:?} in\n{body}\n{:?}", found(&body));
    }
}

#[test]
fn notes_in_english_are_left_out_of_a_french_message() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["how your team moved from nightly batches to event sourcing"]);
    facts["candidate"]["strengths"] = json!(["ten years of building payment systems with a large team in Rust"]);
    let facts = read(&facts);
    let locale = Some("fr".parse().unwrap());
    let message = render(&Request { locale, ..request(&facts, StepKind::ThankYou, Tone::Neutral) }).unwrap();
    let text = message.to_text();
    assert!(!text.contains("team") && !text.contains("years"), "{text}");
    assert!(message.missing.iter().any(|missing| missing.text.contains("autre langue")), "{:?}", message.missing);
}
