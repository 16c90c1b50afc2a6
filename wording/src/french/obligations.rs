//! The duties of employers.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::{CLDR, French, time::day_of_month};
use crate::{
    ObligationLanguage,
    parts::{Part, add, text},
};

impl ObligationLanguage for French {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                let (last, received) = (
                    self.by_region("le dernier entretien", "la dernière entrevue"),
                    self.by_region("entretien", "entrevue"),
                );
                return text!(
                    "Dans les 45 jours qui suivent ",
                    last,
                    ", l'employeur doit indiquer à chaque personne reçue en ",
                    received,
                    " s'il a pris sa décision d'embauche."
                );
            }
            ObligationKey::KoreaNotice => {
                "Une fois sa décision d'embauche prise, l'employeur doit en informer sans délai les personnes qui ont \
                 postulé."
            }
        }
        .to_owned()
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "L'effectif qui compte est celui du jour de publication de l'offre. Sont exclus les campagnes générales \
                 de recrutement et les affiches sans poste précis, les postes réservés au personnel en place, et le \
                 travail hors de l'Ontario qui ne prolonge pas un travail en Ontario."
            }
            ObligationKey::KoreaNotice => {
                "La règle concerne les personnes qui ont répondu à une offre d'emploi. L'effectif qui compte est celui \
                 du personnel permanent."
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
                add!(out, "Le poste a fait l'objet d'une offre publique.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                add!(out, "Le poste n'a pas fait l'objet d'une offre publique.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                add!(out, "On ne sait pas si le poste a fait l'objet d'une offre publique.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                add!(out, "L'employeur compte au moins ", at_least, " personnes.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                add!(out, "L'employeur compte moins de ", at_least, " personnes.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                add!(out, "On ne sait pas si l'employeur compte au moins ", at_least, " personnes.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                add!(out, "Le poste n'est pas un emploi de fonctionnaire.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                add!(out, "Le poste est un emploi de fonctionnaire.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                add!(out, "On ne sait pas si le poste est un emploi de fonctionnaire.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                add!(out, "L'employeur n'est pas sous réglementation fédérale.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                add!(
                    out,
                    "L'employeur est sous réglementation fédérale, comme les banques, les compagnies aériennes et \
                     les télécommunications."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                add!(
                    out,
                    "On ne sait pas si l'employeur est sous réglementation fédérale, comme les banques, les \
                     compagnies aériennes et les télécommunications."
                );
            }
        }
    }
}

fn ontario_rule(french: French, obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        add!(
            out,
            "La règle de l'Ontario selon laquelle l'employeur indique dans les 45 jours s'il a pris sa décision ne \
             s'applique pas ici, parce qu'une de ses conditions n'est pas remplie."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    let certain = obligation.all_conditions_known();
    let name_or = (!obligation.is_employer_condition_unknown()).then_some("l'employeur");
    let open = || text!("S", open_in_ontario(obligation).get(1..).unwrap_or_default(), ", ");
    match obligation.status {
        ObligationStatus::Running if certain => {
            add!(out, "L'employeur a jusqu'au ", due_on, " pour indiquer s'il a pris sa décision.");
        }
        ObligationStatus::Running => {
            let name_or = name_or.unwrap_or("il");
            add!(out, open(), name_or, " a jusqu'au ", due_on, " pour indiquer s'il a pris sa décision.");
        }
        ObligationStatus::Passed if certain => add!(
            out,
            "Le délai de 45 jours prévu pour que l'employeur indique s'il a pris sa décision s'est terminé le ",
            due_on,
            ", et aucune issue n'est enregistrée."
        ),
        ObligationStatus::Passed => add!(
            out,
            open(),
            "le délai de 45 jours prévu pour ",
            if name_or.is_some() { "que l'employeur" } else { "qu'il" },
            " indique s'il a pris sa décision s'est terminé le ",
            due_on,
            french.space(),
            "; aucune issue n'est enregistrée."
        ),
        ObligationStatus::Answered => add!(
            out,
            "Une issue est enregistrée, donc rien de plus n'est attendu de l'employeur, qui avait jusqu'au ",
            due_on,
            " pour indiquer s'il avait pris sa décision."
        ),
        ObligationStatus::NotApplicable => {}
    }
}

/// The conditions of Ontario's rule that aren't known.
fn open_in_ontario(obligation: &Obligation) -> String {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let federal = obligation.is_condition_unknown(ObligationConditionKind::NotFederal);
    let open: Vec<&str> = [
        obligation
            .is_condition_unknown(ObligationConditionKind::PubliclyAdvertised)
            .then_some("si l'offre était publique"),
        size.then_some("si l'employeur compte au moins 25 personnes"),
        federal.then_some(if size {
            "s'il n'est pas sous réglementation fédérale"
        } else {
            "si l'employeur n'est pas sous réglementation fédérale"
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
        (true, true) => {
            "Si l'employeur compte au moins 30 personnes et si le poste n'est pas un emploi de fonctionnaire, il"
        }
        (true, false) => "Si l'employeur compte au moins 30 personnes, il",
        (false, _) => "Si le poste n'est pas un emploi de fonctionnaire, l'employeur",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed if !size && !official => add!(
            out,
            "Une fois sa décision d'embauche prise, l'employeur doit en informer sans délai les personnes qui ont \
             postulé."
        ),
        ObligationStatus::Running | ObligationStatus::Passed => {
            add!(out, open, " doit, une fois sa décision prise, en informer sans délai les personnes qui ont postulé.");
        }
        ObligationStatus::Answered => {
            add!(out, "Une issue est enregistrée, donc l'employeur a donné l'information prévue.");
        }
        ObligationStatus::NotApplicable => add!(
            out,
            "La règle de la Corée du Sud selon laquelle l'employeur informe sans délai les personnes qui ont postulé ne \
             s'applique pas ici, parce qu'une de ses conditions n'est pas remplie."
        ),
    }
}

/// "15 mars", with the year if it differs from the given one.
struct Date(NaiveDate, i32);

impl Part for Date {
    fn append_to(&self, out: &mut String) {
        let Self(day, year) = *self;
        add!(out, day_of_month(day), " ", CLDR.month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}
