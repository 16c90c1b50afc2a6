//! Which kinds of message there are, and by which channels each can go.

use planning::{StepKind, facts::Channel};

/// Every kind of message.
pub const KINDS: [StepKind; 11] = [
    StepKind::ThankYou,
    StepKind::CheckIn,
    StepKind::FinalAttempt,
    StepKind::RescheduleRequest,
    StepKind::Respond,
    StepKind::Answer,
    StepKind::RejectionThanks,
    StepKind::OfferThanks,
    StepKind::WithdrawalNote,
    StepKind::StayInTouch,
    StepKind::CompetingOffer,
];

/// The channels by which a message of `kind` can go (`balance.thanks.3`, `call.alternatives.1` to `.3`); none for
/// [`StepKind::MoveOn`] and [`StepKind::OfferResponse`], which are no messages.
#[must_use]
pub const fn channels(kind: StepKind) -> &'static [Channel] {
    use Channel::{Email, Letter, Linkedin, Phone};
    match kind {
        StepKind::ThankYou | StepKind::RejectionThanks | StepKind::StayInTouch => &[Email, Linkedin, Letter],
        StepKind::CheckIn | StepKind::FinalAttempt => &[Email, Phone, Linkedin, Letter],
        StepKind::Respond
        | StepKind::Answer
        | StepKind::RescheduleRequest
        | StepKind::WithdrawalNote
        | StepKind::CompetingOffer => &[Email, Phone, Linkedin],
        StepKind::OfferThanks => &[Email, Phone],
        StepKind::OfferResponse | StepKind::MoveOn => &[],
    }
}

/// The name of `kind` in files and errors.
pub(crate) const fn name(kind: StepKind) -> &'static str {
    match kind {
        StepKind::ThankYou => "thank_you",
        StepKind::CheckIn => "check_in",
        StepKind::FinalAttempt => "final_attempt",
        StepKind::RescheduleRequest => "reschedule_request",
        StepKind::Respond => "respond",
        StepKind::Answer => "answer",
        StepKind::RejectionThanks => "rejection_thanks",
        StepKind::OfferThanks => "offer_thanks",
        StepKind::WithdrawalNote => "withdrawal_note",
        StepKind::StayInTouch => "stay_in_touch",
        StepKind::CompetingOffer => "competing_offer",
        StepKind::OfferResponse => "offer_response",
        StepKind::MoveOn => "move_on",
    }
}

/// The name of `channel` in errors.
pub(crate) const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Phone => "phone",
        Channel::Linkedin => "linkedin",
        Channel::Letter => "letter",
    }
}

/// A text of its own: a call has two, everything else one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Text {
    Email,
    Linkedin,
    Letter,
    /// What to say to the person.
    Script,
    /// What to say when nobody answers.
    Voicemail,
}

impl Text {
    /// The texts that a message by `channel` consists of.
    pub(crate) const fn of(channel: Channel) -> &'static [Self] {
        match channel {
            Channel::Email => &[Self::Email],
            Channel::Phone => &[Self::Script, Self::Voicemail],
            Channel::Linkedin => &[Self::Linkedin],
            Channel::Letter => &[Self::Letter],
        }
    }

    /// Its name in template files.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Linkedin => "linkedin",
            Self::Letter => "letter",
            Self::Script => "script",
            Self::Voicemail => "voicemail",
        }
    }

    /// Whether it is read rather than heard.
    pub(crate) const fn is_written(self) -> bool {
        !matches!(self, Self::Script | Self::Voicemail)
    }
}
