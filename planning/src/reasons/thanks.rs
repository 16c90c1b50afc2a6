//! Why thanks go out when they do.

use chrono::TimeDelta;

use super::{
    Reasons, is_put_off,
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
        _ if is_put_off(thanks.decision, thanks.window) => put_off(context, &mut reasons, thanks),
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

/// What is left to say of thanks that the candidate put off: the usual limit, and the own one.
fn put_off(context: &Context, reasons: &mut Reasons, thanks: &ThankYou) {
    let whom = who(thanks.contact, if thanks.for_anyone { "your contact" } else { "your interviewer" });
    let (usual, rule) = match context.origin {
        Origin::Consensus | Origin::Balance => ("within 24 hours", rule::BALANCE_THANKS_1),
        Origin::Dream => ("within about 24 hours", rule::DREAM_THANKS_1),
        Origin::Call => ("within 24 hours", rule::CALL_THANKS_1),
        Origin::Channels => ("within two or three days", rule::CHANNELS_INPERSON_1),
        Origin::Timeframe => ("within a few days", rule::TIMEFRAME_WAIT_1),
        Origin::Own => ("sooner", rule::BALANCE_THANKS_1),
    };
    let (opens, closes) = (Time(thanks.window.opens), Time(thanks.window.closes));
    let text = format!(
        "Usually one thanks for an interview {usual}. You put this off until {opens}, so thank {whom} by {closes}."
    );
    if context.origin == Origin::Own {
        reasons.choose(rule, text);
    } else {
        reasons.cite(rule, text);
    }
    if context.origin == Origin::Consensus {
        let text = "A thank-you does most while the conversation is fresh, so don't put it off any further.";
        reasons.cite(rule::DREAM_THANKS_1, text);
        reasons.cite(rule::CALL_THANKS_1, "This is only a thank-you: asking how things stand comes later.");
        late(reasons, thanks);
    }
}

/// How late is too late: the articles name different limits.
fn late(reasons: &mut Reasons, thanks: &ThankYou) {
    if thanks.acceptable_until <= thanks.window.closes {
        return;
    }
    let until = Day(thanks.acceptable_until.date_naive());
    // The three business days of the limit are more days where some are off.
    let is_longer = thanks.acceptable_until.to_utc() - *thanks.interview.ends_at > TimeDelta::days(4);
    if thanks.interview.medium == Medium::InPerson && is_longer {
        let text = format!(
            "After a meeting in person a thank-you is still welcome for two to three days, with the days off until {until}, \
             but sooner is better."
        );
        reasons.cite(rule::CHANNELS_INPERSON_1, text);
    } else if thanks.interview.medium == Medium::InPerson {
        let text = format!(
            "After a meeting in person a thank-you is still welcome for two to three days, until {until}, but sooner is better."
        );
        reasons.cite(rule::CHANNELS_INPERSON_1, text);
    } else {
        let text = format!("If you miss that, a late thank-you is still welcome until {until}.");
        reasons.cite(rule::TIMEFRAME_WAIT_1, text);
    }
}
