//! The limits of texts, and what is left out of longer ones.

use planning::StepKind;

use crate::{Element, text::Text};

/// The limit of a text. The figures are chosen, except "a few short paragraphs" (`dream.length.1`, `channels.email.1`).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Limit {
    Words(usize),
    Characters(usize),
}

impl Limit {
    pub(crate) const fn for_text(kind: StepKind, text: Text) -> Self {
        match (text, kind) {
            (Text::Email, StepKind::ThankYou) => Self::Words(180),
            (Text::Email, _) => Self::Words(120),
            (Text::Script, _) => Self::Words(160),
            // Half a minute of speech.
            (Text::Voicemail, _) => Self::Words(75),
            (Text::Letter, _) => Self::Words(90),
            (Text::Linkedin, _) => Self::Characters(300),
        }
    }

    /// Whether a text with this number of words and characters is within the limit.
    pub(crate) const fn allows(self, words: usize, characters: usize) -> bool {
        match self {
            Self::Words(most) => words <= most,
            Self::Characters(most) => characters <= most,
        }
    }
}

/// The fillers, in the order in which they are left out.
pub(crate) const FILLERS: [&str; 6] = ["number_again", "courtesy", "goal", "closing", "earlier", "stated_date"];

/// The elements that are left out if that is not enough; those that are not required come first.
pub(crate) fn giving_way(required: impl Fn(Element) -> bool) -> Vec<&'static str> {
    use Element::{
        Answer, CallBack, Clarification, Feedback, FurtherInformation, Interest, Introduction, NewDate, NextSteps,
        Offer, OpenDoor, PassOn, Point, Recipient, SignOff, Thanks, Withdrawal,
    };
    let wanted = [Answer, FurtherInformation, Clarification, Point, OpenDoor, Thanks, Interest, CallBack];
    let wanted = wanted.into_iter().filter(|element| !required(*element));
    let needed = [
        // Usually the candidate's own notes make a message too long, so they are left out before our text.
        Answer,
        Point,
        Interest,
        PassOn,
        FurtherInformation,
        // Otherwise names and titles are too long, and the purpose of the message stays longest.
        OpenDoor,
        Recipient,
        Thanks,
        Introduction,
        CallBack,
        SignOff,
        Feedback,
        NewDate,
        NextSteps,
        Offer,
        Withdrawal,
    ];
    let needed = needed.into_iter().filter(|element| required(*element));
    FILLERS.into_iter().chain(wanted.chain(needed).map(Element::name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_blocks_are_left_out_last() {
        let order = giving_way(|element| element == Element::Point);
        assert_eq!(order.last(), Some(&"point"));
        assert!(order.starts_with(&FILLERS));
        assert!(!order.contains(&"next_steps") && !order.contains(&"subject"));
    }

    #[test]
    fn a_limit_is_the_most_that_is_allowed() {
        assert!(Limit::Words(90).allows(90, 1000) && !Limit::Words(90).allows(91, 10));
        assert!(Limit::Characters(300).allows(500, 300) && !Limit::Characters(300).allows(1, 301));
    }
}
