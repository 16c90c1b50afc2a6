//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind,
    diff::{Change, ChangedFields},
};

use super::{
    CLDR, capitalised,
    steps::{StepKindNames, by_usable_channel},
    time::Time,
};
use crate::parts::{join_groups, text};

/// "dinsdag 17 maart om 09.00 uur".
fn local_time(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

/// An added step.
pub(super) fn step_added(step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("Dat kan vanaf ", local_time(step.opens_at)),
        Status::Due => text!("Dat is nu te doen, uiterlijk ", local_time(step.closes_at)),
        Status::Overdue => "Dat is te laat".to_owned(),
        Status::Missed => "De tijd daarvoor is voorbij".to_owned(),
        Status::Cancelled => "Een uitkomst heeft dat onnodig gemaakt".to_owned(),
        Status::Dismissed => "Dat wordt overgeslagen".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("Dat is gedaan op ", local_time(done)),
            None => "Dat is gedaan".to_owned(),
        },
    };
    text!("Nieuw in het plan is ", definite_name(step.kind), ". ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(kind: StepKind) -> String {
    text!(capitalised(definite_name(kind)), " hoort niet meer bij het plan.")
}

/// A changed step.
pub(super) fn step_changed(kind: StepKind, fields: &ChangedFields) -> String {
    let what = capitalised(definite_name(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("wordt ", indefinite_name(new))).unwrap_or_default();
    let groups = [becomes, status_clause(fields).unwrap_or_default(), CLDR.and_list(&detail_clauses(fields))];
    if groups.iter().all(String::is_empty) {
        return text!(what, " blijft hetzelfde, maar om andere redenen.");
    }
    let again = if definite_name(kind).starts_with("het ") { "dat" } else { "die" };
    join_groups(&what, again, "; ", &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn detail_clauses(fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in
        [("kan vanaf ", fields.opens_at), ("past het best op ", fields.ideal_at), ("eindigt op ", fields.closes_at)]
    {
        clauses.extend(
            moved.map(|Change { old, new }| text!(verb, local_time(new.0), " (eerst ", local_time(old.0), ")")),
        );
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("kan nog tot en met ", local_time(new.0), " (eerst tot en met ", local_time(old.0), ")")
        }
        Change { old: None, new: Some(new) } => text!("kan nog tot en met ", local_time(new.0)),
        Change { new: None, .. } => "kan niet meer te laat komen".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "heeft andere wegen om uit te kiezen".to_owned(),
        (None, Some(new)) => text!("kan nu ", by_usable_channel(new)),
        (Some(old), Some(new)) => text!("gaat ", by_usable_channel(new), " in plaats van ", by_usable_channel(old)),
        (Some(old), None) => text!("kan niet meer ", by_usable_channel(old), " of op een andere manier"),
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
fn status_clause(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(done) => text!("was ", status(old), " en is op ", local_time(done.0), " gedaan"),
            None => text!("was ", status(old), " en is nu ", status(new)),
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => {
            Some(text!("is gedaan op ", local_time(new.0), " (eerst ", local_time(old.0), ")"))
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
            text!("De volgende stap is een andere, maar weer ", indefinite_name(new), ".")
        }
        (Some(old), Some(new)) => {
            text!("De volgende stap is ", definite_name(new), " (eerst ", definite_name(old), ").")
        }
        (None, Some(new)) => text!("De volgende stap is ", definite_name(new), "; eerst was er geen."),
        (Some(old), None) => text!("Er is geen volgende stap meer; eerst was het ", definite_name(old), "."),
        (None, None) => "Er is geen volgende stap.".to_owned(),
    }
}

const fn definite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).definite
}

const fn indefinite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).indefinite
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
