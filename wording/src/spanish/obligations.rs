//! The duties of employers.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::{CLDR, Spanish};
use crate::{
    ObligationLanguage,
    parts::{Part, add, text},
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
            ObligationKey::OntarioDecision => ontario_rule(obligation, year, out),
            ObligationKey::KoreaNotice => korean_rule(obligation, out),
        }
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        match (condition, status) {
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Met) => {
                add!(out, "El puesto se anunció al público.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                add!(out, "El puesto no se anunció al público.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                add!(out, "No se sabe si el puesto se anunció al público.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                add!(out, "La empresa emplea al menos a ", at_least, " personas.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                add!(out, "La empresa emplea a menos de ", at_least, " personas.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                add!(out, "No se sabe si la empresa emplea al menos a ", at_least, " personas.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                add!(out, "El puesto no es de la función pública.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                add!(out, "El puesto es de la función pública.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                add!(out, "No se sabe si el puesto es de la función pública.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                add!(out, "La empresa no está sujeta a la legislación federal.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                add!(
                    out,
                    "La empresa está sujeta a la legislación federal, como los bancos, las aerolíneas y las \
                     telecomunicaciones."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                add!(
                    out,
                    "No se sabe si la empresa está sujeta a la legislación federal, como los bancos, las aerolíneas \
                     y las telecomunicaciones."
                );
            }
        }
    }
}

fn ontario_rule(obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        add!(
            out,
            "La regla de Ontario según la cual las empresas comunican en 45 días si han decidido no se aplica aquí, \
             porque no se cumple una de sus condiciones."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    let certain = obligation.all_conditions_known();
    let names_it = obligation.is_employer_condition_unknown();
    let open = || text!("Si ", open_in_ontario(obligation), ", ");
    match obligation.status {
        ObligationStatus::Running if certain => {
            add!(out, "La empresa tiene hasta el ", due_on, " para comunicar si ya ha decidido.");
        }
        ObligationStatus::Running => {
            let name_or = if names_it { "esta" } else { "la empresa" };
            add!(out, open(), name_or, " tiene hasta el ", due_on, " para comunicar si ya ha decidido.");
        }
        ObligationStatus::Passed if certain => add!(
            out,
            "Los 45 días previstos para que la empresa comunique si ya ha decidido terminaron el ",
            due_on,
            ", y no consta ningún desenlace."
        ),
        ObligationStatus::Passed => add!(
            out,
            open(),
            "los 45 días previstos para que ",
            if names_it { "" } else { "la empresa " },
            "comunique si ya ha decidido terminaron el ",
            due_on,
            "; no consta ningún desenlace."
        ),
        ObligationStatus::Answered => add!(
            out,
            "Consta un desenlace, así que no se espera nada más de la empresa, que tenía hasta el ",
            due_on,
            " para comunicar si había decidido."
        ),
        ObligationStatus::NotApplicable => {}
    }
}

/// The conditions of Ontario's rule that aren't known.
fn open_in_ontario(obligation: &Obligation) -> String {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let federal = obligation.is_condition_unknown(ObligationConditionKind::NotFederal);
    let open: Vec<&str> = [
        obligation.is_condition_unknown(ObligationConditionKind::PubliclyAdvertised).then_some("la oferta fue pública"),
        size.then_some("la empresa emplea al menos a 25 personas"),
        federal.then_some(if size {
            "no está sujeta a la legislación federal"
        } else {
            "la empresa no está sujeta a la legislación federal"
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    CLDR.and_list(&open)
}

fn korean_rule(obligation: &Obligation, out: &mut String) {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let official = obligation.is_condition_unknown(ObligationConditionKind::NotPublicOfficial);
    let open = match (size, official) {
        (true, true) => "Si la empresa emplea al menos a 30 personas y el puesto no es de la función pública,",
        (true, false) => "Si la empresa emplea al menos a 30 personas,",
        (false, _) => "Si el puesto no es de la función pública, la empresa",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed if !size && !official => add!(
            out,
            "Una vez que ha decidido a quién contrata, la empresa tiene que comunicarlo sin demora a quienes presentaron \
             su candidatura."
        ),
        ObligationStatus::Running | ObligationStatus::Passed => {
            add!(out, open, " tiene que comunicar su decisión sin demora a quienes presentaron su candidatura.");
        }
        ObligationStatus::Answered => {
            add!(out, "Consta un desenlace, así que la empresa ya ha comunicado lo que le corresponde.");
        }
        ObligationStatus::NotApplicable => add!(
            out,
            "La regla de Corea del Sur según la cual las empresas comunican su decisión sin demora no se aplica aquí, \
             porque no se cumple una de sus condiciones."
        ),
    }
}

/// "15 de marzo", with the year if it differs from the given one.
struct Date(NaiveDate, i32);

impl Part for Date {
    fn append_to(&self, out: &mut String) {
        let Self(day, year) = *self;
        add!(out, day.day(), " de ", CLDR.month(day));
        if day.year() != year {
            add!(out, " de ", day.year());
        }
    }
}
