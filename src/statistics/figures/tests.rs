use super::*;

const NOW: &str = "2026-03-31T12:00:00Z";

fn count(value: &str, standing: &str, day: i64, applications: i64) -> AnswerCount {
    AnswerCount { value: value.to_owned(), standing: standing.to_owned(), days: vec![(day, applications)] }
}

fn figures(counts: Vec<AnswerCount>, by: Option<StatisticsDimension>) -> Statistics {
    Statistics::from_counts(counts, by, NOW.parse().unwrap())
}

/// The day of a date, as waits are counted.
fn since(date: &str) -> i64 {
    (date.parse::<NaiveDate>().unwrap() - NaiveDate::default()).num_days()
}

#[test]
fn nothing_is_shown_of_fewer_than_twenty() {
    let few = figures(vec![count("", "answered", 3, 19)], None);
    assert!(few.groups.is_empty());
    assert_eq!((few.withheld.groups, few.withheld.applications), (1, 19));
    let enough = figures(vec![count("", "answered", 3, 19), count("", "waiting", since("2026-03-01"), 1)], None);
    assert_eq!((enough.groups.len(), enough.withheld.groups), (1, 0));
    let none = figures(Vec::new(), None);
    assert_eq!((none.groups.len(), none.withheld.groups, none.withheld.applications), (0, 0, 0));
}

#[test]
fn waits_are_censored_on_the_day_of_the_figures() {
    let counts =
        vec![count("", "answered", 3, 10), count("", "ended", 2, 4), count("", "waiting", since("2026-03-11"), 16)];
    let figures = figures(counts, None);
    let group = &figures.groups[0];
    assert_eq!((group.applications, group.answered, group.ended, group.waiting), (30, 10, 4, 16));
    let days: Vec<_> = group.curve.iter().map(|point| (point.day, point.at_risk, point.answered)).collect();
    assert_eq!(days, [(3, 26, 10), (20, 16, 0)]);
    let share = 16.0 / 26.0;
    assert!((group.curve[0].share - share).abs() < 1e-12);
    assert_eq!(group.quantiles[0].days, Some(3));
    assert_eq!(group.median().day, None);
    let within: Vec<_> = group.answered_within.iter().map(|within| within.share.map(rounded)).collect();
    assert_eq!(within, [Some(rounded(1.0 - share)), Some(rounded(1.0 - share)), None, None, None, None]);
}

#[test]
fn pending_changes_are_added_to_counts() {
    let counts = vec![
        count("US", "waiting", since("2026-03-11"), 21),
        count("US", "waiting", since("2026-03-11"), -1),
        count("US", "answered", 5, 1),
        count("DE", "answered", 5, 3),
        count("DE", "answered", 5, -3),
        count("FR", "answered", 1, 2),
    ];
    let figures = figures(counts, Some(StatisticsDimension::Country));
    assert_eq!(figures.groups.len(), 1);
    let group = &figures.groups[0];
    assert_eq!((group.value.as_deref(), group.applications, group.answered), (Some("US"), 21, 1));
    assert_eq!((figures.withheld.groups, figures.withheld.applications), (1, 2));
}

#[test]
fn the_largest_group_comes_first() {
    let counts = vec![count("a", "answered", 1, 20), count("b", "answered", 1, 40), count("c", "answered", 1, 30)];
    let figures = figures(counts, Some(StatisticsDimension::Sector));
    let values: Vec<_> = figures.groups.iter().map(|group| group.value.as_deref().unwrap()).collect();
    assert_eq!(values, ["b", "c", "a"]);
}
