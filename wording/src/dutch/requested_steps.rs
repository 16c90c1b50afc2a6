//! Why steps outside the sequence are in the plan: deadlines, questions, outcomes.

use planning::reason::RequestedStepReason as Reason;

use super::time::{Day, Time};
use crate::parts::add;

pub(super) fn requested_step(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Respond { deadline, write_on } => add!(
            out,
            "De werkgever verwacht uiterlijk ",
            Time(deadline),
            " bericht van u. Schrijf op ",
            Day(write_on),
            ", zodat er niets tussenkomt."
        ),
        Reason::RespondPutOff { deadline, write_on } => add!(
            out,
            "De werkgever verwacht uiterlijk ",
            Time(deadline),
            " bericht van u. U hebt dit uitgesteld tot ",
            Day(write_on),
            "; schrijf dan."
        ),
        Reason::Answer { asked_at, answer_on } => add!(
            out,
            "De werkgever heeft u op ",
            Time(asked_at),
            " iets gevraagd. Antwoord voor het einde van de volgende werkdag, dus uiterlijk ",
            Day(answer_on),
            "."
        ),
        Reason::AnswerPutOff { postponed_until, answer_on } => add!(
            out,
            "De werkgever heeft u iets gevraagd. Gewoonlijk antwoordt men voor het einde van de volgende werkdag. U hebt \
             dit uitgesteld tot ",
            Time(postponed_until),
            "; antwoord dus uiterlijk ",
            Day(answer_on),
            "."
        ),
        Reason::NobodyCame { by, ask_on } => add!(
            out,
            "Op ",
            Time(by),
            " was er niemand verschenen. Vraag uiterlijk ",
            Day(ask_on),
            " beleefd om een nieuwe afspraak."
        ),
        Reason::NobodyCamePutOff { postponed_until, ask_on } => add!(
            out,
            "Er is niemand verschenen. U hebt dit uitgesteld tot ",
            Time(postponed_until),
            "; vraag dus uiterlijk ",
            Day(ask_on),
            " beleefd om een nieuwe afspraak."
        ),
        Reason::RejectionThanks { until } => {
            add!(out, "Beleefde dank na een afwijzing houdt de deur open: stuur die uiterlijk ", Time(until), ".");
        }
        Reason::OfferThanks { until } => {
            add!(out, "Bedank binnen 24 uur voor het aanbod, dus uiterlijk ", Time(until), ".");
        }
        Reason::OfferThanksPutOff { until } => {
            add!(out, "Gewoonlijk bedankt men binnen 24 uur voor een aanbod; hier uiterlijk ", Time(until), ".");
        }
        Reason::OtherJobTaken { until } => add!(
            out,
            "U hebt een andere functie aangenomen. Trek uw sollicitatie vriendelijk en spoedig in, uiterlijk ",
            Time(until),
            "."
        ),
        Reason::OtherJobTakenPutOff { until } => add!(
            out,
            "U hebt een andere functie aangenomen. Trek uw sollicitatie vriendelijk in, uiterlijk ",
            Time(until),
            "."
        ),
        Reason::Withdrawal { until } => {
            add!(out, "Als de functie niet bij u past, zeg dat dan beleefd, uiterlijk ", Time(until), ".");
        }
        Reason::StayInTouch { around } => add!(
            out,
            "Ook zonder de functie loont het om in contact te blijven, met weinig berichten. Schrijf rond ",
            Day(around),
            "."
        ),
        Reason::CompetingOffer { until } => add!(
            out,
            "U hebt een ander aanbod, en deze werkgever beslist nog. Zeg het hem open, uiterlijk ",
            Time(until),
            ", zodat hij nog iets kan doen."
        ),
        Reason::OfferResponse { deadline } => {
            add!(out, "De werkgever verwacht uiterlijk ", Time(deadline), " een antwoord op het aanbod.");
        }
    }
}
