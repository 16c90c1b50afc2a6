//! Advice beside a step.

use planning::reason::Suggestion;

use super::name_or;
use crate::parts::add;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => add!(out, "While you wait, keep looking and applying elsewhere."),
        Suggestion::PrepareCall => add!(out, "Prepare the call: write down what to say and what to ask."),
        Suggestion::SendNothing => add!(
            out,
            "The employer wants no message of the kinds that this one could be, so send none and wait for word from \
             them."
        ),
        Suggestion::FindDetails { contact } => add!(
            out,
            "Look for details of ",
            name_or(contact, "somebody at the company"),
            ", or of somebody else at the company; the employer doesn't want calls."
        ),
        Suggestion::FindDetailsOrCall { contact } => add!(
            out,
            "Look for details of ",
            name_or(contact, "somebody at the company"),
            ", or call the company's general number and ask for human resources."
        ),
    }
}
