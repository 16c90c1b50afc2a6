//! Sentences about how long employers take.

use icu_plurals::PluralCategory;
use planning::{
    facts::{CommunicationChannel, InterviewKind, Sector, Seniority},
    survival::Quantile,
};

use super::{CLDR, English};
use crate::{ApplicationGroup, StatisticsLanguage, WaitingTime, parts::text};

impl StatisticsLanguage for English {
    fn statistics_title(&self) -> String {
        "How long employers take to answer after the last interview".to_owned()
    }

    fn statistics_days(&self) -> String {
        "Days after the interview".to_owned()
    }

    fn statistics_share(&self) -> String {
        "Share that still waits for an answer".to_owned()
    }

    fn statistics_band(&self) -> String {
        "The area around a curve is its 95 % confidence band, for each day by itself.".to_owned()
    }

    fn statistics_nothing(&self, needed: u64) -> String {
        format!("There are too few applications to show anything: {needed} are needed.")
    }

    fn statistics_withheld(&self, groups: u64, applications: u64, needed: u64) -> String {
        match (plural(groups), plural(applications)) {
            (PluralCategory::One, PluralCategory::One) => {
                format!("One group with one application isn't shown, because {needed} are needed.")
            }
            (PluralCategory::One, _) => {
                format!("One group with {applications} applications isn't shown, because {needed} are needed.")
            }
            _ => format!(
                "{groups} groups with {applications} applications between them aren't shown, because {needed} are \
                 needed in each."
            ),
        }
    }

    fn statistics_undrawn(&self, groups: u64) -> String {
        match plural(groups) {
            PluralCategory::One => "One more group isn't drawn.".to_owned(),
            _ => format!("{groups} more groups aren't drawn."),
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
        let name = self.statistics_group(group);
        match median {
            Quantile { day: None, .. } => {
                text!(name, " (", count(applications), "): not yet half were answered within the days seen.")
            }
            Quantile { day: Some(day), lower: Some(lower), upper: Some(upper) } => text!(
                name,
                " (",
                count(applications),
                "): half were answered within ",
                days(day),
                " (95 % confidence: ",
                lower,
                " to ",
                days(upper),
                ")."
            ),
            Quantile { day: Some(day), lower: Some(lower), upper: None } => text!(
                name,
                " (",
                count(applications),
                "): half were answered within ",
                days(day),
                " (95 % confidence: at least ",
                days(lower),
                ")."
            ),
            Quantile { day: Some(day), lower: None, .. } => {
                text!(name, " (", count(applications), "): half were answered within ", days(day), ".")
            }
        }
    }
}

fn plural(number: u64) -> PluralCategory {
    CLDR.plural(u32::try_from(number).unwrap_or(u32::MAX))
}

fn count(applications: u64) -> String {
    match plural(applications) {
        PluralCategory::One => "one application".to_owned(),
        _ => format!("{applications} applications"),
    }
}

fn days(number: u32) -> String {
    match CLDR.plural(number) {
        PluralCategory::One => "one day".to_owned(),
        _ => format!("{number} days"),
    }
}

fn name(group: ApplicationGroup) -> &'static str {
    match group {
        ApplicationGroup::All => "All applications",
        ApplicationGroup::Sector(sector) => match sector {
            Sector::Startup => "Start-ups",
            Sector::Corporate => "Corporations",
            Sector::Government => "Government",
            Sector::Nonprofit => "Non-profits",
            Sector::Other => "Other sectors",
        },
        ApplicationGroup::Seniority(seniority) => match seniority {
            Seniority::Entry => "Entry level",
            Seniority::Mid => "Middle level",
            Seniority::Senior => "Senior level",
            Seniority::Executive => "Executive level",
        },
        ApplicationGroup::Country(_) => "Country unknown",
        ApplicationGroup::Stage(kind) => match kind {
            InterviewKind::Screening => "After a screening",
            InterviewKind::Technical => "After a technical interview",
            InterviewKind::Behavioral => "After a behavioural interview",
            InterviewKind::Panel => "After a panel interview",
            InterviewKind::Assignment => "After an assignment",
            InterviewKind::Final => "After a final interview",
            InterviewKind::Other => "After another interview",
        },
        ApplicationGroup::Channel(channel) => match channel {
            Some(CommunicationChannel::Email) => "First message by e-mail",
            Some(CommunicationChannel::Phone) => "First message by phone",
            Some(CommunicationChannel::Linkedin) => "First message on LinkedIn",
            Some(CommunicationChannel::Letter) => "First message by letter",
            Some(CommunicationChannel::Other) => "First message by another channel",
            None => "No message sent before an answer",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_about_a_wait_has_the_known_limits() {
        let told = |day, lower, upper| {
            let median = Quantile { day, lower, upper };
            English.statistics_wait(&WaitingTime { group: ApplicationGroup::All, applications: 57, median })
        };
        assert_eq!(
            told(Some(9), Some(7), Some(12)),
            "All applications (57 applications): half were answered within 9 days (95 % confidence: 7 to 12 days)."
        );
        assert!(told(Some(9), Some(1), None).ends_with("(95 % confidence: at least one day)."));
        assert!(told(None, Some(7), None).ends_with("not yet half were answered within the days seen."));
        assert_eq!(
            English.statistics_withheld(1, 1, 20),
            "One group with one application isn't shown, because 20 are needed."
        );
    }
}
