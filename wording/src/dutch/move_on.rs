//! Why it is time to move on.

use planning::reason::MoveOnReason as Reason;

use super::{Quoted, time::Day};
use crate::parts::add;

pub(super) fn move_on(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::PartOnGoodTerms { on, asked } => add!(
            out,
            "Komt er uiterlijk ",
            Day(on),
            answer(asked),
            ", richt u zich dan op andere functies, en blijf vriendelijk."
        ),
        Reason::OtherOpenings { asked: false } => {
            add!(out, "Blijft nieuws uit, dan is uw moeite bij andere functies beter besteed.");
        }
        Reason::OtherOpenings { asked: true } => {
            add!(out, "Blijven meerdere berichten onbeantwoord, dan is uw moeite bij andere functies beter besteed.");
        }
        Reason::SomeAdviseTwoWeeks { on, asked: false } => add!(
            out,
            "Sommigen raden aan zich na twee weken zonder nieuws op andere functies te richten. Wacht niet langer dan tot \
             en met ",
            Day(on),
            "."
        ),
        Reason::SomeAdviseTwoWeeks { on, asked: true } => add!(
            out,
            "Sommigen raden aan zich na twee weken op andere functies te richten. Uw laatste bericht heeft nog tijd nodig: \
             wacht tot en met ",
            Day(on),
            "."
        ),
        Reason::AfterFollowUps { on } => add!(
            out,
            "Na een of twee vragen zonder antwoord richt u zich uiterlijk ",
            Day(on),
            " op andere functies; blijf daarbij vriendelijk."
        ),
        Reason::OneFollowUpIsEnough { on, asked: false } => add!(
            out,
            "Eén keer bedanken en één keer vragen is genoeg. Komt er uiterlijk ",
            Day(on),
            " geen nieuws, richt u zich dan op andere functies."
        ),
        Reason::OneFollowUpIsEnough { on, asked: true } => add!(
            out,
            "Eén keer bedanken en één keer vragen is genoeg. Geef de werkgever tot en met ",
            Day(on),
            " de tijd om te antwoorden."
        ),
        Reason::SecondWeek { on } => add!(
            out,
            "Als u op ",
            Day(on),
            ", dus in de tweede week, niets hebt gehoord, richt u zich dan op andere functies."
        ),
        Reason::UsuallySecondWeek { on } => add!(
            out,
            "Gewoonlijk richt men zich in de tweede week zonder antwoord op andere functies; hier op ",
            Day(on),
            "."
        ),
        Reason::TurnElsewhere { on, asked: false } => {
            add!(out, "Komt er uiterlijk ", Day(on), " geen nieuws, richt u zich dan op andere functies.");
        }
        Reason::TurnElsewhere { on, asked: true } => {
            add!(out, "Heeft uiterlijk ", Day(on), " niemand geantwoord, richt u zich dan op andere functies.");
        }
        Reason::LeaveItAtThat { on, asked } => add!(
            out,
            "Stuur niet het ene bericht na het andere. Komt er uiterlijk ",
            Day(on),
            answer(asked),
            ", laat het daar dan bij."
        ),
        Reason::OwnPlaybook { playbook, on } => {
            add!(out, "Volgens het draaiboek ", Quoted(playbook), " richt u zich op ", Day(on));
            add!(out, " op andere werkgevers.");
        }
    }
}

/// The answer or news that didn't come, depending on whether the candidate asked.
const fn answer(asked: bool) -> &'static str {
    if asked { " geen antwoord" } else { " geen bericht" }
}
