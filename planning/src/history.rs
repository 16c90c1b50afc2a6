//! The sequences of an application. Each interview and each reply begins a new one.

use chrono::NaiveDate;

use crate::{
    Date, Instant, StepKind,
    adjustments::{adjustments, total},
    context::Context,
    days::BusinessDays,
    deadlines::RequestedStep,
    facts::{Channel, Communication, Contact, Interview},
    outcomes::{ClosingStep, stay_in_touch},
    playbook::{MAX_FOLLOW_UPS, Wait},
    recipients::recipient,
    sequence::Sequence,
    sequence_start::SequenceStart,
    thank_yous::ThankYou,
};

/// The sequences of an application.
#[derive(Default)]
pub(crate) struct History<'f> {
    /// Sequences that a reply or another interview ended. Their sent messages stay in the plan.
    pub(crate) earlier: Vec<Sequence<'f>>,
    /// The current sequence. `None` without an interview.
    pub(crate) current: Option<Sequence<'f>>,
    /// The message after some months: the first one that was sent, or the planned one.
    pub(crate) stay_in_touch: Option<ClosingStep<'f>>,
}

/// The time between two events, to which a sequence belongs.
#[derive(Clone, Copy)]
struct SequencePeriod<'f> {
    interview_index: usize,
    interview: &'f Interview,
    /// The number of replies since the interview, including the one of this sequence.
    replies: usize,
    /// The reply with which it begins; `None` if it begins with the interview.
    reply: Option<&'f Communication>,
    begins: Instant,
    ends: Option<Instant>,
    /// The newest decision date of the employer.
    newest_date: Option<Date>,
    /// The recipient of its messages.
    recipient: Option<&'f Contact>,
    /// The number of follow-ups since the interview that were sent.
    filled: usize,
    habit: Option<Channel>,
}

/// All sequences in which a message was sent, and the current one.
pub(crate) fn history<'f>(
    context: &Context<'f>,
    thanks: &[ThankYou<'f>],
    responds: &[RequestedStep<'f>],
) -> History<'f> {
    let mut history = History::default();
    let sent = context.timeline.outbound_of_sequences();
    let interviews = &context.timeline.interviews;
    let mut habit = None;
    for (interview_index, (_, interview)) in interviews.iter().enumerate() {
        let next_interview = interviews.get(interview_index + 1).map(|(_, next)| next.event());
        let replies = replies(context, interview.event(), next_interview);
        let mut newest_date = date_given_at(context, interview.event()).or(interview.decision_expected_on);
        let mut filled = 0;
        // The recipient is the same for all sequences of an interview. It is calculated when a sequence first needs it.
        let mut known_recipient = None;
        for number in 0..=replies.len() {
            let reply = number.checked_sub(1).map(|index| replies[index].1);
            newest_date = reply.and_then(|reply| reply.decision_expected_on).or(newest_date);
            let begins = reply.map_or(interview.event(), |reply| reply.at);
            let ends = replies.get(number).map(|(_, next)| next.at).or(next_interview);
            let first = sent.partition_point(|sent| sent.at < begins);
            let is_current = interview_index + 1 == interviews.len() && number == replies.len();
            if !is_current && sent.get(first).is_none_or(|sent| ends.is_some_and(|ends| sent.at >= ends)) {
                continue;
            }
            let recipient = *known_recipient.get_or_insert_with(|| {
                let kind = if interview.is_no_show() { StepKind::RescheduleRequest } else { StepKind::CheckIn };
                recipient(context.facts, kind, Some(interview))
            });
            let replies = number;
            let stretch = SequencePeriod {
                interview_index,
                interview,
                replies,
                reply,
                begins,
                ends,
                newest_date,
                recipient,
                filled,
                habit,
            };
            let sequence = Sequence::build(context, start(context, stretch, thanks, responds));
            filled += sequence.follow_ups.iter().filter(|follow_up| follow_up.filled_by.is_some()).count();
            habit = sequence.start.habit;
            history.keep_in_touch(context, &sequence, is_current);
            if is_current {
                history.current = Some(sequence);
            } else {
                history.earlier.push(sequence);
            }
        }
    }
    history
}

impl<'f> History<'f> {
    /// Plans the message after some months, unless it was sent already.
    fn keep_in_touch(&mut self, context: &Context<'f>, sequence: &Sequence, is_current: bool) {
        if self.stay_in_touch.is_none() {
            let planned = stay_in_touch(context, sequence.move_on.window.ideal.date_naive(), sequence.start.ends);
            let stays = planned.done.is_some() || (is_current && context.timeline.outcome.is_none());
            self.stay_in_touch = stays.then_some(planned);
        }
    }
}

/// The employer's communications after one event and before the next.
fn replies<'c, 'f>(context: &'c Context<'f>, from: Instant, to: Option<Instant>) -> &'c [(usize, &'f Communication)] {
    let inbound = context.timeline.inbound_of_sequences();
    let inbound = &inbound[inbound.partition_point(|(_, came)| came.at <= from)..];
    match to {
        Some(to) => &inbound[..inbound.partition_point(|(_, came)| came.at < to)],
        None => inbound,
    }
}

/// The date that was given at the instant of the event. It is not a reply to it, but newer than earlier dates.
fn date_given_at(context: &Context, event: Instant) -> Option<Date> {
    let inbound = context.timeline.inbound_of_sequences();
    let until = inbound.partition_point(|(_, came)| came.at <= event);
    let (_, came) = inbound[..until].last().filter(|(_, came)| came.at == event)?;
    came.decision_expected_on
}

fn start<'f>(
    context: &Context<'f>,
    stretch: SequencePeriod<'f>,
    thanks: &[ThankYou<'f>],
    responds: &[RequestedStep<'f>],
) -> SequenceStart<'f> {
    let SequencePeriod {
        interview_index,
        interview,
        replies,
        reply,
        begins,
        ends,
        newest_date,
        recipient,
        filled,
        habit,
    } = stretch;
    let playbook = context.playbook;
    let begins = context.to_local(begins);
    let first_day = begins.date_naive();
    let shift = if playbook.adjustments {
        total(adjustments(&context.facts.application, interview, context.timeline.interviews.len(), first_day))
    } else {
        0
    };
    let phone_wait = playbook.no_phone_before_business_days;
    let follow_ups = match reply {
        Some(reply) if !gives_date(reply, first_day) => MAX_FOLLOW_UPS.saturating_sub(filled),
        _ => MAX_FOLLOW_UPS,
    };
    SequenceStart {
        interview,
        begins,
        ends,
        first_day,
        stated: newest_date.map(NaiveDate::from).filter(|stated| *stated >= first_day),
        replies,
        follow_ups: &playbook.follow_ups[..playbook.follow_ups.len().min(follow_ups)],
        shift,
        recipient,
        phone_day: phone_wait.map(|wait| context.days.day_after(first_day, Wait::BusinessDays(wait))),
        habit,
        thanks: SequenceStart::thanks(context, thanks, interview_index),
        awaited: SequenceStart::awaited_responses(responds, interview_index),
    }
}

/// Whether the reply gave a date that had not passed on the day of the reply.
fn gives_date(reply: &Communication, its_day: NaiveDate) -> bool {
    reply.decision_expected_on.is_some_and(|stated| *stated >= its_day)
}
