//! The sentences of each language about the duties of employers, and about how long they take.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use chrono::NaiveDate;
use planning::{
    ConditionStatus, EvaluatedCondition, Locale, Obligation, ObligationStatus, obligation_rules, survival::Quantile,
};
use wording::{ApplicationGroup, Language, WaitingTime, language_of};

const STATUSES: [ObligationStatus; 4] =
    [ObligationStatus::Running, ObligationStatus::Passed, ObligationStatus::Answered, ObligationStatus::NotApplicable];

fn languages() -> impl Iterator<Item = &'static dyn Language> {
    ["en", "de", "de-CH", "fr", "es", "nl"].into_iter().map(|tag| language_of(Locale::nearest(tag).unwrap()))
}

fn obligation(rule: usize, status: ObligationStatus, known: ConditionStatus) -> Obligation<'static> {
    let rule = &obligation_rules()[rule];
    let judged = |&condition| EvaluatedCondition { condition, status: known };
    Obligation {
        rule,
        interview_id: None,
        due_on: rule.days.and(NaiveDate::from_ymd_opt(2027, 3, 1)),
        status,
        conditions: rule.conditions.iter().map(judged).collect(),
    }
}

fn said(language: &dyn Language, obligation: &Obligation) -> String {
    let mut text = String::new();
    language.obligation(obligation, 2026, &mut text);
    text
}

#[test]
fn duties_are_said_with_their_figures_and_without_blame() {
    for language in languages() {
        for (index, rule) in obligation_rules().iter().enumerate() {
            for status in STATUSES {
                let text = said(language, &obligation(index, status, ConditionStatus::Unknown));
                assert!(text.ends_with('.') && !text.contains("  ") && !text.contains('ß'), "{text}");
                for blame in
                    ["verstoss", "verstöß", "verletz", "viol", "infring", "incumpl", "illegal", "retard", "retras"]
                {
                    assert!(!text.to_lowercase().contains(blame), "{text}");
                }
            }
            let text = said(language, &obligation(index, ObligationStatus::Passed, ConditionStatus::Unknown));
            for figure in rule.conditions.iter().filter_map(|condition| condition.at_least()) {
                assert!(text.contains(&figure.to_string()), "{text}");
            }
            if let Some(days) = rule.days {
                assert!(text.contains(&format!("{days} ")) && text.contains("2027"), "{text}");
                assert!(language.obligation_rule(rule.key).contains(&format!("{days} ")));
            }
        }
    }
}

#[test]
fn only_what_is_open_is_a_condition() {
    let known = [ConditionStatus::Met, ConditionStatus::Unknown];
    for language in languages() {
        for (rule, status) in
            [(0, ObligationStatus::Running), (0, ObligationStatus::Passed), (1, ObligationStatus::Running)]
        {
            let with = |first, second| {
                let mut one = obligation(rule, status, ConditionStatus::Met);
                one.conditions[0].status = first;
                one.conditions[1].status = second;
                said(language, &one)
            };
            let mut texts: Vec<String> =
                known.iter().flat_map(|first| known.iter().map(|second| with(*first, *second))).collect();
            assert!(texts.iter().all(|text| text.ends_with('.') && !text.contains("  ") && !text.contains(", ,")));
            // How many people is said only where it isn't known.
            let figure = if rule == 0 { "25 " } else { "30 " };
            let size_is_open = if rule == 0 { [1, 3] } else { [2, 3] };
            for (index, text) in texts.iter().enumerate() {
                assert_eq!(text.contains(figure), size_is_open.contains(&index), "{text}");
            }
            if rule == 0 {
                // Whose law it is under is open beside any of these.
                texts.extend(known.iter().flat_map(|first| {
                    known.map(|second| {
                        let mut one = obligation(rule, status, ConditionStatus::Unknown);
                        one.conditions[0].status = *first;
                        one.conditions[1].status = second;
                        said(language, &one)
                    })
                }));
                for text in &texts[4..] {
                    let federal = ["federa", "fédéral", "Bundesrecht"].iter().any(|word| text.contains(word));
                    assert!(federal && text.ends_with('.') && !text.contains("  ") && !text.contains(", ,"), "{text}");
                }
            }
            let expected = texts.len();
            texts.sort();
            texts.dedup();
            assert_eq!(texts.len(), expected, "{texts:?}");
        }
    }
}

#[test]
fn duties_that_run_name_their_last_day() {
    let running = obligation(0, ObligationStatus::Running, ConditionStatus::Met);
    let texts = ["de", "fr", "es"].map(|tag| said(language_of(Locale::nearest(tag).unwrap()), &running));
    assert_eq!(
        texts,
        [
            "Der Arbeitgeber muss bis zum 1. März 2027 mitteilen, ob er entschieden hat.",
            "L'employeur a jusqu'au 1er mars 2027 pour indiquer s'il a pris sa décision.",
            "La empresa tiene hasta el 1 de marzo de 2027 para comunicar si ya ha decidido.",
        ]
    );
}

#[test]
fn the_sentence_about_a_wait_has_the_known_limits() {
    let told = |tag, day, lower, upper| {
        let median = Quantile { day, lower, upper };
        let wait = WaitingTime { group: ApplicationGroup::All, applications: 57, median };
        language_of(Locale::nearest(tag).unwrap()).statistics_wait(&wait)
    };
    assert_eq!(
        told("de", Some(9), Some(7), Some(12)),
        "Alle Bewerbungen (57 Bewerbungen): Die Hälfte davon erhielt innerhalb von 9 Tagen eine Antwort; mit 95\u{a0}% \
         Konfidenz liegt der wahre Wert zwischen 7 und 12 Tagen."
    );
    assert_eq!(
        told("fr", Some(9), Some(1), None),
        "Toutes les candidatures (57 candidatures)\u{202f}: la moitié a reçu une réponse en 9 jours au plus\u{202f}; avec \
         une confiance de 95\u{202f}%, la vraie valeur est d'au moins un jour."
    );
    assert_eq!(
        told("es", None, Some(7), None),
        "Todas las candidaturas (57 candidaturas): la mitad aún no ha recibido respuesta en los días observados."
    );
}
