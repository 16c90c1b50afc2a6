//! The findings of the proofreader.

use planning::rule;
use serde::Serialize;
use strum::IntoStaticStr;
use utoipa::ToSchema;

use super::FindingId;
use crate::{Part, Span};

/// A possible mistake in a text.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// The id, by which it can be dismissed.
    pub id: FindingId,
    /// The id of the rule behind the check.
    #[schema(value_type = String, example = "dream.tone.1")]
    pub rule: &'static str,
    /// The check that found it.
    pub check: Check,
    /// The severity.
    pub severity: Severity,
    /// What is wrong and what to do, in one sentence.
    #[schema(example = "\"Hey\" is too casual for a message to an employer.")]
    pub text: String,
    /// The text that it is about; for something that is missing, the text that should contain it.
    pub part: Part,
    /// The position in that text; null if something is missing or the whole text is meant.
    pub span: Option<Span>,
    /// Replacements, best first.
    pub suggestions: Vec<String>,
    /// Whether it was dismissed: somebody has looked at it, and leaves the words as they are.
    pub dismissed: bool,
}

impl Finding {
    /// A finding about a text as a whole, without suggestions.
    pub(super) fn new(check: Check, severity: Severity, part: Part, text: String) -> Self {
        Self {
            // Its id follows from all findings, once they are known.
            id: FindingId::default(),
            rule: check.rule(),
            check,
            severity,
            text,
            part,
            span: None,
            suggestions: Vec::new(),
            dismissed: false,
        }
    }
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth a thought.
    Hint,
    /// Better changed.
    Warning,
    /// Must not go out like this.
    Error,
}

/// A check of the proofreader.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Check {
    /// A word that no dictionary has.
    Spelling,
    /// Grammar, punctuation, capitals, doubled words, words mixed up.
    Grammar,
    /// An emoticon or emoji.
    Emoticon,
    /// Slang and overly casual language.
    Casual,
    /// Pushy or demanding.
    Pushy,
    /// Desperate or over-eager.
    Desperate,
    /// Excuses and complaints.
    Complaint,
    /// Pay, benefits or vacation.
    Pay,
    /// More words or characters than such a message should have.
    TooLong,
    /// More paragraphs than such a message should have.
    TooManyParagraphs,
    /// An e-mail without a subject, or one that doesn't name the position.
    Subject,
    /// No greeting, or one without the recipient's name.
    Greeting,
    /// No thanks.
    Thanks,
    /// Nothing specific from the interview.
    Generic,
    /// No question about what comes next.
    NextSteps,
    /// No professional sign-off.
    SignOff,
    /// No way to reach the sender.
    ContactDetails,
    /// A placeholder left over.
    Placeholder,
    /// A greeting, or a name in the text, that is not the recipient's.
    WrongName,
    /// Another company than this application's.
    WrongCompany,
    /// Another position than this application's.
    WrongPosition,
    /// A date that is not the interview's.
    WrongDate,
    /// Nearly the same text as one to the same person.
    Repeated,
    /// Nearly the same text as one to a colleague.
    SameAsColleague,
}

impl Check {
    /// Whether it finds the same in a text of another language than the message's.
    pub(super) const fn is_of_any_language(self) -> bool {
        !matches!(
            self,
            Self::Spelling | Self::Greeting | Self::Thanks | Self::Generic | Self::NextSteps | Self::SignOff
        )
    }

    /// The rule of the guidance ledger that a finding follows from.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Spelling | Self::Placeholder => rule::DREAM_PROOFREAD_1.id,
            Self::Grammar => rule::BALANCE_PROOFREAD_1.id,
            Self::Emoticon | Self::Casual => rule::DREAM_TONE_1.id,
            Self::Pushy | Self::Subject | Self::NextSteps => rule::BALANCE_EMAIL_2.id,
            Self::Desperate => rule::BALANCE_ENTHUSIASM_1.id,
            Self::Complaint => rule::CHANNELS_PHONE_2.id,
            Self::Pay => rule::CHANNELS_CONTENT_1.id,
            Self::TooLong => rule::DREAM_LENGTH_1.id,
            Self::TooManyParagraphs => rule::CHANNELS_EMAIL_1.id,
            Self::Thanks => rule::DREAM_THANKS_2.id,
            Self::SignOff => rule::CHANNELS_EMAIL_3.id,
            Self::ContactDetails => rule::BALANCE_THANKS_2.id,
            Self::Greeting | Self::WrongName | Self::WrongCompany | Self::WrongPosition | Self::WrongDate => {
                rule::CHANNELS_PERSONAL_1.id
            }
            Self::Generic | Self::Repeated | Self::SameAsColleague => rule::DREAM_PERSONAL_1.id,
        }
    }
}
