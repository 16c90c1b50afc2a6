//! The messages that follow while the employer is silent.

use chrono::NaiveDate;

use crate::{
    Instant, StepKind,
    adjustments::adjusted,
    channels::{self, ChannelList},
    context::Context,
    days::Moment,
    facts::{Channel, Communication},
    footing::Footing,
    overrides::OwnWord,
    playbook::{RungKind, RungRule, Wait},
    window::{DayWindow, Window},
};

/// The days between two messages.
const GAP_DAYS: u16 = 7;

/// One ladder: from an interview, or from a reply, to the next one.
pub(crate) struct Ladder<'f> {
    pub(crate) footing: Footing<'f>,
    pub(crate) rungs: Vec<Rung<'f>>,
    pub(crate) move_on: MoveOn,
}

/// One message of the ladder.
pub(crate) struct Rung<'f> {
    pub(crate) rule: &'f RungRule,
    pub(crate) word: OwnWord,
    pub(crate) window: Window,
    pub(crate) causes: Causes,
    /// The message that filled it.
    pub(crate) contact: Option<Contact>,
    /// Whether it was passed over when the next one opened.
    pub(crate) missed: bool,
    /// Whether later messages leave its window alone.
    fixed: bool,
    pub(crate) kind: StepKind,
}

/// Turning elsewhere.
pub(crate) struct MoveOn {
    pub(crate) word: OwnWord,
    pub(crate) window: Window,
    pub(crate) causes: Causes,
}

/// The messages of one day, which count as one.
#[derive(Clone, Copy)]
pub(crate) struct Contact {
    pub(crate) at: Instant,
    pub(crate) day: NaiveDate,
    pub(crate) channel: Option<Channel>,
}

/// What a window hangs on and what moved it, for the reasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Causes {
    pub(crate) from: From,
    /// The employer's date, where it put the opening off.
    pub(crate) stated: Option<NaiveDate>,
    /// The day of the last message, where the gap put the opening off.
    pub(crate) gap: Option<NaiveDate>,
    /// The last day of the employer's wait for the candidate, where that put the opening off.
    pub(crate) respond: Option<NaiveDate>,
    /// Whether the opening waits until a call is fitting.
    pub(crate) phone: bool,
}

/// What a wait counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum From {
    /// The interview or the reply.
    Event,
    /// The employer's date.
    Stated(NaiveDate),
    /// The message before.
    Contact(NaiveDate),
    /// The best day of the message before, which wasn't sent.
    Unsent(NaiveDate),
}

/// What moved a rung's channels about, for the reasons.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choice {
    pub(crate) preferred: bool,
    pub(crate) habit: bool,
    pub(crate) phone_later: bool,
}

impl<'f> Ladder<'f> {
    /// Climbs the ladder message by message. What was sent and when decides everything here, not the plan's moment.
    pub(crate) fn climb(context: &Context<'f>, footing: Footing<'f>) -> Self {
        let mut ladder = Self::start(context, footing);
        let sent = context.known.outbound_of_ladders();
        let mut at = sent.partition_point(|sent| *sent.at < ladder.footing.begins);
        let end = match ladder.footing.ends {
            Some(ends) => sent.partition_point(|sent| sent.at < ends).max(at),
            None => sent.len(),
        };
        let mut last_contact = None;
        while at < end {
            let now = sent[at].at;
            let next = at + sent[at..end].partition_point(|sent| sent.at == now);
            ladder.arrange(context, &sent[..at], Some(now));
            ladder.pass(now);
            if let Some(message) = sent[at..next].iter().find(|sent| sent.is_follow_up()) {
                let day = context.days.date(*now);
                if last_contact != Some(day) {
                    ladder.fill(Contact { at: now, day, channel: channels::same_channel(message.channel) });
                }
                last_contact = Some(day);
            }
            at = next;
        }
        let ends = ladder.footing.ends;
        ladder.arrange(context, &sent[..end], ends);
        ladder
    }

    fn start(context: &Context<'f>, footing: Footing<'f>) -> Self {
        let begins = footing.begins;
        let nothing = Window { opens: begins, ideal: begins, closes: begins };
        let kind = if footing.interview.is_no_show() { StepKind::RescheduleRequest } else { StepKind::CheckIn };
        let causes = Causes { from: From::Event, stated: None, gap: None, respond: None, phone: false };
        let rung = |(index, rule): (usize, &'f RungRule)| Rung {
            rule,
            word: context.overrides.on(|| footing.rung_id(index)),
            window: nothing,
            causes,
            contact: None,
            missed: false,
            fixed: false,
            kind,
        };
        let rungs = footing.rungs.iter().enumerate().map(rung).collect();
        let word = context.overrides.on(|| footing.move_on_id());
        Self { rungs, move_on: MoveOn { word, window: nothing, causes }, footing }
    }

