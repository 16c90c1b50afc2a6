//! The duties of employers, and how long employers take.

use planning::{ConditionStatus, Obligation, ObligationCondition, ObligationKey};

use super::{PseudoLocale, accent_from, accented};
use crate::{ApplicationGroup, ENGLISH, ObligationLanguage, StatisticsLanguage, WaitingTime};

impl ObligationLanguage for PseudoLocale {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        accented(&ENGLISH.obligation_rule(rule))
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        accented(&ENGLISH.obligation_exceptions(rule))
    }

    fn obligation(&self, obligation: &Obligation, year: i32, out: &mut String) {
        let start = out.len();
        ENGLISH.obligation(obligation, year, out);
        accent_from(out, start);
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        let start = out.len();
        ENGLISH.obligation_condition(condition, status, out);
        accent_from(out, start);
    }
}

impl StatisticsLanguage for PseudoLocale {
    fn statistics_title(&self) -> String {
        accented(&ENGLISH.statistics_title())
    }

    fn statistics_days(&self) -> String {
        accented(&ENGLISH.statistics_days())
    }

    fn statistics_share(&self) -> String {
        accented(&ENGLISH.statistics_share())
    }

    fn statistics_band(&self) -> String {
        accented(&ENGLISH.statistics_band())
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        accented(&ENGLISH.statistics_nothing(needed))
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        accented(&ENGLISH.statistics_withheld(groups, applications, needed))
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        accented(&ENGLISH.statistics_undrawn(groups))
    }

    fn statistics_group(&self, group: ApplicationGroup) -> String {
        accented(&ENGLISH.statistics_group(group))
    }

    fn statistics_wait(&self, wait: &WaitingTime) -> String {
        accented(&ENGLISH.statistics_wait(wait))
    }
}
