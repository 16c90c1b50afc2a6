//! Checks playbooks.

use super::{MAX_DAYS, MAX_FOLLOW_UPS, Playbook, ThankYouRule, Wait};
use crate::Violation;

impl Playbook {
    /// The violations, with JSON Pointers into the playbook.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        if self.version == 0 {
            found.push(Violation::new("/version", "out_of_range", "versions count from 1"));
        }
        if let Some(thank_you) = &self.thank_you {
            thank_you.check(&mut found);
        }
        if self.follow_ups.len() > MAX_FOLLOW_UPS {
            let message = format!("a sequence has at most {MAX_FOLLOW_UPS} follow_ups");
            found.push(Violation::new("/follow_ups", "too_many", message));
        }
        for (index, follow_up) in self.follow_ups.iter().enumerate() {
            let at = format!("/follow_ups/{index}");
            check_wait(follow_up.opens, &format!("{at}/opens"), &mut found);
            check_wait(follow_up.ideal, &format!("{at}/ideal"), &mut found);
            check_wait(follow_up.closes, &format!("{at}/closes"), &mut found);
            check_order(("opens", follow_up.opens), ("ideal", follow_up.ideal), &at, &mut found);
            check_order(("ideal", follow_up.ideal), ("closes", follow_up.closes), &at, &mut found);
            // Otherwise an ideal day in another unit would hide that a follow-up closes before it opens.
            if !follow_up.opens.same_unit(follow_up.ideal) {
                check_order(("opens", follow_up.opens), ("closes", follow_up.closes), &at, &mut found);
            }
        }
        check_wait(self.move_on, "/move_on", &mut found);
        if let Some(days) = self.no_phone_before_business_days {
            check_days(days, "/no_phone_before_business_days", &mut found);
        }
        for (index, channel) in self.channel_order.iter().flatten().enumerate() {
            if self.channel_order.iter().flatten().take(index).any(|earlier| earlier == channel) {
                let message = "each channel is named once";
                found.push(Violation::new(format!("/channel_order/{index}"), "duplicate", message));
            }
        }
        found
    }
}

impl ThankYouRule {
    fn check(&self, found: &mut Vec<Violation>) {
        if self.within_hours.is_some_and(|hours| hours > MAX_DAYS * 24) {
            let message = format!("at most {} hours, which are {MAX_DAYS} days", MAX_DAYS * 24);
            found.push(Violation::new("/thank_you/within_hours", "out_of_range", message));
        }
        if let Some(days) = self.grace_business_days {
            check_days(days, "/thank_you/grace_business_days", found);
        }
        if let Some(waits) = self.with_stated_date {
            let at = "/thank_you/with_stated_date";
            check_wait(waits.ideal, &format!("{at}/ideal"), found);
            check_wait(waits.closes, &format!("{at}/closes"), found);
            check_order(("ideal", waits.ideal), ("closes", waits.closes), at, found);
        }
    }
}

impl Wait {
    fn same_unit(self, other: Self) -> bool {
        matches!((self, other), (Self::Days(_), Self::Days(_)) | (Self::BusinessDays(_), Self::BusinessDays(_)))
    }
}

fn check_wait(wait: Wait, pointer: &str, found: &mut Vec<Violation>) {
    let unit = match wait {
        Wait::Days(_) => "days",
        Wait::BusinessDays(_) => "business_days",
    };
    check_days(wait.days(), &format!("{pointer}/{unit}"), found);
}

fn check_days(days: u16, pointer: &str, found: &mut Vec<Violation>) {
    if days > MAX_DAYS {
        found.push(Violation::new(pointer, "out_of_range", format!("a wait is at most {MAX_DAYS} days")));
    }
}

/// Waits with different units can't be compared here. The planner puts their days in order.
fn check_order(first: (&str, Wait), then: (&str, Wait), at: &str, found: &mut Vec<Violation>) {
    if first.1.same_unit(then.1) && first.1.days() > then.1.days() {
        let message = format!("{} comes before {}, or on the same day", first.0, then.0);
        found.push(Violation::new(format!("{at}/{}", then.0), "out_of_order", message));
    }
}
