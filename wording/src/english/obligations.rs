//! The duties of employers.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::{CLDR, English, time::day_of_month};
use crate::{
    ObligationLanguage,
    parts::{Part, add, text},
};

impl ObligationLanguage for English {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Within 45 days of the last interview, the employer has to tell each applicant whom it has interviewed \
                 whether it has decided whom to hire."
            }
            ObligationKey::KoreaNotice => {
                "Once it has decided whom to hire, the employer has to tell the applicants without delay."
            }
        }
        .to_owned()
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "What counts is the number of people on the day of the posting. Excepted are general recruitment \
                 campaigns and signs without a specific position, positions that are open to present employees only, \
                 and work outside Ontario that does not continue work in Ontario."
            }
            ObligationKey::KoreaNotice => {
                "Applicants are those who answer a hiring advertisement. What counts is the number of people who are \
                 employed regularly."
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
                add!(out, "The position was advertised to the public.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                add!(out, "The position was not advertised to the public.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                add!(out, "It isn't known whether the position was advertised to the public.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                add!(out, "The employer employs ", at_least, " people or more.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                add!(out, "The employer employs fewer than ", at_least, " people.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                add!(out, "It isn't known whether the employer employs ", at_least, " people or more.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                add!(out, "The position isn't that of a public official.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                add!(out, "The position is that of a public official.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                add!(out, "It isn't known whether the position is that of a public official.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                add!(out, "The employer isn't regulated federally.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                add!(
                    out,
                    "The employer is regulated federally, as banks, airlines and telecommunications companies \
                     are."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                add!(
                    out,
                    "It isn't known whether the employer is regulated federally, as banks, airlines and \
                     telecommunications companies are."
                );
            }
        }
    }
}

fn ontario_rule(obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        add!(
            out,
            "Ontario's rule that employers say within 45 days whether they have decided doesn't hold here, because one \
             of its conditions isn't met."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    let certain = obligation.all_conditions_known();
    let name_or = if obligation.is_employer_condition_unknown() { "it" } else { "the employer" };
    match obligation.status {
        ObligationStatus::Running if certain => {
            add!(out, "The employer has until ", due_on, " to say whether it has decided.");
        }
        ObligationStatus::Running => {
            let open = open_in_ontario(obligation, "it");
            add!(out, "The employer has until ", due_on, " to say whether it has decided, if ", open, ".");
        }
        ObligationStatus::Passed if certain => add!(
            out,
            "The 45 days within which the employer is to say whether it has decided ended on ",
            due_on,
            ", and no outcome is recorded."
        ),
        ObligationStatus::Passed => add!(
            out,
            "If ",
            open_in_ontario(obligation, "the employer"),
            ", the 45 days within which ",
            name_or,
            " is to say whether it has decided ended on ",
            due_on,
            "; no outcome is recorded."
        ),
        ObligationStatus::Answered => add!(
            out,
            "An outcome is recorded, so nothing more is awaited of the employer, which had until ",
            due_on,
            " to say whether it has decided."
        ),
        ObligationStatus::NotApplicable => {}
    }
}

/// The conditions of Ontario's rule that aren't known, with a name of the employer.
fn open_in_ontario(obligation: &Obligation, employer: &str) -> String {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let mut open = Vec::new();
    if obligation.is_condition_unknown(ObligationConditionKind::PubliclyAdvertised) {
        open.push("the posting was public".to_owned());
    }
    if size {
        open.push(text!(employer, " employs 25 people or more"));
    }
    if obligation.is_condition_unknown(ObligationConditionKind::NotFederal) {
        let subject = if size { String::new() } else { text!(employer, " ") };
        open.push(text!(subject, "isn't regulated federally"));
    }
    CLDR.and_list(&open)
}

fn korean_rule(obligation: &Obligation, out: &mut String) {
    let size = obligation.is_condition_unknown(ObligationConditionKind::EmployerSize);
    let official = obligation.is_condition_unknown(ObligationConditionKind::NotPublicOfficial);
    let open = match (size, official) {
        (true, true) => ", if it employs 30 people or more and doesn't hire a public official",
        (true, false) => ", if it employs 30 people or more",
        (false, true) => ", if it doesn't hire a public official",
        (false, false) => "",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed => add!(
            out,
            "Once it has decided whom to hire, the employer has to tell the applicants without delay",
            open,
            "."
        ),
        ObligationStatus::Answered => {
            add!(out, "An outcome is recorded, so the employer has told what it has to tell.");
        }
        ObligationStatus::NotApplicable => add!(
            out,
            "South Korea's rule that employers tell the applicants without delay doesn't hold here, because one of its \
             conditions isn't met."
        ),
    }
}

/// "15 March", with the year if it differs from the given one.
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

#[cfg(test)]
mod tests;
