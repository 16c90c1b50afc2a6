use planning::{EvaluatedCondition, obligation_rules};

use super::*;
use crate::parts::string_from;

fn obligation(rule: usize, status: ObligationStatus, known: ConditionStatus) -> Obligation<'static> {
    let rule = &obligation_rules()[rule];
    let judged = |&condition| EvaluatedCondition { condition, status: known };
    let due_on = rule.days.and(NaiveDate::from_ymd_opt(2026, 3, 15));
    Obligation { rule, interview_id: None, due_on, status, conditions: rule.conditions.iter().map(judged).collect() }
}

fn said(obligation: &Obligation, year: i32) -> String {
    string_from(|out| English.obligation(obligation, year, out))
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
    assert!(federal(met, unknown, running).ends_with("if it employs 25 people or more and isn't regulated federally."));
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
                for blame in ["broke", "violat", "illegal", "unlawful", "breach", "late", "fail"] {
                    assert!(!said.split(' ').any(|word| word.starts_with(blame)), "{said}");
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
