//! Why steps outside the sequence are in the plan: deadlines, questions, outcomes.

use planning::reason::RequestedStepReason as Reason;

use super::{
    French,
    time::{Day, Time},
};
use crate::parts::add;

pub(super) fn requested_step(french: French, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Respond { deadline, write_on } => add!(
            out,
            "L'employeur attend de vos nouvelles au plus tard le ",
            Time(deadline),
            ". Écrivez le ",
            Day(write_on),
            ", pour parer aux imprévus."
        ),
        Reason::RespondPutOff { deadline, write_on } => add!(
            out,
            "L'employeur attend de vos nouvelles au plus tard le ",
            Time(deadline),
            ". Vous avez remis cela au ",
            Day(write_on),
            ", donc écrivez ce jour-là."
        ),
        Reason::Answer { asked_at, answer_on } => add!(
            out,
            "L'employeur vous a posé une question le ",
            Time(asked_at),
            ". Répondez avant la fin du jour ouvré suivant, le ",
            Day(answer_on),
            "."
        ),
        Reason::AnswerPutOff { postponed_until, answer_on } => add!(
            out,
            "L'employeur vous a posé une question. En général, on répond avant la fin du jour ouvré suivant",
            french.space(),
            "; vous avez remis cela au ",
            Time(postponed_until),
            ", donc répondez au plus tard le ",
            Day(answer_on),
            "."
        ),
        Reason::NobodyCame { by, ask_on } => add!(
            out,
            "Le ",
            Time(by),
            ", personne n'était venu. Demandez poliment une nouvelle date, au plus tard le ",
            Day(ask_on),
            "."
        ),
        Reason::NobodyCamePutOff { postponed_until, ask_on } => add!(
            out,
            "Personne n'est venu. Vous avez remis cela au ",
            Time(postponed_until),
            ", donc demandez poliment une nouvelle date, au plus tard le ",
            Day(ask_on),
            "."
        ),
        Reason::RejectionThanks { until } => add!(
            out,
            "Après un refus, un remerciement courtois laisse la porte ouverte\u{202f}: envoyez-le au plus tard le ",
            Time(until),
            "."
        ),
        Reason::OfferThanks { until } => {
            add!(out, "Remerciez pour l'offre dans les 24\u{a0}heures, au plus tard le ", Time(until), ".");
        }
        Reason::OfferThanksPutOff { until } => add!(
            out,
            "En général, on remercie pour une offre dans les 24\u{a0}heures",
            french.space(),
            "; ici, au plus tard le ",
            Time(until),
            "."
        ),
        Reason::OtherJobTaken { until } => add!(
            out,
            "Vous avez accepté un autre poste, donc retirez votre candidature avec tact et sans tarder, au plus tard le ",
            Time(until),
            "."
        ),
        Reason::OtherJobTakenPutOff { until } => add!(
            out,
            "Vous avez accepté un autre poste, donc retirez votre candidature avec tact, au plus tard le ",
            Time(until),
            "."
        ),
        Reason::Withdrawal { until } => {
            add!(out, "Si le poste ne vous convient pas, dites-le poliment, au plus tard le ", Time(until), ".");
        }
        Reason::StayInTouch { around } => add!(
            out,
            "Même sans le poste, il est utile de garder le contact, avec peu de messages. Écrivez vers le ",
            Day(around),
            "."
        ),
        Reason::CompetingOffer { until } => add!(
            out,
            "Vous avez une autre offre, et cet employeur n'a pas encore décidé. Dites-le-lui franchement, au plus tard le ",
            Time(until),
            ", pour qu'il puisse encore agir."
        ),
        Reason::OfferResponse { deadline } => {
            add!(out, "L'employeur attend une réponse à son offre au plus tard le ", Time(deadline), ".");
        }
    }
}
