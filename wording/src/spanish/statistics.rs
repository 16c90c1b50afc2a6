//! How long employers take.

use icu_plurals::PluralCategory;
use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

use super::{CLDR, Spanish};
use crate::{ApplicationGroup, StatisticsLanguage, WaitingTime, parts::text};

impl StatisticsLanguage for Spanish {
    fn statistics_title(&self) -> String {
        "Cuánto tardan las empresas en responder tras la última entrevista".to_owned()
    }

    fn statistics_days(&self) -> String {
        "Días desde la entrevista".to_owned()
    }

    fn statistics_share(&self) -> String {
        "Proporción aún sin respuesta".to_owned()
    }

    fn statistics_band(&self) -> String {
        "El área en torno a una curva es su banda de confianza del 95\u{a0}%, para cada día por separado.".to_owned()
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        format!("Hay muy pocas candidaturas para mostrar algo: hacen falta {needed}.")
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        let applications = count(applications);
        match plural(groups) {
            PluralCategory::One => {
                format!("Un grupo con {applications} no se muestra, porque hacen falta {needed}.")
            }
            _ => format!(
                "{groups} grupos con {applications} en total no se muestran, porque hacen falta {needed} en cada uno."
            ),
        }
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        match plural(groups) {
            PluralCategory::One => "Hay un grupo más que no se dibuja.".to_owned(),
            _ => format!("Hay {groups} grupos más que no se dibujan."),
        }
    }

    fn statistics_group(&self, group: ApplicationGroup) -> String {
        match group {
            ApplicationGroup::Country(Some(code)) => code.to_owned(),
            other => name(other).to_owned(),
        }
    }

    fn statistics_wait(&self, wait: &WaitingTime) -> String {
        let WaitingTime { group, applications, median } = *wait;
        let start = text!(self.statistics_group(group), " (", count(applications), "): la mitad ");
        let Some(day) = median.day else {
            return text!(start, "aún no ha recibido respuesta en los días observados.");
        };
        let half = text!(start, "recibió respuesta en un plazo de ", days(day));
        match median {
            Quantile { lower: Some(lower), upper: Some(upper), .. } => text!(
                half,
                "; con una confianza del 95\u{a0}%, el valor real está entre ",
                lower,
                " y ",
                days(upper),
                "."
            ),
            Quantile { lower: Some(lower), upper: None, .. } => {
                text!(half, "; con una confianza del 95\u{a0}%, el valor real es de al menos ", days(lower), ".")
            }
            Quantile { lower: None, .. } => text!(half, "."),
        }
    }
}

fn plural(number: u64) -> PluralCategory {
    CLDR.plural(u32::try_from(number).unwrap_or(u32::MAX))
}

fn count(applications: u64) -> String {
    match plural(applications) {
        PluralCategory::One => "una candidatura".to_owned(),
        _ => format!("{applications} candidaturas"),
    }
}

fn days(number: u32) -> String {
    match CLDR.plural(number) {
        PluralCategory::One => "un día".to_owned(),
        _ => format!("{number} días"),
    }
}

fn name(group: ApplicationGroup) -> &'static str {
    match group {
        ApplicationGroup::All => "Todas las candidaturas",
        ApplicationGroup::Sector(sector) => match sector {
            Sector::Startup => "Empresas emergentes",
            Sector::Corporate => "Grandes empresas",
            Sector::Government => "Sector público",
            Sector::Nonprofit => "Entidades sin ánimo de lucro",
            Sector::Other => "Otros sectores",
        },
        ApplicationGroup::Seniority(seniority) => match seniority {
            Seniority::Entry => "Nivel inicial",
            Seniority::Mid => "Nivel medio",
            Seniority::Senior => "Nivel sénior",
            Seniority::Executive => "Nivel directivo",
        },
        ApplicationGroup::Country(_) => "País desconocido",
        ApplicationGroup::Stage(kind) => match kind {
            InterviewKind::Screening => "Tras una entrevista inicial",
            InterviewKind::Technical => "Tras una entrevista técnica",
            InterviewKind::Behavioral => "Tras una entrevista por competencias",
            InterviewKind::Panel => "Tras una entrevista con panel",
            InterviewKind::Assignment => "Tras una prueba práctica",
            InterviewKind::Final => "Tras una entrevista final",
            InterviewKind::Other => "Tras otra entrevista",
        },
        ApplicationGroup::Channel(channel) => match channel {
            Some(CommunicationChannel::Email) => "Primer mensaje por correo electrónico",
            Some(CommunicationChannel::Phone) => "Primer mensaje por teléfono",
            Some(CommunicationChannel::Linkedin) => "Primer mensaje por LinkedIn",
            Some(CommunicationChannel::Letter) => "Primer mensaje por carta",
            Some(CommunicationChannel::Other) => "Primer mensaje por otro medio",
            None => "Ningún mensaje antes de una respuesta",
        },
    }
}
