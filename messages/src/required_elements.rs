//! The elements of each text of each kind of message.

use planning::StepKind;

use self::Need::{Required, Wanted};
use crate::{
    Element::{
        self, Answer, CallBack, Clarification, Feedback, FurtherInformation, Interest, Introduction, LastMessage,
        NewDate, NextSteps, Offer, OpenDoor, PassOn, Point, Recipient, SignOff, Subject, Thanks, Withdrawal,
    },
    text::Text,
};

/// Whether a message is ready without an element.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Need {
    Required,
    Wanted,
}

/// The elements of one text, in the order of reading.
pub(crate) fn of_kind(kind: StepKind, text: Text) -> impl Iterator<Item = (Element, Need)> {
    let elements = match text {
        Text::Email | Text::Linkedin | Text::Letter => written(kind),
        Text::Script => script(kind),
        Text::Voicemail => voicemail(kind),
    };
    elements.iter().filter_map(move |&(element, need)| match (element, text) {
        (Subject, Text::Linkedin | Text::Letter) => None,
        // A LinkedIn note has at most 300 characters, and a letter is written by hand.
        (FurtherInformation, Text::Linkedin | Text::Letter) => Some((element, Wanted)),
        _ => Some((element, need)),
    })
}

const fn written(kind: StepKind) -> &'static [(Element, Need)] {
    match kind {
        StepKind::ThankYou => &[
            (Subject, Required),
            (Recipient, Required),
            (Thanks, Required),
            (Point, Required),
            (Interest, Required),
            (Clarification, Wanted),
            (PassOn, Required),
            (FurtherInformation, Wanted),
            (SignOff, Required),
        ],
        StepKind::CheckIn => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Point, Wanted),
            (Interest, Required),
            (Clarification, Wanted),
            (NextSteps, Required),
            (FurtherInformation, Required),
            (SignOff, Required),
        ],
        StepKind::FinalAttempt => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Point, Wanted),
            (Interest, Required),
            (Clarification, Wanted),
            (LastMessage, Required),
            (NextSteps, Required),
            (OpenDoor, Wanted),
            (FurtherInformation, Required),
            (SignOff, Required),
        ],
        StepKind::Respond => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Point, Wanted),
            (Interest, Required),
            (Clarification, Wanted),
            (FurtherInformation, Wanted),
            (SignOff, Required),
        ],
        StepKind::Answer => &[
            (Subject, Required),
            (Recipient, Required),
            (Thanks, Required),
            (Answer, Required),
            (FurtherInformation, Wanted),
            (SignOff, Required),
        ],
        StepKind::RescheduleRequest => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Interest, Wanted),
            (NewDate, Required),
            (SignOff, Required),
        ],
        StepKind::RejectionThanks
        | StepKind::OfferThanks
        | StepKind::WithdrawalNote
        | StepKind::StayInTouch
        | StepKind::CompetingOffer
        | StepKind::OfferResponse
        | StepKind::MoveOn => written_about_decisions(kind),
    }
}

/// Messages about decisions. Kinds without a message have no elements.
const fn written_about_decisions(kind: StepKind) -> &'static [(Element, Need)] {
    match kind {
        StepKind::RejectionThanks => &[
            (Subject, Required),
            (Recipient, Required),
            (Thanks, Required),
            (Point, Wanted),
            (Feedback, Required),
            (OpenDoor, Required),
            (SignOff, Required),
        ],
        StepKind::OfferThanks => &[
            (Subject, Required),
            (Recipient, Required),
            (Thanks, Required),
            (NextSteps, Required),
            (SignOff, Required),
        ],
        StepKind::WithdrawalNote => &[
            (Subject, Required),
            (Recipient, Required),
            (Withdrawal, Required),
            (Thanks, Required),
            (OpenDoor, Required),
            (SignOff, Required),
        ],
        StepKind::StayInTouch => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Point, Wanted),
            (Interest, Wanted),
            (OpenDoor, Required),
            (SignOff, Required),
        ],
        StepKind::CompetingOffer => &[
            (Subject, Required),
            (Recipient, Required),
            (Introduction, Required),
            (Offer, Required),
            (Interest, Required),
            (NextSteps, Required),
            (SignOff, Required),
        ],
        _ => &[],
    }
}

const fn script(kind: StepKind) -> &'static [(Element, Need)] {
    match kind {
        StepKind::FinalAttempt => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Interest, Required),
            (Point, Wanted),
            (Clarification, Wanted),
            (NextSteps, Required),
            (LastMessage, Required),
            (SignOff, Required),
        ],
        StepKind::CheckIn | StepKind::Respond => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Interest, Required),
            (Point, Wanted),
            (Clarification, Wanted),
            (NextSteps, Required),
            (SignOff, Required),
        ],
        StepKind::Answer => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (Answer, Required),
            (FurtherInformation, Wanted),
            (SignOff, Required),
        ],
        StepKind::RescheduleRequest => &[
            (Recipient, Required),
            (Introduction, Required),
            (Interest, Wanted),
            (NewDate, Required),
            (SignOff, Required),
        ],
        StepKind::OfferThanks => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (NextSteps, Required),
            (SignOff, Required),
        ],
        StepKind::WithdrawalNote => &[
            (Recipient, Required),
            (Introduction, Required),
            (Withdrawal, Required),
            (Thanks, Required),
            (OpenDoor, Required),
            (SignOff, Required),
        ],
        StepKind::CompetingOffer => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Wanted),
            (Offer, Required),
            (Interest, Required),
            (NextSteps, Required),
            (SignOff, Required),
        ],
        StepKind::ThankYou
        | StepKind::RejectionThanks
        | StepKind::StayInTouch
        | StepKind::OfferResponse
        | StepKind::MoveOn => &[],
    }
}

const fn voicemail(kind: StepKind) -> &'static [(Element, Need)] {
    match kind {
        StepKind::CheckIn | StepKind::FinalAttempt => &[
            (Recipient, Required),
            (Introduction, Required),
            (NextSteps, Required),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::Respond => &[
            (Recipient, Required),
            (Introduction, Required),
            (Interest, Wanted),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::Answer => &[
            (Recipient, Required),
            (Introduction, Required),
            (Answer, Wanted),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::RescheduleRequest => &[
            (Recipient, Required),
            (Introduction, Required),
            (NewDate, Required),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::OfferThanks => &[
            (Recipient, Required),
            (Introduction, Required),
            (Thanks, Required),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::WithdrawalNote => &[
            (Recipient, Required),
            (Introduction, Required),
            (Withdrawal, Required),
            (Thanks, Wanted),
            (CallBack, Wanted),
            (SignOff, Required),
        ],
        StepKind::CompetingOffer => &[
            (Recipient, Required),
            (Introduction, Required),
            (Offer, Required),
            (Interest, Wanted),
            (NextSteps, Required),
            (CallBack, Required),
            (SignOff, Required),
        ],
        StepKind::ThankYou
        | StepKind::RejectionThanks
        | StepKind::StayInTouch
        | StepKind::OfferResponse
        | StepKind::MoveOn => &[],
    }
}
