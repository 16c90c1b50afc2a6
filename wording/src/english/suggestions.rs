//! Advice beside a step.

use planning::reason::Suggestion;

use super::who;
use crate::parts::append;

pub(super) fn suggestion(suggestion: &Suggestion, out: &mut String) {
    match *suggestion {
        Suggestion::KeepLooking => append!(out, "While you wait, keep looking and applying elsewhere."),
        Suggestion::PrepareCall => append!(out, "Prepare the call: write down what to say and what to ask."),
        Suggestion::SendNothing => append!(
            out,
            "The employer wants no message of the kinds that this one could be, so send none and wait for word from \
             them."
        ),
        Suggestion::FindDetails { contact } => append!(
            out,
            "Look for details of ",
            who(contact, "somebody at the company"),
            ", or of somebody else at the company; the employer doesn't want calls."
        ),
        Suggestion::FindDetailsOrCall { contact } => append!(
            out,
            "Look for details of ",
            who(contact, "somebody at the company"),
            ", or call the company's general number and ask for human resources."
        ),
    }
}
