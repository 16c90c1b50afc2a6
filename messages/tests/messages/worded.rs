//! Sentences that no native would write, and that no message has.

use messages::proofread::Severity;
use serde_json::{Value, json};

use crate::languages::{FIRST_ROUND, each, findings, languages, set};

fn facts(locale: &str) -> Value {
    let (_, facts) = languages().into_iter().find(|(locales, _)| locales.contains(&locale)).unwrap();
    facts
}

/// All messages of the facts in both registers, at the employer and at an agency, which have no warning.
#[track_caller]
fn texts(locale: &str, facts: &Value) -> Vec<String> {
    let mut texts = Vec::new();
    for (familiar, agency) in [(false, false), (true, false), (false, true)] {
        let mut facts = set(facts, familiar, locale);
        if agency {
            facts["contacts"][0]["role"] = json!("agency_recruiter");
        }
        each(&facts, FIRST_ROUND, |request, message| {
            let text = message.to_text();
            let mut grave = findings(request, message);
            // What is asked of an agency is the subject of other tests.
            grave.retain(|found| found.severity > Severity::Hint && !agency);
            assert!(grave.is_empty(), "{locale}: {grave:#?}\n{text}");
            texts.push(text);
        });
    }
    texts
}

#[track_caller]
fn never(texts: &[String], traces: &[&str]) {
    for text in texts {
        for trace in traces {
            assert!(!text.contains(trace), "{trace:?} in {text}");
        }
    }
}

#[test]
fn companies_have_their_article() {
    for (locale, company, right, wrong) in [
        ("de", "Acme GmbH", "bei der Acme GmbH", &["bei Acme", "von Acme", "für Acme", "Hat Acme", "ob Acme"][..]),
        ("de", "Stadt München", "bei der Stadt München", &["bei Stadt", "von Stadt", "für Stadt"][..]),
        ("fr", "Mairie de Lyon", "à la Mairie de Lyon", &["chez Mairie", "de Mairie", "si Mairie", "avec Mairie"][..]),
        ("fr", "Hôpital Saint-Louis", "à l'Hôpital Saint-Louis", &["chez Hôpital", "d'Hôpital", "avec Hôpital"][..]),
        (
            "es",
            "Ayuntamiento de Madrid",
            "en el Ayuntamiento de Madrid",
            &["en Ayun", "de Ayun", "a Ayun", "con Ayun"][..],
        ),
        (
            "nl",
            "Gemeente Amsterdam",
            "bij de Gemeente Amsterdam",
            &["bij Gemeente", "voor Gemeente", "Heeft Gemeente"][..],
        ),
    ] {
        let mut facts = facts(locale);
        facts["application"]["company"]["name"] = json!(company);
        let texts = texts(locale, &facts);
        assert!(texts.iter().filter(|text| text.contains(right)).count() > 10, "{company}");
        never(&texts, wrong);
    }
}

#[test]
fn wordings_that_readers_rejected_are_not_used() {
    never(
        &texts("de", &facts("de")),
        &["Melden Sie sich gern.\n", ". Melde dich gern.", "Fragen Sie gern nach.", "Frag gern nach."][..],
    );
    never(
        &texts("fr", &facts("fr")),
        &[
            "our votre temps",
            "our ton temps",
            "de votre temps",
            "poursuivre le recrutement",
            "m'en intéresse d'autant",
            "Un non me",
        ][..],
    );
    never(&texts("es", &facts("es")), &["Me interesa mucho;", "creo que podría", "Llamo por tu oferta"][..]);
    for locale in ["es-MX", "es-AR", "es-419"] {
        never(
            &texts(locale, &facts("es")),
            &["ha tomado", "ha recaído", "e decidido", "han decidido", "e aceptado", "han elegido", "ha hecho"][..],
        );
    }
}

#[test]
fn a_strength_that_one_does_is_called_experience() {
    for (locale, strength, right, wrong) in [
        (
            "es",
            "la dirección de equipos",
            "mi experiencia en la dirección de equipos",
            &["aportaría la", "aportar la", "Con la"][..],
        ),
        (
            "fr",
            "la conduite d'équipe",
            "mon expérience de la conduite d'équipe",
            &["apporterais la", "profit la", "sur la conduite"][..],
        ),
        ("de", "die Leitung großer Teams", ": die Leitung großer Teams", &["Teams mit.", "Teams ein."][..]),
    ] {
        let mut facts = facts(locale);
        facts["candidate"]["strengths"] = json!([strength]);
        let texts = texts(locale, &facts);
        assert!(texts.iter().filter(|text| text.contains(right)).count() > 10, "{locale}");
        never(&texts, wrong);
    }
    let mut facts = facts("fr");
    facts["candidate"]["strengths"] = json!(["Je parle allemand"]);
    never(&texts("fr", &facts), &["une expérience que", "une expérience sur"][..]);
}

#[test]
fn notes_are_spelt_as_in_switzerland() {
    let mut facts = facts("de");
    facts["candidate"]["strengths"] = json!(["Führung großer Teams"]);
    facts["interviews"][0]["talking_points"] = json!(["die große Umstellung bei Weiß"]);
    facts["contacts"][1]["family_name"] = json!("Weiß");
    let texts = texts("de-CH", &facts);
    assert!(texts.iter().any(|text| text.contains("die grosse Umstellung bei Weiß")));
    never(&texts, &["groß", "Groß", "Grüße"][..]);
}