    /// Works out the windows of all rungs that may still move, given what was sent before `now`.
    fn arrange(&mut self, context: &Context, sent: &[&Communication], now: Option<Instant>) {
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
        let wait = |from| move |wait: Wait| days.after(from, wait);
        if let Some(before) = index.checked_sub(1) {
            let (from, earliest) = self.after_rung(context, before);
            let wait = wait(from.day().unwrap_or(self.footing.first_day));
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

    /// What follows that rung counts from, and the first day on which it may come.
    fn after_rung(&self, context: &Context, index: usize) -> (From, Option<NaiveDate>) {
        let rung = &self.rungs[index];
        if let Some(contact) = rung.contact {
            return (From::Contact(contact.day), None);
        }
        let earliest = context.days.business(rung.window.closes.date_naive(), 1);
        (From::Unsent(rung.window.ideal.date_naive()), Some(earliest))
    }

    fn move_on_window(&self, context: &Context) -> (Window, Causes) {
        let days = &context.days;
        let (from, earliest) = match self.rungs.len().checked_sub(1) {
            Some(last) => self.after_rung(context, last),
            None => (From::Event, None),
        };
        let wanted = days.after(from.day().unwrap_or(self.footing.first_day), context.playbook.move_on);
        let wanted = earliest.map_or(wanted, |earliest| wanted.max(earliest));
        let stated = self.footing.stated.map(|stated| days.business(stated, 1)).filter(|day| *day > wanted);
        let window = DayWindow::single(stated.unwrap_or(wanted)).times(days).not_before(self.footing.begins);
        let stated = self.footing.stated.filter(|_| stated.is_some());
        let causes = Causes { from, stated, gap: None, respond: None, phone: false };
        (context.snoozed(window, self.move_on.word), causes)
    }

    /// When the rung after that one opens, or turning elsewhere after the last.
    pub(crate) fn next_opens(&self, index: usize) -> Moment {
        self.rungs.get(index + 1).map_or(self.move_on.window.opens, |next| next.window.opens)
    }

    /// Every rung whose successor has opened by `now` is missed for good.
    fn pass(&mut self, now: Instant) {
        for index in 0..self.rungs.len() {
            let is_over = self.next_opens(index) <= *now;
            let rung = &mut self.rungs[index];
            if !rung.fixed && is_over {
                rung.missed = true;
                rung.fixed = true;
            }
        }
    }

    /// Takes a message as the first rung that waits for one.
    fn fill(&mut self, contact: Contact) {
        let waits = |rung: &Rung| rung.contact.is_none() && !rung.word.dismissed && !rung.missed;
        let Some(index) = self.rungs.iter().position(waits) else { return };
        let kind = self.kind(index);
        let rung = &mut self.rungs[index];
        rung.kind = kind;
        rung.contact = Some(contact);
        // What was passed over keeps its window, as what is done does.
        for rung in &mut self.rungs[..=index] {
            rung.fixed = true;
        }
        self.footing.habit = contact.channel;
    }

    /// Settles what is missed by `now`, and the kinds of what is still to be sent.
    pub(crate) fn settle(&mut self, now: Instant) {
        for index in 0..self.rungs.len() {
            self.rungs[index].missed |= self.rungs[index].contact.is_none() && self.next_opens(index) <= *now;
        }
        for index in 0..self.rungs.len() {
            if self.rungs[index].contact.is_none() {
                self.rungs[index].kind = self.kind(index);
            }
        }
    }

    /// Nobody makes a final attempt who never wrote.
    fn kind(&self, index: usize) -> StepKind {
        if self.footing.interview.is_no_show() {
            return StepKind::RescheduleRequest;
        }
        let first_word = self.rungs[..index].iter().all(|rung| rung.missed || rung.word.dismissed);
        match self.rungs[index].rule.kind {
            RungKind::FinalAttempt if !first_word => StepKind::FinalAttempt,
            RungKind::FinalAttempt | RungKind::CheckIn => StepKind::CheckIn,
        }
    }

    /// The channels of a rung, best first, and what moved them about.
    pub(crate) fn order(&self, context: &Context, rung: &Rung, window: Window, open: bool) -> (ChannelList, Choice) {
        let facts = context.facts;
        let interview = self.footing.interview;
        let own_order = context.playbook.channel_order.as_deref();
        let mut list = channels::basic_order(&facts.application, Some(interview), rung.kind, own_order);
        let mut choice = Choice::default();
        if let Some(channel) = channels::preferred(&facts.candidate) {
            choice.preferred = list.prefer(channel);
        }
        if let Some(channel) = self.footing.habit.filter(|_| open && context.playbook.keeps_to_one_channel) {
            choice.habit = list.prefer(channel);
        }
        if self.footing.phone_day.is_some_and(|day| window.ideal.date_naive() < day) {
            choice.phone_later = list.put_phone_behind_email();
        }
        (list, choice)
    }
}

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

impl From {
    fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Event => None,
            Self::Stated(day) | Self::Contact(day) | Self::Unsent(day) => Some(day),
        }
    }
}
