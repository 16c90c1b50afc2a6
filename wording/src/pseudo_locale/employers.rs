//! What employers owe, and how long they take.

use planning::{ConditionStatus, Obligation, ObligationCondition, ObligationKey};

use super::{Marked, mark_from, marked};
use crate::{ApplicationGroup, ENGLISH, ObligationLanguage, StatisticsLanguage, WaitingTime};

impl ObligationLanguage for Marked {
    fn obligation_rule(&self, rule: ObligationKey) -> String {
        marked(&ENGLISH.obligation_rule(rule))
    }

    fn obligation_exceptions(&self, rule: ObligationKey) -> String {
        marked(&ENGLISH.obligation_exceptions(rule))
    }

    fn obligation(&self, obligation: &Obligation, year: i32, out: &mut String) {
        let start = out.len();
        ENGLISH.obligation(obligation, year, out);
        mark_from(out, start);
    }

    fn obligation_condition(&self, condition: ObligationCondition, status: ConditionStatus, out: &mut String) {
        let start = out.len();
        ENGLISH.obligation_condition(condition, status, out);
        mark_from(out, start);
    }
}

impl StatisticsLanguage for Marked {
    fn statistics_title(&self) -> String {
        marked(&ENGLISH.statistics_title())
    }

    fn statistics_days(&self) -> String {
        marked(&ENGLISH.statistics_days())
    }

    fn statistics_share(&self) -> String {
        marked(&ENGLISH.statistics_share())
    }

    fn statistics_band(&self) -> String {
        marked(&ENGLISH.statistics_band())
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        marked(&ENGLISH.statistics_nothing(needed))
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        marked(&ENGLISH.statistics_withheld(groups, applications, needed))
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        marked(&ENGLISH.statistics_undrawn(groups))
    }

    fn statistics_group(&self, group: ApplicationGroup) -> String {
        marked(&ENGLISH.statistics_group(group))
    }

    fn statistics_wait(&self, wait: &WaitingTime) -> String {
        marked(&ENGLISH.statistics_wait(wait))
    }
}
