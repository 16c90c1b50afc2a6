//! The issues that findings are about. Each language has a sentence for each of them.

use chrono::NaiveDate;

use super::copying_mistakes::{Origin, Replacement};

/// What is wrong, with the words of the text and of the facts that its sentence quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Issue<'a> {
    // The greeting
    /// There is no greeting. The one that it may have is of the recipient.
    NoGreeting {
        greeting: Option<&'a str>,
    },
    /// The greeting has no name.
    GreetsNobody {
        greeting: Option<&'a str>,
    },
    /// A voicemail does not greet the recipient by name.
    NotGreeted {
        recipient: &'a str,
    },

    // The subject
    NoSubject,
    EmptySubject,
    /// The subject does not name the position.
    SubjectWithoutPosition {
        title: Option<&'a str>,
    },
    /// The subject says nothing of the message.
    SubjectSaysNothing,
    SubjectTooLong,
    SubjectInCapitals,

    // The content
    NoThanks,
    NoNextSteps,
    /// Nothing in it is from the interview. The example is one of the candidate's notes.
    NothingSpecific {
        assignment: bool,
        example: Option<&'a str>,
    },
    TooManyWords {
        count: usize,
        most: usize,
    },
    TooManyCharacters {
        count: usize,
        most: usize,
    },
    TooManyParagraphs {
        count: usize,
        most: usize,
    },
    /// Nearly the same as an earlier message to the same person.
    Repeated,
    /// Nearly the same as the message to a colleague.
    SameAsColleague {
        name: Option<&'a str>,
    },

    // The end
    /// A farewell among friends.
    CasualFarewell {
        quote: &'a str,
    },
    NoSignOff,
    NoNameBelow,
    NoContactDetails,
    /// A voicemail without a number.
    NoNumber,
    /// A voicemail that does not say who is calling.
    NoCaller,

    // Names
    /// A name that is not the recipient's.
    NotRecipient {
        quote: &'a str,
        recipient: &'a str,
    },
    MisspeltRecipient {
        quote: &'a str,
        recipient: &'a str,
    },
    /// Nobody of that name is among the contacts.
    UnknownPerson {
        quote: &'a str,
    },
    MisspeltContact {
        quote: &'a str,
        name: &'a str,
    },
    NotCandidate {
        quote: &'a str,
        candidate: &'a str,
    },
    MisspeltCandidate {
        quote: &'a str,
        candidate: &'a str,
    },
    /// Only a particle of the family name.
    OnlyParticle {
        quote: &'a str,
        name: &'a str,
    },
    FamilyNameFirst {
        quote: &'a str,
        name: &'a str,
    },
    OtherOrder {
        quote: &'a str,
        name: &'a str,
    },
    CutFamilyName {
        quote: &'a str,
        name: &'a str,
    },
    /// A person of another application.
    OfOtherApplication {
        quote: &'a str,
        company: &'a str,
    },
    /// The company of another application. The own one is this application's.
    OtherCompany {
        quote: &'a str,
        own: Option<&'a str>,
    },
    MisspeltCompany {
        quote: &'a str,
        own: Option<&'a str>,
    },
    UnknownCompany {
        quote: &'a str,
        own: Option<&'a str>,
    },
    OtherPosition {
        quote: &'a str,
        own: &'a str,
    },

    // Dates
    /// The weekday is not that of the date.
    WrongWeekday {
        quote: &'a str,
        date: Option<NaiveDate>,
    },
    /// The interview was on another day.
    OtherDay {
        quote: &'a str,
        on: NaiveDate,
    },

    // Tone
    Tone {
        quote: &'a str,
        tone: ToneIssue,
    },
    /// A whole sentence that the model classified.
    ToneOfSentence {
        quote: &'a str,
        tone: ToneIssue,
    },
    /// Several marks in a row.
    DoubledMarks {
        quote: &'a str,
    },
    /// Words in capitals.
    Shouted {
        quote: &'a str,
    },
    ManyExclamationMarks {
        count: usize,
    },
    Emoticon {
        quote: &'a str,
    },

    /// A placeholder that nobody filled in.
    Placeholder {
        quote: &'a str,
        origin: Origin,
        wanted: Replacement,
    },

    /// A word in no dictionary, which looks like a slip or may be a name.
    UnknownWord {
        quote: &'a str,
        slip: bool,
    },
}

/// The category of an unsuitable tone.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum ToneIssue {
    Slang,
    Shorthand,
    Chatty,
    Demands,
    Impatience,
    Begging,
    Gushing,
    Excuses,
    Complaints,
    Belittling,
    Pay,
    Vacation,
}
