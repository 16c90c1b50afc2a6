//! The texts of timelines.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Status, Step, StepKind, TimeZone,
    facts::{Contact, Interview},
};

use super::{
    CLDR,
    calendar::{interview_name, medium_or_absence, pass_on_names},
    steps::{action, recommended, status},
    time::{Clock, Moment, ShortDay},
};
use crate::{Action, LegendEntry, MonthForm, NamedDate, Position, Shorten, ShortenAfter, companies, parts::text};

/// The title in two lines.
pub(super) fn title_in_two_lines(position: Position, shorten: ShortenAfter) -> [String; 2] {
    let at = companies::spanish::at_prefix(position.company);
    [text!("Seguimiento: ", shorten("Seguimiento: ", position.title)), text!(at, shorten(at, position.company))]
}

/// The next step, its channel and its most relevant time.
pub(super) fn next_step(step: &Step, step_action: &Action, as_of: DateTime<FixedOffset>, shorten: Shorten) -> String {
    let action = action(step_action, shorten);
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), as_of.year());
    let channel = recommended(step);
    match step.kind {
        StepKind::MoveOn => {
            let opens = step.opens_at.date_naive();
            // Always with its year.
            text!("Próximo paso: ", action, ", desde el ", ShortDay(opens, i32::MIN))
        }
        _ if step.ideal_at >= as_of && step.kind.is_message() => {
            text!("Próximo paso: ", action, ", ", channel, ", mejor el ", moment(step.ideal_at))
        }
        StepKind::OfferResponse if step.closes_at >= as_of => {
            text!("Próximo paso: ", action, ", hasta el ", moment(step.closes_at))
        }
        _ if step.closes_at >= as_of => {
            text!("Próximo paso: ", action, ", ", channel, ", hasta el ", moment(step.closes_at))
        }
        _ => text!("Próximo paso: ", action, ", ", channel, ": con retraso"),
    }
}

/// Says that there is no next step.
pub(super) fn no_next_step(state: State) -> &'static str {
    match state {
        State::AwaitingInterview => "La entrevista está por venir.",
        State::MovedOn => "Es hora de pasar a otras empresas.",
        State::Closed => "Esta candidatura está resuelta. No queda nada por hacer.",
        State::Active | State::Waiting => "Ahora mismo no hay nada que hacer.",
    }
}

/// The instant of a plan.
pub(super) fn as_of(as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
    let local = as_of.naive_local();
    let day = ShortDay(local.date(), i32::MIN);
    text!("Situación del ", day, ", ", Clock(local), ". Hora de ", zone.name(), ".")
}

/// The label of the plan's instant.
pub(super) fn today(today: NaiveDate) -> String {
    text!("Hoy, ", today.day(), " ", CLDR.short_month(today))
}

/// The label of a decision date.
pub(super) fn decision_label(date: NamedDate) -> String {
    let day = ShortDay(date.day, date.day.year());
    if date.is_in_force { text!("Decisión para el ", day) } else { text!("Antes indicado: ", day) }
}

/// A decision date, as a sentence.
pub(super) fn decision(date: NamedDate, year: i32) -> String {
    let day = ShortDay(date.day, year);
    match (date.is_in_force, date.has_passed) {
        (true, false) => text!("La empresa decide a más tardar el ", day, "."),
        (true, true) => text!("La empresa quería decidir a más tardar el ", day, ", que ya ha pasado."),
        (false, _) => text!("La empresa había indicado antes el ", day, "."),
    }
}

/// The time and channel of a step, in a row.
pub(super) fn step_note(step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let (status, channel) = (status(step), recommended(step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => text!(status, " el ", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            text!("Desde el ", moment(step.opens_at))
        }
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::OfferResponse => {
            text!("Respuesta para el ", moment(step.closes_at))
        }
        (Status::Upcoming, _) => text!(moment(step.ideal_at), ", ", channel),
        (Status::Due, _) => text!("Hasta el ", moment(step.closes_at), ", ", channel),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => text!(status, ", hasta el ", moment(until)),
            None => text!(status, ", ", channel),
        },
        // Late is possible as long as it is acceptable. From then on the step is missed.
        (Status::Missed, _) => {
            text!(status, " desde el ", moment(step.acceptable_until.unwrap_or(step.closes_at)))
        }
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// A step as sentences.
pub(super) fn step_told(
    step: &Step,
    step_action: &Action,
    pass_on_to: &[&Contact],
    year: i32,
    shorten: Shorten,
) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let is_told = step.kind.is_message() && (step.channel.recommended.is_some() || step.status != Status::Done);
    let channel = if is_told { text!(", ", recommended(step)) } else { String::new() };
    let window = text!(
        action(step_action, shorten),
        channel,
        ": ",
        status(step).to_lowercase(),
        ". Del ",
        moment(step.opens_at),
        " al ",
        moment(step.closes_at),
        ", mejor el ",
        moment(step.ideal_at),
        "."
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| text!("Todavía aceptable hasta el ", moment(until), ".")),
        step.done_at.map(|done| text!("Hecho el ", moment(done), ".")),
        pass_on_names(pass_on_to).map(|names| text!("Transmitir también a ", shorten(&names), ".")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The time and medium of an interview.
pub(super) fn interview_note(interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(Moment(starts, year), ", ", medium_or_absence(interview))
}

/// An interview as a sentence.
pub(super) fn interview_told(interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(interview_name(interview), ": ", interview_note(interview, starts, year), ".")
}

/// The meaning of a mark.
pub(super) fn legend(entry: LegendEntry) -> &'static str {
    match entry {
        LegendEntry::Window => "plazo para hacerlo",
        LegendEntry::BestMoment => "mejor momento",
        LegendEntry::AcceptableLate => "tarde, pero todavía aceptable",
        LegendEntry::TimeToAnswer => "plazo para responder a una oferta",
        LegendEntry::Weekend => "fin de semana",
        LegendEntry::Holiday => "festivo o cerrado",
    }
}

/// The name of a month on the axis.
pub(super) fn month(day: NaiveDate, form: MonthForm) -> String {
    match form {
        MonthForm::LongWithYear => text!(CLDR.month(day), " de ", day.year()),
        MonthForm::ShortWithYear => text!(CLDR.short_month(day), " ", day.year()),
        MonthForm::Long => CLDR.month(day).to_owned(),
        MonthForm::Short => CLDR.short_month(day).to_owned(),
        MonthForm::Year => text!(day.year()),
    }
}

/// A day on the axis.
pub(super) fn day(day: NaiveDate, with_weekday: bool) -> String {
    if with_weekday { text!(CLDR.short_weekday(day), " ", day.day()) } else { text!(day.day()) }
}

/// The length of a range that the axis leaves out.
pub(super) fn gap_length(days: i64) -> String {
    match days {
        0..14 => text!(days, " d"),
        14..700 => text!((days + 3) / 7, " sem."),
        _ => text!((days + 182) / 365, " años"),
    }
}
