//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind, UsableChannel, Via,
    diff::{Change, ChangedFields},
    facts::Channel,
};

use super::{French, Quoted, capitalised, steps::StepKindNames, time::Time};
use crate::parts::{join_groups, text};

/// "mardi 17 mars à 9 h".
fn local_time(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

/// An added step.
pub(super) fn step_added(_: French, step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("l'étape s'ouvre le ", local_time(step.opens_at)),
        Status::Due => text!("l'étape est à faire, jusqu'au ", local_time(step.closes_at)),
        Status::Overdue => "l'étape est en retard".to_owned(),
        Status::Missed => "son délai est dépassé".to_owned(),
        Status::Cancelled => "l'issue rend l'étape inutile".to_owned(),
        Status::Dismissed => "l'étape est écartée".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("l'étape a été faite le ", local_time(done)),
            None => "l'étape a été faite".to_owned(),
        },
    };
    text!(capitalised(definite_name(step.kind)), " s'ajoute au plan\u{202f}: ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(_: French, kind: StepKind) -> String {
    text!(capitalised(definite_name(kind)), " ne fait plus partie du plan.")
}

/// A changed step.
pub(super) fn step_changed(french: French, kind: StepKind, fields: &ChangedFields) -> String {
    let what = capitalised(definite_name(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("devient ", indefinite_name(new))).unwrap_or_default();
    let clauses = detail_clauses(french, fields);
    let others = match clauses.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => text!(others.join(", "), " et ", last),
    };
    let groups = [becomes, status_clause(fields).unwrap_or_default(), others];
    if groups.iter().all(String::is_empty) {
        return text!(what, " ne change pas, sauf dans ses raisons.");
    }
    let again = if definite_name(kind).starts_with("la ") { "elle" } else { "il" };
    join_groups(&what, again, &text!(french.space(), "; "), &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn detail_clauses(french: French, fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in [
        ("s'ouvre le ", fields.opens_at),
        ("se place idéalement le ", fields.ideal_at),
        ("se termine le ", fields.closes_at),
    ] {
        clauses
            .extend(moved.map(|Change { old, new }| text!(verb, local_time(new.0), " au lieu du ", local_time(old.0))));
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("reste acceptable jusqu'au ", local_time(new.0), " au lieu du ", local_time(old.0))
        }
        Change { old: None, new: Some(new) } => text!("reste acceptable jusqu'au ", local_time(new.0)),
        Change { new: None, .. } => "n'admet plus de retard".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "a d'autres moyens d'envoi au choix".to_owned(),
        (None, Some(new)) => text!("peut désormais se faire ", by_usable_channel(french, new)),
        (Some(old), Some(new)) => text!(
            "se fait désormais ",
            by_usable_channel(french, new),
            ", et non plus ",
            by_usable_channel(french, old)
        ),
        (Some(old), None) => text!("ne peut plus se faire ", by_usable_channel(french, old), ", ni autrement"),
        (None, None) => "a d'autres moyens d'envoi au choix".to_owned(),
    }));
    clauses.extend(fields.contact_id.map(|Change { new, .. }| match new {
        Some(_) => "s'adresse à une autre personne".to_owned(),
        None => "ne s'adresse plus à personne en particulier".to_owned(),
    }));
    clauses.extend(fields.pass_on_to.map(|_| "fait transmettre les remerciements à d'autres personnes".to_owned()));
    clauses
}

/// The status of a step, or when it was done.
fn status_clause(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let passes = text!("passe de ", Quoted(status(old)), " à ", Quoted(status(new)));
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(done) => text!(passes, " (le ", local_time(done.0), ")"),
            None => passes,
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => {
            Some(text!("a eu lieu le ", local_time(new.0), " au lieu du ", local_time(old.0)))
        }
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(french: French, old: State, new: State) -> String {
    let label = |state| match state {
        State::AwaitingInterview => french.by_region("entretien à venir", "entrevue à venir"),
        State::Active => "à vous d'agir",
        State::Waiting => "attente",
        State::MovedOn => "passer à autre chose",
        State::Closed => "plus rien à faire",
    };
    text!("La situation passe de ", Quoted(label(old)), " à ", Quoted(label(new)), ".")
}

/// The next step.
pub(super) fn next_step_changed(french: French, old: Option<StepKind>, new: Option<StepKind>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {
            text!("La prochaine étape n'est plus la même, mais c'est encore ", indefinite_name(new), ".")
        }
        (Some(old), Some(new)) => {
            text!("La prochaine étape est désormais ", definite_name(new), ", et non plus ", definite_name(old), ".")
        }
        (None, Some(new)) => {
            text!("La prochaine étape est désormais ", definite_name(new), french.space(), "; il n'y en avait pas.")
        }
        (Some(old), None) => {
            text!("Il n'y a plus de prochaine étape", french.space(), "; c'était ", definite_name(old), ".")
        }
        (None, None) => "Il n'y a pas de prochaine étape.".to_owned(),
    }
}

fn definite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).definite
}

fn indefinite_name(kind: StepKind) -> &'static str {
    StepKindNames::for_kind(kind).indefinite
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Done => "fait",
        Status::Dismissed => "écarté",
        Status::Cancelled => "inutile après l'issue",
        Status::Upcoming => "à venir",
        Status::Due => "à faire",
        Status::Overdue => "en retard",
        Status::Missed => "délai dépassé",
    }
}

const fn by_usable_channel(french: French, usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => french.by_region("par e-mail", "par courriel"),
        (Channel::Phone, Via::Direct) => "par téléphone",
        (Channel::Phone, Via::Switchboard) => "par téléphone en passant par le standard",
        (Channel::Linkedin, _) => "sur LinkedIn",
        (Channel::Letter, _) => "par courrier",
    }
}
