//! The texts of mails and of the pages that they link to.

use super::{
    CLDR, Spanish,
    time::{Day, Moment, ShortDay},
};
use crate::{MailText, MailTexts, parts::text};
use icu_plurals::PluralCategory;

impl MailTexts for Spanish {
    fn mail_text(&self, text: &MailText) -> String {
        match *text {
            MailText::ConfirmationSubject => "Confirme su dirección de correo electrónico".to_owned(),
            MailText::ConfirmationReason => {
                "Se ha solicitado el envío a esta dirección de recordatorios para el seguimiento de candidaturas."
                    .to_owned()
            }
            MailText::ConfirmationRequest { within } => {
                text!("Si desea recibirlos, abra esta página en un plazo de ", within, " horas y pulse el botón:")
            }
            MailText::ConfirmationIgnore => {
                "Si usted no lo ha solicitado, no haga caso de este mensaje y no recibirá nada más.".to_owned()
            }
            MailText::DueSubject => "Hay un paso de seguimiento pendiente".to_owned(),
            MailText::DueIntroduction => "Es el momento de dar este paso.".to_owned(),
            MailText::DigestSubject { steps } => text!(count(steps), " para hoy"),
            MailText::DigestIntroduction { day, steps } => text!("Para el ", Day(day), ": ", count(steps), "."),
            MailText::MoreSteps { steps } => match CLDR.plural(steps) {
                PluralCategory::One => text!("Hay ", steps, " paso más que no aparece en este mensaje."),
                _ => text!("Hay ", steps, " pasos más que no aparecen en este mensaje."),
            },
            MailText::DraftLink { until, year } => {
                text!("Un borrador del mensaje, disponible hasta el ", ShortDay(until, year), ":")
            }
            MailText::ReminderReason => {
                "Recibe este mensaje porque confirmó el envío de recordatorios a esta dirección.".to_owned()
            }
            MailText::UnsubscribeLink => "Para no recibir más recordatorios, abra esta página:".to_owned(),
            MailText::ConfirmationTitle => "Confirmar la dirección de correo electrónico".to_owned(),
            MailText::ConfirmationQuestion { address } => {
                text!("¿Desea recibir en ", address, " recordatorios para el seguimiento de candidaturas?")
            }
            MailText::ConfirmationButton => "Recibir recordatorios".to_owned(),
            MailText::Confirmed { address } => text!("Los recordatorios se enviarán a ", address, "."),
            MailText::UnsubscribeTitle => "Dejar de recibir recordatorios".to_owned(),
            MailText::UnsubscribeQuestion { address } => {
                text!("¿Desea dejar de recibir recordatorios en ", address, "?")
            }
            MailText::UnsubscribeButton => "No enviar más recordatorios".to_owned(),
            MailText::Unsubscribed { address } => text!("No se enviarán más recordatorios a ", address, "."),
            MailText::DraftTitle => "Borrador de su mensaje".to_owned(),
            MailText::DraftRecipient { recipient } => text!("Para: ", recipient),
            MailText::DraftSubject { subject } => text!("Asunto: ", subject),
            MailText::DraftMailLink => "Abrirlo en su programa de correo".to_owned(),
            MailText::PasswordSubject => "Elija una contraseña nueva".to_owned(),
            MailText::PasswordReason => {
                "Se ha solicitado una contraseña nueva para la cuenta con esta dirección de correo electrónico."
                    .to_owned()
            }
            MailText::PasswordRequest { within: 60 } => {
                "Si la ha solicitado usted, abra esta página en el plazo de una hora y elija una:".to_owned()
            }
            MailText::PasswordRequest { within } => {
                text!("Si la ha solicitado usted, abra esta página en un plazo de ", within, " minutos y elija una:")
            }
            MailText::PasswordOfAccount { since, year } => {
                text!("La cuenta creada el ", Moment(since, year), " (UTC):")
            }
            MailText::PasswordIgnore => {
                "Si usted no la ha solicitado, no haga caso de este mensaje y su contraseña no cambiará.".to_owned()
            }
            MailText::PasswordTitle => "Elegir una contraseña nueva".to_owned(),
            MailText::PasswordQuestion { address } => text!(
                "Aquí se establece la contraseña con la que ",
                address,
                " inicia sesión, y se cierran todas sus sesiones."
            ),
            MailText::PasswordField { least, most } => {
                text!("Contraseña nueva, de ", least, " a ", most, " caracteres:")
            }
            MailText::PasswordButton => "Establecer la contraseña".to_owned(),
            MailText::PasswordChanged { address } => {
                text!("La contraseña de ", address, " ha cambiado y se han cerrado todas sus sesiones.")
            }
            MailText::PasswordLength { least, most } => {
                text!("Una contraseña tiene de ", least, " a ", most, " caracteres.")
            }
            MailText::PasswordTaken => "Otra cuenta con esta dirección tiene esta contraseña. Elija otra.".to_owned(),
            MailText::BrokenLinkTitle => "Este enlace no funciona".to_owned(),
            MailText::BrokenLink => {
                "Ya se ha usado, ha caducado, lo ha sustituido otro más reciente o ya no existe aquello a lo que llevaba.".to_owned()
            }
        }
    }
}

/// "1 paso de seguimiento", "12 pasos de seguimiento".
fn count(steps: u32) -> String {
    match CLDR.plural(steps) {
        PluralCategory::One => text!(steps, " paso de seguimiento"),
        _ => text!(steps, " pasos de seguimiento"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_mail_is_spanish_from_its_subject_to_its_end() {
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
            texts.map(|text| Spanish.mail_text(&text)),
            [
                "1 paso de seguimiento para hoy",
                "Para el martes 1 de septiembre: 2 pasos de seguimiento.",
                "Un borrador del mensaje, disponible hasta el mar 1 sept:",
                "Hay 1 paso más que no aparece en este mensaje.",
                "Hay 5 pasos más que no aparecen en este mensaje.",
                "Recibe este mensaje porque confirmó el envío de recordatorios a esta dirección.",
                "Para no recibir más recordatorios, abra esta página:",
            ]
        );
    }
}
