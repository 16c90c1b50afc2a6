//! Why thank-yous go out when they do.

use chrono::TimeDelta;

use super::{Reasons, people::add_returned_message};
use crate::{
    context::Context,
    facts::{Communication, Medium, Purpose},
    ledger::rule,
    origin::PlaybookOrigin,
    reason::{ThankYouReason, ThankedPerson, UsualThanks},
    thank_yous::ThankYou,
};

pub(crate) fn thank_you<'f>(context: &Context<'f>, thanks: &ThankYou<'f>) -> Reasons<'f> {
    let mut reasons = Reasons::new();
    let to = ThankedPerson { contact: thanks.contact, for_anyone: thanks.for_anyone };
    let until = thanks.window.closes.into();
    match context.origin {
        _ if thanks.window.is_postponed(thanks.decision) => postponement(context, &mut reasons, thanks, to),
        PlaybookOrigin::Consensus => {
            reasons.cite(rule::BALANCE_THANKS_1, ThankYouReason::Within24Hours { to, until });
            let best_at = thanks.window.ideal.into();
            reasons.cite(rule::DREAM_THANKS_1, ThankYouReason::BestWhileFresh { best_at });
            reasons.cite(rule::CALL_THANKS_1, ThankYouReason::OnlyThanks);
            add_late_thanks(&mut reasons, thanks);
        }
        PlaybookOrigin::Balance => reasons.cite(rule::BALANCE_THANKS_1, ThankYouReason::Within24Hours { to, until }),
        PlaybookOrigin::Dream => reasons.cite(rule::DREAM_THANKS_1, ThankYouReason::EmailWithin24Hours { to, until }),
        PlaybookOrigin::Call => {
            reasons.cite(rule::CALL_THANKS_1, ThankYouReason::Within24HoursOnlyThanks { to, until });
        }
        PlaybookOrigin::Channels => {
            reasons.cite(rule::CHANNELS_INPERSON_1, ThankYouReason::WithinThreeDays { to, until });
        }
        PlaybookOrigin::Timeframe => {
            reasons.cite(rule::TIMEFRAME_WAIT_1, ThankYouReason::BeforeStatedDate { to, until: until.date });
        }
        PlaybookOrigin::Own => {
            let playbook = &context.playbook.key;
            reasons.choose(rule::BALANCE_THANKS_1, ThankYouReason::OwnPlaybook { playbook, to, until });
        }
    }
    if thanks.sent.is_none() {
        let contact = thanks.contact.map(|contact| &contact.id);
        let same_person = |sent: &Communication| sent.contact_id.is_none() || sent.contact_id.as_ref() == contact;
        add_returned_message(context, &mut reasons, |sent| {
            sent.purpose == Purpose::ThankYou && sent.at >= thanks.interview.ends_at && same_person(sent)
        });
    }
    if !thanks.pass_on_to.is_empty() {
        let others = thanks.pass_on_to.clone().into_boxed_slice();
        reasons.cite(rule::CHANNELS_CONTACT_1, ThankYouReason::PassOn { to, others });
    }
    reasons
}

/// The reasons for thanks that the candidate put off: the usual limit, and the actual one.
fn postponement<'f>(context: &Context, reasons: &mut Reasons<'f>, thanks: &ThankYou, to: ThankedPerson<'f>) {
    let (usual, rule) = match context.origin {
        PlaybookOrigin::Consensus | PlaybookOrigin::Balance => (UsualThanks::Within24Hours, rule::BALANCE_THANKS_1),
        PlaybookOrigin::Dream => (UsualThanks::WithinAbout24Hours, rule::DREAM_THANKS_1),
        PlaybookOrigin::Call => (UsualThanks::Within24Hours, rule::CALL_THANKS_1),
        PlaybookOrigin::Channels => (UsualThanks::WithinThreeDays, rule::CHANNELS_INPERSON_1),
        PlaybookOrigin::Timeframe => (UsualThanks::WithinDays, rule::TIMEFRAME_WAIT_1),
        PlaybookOrigin::Own => (UsualThanks::Sooner, rule::BALANCE_THANKS_1),
    };
    let (postponed_until, until) = (thanks.window.opens.into(), thanks.window.closes.into());
    let reason = ThankYouReason::Postponed { usual, postponed_until, to, until };
    if context.origin == PlaybookOrigin::Own {
        reasons.choose(rule, reason);
    } else {
        reasons.cite(rule, reason);
    }
    if context.origin == PlaybookOrigin::Consensus {
        reasons.cite(rule::DREAM_THANKS_1, ThankYouReason::NoFurtherDelay);
        reasons.cite(rule::CALL_THANKS_1, ThankYouReason::OnlyThanks);
        add_late_thanks(reasons, thanks);
    }
}

/// The limit of late thanks. The articles differ.
fn add_late_thanks(reasons: &mut Reasons, thanks: &ThankYou) {
    if thanks.acceptable_until <= thanks.window.closes {
        return;
    }
    let until = thanks.acceptable_until.date_naive();
    if thanks.interview.medium == Medium::InPerson {
        // Three business days are more calendar days if some of them are off.
        let has_days_off = thanks.acceptable_until.to_utc() - *thanks.interview.ends_at > TimeDelta::days(4);
        reasons.cite(rule::CHANNELS_INPERSON_1, ThankYouReason::WelcomeAfterMeeting { until, has_days_off });
    } else {
        reasons.cite(rule::TIMEFRAME_WAIT_1, ThankYouReason::WelcomeLate { until });
    }
}
