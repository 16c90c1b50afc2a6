//! The texts of mails and of the pages that they link to.

use super::{
    CLDR, English,
    time::{Day, Moment, ShortDay},
};
use crate::{
    MailText, MailTexts,
    parts::{Part, text},
};
use icu_plurals::PluralCategory;

impl MailTexts for English {
    fn mail_text(&self, text: &MailText) -> String {
        match *text {
            MailText::ConfirmationSubject => "Please confirm your e-mail address".to_owned(),
            MailText::ConfirmationReason => {
                "Somebody asked us to send reminders of follow-ups to job applications to this address.".to_owned()
            }
            MailText::ConfirmationRequest { within } => {
                text!("If you want them, open this page within ", within, " hours and press the button:")
            }
            MailText::ConfirmationIgnore => {
                "If you did not ask for this, ignore this message, and nothing else will be sent to you.".to_owned()
            }
            MailText::DueSubject => "A follow-up is due".to_owned(),
            MailText::DueIntroduction => "It is time for this follow-up.".to_owned(),
            MailText::DigestSubject { steps } => text!(Steps(steps), " due today"),
            MailText::DigestIntroduction { day, steps } => {
                text!("This is due on ", Day(day), ": ", Steps(steps), ".")
            }
            MailText::MoreSteps { steps } => match CLDR.plural(steps) {
                PluralCategory::One => text!("There is ", steps, " more, which is not in this message."),
                _ => text!("There are ", steps, " more, which are not in this message."),
            },
            MailText::DraftLink { until, year } => {
                text!("A draft of the message, until ", ShortDay(until, year), ":")
            }
            MailText::ReminderReason => {
                "You get this because you confirmed that reminders may be sent to this address.".to_owned()
            }
            MailText::UnsubscribeLink => "To get no more of them, open this page:".to_owned(),
            MailText::ConfirmationTitle => "Confirm your e-mail address".to_owned(),
            MailText::ConfirmationQuestion { address } => {
                text!("Do you want reminders of follow-ups to job applications to be sent to ", address, "?")
            }
            MailText::ConfirmationButton => "Send me reminders".to_owned(),
            MailText::Confirmed { address } => text!("Reminders will be sent to ", address, "."),
            MailText::UnsubscribeTitle => "End reminders".to_owned(),
            MailText::UnsubscribeQuestion { address } => {
                text!("Do you want no more reminders to be sent to ", address, "?")
            }
            MailText::UnsubscribeButton => "Send no more reminders".to_owned(),
            MailText::Unsubscribed { address } => text!("No more reminders will be sent to ", address, "."),
            MailText::DraftTitle => "Draft of your message".to_owned(),
            MailText::DraftRecipient { recipient } => text!("To: ", recipient),
            MailText::DraftSubject { subject } => text!("Subject: ", subject),
            MailText::DraftMailLink => "Open it in your mail program".to_owned(),
            MailText::PasswordSubject | MailText::PasswordTitle => "Choose a new password".to_owned(),
            MailText::PasswordReason => {
                "Somebody asked for a new password for the account with this e-mail address.".to_owned()
            }
            MailText::PasswordRequest { within: 60 } => {
                "If it was you, open this page within an hour and choose one:".to_owned()
            }
            MailText::PasswordRequest { within } => {
                text!("If it was you, open this page within ", within, " minutes and choose one:")
            }
            MailText::PasswordOfAccount { since, year } => {
                text!("The account that was created on ", Moment(since, year), " (UTC):")
            }
            MailText::PasswordIgnore => {
                "If it was not you, ignore this message, and your password stays as it is.".to_owned()
            }
            MailText::PasswordQuestion { address } => {
                text!("This sets the password with which ", address, " signs in, and signs you out everywhere.")
            }
            MailText::PasswordField { least, most } => {
                text!("New password, ", least, " to ", most, " characters:")
            }
            MailText::PasswordButton => "Set the password".to_owned(),
            MailText::PasswordChanged { address } => {
                text!("The password of ", address, " has changed, and you are signed out everywhere.")
            }
            MailText::PasswordLength { least, most } => {
                text!("A password has ", least, " to ", most, " characters.")
            }
            MailText::PasswordTaken => {
                "Another account with this address has this password. Choose another one.".to_owned()
            }
            MailText::BrokenLinkTitle => "This link does not work".to_owned(),
            MailText::BrokenLink => {
                "It was used before, it has expired, it was replaced by a newer one, or what it was about no longer exists.".to_owned()
            }
        }
    }
}

/// "1 follow-up", "12 follow-ups".
struct Steps(u32);

impl Part for Steps {
    fn append_to(&self, out: &mut String) {
        let Self(count) = *self;
        count.append_to(out);
        out.push_str(match CLDR.plural(count) {
            PluralCategory::One => " follow-up",
            _ => " follow-ups",
        });
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::ENGLISH;

    #[test]
    fn numbers_and_days_read_as_said() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
        let text = |text| ENGLISH.mail_text(&text);
        assert_eq!(text(MailText::DigestSubject { steps: 1 }), "1 follow-up due today");
        assert_eq!(text(MailText::DigestSubject { steps: 12 }), "12 follow-ups due today");
        assert_eq!(
            text(MailText::DigestIntroduction { day, steps: 2 }),
            "This is due on Tuesday, 10 March: 2 follow-ups."
        );
        assert_eq!(text(MailText::DraftLink { until: day, year: 2026 }), "A draft of the message, until Tue 10 Mar:");
        assert_eq!(text(MailText::MoreSteps { steps: 1 }), "There is 1 more, which is not in this message.");
        assert_eq!(text(MailText::MoreSteps { steps: 5 }), "There are 5 more, which are not in this message.");
    }

    #[test]
    fn subjects_name_nobody() {
        for subject in [MailText::ConfirmationSubject, MailText::DueSubject, MailText::DigestSubject { steps: 2 }] {
            let text = ENGLISH.mail_text(&subject);
            assert!(
                !text.ends_with('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || " -".contains(c)),
                "{text}"
            );
        }
    }
}
