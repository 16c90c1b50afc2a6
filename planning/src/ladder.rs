//! The messages that follow while the employer is silent.

mod windows;

use chrono::NaiveDate;

pub(crate) use self::windows::GAP_DAYS;
use crate::{
    Instant, StepKind,
    channels::{self, ChannelList},
    context::Context,
    days::Moment,
    facts::Channel,
    footing::Footing,
    overrides::OwnWord,
    playbook::{RungKind, RungRule},
    window::Window,
};

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
    Unsent,
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
