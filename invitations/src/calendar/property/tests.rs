use super::*;

fn property(line: &str) -> Property<'_> {
    Property::parse(1, line.into()).unwrap()
}

fn local(text: &str) -> DateOrTime {
    DateOrTime::Local(text.parse().unwrap())
}

#[test]
fn parameters_may_be_quoted_and_escaped() {
    let attendee = property(r#"ATTENDEE;CN="Doe; Jane: ^'Dr.^' ^^";ROLE=CHAIR:mailto:jane@example.com"#);
    assert_eq!(attendee.name, "ATTENDEE");
    assert_eq!(attendee.parameter("CN"), Some(r#"Doe; Jane: "Dr." ^"#));
    assert_eq!(attendee.parameter("ROLE"), Some("CHAIR"));
    assert_eq!(attendee.parameter("CUTYPE"), None);
    assert_eq!(attendee.raw(), "mailto:jane@example.com");
}

#[test]
fn white_space_where_none_belongs_is_let_pass() {
    let property = property("refresh - interval; VALUE = DURATION:PT48H");
    assert_eq!((&*property.name, property.parameter("VALUE")), ("REFRESH-INTERVAL", Some("DURATION")));
}

#[test]
fn a_zone_with_a_colon_is_read_with_and_without_quotes() {
    for line in [
        r#"DTSTART;TZID="(UTC+07:00) Bangkok, Hanoi, Jakarta":20260310T140000"#,
        r"DTSTART;TZID=(UTC+07:00) Bangkok, Hanoi, Jakarta:20260310T140000",
        r"DTSTART;TZID=(UTC+07:00) Bangkok\, Hanoi\, Jakarta:20260310T140000",
    ] {
        let start = property(line);
        assert_eq!(start.parameter("TZID"), Some("(UTC+07:00) Bangkok, Hanoi, Jakarta"), "{line}");
        assert_eq!(start.date_or_time(), Some(local("2026-03-10T14:00:00")), "{line}");
    }
}

#[test]
fn text_has_escapes() {
    let text = property(r"SUMMARY:a\, b\; c\\n d\nE\N \x \").text();
    assert_eq!(text, "a, b; c\\n d\nE\n \\x \\");
    assert_eq!(property("DESCRIPTION:https://example.com/?a=b;c").text(), "https://example.com/?a=b;c");
}

#[test]
fn a_malformed_content_line_is_not_parsed() {
    for line in ["", "no colon", ":value", "Content Type\u{e9}: x", ";x=y:z"] {
        assert!(Property::parse(1, line.into()).is_none(), "{line}");
    }
}

#[test]
fn only_whole_dates_and_times_are_taken() {
    assert_eq!(date_or_time("20260310"), Some(DateOrTime::Date("2026-03-10".parse().unwrap())));
    assert_eq!(date_or_time("20260310T140000Z"), Some(DateOrTime::Utc("2026-03-10T14:00:00".parse().unwrap())));
    assert_eq!(date_or_time("20260310T235960"), Some(local("2026-03-10T23:59:59")));
    for wrong in [
        "",
        "2026031",
        "20260230",
        "20260310T14",
        "20260310T1400",
        "20260310T240000",
        "20260310T140000+01",
        "2026-03-10",
        "20260310 140000",
        "20260310T14000Z",
        "\u{0662}0260310",
    ] {
        assert_eq!(date_or_time(wrong), None, "{wrong}");
    }
}

#[test]
fn durations_are_read_strictly() {
    for (text, seconds) in [
        ("PT30M", 1800),
        ("PT1H30M", 5400),
        ("P1D", 86_400),
        ("P1W", 604_800),
        ("P15DT5H0M20S", 1_314_020),
        ("-PT15M", -900),
        ("+PT1H", 3600),
        ("P1W2DT1H", 781_200),
    ] {
        assert_eq!(duration(text), Some(TimeDelta::seconds(seconds)), "{text}");
    }
    for wrong in ["", "P", "PT", "1H", "PT1", "PT1X", "P1H", "P99999999999999999999D", "P999999999D", "PTT1H"] {
        assert_eq!(duration(wrong), None, "{wrong}");
    }
}
