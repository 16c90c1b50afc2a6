//! The sentences about changes between two plans.

use chrono::{DateTime, FixedOffset};
use planning::{
    State, Status, Step, StepKind, UsableChannel,
    diff::{Change, ChangedFields, Time as Moment},
};

use super::{German, capitalised, steps, steps::StepKindNames};
use crate::parts::{join_groups, text};

/// An added step.
pub(super) fn step_added(german: German, step: &Step) -> String {
    let at = |time: DateTime<FixedOffset>| german.at(time.into());
    let stands = match step.status {
        Status::Upcoming => text!("Das Zeitfenster öffnet ", at(step.opens_at)),
        Status::Due => text!("Jetzt fällig, ", german.until_time(step.closes_at.into())),
        Status::Overdue => "Der Schritt ist überfällig".to_owned(),
        Status::Missed => "Die Zeit dafür ist vorbei".to_owned(),
        Status::Cancelled => "Ein Ergebnis hat den Schritt unnötig gemacht".to_owned(),
        Status::Dismissed => "Der Schritt wird ausgelassen".to_owned(),
        Status::Done => match step.done_at {
            Some(done) => text!("Erledigt ", at(done)),
            None => "Der Schritt ist erledigt".to_owned(),
        },
    };
    text!("Neu im Plan ist ", definite_name(step.kind), ". ", stands, ".")
}

/// A removed step.
pub(super) fn step_removed(_: German, kind: StepKind) -> String {
    text!(capitalised(definite_name(kind)), " gehört nicht mehr zum Plan.")
}

/// A changed step.
pub(super) fn step_changed(german: German, kind: StepKind, fields: &ChangedFields) -> String {
    let [open, close] = german.quotes();
    let quoted = |kind| text!(open, StepKindNames::for_kind(kind).category, close);
    let (what, becomes) = match fields.kind {
        Some(Change { old, new }) => (text!("Der Schritt ", quoted(old)), text!("wird zu ", quoted(new))),
        None => (capitalised(definite_name(kind)), String::new()),
    };
    let others = german.cldr().and_list(&detail_clauses(german, fields));
    let groups = [becomes, status_clause(german, fields).unwrap_or_default(), others];
    if groups.iter().all(String::is_empty) {
        return text!(what, " bleibt unverändert, aber aus anderen Gründen.");
    }
    let again = match what.split(' ').next() {
        Some("Die") => "sie",
        Some("Das") => "es",
        _ => "er",
    };
    join_groups(&what, again, "; ", &groups)
}

/// The other changes of a step, as clauses with the step as their subject.
fn detail_clauses(german: German, fields: &ChangedFields) -> Vec<String> {
    let at = |time: Moment| german.at(time.0.into());
    let until = |time: Moment| german.until_time(time.0.into());
    let mut clauses = Vec::new();
    clauses
        .extend(fields.opens_at.map(|Change { old, new }| text!("wird ", at(new), ", möglich (vorher ", at(old), ")")));
    clauses.extend(
        fields.ideal_at.map(|Change { old, new }| text!("passt am besten ", at(new), " (vorher ", at(old), ")")),
    );
    clauses.extend(
        fields.closes_at.map(|Change { old, new }| text!("ist ", until(new), ", möglich (vorher ", until(old), ")")),
    );
    clauses.extend(fields.acceptable_until.map(|change| match change {
        Change { old: Some(old), new: Some(new) } => {
            text!("ist noch ", until(new), ", annehmbar (vorher ", until(old), ")")
        }
        Change { old: None, new: Some(new) } => text!("ist noch ", until(new), ", annehmbar"),
        Change { new: None, .. } => "ist verspätet nicht mehr annehmbar".to_owned(),
    }));
    clauses.extend(fields.channel.map(|Change { old, new }| match (old.recommended, new.recommended) {
        (old, new) if old == new => "hat andere Wege zur Auswahl".to_owned(),
        (None, Some(new)) => text!("ist jetzt ", by_usable_channel(new), " möglich (vorher gab es keinen Weg)"),
        (Some(old), Some(new)) => text!("geht ", by_usable_channel(new), " statt ", by_usable_channel(old)),
        (Some(old), None) => text!("hat keinen Weg mehr (vorher ", by_usable_channel(old), ")"),
        (None, None) => "hat andere Wege zur Auswahl".to_owned(),
    }));
    clauses.extend(fields.contact_id.map(|Change { new, .. }| match new {
        Some(_) => "geht an eine andere Person".to_owned(),
        None => "geht an niemand Bestimmten".to_owned(),
    }));
    clauses.extend(fields.pass_on_to.map(|_| "richtet den Dank an andere Personen aus".to_owned()));
    clauses
}

/// The status of a step, or when it was done.
fn status_clause(german: German, fields: &ChangedFields) -> Option<String> {
    let at = |time: Moment| german.at(time.0.into());
    if let Some(Change { old, new }) = fields.status {
        let done_at = fields.done_at.and_then(|done| done.new).filter(|_| new == Status::Done);
        return Some(match done_at {
            Some(time) => text!("war ", status(old), " und wurde ", at(time), ", erledigt"),
            None => text!("war ", status(old), " und ist jetzt ", status(new)),
        });
    }
    match fields.done_at? {
        Change { old: Some(old), new: Some(new) } => {
            Some(text!("wurde ", at(new), ", erledigt (vorher ", at(old), ")"))
        }
        _ => None,
    }
}

/// The state of the follow-up.
pub(super) fn state_changed(_: German, old: State, new: State) -> String {
    let was = match old {
        State::AwaitingInterview => "stand ein Gespräch bevor",
        State::Active => "war etwas zu tun",
        State::Waiting => "konnten Sie nur warten",
        State::MovedOn => "war es Zeit, sich anderswo zu bewerben",
        State::Closed => "war nichts mehr zu tun",
    };
    let is = match new {
        State::AwaitingInterview => "steht ein Gespräch bevor",
        State::Active => "ist etwas zu tun",
        State::Waiting => "können Sie nur warten",
        State::MovedOn => "ist es Zeit, sich anderswo zu bewerben",
        State::Closed => "ist nichts mehr zu tun",
    };
    text!("Bisher ", was, "; jetzt ", is, ".")
}

/// The next step.
pub(super) fn next_step_changed(_: German, old: Option<StepKind>, new: Option<StepKind>) -> String {
    match (old, new) {
        (Some(old), Some(new)) if old == new => {
            text!("Der nächste Schritt ist ein anderer: wie vorher ", indefinite_name(new), ".")
        }
        (Some(old), Some(new)) => {
            text!("Der nächste Schritt ist ", definite_name(new), " (vorher ", definite_name(old), ").")
        }
        (None, Some(new)) => text!("Der nächste Schritt ist ", definite_name(new), "; vorher gab es keinen."),
        (Some(old), None) => text!("Es gibt keinen nächsten Schritt mehr; vorher war es ", definite_name(old), "."),
        (None, None) => "Es gibt keinen nächsten Schritt.".to_owned(),
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
        Status::Done => "erledigt",
        Status::Dismissed => "ausgelassen",
        Status::Cancelled => "durch ein Ergebnis unnötig",
        Status::Upcoming => "noch nicht fällig",
        Status::Due => "fällig",
        Status::Overdue => "überfällig",
        Status::Missed => "verpasst",
    }
}

const fn by_usable_channel(usable: UsableChannel) -> &'static str {
    steps::by_usable_channel(usable)
}
