//! The elements of messages.

use serde::{Deserialize, Serialize};
use strum::VariantArray;
use utoipa::ToSchema;

/// An element of a message that a rule asks for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, ToSchema, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum Element {
    /// A simple subject that names the position.
    Subject,
    /// The recipient by name.
    Recipient,
    /// The writer or caller, the position, and when the interview was.
    Introduction,
    /// Thanks for the recipient's time.
    Thanks,
    /// A specific point from the interview.
    Point,
    /// Interest, tied to a qualification or a goal.
    Interest,
    /// What was left unclear in the interview.
    Clarification,
    /// The question about next steps and when to expect a decision.
    NextSteps,
    /// The offer of further information, the invitation to ask.
    FurtherInformation,
    /// The request to pass the thanks on to people who can't be reached.
    PassOn,
    /// The request for a new date.
    NewDate,
    /// The answer to what the employer asked.
    Answer,
    /// The statement that the candidate withdraws.
    Withdrawal,
    /// That another employer has made an offer, and by when it wants an answer.
    Offer,
    /// That this is the last message, and the date by which the employer said it would decide.
    LastMessage,
    /// The request for feedback.
    Feedback,
    /// The wish to stay in contact.
    OpenDoor,
    /// The request to be called back, with the number.
    CallBack,
    /// A professional sign-off with contact details; at the end of a call, thanks again.
    SignOff,
}

impl Element {
    /// Its name in JSON, which is also that of the template block with its wording.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Recipient => "recipient",
            Self::Introduction => "introduction",
            Self::Thanks => "thanks",
            Self::Point => "point",
            Self::Interest => "interest",
            Self::Clarification => "clarification",
            Self::NextSteps => "next_steps",
            Self::FurtherInformation => "further_information",
            Self::PassOn => "pass_on",
            Self::NewDate => "new_date",
            Self::Answer => "answer",
            Self::Withdrawal => "withdrawal",
            Self::Offer => "offer",
            Self::LastMessage => "last_message",
            Self::Feedback => "feedback",
            Self::OpenDoor => "open_door",
            Self::CallBack => "call_back",
            Self::SignOff => "sign_off",
        }
    }

    /// The ids of the rules that require it.
    #[must_use]
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Subject => &["balance.email.2", "dream.followup.2"],
            Self::Recipient => &["balance.thanks.2", "channels.personal.1"],
            Self::Introduction => &["balance.phone.3", "call.phone.1", "timeframe.voicemail.1", "dream.followup.2"],
            Self::Thanks => {
                &["balance.thanks.2", "dream.thanks.2", "channels.content.1", "call.script.1", "timeframe.email.1"]
            }
            Self::Point => &["dream.thanks.2", "dream.personal.1", "channels.email.2", "call.email.1"],
            Self::Interest => &["balance.enthusiasm.1", "dream.purpose.1", "channels.email.2", "timeframe.email.1"],
            Self::Clarification => &["dream.purpose.2"],
            Self::NextSteps => &["balance.phone.3", "dream.followup.1", "channels.estimate.1", "call.email.1"],
            Self::FurtherInformation => &["channels.email.3", "dream.followup.2"],
            Self::PassOn => &["balance.thanks.1", "channels.personal.1"],
            Self::NewDate => &["channels.email.4"],
            Self::Withdrawal => &["channels.email.4", "practice.offer.2"],
            Self::Answer => &["channels.content.1"],
            Self::Offer => &["practice.offer.1"],
            Self::LastMessage => &["balance.silence.3", "channels.overdue.1"],
            Self::Feedback => &["balance.purpose.1", "dream.outcome.1"],
            Self::OpenDoor => &["dream.outcome.1", "balance.silence.3", "channels.network.1"],
            Self::CallBack => &["timeframe.voicemail.1"],
            Self::SignOff => &["balance.thanks.2", "channels.email.3"],
        }
    }

    /// The element of `block`. Some blocks have none.
    pub(crate) fn of_block(block: &str) -> Option<Self> {
        Self::VARIANTS.iter().copied().find(|element| element.name() == block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_that_in_json() {
        for element in Element::VARIANTS {
            assert_eq!(serde_json::to_value(element).unwrap(), element.name());
        }
    }
}
