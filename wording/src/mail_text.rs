//! The texts of the service's mails, and of the pages that they link to.

use chrono::{NaiveDate, NaiveDateTime};

/// A text of a mail or of a page, with its data. Subjects, titles and labels of buttons and links have no full stop.
#[derive(Clone, Copy, Debug)]
pub enum MailText<'f> {
    /// The subject of the mail that asks to confirm an address.
    ConfirmationSubject,
    /// Why that mail is sent.
    ConfirmationReason,
    /// What to do, before the link; and for how long it can be done.
    ConfirmationRequest {
        /// In hours.
        within: u32,
    },
    /// What to do if it was not the recipient who asked.
    ConfirmationIgnore,
    /// The subject of a mail about one step. It is shown on locked screens: it names nobody.
    DueSubject,
    /// What a mail about one step begins with.
    DueIntroduction,
    /// The subject of a daily mail, which names nobody either.
    DigestSubject {
        /// The number of steps.
        steps: u32,
    },
    /// What a daily mail begins with.
    DigestIntroduction {
        /// The day by the recipient's clocks.
        day: NaiveDate,
        /// The number of steps.
        steps: u32,
    },
    /// Says that there are more steps than the mail has.
    MoreSteps {
        /// How many more.
        steps: u32,
    },
    /// The label of the link to a draft, before the link.
    DraftLink {
        /// The last day on which it works.
        until: NaiveDate,
        /// The year that is left out of dates.
        year: i32,
    },
    /// Why somebody gets reminders.
    ReminderReason,
    /// How to end them, before the link.
    UnsubscribeLink,
    /// The title of the page that confirms an address.
    ConfirmationTitle,
    /// What that page asks.
    ConfirmationQuestion {
        /// The address.
        address: &'f str,
    },
    /// The button of that page.
    ConfirmationButton,
    /// Says that an address is confirmed.
    Confirmed {
        /// The address.
        address: &'f str,
    },
    /// The title of the page that ends reminders.
    UnsubscribeTitle,
    /// What that page asks.
    UnsubscribeQuestion {
        /// The address.
        address: &'f str,
    },
    /// The button of that page.
    UnsubscribeButton,
    /// Says that nothing more is sent to an address.
    Unsubscribed {
        /// The address.
        address: &'f str,
    },
    /// The title of the page of a draft.
    DraftTitle,
    /// Whom the message is for.
    DraftRecipient {
        /// The name, the address, or both.
        recipient: &'f str,
    },
    /// The subject of the message.
    DraftSubject {
        /// The subject.
        subject: &'f str,
    },
    /// The link that opens the message in a mail program.
    DraftMailLink,
    /// The subject of the mail with which a password is forgotten.
    PasswordSubject,
    /// Why that mail is sent.
    PasswordReason,
    /// What to do, before the link; and for how long it can be done.
    PasswordRequest {
        /// In minutes.
        within: u32,
    },
    /// The same, if several accounts have the address: before the link of each.
    PasswordOfAccount {
        /// When the account was made, by UTC. Several can be of one day.
        since: NaiveDateTime,
        /// The year that is left out of dates.
        year: i32,
    },
    /// What to do if it was not the recipient who asked.
    PasswordIgnore,
    /// The title of the page on which a new password is chosen.
    PasswordTitle,
    /// What that page is for.
    PasswordQuestion {
        /// The address.
        address: &'f str,
    },
    /// The label of the field for the password, before it.
    PasswordField {
        /// The fewest characters.
        least: u32,
        /// The most characters.
        most: u32,
    },
    /// The button of that page.
    PasswordButton,
    /// Says that the password has changed.
    PasswordChanged {
        /// The address.
        address: &'f str,
    },
    /// Says that a password is too short or too long.
    PasswordLength {
        /// The fewest characters.
        least: u32,
        /// The most characters.
        most: u32,
    },
    /// Says that another account with the address has the password.
    PasswordTaken,
    /// The title of the page of a link that doesn't work.
    BrokenLinkTitle,
    /// Why the link doesn't work.
    BrokenLink,
}

/// The texts of mails in a language.
pub trait MailTexts {
    /// The text.
    fn mail_text(&self, text: &MailText) -> String;
}
