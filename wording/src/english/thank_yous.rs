//! Why thanks go out when they do.

use std::borrow::Cow;

use planning::reason::{ThankYouReason as Reason, ThankedPerson, UsualThanks};

use super::{
    CLDR, name_or,
    time::{Day, Time},
};
use crate::parts::add;

pub(super) fn thank_you(reason: &Reason, out: &mut String) {
    match reason {
        Reason::Within24Hours { to, until } => add!(
            out,
            "Thank ",
            thanked_name(*to),
            " with a personal note within 24 hours of the interview, by ",
            Time(*until),
            "."
        ),
        Reason::BestWhileFresh { best_at } => {
            add!(out, "A thank-you does most while the conversation is fresh, best at ", Time(*best_at), ".");
        }
        Reason::OnlyThanks => add!(out, "This is only a thank-you: asking how things stand comes later."),
        Reason::EmailWithin24Hours { to, until } => {
            add!(out, "Send ", thanked_name(*to), " a thank-you e-mail within about 24 hours, by ", Time(*until), ".");
        }
        Reason::Within24HoursOnlyThanks { to, until } => add!(
            out,
            "Thank ",
            thanked_name(*to),
            " within 24 hours, by ",
            Time(*until),
            "; asking how things stand comes later."
        ),
        Reason::WithinThreeDays { to, until } => {
            add!(
                out,
                "Thank ",
                thanked_name(*to),
                " within two or three days of the interview, by ",
                Time(*until),
                "."
            );
        }
        Reason::BeforeStatedDate { to, until } => add!(
            out,
            "The follow-up has to wait for the employer's date, so thank ",
            thanked_name(*to),
            " separately, by ",
            Day(*until),
            "."
        ),
        Reason::OwnPlaybook { playbook, to, until } => {
            add!(out, "The playbook \"", playbook, "\" thanks ", thanked_name(*to), " by ", Time(*until), ".");
        }
        Reason::Postponed { usual, postponed_until, to, until } => add!(
            out,
            "Usually one thanks for an interview ",
            usual_time(*usual),
            ". You put this off until ",
            Time(*postponed_until),
            ", so thank ",
            thanked_name(*to),
            " by ",
            Time(*until),
            "."
        ),
        Reason::NoFurtherDelay => {
            add!(out, "A thank-you does most while the conversation is fresh, so don't put it off any further.");
        }
        Reason::WelcomeAfterMeeting { until, has_days_off } => add!(
            out,
            "After a meeting in person a thank-you is still welcome for two to three days, ",
            if *has_days_off { "with the days off until " } else { "until " },
            Day(*until),
            ", but sooner is better."
        ),
        Reason::WelcomeLate { until } => {
            add!(out, "If you miss that, a late thank-you is still welcome until ", Day(*until), ".");
        }
        Reason::PassOn { to, others } => {
            let others: Vec<_> = others.iter().map(|contact| name_or(Some(contact), "another interviewer")).collect();
            add!(
                out,
                "You have no way to reach ",
                CLDR.and_list(&others),
                " directly, so ask ",
                thanked_name(*to),
                " to pass your thanks on."
            );
        }
    }
}

fn thanked_name(thanked: ThankedPerson<'_>) -> Cow<'_, str> {
    name_or(thanked.contact, if thanked.for_anyone { "your contact" } else { "your interviewer" })
}

fn usual_time(usual: UsualThanks) -> &'static str {
    match usual {
        UsualThanks::Within24Hours => "within 24 hours",
        UsualThanks::WithinAbout24Hours => "within about 24 hours",
        UsualThanks::WithinThreeDays => "within two or three days",
        UsualThanks::WithinDays => "within a few days",
        UsualThanks::Sooner => "sooner",
    }
}
