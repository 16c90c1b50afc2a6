//! Why thanks go out when they do.

use std::borrow::Cow;

use planning::reason::{ThankYouReason as Reason, ThankedPerson, UsualThanks};

use super::{Case, German, dative_name_or};
use crate::parts::add;

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn thank_you(german: German, reason: &Reason, out: &mut String) {
    match reason {
        Reason::Within24Hours { to, until } => add!(
            out,
            "Danken Sie ",
            thanked_dative(*to),
            " persönlich innerhalb von 24 Stunden nach dem Gespräch, also ",
            german.until_time(*until),
            "."
        ),
        Reason::BestWhileFresh { best_at } => add!(
            out,
            "Ein Dank wirkt am meisten, solange das Gespräch frisch ist, am besten ",
            german.at(*best_at),
            "."
        ),
        Reason::OnlyThanks => add!(out, "Dies ist nur ein Dank: Nach dem Stand fragen Sie später."),
        Reason::EmailWithin24Hours { to, until } => add!(
            out,
            "Schicken Sie ",
            thanked_dative(*to),
            " innerhalb von etwa 24 Stunden eine Dank-E-Mail, also ",
            german.until_time(*until),
            "."
        ),
        Reason::Within24HoursOnlyThanks { to, until } => add!(
            out,
            "Danken Sie ",
            thanked_dative(*to),
            " innerhalb von 24 Stunden, also ",
            german.until_time(*until),
            "; nach dem Stand fragen Sie später."
        ),
        Reason::WithinThreeDays { to, until } => add!(
            out,
            "Danken Sie ",
            thanked_dative(*to),
            " innerhalb von zwei oder drei Tagen nach dem Gespräch, also ",
            german.until_time(*until),
            "."
        ),
        Reason::BeforeStatedDate { to, until } => add!(
            out,
            "Die Nachfrage muss bis zum Termin des Arbeitgebers warten. Danken Sie ",
            thanked_dative(*to),
            " daher gesondert, ",
            german.until(*until),
            "."
        ),
        Reason::OwnPlaybook { playbook, to, until } => {
            let [open, close] = german.quotes();
            add!(
                out,
                "Der Ablaufplan ",
                open,
                playbook,
                close,
                " sieht vor: Danken Sie ",
                thanked_dative(*to),
                " ",
                german.until_time(*until),
                "."
            );
        }
        Reason::Postponed { usual, postponed_until, to, until } => add!(
            out,
            "Für ein Gespräch dankt man gewöhnlich ",
            usual_time(*usual),
            ". Sie haben das ",
            german.until_time(*postponed_until),
            ", aufgeschoben. Danken Sie ",
            thanked_dative(*to),
            " also ",
            german.until_time(*until),
            "."
        ),
        Reason::NoFurtherDelay => {
            add!(out, "Ein Dank wirkt am meisten, solange das Gespräch frisch ist. Schieben Sie ihn nicht weiter auf.");
        }
        Reason::WelcomeAfterMeeting { until, has_days_off } => add!(
            out,
            "Nach einem persönlichen Treffen ist ein Dank noch zwei bis drei Tage willkommen, ",
            if *has_days_off { "mit den freien Tagen " } else { "" },
            german.until(*until),
            ". Früher ist besser."
        ),
        Reason::WelcomeLate { until } => {
            add!(out, "Wenn Sie das nicht schaffen, ist ein später Dank ", german.until(*until), ", noch willkommen.");
        }
        Reason::PassOn { to, others } => {
            let others: Vec<_> = others
                .iter()
                .map(|contact| {
                    super::name(contact, Case::Nominative)
                        .unwrap_or(Cow::Borrowed("eine weitere Person aus dem Gespräch"))
                })
                .collect();
            add!(
                out,
                "Diese Personen erreichen Sie nicht direkt: ",
                german.cldr().and_list(&others),
                ". Bitten Sie daher ",
                thanked_accusative(*to),
                ", Ihren Dank auszurichten."
            );
        }
    }
}

/// In the dative.
fn thanked_dative(thanked: ThankedPerson<'_>) -> Cow<'_, str> {
    dative_name_or(
        thanked.contact,
        if thanked.for_anyone { "Ihrer Kontaktperson" } else { "der Person, die das Gespräch geführt hat," },
    )
}

/// In the accusative.
fn thanked_accusative(thanked: ThankedPerson<'_>) -> Cow<'_, str> {
    super::accusative_name_or(
        thanked.contact,
        if thanked.for_anyone { "Ihre Kontaktperson" } else { "die Person, die das Gespräch geführt hat" },
    )
}

const fn usual_time(usual: UsualThanks) -> &'static str {
    match usual {
        UsualThanks::Within24Hours => "innerhalb von 24 Stunden",
        UsualThanks::WithinAbout24Hours => "innerhalb von etwa 24 Stunden",
        UsualThanks::WithinThreeDays => "innerhalb von zwei oder drei Tagen",
        UsualThanks::WithinDays => "innerhalb weniger Tage",
        UsualThanks::Sooner => "früher",
    }
}
