//! What employers owe applicants.

use chrono::{Datelike as _, NaiveDate};
use planning::{ConditionStatus, Obligation, ObligationCondition, ObligationKey, ObligationStatus};

use super::{CLDR, Spanish};
use crate::{
    ObligationLanguage,
    say::{Say, say},
};

impl ObligationLanguage for Spanish {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "En los 45 días siguientes a la última entrevista, la empresa tiene que comunicar a cada persona a la \
                 que entrevistó si ha decidido a quién contrata."
            }
            ObligationKey::KoreaNotice => {
                "Una vez que ha decidido a quién contrata, la empresa tiene que comunicarlo sin demora a quienes \
                 presentaron su candidatura."
            }
        }
        .to_owned()
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Cuenta el número de personas empleadas el día en que se publicó la oferta. Quedan fuera las campañas \
                 generales de contratación y los carteles sin un puesto concreto, los puestos reservados a quienes ya \
                 trabajan en la empresa, y el trabajo fuera de Ontario que no sea continuación de un trabajo en Ontario."
            }
            ObligationKey::KoreaNotice => {
                "La regla se refiere a quienes responden a una oferta de empleo publicada. Cuenta el número de personas \
                 con empleo permanente."
            }
        }
        .to_owned()
    }

    fn obligation(&self, obligation: &Obligation, year: i32, out: &mut String) {
        match obligation.rule.key {
            ObligationKey::OntarioDecision => ontario(obligation, year, out),
            ObligationKey::KoreaNotice => korea(obligation, out),
        }
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        match (condition, status) {
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Met) => {
                say!(out, "El puesto se anunció al público.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                say!(out, "El puesto no se anunció al público.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                say!(out, "No se sabe si el puesto se anunció al público.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                say!(out, "La empresa emplea al menos a ", at_least, " personas.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                say!(out, "La empresa emplea a menos de ", at_least, " personas.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                say!(out, "No se sabe si la empresa emplea al menos a ", at_least, " personas.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                say!(out, "El puesto no es de la función pública.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                say!(out, "El puesto es de la función pública.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                say!(out, "No se sabe si el puesto es de la función pública.");
            }
        }
    }
}

fn ontario(obligation: &Obligation, year: i32, out: &mut String) {
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    match (obligation.status, obligation.is_certain()) {
        (ObligationStatus::Running, true) => {
            say!(out, "La empresa tiene hasta el ", due_on, " para comunicar si ya ha decidido.");
        }
        (ObligationStatus::Running, false) => say!(
            out,
            "Si la oferta fue pública y la empresa emplea al menos a 25 personas, esta tiene hasta el ",
            due_on,
            " para comunicar si ya ha decidido."
        ),
        (ObligationStatus::Passed, true) => say!(
            out,
            "Los 45 días previstos para que la empresa comunique si ya ha decidido terminaron el ",
            due_on,
            ", y no consta ningún desenlace."
        ),
        (ObligationStatus::Passed, false) => say!(
            out,
            "Si la oferta fue pública y la empresa emplea al menos a 25 personas, los 45 días previstos para que \
             comunique si ya ha decidido terminaron el ",
            due_on,
            "; no consta ningún desenlace."
        ),
        (ObligationStatus::Answered, _) => say!(
            out,
            "Consta un desenlace, así que no se espera nada más de la empresa, que tenía hasta el ",
            due_on,
            " para comunicar si había decidido."
        ),
        (ObligationStatus::NotApplicable, _) => say!(
            out,
            "La regla de Ontario según la cual las empresas comunican en 45 días si han decidido no se aplica aquí, \
             porque no se cumple una de sus condiciones."
        ),
    }
}

fn korea(obligation: &Obligation, out: &mut String) {
    match (obligation.status, obligation.is_certain()) {
        // Without a last day, none passes.
        (ObligationStatus::Running | ObligationStatus::Passed, true) => say!(
            out,
            "Una vez que ha decidido a quién contrata, la empresa tiene que comunicarlo sin demora a quienes presentaron \
             su candidatura."
        ),
        (ObligationStatus::Running | ObligationStatus::Passed, false) => say!(
            out,
            "Si la empresa emplea al menos a 30 personas y el puesto no es de la función pública, tiene que comunicar su \
             decisión sin demora a quienes presentaron su candidatura."
        ),
        (ObligationStatus::Answered, _) => {
            say!(out, "Consta un desenlace, así que la empresa ya ha comunicado lo que le corresponde.");
        }
        (ObligationStatus::NotApplicable, _) => say!(
            out,
            "La regla de Corea del Sur según la cual las empresas comunican su decisión sin demora no se aplica aquí, \
             porque no se cumple una de sus condiciones."
        ),
    }
}

/// "15 de marzo", with the year if it differs from the given one.
struct Date(NaiveDate, i32);

impl Say for Date {
    fn say(&self, out: &mut String) {
        let Self(day, year) = *self;
        say!(out, day.day(), " de ", CLDR.month(day));
        if day.year() != year {
            say!(out, " de ", day.year());
        }
    }
}
