//! Builds the steps of the plan.

use crate::{
    Channels, Status, Step, StepKind,
    channels::{self, ChannelList},
    context::Context,
    deadlines::RequestedStep,
    facts::{Communication, Contact, Interview},
    outcomes::ClosingStep,
    reason::Advice,
    reasons::{self, ChannelDecision, Reasons},
    recipients::{left_first_choice, recipient},
    sequence::{ChannelOrderCauses, FollowUp, Sequence},
    status::{StatusInputs, follow_up_status, move_on_status},
    thank_yous::ThankYou,
    window::Window,
};

/// The channels of an action without a message.
const NO_CHANNELS: Channels = Channels { recommended: None, alternatives: Vec::new() };

/// A step before its channels and reasons are known.
struct Draft<'f> {
    id: String,
    kind: StepKind,
    interview: Option<&'f Interview>,
    contact: Option<&'f Contact>,
    /// The first choice as the recipient, if that person has left.
    left: Option<&'f Contact>,
    status: Status,
    /// The message that did the step.
    done: Option<&'f Communication>,
    window: Window,
}

impl<'f> Draft<'f> {
    /// A message with its channels and reasons. A step that is done shows the recipient of the message that was sent.
    fn message(
        mut self,
        context: &Context<'f>,
        list: &ChannelList,
        choice: ChannelOrderCauses,
        follow_up: Option<(&Sequence<'f>, &FollowUp<'f>)>,
        reasons: Option<Reasons<'f>>,
    ) -> Step<'f> {
        let went_to = self.done.and_then(|done| done.contact_id.as_ref()).and_then(|id| context.contact(id));
        self.contact = went_to.or(self.contact);
        let channels = channels::choose(&context.facts.application, self.contact, list);
        let Some(mut reasons) = reasons else { return self.step(context, channels, None, Vec::new()) };
        if self.done.is_none() {
            reasons::people(context, &mut reasons, self.kind, self.contact, self.left);
        }
        let anchor = follow_up.map(|(sequence, _)| sequence.start.interview).or(context.anchor());
        let is_settled = matches!(self.status, Status::Done | Status::Dismissed | Status::Cancelled);
        let route = ChannelDecision {
            kind: self.kind,
            contact: self.contact,
            anchor,
            choice,
            channels: &channels,
            is_settled,
            follow_up,
        };
        let advice = reasons::channel(context, &mut reasons, &route);
        self.step(context, channels, Some(reasons), advice)
    }

    fn step(
        self,
        context: &Context<'f>,
        channel: Channels,
        reasons: Option<Reasons<'f>>,
        advice: Vec<Advice<'f>>,
    ) -> Step<'f> {
        Step {
            id: self.id,
            kind: self.kind,
            interview_id: self.interview.map(|interview| &*interview.id),
            contact_id: self.contact.map(|contact| &*contact.id),
            status: self.status,
            done_at: self.done.map(|done| context.to_local(done.at)),
            opens_at: self.window.opens,
            ideal_at: self.window.ideal,
            closes_at: self.window.closes,
            acceptable_until: None,
            channel,
            pass_on_to: Vec::new(),
            reasons: reasons.map_or_else(Vec::new, Reasons::into_vec),
            advice,
        }
    }
}

/// The thanks to one person for one interview.
pub(crate) fn thank_you<'f>(context: &Context<'f>, thanks: ThankYou<'f>) -> Step<'f> {
    let standing = StatusInputs {
        window: thanks.window,
        decision: thanks.decision,
        done: thanks.sent,
        late_until: Some(thanks.acceptable_until),
        survives_outcome: false,
    };
    let (status, done) = standing.status(context);
    let reasons = context.explains.then(|| reasons::thank_you(context, &thanks));
    let ThankYou { id, interview, contact, for_anyone, window, acceptable_until, pass_on_to, .. } = thanks;
    let left = left_first_choice(context.facts, Some(interview)).filter(|_| for_anyone);
    let kind = StepKind::ThankYou;
    let draft = Draft { id, kind, interview: Some(interview), contact, left, status, done, window };
    let (list, choice) = order(context, kind);
    Step {
        acceptable_until: Some(acceptable_until),
        pass_on_to: pass_on_to.iter().map(|contact| &*contact.id).collect(),
        ..draft.message(context, &list, choice, None, reasons)
    }
}

