//! Thanks after each interview.

use chrono::{NaiveDate, TimeDelta};

use crate::{
    StepKind,
    channels::{is_allowed, via},
    context::Context,
    days::{BusinessDays, CLOSING_TIME, EmployerInstant, IDEAL_TIME},
    facts::{Channel, Communication, Contact, Interview, OverrideDetails, Purpose},
    playbook::{MAX_DAYS, ThankYouRule},
    recipients::recipient,
    window::Window,
};

/// The thanks to one person for one interview.
pub(crate) struct ThankYou<'f> {
    pub(crate) id: String,
    /// The index of the interview among those that were not cancelled.
    pub(crate) interview_index: usize,
    pub(crate) interview: &'f Interview,
    /// The recipient.
    pub(crate) contact: Option<&'f Contact>,
    /// Whether it is the one message for all interviewers who can't be thanked directly.
    pub(crate) for_anyone: bool,
    pub(crate) window: Window,
    pub(crate) acceptable_until: EmployerInstant,
    pub(crate) decision: OverrideDetails,
    /// The message that was sent.
    pub(crate) sent: Option<&'f Communication>,
    pub(crate) pass_on_to: Vec<&'f Contact>,
}

/// All thanks, by interview.
pub(crate) fn thank_yous<'f>(context: &Context<'f>) -> Vec<ThankYou<'f>> {
    let mut steps = Vec::new();
    if let Some(rule) = context.playbook.thank_you {
        for (interview_index, (_, interview)) in context.timeline.interviews.iter().enumerate() {
            if let Some((window, acceptable_until)) = window(context, rule, interview) {
                add(context, &mut steps, interview_index, interview, window, acceptable_until);
            }
        }
        fill(context, &mut steps);
        for step in &mut steps {
            leave_out_addressee(context, step);
        }
    }
    steps
}

/// The steps for one interview.
fn add<'f>(
    context: &Context<'f>,
    steps: &mut Vec<ThankYou<'f>>,
    interview_index: usize,
    interview: &'f Interview,
    window: Window,
    acceptable_until: EmployerInstant,
) {
    let first = steps.len();
    let step = |contact: Option<&'f Contact>, for_anyone: bool| {
        let whom = contact.filter(|_| !for_anyone).map_or("anyone", |contact| &*contact.id);
        let id = format!("{}:thank_you:{whom}", interview.id);
        let decision = context.overrides.for_step(|| id.clone());
        let window = context.postponed(window, decision);
        let acceptable_until = acceptable_until.max(window.closes);
        let pass_on_to = Vec::new();
        ThankYou {
            id,
            interview_index,
            interview,
            contact,
            for_anyone,
            window,
            acceptable_until,
            decision,
            sent: None,
            pass_on_to,
        }
    };
    let mut unreachable: Vec<&'f Contact> = Vec::new();
    for (index, id) in interview.interviewer_ids.iter().enumerate() {
        let Some(contact) = context.contact(id) else { continue };
        if interview.interviewer_ids[..index].contains(id) {
            continue;
        }
        // A sent message stays in the plan, even if the person has left or the address has become wrong since.
        let is_lost = contact.left || !contact.undeliverable.is_empty();
        if is_reachable(context, contact) || is_lost && was_thanked(context, interview, contact) {
            steps.push(step(Some(contact), false));
        } else if !contact.left {
            unreachable.push(contact);
        }
    }
    if steps.len() > first && unreachable.is_empty() {
        return;
    }
    let recipient = recipient(context.facts, StepKind::ThankYou, Some(interview));
    let own_step = steps[first..].iter_mut().find(|step| match (step.contact, recipient) {
        (Some(contact), Some(recipient)) => contact.id == recipient.id,
        _ => false,
    });
    if let Some(own_step) = own_step {
        own_step.pass_on_to = unreachable;
    } else {
        steps.push(ThankYou { pass_on_to: unreachable, ..step(recipient, true) });
    }
}

