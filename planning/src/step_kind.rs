//! What kinds of step there are: the one table of their names and channels.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, VariantArray};
use utoipa::ToSchema;

use crate::facts::Channel;

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
    /// Let the employer hear from the candidate, as it asked.
    Respond,
    /// Answer a question of the employer's.
    Answer,
    /// Thank for the opportunity after a rejection.
    RejectionThanks,
    /// Thank for an offer.
    OfferThanks,
    /// Say that one withdraws.
    WithdrawalNote,
    /// A word months later.
    StayInTouch,
    /// Tell an employer that is still deciding of another employer's offer.
    CompetingOffer,
    /// Accept or decline the employer's offer; no message.
    OfferResponse,
    /// Turn to other employers; no message.
    MoveOn,
}

/// What holds for a kind of step, whatever the application.
struct Traits {
    name: &'static str,
    /// None, where there is no message.
    channels: &'static [Channel],
}

impl StepKind {
    /// All kinds, messages first.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().expect("these are all variants");

    /// The kinds with a message.
    pub const MESSAGES: [Self; 11] = *Self::ALL.first_chunk().expect("messages come first");

    const fn traits(self) -> Traits {
        use Channel::{Email, Letter, Linkedin, Phone};

        const ANY: &[Channel] = &[Email, Phone, Linkedin, Letter];
        const WRITTEN: &[Channel] = &[Email, Linkedin, Letter];
        const QUICK: &[Channel] = &[Email, Phone, Linkedin];
        const DIRECT: &[Channel] = &[Email, Phone];
        const NONE: &[Channel] = &[];

        let (name, channels) = match self {
            Self::ThankYou => ("thank_you", WRITTEN),
            Self::CheckIn => ("check_in", ANY),
            Self::FinalAttempt => ("final_attempt", ANY),
            Self::RescheduleRequest => ("reschedule_request", QUICK),
            Self::Respond => ("respond", QUICK),
            Self::Answer => ("answer", QUICK),
            Self::RejectionThanks => ("rejection_thanks", WRITTEN),
            Self::OfferThanks => ("offer_thanks", DIRECT),
            Self::WithdrawalNote => ("withdrawal_note", QUICK),
            Self::StayInTouch => ("stay_in_touch", WRITTEN),
            Self::CompetingOffer => ("competing_offer", QUICK),
            Self::OfferResponse => ("offer_response", NONE),
            Self::MoveOn => ("move_on", NONE),
        };
        Traits { name, channels }
    }

    /// Its name in JSON, files and errors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.traits().name
    }

    /// The channels by which its message can go (`balance.thanks.3`, `call.alternatives.1` to `.3`); none, where it has
    /// no message.
    #[must_use]
    pub const fn channels(self) -> &'static [Channel] {
        self.traits().channels
    }

    /// Whether its message can go by that channel.
    #[must_use]
    pub fn goes_by(self, channel: Channel) -> bool {
        self.channels().contains(&channel)
    }

    /// Whether a message goes out for it; the others are actions without one.
    #[must_use]
    pub const fn is_message(self) -> bool {
        !self.channels().is_empty()
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
