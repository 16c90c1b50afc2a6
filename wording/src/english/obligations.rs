//! What employers owe applicants.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::{CLDR, English, time::day_of_month};
use crate::{
    ObligationLanguage,
    say::{Say, said, say},
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
            ObligationKey::OntarioDecision => ontario(obligation, year, out),
            ObligationKey::KoreaNotice => korea(obligation, out),
        }
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        match (condition, status) {
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Met) => {
                say!(out, "The position was advertised to the public.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                say!(out, "The position was not advertised to the public.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                say!(out, "It isn't known whether the position was advertised to the public.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                say!(out, "The employer employs ", at_least, " people or more.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                say!(out, "The employer employs fewer than ", at_least, " people.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                say!(out, "It isn't known whether the employer employs ", at_least, " people or more.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                say!(out, "The position isn't that of a public official.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                say!(out, "The position is that of a public official.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                say!(out, "It isn't known whether the position is that of a public official.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                say!(out, "The employer isn't regulated federally.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                say!(
                    out,
                    "The employer is regulated federally, as banks, airlines and telecommunications companies \
                     are."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                say!(
                    out,
                    "It isn't known whether the employer is regulated federally, as banks, airlines and \
                     telecommunications companies are."
                );
            }
        }
    }
}

fn ontario(obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        say!(
            out,
            "Ontario's rule that employers say within 45 days whether they have decided doesn't hold here, because one \
             of its conditions isn't met."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    let certain = obligation.is_certain();
    let who = if obligation.leaves_employer_open() { "it" } else { "the employer" };
    match obligation.status {
        ObligationStatus::Running if certain => {
            say!(out, "The employer has until ", due_on, " to say whether it has decided.");
        }
        ObligationStatus::Running => {
            let open = open_in_ontario(obligation, "it");
            say!(out, "The employer has until ", due_on, " to say whether it has decided, if ", open, ".");
        }
        ObligationStatus::Passed if certain => say!(
            out,
            "The 45 days within which the employer is to say whether it has decided ended on ",
            due_on,
            ", and no outcome is recorded."
        ),
        ObligationStatus::Passed => say!(
            out,
            "If ",
            open_in_ontario(obligation, "the employer"),
            ", the 45 days within which ",
            who,
            " is to say whether it has decided ended on ",
            due_on,
            "; no outcome is recorded."
        ),
        ObligationStatus::Answered => say!(
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
    let size = obligation.leaves_open(ObligationConditionKind::EmployerSize);
    let mut open = Vec::new();
    if obligation.leaves_open(ObligationConditionKind::PubliclyAdvertised) {
        open.push("the posting was public".to_owned());
    }
    if size {
        open.push(said!(employer, " employs 25 people or more"));
    }
    if obligation.leaves_open(ObligationConditionKind::NotFederal) {
        let subject = if size { String::new() } else { said!(employer, " ") };
        open.push(said!(subject, "isn't regulated federally"));
    }
    CLDR.all_of(&open)
}

fn korea(obligation: &Obligation, out: &mut String) {
    let size = obligation.leaves_open(ObligationConditionKind::EmployerSize);
    let official = obligation.leaves_open(ObligationConditionKind::NotPublicOfficial);
    let open = match (size, official) {
        (true, true) => ", if it employs 30 people or more and doesn't hire a public official",
        (true, false) => ", if it employs 30 people or more",
        (false, true) => ", if it doesn't hire a public official",
        (false, false) => "",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed => say!(
            out,
            "Once it has decided whom to hire, the employer has to tell the applicants without delay",
            open,
            "."
        ),
        ObligationStatus::Answered => {
            say!(out, "An outcome is recorded, so the employer has told what it has to tell.");
        }
        ObligationStatus::NotApplicable => say!(
            out,
            "South Korea's rule that employers tell the applicants without delay doesn't hold here, because one of its \
             conditions isn't met."
        ),
    }
}

/// "15 March", with the year if it differs from the given one.
struct Date(NaiveDate, i32);

impl Say for Date {
    fn say(&self, out: &mut String) {
        let Self(day, year) = *self;
        say!(out, day_of_month(day), " ", CLDR.month(day));
        if day.year() != year {
            say!(out, " ", day.year());
        }
    }
}

#[cfg(test)]
mod tests {
    use planning::{JudgedCondition, obligation_rules};

    use super::*;
    use crate::say::text;

    fn obligation(rule: usize, status: ObligationStatus, known: ConditionStatus) -> Obligation<'static> {
        let rule = &obligation_rules()[rule];
        let judged = |&condition| JudgedCondition { condition, status: known };
        let due_on = rule.days.and(NaiveDate::from_ymd_opt(2026, 3, 15));
        Obligation {
            rule,
            interview_id: None,
            due_on,
            status,
            conditions: rule.conditions.iter().map(judged).collect(),
        }
    }

    fn said(obligation: &Obligation, year: i32) -> String {
        text(|out| English.obligation(obligation, year, out))
    }

    #[test]
    fn the_day_and_the_unknown_conditions_are_said() {
        let running = |known| obligation(0, ObligationStatus::Running, known);
        assert_eq!(
            said(&running(ConditionStatus::Unknown), 2026),
            "The employer has until 15 March to say whether it has decided, if the posting was public, it employs 25 people \
             or more and isn't regulated federally."
        );
        assert_eq!(
            said(&running(ConditionStatus::Met), 2025),
            "The employer has until 15 March 2026 to say whether it has decided."
        );
    }

    #[test]
    fn a_known_condition_is_not_said_to_be_open() {
        let with = |rule, first, second| {
            let mut one = obligation(rule, ObligationStatus::Running, ConditionStatus::Met);
            one.conditions[0].status = first;
            one.conditions[1].status = second;
            said(&one, 2026)
        };
        let (met, unknown) = (ConditionStatus::Met, ConditionStatus::Unknown);
        assert!(with(0, met, unknown).ends_with("it has decided, if it employs 25 people or more."));
        let federal = |first, second, status| {
            let mut one = obligation(0, status, first);
            one.conditions[1].status = second;
            one.conditions[2].status = unknown;
            said(&one, 2026)
        };
        let running = ObligationStatus::Running;
        assert!(federal(met, met, running).ends_with("it has decided, if it isn't regulated federally."));
        assert!(
            federal(met, unknown, running).ends_with("if it employs 25 people or more and isn't regulated federally.")
        );
        assert!(federal(unknown, met, ObligationStatus::Passed).starts_with(
            "If the posting was public and the employer isn't regulated federally, the 45 days within which it"
        ));
        assert!(with(0, unknown, met).ends_with("it has decided, if the posting was public."));
        assert!(with(1, unknown, met).ends_with("without delay, if it employs 30 people or more."));
        assert!(with(1, met, unknown).ends_with("without delay, if it doesn't hire a public official."));
        assert!(with(1, met, met).ends_with("without delay."));
    }

    #[test]
    fn no_sentence_says_that_somebody_broke_a_law() {
        for rule in 0..obligation_rules().len() {
            for status in [
                ObligationStatus::Running,
                ObligationStatus::Passed,
                ObligationStatus::Answered,
                ObligationStatus::NotApplicable,
            ] {
                for known in [ConditionStatus::Met, ConditionStatus::Unknown] {
                    let said = said(&obligation(rule, status, known), 2026).to_lowercase();
                    assert!(said.ends_with('.'), "{said}");
                    for word in ["broke", "violat", "illegal", "unlawful", "breach", "late", "fail"] {
                        assert!(!said.contains(word), "{said}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_figures_in_sentences_are_those_of_the_rules() {
        for (index, rule) in obligation_rules().iter().enumerate() {
            let said = said(&obligation(index, ObligationStatus::Passed, ConditionStatus::Unknown), 2026);
            for condition in rule.conditions {
                if let Some(at_least) = condition.at_least() {
                    assert!(said.contains(&at_least.to_string()), "{said}");
                }
            }
            if let Some(days) = rule.days {
                assert!(said.contains(&format!("{days} days")), "{said}");
                assert!(English.obligation_rule(rule.key).contains(&format!("{days} days")));
            }
        }
    }
}
