//! When the messages of a ladder come: their waits, and what puts them off.

use chrono::NaiveDate;

use super::{Causes, Contact, From, Ladder};
use crate::{
    Instant,
    adjustments::adjusted,
    channels,
    context::Context,
    facts::{Channel, Communication},
    window::{DayWindow, Window},
};

/// The days between two messages.
pub(crate) const GAP_DAYS: u16 = 7;

/// The days before which no rung opens, or that decide on it.
#[derive(Clone, Copy)]
struct Bounds {
    /// The business day after the employer's date.
    stated: Option<NaiveDate>,
    /// The day of the last message that counts for the gap.
    gap: Option<NaiveDate>,
    /// The last day on which the employer waits for the candidate.
    respond: Option<NaiveDate>,
}

/// What a step of the ladder counts from.
struct Predecessor {
    from: From,
    day: NaiveDate,
    /// The business day after an unsent message's closing.
    earliest: Option<NaiveDate>,
}

impl Ladder<'_> {
    /// Works out the windows of all rungs that may still move, given what was sent before `now`.
    pub(super) fn arrange(&mut self, context: &Context, sent: &[&Communication], now: Option<Instant>) {
        if self.rungs.iter().any(|rung| !rung.fixed) {
            let bounds = Bounds {
                stated: self.footing.stated.map(|stated| context.days.business(stated, 1)),
                gap: self.footing.last_counting_day(context, sent, now),
                respond: self.footing.respond_day(context, now),
            };
            for index in 0..self.rungs.len() {
                if !self.rungs[index].fixed {
                    let (window, causes) = self.rung_window(context, index, bounds);
                    self.rungs[index].window = window;
                    self.rungs[index].causes = causes;
                }
            }
        }
        (self.move_on.window, self.move_on.causes) = self.move_on_window(context);
    }

    fn rung_window(&self, context: &Context, index: usize, bounds: Bounds) -> (Window, Causes) {
        let days = &context.days;
        let rung = &self.rungs[index];
        let (wanted, from) = self.wanted_days(context, index);
        let gap = bounds.gap.map(|day| days.after_days(day, GAP_DAYS));
        let respond = bounds.respond.map(|day| days.business(day, 1));
        let earliest = [bounds.stated, gap, respond].into_iter().flatten().max().filter(|day| *day > wanted.opens);
        let moved = earliest.map_or(wanted, |day| wanted.moved_to(day, days));
        // Only a bound that the opening really waits for is a cause.
        let binds = |bound: Option<NaiveDate>| earliest.is_some() && bound == earliest;
        let mut causes = Causes {
            from,
            stated: self.footing.stated.filter(|_| binds(bounds.stated)),
            gap: bounds.gap.filter(|_| binds(gap)),
            respond: bounds.respond.filter(|_| binds(respond)),
            phone: false,
        };
        let mut window = context.snoozed(moved.times(days).not_before(self.footing.begins), rung.word);
        if let Some(day) = self.footing.phone_day.filter(|_| self.footing.stated.is_none()) {
            let (order, _) = self.order(context, rung, window, !rung.word.dismissed);
            let application = &context.facts.application;
            let first = channels::usable(application, self.footing.recipient, &order).next();
            if window.opens.date_naive() < day && first.is_some_and(|first| first.channel == Channel::Phone) {
                window = window.opened_on(day, days);
                causes.phone = true;
            }
        }
        (window, causes)
    }

    /// The days that the playbook or the employer's date asks for.
    fn wanted_days(&self, context: &Context, index: usize) -> (DayWindow, From) {
        let days = &context.days;
        let rule = self.rungs[index].rule;
        if let Some(before) = index.checked_sub(1) {
            let Predecessor { from, day, earliest } = self.predecessor(context, before);
            let wait = |wait| days.after(day, wait);
            let wanted = DayWindow::ordered(wait(rule.opens), wait(rule.ideal), wait(rule.closes));
            return (earliest.map_or(wanted, |day| wanted.not_before(day)), from);
        }
        let first_day = self.footing.first_day;
        if let Some(stated) = self.footing.stated {
            let [opens, ideal, closes] = [1, 2, 5].map(|n| days.business(stated, n));
            let soonest = days.business(first_day, 2);
            return (DayWindow { opens, ideal, closes }.not_before(soonest), From::Stated(stated));
        }
        let wait = |wait| adjusted(days, first_day, wait, self.footing.shift);
        (DayWindow::ordered(wait(rule.opens), wait(rule.ideal), wait(rule.closes)), From::Event)
    }

    /// What follows that rung counts from its message, or from the day that would have been best for it.
    fn predecessor(&self, context: &Context, index: usize) -> Predecessor {
        let rung = &self.rungs[index];
        if let Some(Contact { day, .. }) = rung.contact {
            return Predecessor { from: From::Contact(day), day, earliest: None };
        }
        let day = rung.window.ideal.date_naive();
        let earliest = context.days.business(rung.window.closes.date_naive(), 1);
        Predecessor { from: From::Unsent, day, earliest: Some(earliest) }
    }

    fn move_on_window(&self, context: &Context) -> (Window, Causes) {
        let days = &context.days;
        let Predecessor { from, day, earliest } = match self.rungs.len().checked_sub(1) {
            Some(last) => self.predecessor(context, last),
            None => Predecessor { from: From::Event, day: self.footing.first_day, earliest: None },
        };
        let wanted = days.after(day, context.playbook.move_on);
        let wanted = earliest.map_or(wanted, |earliest| wanted.max(earliest));
        let stated = self.footing.stated.map(|stated| days.business(stated, 1)).filter(|day| *day > wanted);
        let window = DayWindow::single(stated.unwrap_or(wanted)).times(days).not_before(self.footing.begins);
        let stated = self.footing.stated.filter(|_| stated.is_some());
        let causes = Causes { from, stated, gap: None, respond: None, phone: false };
        (context.snoozed(window, self.move_on.word), causes)
    }
}
