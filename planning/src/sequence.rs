//! A sequence: the follow-ups while the employer is silent.

mod windows;

use chrono::{Days as CalendarDays, NaiveDate};

pub(crate) use self::windows::GAP_DAYS;
use crate::{
    Instant, StepKind,
    channels::{self, ChannelList},
    context::Context,
    days::{BusinessDays, CLOSING_TIME, EmployerInstant},
    facts::{Communication, OverrideDetails},
    playbook::{FollowUpKind, FollowUpRule},
    sequence_start::SequenceStart,
    window::Window,
};

/// A sequence: from an interview or a reply to the next one.
pub(crate) struct Sequence<'f> {
    pub(crate) start: SequenceStart<'f>,
    pub(crate) follow_ups: Vec<FollowUp<'f>>,
    pub(crate) move_on: MoveOn,
}

/// A follow-up of the sequence.
pub(crate) struct FollowUp<'f> {
    pub(crate) rule: &'f FollowUpRule,
    pub(crate) decision: OverrideDetails,
    pub(crate) window: Window,
    pub(crate) causes: WindowCauses,
    /// The message that was sent for it.
    pub(crate) filled_by: Option<MessageDay<'f>>,
    /// Whether it was skipped when the next one opened.
    pub(crate) missed: bool,
    /// Whether later messages do not move its window any more.
    fixed: bool,
    pub(crate) kind: StepKind,
}

/// The step to move on.
pub(crate) struct MoveOn {
    pub(crate) decision: OverrideDetails,
    pub(crate) window: Window,
    pub(crate) causes: WindowCauses,
}

/// The messages of one day. They count as one.
#[derive(Clone, Copy)]
pub(crate) struct MessageDay<'f> {
    /// The first message of the day.
    pub(crate) message: &'f Communication,
    pub(crate) day: NaiveDate,
}

/// How long after the time to move on a first message is still worth sending (chosen).
const LATE_FIRST_MESSAGE: CalendarDays = CalendarDays::new(21);

/// The event that a window counts from, and the causes of its delays. The reasons name them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WindowCauses {
    pub(crate) from: WindowBasis,
    /// The employer's date, if it delayed the opening.
    pub(crate) stated: Option<NaiveDate>,
    /// The day of the last message, if the distance to it delayed the opening.
    pub(crate) gap: Option<NaiveDate>,
    /// The last day on which the employer waits for the candidate, if it delayed the opening.
    pub(crate) respond: Option<NaiveDate>,
    /// Whether the opening waits until a call is suitable.
    pub(crate) phone: bool,
}

impl WindowCauses {
    /// Whether something delays the opening beyond its wait.
    pub(crate) fn is_postponed(&self) -> bool {
        self.stated.is_some() || self.gap.is_some() || self.respond.is_some() || self.phone
    }
}

/// What a window counts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum WindowBasis {
    /// The interview or the reply.
    StartEvent,
    /// The employer's date.
    StatedDate(NaiveDate),
    /// The date of the message before.
    PreviousMessage(NaiveDate),
    /// The best day of the message before, which was not sent.
    UnsentMessage,
}

/// The causes of the order of a follow-up's channels. The reasons name them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChannelOrderCauses {
    pub(crate) preferred: bool,
    pub(crate) habit: bool,
    pub(crate) phone_later: bool,
}

impl<'f> Sequence<'f> {
    /// Builds the sequence message by message. Only the sent messages and their times decide; the instant of the plan
    /// does not.
    pub(crate) fn build(context: &Context<'f>, start: SequenceStart<'f>) -> Self {
        let mut sequence = Self::empty(context, start);
        let sent = context.timeline.outbound_of_sequences();
        let mut at = sent.partition_point(|sent| *sent.at < sequence.start.begins);
        let end = match sequence.start.ends {
            Some(ends) => sent.partition_point(|sent| sent.at < ends).max(at),
            None => sent.len(),
        };
        let mut last_contact = None;
        while at < end {
            let now = sent[at].at;
            let next = at + sent[at..end].partition_point(|sent| sent.at == now);
            sequence.calculate_windows(context, &sent[..at], Some(now));
            sequence.mark_missed(context, now);
            if let Some(message) = sent[at..next].iter().copied().find(|sent| sent.is_follow_up()) {
                let day = context.days.date(*now);
                if last_contact != Some(day) {
                    sequence.complete(MessageDay { message, day });
                }
                last_contact = Some(day);
            }
            at = next;
        }
        let ends = sequence.start.ends;
        sequence.calculate_windows(context, &sent[..end], ends);
        sequence
    }

    fn empty(context: &Context<'f>, start: SequenceStart<'f>) -> Self {
        let begins = start.begins;
        let nothing = Window { opens: begins, ideal: begins, closes: begins };
        let kind = if start.interview.is_no_show() { StepKind::RescheduleRequest } else { StepKind::CheckIn };
        let causes =
            WindowCauses { from: WindowBasis::StartEvent, stated: None, gap: None, respond: None, phone: false };
        let follow_up = |(index, rule): (usize, &'f FollowUpRule)| FollowUp {
            rule,
            decision: context.overrides.for_step(|| start.follow_up_id(index)),
            window: nothing,
            causes,
            filled_by: None,
            missed: false,
            fixed: false,
            kind,
        };
        let follow_ups = start.follow_ups.iter().enumerate().map(follow_up).collect();
        let decision = context.overrides.for_step(|| start.move_on_id());
        Self { follow_ups, move_on: MoveOn { decision, window: nothing, causes }, start }
    }

