//! The texts of mails and of the pages that they link to.

use super::German;
use crate::{MailText, MailTexts, parts::text};
use icu_plurals::PluralCategory;

impl MailTexts for German {
    fn mail_text(&self, text: &MailText) -> String {
        match *text {
            MailText::ConfirmationSubject => "Bitte bestätigen Sie Ihre E-Mail-Adresse".to_owned(),
            MailText::ConfirmationReason => {
                "Für diese Adresse wurden Erinnerungen an das Nachfassen bei Bewerbungen angefordert.".to_owned()
            }
            MailText::ConfirmationRequest { within } => text!(
                "Wenn Sie die Erinnerungen erhalten möchten, öffnen Sie diese Seite innerhalb von ",
                within,
                " Stunden und klicken Sie auf die Schaltfläche:"
            ),
            MailText::ConfirmationIgnore => {
                "Haben Sie das nicht angefordert, so ignorieren Sie diese Nachricht. Sie erhalten dann nichts weiter."
                    .to_owned()
            }
            MailText::DueSubject => "Ein Schritt im Nachfassplan ist fällig".to_owned(),
            MailText::DueIntroduction => "Es ist Zeit für diesen Schritt.".to_owned(),
            MailText::DigestSubject { steps } => text!(self.steps(steps), " im Nachfassplan heute fällig"),
            MailText::DigestIntroduction { day, steps } => match self.cldr().plural(steps) {
                PluralCategory::One => text!("Fällig ", self.on(day), ", ist ", self.steps(steps), "."),
                _ => text!("Fällig ", self.on(day), ", sind ", self.steps(steps), "."),
            },
            MailText::MoreSteps { steps } => match self.cldr().plural(steps) {
                PluralCategory::One => text!(steps, " weiterer Schritt steht nicht in dieser Nachricht."),
                _ => text!(steps, " weitere Schritte stehen nicht in dieser Nachricht."),
            },
            MailText::DraftLink { until, year } => {
                text!("Ein Entwurf der Nachricht, abrufbar bis ", self.short_day(until, year), ":")
            }
            MailText::ReminderReason => {
                "Sie erhalten diese Nachricht, weil Sie Erinnerungen an diese Adresse bestätigt haben.".to_owned()
            }
            MailText::UnsubscribeLink => "Um keine Erinnerungen mehr zu erhalten, öffnen Sie diese Seite:".to_owned(),
            MailText::ConfirmationTitle => "E-Mail-Adresse bestätigen".to_owned(),
            MailText::ConfirmationQuestion { address } => {
                text!("Möchten Sie Erinnerungen an das Nachfassen bei Bewerbungen an ", address, " erhalten?")
            }
            MailText::ConfirmationButton => "Erinnerungen erhalten".to_owned(),
            MailText::Confirmed { address } => text!("Erinnerungen gehen künftig an ", address, "."),
            MailText::UnsubscribeTitle => "Erinnerungen beenden".to_owned(),
            MailText::UnsubscribeQuestion { address } => {
                text!("Möchten Sie keine Erinnerungen mehr an ", address, " erhalten?")
            }
            MailText::UnsubscribeButton => "Keine Erinnerungen mehr senden".to_owned(),
            MailText::Unsubscribed { address } => text!("An ", address, " gehen keine Erinnerungen mehr."),
            MailText::DraftTitle => "Entwurf Ihrer Nachricht".to_owned(),
            MailText::DraftRecipient { recipient } => text!("An: ", recipient),
            MailText::DraftSubject { subject } => text!("Betreff: ", subject),
            MailText::DraftMailLink => "Im E-Mail-Programm öffnen".to_owned(),
            MailText::PasswordSubject => "Wählen Sie ein neues Passwort".to_owned(),
            MailText::PasswordReason => {
                "Für das Konto mit dieser E-Mail-Adresse wurde ein neues Passwort angefordert.".to_owned()
            }
            MailText::PasswordRequest { within: 60 } => {
                "Haben Sie das angefordert, so öffnen Sie diese Seite innerhalb einer Stunde und wählen Sie eines:".to_owned()
            }
            MailText::PasswordRequest { within } => text!(
                "Haben Sie das angefordert, so öffnen Sie diese Seite innerhalb von ",
                within,
                " Minuten und wählen Sie eines:"
            ),
            MailText::PasswordOfAccount { since, year } => {
                text!("Das Konto, das am ", self.moment(since, year), " (UTC) angelegt wurde:")
            }
            MailText::PasswordIgnore => {
                "Haben Sie das nicht angefordert, so ignorieren Sie diese Nachricht. Ihr Passwort bleibt, wie es ist."
                    .to_owned()
            }
            MailText::PasswordTitle => "Neues Passwort wählen".to_owned(),
            MailText::PasswordQuestion { address } => text!(
                "Damit legen Sie das Passwort fest, mit dem sich ",
                address,
                " anmeldet, und melden sich überall ab."
            ),
            MailText::PasswordField { least, most } => text!("Neues Passwort, ", least, " bis ", most, " Zeichen:"),
            MailText::PasswordButton => "Passwort festlegen".to_owned(),
            MailText::PasswordChanged { address } => {
                text!("Das Passwort von ", address, " ist geändert, und Sie sind überall abgemeldet.")
            }
            MailText::PasswordLength { least, most } => text!("Ein Passwort hat ", least, " bis ", most, " Zeichen."),
            MailText::PasswordTaken => {
                "Ein anderes Konto mit dieser Adresse hat dieses Passwort. Wählen Sie ein anderes.".to_owned()
            }
            MailText::BrokenLinkTitle => "Dieser Link funktioniert nicht".to_owned(),
            MailText::BrokenLink => {
                "Er wurde schon benutzt, ist abgelaufen, wurde durch einen neueren ersetzt, oder es gibt nicht mehr, worauf er verwies."
                    .to_owned()
            }
        }
    }
}

impl German {
    /// "1 Schritt", "12 Schritte".
    fn steps(self, count: u32) -> String {
        match self.cldr().plural(count) {
            PluralCategory::One => text!(count, " Schritt"),
            _ => text!(count, " Schritte"),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_mail_is_german_from_its_subject_to_its_end() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let texts = [
            MailText::DigestSubject { steps: 2 },
            MailText::DigestIntroduction { day, steps: 2 },
            MailText::DigestIntroduction { day, steps: 1 },
            MailText::MoreSteps { steps: 1 },
            MailText::MoreSteps { steps: 5 },
            MailText::ReminderReason,
            MailText::UnsubscribeLink,
        ];
        assert_eq!(
            texts.map(|text| German::Austria.mail_text(&text)),
            [
                "2 Schritte im Nachfassplan heute fällig",
                "Fällig am Donnerstag, dem 1. Jänner, sind 2 Schritte.",
                "Fällig am Donnerstag, dem 1. Jänner, ist 1 Schritt.",
                "1 weiterer Schritt steht nicht in dieser Nachricht.",
                "5 weitere Schritte stehen nicht in dieser Nachricht.",
                "Sie erhalten diese Nachricht, weil Sie Erinnerungen an diese Adresse bestätigt haben.",
                "Um keine Erinnerungen mehr zu erhalten, öffnen Sie diese Seite:",
            ]
        );
    }
}
