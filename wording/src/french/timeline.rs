//! The texts of timelines.

use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime};
use planning::{
    State, Status, Step, StepKind, TimeZone,
    facts::{Contact, Interview},
};

use super::{
    CLDR, French, Stop,
    calendar::{interview_name, medium_or_absence, pass_on_names},
    steps::{action, recommended, status},
    time::{Clock, Moment, ShortDay, day_of_month},
    uncapitalised,
};
use crate::{Action, LegendEntry, MonthForm, NamedDate, Position, Shorten, ShortenAfter, companies, parts::text};

/// The title in two lines.
pub(super) fn title_in_two_lines(_: French, position: Position, shorten: ShortenAfter) -> [String; 2] {
    let follow_up = "Suivi\u{202f}: ";
    let at = companies::french::at_prefix(position.company);
    [text!(follow_up, shorten(follow_up, position.title)), text!(at, shorten(at, position.company))]
}

/// The next step, its channel and its most relevant time.
pub(super) fn next_step(
    french: French,
    step: &Step,
    step_action: &Action,
    as_of: DateTime<FixedOffset>,
    shorten: Shorten,
) -> String {
    let next = text!("À suivre\u{202f}: ", uncapitalised(&action(french, step_action, shorten)));
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), as_of.year());
    let channel = recommended(french, step);
    match step.kind {
        StepKind::MoveOn => {
            let opens = step.opens_at.date_naive();
            // Always with its year.
            text!(next, ", à partir du ", ShortDay(opens, i32::MIN))
        }
        _ if step.ideal_at >= as_of && step.kind.is_message() => {
            text!(next, ", ", channel, ", idéalement ", moment(step.ideal_at))
        }
        StepKind::OfferResponse if step.closes_at >= as_of => text!(next, " d'ici au ", moment(step.closes_at)),
        _ if step.closes_at >= as_of => text!(next, ", ", channel, ", jusqu'au ", moment(step.closes_at)),
        _ => text!(next, ", ", channel, "\u{202f}: en retard"),
    }
}

/// Says that there is no next step.
pub(super) const fn no_next_step(french: French, state: State) -> &'static str {
    match state {
        State::AwaitingInterview => {
            french.by_region("L'entretien est encore à venir.", "L'entrevue est encore à venir.")
        }
        State::MovedOn => "Il est temps de se tourner vers d'autres employeurs.",
        State::Closed => "Cette candidature est close. Il n'y a plus rien à faire.",
        State::Active | State::Waiting => "Il n'y a rien à faire pour l'instant.",
    }
}

/// The instant of a plan.
pub(super) fn as_of(_: French, as_of: DateTime<FixedOffset>, zone: TimeZone) -> String {
    let local = as_of.naive_local();
    let day = ShortDay(local.date(), i32::MIN);
    text!("État au ", day, " à ", Clock(local), ". Heures du fuseau ", zone.name(), ".")
}

/// The label of the plan's instant.
pub(super) fn today(_: French, today: NaiveDate) -> String {
    text!("Aujourd'hui, ", day_of_month(today), " ", CLDR.short_month(today))
}

/// The label of a decision date.
pub(super) fn decision_label(_: French, date: NamedDate) -> String {
    let day = ShortDay(date.day, date.day.year());
    if date.is_in_force { text!("Décision d'ici au ", day) } else { text!("Indiqué avant\u{202f}: ", day) }
}

/// A decision date, as a sentence.
pub(super) fn decision(_: French, date: NamedDate, year: i32) -> String {
    let day = ShortDay(date.day, year);
    match (date.is_in_force, date.has_passed) {
        (true, false) => text!("L'employeur décide d'ici au ", day, Stop),
        (true, true) => text!("L'employeur voulait décider d'ici au ", day, ", et cette date est passée."),
        (false, _) => text!("L'employeur avait d'abord indiqué le ", day, Stop),
    }
}

