//! A step of a plan in a mail.

use planning::Step;

use crate::{MailPart, View};

/// The parts of a mail about a step: the action, the position, the channel, the time and the reasons.
#[must_use]
pub fn reminder(view: &View, step: &Step) -> Vec<MailPart> {
    let (language, position) = (view.language, view.position());
    let heading = language.step_event(&view.action(step), None, position.company, view.year());
    let lines = language.step_lines(step, position, &view.pass_on_to(step), view.plan.time_zone, view.year());
    let mut parts = vec![MailPart::Heading(heading), MailPart::Paragraph(lines)];
    let reasons: Vec<String> = step
        .reasons
        .iter()
        .map(|reason| {
            let mut sentence = String::new();
            language.reason(reason, &mut sentence);
            sentence
        })
        .collect();
    if !reasons.is_empty() {
        parts.push(MailPart::List(reasons));
    }
    parts
}