/// Whether thanks can reach the person. A letter to the company's address can.
fn is_reachable(context: &Context, contact: &Contact) -> bool {
    let application = &context.facts.application;
    [Channel::Email, Channel::Linkedin, Channel::Letter].into_iter().any(|channel| {
        is_allowed(application, StepKind::ThankYou, channel) && via(application, Some(contact), channel).is_some()
    })
}

/// Whether thanks were sent to the person after the interview and before an outcome.
fn was_thanked(context: &Context, interview: &Interview, contact: &Contact) -> bool {
    let outcome = context.timeline.outcome.map(|outcome| outcome.at);
    context.timeline.outbound.iter().any(|sent| {
        sent.purpose == Purpose::ThankYou
            && sent.contact_id.as_ref() == Some(&contact.id)
            && sent.at >= interview.ends_at
            && outcome.is_none_or(|outcome| sent.at <= outcome)
    })
}

/// When thanks for that interview go out, and until when late ones do; `None` where the check-in carries them.
fn window(context: &Context, rule: ThankYouRule, interview: &Interview) -> Option<(Window, EmployerInstant)> {
    if !interview.takes_place() {
        return None;
    }
    let days = &context.days;
    let end = context.to_local(interview.ends_at);
    let day = end.date_naive();
    let window = match (rule.with_stated_date, rule.within_hours) {
        (Some(waits), _) if states_date(interview, day) => {
            let ideal_day = days.day_after(day, waits.ideal);
            let last_day = days.day_after(day, waits.closes).max(ideal_day);
            Window::ordered(end, days.at_local_time(ideal_day, IDEAL_TIME), days.at_local_time(last_day, CLOSING_TIME))
        }
        (_, Some(hours)) => {
            let closes = days.add_elapsed(end, TimeDelta::hours(hours.min(MAX_DAYS * 24).into()));
            Window::ordered(end, days.polite_time(end, closes), closes)
        }
        _ => return None,
    };
    let grace = rule.grace_business_days.map(|grace| {
        let last_day = days.business_day(day, grace.min(MAX_DAYS).into());
        days.at_local_time(last_day, CLOSING_TIME)
    });
    Some((window, grace.map_or(window.closes, |until| until.max(window.closes))))
}

/// Whether the employer named a date in that interview that hadn't passed by then.
fn states_date(interview: &Interview, day: NaiveDate) -> bool {
    interview.decision_expected_on.is_some_and(|stated| *stated >= day)
}

/// Nobody passes thanks on to themselves: neither the recipient, nor the person whom the message really went to.
fn leave_out_addressee(context: &Context, step: &mut ThankYou) {
    let outcome = context.timeline.outcome.map(|outcome| outcome.at);
    let sent = step.sent.filter(|sent| outcome.is_none_or(|outcome| sent.at <= outcome));
    let went_to = sent.and_then(|sent| sent.contact_id.as_ref()).and_then(|id| context.contact(id));
    if let Some(addressee) = went_to.or(step.contact) {
        step.pass_on_to.retain(|contact| contact.id != addressee.id);
    }
}

/// Marks what was sent. The steps are in their interviews' order, so the latest interview comes last.
fn fill<'f>(context: &Context<'f>, steps: &mut [ThankYou<'f>]) {
    let thanks = context.timeline.outbound.iter().copied().filter(|sent| sent.purpose == Purpose::ThankYou);
    for sent in thanks {
        let is_for = |step: &ThankYou| match &sent.contact_id {
            Some(id) => step.for_anyone || step.contact.is_some_and(|contact| contact.id == *id),
            None => true,
        };
        let ended = |step: &ThankYou| step.interview.ends_at <= sent.at;
        let Some(latest) = steps.iter().rev().find(|step| ended(step) && is_for(step)) else { continue };
        let interview_index = latest.interview_index;
        let own = |step: &ThankYou| !step.for_anyone;
        let has_own = sent.contact_id.is_some()
            && steps.iter().any(|step| step.interview_index == interview_index && own(step) && is_for(step));
        for step in steps.iter_mut().filter(|step| step.interview_index == interview_index) {
            if is_for(step) && (!has_own || own(step)) {
                step.sent.get_or_insert(sent);
            }
        }
    }
}
