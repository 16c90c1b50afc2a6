//! The start of a sequence: the interview or reply with which it begins, and the values that apply to all its messages.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::{
    Instant,
    context::Context,
    days::EmployerInstant,
    deadlines::RequestedStep,
    facts::{self, Channel, Communication, Interview, Purpose},
    playbook::FollowUpRule,
    thank_yous::ThankYou,
};

/// The start of a sequence, and the values that apply to all its messages.
pub(crate) struct SequenceStart<'f> {
    pub(crate) interview: &'f Interview,
    /// The end of the interview, or the newest reply.
    pub(crate) begins: EmployerInstant,
    /// The next reply or the end of the next interview, with which another sequence begins.
    pub(crate) ends: Option<Instant>,
    /// The local date on which it begins.
    pub(crate) first_day: NaiveDate,
    /// The decision date of the employer.
    pub(crate) stated: Option<NaiveDate>,
    /// The number of replies since the interview.
    pub(crate) replies: usize,
    pub(crate) follow_ups: &'f [FollowUpRule],
    /// The shift of the first follow-up, in business days.
    pub(crate) shift: i32,
    /// The recipient of the messages.
    pub(crate) recipient: Option<&'f facts::Contact>,
    /// The day from which calls are suitable.
    pub(crate) phone_day: Option<NaiveDate>,
    /// The channel of the last message for a follow-up, of this sequence or an earlier one.
    pub(crate) habit: Option<Channel>,
    /// The thanks for this interview that count for the distance to the first follow-up.
    pub(crate) thanks: Vec<SequenceThanks>,
    /// The responses that the employer waits for.
    pub(crate) awaited: Vec<AwaitedResponse>,
}

/// The planned day of thanks, and when they were sent.
pub(crate) struct SequenceThanks {
    ideal_on: NaiveDate,
    sent_at: Option<Instant>,
}

/// The last day on which the employer waits for a response, and when the candidate responded.
pub(crate) struct AwaitedResponse {
    closes_on: NaiveDate,
    answered_at: Option<Instant>,
}

impl<'f> SequenceStart<'f> {
    /// The thanks for the interview at this index that count for the distance.
    pub(crate) fn thanks(context: &Context, thank_yous: &[ThankYou], interview_index: usize) -> Vec<SequenceThanks> {
        if !context.playbook.thank_yous_count_for_gap {
            return Vec::new();
        }
        let planned =
            thank_yous.iter().filter(|step| step.interview_index == interview_index && !step.decision.dismissed);
        planned
            .map(|step| SequenceThanks {
                ideal_on: step.window.ideal.date_naive(),
                sent_at: step.sent.map(|sent| sent.at),
            })
            .collect()
    }

    /// The responses that the employer of the interview at this index, or of an earlier one, waits for.
    pub(crate) fn awaited_responses(responds: &[RequestedStep<'f>], interview_index: usize) -> Vec<AwaitedResponse> {
        let earlier = responds.iter().filter(|step| step.interview.is_some_and(|(of, _)| of <= interview_index));
        earlier
            .filter(|step| !step.decision.dismissed)
            .map(|step| AwaitedResponse {
                closes_on: step.window.closes.date_naive(),
                answered_at: step.done.map(|done| done.at),
            })
            .collect()
    }

    pub(crate) fn follow_up_id(&self, index: usize) -> String {
        let mut id = self.id_with(":follow_up:");
        push_number(&mut id, index + 1);
        self.with_replies(id)
    }

    pub(crate) fn move_on_id(&self) -> String {
        self.with_replies(self.id_with(":move_on"))
    }

    /// The interview's id with this suffix, and space for the rest.
    fn id_with(&self, suffix: &str) -> String {
        let interview = &self.interview.id;
        let mut id = String::with_capacity(interview.len() + suffix.len() + 8);
        id.push_str(interview);
        id.push_str(suffix);
        id
    }

    fn with_replies(&self, mut id: String) -> String {
        if self.replies > 0 {
            id.push_str(":r");
            push_number(&mut id, self.replies);
        }
        id
    }

    /// The day of the last message before `now` that the next one keeps its distance from. Unsent thanks count with
    /// their planned day.
    pub(crate) fn last_counting_day(
        &self,
        context: &Context,
        sent: &[&Communication],
        now: Option<Instant>,
    ) -> Option<NaiveDate> {
        let thanks_count = context.playbook.thank_yous_count_for_gap;
        let counts = |sent: &&&Communication| thanks_count || sent.purpose != Purpose::ThankYou;
        let last = sent.iter().rev().find(counts).map(|sent| context.days.date(*sent.at));
        let unsent = self.thanks.iter().filter(|thanks| is_open(thanks.sent_at, context, now));
        unsent.map(|thanks| thanks.ideal_on).max().max(last)
    }

    /// The last day on which the employer waits for a response that had not come before `now`.
    pub(crate) fn respond_day(&self, context: &Context, now: Option<Instant>) -> Option<NaiveDate> {
        let open = self.awaited.iter().filter(|awaited| is_open(awaited.answered_at, context, now));
        open.map(|awaited| awaited.closes_on).max()
    }
}

fn push_number(id: &mut String, number: usize) {
    // Writing to a string can't fail.
    let _ = write!(id, "{number}");
}

/// Whether it was not done before `now`, nor before the outcome, which ends a sequence.
fn is_open(done_at: Option<Instant>, context: &Context, now: Option<Instant>) -> bool {
    let before = now.or(context.timeline.outcome.map(|outcome| outcome.at));
    done_at.is_none_or(|done| before.is_some_and(|before| done >= before))
}
