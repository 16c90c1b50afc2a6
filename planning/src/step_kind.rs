//! The table of the kinds of steps: their names, their channels, and what their messages are about.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, VariantArray};
use utoipa::ToSchema;

use crate::facts::{Channel, Purpose};

/// The kind of a step.
#[derive(Clone, Copy, Debug, Deserialize, EnumCount, Eq, Hash, PartialEq, Serialize, ToSchema, VariantArray)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Thank an interviewer.
    ThankYou,
    /// Ask how things stand.
    CheckIn,
    /// Ask a last time.
    FinalAttempt,
    /// Ask for a new date after the employer didn't turn up.
    RescheduleRequest,
    /// Respond to the employer by its date.
    Respond,
    /// Answer a question of the employer's.
    Answer,
    /// Thank for the opportunity after a rejection.
    RejectionThanks,
    /// Thank for an offer.
    OfferThanks,
    /// Say that the candidate withdraws.
    WithdrawalNote,
    /// Write a friendly message months later.
    StayInTouch,
    /// Tell an employer that is still deciding of another employer's offer.
    CompetingOffer,
    /// Accept or decline the employer's offer; no message.
    OfferResponse,
    /// Turn to other employers; no message.
    MoveOn,
}

/// The properties of a kind of step.
struct StepKindTraits {
    name: &'static str,
    /// Empty if there is no message.
    channels: &'static [Channel],
    subject: MessageSubject,
}

/// What the message of a step is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MessageSubject {
    /// One interview.
    Interview,
    /// The application as a whole. The message mentions an interview only if it is over.
    Application,
}

impl StepKind {
    /// All kinds, messages first.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().expect("these are all variants");

    /// The kinds with a message.
    pub const MESSAGES: [Self; 11] = *Self::ALL.first_chunk().expect("messages come first");

    const fn traits(self) -> StepKindTraits {
        use Channel::{Email, Letter, Linkedin, Phone};
        use MessageSubject::{Application, Interview};

        const ANY_CHANNELS: &[Channel] = &[Email, Phone, Linkedin, Letter];
        const WRITTEN_CHANNELS: &[Channel] = &[Email, Linkedin, Letter];
        const QUICK_CHANNELS: &[Channel] = &[Email, Phone, Linkedin];
        const DIRECT_CHANNELS: &[Channel] = &[Email, Phone];
        const NO_CHANNELS: &[Channel] = &[];

        let (name, channels, subject) = match self {
            Self::ThankYou => ("thank_you", WRITTEN_CHANNELS, Interview),
            Self::CheckIn => ("check_in", ANY_CHANNELS, Interview),
            Self::FinalAttempt => ("final_attempt", ANY_CHANNELS, Interview),
            Self::RescheduleRequest => ("reschedule_request", QUICK_CHANNELS, Interview),
            Self::Respond => ("respond", QUICK_CHANNELS, Interview),
            Self::Answer => ("answer", QUICK_CHANNELS, Application),
            Self::RejectionThanks => ("rejection_thanks", WRITTEN_CHANNELS, Application),
            Self::OfferThanks => ("offer_thanks", DIRECT_CHANNELS, Application),
            Self::WithdrawalNote => ("withdrawal_note", QUICK_CHANNELS, Application),
            Self::StayInTouch => ("stay_in_touch", WRITTEN_CHANNELS, Application),
            Self::CompetingOffer => ("competing_offer", QUICK_CHANNELS, Application),
            Self::OfferResponse => ("offer_response", NO_CHANNELS, Interview),
            Self::MoveOn => ("move_on", NO_CHANNELS, Interview),
        };
        StepKindTraits { name, channels, subject }
    }

    /// The name in JSON, files and errors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.traits().name
    }

    /// The channels of its message (`balance.thanks.3`, `call.alternatives.1` to `.3`). Empty if there is no message.
    #[must_use]
    pub const fn channels(self) -> &'static [Channel] {
        self.traits().channels
    }

    /// Whether its message can go by that channel.
    #[must_use]
    pub fn goes_by(self, channel: Channel) -> bool {
        self.channels().contains(&channel)
    }

    /// What its message is about.
    #[must_use]
    pub const fn subject(self) -> MessageSubject {
        self.traits().subject
    }

    /// Whether it has a message. The others are actions without one.
    #[must_use]
    pub const fn is_message(self) -> bool {
        !self.channels().is_empty()
    }

    /// The purpose of the communication by which it is done.
    #[must_use]
    pub const fn purpose(self) -> Purpose {
        match self {
            Self::ThankYou => Purpose::ThankYou,
            Self::CheckIn => Purpose::CheckIn,
            Self::FinalAttempt => Purpose::FinalAttempt,
            Self::CompetingOffer => Purpose::CompetingOffer,
            Self::OfferResponse => Purpose::OfferResponse,
            Self::RescheduleRequest
            | Self::Respond
            | Self::Answer
            | Self::RejectionThanks
            | Self::OfferThanks
            | Self::WithdrawalNote
            | Self::StayInTouch
            | Self::MoveOn => Purpose::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_has_the_name_that_it_has_in_json() {
        let names: HashSet<_> = StepKind::ALL.into_iter().map(StepKind::name).collect();
        assert_eq!(names.len(), StepKind::ALL.len());
        for kind in StepKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        for channel in Channel::ALL {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.name());
        }
    }

    #[test]
    fn actions_have_no_channels() {
        let actions: Vec<_> = StepKind::ALL.into_iter().filter(|kind| !kind.is_message()).collect();
        assert_eq!(actions, [StepKind::OfferResponse, StepKind::MoveOn]);
        assert!(StepKind::MESSAGES.into_iter().all(StepKind::is_message));
    }
}
