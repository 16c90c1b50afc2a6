//! What slips in from another message is found, and what only looks like it isn't.

use messages::proofread::{Check, Context, EarlierMessage, OtherApplication, Severity, Texts, proofread};
use planning::{StepKind, facts::Channel};

use crate::facts::{read, rich};

const SOUND: &str = "Dear Ada,\n\nThank you for the interview on Tuesday, 10 March. The move to event sourcing that you \
    described is close to what I did for our ledger, and the way you replay old streams is worth a second look.\n\nBest \
    regards,\nGrace Lindqvist\n+1 212 555 0100";

/// The checks that found something in `body`, of accidents alone.
fn accidents(body: &str, earlier_messages: &[EarlierMessage]) -> Vec<Check> {
    let facts = read(&rich());
    let others = [
        OtherApplication {
            company: "Quillhaven Analytics".to_owned(),
            position: Some("Data Engineer".to_owned()),
            people: vec!["Tomás Herrera".to_owned()],
        },
        OtherApplication { company: "Target".to_owned(), ..OtherApplication::default() },
        OtherApplication { company: "Meridian Health".to_owned(), ..OtherApplication::default() },
    ];
    let texts = Texts { body: Some(body.to_owned()), ..Texts::default() };
    let context = Context {
        facts: Some(&facts),
        kind: Some(StepKind::ThankYou),
        channel: Some(Channel::Email),
        contact_id: Some("ada"),
        other_applications: &others,
        earlier_messages,
        ..Context::default()
    };
    let accident = |check: &Check| {
        use Check::{Placeholder, Repeated, SameAsColleague, WrongCompany, WrongDate, WrongName, WrongPosition};
        [Placeholder, WrongName, WrongCompany, WrongPosition, WrongDate, Repeated, SameAsColleague].contains(check)
    };
    proofread(&texts, &context).into_iter().map(|finding| finding.check).filter(accident).collect()
}

#[test]
fn parts_of_another_message_are_found() {
    for (from, to, check) in [
        ("Dear Ada", "Dear Ava", Check::WrongName),
        ("Dear Ada", "Dear Ben", Check::WrongName),
        ("Grace Lindqvist", "Hugo Brandt", Check::WrongName),
        ("that you", "that Tomás Herrera", Check::WrongName),
        ("interview on", "interview at Quillhaven on", Check::WrongCompany),
        ("our ledger", "Meridian Health", Check::WrongCompany),
        ("our ledger", "Merdian Labs", Check::WrongCompany),
        ("interview on", "interview for the Data Engineer position on", Check::WrongPosition),
        ("Tuesday, 10 March", "Monday, 9 March", Check::WrongDate),
        ("Tuesday, 10 March", "Friday, 10 March", Check::WrongDate),
        ("event sourcing", "[Project]", Check::Placeholder),
        ("Dear Ada", "Dear {{ name }}", Check::Placeholder),
    ] {
        let body = SOUND.replacen(from, to, 1);
        assert_eq!(accidents(&body, &[]), [check], "{body}");
    }
}

#[test]
fn similar_texts_are_not_findings() {
    assert_eq!(accidents(SOUND, &[]), []);
    for (from, to) in [
        ("Dear Ada", "Dear Ms. Okafor"),
        ("Dear Ada", "Dear Ada and Ben"),
        ("Tuesday, 10 March", "March 10th"),
        ("our ledger", "our target of 40 ms [1]"),
        ("our ledger", "Vec<T> in our ledger"),
    ] {
        let body = SOUND.replacen(from, to, 1);
        assert_eq!(accidents(&body, &[]), [], "{body}");
    }
}

