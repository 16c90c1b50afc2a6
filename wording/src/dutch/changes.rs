//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind,
    diff::{Change, ChangedFields},
};

use super::{
    CLDR, capital,
    steps::{KindWords, by},
    time::Time,
};
use crate::parts::{in_groups, text};

/// "dinsdag 17 maart om 09.00 uur".
fn at(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

/// An added step.
pub(super) fn step_added(step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("Dat kan vanaf ", at(step.opens_at)),
        Status::Due => text!("Dat is nu te doen, uiterlijk ", at(step.closes_at)),
        Status::Overdue => "Dat is te laat".to_owned(),
        Status::Missed => "De tijd daarvoor is voorbij".to_owned(),
        Status::Cancelled => "Een uitkomst heeft dat onnodig gemaakt".to_owned(),
        Status::Dismissed => "Dat wordt overgeslagen".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("Dat is gedaan op ", at(done)),
            None => "Dat is gedaan".to_owned(),
        },
    };
    text!("Nieuw in het plan is ", the(step.kind), ". ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(kind: StepKind) -> String {
    text!(capital(the(kind)), " hoort niet meer bij het plan.")
}

/// A changed step.
pub(super) fn step_changed(kind: StepKind, fields: &ChangedFields) -> String {
    let what = capital(the(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("wordt ", a(new))).unwrap_or_default();
    let groups = [becomes, standing(fields).unwrap_or_default(), CLDR.all_of(&clauses(fields))];
    if groups.iter().all(String::is_empty) {
        return text!(what, " blijft hetzelfde, maar om andere redenen.");
    }
    let again = if the(kind).starts_with("het ") { "dat" } else { "die" };
    in_groups(&what, again, "; ", &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn clauses(fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in
        [("kan vanaf ", fields.opens_at), ("past het best op ", fields.ideal_at), ("eindigt op ", fields.closes_at)]
    {
        clauses.extend(moved.map(|Change { old, new }| text!(verb, at(new.0), " (eerst ", at(old.0), ")")));
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("kan nog tot en met ", at(new.0), " (eerst tot en met ", at(old.0), ")")
        }
        Change { old: None, new: Some(new) } => text!("kan nog tot en met ", at(new.0)),
        Change { new: None, .. } => "kan niet meer te laat komen".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "heeft andere wegen om uit te kiezen".to_owned(),
        (None, Some(new)) => text!("kan nu ", by(new)),
        (Some(old), Some(new)) => text!("gaat ", by(new), " in plaats van ", by(old)),
        (Some(old), None) => text!("kan niet meer ", by(old), " of op een andere manier"),
        (None, None) => "heeft andere wegen om uit te kiezen".to_owned(),
    }));
    clauses.extend(fields.contact_id.map(|Change { new, .. }| match new {
        Some(_) => "gaat naar iemand anders".to_owned(),
        None => "gaat naar niemand in het bijzonder".to_owned(),
    }));
    clauses.extend(fields.pass_on_to.map(|_| "laat de dank aan anderen overbrengen".to_owned()));
    clauses
}

/// The status of a step, or when it was done.
fn standing(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(done) => text!("was ", status(old), " en is op ", at(done.0), " gedaan"),
            None => text!("was ", status(old), " en is nu ", status(new)),
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => {
            Some(text!("is gedaan op ", at(new.0), " (eerst ", at(old.0), ")"))
        }
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(old: State, new: State) -> String {
    let was = match old {
        State::AwaitingInterview => "was er nog een gesprek gepland",
        State::Active => "was er iets te doen",
        State::Waiting => "kon u alleen wachten",
        State::MovedOn => "was het tijd om elders te solliciteren",
        State::Closed => "was er niets meer te doen",
    };
    let is = match new {
        State::AwaitingInterview => "is er een gesprek gepland",
        State::Active => "is er iets te doen",
        State::Waiting => "kunt u alleen wachten",
        State::MovedOn => "is het tijd om elders te solliciteren",
        State::Closed => "is er niets meer te doen",
    };
    text!("Eerst ", was, "; nu ", is, ".")
}

/// The next step.
pub(super) fn next_step_changed(old: Option<StepKind>, new: Option<StepKind>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {
            text!("De volgende stap is een andere, maar weer ", a(new), ".")
        }
        (Some(old), Some(new)) => text!("De volgende stap is ", the(new), " (eerst ", the(old), ")."),
        (None, Some(new)) => text!("De volgende stap is ", the(new), "; eerst was er geen."),
        (Some(old), None) => text!("Er is geen volgende stap meer; eerst was het ", the(old), "."),
        (None, None) => "Er is geen volgende stap.".to_owned(),
    }
}

const fn the(kind: StepKind) -> &'static str {
    KindWords::for_kind(kind).the
}

const fn a(kind: StepKind) -> &'static str {
    KindWords::for_kind(kind).a
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Done => "gedaan",
        Status::Dismissed => "overgeslagen",
        Status::Cancelled => "onnodig door de uitkomst",
        Status::Upcoming => "nog niet aan de beurt",
        Status::Due => "te doen",
        Status::Overdue => "te laat",
        Status::Missed => "gemist",
    }
}
