//! The windows of follow-ups: their waits, and what delays them.

use chrono::NaiveDate;

use super::{MessageDay, Sequence, WindowBasis, WindowCauses};
use crate::{
    Instant,
    adjustments::adjusted,
    channels,
    context::Context,
    days::BusinessDays,
    facts::{Channel, Communication},
    window::{DayWindow, Window},
};

/// The number of days between two messages.
pub(crate) const GAP_DAYS: u16 = 7;

/// The days before which no follow-up opens.
#[derive(Clone, Copy)]
struct OpeningBounds {
    /// The business day after the employer's date.
    stated: Option<NaiveDate>,
    /// The day of the last message that counts for the gap.
    gap: Option<NaiveDate>,
    /// The last day on which the employer waits for the candidate.
    respond: Option<NaiveDate>,
}

/// The event that a step of the sequence counts from.
struct WaitEvent {
    from: WindowBasis,
    day: NaiveDate,
    /// The business day after the end of an unsent message's window.
    earliest: Option<NaiveDate>,
}

impl Sequence<'_> {
    /// Calculates the windows of all follow-ups that may still move, from what was sent before `now`.
    pub(super) fn calculate_windows(&mut self, context: &Context, sent: &[&Communication], now: Option<Instant>) {
        if self.follow_ups.iter().any(|follow_up| !follow_up.fixed) {
            let bounds = OpeningBounds {
                stated: self.start.stated.map(|stated| context.days.business_day(stated, 1)),
                gap: self.start.last_counting_day(context, sent, now),
                respond: self.start.respond_day(context, now),
            };
            for index in 0..self.follow_ups.len() {
                if !self.follow_ups[index].fixed {
                    let (window, causes) = self.follow_up_window(context, index, bounds);
                    self.follow_ups[index].window = window;
                    self.follow_ups[index].causes = causes;
                }
            }
        }
        (self.move_on.window, self.move_on.causes) = self.move_on_window(context);
    }

    fn follow_up_window(&self, context: &Context, index: usize, bounds: OpeningBounds) -> (Window, WindowCauses) {
        let days = &context.days;
        let follow_up = &self.follow_ups[index];
        let (wanted, from) = self.wanted_days(context, index);
        let gap = bounds.gap.map(|day| days.after_days(day, GAP_DAYS));
        let respond = bounds.respond.map(|day| days.business_day(day, 1));
        let earliest = [bounds.stated, gap, respond].into_iter().flatten().max().filter(|day| *day > wanted.opens);
        let moved = earliest.map_or(wanted, |day| wanted.moved_to(day, days));
        // A bound is a cause only if the opening waits for it.
        let binds = |bound: Option<NaiveDate>| earliest.is_some() && bound == earliest;
        let mut causes = WindowCauses {
            from,
            stated: self.start.stated.filter(|_| binds(bounds.stated)),
            gap: bounds.gap.filter(|_| binds(gap)),
            respond: bounds.respond.filter(|_| binds(respond)),
            phone: false,
        };
        let times = moved.times(days).not_before(self.start.begins);
        let mut window = context.postponed(times, follow_up.decision);
        if let Some(day) = self.start.phone_day.filter(|_| self.start.stated.is_none()) {
            let (order, _) = self.order(context, follow_up, window, !follow_up.decision.dismissed);
            let application = &context.facts.application;
            let first = channels::usable(application, self.start.recipient, &order).next();
            if times.opens.date_naive() < day && first.is_some_and(|first| first.channel == Channel::Phone) {
                causes.phone = window.opens.date_naive() < day;
                // The candidate's date comes last. It never makes the best time earlier.
                window = context.postponed(times.opened_on(day, days), follow_up.decision);
            }
        }
        (window, causes)
    }

    /// The days according to the playbook or to the employer's date.
    fn wanted_days(&self, context: &Context, index: usize) -> (DayWindow, WindowBasis) {
        let days = &context.days;
        let rule = self.follow_ups[index].rule;
        if let Some(before) = index.checked_sub(1) {
            let WaitEvent { from, day, earliest } = self.predecessor(context, before);
            let wanted = DayWindow::from_rule(rule, |wait| days.day_after(day, wait));
            let wanted = earliest.map_or(wanted, |day| wanted.not_before(day));
            let plain = days.without_holidays();
            let unshortened = DayWindow::from_rule(rule, |wait| plain.day_after(day, wait));
            return (wanted.no_shorter_than(unshortened, days, &plain), from);
        }
        let first_day = self.start.first_day;
        if let Some(stated) = self.start.stated {
            let [opens, ideal, closes] = [1, 2, 5].map(|n| days.business_day(stated, n));
            let soonest = days.business_day(first_day, 2);
            return (DayWindow { opens, ideal, closes }.not_before(soonest), WindowBasis::StatedDate(stated));
        }
        let shift = self.start.shift;
        let wanted = DayWindow::from_rule(rule, |wait| adjusted(days, first_day, wait, shift));
        let plain = days.without_holidays();
        let unshortened = DayWindow::from_rule(rule, |wait| adjusted(&plain, first_day, wait, shift));
        (wanted.no_shorter_than(unshortened, days, &plain), WindowBasis::StartEvent)
    }

    /// The step after a follow-up counts from its message or, without one, from its best day.
    fn predecessor(&self, context: &Context, index: usize) -> WaitEvent {
        let follow_up = &self.follow_ups[index];
        if let Some(MessageDay { day, .. }) = follow_up.filled_by {
            return WaitEvent { from: WindowBasis::PreviousMessage(day), day, earliest: None };
        }
        let day = follow_up.window.ideal.date_naive();
        let earliest = context.days.business_day(follow_up.window.closes.date_naive(), 1);
        WaitEvent { from: WindowBasis::UnsentMessage, day, earliest: Some(earliest) }
    }

    fn move_on_window(&self, context: &Context) -> (Window, WindowCauses) {
        let days = &context.days;
        let WaitEvent { from, day, earliest } = match self.follow_ups.len().checked_sub(1) {
            Some(last) => self.predecessor(context, last),
            None => WaitEvent { from: WindowBasis::StartEvent, day: self.start.first_day, earliest: None },
        };
        let wanted = days.day_after(day, context.playbook.move_on);
        let wanted = earliest.map_or(wanted, |earliest| wanted.max(earliest));
        let stated = self.start.stated.map(|stated| days.business_day(stated, 1)).filter(|day| *day > wanted);
        let window = DayWindow::one_day(stated.unwrap_or(wanted)).times(days).not_before(self.start.begins);
        let stated = self.start.stated.filter(|_| stated.is_some());
        let causes = WindowCauses { from, stated, gap: None, respond: None, phone: false };
        (context.postponed(window, self.move_on.decision), causes)
    }
}
