//! Headings, labels and the legend.

use chrono::NaiveDate;
use planning::State;

use super::day;
use crate::{View, history::NamedDate};

/// What the follow-up is for.
pub(crate) fn title(position: &str, company: &str) -> String {
    format!("Follow-up: {position} at {company}")
}

/// The same in two lines. What each name gets is told the text that its line begins with.
pub(crate) fn title_in_two_lines(
    position: impl FnOnce(&str) -> String,
    company: impl FnOnce(&str) -> String,
) -> [String; 2] {
    ["Follow-up: ".to_owned() + &position("Follow-up: "), "at ".to_owned() + &company("at ")]
}

/// The name of an event in a calendar, and which employer it is about.
pub(crate) fn summary(what: &str, company: &str) -> String {
    format!("{what} ({company})")
}

/// What a picture says where no step is next.
pub(crate) fn no_step(state: State) -> &'static str {
    match state {
        State::AwaitingInterview => "The interview is still to come.",
        State::MovedOn => "Time to move on to other employers.",
        State::Closed => "This application is settled. There is nothing left to do.",
        State::Active | State::Waiting => "There is nothing to do right now.",
    }
}

/// The moment that a plan is for.
pub(crate) fn as_of(view: &View) -> String {
    let as_of = view.plan.as_of.format("%a %-d %b %Y, %H:%M");
    format!("As of {as_of}. Times are those of {}.", view.plan.time_zone)
}

/// The label of the plan's moment.
pub(crate) fn now(today: NaiveDate) -> String {
    today.format("Today, %-d %b").to_string()
}

/// The label of a date for the decision.
pub(crate) fn decision_by(date: NamedDate) -> String {
    let word = if date.is_in_force { "Decision by" } else { "Named before:" };
    date.day.format(&format!("{word} %a %-d %b")).to_string()
}

/// The same dates as sentences.
pub(crate) fn decisions_named(dates: &[NamedDate], year: i32) -> Vec<String> {
    let sentence = |date: &NamedDate| {
        let day = day(date.day, year);
        match (date.is_in_force, date.has_passed) {
            (true, false) => format!("The employer decides by {day}."),
            (true, true) => format!("The employer wanted to decide by {day}, which has passed."),
            (false, _) => format!("The employer named {day} before."),
        }
    };
    dates.iter().map(sentence).collect()
}

/// What the marks mean, by class.
pub(crate) fn legend(class: &str) -> &'static str {
    match class {
        "bar" => "time to do it",
        "ideal" => "best moment",
        "tail" => "late, but still acceptable",
        "until" => "time to answer an offer",
        "weekend" => "weekend",
        _ => "holiday or closed",
    }
}
