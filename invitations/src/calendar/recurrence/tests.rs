use super::*;

fn occurrences(rule: &str, start: &str, most: usize) -> Vec<String> {
    let rule: Rule = rule.parse().unwrap();
    let start = format!("{start}T09:00:00").parse().unwrap();
    rule.occurrences(start).take(most).map(|time| time.format("%F").to_string()).collect()
}

/// The examples of RFC 5545, section 3.8.5.3, without those by the hour.
#[test]
fn the_examples_of_the_rfc() {
    for (rule, start, days) in [
        ("FREQ=DAILY;INTERVAL=2", "1997-09-02", "1997-09-02 1997-09-04 1997-09-06"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09-02 1997-09-12 1997-09-22"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02", "1997-09-02 1997-09-16 1997-09-30"),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=TU,TH", "1997-09-02", "1997-09-02 1997-09-04 1997-09-09"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01", "1997-09-01 1997-09-03 1997-09-05 1997-09-15"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31"),
        ("FREQ=MONTHLY;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU", "1997-09-07", "1997-09-07 1997-09-28 1997-11-02 1997-11-30"),
        ("FREQ=MONTHLY;BYDAY=-2MO", "1997-09-22", "1997-09-22 1997-10-20 1997-11-17"),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "1997-09-30", "1997-09-30 1997-10-01 1997-10-31 1997-11-01"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13", "1998-02-13 1998-03-13 1998-11-13"),
        ("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997-09-04 1997-10-07 1997-11-06"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29", "1997-09-29 1997-10-30 1997-11-27"),
        ("FREQ=YEARLY;BYMONTH=6,7", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10"),
        ("FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01", "1997-01-01 1997-04-10 1997-07-19 2000-01-01"),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27 1998-03-05"),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-11-05",
            "1996-11-05 2000-11-07 2004-11-02",
        ),
        ("FREQ=YEARLY", "2024-02-29", "2024-02-29 2028-02-29"),
        ("FREQ=MONTHLY", "2026-01-31", "2026-01-31 2026-03-31 2026-05-31"),
        // A start that the rule wouldn't give comes first all the same.
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-25", "2026-11-25 2026-11-30"),
    ] {
        let most = days.split(' ').count();
        assert_eq!(occurrences(rule, start, most).join(" "), days, "{rule}");
    }
}

#[test]
fn a_rule_without_occurrences_ends_soon() {
    for rule in ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=4", "FREQ=MONTHLY;BYDAY=7MO"]
    {
        assert_eq!(occurrences(rule, "2026-01-01", 10), ["2026-01-01"], "{rule}");
    }
    assert_eq!(occurrences("FREQ=DAILY", "2026-01-01", 1_000_000).len(), 36_601);
    assert_eq!(occurrences("FREQ=YEARLY;INTERVAL=100000", "2026-01-01", 10).len(), 1);
}

#[test]
fn rules_are_read_strictly() {
    for wrong in [
        "",
        "FREQ",
        "FREQ=",
        "COUNT=2",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=99999999999",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=é",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=FORTNIGHTLY",
    ] {
        assert_eq!(wrong.parse::<Rule>().unwrap_err(), RuleError::Invalid, "{wrong}");
    }
    for (text, part) in [
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
        ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "RSCALE"),
    ] {
        assert_eq!(text.parse::<Rule>().unwrap_err(), RuleError::NotSupported(part.to_owned()));
    }
}
