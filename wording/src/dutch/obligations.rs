//! The duties of employers.

use chrono::{Datelike as _, NaiveDate};
use planning::{
    ConditionStatus, Obligation, ObligationCondition, ObligationConditionKind, ObligationKey, ObligationStatus,
};

use super::{CLDR, Dutch};
use crate::{
    ObligationLanguage,
    parts::{Part, add},
};

impl ObligationLanguage for Dutch {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Binnen 45 dagen na het laatste gesprek moet de werkgever iedereen met wie hij een gesprek heeft gevoerd, \
                 laten weten of hij heeft besloten wie hij aanneemt."
            }
            ObligationKey::KoreaNotice => {
                "Zodra de werkgever heeft besloten wie hij aanneemt, moet hij dat zonder uitstel laten weten aan iedereen \
                 die heeft gesolliciteerd."
            }
        }
        .to_owned()
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        match rule {
            ObligationKey::OntarioDecision => {
                "Het telt hoeveel mensen de werkgever op de dag van de vacature in dienst heeft. Uitgezonderd zijn \
                 algemene wervingscampagnes en aankondigingen zonder bepaalde functie, functies die alleen voor het eigen \
                 personeel zijn, en werk buiten Ontario dat geen voortzetting is van werk in Ontario."
            }
            ObligationKey::KoreaNotice => {
                "Het gaat om iedereen die op een vacature heeft gereageerd. Het telt hoeveel mensen de werkgever vast in \
                 dienst heeft."
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
                add!(out, "De functie was openbaar uitgeschreven.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::NotMet) => {
                add!(out, "De functie was niet openbaar uitgeschreven.");
            }
            (ObligationCondition::PubliclyAdvertised, ConditionStatus::Unknown) => {
                add!(out, "Het is niet bekend of de functie openbaar was uitgeschreven.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Met) => {
                add!(out, "De werkgever heeft minstens ", at_least, " mensen in dienst.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::NotMet) => {
                add!(out, "De werkgever heeft minder dan ", at_least, " mensen in dienst.");
            }
            (ObligationCondition::EmployerSize { at_least }, ConditionStatus::Unknown) => {
                add!(out, "Het is niet bekend of de werkgever minstens ", at_least, " mensen in dienst heeft.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Met) => {
                add!(out, "De functie is geen ambtenarenfunctie.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::NotMet) => {
                add!(out, "De functie is een ambtenarenfunctie.");
            }
            (ObligationCondition::NotPublicOfficial, ConditionStatus::Unknown) => {
                add!(out, "Het is niet bekend of de functie een ambtenarenfunctie is.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::Met) => {
                add!(out, "De werkgever valt niet onder Canadees federaal recht.");
            }
            (ObligationCondition::NotFederal, ConditionStatus::NotMet) => {
                add!(
                    out,
                    "De werkgever valt onder Canadees federaal recht, zoals banken, luchtvaartmaatschappijen en \
                     telecombedrijven."
                );
            }
            (ObligationCondition::NotFederal, ConditionStatus::Unknown) => {
                add!(
                    out,
                    "Het is niet bekend of de werkgever onder Canadees federaal recht valt, zoals banken, \
                     luchtvaartmaatschappijen en telecombedrijven."
                );
            }
        }
    }
}

fn ontario_rule(obligation: &Obligation, year: i32, out: &mut String) {
    if obligation.status == ObligationStatus::NotApplicable {
        add!(
            out,
            "Dat werkgevers in Ontario binnen 45 dagen laten weten of zij hebben besloten, geldt hier niet, omdat aan een \
             van de voorwaarden niet is voldaan."
        );
        return;
    }
    let Some(due_on) = obligation.due_on.map(|due_on| Date(due_on, year)) else { return };
    let certain = obligation.all_conditions_known();
    let open = || open_in_ontario(obligation);
    let name_or = if obligation.is_employer_condition_unknown() { "hij" } else { "de werkgever" };
    match obligation.status {
        ObligationStatus::Running if certain => {
            add!(out, "De werkgever moet uiterlijk ", due_on, " laten weten of hij heeft besloten.");
        }
        ObligationStatus::Running => {
            add!(out, "Als ", open(), ", moet ", name_or, " uiterlijk ", due_on, " laten weten of hij heeft besloten.");
        }
        ObligationStatus::Passed if certain => add!(
            out,
            "De 45 dagen waarin de werkgever hoort te laten weten of hij heeft besloten, eindigden op ",
            due_on,
            "; er is geen uitkomst vastgelegd."
        ),
        ObligationStatus::Passed => add!(
            out,
            "Als ",
            open(),
            ", eindigden de 45 dagen waarin ",
            name_or,
            " hoort te laten weten of hij heeft besloten, op ",
            due_on,
            "; er is geen uitkomst vastgelegd."
        ),
        ObligationStatus::Answered => add!(
            out,
            "Er is een uitkomst vastgelegd; van de werkgever, die tot en met ",
            due_on,
            " de tijd had, wordt daarom niets meer verwacht."
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
            .then_some("de functie openbaar was uitgeschreven"),
        size.then_some("de werkgever minstens 25 mensen in dienst heeft"),
        federal.then_some(if size {
            "niet onder Canadees federaal recht valt"
        } else {
            "de werkgever niet onder Canadees federaal recht valt"
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
        (true, true) => "de werkgever minstens 30 mensen in dienst heeft en het geen ambtenarenfunctie is, moet hij",
        (true, false) => "de werkgever minstens 30 mensen in dienst heeft, moet hij",
        (false, _) => "het geen ambtenarenfunctie is, moet de werkgever",
    };
    match obligation.status {
        // Without a last day, none passes.
        ObligationStatus::Running | ObligationStatus::Passed if !size && !official => add!(
            out,
            "Zodra de werkgever heeft besloten wie hij aanneemt, moet hij dat zonder uitstel laten weten aan iedereen die \
             heeft gesolliciteerd."
        ),
        ObligationStatus::Running | ObligationStatus::Passed => add!(
            out,
            "Als ",
            open,
            " zonder uitstel aan iedereen die heeft gesolliciteerd laten weten wat hij heeft besloten."
        ),
        ObligationStatus::Answered => {
            add!(out, "Er is een uitkomst vastgelegd; de werkgever heeft dus laten weten wat hij moet laten weten.");
        }
        ObligationStatus::NotApplicable => add!(
            out,
            "Dat werkgevers in Zuid-Korea hun besluit zonder uitstel laten weten, geldt hier niet, omdat aan een van de \
             voorwaarden niet is voldaan."
        ),
    }
}

/// "15 maart", with the year if it differs from the given one.
struct Date(NaiveDate, i32);

impl Part for Date {
    fn append_to(&self, out: &mut String) {
        let Self(day, year) = *self;
        add!(out, day.day(), " ", CLDR.month(day));
        if day.year() != year {
            add!(out, " ", day.year());
        }
    }
}