/// The time and channel of a step, in a row.
pub(super) fn step_note(french: French, step: &Step, year: i32) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let (status, channel) = (status(step), recommended(french, step));
    match (step.status, step.done_at) {
        (Status::Done, Some(done)) => text!(status, " le ", moment(done)),
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::MoveOn => {
            text!("À partir du ", moment(step.opens_at))
        }
        (Status::Upcoming | Status::Due, _) if step.kind == StepKind::OfferResponse => {
            text!("Réponse d'ici au ", moment(step.closes_at))
        }
        (Status::Upcoming, _) => text!(moment(step.ideal_at), ", ", channel),
        (Status::Due, _) => text!("À faire jusqu'au ", moment(step.closes_at), ", ", channel),
        (Status::Overdue, _) => match step.acceptable_until {
            Some(until) => text!(status, ", au plus tard le ", moment(until)),
            None => text!(status, ", ", channel),
        },
        // Late is possible as long as it is acceptable. From then on the step is missed.
        (Status::Missed, _) => text!(status, " le ", moment(step.acceptable_until.unwrap_or(step.closes_at))),
        (Status::Done | Status::Dismissed | Status::Cancelled, _) => status.to_owned(),
    }
}

/// A step as sentences.
pub(super) fn step_told(
    french: French,
    step: &Step,
    step_action: &Action,
    pass_on_to: &[&Contact],
    year: i32,
    shorten: Shorten,
) -> String {
    let moment = |at: DateTime<FixedOffset>| Moment(at.naive_local(), year);
    let is_told = step.kind.is_message() && (step.channel.recommended.is_some() || step.status != Status::Done);
    let channel = if is_told { text!(", ", recommended(french, step)) } else { String::new() };
    let window = text!(
        action(french, step_action, shorten),
        channel,
        "\u{202f}: ",
        uncapitalised(status(step)),
        ". Du ",
        moment(step.opens_at),
        " au ",
        moment(step.closes_at),
        ", idéalement ",
        moment(step.ideal_at),
        "."
    );
    let parts = [
        Some(window),
        step.acceptable_until.map(|until| text!("Encore acceptable jusqu'au ", moment(until), ".")),
        step.done_at.map(|done| text!("Fait le ", moment(done), ".")),
        pass_on_names(pass_on_to).map(|names| text!("À transmettre à ", shorten(&names), Stop)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The time and medium of an interview.
pub(super) fn interview_note(french: French, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(Moment(starts, year), ", ", medium_or_absence(french, interview))
}

/// An interview as a sentence.
pub(super) fn interview_told(french: French, interview: &Interview, starts: NaiveDateTime, year: i32) -> String {
    text!(interview_name(french, interview), "\u{202f}: ", interview_note(french, interview, starts, year), ".")
}

/// The meaning of a mark.
pub(super) const fn legend(french: French, entry: LegendEntry) -> &'static str {
    match entry {
        LegendEntry::Window => "période pour agir",
        LegendEntry::BestMoment => "meilleur moment",
        LegendEntry::AcceptableLate => "tard, mais encore acceptable",
        LegendEntry::TimeToAnswer => "délai pour répondre à une offre",
        LegendEntry::Weekend => french.by_region("week-end", "fin de semaine"),
        LegendEntry::Holiday => "jour férié ou fermeture",
    }
}

/// The name of a month on the axis.
pub(super) fn month(_: French, day: NaiveDate, form: MonthForm) -> String {
    match form {
        MonthForm::LongWithYear => text!(CLDR.month(day), " ", day.year()),
        MonthForm::ShortWithYear => text!(CLDR.short_month(day), " ", day.year()),
        MonthForm::Long => CLDR.month(day).to_owned(),
        MonthForm::Short => CLDR.short_month(day).to_owned(),
        MonthForm::Year => text!(day.year()),
    }
}

/// A day on the axis.
pub(super) fn day(_: French, day: NaiveDate, with_weekday: bool) -> String {
    if with_weekday { text!(CLDR.short_weekday(day), " ", day_of_month(day)) } else { day_of_month(day).to_owned() }
}

/// The length of a range that the axis leaves out.
pub(super) fn gap_length(_: French, days: i64) -> String {
    match days {
        0..14 => text!(days, "\u{a0}j"),
        14..700 => text!((days + 3) / 7, "\u{a0}sem."),
        _ => match (days + 182) / 365 {
            1 => "1\u{a0}an".to_owned(),
            years => text!(years, "\u{a0}ans"),
        },
    }
}
