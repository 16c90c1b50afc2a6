//! Why thanks go out when they do.

use super::{
    Reasons,
    words::{Day, People, Time, who},
};
use crate::{context::Context, facts::Medium, ledger::rule, origin::Origin, thank_yous::ThankYou};

pub(crate) fn thank_you(context: &Context, thanks: &ThankYou) -> Reasons {
    let mut reasons = Reasons::new();
    let whom = who(thanks.contact, if thanks.for_anyone { "your contact" } else { "your interviewer" });
    let closes = Time(thanks.window.closes);
    match context.origin {
        Origin::Consensus => {
            let within = format!("Thank {whom} with a personal note within 24 hours of the interview, by {closes}.");
            reasons.cite(rule::BALANCE_THANKS_1, within);
            let best =
                format!("The e-mail of thanks does best while the talk is fresh, at {}.", Time(thanks.window.ideal));
            reasons.cite(rule::DREAM_THANKS_1, best);
            let first = "The thanks are a first step and no follow-up: asking how things stand comes later.";
            reasons.cite(rule::CALL_THANKS_1, first);
            late(&mut reasons, thanks);
        }
        Origin::Balance => {
            let text = format!("Thank {whom} with a personal note within 24 hours of the interview, by {closes}.");
            reasons.cite(rule::BALANCE_THANKS_1, text);
        }
        Origin::Dream => {
            let text = format!("The e-mail of thanks to {whom} goes out within about 24 hours, by {closes}.");
            reasons.cite(rule::DREAM_THANKS_1, text);
        }
        Origin::Call => {
            let text = format!("Thank {whom} by {closes}, within 24 hours; it is a first step, not a follow-up.");
            reasons.cite(rule::CALL_THANKS_1, text);
        }
        Origin::Channels => {
            let text = format!("Two or three days after the interview are in time to thank {whom}: until {closes}.");
            reasons.cite(rule::CHANNELS_INPERSON_1, text);
        }
        Origin::Timeframe => {
            let text = format!(
                "The follow-up has to wait for the employer's date, so the thanks to {whom} go out alone after two to \
                 three business days, by {}.",
                Day(thanks.window.closes.date_naive())
            );
            reasons.cite(rule::TIMEFRAME_WAIT_1, text);
        }
        Origin::Own => {
            let text = format!(
                "The playbook \"{}\" wants {whom} thanked by {closes}; that figure is its own.",
                context.playbook.key
            );
            reasons.choose(rule::BALANCE_THANKS_1, text);
        }
    }
    if !thanks.pass_on_to.is_empty() {
        let others = People(&thanks.pass_on_to);
        let text = format!("There is no way to reach {others} directly, so ask {whom} to pass your thanks on.");
        reasons.cite(rule::CHANNELS_CONTACT_1, text);
    }
    reasons
}

/// Where the articles disagree on how late is too late.
fn late(reasons: &mut Reasons, thanks: &ThankYou) {
    if thanks.acceptable_until <= thanks.window.closes {
        return;
    }
    let until = Day(thanks.acceptable_until.date_naive());
    if thanks.interview.medium == Medium::InPerson {
        let text = format!(
            "After meeting face to face the article \"Four channels\" allows two to three days; it gives way to the \
             others' 24 hours, because sooner is never wrong, but a late note is still welcome until {until}."
        );
        reasons.cite(rule::CHANNELS_INPERSON_1, text);
    } else {
        let text = format!(
            "The article \"Optimal timeframe\" lets the thanks wait for a follow-up after two to three business days; \
             it gives way to the others' 24 hours, but a late note is still welcome until {until}."
        );
        reasons.cite(rule::TIMEFRAME_WAIT_1, text);
    }
}
