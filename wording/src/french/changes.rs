//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind, UsableChannel, Via,
    diff::{Change, ChangedFields},
    facts::Channel,
};

use super::{French, Quoted, capital, steps::KindWords, time::Time};
use crate::parts::{in_groups, text};

/// "mardi 17 mars à 9 h".
fn at(time: DateTime<FixedOffset>) -> Time {
    Time(time.into())
}

/// An added step.
pub(super) fn step_added(_: French, step: &Step) -> String {
    let stands = match step.status {
        Status::Upcoming => text!("l'étape s'ouvre le ", at(step.opens_at)),
        Status::Due => text!("l'étape est à faire, jusqu'au ", at(step.closes_at)),
        Status::Overdue => "l'étape est en retard".to_owned(),
        Status::Missed => "son délai est dépassé".to_owned(),
        Status::Cancelled => "l'issue rend l'étape inutile".to_owned(),
        Status::Dismissed => "l'étape est écartée".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("l'étape a été faite le ", at(done)),
            None => "l'étape a été faite".to_owned(),
        },
    };
    text!(capital(the(step.kind)), " s'ajoute au plan\u{202f}: ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(_: French, kind: StepKind) -> String {
    text!(capital(the(kind)), " ne fait plus partie du plan.")
}

/// A changed step.
pub(super) fn step_changed(french: French, kind: StepKind, fields: &ChangedFields) -> String {
    let what = capital(the(fields.kind.map_or(kind, |kind| kind.old)));
    let becomes = fields.kind.map(|Change { new, .. }| text!("devient ", a(new))).unwrap_or_default();
    let clauses = clauses(french, fields);
    let others = match clauses.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => text!(others.join(", "), " et ", last),
    };
    let groups = [becomes, standing(fields).unwrap_or_default(), others];
    if groups.iter().all(String::is_empty) {
        return text!(what, " ne change pas, sauf dans ses raisons.");
    }
    let again = if the(kind).starts_with("la ") { "elle" } else { "il" };
    in_groups(&what, again, &text!(french.space(), "; "), &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn clauses(french: French, fields: &ChangedFields) -> Vec<String> {
    let mut clauses = Vec::new();
    for (verb, moved) in [
        ("s'ouvre le ", fields.opens_at),
        ("se place idéalement le ", fields.ideal_at),
        ("se termine le ", fields.closes_at),
    ] {
        clauses.extend(moved.map(|Change { old, new }| text!(verb, at(new.0), " au lieu du ", at(old.0))));
    }
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("reste acceptable jusqu'au ", at(new.0), " au lieu du ", at(old.0))
        }
        Change { old: None, new: Some(new) } => text!("reste acceptable jusqu'au ", at(new.0)),
        Change { new: None, .. } => "n'admet plus de retard".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "a d'autres moyens d'envoi au choix".to_owned(),
        (None, Some(new)) => text!("peut désormais se faire ", by(french, new)),
        (Some(old), Some(new)) => text!("se fait désormais ", by(french, new), ", et non plus ", by(french, old)),
        (Some(old), None) => text!("ne peut plus se faire ", by(french, old), ", ni autrement"),
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
fn standing(fields: &ChangedFields) -> Option<String> {
    if let Some(Change { old, new }) = fields.status {
        let passes = text!("passe de ", Quoted(status(old)), " à ", Quoted(status(new)));
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(done) => text!(passes, " (le ", at(done.0), ")"),
            None => passes,
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => Some(text!("a eu lieu le ", at(new.0), " au lieu du ", at(old.0))),
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(french: French, old: State, new: State) -> String {
    let label = |state| match state {
        State::AwaitingInterview => french.or("entretien à venir", "entrevue à venir"),
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
            text!("La prochaine étape n'est plus la même, mais c'est encore ", a(new), ".")
        }
        (Some(old), Some(new)) => {
            text!("La prochaine étape est désormais ", the(new), ", et non plus ", the(old), ".")
        }
        (None, Some(new)) => {
            text!("La prochaine étape est désormais ", the(new), french.space(), "; il n'y en avait pas.")
        }
        (Some(old), None) => text!("Il n'y a plus de prochaine étape", french.space(), "; c'était ", the(old), "."),
        (None, None) => "Il n'y a pas de prochaine étape.".to_owned(),
    }
}

fn the(kind: StepKind) -> &'static str {
    KindWords::for_kind(kind).the
}

fn a(kind: StepKind) -> &'static str {
    KindWords::for_kind(kind).a
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

const fn by(french: French, usable: UsableChannel) -> &'static str {
    match (usable.channel, usable.via) {
        (Channel::Email, _) => french.or("par e-mail", "par courriel"),
        (Channel::Phone, Via::Direct) => "par téléphone",
        (Channel::Phone, Via::Switchboard) => "par téléphone en passant par le standard",
        (Channel::Linkedin, _) => "sur LinkedIn",
        (Channel::Letter, _) => "par courrier",
    }
}
