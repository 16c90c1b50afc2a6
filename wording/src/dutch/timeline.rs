//! The texts of timelines.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Status, Step, StepKind, TimeZone,
    facts::{Contact, Interview},
};

use super::{
    CLDR,
    calendar::{interview, meeting, passed_on_to},
    small,
    steps::{action, recommended, status},
    time::{Clock, Moment, ShortDay},
};
use crate::{Action, Fit, LegendEntry, MonthForm, NamedDate, parts::joined};

/// The title in two lines.
pub(super) fn title_in_two_lines(position: Fit, company: Fit) -> [String; 2] {
    [joined!("Opvolging: ", position("Opvolging: ")), joined!("bij ", company("bij "))]
}

/// The next step, its channel and its most relevant time.
pub(super) fn next_step(step: &Step, of: &Action, as_of: DateTime<FixedOffset>, fit: Fit) -> String {
    let next = joined!("Nu eerst: ", small(&action(of, fit)));
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), as_of.year());
    let channel = recommended(step);
    match step.kind {
        StepKind::MoveOn => {
            let opens = step.opens_at.date_naive();
            // Always with its year.
            joined!(next, ", vanaf ", ShortDay(opens, i32::MIN))
        }
        _ if step.ideal_at >= as_of && step.kind.is_message() => {
            joined!(next, ", ", channel, ", bij voorkeur ", moment(step.ideal_at))
        }
        StepKind::OfferResponse if step.closes_at >= as_of => joined!(next, ", uiterlijk ", moment(step.closes_at)),
        _ if step.closes_at >= as_of => joined!(next, ", ", channel, ", tot ", moment(step.closes_at)),
        _ => joined!(next, ", ", channel, ": te laat"),
    }
}

/// Says that there is no next step.
pub(super) const fn no_next_step(state: State) -> &'static str {
    match state {
        State::AwaitingInterview => "Het gesprek komt nog.",
        State::MovedOn => "Tijd om u op andere werkgevers te richten.",
        State::Closed => "Deze sollicitatie is afgesloten. Er is niets meer te doen.",
        State::Active | State::Waiting => "Er is nu niets te doen.",
    }
}

/// The instant of a plan.
pub(super) fn as_of(as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
    let local = as_of.naive_local();
    let day = ShortDay(local.date(), i32::MIN);
    joined!("Stand: ", day, " om ", Clock(local), ". Tijden zoals in ", zone.name(), ".")
}

/// The label of the plan's instant.
pub(super) fn today(today: NaiveDate) -> String {
    joined!("Vandaag, ", today.day(), " ", CLDR.short_month(today))
}

/// The label of a decision date.
pub(super) fn decision_label(date: NamedDate) -> String {
    let day = ShortDay(date.day, date.day.year());
    if date.is_in_force { joined!("Besluit uiterlijk ", day) } else { joined!("Eerder genoemd: ", day) }
}

/// A decision date, as a sentence.
pub(super) fn decision(date: NamedDate, year: i32) -> String {
    let day = ShortDay(date.day, year);
    match (date.is_in_force, date.has_passed) {
        (true, false) => joined!("De werkgever beslist uiterlijk ", day, "."),
        (true, true) => joined!("De werkgever zou uiterlijk ", day, " beslissen; die datum is voorbij."),
        (false, _) => joined!("De werkgever noemde eerder ", day, "."),
    }
}

/// The time and channel of a step, in a row.
pub(super) fn step_note(step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let (status, channel) = (status(step), recommended(step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => joined!(status, " ", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            joined!("Vanaf ", moment(step.opens_at))
        }
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::OfferResponse => {
            joined!("Antwoord uiterlijk ", moment(step.closes_at))
        }
        (Status::Upcoming, _) => joined!(moment(step.ideal_at), ", ", channel),
        (Status::Due, _) => joined!("Te doen tot ", moment(step.closes_at), ", ", channel),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => joined!(status, ", uiterlijk ", moment(until)),
            None => joined!(status, ", ", channel),
        },
        // Late is possible as long as it is acceptable. From then on the step is missed.
        (Status::Missed, _) => {
            joined!(status, ", kon tot ", moment(step.acceptable_until.unwrap_or(step.closes_at)))
        }
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// A step as sentences.
pub(super) fn step_told(step: &Step, of: &Action, pass_on_to: &[&Contact], year: i32, fit: Fit) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let is_told = step.kind.is_message() && (step.channel.recommended.is_some() || step.status != Status::Done);
    let channel = if is_told { joined!(", ", recommended(step)) } else { String::new() };
    let window = joined!(
        action(of, fit),
        channel,
        ": ",
        small(status(step)),
        ". Van ",
        moment(step.opens_at),
        " tot ",
        moment(step.closes_at),
        ", bij voorkeur ",
        moment(step.ideal_at),
        "."
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| joined!("Kan nog tot ", moment(until), ".")),
        step.done_at.map(|done| joined!("Gedaan ", moment(done), ".")),
        passed_on_to(pass_on_to).map(|names| joined!("Dank ook aan ", fit(&names), ".")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The time and medium of an interview.
pub(super) fn interview_note(of: &Interview, starts: NaiveDateTime, year: i32) -> String {
    joined!(Moment(starts, year), ", ", meeting(of))
}

/// An interview as a sentence.
pub(super) fn interview_told(of: &Interview, starts: NaiveDateTime, year: i32) -> String {
    joined!(interview(of), ": ", interview_note(of, starts, year), ".")
}

/// The meaning of a mark.
pub(super) const fn legend(entry: LegendEntry) -> &'static str {
    match entry {
        LegendEntry::Window => "periode",
        LegendEntry::BestMoment => "beste moment",
        LegendEntry::AcceptableLate => "laat, maar het kan nog",
        LegendEntry::TimeToAnswer => "tijd om op een aanbod te antwoorden",
        LegendEntry::Weekend => "weekend",
        LegendEntry::Holiday => "feestdag of gesloten",
    }
}

/// The name of a month on the axis.
pub(super) fn month(day: NaiveDate, form: MonthForm) -> String {
    match form {
        MonthForm::LongWithYear => joined!(CLDR.month(day), " ", day.year()),
        MonthForm::ShortWithYear => joined!(CLDR.short_month(day), " ", day.year()),
        MonthForm::Long => CLDR.month(day).to_owned(),
        MonthForm::Short => CLDR.short_month(day).to_owned(),
        MonthForm::Year => joined!(day.year()),
    }
}

/// A day on the axis.
pub(super) fn day(day: NaiveDate, with_weekday: bool) -> String {
    if with_weekday { joined!(CLDR.short_weekday(day), " ", day.day()) } else { joined!(day.day()) }
}

/// The length of a range that the axis leaves out.
pub(super) fn stretch(days: i64) -> String {
    match days {
        0..14 => joined!(days, " d."),
        14..700 => joined!((days + 3) / 7, " wkn."),
        _ => joined!((days + 182) / 365, " jr."),
    }
}