#[test]
fn a_text_that_went_out_before_is_found_whatever_its_names() {
    let earlier = |contact_id: &str, body: String| EarlierMessage { contact_id: Some(contact_id.to_owned()), body };
    let copied = SOUND.replace("Ada", "Ben").replace("Tuesday, 10 March", "Monday");
    assert_eq!(accidents(SOUND, &[earlier("ada", copied.clone())]), [Check::Repeated]);
    assert_eq!(accidents(SOUND, &[earlier("ben", copied)]), [Check::SameAsColleague]);
    let varied = SOUND.replace("the way you replay old streams", "your on-call rota");
    assert_eq!(accidents(SOUND, &[earlier("ben", varied)]), [Check::SameAsColleague]);
    let other = "Dear Ben,\n\nThank you for your time. I liked how you run the on-call rota, and I would be glad to tell you \
        how we halved the number of pages last year.\n\nBest regards,\nGrace Lindqvist";
    assert_eq!(accidents(SOUND, &[earlier("ben", other.to_owned())]), []);
}

/// The findings about names, with their severities, in a letter to `contact` that begins with `greeting`.
fn about_names(greeting: &str, contact: &str) -> Vec<Severity> {
    let mut facts = rich();
    facts["contacts"][0]["name"] = serde_json::json!(contact);
    let facts = read(&facts);
    let body = SOUND.replacen("Dear Ada,", greeting, 1);
    let context = Context { facts: Some(&facts), contact_id: Some("ada"), ..Context::default() };
    let found = proofread(&Texts { body: Some(body), ..Texts::default() }, &context);
    let of_names = found.into_iter().filter(|finding| matches!(finding.check, Check::WrongName | Check::Greeting));
    of_names.map(|finding| finding.severity).collect()
}

#[test]
fn names_of_all_kinds_may_be_greeted_by_their_parts() {
    for (greeting, contact) in [
        ("Dear Edwin,", "Edwin van der Sar"),
        ("Dear Mr van der Sar,", "Edwin van der Sar"),
        ("Dear Mr. Van der Sar,", "Edwin van der Sar"),
        ("Dear van Dijk,", "van Dijk"),
        ("Dear El Amrani,", "El Amrani"),
        ("Dear Mr bin Rashid,", "Omar bin Rashid"),
        ("Dear Huda,", "Huda al-Farsi"),
        ("Dear Hung,", "Nguyen Hung"),
        ("Dear Nguyen,", "Nguyen Hung"),
        ("Dear Nguyen Hung,", "Nguyen Hung"),
        ("Dear Viktor,", "Orbán Viktor"),
        ("Dear Mr Yamada,", "Yamada Taro"),
        ("Dear Minjun,", "Kim Minjun"),
        ("Dear Björk,", "Björk"),
        ("Dear Judge Harris,", "Patricia Harris"),
        ("Dear Rabbi Cohen,", "Rabbi Cohen"),
        ("Dear Prof. Roe,", "Anna Roe"),
        ("Dear Swami Vivekananda,", "Swami Vivekananda"),
        ("Dear Maria José,", "Maria José Carreño"),
        ("Dear Mary-Ann,", "Mary-Ann Lee"),
        ("Dear A. Okafor,", "A. Okafor"),
        ("Dear Ada Okafor,", "Okafor, Ada"),
        ("Dear Talent Team,", "Talent Team"),
        ("Dear Hiring Team,", "Talent Team"),
        ("Dear Acme Recruiting Team,", "Acme Recruiting"),
        ("Dear Mr Null,", "Jan Null"),
    ] {
        assert_eq!(about_names(greeting, contact), [], "{greeting} / {contact}");
    }
}

#[test]
fn names_in_the_wrong_order_or_in_part_are_found() {
    for (greeting, contact) in [
        ("Dear Sar Edwin,", "Edwin van der Sar"),
        ("Dear van,", "van Dijk"),
        ("Dear de,", "de Vries"),
        ("Dear El,", "El Amrani"),
        ("Dear Hughes Robert,", "Robert Hughes"),
        ("Dear Robert,", "Hung Nguyen"),
    ] {
        assert!(about_names(greeting, contact).contains(&Severity::Error), "{greeting} / {contact}");
    }
    for (greeting, contact) in [("Dear Mr Sar,", "Edwin van der Sar"), ("Dear Hung Nguyen,", "Nguyen Hung")] {
        assert!(about_names(greeting, contact).iter().all(|severity| *severity == Severity::Hint), "{greeting}");
    }
}
