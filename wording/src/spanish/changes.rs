//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind, UsableChannel, Via,
    diff::{Change, ChangedFields, Time as Instant},
    facts::Channel,
};

use super::{capitalised, steps::StepKindNames, time::Time};
use crate::parts::{join_groups, text};

/// "las 9:00 del martes 17 de marzo".
fn local_time(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

fn moment(time: Instant) -> Time {
    local_time(time.0)
}

/// An added step.
pub(super) fn step_added(step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("se abre a ", local_time(step.opens_at)),
        Status::Due => text!("toca ahora, hasta ", local_time(step.closes_at)),
        Status::Overdue => "va con retraso".to_owned(),
        Status::Missed => "su plazo ya ha pasado".to_owned(),
        Status::Cancelled => "ya no hace falta tras el desenlace".to_owned(),
        Status::Dismissed => "queda fuera por decisión de usted".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("se hizo a ", local_time(done)),
            None => "ya se hizo".to_owned(),
        },
    };
    text!("Se añade ", definite_name(step.kind), ": ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(kind: StepKind) -> String {
    text!(capitalised(definite_name(kind)), " ya no forma parte del plan.")
}

/// A changed step.
pub(super) fn step_changed(kind: StepKind, fields: &ChangedFields) -> String {
    let what = capitalised(definite_name(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("pasa a ser ", indefinite_name(new))).unwrap_or_default();
    let clauses = detail_clauses(fields);
    let others = match clauses.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => text!(others.join(", "), " y ", last),
    };
    let groups = [becomes, status_clause(fields).unwrap_or_default(), others];
    if groups.iter().all(String::is_empty) {
        return text!(what, " sigue igual, pero por otras razones.");
    }
    // The verb says who it is.
    join_groups(&what, "", "; ", &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn detail_clauses(fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in
        [("se abre", fields.opens_at), ("tiene su mejor momento", fields.ideal_at), ("se cierra", fields.closes_at)]
    {
        clauses
            .extend(moved.map(|Change { old, new }| text!(verb, " a ", moment(new), " en lugar de a ", moment(old))));
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("se acepta hasta ", moment(new), " en lugar de hasta ", moment(old))
        }
        Change { old: None, new: Some(new) } => text!("se acepta hasta ", moment(new)),
        Change { new: None, .. } => "ya no se acepta con retraso".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "tiene otros medios a elegir".to_owned(),
        (None, Some(new)) => text!("ahora puede ir ", by_usable_channel(new)),
        (Some(old), Some(new)) => text!("va ", by_usable_channel(new), " en lugar de ", by_usable_channel(old)),
        (Some(old), None) => text!("ya no puede ir ", by_usable_channel(old), " ni de otro modo"),
        (None, None) => "tiene otros medios a elegir".to_owned(),
    }));
    clauses.extend(fields.contact_id.map(|Change { new, .. }| match new {
        Some(_) => "se dirige a otra persona".to_owned(),
        None => "no se dirige a nadie en particular".to_owned(),
    }));
    clauses.extend(fields.pass_on_to.map(|_| "transmite el agradecimiento a otras personas".to_owned()));
    clauses
}

/// The status of a step, or when it was done.
fn status_clause(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(at) => text!(past_status(old), " y se hizo a ", moment(at)),
            None => text!(past_status(old), " y ", present_status(new)),
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => Some(text!("se hizo a ", moment(new), " y no a ", moment(old))),
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(old: State, new: State) -> String {
    let was = match old {
        State::AwaitingInterview => "había una entrevista pendiente",
        State::Active => "había algo por hacer",
        State::Waiting => "solo cabía esperar",
        State::MovedOn => "convenía dirigirse a otras empresas",
        State::Closed => "no había nada más por hacer",
    };
    let is = match new {
        State::AwaitingInterview => "hay una entrevista pendiente",
        State::Active => "hay algo por hacer",
        State::Waiting => "solo cabe esperar",
        State::MovedOn => "conviene dirigirse a otras empresas",
        State::Closed => "no hay nada más por hacer",
    };
    text!("Antes ", was, "; ahora ", is, ".")
}

/// The next step.
pub(super) fn next_step_changed(old: Option<StepKind>, new: Option<StepKind>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {
            text!("El próximo paso es otro, también de este tipo: ", indefinite_name(new), ".")
        }
        (Some(old), Some(new)) => {
            text!("El próximo paso ya no es ", definite_name(old), ", sino ", definite_name(new), ".")
        }
        (None, Some(new)) => text!("Antes no había un próximo paso; ahora es ", definite_name(new), "."),
        (Some(old), None) => text!("Ya no hay un próximo paso; antes era ", definite_name(old), "."),
        (None, None) => "No hay un próximo paso.".to_owned(),
    }
}

fn definite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).definite
}

fn indefinite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).indefinite
}

/// The old status, in words that fit steps of both grammatical genders.
fn past_status(status: Status) -> &'static str {
    match status {
        Status::Done => "constaba como paso hecho",
        Status::Dismissed => "quedaba fuera por decisión de usted",
        Status::Cancelled => "ya no hacía falta tras el desenlace",
        Status::Upcoming => "estaba pendiente",
        Status::Due => "estaba en plazo",
        Status::Overdue => "iba con retraso",
        Status::Missed => "estaba fuera de plazo",
    }
}

/// The new status, in the same way.
fn present_status(status: Status) -> &'static str {
    match status {
        Status::Done => "ahora consta como paso hecho",
        Status::Dismissed => "ahora queda fuera por decisión de usted",
        Status::Cancelled => "ya no hace falta tras el desenlace",
        Status::Upcoming => "ahora está pendiente",
        Status::Due => "ahora está en plazo",
        Status::Overdue => "ahora va con retraso",
        Status::Missed => "ahora está fuera de plazo",
    }
}

fn by_usable_channel(usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => "por correo electrónico",
        (Channel::Phone, Via::Direct) => "por teléfono",
        (Channel::Phone, Via::Switchboard) => "por teléfono a través del número general",
        (Channel::Linkedin, _) => "por LinkedIn",
        (Channel::Letter, _) => "por carta",
    }
}
