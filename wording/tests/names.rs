//! A family name alone has the form of address of the language, its case and its article.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use planning::{
    Locale, State, StepKind,
    facts::{Channel, Contact},
    reason::{PersonReason, TimingReason},
};
use serde_json::json;
use wording::{Action, Counterpart, Language, RequestOrdinal, language_of};

fn language(tag: &str) -> &'static dyn Language {
    language_of(Locale::nearest(tag).unwrap())
}

fn contact(address: &str) -> Contact {
    serde_json::from_value(json!({ "id": "c", "family_name": "Meier", "address": address })).unwrap()
}

fn said(tag: &str, reason: &PersonReason<'_>) -> String {
    let mut text = String::new();
    language(tag).person(reason, &mut text);
    text
}

#[test]
fn a_family_name_alone_has_its_form_of_address_in_every_language() {
    let (mr, ms) = (contact("mr"), contact("ms"));
    for (tag, thanks, left, phone) in [
        (
            "de",
            "Dank an Herrn Meier",
            "Herr Meier hat das Unternehmen verlassen. Schreiben Sie stattdessen an Frau Meier.",
            "Die Telefonnummer von Herrn Meier ist falsch.",
        ),
        (
            "fr",
            "Remercier M. Meier",
            "M. Meier a quitté l'entreprise, donc écrivez plutôt à Mme Meier.",
            "Le numéro indiqué pour M. Meier est faux",
        ),
        (
            "es",
            "Dar las gracias al Sr. Meier",
            "El Sr. Meier ya no trabaja en la empresa, así que escriba en su lugar a la \
             Sra. Meier.",
            "El número de teléfono del Sr. Meier no es correcto",
        ),
        (
            "nl",
            "Bedankbericht aan meneer Meier",
            "Meneer Meier werkt niet meer bij het bedrijf. Schrijf in plaats daarvan \
             aan mevrouw Meier.",
            "Het telefoonnummer van meneer Meier is onjuist.",
        ),
    ] {
        let action = Action {
            kind: StepKind::ThankYou,
            counterpart: Counterpart::Contact(&mr),
            request_ordinal: RequestOrdinal::First,
        };
        assert_eq!(language(tag).action(&action, &|name| name.to_owned()), thanks);
        assert_eq!(said(tag, &PersonReason::Left { left: &mr, instead: Some(&ms) }), left);
        let wrong = said(tag, &PersonReason::Undeliverable { contact: &mr, channel: Channel::Phone });
        assert!(wrong.starts_with(phone), "{wrong}");
    }
}

#[test]
fn a_date_is_closed_by_its_comma_and_no_suggestion_reads_as_a_quotation() {
    let stated = chrono::NaiveDate::from_ymd_opt(2026, 3, 13).unwrap();
    for (tag, expected) in [
        (
            "de",
            "Wenn Sie bis Freitag, den 13. März, nichts hören, schreiben Sie. Vielleicht liegt nur ein Versehen vor.",
        ),
        ("fr", "Si le vendredi 13 mars passe sans nouvelles, écrivez. Il s'agit peut-être d'un simple oubli."),
    ] {
        let mut text = String::new();
        language(tag).timing(&TimingReason::StatedDatePasses { stated }, &mut text);
        assert_eq!(text, expected);
    }
}

#[test]
fn a_state_has_a_sentence() {
    for (tag, expected) in [
        ("de", "Bisher war etwas zu tun; jetzt ist es Zeit, sich anderswo zu bewerben."),
        ("es", "Antes había algo por hacer; ahora conviene dirigirse a otras empresas."),
        ("nl", "Eerst was er iets te doen; nu is het tijd om elders te solliciteren."),
    ] {
        assert_eq!(language(tag).state_changed(State::Active, State::MovedOn), expected);
    }
}

#[test]
fn a_german_department_has_its_article() {
    let department = |name: &str| serde_json::from_value::<Contact>(json!({ "id": "c", "name": name })).unwrap();
    let german = language("de");
    for (name, thanks, asked, left) in [
        (
            "Personalabteilung",
            "Dank an die Personalabteilung",
            "Nachfrage bei der Personalabteilung",
            "Die Personalabteilung",
        ),
        ("HR-Team", "Dank an das HR-Team", "Nachfrage bei dem HR-Team", "Das HR-Team"),
        ("Anke Team-Meier", "Dank an Anke Team-Meier", "Nachfrage bei Anke Team-Meier", "Anke Team-Meier"),
    ] {
        let contact = department(name);
        let action =
            |kind| Action { kind, counterpart: Counterpart::Contact(&contact), request_ordinal: RequestOrdinal::First };
        assert_eq!(german.action(&action(StepKind::ThankYou), &|name| name.to_owned()), thanks);
        assert_eq!(german.action(&action(StepKind::CheckIn), &|name| name.to_owned()), asked);
        let said = said("de", &PersonReason::Left { left: &contact, instead: None });
        assert!(said.starts_with(&format!("{left} hat das Unternehmen verlassen.")), "{said}");
    }
}