/// A step that a date, a question, an absence or another offer asks for.
pub(crate) fn requested_step<'f>(context: &Context<'f>, requested_step: RequestedStep<'f>) -> Step<'f> {
    let RequestedStep { id, kind, contact, interview, window, decision, done, survives_outcome, reason } =
        requested_step;
    let standing = StatusInputs { window, decision, done, late_until: None, survives_outcome };
    let (status, done) = standing.status(context);
    let interview = interview.map(|(_, interview)| interview);
    let left = left_first_choice(context.facts, interview.or(context.anchor()));
    let (list, choice) = order(context, kind);
    let draft = Draft { id, kind, interview, contact, left, status, done, window };
    draft.message(context, &list, choice, None, reason.map(Reasons::beginning_with))
}

/// A step that an outcome or a long silence asks for. It belongs to no interview.
pub(crate) fn closing_step<'f>(context: &Context<'f>, closing: ClosingStep<'f>) -> Step<'f> {
    let ClosingStep { id, kind, window, decision, done, reason } = closing;
    let standing = StatusInputs { window, decision, done, late_until: None, survives_outcome: true };
    let (status, done) = standing.status(context);
    let reasons = reason.map(Reasons::beginning_with);
    let draft = Draft { id: id.to_owned(), kind, interview: None, contact: None, left: None, status, done, window };
    if !kind.is_message() {
        return draft.step(context, NO_CHANNELS, reasons, Vec::new());
    }
    let contact = recipient(context.facts, kind, context.anchor());
    let left = left_first_choice(context.facts, context.anchor());
    let (list, choice) = order(context, kind);
    Draft { contact, left, ..draft }.message(context, &list, choice, None, reasons)
}

/// A follow-up of a sequence.
pub(crate) fn follow_up<'f>(context: &Context<'f>, sequence: &Sequence<'f>, index: usize) -> Step<'f> {
    let follow_up = &sequence.follow_ups[index];
    let status = follow_up_status(context, follow_up);
    let open = matches!(status, Status::Upcoming | Status::Due | Status::Overdue);
    let (list, choice) = sequence.order(context, follow_up, follow_up.window, open);
    let draft = Draft {
        id: sequence.start.follow_up_id(index),
        kind: follow_up.kind,
        interview: Some(sequence.start.interview),
        contact: sequence.start.recipient,
        left: left_first_choice(context.facts, Some(sequence.start.interview)),
        status,
        done: follow_up.filled_by.map(|filling| filling.message),
        window: follow_up.window,
    };
    let reasons = context.explains.then(|| reasons::follow_up(context, sequence, index));
    let mut step = draft.message(context, &list, choice, Some((sequence, follow_up)), reasons);
    if index + 1 == sequence.follow_ups.len() {
        step.acceptable_until = sequence.late_until(context);
    }
    if open && context.explains {
        step.advice.push(reasons::keep_looking());
    }
    step
}

/// The step to move on.
pub(crate) fn move_on<'f>(context: &Context<'f>, sequence: &Sequence<'f>) -> Step<'f> {
    let draft = Draft {
        id: sequence.start.move_on_id(),
        kind: StepKind::MoveOn,
        interview: Some(sequence.start.interview),
        contact: None,
        left: None,
        status: move_on_status(context, sequence),
        done: None,
        window: sequence.move_on.window,
    };
    let reasons = context.explains.then(|| reasons::move_on(context, sequence));
    let advice = context.explains.then(reasons::keep_looking);
    draft.step(context, NO_CHANNELS, reasons, advice.into_iter().collect())
}

/// The channels of a message outside the sequence, best first.
fn order(context: &Context, kind: StepKind) -> (ChannelList, ChannelOrderCauses) {
    let facts = context.facts;
    let mut list = channels::basic_order(&facts.application, context.anchor(), kind, None);
    let mut choice = ChannelOrderCauses::default();
    if let Some(channel) = channels::preferred(&facts.candidate) {
        choice.preferred = list.prefer(channel);
    }
    (list, choice)
}