    /// When the follow-up after that one opens, or the step to move on after the last.
    pub(crate) fn next_opens(&self, index: usize) -> EmployerInstant {
        self.follow_ups.get(index + 1).map_or(self.move_on.window.opens, |next| next.window.opens)
    }

    /// The end of the time in which a late first message is acceptable (5g). `None` once a message was sent.
    pub(crate) fn late_until(&self, context: &Context) -> Option<EmployerInstant> {
        let last = self.follow_ups.last().filter(|last| !last.decision.dismissed)?;
        let nothing_sent =
            last.filled_by.is_none() && self.follow_ups.iter().all(|follow_up| follow_up.filled_by.is_none());
        nothing_sent.then(|| {
            let move_on_day = self.move_on.window.opens.date_naive();
            context.days.at_local_time(context.days.roll(move_on_day + LATE_FIRST_MESSAGE), CLOSING_TIME)
        })
    }

    /// Whether the follow-up has been missed by `now`.
    fn is_over(&self, context: &Context, index: usize, now: Instant) -> bool {
        self.next_opens(index) <= *now
            && (index + 1 < self.follow_ups.len() || self.late_until(context).is_none_or(|until| until <= *now))
    }

    /// Marks all follow-ups whose time has passed by `now` as missed.
    fn mark_missed(&mut self, context: &Context, now: Instant) {
        for index in 0..self.follow_ups.len() {
            if !self.follow_ups[index].fixed && self.is_over(context, index, now) {
                self.follow_ups[index].missed = true;
                self.follow_ups[index].fixed = true;
            }
        }
    }

    /// Assigns a message to the first open follow-up.
    fn complete(&mut self, filling: MessageDay<'f>) {
        let waits =
            |follow_up: &FollowUp| follow_up.filled_by.is_none() && !follow_up.decision.dismissed && !follow_up.missed;
        let Some(index) = self.follow_ups.iter().position(waits) else { return };
        let kind = self.kind(index);
        let follow_up = &mut self.follow_ups[index];
        follow_up.kind = kind;
        follow_up.filled_by = Some(filling);
        // A skipped follow-up keeps its window, like a sent one.
        for follow_up in &mut self.follow_ups[..=index] {
            follow_up.fixed = true;
        }
        self.start.habit = channels::same_channel(filling.message.channel);
    }

    /// Marks the follow-ups that are missed at `now`, and sets the kinds of the open ones.
    pub(crate) fn mark_completed_and_missed(&mut self, context: &Context, now: Instant) {
        for index in 0..self.follow_ups.len() {
            let is_over = self.follow_ups[index].filled_by.is_none() && self.is_over(context, index, now);
            self.follow_ups[index].missed |= is_over;
        }
        for index in 0..self.follow_ups.len() {
            if self.follow_ups[index].filled_by.is_none() {
                self.follow_ups[index].kind = self.kind(index);
            }
        }
    }

    /// A final attempt needs an earlier message.
    fn kind(&self, index: usize) -> StepKind {
        if self.start.interview.is_no_show() {
            return StepKind::RescheduleRequest;
        }
        match self.follow_ups[index].rule.kind {
            FollowUpKind::FinalAttempt if !self.is_first_message(index) => StepKind::FinalAttempt,
            FollowUpKind::FinalAttempt | FollowUpKind::CheckIn => StepKind::CheckIn,
        }
    }

    /// Whether all follow-ups before that one were missed or dismissed.
    pub(crate) fn is_first_message(&self, index: usize) -> bool {
        self.follow_ups[..index].iter().all(|follow_up| follow_up.missed || follow_up.decision.dismissed)
    }

    /// The channels of a follow-up, best first, and what changed their order.
    pub(crate) fn order(
        &self,
        context: &Context,
        follow_up: &FollowUp,
        window: Window,
        open: bool,
    ) -> (ChannelList, ChannelOrderCauses) {
        let facts = context.facts;
        let interview = self.start.interview;
        let own_order = context.playbook.channel_order.as_deref();
        let mut list = channels::basic_order(&facts.application, Some(interview), follow_up.kind, own_order);
        let mut choice = ChannelOrderCauses::default();
        if let Some(channel) = channels::preferred(&facts.candidate) {
            choice.preferred = list.prefer(channel);
        }
        if let Some(channel) = self.start.habit.filter(|_| open && context.playbook.keeps_to_one_channel) {
            choice.habit = list.prefer(channel);
        }
        if self.start.phone_day.is_some_and(|day| window.ideal.date_naive() < day) {
            choice.phone_later = list.put_phone_behind_email();
        }
        (list, choice)
    }
}
