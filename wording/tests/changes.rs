//! A step whose kind, status and times change is said to in one sentence, whose subject fits each part.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use planning::{
    Locale, Status, StepKind,
    diff::{Change, ChangedFields, Time},
};
use wording::language_of;

fn said(tag: &str, kind: StepKind, fields: &ChangedFields<'_>) -> String {
    language_of(Locale::nearest(tag).unwrap()).step_changed(kind, fields).replace(['\u{202f}', '\u{a0}'], " ")
}

fn time(written: &str) -> Time {
    Time(chrono::DateTime::parse_from_rfc3339(written).unwrap())
}

#[test]
fn a_new_kind_a_new_status_and_new_times_are_parts_of_one_sentence() {
    let fields = ChangedFields {
        kind: Some(Change { old: StepKind::CheckIn, new: StepKind::FinalAttempt }),
        status: Some(Change { old: Status::Upcoming, new: Status::Due }),
        opens_at: Some(Change { old: time("2026-03-17T09:00:00+01:00"), new: time("2026-03-12T09:00:00+01:00") }),
        ..ChangedFields::default()
    };
    for (tag, expected) in [
        (
            "en",
            "The check-in becomes a final attempt; it was upcoming and is due now; it opens at 09:00 on Thursday, 12 March \
             instead of 09:00 on Tuesday, 17 March.",
        ),
        (
            "de",
            "Der Schritt „Nachfrage“ wird zu „Letzte Nachfrage“; er war noch nicht fällig und ist jetzt fällig; er wird am \
             Donnerstag, dem 12. März, um 9 Uhr, möglich (vorher am Dienstag, dem 17. März, um 9 Uhr).",
        ),
        (
            "fr",
            "La relance devient une dernière relance ; elle passe de « à venir » à « à faire » ; elle s'ouvre \
             le jeudi 12 mars à 9 h au lieu du mardi 17 mars à 9 h.",
        ),
        (
            "es",
            "El mensaje de seguimiento pasa a ser un último intento; estaba pendiente y ahora está en plazo; se \
             abre a las 9:00 del jueves 12 de marzo en lugar de a las 9:00 del martes 17 de marzo.",
        ),
        (
            "nl",
            "De navraag wordt een laatste navraag; die was nog niet aan de beurt en is nu te doen; die kan vanaf \
             donderdag 12 maart om 09.00 uur (eerst dinsdag 17 maart om 09.00 uur).",
        ),
    ] {
        assert_eq!(said(tag, StepKind::FinalAttempt, &fields), expected);
    }
}

#[test]
fn a_status_alone_has_the_step_as_its_subject() {
    let fields =
        ChangedFields { status: Some(Change { old: Status::Due, new: Status::Missed }), ..ChangedFields::default() };
    for (tag, expected) in [
        ("en", "The check-in was due and is missed now."),
        ("de", "Die Nachfrage war fällig und ist jetzt verpasst."),
        ("fr", "La relance passe de « à faire » à « délai dépassé »."),
        ("es", "El mensaje de seguimiento estaba en plazo y ahora está fuera de plazo."),
        ("nl", "De navraag was te doen en is nu gemist."),
    ] {
        assert_eq!(said(tag, StepKind::CheckIn, &fields), expected);
        let same = ChangedFields::default();
        assert!(said(tag, StepKind::CheckIn, &same).ends_with('.'), "{tag}");
    }
}
