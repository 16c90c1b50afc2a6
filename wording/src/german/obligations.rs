//! The duties of employers.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::German;
use crate::{
    ObligationLanguage,
    parts::{Part, add},
};

impl ObligationLanguage for German {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Innerhalb von 45 Tagen nach dem letzten Gespräch muss der Arbeitgeber allen, mit denen er Gespräche \
                 geführt hat, mitteilen, ob er über die Einstellung entschieden hat."
            }
            ObligationKey::KoreaNotice => {
                "Sobald der Arbeitgeber entschieden hat, wen er einstellt, muss er es allen, die sich beworben haben, \
                 unverzüglich mitteilen."
            }
        }
        .to_owned()
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Es zählt, wie viele Personen der Arbeitgeber am Tag der Ausschreibung beschäftigt. Ausgenommen sind \
                 allgemeine Werbung um Personal und Aushänge ohne bestimmte Stelle, Stellen nur für bereits \
                 Beschäftigte, und Arbeit in einem anderen Gebiet als Ontario, die keine Arbeit in Ontario fortsetzt."
            }
            ObligationKey::KoreaNotice => {
                "Gemeint sind alle, die sich auf eine Stellenanzeige beworben haben. Es zählt, wie viele Personen der \
                 Arbeitgeber ständig beschäftigt."
            }
        }
        .to_owned()
    }

    fn obligation(&self, obligation: &Obligation, year: i32, out: &mut String) {
        match obligation.rule.key {
            ObligationKey::OntarioDecision => ontario_rule(*self, obligation, year, out),
            ObligationKey::KoreaNotice => korean_rule(obligation, out),
        }
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        match (condition, status) {
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Met) => {
                add!(out, "Die Stelle war öffentlich ausgeschrieben.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                add!(out, "Die Stelle war nicht öffentlich ausgeschrieben.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                add!(out, "Es ist nicht bekannt, ob die Stelle öffentlich ausgeschrieben war.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                add!(out, "Der Arbeitgeber beschäftigt mindestens ", at_least, " Personen.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                add!(out, "Der Arbeitgeber beschäftigt weniger als ", at_least, " Personen.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                add!(out, "Es ist nicht bekannt, ob der Arbeitgeber mindestens ", at_least, " Personen beschäftigt.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                add!(out, "Die Stelle ist keine Beamtenstelle.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                add!(out, "Die Stelle ist eine Beamtenstelle.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                add!(out, "Es ist nicht bekannt, ob die Stelle eine Beamtenstelle ist.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                add!(out, "Der Arbeitgeber fällt nicht unter kanadisches Bundesrecht.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                add!(
                    out,
                    "Der Arbeitgeber fällt unter kanadisches Bundesrecht, wie Banken, Fluggesellschaften und \
                     Telekommunikation."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                add!(
                    out,
                    "Es ist nicht bekannt, ob der Arbeitgeber unter kanadisches Bundesrecht fällt, wie Banken, \
                     Fluggesellschaften und Telekommunikation."
                );
            }
        }
    }
}

fn ontario_rule(german: German, obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        add!(
            out,
            "Dass Arbeitgeber in Ontario innerhalb von 45 Tagen mitteilen, ob sie entschieden haben, gilt hier nicht, \
             weil eine der Bedingungen nicht erfüllt ist."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(german, due_on, year)) else { return };
    let certain = obligation.all_conditions_known();
    let open = || open_in_ontario(german, obligation);
    let dative_name_or = if obligation.is_employer_condition_unknown() { "er" } else { "der Arbeitgeber" };
    match obligation.status {
        ObligationStatus::Running if certain => {
            add!(out, "Der Arbeitgeber muss bis zum ", due_on, " mitteilen, ob er entschieden hat.");
        }
        ObligationStatus::Running => {
            add!(
                out,
                "Sofern ",
                open(),
                ", muss ",
                dative_name_or,
                " bis zum ",
                due_on,
                " mitteilen, ob er entschieden hat."
            );
        }
        ObligationStatus::Passed if certain => add!(
            out,
            "Die 45 Tage, in denen der Arbeitgeber mitteilen soll, ob er entschieden hat, endeten am ",
            due_on,
            "; ein Ergebnis ist nicht eingetragen."
        ),
        ObligationStatus::Passed => add!(
            out,
            "Sofern ",
            open(),
            ", endeten die 45 Tage, in denen ",
            dative_name_or,
            " mitteilen soll, ob er entschieden hat, am ",
            due_on,
            "; ein Ergebnis ist nicht eingetragen."
        ),
        ObligationStatus::Answered => add!(
            out,
            "Ein Ergebnis ist eingetragen; vom Arbeitgeber, der bis zum ",
            due_on,
            " Zeit für die Mitteilung hatte, wird daher nichts mehr erwartet."
        ),
        ObligationStatus::NotApplicable => {}
    }
}

/// The conditions of Ontario's rule that aren't known.
fn open_in_ontario(german: German, obligation: &Obligation) -> String {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let federal = obligation.is_condition_unknown(ObligationConditionKind::NotFederal);
    let open: Vec<&str> = [
        obligation
            .is_condition_unknown(ObligationConditionKind::PubliclyAdvertised)
            .then_some("die Stelle öffentlich ausgeschrieben war"),
        size.then_some("der Arbeitgeber mindestens 25 Personen beschäftigt"),
        federal.then_some(if size {
            "nicht unter kanadisches Bundesrecht fällt"
        } else {
            "der Arbeitgeber nicht unter kanadisches Bundesrecht fällt"
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    german.cldr().and_list(&open)
}

fn korean_rule(obligation: &Obligation, out: &mut String) {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let official = obligation.is_condition_unknown(ObligationConditionKind::NotPublicOfficial);
    let open = match (size, official) {
        (true, true) => "mindestens 30 Personen beschäftigt und keine Beamtenstelle besetzt",
        (true, false) => "mindestens 30 Personen beschäftigt",
        (false, _) => "keine Beamtenstelle besetzt",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed if !size && !official => add!(
            out,
            "Sobald der Arbeitgeber entschieden hat, wen er einstellt, muss er es allen, die sich beworben haben, \
             unverzüglich mitteilen."
        ),
        ObligationStatus::Running | ObligationStatus::Passed => add!(
            out,
            "Sofern der Arbeitgeber ",
            open,
            ", muss er allen, die sich beworben haben, unverzüglich mitteilen, wie er entschieden hat."
        ),
        ObligationStatus::Answered => {
            add!(out, "Ein Ergebnis ist eingetragen; der Arbeitgeber hat also mitgeteilt, was er mitteilen muss.");
        }
        ObligationStatus::NotApplicable => add!(
            out,
            "Dass Arbeitgeber in Südkorea ihre Entscheidung unverzüglich mitteilen, gilt hier nicht, weil eine der \
             Bedingungen nicht erfüllt ist."
        ),
    }
}

/// "15. März", with the year if it differs from the given one.
struct Date(German, NaiveDate, i32);

impl Part for Date {
    fn append_to(&self, out: &mut String) {
        let Self(german, day, year) = *self;
        add!(out, day.day(), ". ", german.cldr().month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}
