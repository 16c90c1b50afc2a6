//! Steps that a fact asks for: the employer's date, question or absence, or another employer's offer.

use chrono::{SecondsFormat, TimeDelta};

use crate::{
    Instant, StepKind,
    context::Context,
    days::{BusinessDays, CLOSING_TIME, IDEAL_TIME},
    facts::{Communication, CompetingOffer, Contact, Interview, OutcomeKind, OverrideDetails, Purpose},
    ledger::rule,
    reason::{PostponementNote, Reason, RequestedStepReason},
    recipients::recipient,
    window::Window,
};

/// How long to wait for an employer who does not turn up.
const NO_SHOW_PATIENCE: TimeDelta = TimeDelta::minutes(15);
/// The rest after an interview before the candidate writes.
const REST_AFTER_INTERVIEW: TimeDelta = TimeDelta::hours(2);

/// The number of business days in which to mention an offer without a deadline.
const OFFER_DAYS: i32 = 2;

/// A step that a fact asks for.
pub(crate) struct RequestedStep<'f> {
    pub(crate) id: String,
    pub(crate) kind: StepKind,
    /// The recipient of the message.
    pub(crate) contact: Option<&'f Contact>,
    /// The interview, with its index among those that were not cancelled. `None` for a question.
    pub(crate) interview: Option<(usize, &'f Interview)>,
    pub(crate) window: Window,
    pub(crate) decision: OverrideDetails,
    /// The message that did the step.
    pub(crate) done: Option<&'f Communication>,
    /// Whether the step remains open after an outcome.
    pub(crate) survives_outcome: bool,
    /// Why the step is in the plan; `None` if the plan has no reasons.
    pub(crate) reason: Option<Reason<'f>>,
}

/// All requested steps. `responds` were calculated before.
pub(crate) fn requested_steps<'f>(
    context: &Context<'f>,
    responds: Vec<RequestedStep<'f>>,
) -> impl Iterator<Item = RequestedStep<'f>> {
    responds.into_iter().chain(reschedule_requests(context)).chain(answers(context)).chain(competing_offers(context))
}

/// The steps for interviews after which the employer asked the candidate to respond by a date.
pub(crate) fn responds<'f>(context: &Context<'f>) -> Vec<RequestedStep<'f>> {
    let interviews = context.timeline.interviews.iter().enumerate();
    interviews
        .filter(|(_, (_, interview))| interview.takes_place())
        .filter_map(|(interview_index, (_, interview))| respond(context, interview_index, interview))
        .collect()
}

fn respond<'f>(context: &Context<'f>, interview_index: usize, interview: &'f Interview) -> Option<RequestedStep<'f>> {
    let days = &context.days;
    let opens = context.to_local(interview.ends_at);
    let closes = context.to_local(interview.respond_by?);
    let day_before = days.business_day(closes.date_naive(), -1);
    let ideal =
        days.at_local_time(day_before, IDEAL_TIME).max(days.add_elapsed(opens, REST_AFTER_INTERVIEW)).min(closes);
    let id = format!("{}:respond", interview.id);
    let decision = context.overrides.for_step(|| id.clone());
    let window = context.postponed(Window::ordered(opens, ideal, closes), decision);
    let kind = StepKind::Respond;
    Some(RequestedStep {
        id,
        kind,
        contact: recipient(context.facts, kind, Some(interview)),
        interview: Some((interview_index, interview)),
        window,
        decision,
        done: context.timeline.first_outbound(interview.ends_at, |sent| sent.purpose != Purpose::ThankYou),
        survives_outcome: is_offer(context),
        reason: context.explains.then(|| {
            let (deadline, write_on) = (closes.into(), window.ideal.date_naive());
            let postponement = window.is_postponed(decision);
            Reason::with_stated_figure(
                rule::CHANNELS_DEADLINE_1,
                if postponement {
                    RequestedStepReason::RespondPutOff { deadline, write_on }
                } else {
                    RequestedStepReason::Respond { deadline, write_on }
                },
            )
        }),
    })
}

/// The requests for a new date after an interview that the employer missed.
fn reschedule_requests<'f>(context: &Context<'f>) -> Vec<RequestedStep<'f>> {
    let interviews = context.timeline.interviews.iter().enumerate();
    interviews
        .filter(|(_, (_, interview))| interview.is_no_show())
        .map(|(interview_index, (_, interview))| reschedule_request(context, interview_index, interview))
        .collect()
}

