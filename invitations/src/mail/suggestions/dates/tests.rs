use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Received on a Wednesday.
fn found(sentence: &str) -> Option<FoundDay> {
    find(sentence, "2026-03-04".parse().unwrap())
}

#[test]
fn days_are_found_as_people_write_them() {
    for (sentence, expected) in [
        ("by 2026-03-10.", "2026-03-10"),
        ("on 10 march 2026 at noon", "2026-03-10"),
        ("on the 10th of march", "2026-03-10"),
        ("on march 10th, 2027", "2027-03-10"),
        ("by tuesday, march 10", "2026-03-10"),
        ("am 10. märz um 14 uhr", "2026-03-10"),
        ("bis zum 10.03.2026.", "2026-03-10"),
        ("am 10.3. um zehn", "2026-03-10"),
        ("am 1.4.26", "2026-04-01"),
        ("le 1er avril", "2026-04-01"),
        ("avant le 10/03/2026", "2026-03-10"),
        ("el 10 de marzo de 2026", "2026-03-10"),
        ("on 25/03/2026", "2026-03-25"),
        ("on 03/25/2026", "2026-03-25"),
        ("between the 10th of march and 12 march", "2026-03-12"),
        // Without a year the next one, or one of the last days.
        ("on january 15", "2027-01-15"),
        ("on february 25", "2026-02-25"),
        ("on 29 february", "2028-02-29"),
    ] {
        assert_eq!(
            found(sentence),
            Some(FoundDay { day: Some(day(expected)), confidence: Confidence::High }),
            "{sentence}"
        );
    }
}

#[test]
fn days_are_found_by_how_far_off_they_are() {
    for (sentence, expected, confidence) in [
        ("we will decide on friday", "2026-03-06", Confidence::Medium),
        ("next friday", "2026-03-06", Confidence::Low),
        ("on wednesday", "2026-03-11", Confidence::Low),
        ("am kommenden montag", "2026-03-09", Confidence::Low),
        ("lundi", "2026-03-09", Confidence::Medium),
        ("tomorrow", "2026-03-05", Confidence::Medium),
        ("wir melden uns morgen", "2026-03-05", Confidence::Medium),
        ("within two weeks", "2026-03-18", Confidence::Medium),
        ("in the next 10 days", "2026-03-14", Confidence::Medium),
        ("within 5-7 days", "2026-03-11", Confidence::Medium),
        ("innerhalb von zwei wochen", "2026-03-18", Confidence::Medium),
        ("dans une semaine", "2026-03-11", Confidence::Medium),
        ("en dos semanas", "2026-03-18", Confidence::Medium),
        ("by the end of this week", "2026-03-06", Confidence::Medium),
        ("by the end of next week", "2026-03-13", Confidence::Medium),
        ("ende nächster woche", "2026-03-13", Confidence::Medium),
    ] {
        assert_eq!(found(sentence), Some(FoundDay { day: Some(day(expected)), confidence }), "{sentence}");
    }
}

#[test]
fn an_ambiguous_date_has_no_day() {
    for sentence in ["by 10/03/2026", "on friday, march 10", "within five business days", "in 3 werktagen"] {
        assert_eq!(found(sentence), Some(FoundDay { day: None, confidence: Confidence::Low }), "{sentence}");
    }
}

#[test]
fn not_everything_is_a_day() {
    for sentence in [
        "guten morgen",
        "we may call you",
        "our team of 12",
        "version 10.3",
        "24/7",
        "in may we grow",
        "31.31.2026",
        "99 march",
        "day after day",
        "call +49 30 1234",
        "room 3.12",
        "por la mañana",
    ] {
        assert_eq!(found(sentence), None, "{sentence}");
    }
}
