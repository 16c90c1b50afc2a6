//! The texts of mails and of the pages that they link to.

use super::{
    CLDR, French,
    time::{Day, Moment, ShortDay},
};
use crate::{MailText, MailTexts, parts::text};
use icu_plurals::PluralCategory;

impl MailTexts for French {
    fn mail_text(&self, text: &MailText) -> String {
        match *text {
            MailText::ConfirmationSubject => {
                text!("Veuillez confirmer votre adresse ", self.by_region("e-mail", "de courriel"))
            }
            MailText::ConfirmationReason => {
                "L'envoi de rappels pour le suivi de candidatures a été demandé pour cette adresse.".to_owned()
            }
            MailText::ConfirmationRequest { within } => text!(
                "Si vous souhaitez recevoir ces rappels, ouvrez cette page dans les ",
                within,
                " heures et cliquez sur le bouton\u{202f}:"
            ),
            MailText::ConfirmationIgnore => {
                "Si cette demande ne vient pas de vous, ignorez ce message\u{202f}: vous ne recevrez rien d'autre."
                    .to_owned()
            }
            MailText::DueSubject => "Une étape de suivi est à faire".to_owned(),
            MailText::DueIntroduction => "Le moment est venu pour cette étape.".to_owned(),
            MailText::DigestSubject { steps } => text!(count(steps), " à faire aujourd'hui"),
            MailText::DigestIntroduction { day, steps } => {
                text!("À faire le ", Day(day), "\u{202f}: ", count(steps), ".")
            }
            MailText::MoreSteps { steps } => match CLDR.plural(steps) {
                PluralCategory::One => text!(steps, " autre étape ne figure pas dans ce message."),
                _ => text!(steps, " autres étapes ne figurent pas dans ce message."),
            },
            MailText::DraftLink { until, year } => {
                text!("Un brouillon du message, disponible jusqu'au ", ShortDay(until, year), "\u{202f}:")
            }
            MailText::ReminderReason => {
                "Vous recevez ce message parce que vous avez confirmé l'envoi de rappels à cette adresse.".to_owned()
            }
            MailText::UnsubscribeLink => "Pour ne plus recevoir de rappels, ouvrez cette page\u{202f}:".to_owned(),
            MailText::ConfirmationTitle => text!("Confirmer votre adresse ", self.by_region("e-mail", "de courriel")),
            MailText::ConfirmationQuestion { address } => text!(
                "Souhaitez-vous recevoir des rappels pour le suivi de candidatures à l'adresse ",
                address,
                self.space(),
                "?"
            ),
            MailText::ConfirmationButton => "Recevoir les rappels".to_owned(),
            MailText::Confirmed { address } => text!("Les rappels seront envoyés à l'adresse ", address, "."),
            MailText::UnsubscribeTitle => "Arrêter les rappels".to_owned(),
            MailText::UnsubscribeQuestion { address } => {
                text!("Souhaitez-vous ne plus recevoir de rappels à l'adresse ", address, self.space(), "?")
            }
            MailText::UnsubscribeButton => "Ne plus recevoir de rappels".to_owned(),
            MailText::Unsubscribed { address } => {
                text!("Aucun autre rappel ne sera envoyé à l'adresse ", address, ".")
            }
            MailText::DraftTitle => "Brouillon de votre message".to_owned(),
            MailText::DraftRecipient { recipient } => text!("À\u{202f}: ", recipient),
            MailText::DraftSubject { subject } => text!("Objet\u{202f}: ", subject),
            MailText::DraftMailLink => "L'ouvrir dans votre messagerie".to_owned(),
            MailText::PasswordSubject => "Choisissez un nouveau mot de passe".to_owned(),
            MailText::PasswordReason => {
                "Un nouveau mot de passe a été demandé pour le compte associé à cette adresse e-mail.".to_owned()
            }
            MailText::PasswordRequest { within: 60 } => {
                "Si cette demande vient de vous, ouvrez cette page dans l'heure et choisissez-en un\u{202f}:".to_owned()
            }
            MailText::PasswordRequest { within } => text!(
                "Si cette demande vient de vous, ouvrez cette page dans les ",
                within,
                " minutes et choisissez-en un\u{202f}:"
            ),
            MailText::PasswordOfAccount { since, year } => {
                text!("Le compte créé le ", Moment(since, year), " (UTC)\u{202f}:")
            }
            MailText::PasswordIgnore => {
                "Si cette demande ne vient pas de vous, ignorez ce message\u{202f}: votre mot de passe ne change pas."
                    .to_owned()
            }
            MailText::PasswordTitle => "Choisir un nouveau mot de passe".to_owned(),
            MailText::PasswordQuestion { address } => text!(
                "Vous définissez ici le mot de passe avec lequel ",
                address,
                " se connecte, et toutes vos sessions sont fermées."
            ),
            MailText::PasswordField { least, most } => {
                text!("Nouveau mot de passe, de ", least, " à ", most, " caractères\u{202f}:")
            }
            MailText::PasswordButton => "Définir le mot de passe".to_owned(),
            MailText::PasswordChanged { address } => {
                text!("Le mot de passe de ", address, " a été modifié, et toutes vos sessions sont fermées.")
            }
            MailText::PasswordLength { least, most } => {
                text!("Un mot de passe compte de ", least, " à ", most, " caractères.")
            }
            MailText::PasswordTaken => {
                "Un autre compte associé à cette adresse a ce mot de passe. Choisissez-en un autre.".to_owned()
            }
            MailText::BrokenLinkTitle => "Ce lien ne fonctionne pas".to_owned(),
            MailText::BrokenLink => {
                "Il a déjà servi, il a expiré, un lien plus récent l'a remplacé, ou ce qu'il concernait n'existe plus."
                    .to_owned()
            }
        }
    }
}

/// "1 étape de suivi", "12 étapes de suivi".
fn count(steps: u32) -> String {
    match CLDR.plural(steps) {
        PluralCategory::One => text!(steps, " étape de suivi"),
        _ => text!(steps, " étapes de suivi"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_mail_is_french_from_its_subject_to_its_end() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let texts = [
            MailText::DigestSubject { steps: 1 },
            MailText::DigestIntroduction { day, steps: 2 },
            MailText::DraftLink { until: day, year: 2026 },
            MailText::MoreSteps { steps: 1 },
            MailText::MoreSteps { steps: 5 },
            MailText::ReminderReason,
            MailText::UnsubscribeLink,
        ];
        assert_eq!(
            texts.map(|text| French::France.mail_text(&text)),
            [
                "1 étape de suivi à faire aujourd'hui",
                "À faire le mardi 1er septembre\u{202f}: 2 étapes de suivi.",
                "Un brouillon du message, disponible jusqu'au mar. 1er sept.\u{202f}:",
                "1 autre étape ne figure pas dans ce message.",
                "5 autres étapes ne figurent pas dans ce message.",
                "Vous recevez ce message parce que vous avez confirmé l'envoi de rappels à cette adresse.",
                "Pour ne plus recevoir de rappels, ouvrez cette page\u{202f}:",
            ]
        );
    }
}