fn reschedule_request<'f>(
    context: &Context<'f>,
    interview_index: usize,
    interview: &'f Interview,
) -> RequestedStep<'f> {
    let days = &context.days;
    let opens = days.add_elapsed(context.to_local(interview.starts_at), NO_SHOW_PATIENCE);
    let closes = days.at_local_time(days.business_day(opens.date_naive(), 1), CLOSING_TIME);
    let id = format!("{}:reschedule_request", interview.id);
    let decision = context.overrides.for_step(|| id.clone());
    let window = context.postponed(Window::ordered(opens, opens, closes), decision);
    let done = context.timeline.outbound.iter().copied().find(|sent| *sent.at >= window.opens);
    let kind = StepKind::RescheduleRequest;
    let contact = recipient(context.facts, kind, Some(interview));
    RequestedStep {
        id,
        kind,
        contact,
        interview: Some((interview_index, interview)),
        window,
        decision,
        done,
        survives_outcome: false,
        reason: context.explains.then(|| {
            let (opens, ask_on) = (window.opens.into(), window.closes.date_naive());
            let postponement = window.is_postponed(decision);
            Reason::with_chosen_figure(
                rule::CHANNELS_EMAIL_4,
                if postponement {
                    RequestedStepReason::NobodyCamePutOff { postponed_until: opens, ask_on }
                } else {
                    RequestedStepReason::NobodyCame { by: opens, ask_on }
                },
            )
        }),
    }
}

/// The answers to the employer's questions. Questions of one instant get one answer.
fn answers<'f>(context: &Context<'f>) -> Vec<RequestedStep<'f>> {
    let mut questions: Vec<_> = context
        .timeline
        .inbound
        .iter()
        .filter(|(_, came)| came.needs_answer)
        .map(|(_, question)| question.at)
        .collect();
    questions.dedup();
    if questions.is_empty() {
        return Vec::new();
    }
    let contact = recipient(context.facts, StepKind::Answer, context.anchor());
    questions.into_iter().map(|asked_at| answer(context, asked_at, contact)).collect()
}

fn answer<'f>(context: &Context<'f>, asked_at: Instant, contact: Option<&'f Contact>) -> RequestedStep<'f> {
    let days = &context.days;
    let opens = context.to_local(asked_at);
    let closes = days.at_local_time(days.business_day(opens.date_naive(), 1), CLOSING_TIME);
    let id = format!("answer:{}", asked_at.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    let decision = context.overrides.for_step(|| id.clone());
    let window = context.postponed(Window::ordered(opens, days.polite_time(opens, closes), closes), decision);
    let done = context.timeline.first_outbound(asked_at, |sent| sent.at > asked_at);
    // A question with the outcome or after it needs an answer, whatever the outcome is.
    let survives_outcome = is_offer(context) || context.timeline.outcome.is_some_and(|outcome| asked_at >= outcome.at);
    let reason = context.explains.then(|| {
        let (opens, answer_on) = (window.opens.into(), window.closes.date_naive());
        let postponement = window.is_postponed(decision);
        Reason::with_chosen_figure(
            rule::CHANNELS_CONTENT_1,
            if postponement {
                RequestedStepReason::AnswerPutOff { postponed_until: opens, answer_on }
            } else {
                RequestedStepReason::Answer { asked_at: opens, answer_on }
            },
        )
    });
    let kind = StepKind::Answer;
    RequestedStep { id, kind, contact, interview: None, window, decision, done, survives_outcome, reason }
}

/// The messages about other employers' offers while this employer is deciding.
fn competing_offers<'f>(context: &Context<'f>) -> Vec<RequestedStep<'f>> {
    let offers = &context.facts.application.competing_offers;
    if offers.is_empty() || context.timeline.interviews.is_empty() {
        return Vec::new();
    }
    let contact = recipient(context.facts, StepKind::CompetingOffer, context.anchor());
    let still_open = |offer: &&CompetingOffer| {
        offer.at <= context.as_of && context.timeline.outcome.is_none_or(|outcome| outcome.at > offer.at)
    };
    offers.iter().filter(still_open).map(|offer| competing_offer(context, offer, contact)).collect()
}

fn competing_offer<'f>(
    context: &Context<'f>,
    offer: &CompetingOffer,
    contact: Option<&'f Contact>,
) -> RequestedStep<'f> {
    let days = &context.days;
    let opens = context.to_local(offer.at);
    let respond_by = offer.respond_by.map(|respond_by| context.to_local(respond_by));
    let last_day = match respond_by {
        Some(respond_by) => days.business_day(respond_by.date_naive(), -1),
        None => days.business_day(opens.date_naive(), OFFER_DAYS),
    };
    let evening = days.at_local_time(last_day, CLOSING_TIME);
    let closes = respond_by.filter(|_| evening <= opens).unwrap_or(evening);
    let id = format!("competing_offer:{}", offer.id);
    let decision = context.overrides.for_step(|| id.clone());
    let window = context.postponed(Window::ordered(opens, days.polite_time(opens, closes), closes), decision);
    let done = context.timeline.first_outbound(offer.at, |sent| sent.purpose == Purpose::CompetingOffer);
    let kind = StepKind::CompetingOffer;
    let reason = context.explains.then(|| {
        let reason = RequestedStepReason::CompetingOffer { until: window.closes.into() };
        let postponement = window.is_postponed(decision).then(|| PostponementNote::StepUntil(window.opens.into()));
        Reason::with_stated_figure(rule::PRACTICE_OFFER_1, reason).postponement(postponement)
    });
    RequestedStep { id, kind, contact, interview: None, window, decision, done, survives_outcome: false, reason }
}

/// Whether the outcome is an offer. Requests of the employer then remain open.
fn is_offer(context: &Context) -> bool {
    context.timeline.outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Offered)
}
