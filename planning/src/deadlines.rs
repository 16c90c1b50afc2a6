//! What the employer waits for: an answer by its date, and a new date after it didn't turn up.

use chrono::TimeDelta;

use crate::{
    Instant,
    context::Context,
    days::{EVENING, MID_MORNING},
    facts::{Communication, Interview, Purpose},
    overrides::OwnWord,
    window::Window,
};

/// How long one waits for somebody who doesn't turn up.
const NO_SHOW_PATIENCE: TimeDelta = TimeDelta::minutes(15);
/// The time to collect one's thoughts after an interview.
const REST: TimeDelta = TimeDelta::hours(2);

/// A step that the employer's date, question or absence asks for.
pub(crate) struct Demand<'f> {
    pub(crate) id: String,
    /// The interview's place among those that weren't called off; none, for a question.
    pub(crate) interview: Option<(usize, &'f Interview)>,
    pub(crate) window: Window,
    pub(crate) word: OwnWord,
    /// When the candidate did it.
    pub(crate) done_at: Option<Instant>,
}

/// The dates by which the employer asked to hear from the candidate.
pub(crate) fn responds<'f>(context: &Context<'f>) -> Vec<Demand<'f>> {
    let interviews = context.known.interviews.iter().enumerate();
    interviews
        .filter(|(_, (_, interview))| interview.takes_place())
        .filter_map(|(place, (_, interview))| respond(context, place, interview))
        .collect()
}

fn respond<'f>(context: &Context<'f>, place: usize, interview: &'f Interview) -> Option<Demand<'f>> {
    let days = &context.days;
    let opens = context.local(interview.ends_at);
    let closes = context.local(interview.respond_by?);
    let day_before = days.business(closes.date_naive(), -1);
    let ideal = days.at(day_before, MID_MORNING).max(days.later(opens, REST)).min(closes);
    let id = format!("{}:respond", interview.id);
    let word = context.overrides.on(|| id.clone());
    let window = context.snoozed(Window::ordered(opens, ideal, closes), word);
    let done_at = context.known.first_outbound(interview.ends_at, |sent| sent.purpose != Purpose::ThankYou);
    Some(Demand { id, interview: Some((place, interview)), window, word, done_at: done_at.map(|sent| sent.at) })
}

/// Requests for a new date, where the employer didn't turn up.
pub(crate) fn reschedule_requests<'f>(context: &Context<'f>) -> Vec<Demand<'f>> {
    let interviews = context.known.interviews.iter().enumerate();
    interviews
        .filter(|(_, (_, interview))| interview.is_no_show())
        .map(|(place, (_, interview))| reschedule_request(context, place, interview))
        .collect()
}

fn reschedule_request<'f>(context: &Context<'f>, place: usize, interview: &'f Interview) -> Demand<'f> {
    let days = &context.days;
    let opens = days.later(context.local(interview.starts_at), NO_SHOW_PATIENCE);
    let closes = days.at(days.business(opens.date_naive(), 1), EVENING);
    let id = format!("{}:reschedule_request", interview.id);
    let word = context.overrides.on(|| id.clone());
    let window = context.snoozed(Window::ordered(opens, opens, closes), word);
    let done_at = context.known.outbound.iter().find(|sent| *sent.at >= window.opens).map(|sent| sent.at);
    Demand { id, interview: Some((place, interview)), window, word, done_at }
}

/// Answers to the employer's questions; two questions at one instant are answered together.
pub(crate) fn answers<'f>(context: &Context<'f>) -> Vec<(&'f Communication, Demand<'f>)> {
    let mut answers: Vec<(&'f Communication, Demand<'f>)> = Vec::new();
    for (_, question) in context.known.inbound.iter().filter(|(_, came)| came.needs_answer) {
        if answers.last().is_none_or(|(earlier, _)| earlier.at != question.at) {
            answers.push((question, answer(context, question)));
        }
    }
    answers
}

fn answer<'f>(context: &Context<'f>, question: &'f Communication) -> Demand<'f> {
    let days = &context.days;
    let opens = context.local(question.at);
    let closes = days.at(days.business(opens.date_naive(), 1), EVENING);
    let id = format!("answer:{}", question.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
    let word = context.overrides.on(|| id.clone());
    let window = context.snoozed(Window::ordered(opens, days.courteous(opens, closes), closes), word);
    let done_at = context.known.first_outbound(question.at, |sent| sent.at > question.at);
    Demand { id, interview: None, window, word, done_at: done_at.map(|sent| sent.at) }
}
