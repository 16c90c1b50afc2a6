//! How long employers take.

use icu_plurals::PluralCategory;
use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

use super::{CLDR, Dutch};
use crate::{ApplicationGroup, StatisticsLanguage, WaitingTime, parts::text};

impl StatisticsLanguage for Dutch {
    fn statistics_title(&self) -> String {
        "Hoelang werkgevers na het laatste gesprek over een antwoord doen".to_owned()
    }

    fn statistics_days(&self) -> String {
        "Dagen na het gesprek".to_owned()
    }

    fn statistics_share(&self) -> String {
        "Deel nog zonder antwoord".to_owned()
    }

    fn statistics_band(&self) -> String {
        "Het vlak rond een lijn is de betrouwbaarheidsband van 95%, voor elke dag apart.".to_owned()
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        format!("Er zijn te weinig sollicitaties om iets te tonen: er zijn er {needed} nodig.")
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        let applications = count(applications);
        match plural(groups) {
            PluralCategory::One => {
                format!("Eén groep met {applications} wordt niet getoond, omdat er {needed} nodig zijn.")
            }
            _ => format!(
                "{groups} groepen met samen {applications} worden niet getoond, omdat er in elke groep {needed} nodig zijn."
            ),
        }
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        match plural(groups) {
            PluralCategory::One => "Eén andere groep is niet getekend.".to_owned(),
            _ => format!("{groups} andere groepen zijn niet getekend."),
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
        let start = text!(self.statistics_group(group), " (", count(applications), "): de helft ");
        let Some(day) = median.day else {
            return text!(start, "heeft in de bekeken dagen nog geen antwoord gekregen.");
        };
        let half = text!(start, "kreeg binnen ", days(day), " antwoord");
        match median {
            Quantile { lower: Some(lower), upper: Some(upper), .. } => {
                text!(half, "; met 95% betrouwbaarheid ligt de ware waarde tussen ", lower, " en ", days(upper), ".")
            }
            Quantile { lower: Some(lower), upper: None, .. } => {
                text!(half, "; met 95% betrouwbaarheid is de ware waarde minstens ", days(lower), ".")
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
        PluralCategory::One => "één sollicitatie".to_owned(),
        _ => format!("{applications} sollicitaties"),
    }
}

fn days(number: u32) -> String {
    match CLDR.plural(number) {
        PluralCategory::One => "één dag".to_owned(),
        _ => format!("{number} dagen"),
    }
}

fn name(group: ApplicationGroup) -> &'static str {
    match group {
        ApplicationGroup::All => "Alle sollicitaties",
        ApplicationGroup::Sector(sector) => match sector {
            Sector::Startup => "Start-ups",
            Sector::Corporate => "Grote bedrijven",
            Sector::Government => "Overheid",
            Sector::Nonprofit => "Non-profitorganisaties",
            Sector::Other => "Andere sectoren",
        },
        ApplicationGroup::Seniority(seniority) => match seniority {
            Seniority::Entry => "Startersfuncties",
            Seniority::Mid => "Functies op middenniveau",
            Seniority::Senior => "Functies voor ervaren mensen",
            Seniority::Executive => "Leidinggevende functies",
        },
        ApplicationGroup::Country(_) => "Land onbekend",
        ApplicationGroup::Stage(kind) => match kind {
            InterviewKind::Screening => "Na een kennismakingsgesprek",
            InterviewKind::Technical => "Na een vakinhoudelijk gesprek",
            InterviewKind::Behavioral => "Na een gesprek over de manier van werken",
            InterviewKind::Panel => "Na een gesprek met een commissie",
            InterviewKind::Assignment => "Na een opdracht",
            InterviewKind::Final => "Na een eindgesprek",
            InterviewKind::Other => "Na een ander gesprek",
        },
        ApplicationGroup::Channel(channel) => match channel {
            Some(CommunicationChannel::Email) => "Eerste bericht per e-mail",
            Some(CommunicationChannel::Phone) => "Eerste bericht telefonisch",
            Some(CommunicationChannel::Linkedin) => "Eerste bericht via LinkedIn",
            Some(CommunicationChannel::Letter) => "Eerste bericht per brief",
            Some(CommunicationChannel::Other) => "Eerste bericht langs een andere weg",
            None => "Geen bericht voor een antwoord",
        },
    }
}
