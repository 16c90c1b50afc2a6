//! Why thanks go out when they do.

use std::borrow::Cow;

use planning::reason::{ThankYouReason as Reason, ThankedPerson, UsualThanks};

use super::{
    CLDR, Quoted, name_or,
    time::{Day, Time},
};
use crate::parts::add;

pub(super) fn thank_you(reason: &Reason, out: &mut String) {
    match reason {
        Reason::Within24Hours { to, until } => add!(
            out,
            "Bedank ",
            thanked_name(*to),
            " persoonlijk binnen 24 uur na het gesprek, dus uiterlijk ",
            Time(*until),
            "."
        ),
        Reason::BestWhileFresh { best_at } => {
            add!(out, "Dank werkt het best zolang het gesprek vers is, bij voorkeur op ", Time(*best_at), ".");
        }
        Reason::OnlyThanks => add!(out, "Dit is alleen dank: naar de stand van zaken vraagt u later."),
        Reason::EmailWithin24Hours { to, until } => add!(
            out,
            "Stuur ",
            thanked_name(*to),
            " binnen ongeveer 24 uur een e-mail met dank, dus uiterlijk ",
            Time(*until),
            "."
        ),
        Reason::Within24HoursOnlyThanks { to, until } => add!(
            out,
            "Bedank ",
            thanked_name(*to),
            " binnen 24 uur, dus uiterlijk ",
            Time(*until),
            "; naar de stand van zaken vraagt u later."
        ),
        Reason::WithinThreeDays { to, until } => add!(
            out,
            "Bedank ",
            thanked_name(*to),
            " binnen twee of drie dagen na het gesprek, dus uiterlijk ",
            Time(*until),
            "."
        ),
        Reason::BeforeStatedDate { to, until } => add!(
            out,
            "De vraag naar het besluit moet wachten op de datum van de werkgever. Bedank ",
            thanked_name(*to),
            " daarom apart, uiterlijk ",
            Day(*until),
            "."
        ),
        Reason::OwnPlaybook { playbook, to, until } => add!(
            out,
            "Volgens het draaiboek ",
            Quoted(playbook),
            " bedankt u ",
            thanked_name(*to),
            " uiterlijk ",
            Time(*until),
            "."
        ),
        Reason::Postponed { usual, postponed_until, to, until } => add!(
            out,
            "Voor een gesprek bedankt men gewoonlijk ",
            usual_time(*usual),
            ". U hebt dit uitgesteld tot ",
            Time(*postponed_until),
            ". Bedank ",
            thanked_name(*to),
            " dus uiterlijk ",
            Time(*until),
            "."
        ),
        Reason::NoFurtherDelay => {
            add!(out, "Dank werkt het best zolang het gesprek vers is. Stel die niet verder uit.");
        }
        Reason::WelcomeAfterMeeting { until, has_days_off } => add!(
            out,
            "Na een ontmoeting ter plaatse is dank nog twee tot drie dagen welkom, ",
            if *has_days_off { "met de vrije dagen " } else { "" },
            "tot en met ",
            Day(*until),
            ". Eerder is beter."
        ),
        Reason::WelcomeLate { until } => {
            add!(out, "Lukt dat niet, dan is late dank tot en met ", Day(*until), " nog welkom.");
        }
        Reason::PassOn { to, others } => {
            let others: Vec<_> =
                others.iter().map(|contact| name_or(Some(contact), "nog iemand uit het gesprek")).collect();
            add!(
                out,
                "Deze mensen bereikt u niet rechtstreeks: ",
                CLDR.and_list(&others),
                ". Vraag daarom ",
                thanked_name(*to),
                " uw dank over te brengen."
            );
        }
    }
}

fn thanked_name(thanked: ThankedPerson<'_>) -> Cow<'_, str> {
    name_or(thanked.contact, if thanked.for_anyone { "uw contactpersoon" } else { "uw gesprekspartner" })
}

const fn usual_time(usual: UsualThanks) -> &'static str {
    match usual {
        UsualThanks::Within24Hours => "binnen 24 uur",
        UsualThanks::WithinAbout24Hours => "binnen ongeveer 24 uur",
        UsualThanks::WithinThreeDays => "binnen twee of drie dagen",
        UsualThanks::WithinDays => "binnen enkele dagen",
        UsualThanks::Sooner => "eerder",
    }
}
