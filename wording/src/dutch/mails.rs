//! The texts of mails and of the pages that they link to.

use icu_plurals::PluralCategory;

use super::{
    CLDR, Dutch,
    time::{Day, Moment, ShortDay},
};
use crate::{MailText, MailTexts, parts::text};

impl MailTexts for Dutch {
    fn mail_text(&self, text: &MailText) -> String {
        match *text {
            MailText::ConfirmationSubject => "Bevestig uw e-mailadres".to_owned(),
            MailText::ConfirmationReason => {
                "Voor dit adres zijn herinneringen aan het opvolgen van sollicitaties aangevraagd.".to_owned()
            }
            MailText::ConfirmationRequest { within } => text!(
                "Als u de herinneringen wilt ontvangen, open dan binnen ",
                within,
                " uur deze pagina en klik op de knop:"
            ),
            MailText::ConfirmationIgnore => {
                "Hebt u dit niet aangevraagd, negeer dit bericht dan. U ontvangt verder niets.".to_owned()
            }
            MailText::DueSubject => "Er is een stap te doen".to_owned(),
            MailText::DueIntroduction => "Het is tijd voor deze stap.".to_owned(),
            MailText::DigestSubject { steps } => text!(count(steps), " te doen vandaag"),
            MailText::DigestIntroduction { day, steps } => text!("Te doen op ", Day(day), ": ", count(steps), "."),
            MailText::MoreSteps { steps } => match CLDR.plural(steps) {
                PluralCategory::One => text!(steps, " andere stap staat niet in dit bericht."),
                _ => text!(steps, " andere stappen staan niet in dit bericht."),
            },
            MailText::DraftLink { until, year } => {
                text!("Een concept van het bericht, beschikbaar tot en met ", ShortDay(until, year), ":")
            }
            MailText::ReminderReason => {
                "U ontvangt dit bericht omdat u herinneringen op dit adres hebt bevestigd.".to_owned()
            }
            MailText::UnsubscribeLink => "Open deze pagina om geen herinneringen meer te ontvangen:".to_owned(),
            MailText::ConfirmationTitle => "E-mailadres bevestigen".to_owned(),
            MailText::ConfirmationQuestion { address } => {
                text!("Wilt u herinneringen aan het opvolgen van sollicitaties ontvangen op ", address, "?")
            }
            MailText::ConfirmationButton => "Herinneringen ontvangen".to_owned(),
            MailText::Confirmed { address } => text!("Herinneringen gaan voortaan naar ", address, "."),
            MailText::UnsubscribeTitle => "Herinneringen stoppen".to_owned(),
            MailText::UnsubscribeQuestion { address } => {
                text!("Wilt u geen herinneringen meer ontvangen op ", address, "?")
            }
            MailText::UnsubscribeButton => "Geen herinneringen meer sturen".to_owned(),
            MailText::Unsubscribed { address } => text!("Naar ", address, " gaan geen herinneringen meer."),
            MailText::DraftTitle => "Concept van uw bericht".to_owned(),
            MailText::DraftRecipient { recipient } => text!("Aan: ", recipient),
            MailText::DraftSubject { subject } => text!("Onderwerp: ", subject),
            MailText::DraftMailLink => "Openen in het e-mailprogramma".to_owned(),
            MailText::PasswordSubject => "Kies een nieuw wachtwoord".to_owned(),
            MailText::PasswordReason => {
                "Voor het account met dit e-mailadres is een nieuw wachtwoord aangevraagd.".to_owned()
            }
            MailText::PasswordRequest { within: 60 } => {
                "Hebt u dat zelf gedaan, open dan binnen een uur deze pagina en kies er een:".to_owned()
            }
            MailText::PasswordRequest { within } => {
                text!("Hebt u dat zelf gedaan, open dan binnen ", within, " minuten deze pagina en kies er een:")
            }
            MailText::PasswordOfAccount { since, year } => {
                text!("Het account dat op ", Moment(since, year), " (UTC) is aangemaakt:")
            }
            MailText::PasswordIgnore => {
                "Hebt u dit niet aangevraagd, dan hoeft u niets te doen. Uw wachtwoord blijft zoals het is.".to_owned()
            }
            MailText::PasswordTitle => "Nieuw wachtwoord kiezen".to_owned(),
            MailText::PasswordQuestion { address } => text!(
                "Hiermee stelt u het wachtwoord in waarmee ",
                address,
                " zich aanmeldt, en meldt u zich overal af."
            ),
            MailText::PasswordField { least, most } => text!("Nieuw wachtwoord, ", least, " tot ", most, " tekens:"),
            MailText::PasswordButton => "Wachtwoord instellen".to_owned(),
            MailText::PasswordChanged { address } => {
                text!("Het wachtwoord van ", address, " is gewijzigd, en u bent overal afgemeld.")
            }
            MailText::PasswordLength { least, most } => {
                text!("Een wachtwoord heeft ", least, " tot ", most, " tekens.")
            }
            MailText::PasswordTaken => {
                "Een ander account met dit adres heeft dit wachtwoord. Kies een ander.".to_owned()
            }
            MailText::BrokenLinkTitle => "Deze link werkt niet".to_owned(),
            MailText::BrokenLink => {
                "Hij is al gebruikt, verlopen of door een nieuwere vervangen, of waar hij naar verwees, bestaat niet meer.".to_owned()
            }
        }
    }
}

/// "1 stap", "12 stappen".
fn count(steps: u32) -> String {
    match CLDR.plural(steps) {
        PluralCategory::One => text!(steps, " stap"),
        _ => text!(steps, " stappen"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_mail_is_dutch_from_its_subject_to_its_end() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let texts = [
            MailText::DigestSubject { steps: 1 },
            MailText::DigestIntroduction { day, steps: 2 },
            MailText::MoreSteps { steps: 1 },
            MailText::MoreSteps { steps: 5 },
        ];
        assert_eq!(
            texts.map(|text| Dutch.mail_text(&text)),
            [
                "1 stap te doen vandaag",
                "Te doen op dinsdag 1 september: 2 stappen.",
                "1 andere stap staat niet in dit bericht.",
                "5 andere stappen staan niet in dit bericht.",
            ]
        );
    }
}
