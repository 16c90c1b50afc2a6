//! The texts of timelines.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Status, Step, StepKind, TimeZone,
    facts::{Contact, Interview},
};

use super::{
    German,
    calendar::{interview_name, medium_or_absence, pass_on_names},
    steps::{action, recommended, status},
    time::Clock,
};
use crate::{Action, LegendEntry, MonthForm, NamedDate, Position, Shorten, ShortenAfter, companies, parts::text};

/// The title in two lines.
pub(super) fn title_in_two_lines(_: German, position: Position, shorten: ShortenAfter) -> [String; 2] {
    let (at, company) = companies::german::at_company(position.company);
    [text!("Nachfassplan: ", shorten("Nachfassplan: ", position.title)), text!(at, shorten(at, &company))]
}

/// Says that there is no next step.
pub(super) const fn no_next_step(_: German, state: State) -> &'static str {
    match state {
        State::AwaitingInterview => "Das Gespräch steht noch bevor.",
        State::MovedOn => "Zeit, sich anderen Arbeitgebern zuzuwenden.",
        State::Closed => "Diese Bewerbung ist abgeschlossen. Es ist nichts mehr zu tun.",
        State::Active | State::Waiting => "Im Moment ist nichts zu tun.",
    }
}

/// The meaning of a mark.
pub(super) const fn legend(_: German, entry: LegendEntry) -> &'static str {
    match entry {
        LegendEntry::Window => "Zeitfenster",
        LegendEntry::BestMoment => "bester Zeitpunkt",
        LegendEntry::AcceptableLate => "spät, aber noch annehmbar",
        LegendEntry::TimeToAnswer => "Zeit für die Antwort auf ein Angebot",
        LegendEntry::Weekend => "Wochenende",
        LegendEntry::Holiday => "Feiertag oder geschlossen",
    }
}

/// The length of a range that the axis leaves out.
pub(super) fn gap_length(_: German, days: i64) -> String {
    match days {
        0..14 => text!(days, " T."),
        14..700 => text!((days + 3) / 7, " Wo."),
        _ => text!((days + 182) / 365, " J."),
    }
}

/// The next step, its channel and its most relevant time.
pub(super) fn next_step(
    german: German,
    step: &Step,
    step_action: &Action,
    as_of: DateTime<FixedOffset>,
    shorten: Shorten,
) -> String {
    let action = action(german, step_action, shorten);
    let moment = |at: DateTime<FixedOffset>| german.moment(at.naive_local(), as_of.year());
    let channel = recommended(step);
    match step.kind {
        StepKind::MoveOn => {
            let opens = step.opens_at.date_naive();
            // Always with its year.
            text!("Als Nächstes: ", action, ", ab ", german.short_day(opens, i32::MIN))
        }
        _ if step.ideal_at >= as_of && step.kind.is_message() => {
            text!("Als Nächstes: ", action, ", ", channel, ", am besten ", moment(step.ideal_at))
        }
        StepKind::OfferResponse if step.closes_at >= as_of => {
            text!("Als Nächstes: ", action, " bis ", moment(step.closes_at))
        }
        _ if step.closes_at >= as_of => {
            text!("Als Nächstes: ", action, ", ", channel, ", bis ", moment(step.closes_at))
        }
        _ => text!("Als Nächstes: ", action, ", ", channel, ": überfällig"),
    }
}

/// The instant of a plan.
pub(super) fn as_of(german: German, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
    let local = as_of.naive_local();
    let day = german.short_day(local.date(), i32::MIN);
    text!("Stand: ", day, ", ", Clock(local), " Uhr. Zeitzone: ", zone.name(), ".")
}

/// The label of the plan's instant.
pub(super) fn today(german: German, today: NaiveDate) -> String {
    text!("Heute, ", today.day(), ". ", german.cldr().short_month(today))
}

/// The label of a decision date.
pub(super) fn decision_label(german: German, date: NamedDate) -> String {
    let day = german.short_day(date.day, date.day.year());
    if date.is_in_force { text!("Entscheidung bis ", day) } else { text!("Früher genannt: ", day) }
}

/// A decision date, as a sentence.
pub(super) fn decision(german: German, date: NamedDate, year: i32) -> String {
    let day = german.short_day(date.day, year);
    match (date.is_in_force, date.has_passed) {
        (true, false) => text!("Der Arbeitgeber entscheidet bis ", day, "."),
        (true, true) => text!("Der Arbeitgeber wollte bis ", day, " entscheiden; der Termin ist vorbei."),
        (false, _) => text!("Der Arbeitgeber hat früher ", day, " genannt."),
    }
}

/// The time and channel of a step, in a row.
pub(super) fn step_note(german: German, step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| german.moment(at.naive_local(), year);
    let (status, channel) = (status(step), recommended(step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => text!(status, " ", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            text!("Ab ", moment(step.opens_at))
        }
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::OfferResponse => {
            text!("Antwort bis ", moment(step.closes_at))
        }
        (Status::Upcoming, _) => text!(moment(step.ideal_at), ", ", channel),
        (Status::Due, _) => text!("Fällig bis ", moment(step.closes_at), ", ", channel),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => text!(status, ", spätestens ", moment(until)),
            None => text!(status, ", ", channel),
        },
        // Late is possible as long as it is acceptable. From then on the step is missed.
        (Status::Missed, _) => {
            text!(status, ", spätestens war ", moment(step.acceptable_until.unwrap_or(step.closes_at)))
        }
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// A step as sentences.
pub(super) fn step_told(
    german: German,
    step: &Step,
    step_action: &Action,
    pass_on_to: &[&Contact],
    year: i32,
    shorten: Shorten,
) -> String {
    let moment = |at: DateTime<FixedOffset>| german.moment(at.naive_local(), year);
    let is_told = step.kind.is_message() && (step.channel.recommended.is_some() || step.status != Status::Done);
    let channel = if is_told { text!(", ", recommended(step)) } else { String::new() };
    let window = text!(
        action(german, step_action, shorten),
        channel,
        ": ",
        status(step),
        ". Von ",
        moment(step.opens_at),
        " bis ",
        moment(step.closes_at),
        ", am besten ",
        moment(step.ideal_at),
        "."
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| text!("Noch annehmbar bis ", moment(until), ".")),
        step.done_at.map(|done| text!("Erledigt ", moment(done), ".")),
        pass_on_names(german, pass_on_to).map(|names| text!("Dank auch an ", shorten(&names), ".")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The time and medium of an interview.
pub(super) fn interview_note(german: German, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(german.moment(starts, year), ", ", medium_or_absence(interview))
}

/// An interview as a sentence.
pub(super) fn interview_told(german: German, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(interview_name(german, interview), ": ", interview_note(german, interview, starts, year), ".")
}

/// The name of a month on the axis.
pub(super) fn month(german: German, day: NaiveDate, form: MonthForm) -> String {
    let cldr = german.cldr();
    match form {
        MonthForm::LongWithYear => text!(cldr.month(day), " ", day.year()),
        MonthForm::ShortWithYear => text!(cldr.short_month(day), " ", day.year()),
        MonthForm::Long => cldr.month(day).to_owned(),
        MonthForm::Short => cldr.short_month(day).to_owned(),
        MonthForm::Year => text!(day.year()),
    }
}

/// A day on the axis.
pub(super) fn day(german: German, day: NaiveDate, with_weekday: bool) -> String {
    if with_weekday { text!(german.cldr().short_weekday(day), " ", day.day(), ".") } else { text!(day.day(), ".") }
}
