//! How long employers take.

use icu_plurals::PluralCategory;
use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

use super::{CLDR, German};
use crate::{ApplicationGroup, StatisticsLanguage, WaitingTime, parts::text};

impl StatisticsLanguage for German {
    fn statistics_title(&self) -> String {
        "Wie lange Arbeitgeber nach dem letzten Gespräch für eine Antwort brauchen".to_owned()
    }

    fn statistics_days(&self) -> String {
        "Tage nach dem Gespräch".to_owned()
    }

    fn statistics_share(&self) -> String {
        "Anteil noch ohne Antwort".to_owned()
    }

    fn statistics_band(&self) -> String {
        "Die Fläche um eine Kurve ist ihr Konfidenzband zu 95\u{a0}%, für jeden Tag einzeln.".to_owned()
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        format!("Es gibt zu wenige Bewerbungen, um etwas zu zeigen: Nötig sind {needed}.")
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        match (plural(groups), plural(applications)) {
            (PluralCategory::One, PluralCategory::One) => {
                format!("Eine Gruppe mit einer Bewerbung wird nicht gezeigt, weil {needed} nötig sind.")
            }
            (PluralCategory::One, _) => {
                format!("Eine Gruppe mit {applications} Bewerbungen wird nicht gezeigt, weil {needed} nötig sind.")
            }
            _ => format!(
                "{groups} Gruppen mit zusammen {applications} Bewerbungen werden nicht gezeigt, weil in jeder {needed} \
                 nötig sind."
            ),
        }
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        match plural(groups) {
            PluralCategory::One => "Eine weitere Gruppe ist nicht gezeichnet.".to_owned(),
            _ => format!("{groups} weitere Gruppen sind nicht gezeichnet."),
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
        let start = text!(self.statistics_group(group), " (", count(applications), "): ");
        let Some(day) = median.day else {
            return text!(start, "Die Hälfte davon hat in den betrachteten Tagen noch keine Antwort erhalten.");
        };
        let half = text!(start, "Die Hälfte davon erhielt innerhalb von ", days_dative(day), " eine Antwort");
        match median {
            Quantile { lower: Some(lower), upper: Some(upper), .. } => text!(
                half,
                "; mit 95\u{a0}% Konfidenz liegt der wahre Wert zwischen ",
                lower,
                " und ",
                days_dative(upper),
                "."
            ),
            Quantile { lower: Some(lower), upper: None, .. } => {
                text!(half, "; mit 95\u{a0}% Konfidenz liegt der wahre Wert bei mindestens ", days_dative(lower), ".")
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
        PluralCategory::One => "eine Bewerbung".to_owned(),
        _ => format!("{applications} Bewerbungen"),
    }
}

fn days_dative(number: u32) -> String {
    match CLDR.plural(number) {
        PluralCategory::One => "einem Tag".to_owned(),
        _ => format!("{number} Tagen"),
    }
}

fn name(group: ApplicationGroup) -> &'static str {
    match group {
        ApplicationGroup::All => "Alle Bewerbungen",
        ApplicationGroup::Sector(sector) => match sector {
            Sector::Startup => "Start-ups",
            Sector::Corporate => "Konzerne",
            Sector::Government => "Öffentlicher Dienst",
            Sector::Nonprofit => "Gemeinnützige Organisationen",
            Sector::Other => "Andere Branchen",
        },
        ApplicationGroup::Seniority(seniority) => match seniority {
            Seniority::Entry => "Einstiegsstellen",
            Seniority::Mid => "Stellen mittlerer Stufe",
            Seniority::Senior => "Stellen für Erfahrene",
            Seniority::Executive => "Führungspositionen",
        },
        ApplicationGroup::Country(_) => "Land unbekannt",
        ApplicationGroup::Stage(kind) => match kind {
            InterviewKind::Screening => "Nach einem Kennenlerngespräch",
            InterviewKind::Technical => "Nach einem Fachgespräch",
            InterviewKind::Behavioral => "Nach einem Gespräch zur Arbeitsweise",
            InterviewKind::Panel => "Nach einem Gespräch mit mehreren Personen",
            InterviewKind::Assignment => "Nach einer Aufgabe",
            InterviewKind::Final => "Nach einem Abschlussgespräch",
            InterviewKind::Other => "Nach einem anderen Gespräch",
        },
        ApplicationGroup::Channel(channel) => match channel {
            Some(CommunicationChannel::Email) => "Erste Nachricht per E-Mail",
            Some(CommunicationChannel::Phone) => "Erste Nachricht telefonisch",
            Some(CommunicationChannel::Linkedin) => "Erste Nachricht über LinkedIn",
            Some(CommunicationChannel::Letter) => "Erste Nachricht per Brief",
            Some(CommunicationChannel::Other) => "Erste Nachricht auf anderem Weg",
            None => "Keine Nachricht vor einer Antwort",
        },
    }
}
