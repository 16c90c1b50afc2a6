//! How long employers take.

use icu_plurals::PluralCategory;
use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

use super::{CLDR, French};
use crate::{ApplicationGroup, StatisticsLanguage, WaitingTime, parts::text};

impl StatisticsLanguage for French {
    fn statistics_title(&self) -> String {
        text!("Délai de réponse des employeurs après ", self.by_region("le dernier entretien", "la dernière entrevue"))
    }

    fn statistics_days(&self) -> String {
        text!("Jours après ", self.the_interview())
    }

    fn statistics_share(&self) -> String {
        "Part encore sans réponse".to_owned()
    }

    fn statistics_band(&self) -> String {
        "La zone autour d'une courbe est sa bande de confiance à 95\u{202f}%, pour chaque jour séparément.".to_owned()
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        format!("Il y a trop peu de candidatures pour montrer quoi que ce soit\u{202f}: il en faut {needed}.")
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        let applications = count(applications);
        match plural(groups) {
            PluralCategory::One => {
                format!("Un groupe avec {applications} n'est pas montré, parce qu'il en faut {needed}.")
            }
            _ => format!(
                "{groups} groupes, avec {applications} au total, ne sont pas montrés, parce qu'il en faut {needed} dans \
                 chacun."
            ),
        }
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        match plural(groups) {
            PluralCategory::One => "Un autre groupe n'est pas tracé.".to_owned(),
            _ => format!("{groups} autres groupes ne sont pas tracés."),
        }
    }

    fn statistics_group(&self, group: ApplicationGroup) -> String {
        match group {
            ApplicationGroup::Country(Some(code)) => code.to_owned(),
            other => name(*self, other).to_owned(),
        }
    }

    fn statistics_wait(&self, wait: &WaitingTime) -> String {
        let WaitingTime { group, applications, median } = *wait;
        let start = text!(self.statistics_group(group), " (", count(applications), ")\u{202f}: la moitié ");
        let Some(day) = median.day else {
            return text!(start, "n'a pas encore reçu de réponse dans les jours observés.");
        };
        let half = text!(start, "a reçu une réponse en ", days(day), " au plus");
        match median {
            Quantile { lower: Some(lower), upper: Some(upper), .. } => text!(
                half,
                self.space(),
                "; avec une confiance de 95\u{202f}%, la vraie valeur est comprise entre ",
                lower,
                " et ",
                days(upper),
                "."
            ),
            Quantile { lower: Some(lower), upper: None, .. } => text!(
                half,
                self.space(),
                "; avec une confiance de 95\u{202f}%, la vraie valeur est d'au moins ",
                days(lower),
                "."
            ),
            Quantile { lower: None, .. } => text!(half, "."),
        }
    }
}

fn plural(number: u64) -> PluralCategory {
    CLDR.plural(u32::try_from(number).unwrap_or(u32::MAX))
}

fn count(applications: u64) -> String {
    match applications {
        1 => "une candidature".to_owned(),
        0 => "0 candidature".to_owned(),
        _ => format!("{applications} candidatures"),
    }
}

fn days(number: u32) -> String {
    match number {
        1 => "un jour".to_owned(),
        0 => "0 jour".to_owned(),
        _ => format!("{number} jours"),
    }
}

fn name(french: French, group: ApplicationGroup) -> &'static str {
    match group {
        ApplicationGroup::All => "Toutes les candidatures",
        ApplicationGroup::Sector(sector) => match sector {
            Sector::Startup => "Start-up",
            Sector::Corporate => "Grandes entreprises",
            Sector::Government => "Secteur public",
            Sector::Nonprofit => "Secteur non lucratif",
            Sector::Other => "Autres secteurs",
        },
        ApplicationGroup::Seniority(seniority) => match seniority {
            Seniority::Entry => "Premiers emplois",
            Seniority::Mid => "Postes intermédiaires",
            Seniority::Senior => "Postes confirmés",
            Seniority::Executive => "Postes de direction",
        },
        ApplicationGroup::Country(_) => "Pays inconnu",
        ApplicationGroup::Stage(kind) => match kind {
            InterviewKind::Screening => {
                french.by_region("Après un entretien de présélection", "Après une entrevue de présélection")
            }
            InterviewKind::Technical => {
                french.by_region("Après un entretien technique", "Après une entrevue technique")
            }
            InterviewKind::Behavioral => {
                french.by_region("Après un entretien de personnalité", "Après une entrevue comportementale")
            }
            InterviewKind::Panel => {
                french.by_region("Après un entretien devant un jury", "Après une entrevue devant un comité")
            }
            InterviewKind::Assignment => "Après un exercice",
            InterviewKind::Final => french.by_region("Après un entretien final", "Après une entrevue finale"),
            InterviewKind::Other => french.by_region("Après un autre entretien", "Après une autre entrevue"),
        },
        ApplicationGroup::Channel(channel) => match channel {
            Some(CommunicationChannel::Email) => {
                french.by_region("Premier message par e-mail", "Premier message par courriel")
            }
            Some(CommunicationChannel::Phone) => "Premier message par téléphone",
            Some(CommunicationChannel::Linkedin) => "Premier message sur LinkedIn",
            Some(CommunicationChannel::Letter) => "Premier message par courrier",
            Some(CommunicationChannel::Other) => "Premier message par un autre moyen",
            None => "Aucun message avant une réponse",
        },
    }
}
