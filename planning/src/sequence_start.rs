//! What a sequence stands on: the interview or the reply that it begins with, and all that holds throughout it.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::{
    Instant,
    context::Context,
    days::Moment,
    deadlines::RequestedStep,
    facts::{self, Channel, Communication, Interview, Purpose},
    playbook::FollowUpRule,
    thank_yous::ThankYou,
};

/// What a sequence stands on.
pub(crate) struct SequenceStart<'f> {
    pub(crate) interview: &'f Interview,
    /// The end of the interview, or the newest reply.
    pub(crate) begins: Moment,
    /// The next reply, or the next interview's end: from then on another sequence holds.
    pub(crate) ends: Option<Instant>,
    /// The local date on which it begins.
    pub(crate) first_day: NaiveDate,
    /// The date that the employer gave.
    pub(crate) stated: Option<NaiveDate>,
    /// How many replies came since the interview.
    pub(crate) replies: usize,
    pub(crate) follow_ups: &'f [FollowUpRule],
    /// By how many business days the first follow-up comes later.
    pub(crate) shift: i32,
    /// Whom its messages go to.
    pub(crate) recipient: Option<&'f facts::Contact>,
    /// The day from which calls are fitting.
    pub(crate) phone_day: Option<NaiveDate>,
    /// The channel of the last message that filled a follow-up, of this sequence or an earlier one.
    pub(crate) habit: Option<Channel>,
    /// Thanks for this interview that keep a distance to the first follow-up.
    pub(crate) thanks: Vec<Thanks>,
    /// What the employer waits for.
    pub(crate) awaited: Vec<Awaited>,
}

/// When thanks are to be sent, and when they were.
pub(crate) struct Thanks {
    ideal_on: NaiveDate,
    sent_at: Option<Instant>,
}

/// Until which day the employer waits for the candidate, and when the candidate answered.
pub(crate) struct Awaited {
    closes_on: NaiveDate,
    answered_at: Option<Instant>,
}

impl<'f> SequenceStart<'f> {
    /// The thanks for the interview at `place` that count for the gap.
    pub(crate) fn thanks(context: &Context, thank_yous: &[ThankYou], place: usize) -> Vec<Thanks> {
        if !context.playbook.thank_yous_count_for_gap {
            return Vec::new();
        }
        let planned = thank_yous.iter().filter(|step| step.place == place && !step.decision.dismissed);
        planned
            .map(|step| Thanks { ideal_on: step.window.ideal.date_naive(), sent_at: step.sent.map(|sent| sent.at) })
            .collect()
    }

    /// What the employer of the interview at `place` or of an earlier one waits for.
    pub(crate) fn awaited(responds: &[RequestedStep<'f>], place: usize) -> Vec<Awaited> {
        let earlier = responds.iter().filter(|step| step.interview.is_some_and(|(of, _)| of <= place));
        earlier
            .filter(|step| !step.decision.dismissed)
            .map(|step| Awaited {
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

    /// The interview's id with that behind it, and room for the rest.
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

    /// The day of the last message sent before `now` that the next one keeps its distance from. Thanks that weren't
    /// sent by then stand with the day on which they should be.
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

    /// The last day on which the employer waits for an answer that hadn't come before `now`.
    pub(crate) fn respond_day(&self, context: &Context, now: Option<Instant>) -> Option<NaiveDate> {
        let open = self.awaited.iter().filter(|awaited| is_open(awaited.answered_at, context, now));
        open.map(|awaited| awaited.closes_on).max()
    }
}

fn push_number(id: &mut String, number: usize) {
    // Writing to a string can't fail.
    let _ = write!(id, "{number}");
}

/// Whether something wasn't done before `now`, nor before the outcome, after which a sequence stands still.
fn is_open(done_at: Option<Instant>, context: &Context, now: Option<Instant>) -> bool {
    let before = now.or(context.timeline.outcome.map(|outcome| outcome.at));
    done_at.is_none_or(|done| before.is_some_and(|before| done >= before))
}
