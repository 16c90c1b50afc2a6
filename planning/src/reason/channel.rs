//! Why a message uses its channel.

use chrono::NaiveDate;

use crate::{
    Name,
    facts::{Channel, Contact},
};

/// Why a message uses its channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChannelReason<'f> {
    /// The employer doesn't want that channel.
    Forbidden(Channel),
    /// The candidate prefers that channel.
    Preferred(Channel),
    /// The last message went by that channel.
    SameAsBefore(Channel),
    /// The person is reached through the company's number only.
    Switchboard { contact: Option<&'f Contact>, number_is_wrong: bool },
    /// Thanks may go by post.
    PostalThanks(PostalThanks),
    /// An informal company values a personal message more than a letter.
    InformalCompany { name: &'f Name },
    /// A call suits an executive position.
    CallSuitsExecutive,
    /// A call suits the time after a final interview.
    CallAfterFinalInterview,
    /// A call suits a good understanding.
    CallAfterRapport { contact: Option<&'f Contact> },
    /// E-mail suits most positions.
    EmailSuitsMost,
    /// An e-mail can be answered at leisure.
    EmailAtLeisure,
    /// The candidate is connected with the person on LinkedIn.
    Connected { contact: Option<&'f Contact> },
    /// A handwritten note can go to the company's address.
    HandwrittenNote,
    /// Calls wait this number of business days, so the message waits until then.
    MessageWaitsForCall { business_days: u16, until: NaiveDate },
    /// Calls wait this number of business days, so e-mail comes first.
    EmailBeforeCall { business_days: u16, until: NaiveDate },
}

/// Why thanks go or may go by post.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PostalThanks {
    /// The employer doesn't want e-mails.
    EmailForbidden,
    /// E-mails are returned.
    EmailReturned,
    /// No e-mail address is known.
    NoEmailAddress,
    /// A letter is possible in addition.
    Possible,
}
