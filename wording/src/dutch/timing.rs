//! Sentences for `TimingReason` and `PostponementNote`.

use planning::reason::{PostponementNote, TimingReason as Reason};

use super::{
    time::{Day, Time},
    wait_start,
};
use crate::parts::add;

pub(super) fn timing(reason: &Reason, out: &mut String) {
    match *reason {
        Reason::InterviewMissed { on } => add!(
            out,
            "De werkgever is op ",
            Day(on),
            " niet bij het gesprek verschenen, en sindsdien ligt de procedure stil. Vraag beleefd naar de stand van zaken."
        ),
        Reason::StatedDate { stated, opens } => {
            add!(
                out,
                "De werkgever wil uiterlijk ",
                Day(stated),
                " beslissen. Schrijf dus niet voor ",
                Day(opens),
                "."
            );
        }
        Reason::NotBeforeStatedDate { stated } => {
            add!(out, "Neem geen contact op voor ", Day(stated), ": die datum heeft de werkgever genoemd.");
        }
        Reason::StatedDatePasses { stated } => {
            add!(
                out,
                "Hoort u uiterlijk ",
                Day(stated),
                " niets, schrijf dan. Misschien is het alleen aan de aandacht ontsnapt."
            );
        }
        Reason::AskAfterStatedDate { stated } => add!(
            out,
            "Komt er uiterlijk ",
            Day(stated),
            " geen bericht, dan vraagt één kort en beleefd bericht naar de stand van zaken."
        ),
        Reason::StatedDateIsSoon { since } => add!(
            out,
            "De genoemde datum valt kort na ",
            wait_start(since),
            ". Laat daarna twee werkdagen voorbijgaan voordat u iets vraagt."
        ),
        Reason::NoCheckInYet { since } => add!(
            out,
            "Sinds ",
            wait_start(since),
            " heeft de werkgever nog geen vraag van u ontvangen. Dit is dus een eerste beleefde vraag naar de stand van \
             zaken."
        ),
        Reason::OneLateMessage { until } => add!(
            out,
            "De werkgever heeft nog geen vraag van u ontvangen. Eén kort bericht is tot en met ",
            Day(until),
            " nog mogelijk."
        ),
        Reason::OneAWeek { sent_on, opens } => add!(
            out,
            "Eén bericht per week is genoeg. Het laatste ging op ",
            Day(sent_on),
            " uit; dit wacht daarom tot ",
            Day(opens),
            "."
        ),
        Reason::OneAWeekAfterThanks { thanks_on, opens } => add!(
            out,
            "Eén bericht per week is genoeg. De dank gaat bij voorkeur op ",
            Day(thanks_on),
            " uit; dit bericht wacht daarom tot ",
            Day(opens),
            "."
        ),
        Reason::SeveralAWeek { opens } => {
            add!(out, "Meerdere berichten in één week zijn te veel. Dit wacht daarom tot ", Day(opens), ".");
        }
        Reason::EmployerWaits { until, opens } => add!(
            out,
            "De werkgever verwacht uiterlijk ",
            Day(until),
            " bericht van u. Vraag daarom niet voor ",
            Day(opens),
            " naar nieuws."
        ),
    }
}

pub(super) fn postponement(postponement: PostponementNote, out: &mut String) {
    match postponement {
        PostponementNote::MessageUntil(until) => add!(out, "U hebt dit bericht uitgesteld tot ", Day(until), "."),
        PostponementNote::StepUntil(until) => add!(out, "U hebt dit uitgesteld tot ", Time(until), "."),
        PostponementNote::DayInReason => add!(out, "Deze dag hebt u zelf gekozen."),
    }
}
