//! Why thanks go out when they do.

use super::{
    Reasons,
    people::bounced,
    words::{Day, People, Time, who},
};
use crate::{
    context::Context,
    facts::{Communication, Medium, Purpose},
    ledger::rule,
    origin::Origin,
    thank_yous::ThankYou,
};

pub(crate) fn thank_you(context: &Context, thanks: &ThankYou) -> Reasons {
    let mut reasons = Reasons::new();
    let whom = who(thanks.contact, if thanks.for_anyone { "your contact" } else { "your interviewer" });
    let closes = Time(thanks.window.closes);
    match context.origin {
        Origin::Consensus => {
            let within = format!("Thank {whom} with a personal note within 24 hours of the interview, by {closes}.");
            reasons.cite(rule::BALANCE_THANKS_1, within);
            let best = format!(
                "A thank-you does most while the conversation is fresh, best at {}.",
                Time(thanks.window.ideal)
            );
            reasons.cite(rule::DREAM_THANKS_1, best);
            let first = "This is only a thank-you: asking how things stand comes later.";
            reasons.cite(rule::CALL_THANKS_1, first);
            late(&mut reasons, thanks);
        }
        Origin::Balance => {
            let text = format!("Thank {whom} with a personal note within 24 hours of the interview, by {closes}.");
            reasons.cite(rule::BALANCE_THANKS_1, text);
        }
        Origin::Dream => {
            let text = format!("Send {whom} a thank-you e-mail within about 24 hours, by {closes}.");
            reasons.cite(rule::DREAM_THANKS_1, text);
        }
        Origin::Call => {
            let text = format!("Thank {whom} within 24 hours, by {closes}; asking how things stand comes later.");
            reasons.cite(rule::CALL_THANKS_1, text);
        }
        Origin::Channels => {
            let text = format!("Thank {whom} within two or three days of the interview, by {closes}.");
            reasons.cite(rule::CHANNELS_INPERSON_1, text);
        }
        Origin::Timeframe => {
            let text = format!(
                "The follow-up has to wait for the employer's date, so thank {whom} separately, by {}.",
                Day(thanks.window.closes.date_naive())
            );
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
        }
        Origin::Own => {
            let text = format!("The playbook \"{}\" thanks {whom} by {closes}.", context.playbook.key);
            reasons.choose(rule::BALANCE_THANKS_1, text);
        }
    }
    if thanks.sent.is_none() {
        let to = thanks.contact.map(|contact| &contact.id);
        let same_person = |sent: &Communication| sent.contact_id.is_none() || sent.contact_id.as_ref() == to;
        bounced(context, &mut reasons, |sent| {
            sent.purpose == Purpose::ThankYou && sent.at >= thanks.interview.ends_at && same_person(sent)
        });
    }
    if !thanks.pass_on_to.is_empty() {
        let others = People(&thanks.pass_on_to);
        let text = format!("You have no way to reach {others} directly, so ask {whom} to pass your thanks on.");
        reasons.cite(rule::CHANNELS_CONTACT_1, text);
    }
    reasons
}

/// How late is too late: the articles name different limits.
fn late(reasons: &mut Reasons, thanks: &ThankYou) {
    if thanks.acceptable_until <= thanks.window.closes {
        return;
    }
    let until = Day(thanks.acceptable_until.date_naive());
    if thanks.interview.medium == Medium::InPerson {
        let text = format!(
            "After a meeting in person a thank-you is still welcome for two to three days, until {until}, but sooner is better."
        );
        reasons.cite(rule::CHANNELS_INPERSON_1, text);
    } else {
        let text = format!("If you miss that, a late thank-you is still welcome until {until}.");
        reasons.cite(rule::TIMEFRAME_WAIT_1, text);
    }
}
