//! Why steps outside the sequence are in the plan: deadlines, questions, outcomes.

use planning::reason::RequestedStepReason as Reason;

use super::German;
use crate::parts::add;

pub(super) fn requested_step(german: German, reason: &Reason, out: &mut String) {
    match *reason {
        Reason::Respond { deadline, write_on } => add!(
            out,
            "Der Arbeitgeber erwartet ",
            german.until_time(deadline),
            ", eine Nachricht von Ihnen. Schreiben Sie ",
            german.on(write_on),
            ", damit nichts dazwischenkommt."
        ),
        Reason::RespondPutOff { deadline, write_on } => add!(
            out,
            "Der Arbeitgeber erwartet ",
            german.until_time(deadline),
            ", eine Nachricht von Ihnen. Sie haben das ",
            german.until(write_on),
            ", aufgeschoben; schreiben Sie dann."
        ),
        Reason::Answer { asked_at, answer_on } => add!(
            out,
            "Der Arbeitgeber hat Sie ",
            german.at(asked_at),
            ", etwas gefragt. Antworten Sie bis zum Ende des nächsten Werktags, also ",
            german.until(answer_on),
            "."
        ),
        Reason::AnswerPutOff { postponed_until, answer_on } => add!(
            out,
            "Der Arbeitgeber hat Sie etwas gefragt. Gewöhnlich antwortet man bis zum Ende des nächsten Werktags. Sie \
             haben das ",
            german.until_time(postponed_until),
            ", aufgeschoben; antworten Sie also ",
            german.until(answer_on),
            "."
        ),
        Reason::NobodyCame { by, ask_on } => add!(
            out,
            capitalised(german, by),
            ", war niemand erschienen. Bitten Sie ",
            german.until(ask_on),
            ", höflich um einen neuen Termin."
        ),
        Reason::NobodyCamePutOff { postponed_until, ask_on } => add!(
            out,
            "Niemand ist erschienen. Sie haben das ",
            german.until_time(postponed_until),
            ", aufgeschoben; bitten Sie also ",
            german.until(ask_on),
            ", höflich um einen neuen Termin."
        ),
        Reason::RejectionThanks { until } => add!(
            out,
            "Ein höflicher Dank nach einer Absage hält die Tür offen: Schicken Sie ihn ",
            german.until_time(until),
            "."
        ),
        Reason::OfferThanks { until } => {
            add!(out, "Danken Sie für das Angebot innerhalb von 24 Stunden, also ", german.until_time(until), ".");
        }
        Reason::OfferThanksPutOff { until } => add!(
            out,
            "Gewöhnlich dankt man für ein Angebot innerhalb von 24 Stunden; hier ",
            german.until_time(until),
            "."
        ),
        Reason::OtherJobTaken { until } => add!(
            out,
            "Sie haben eine andere Stelle angenommen. Ziehen Sie Ihre Bewerbung freundlich und bald zurück, ",
            german.until_time(until),
            "."
        ),
        Reason::OtherJobTakenPutOff { until } => add!(
            out,
            "Sie haben eine andere Stelle angenommen. Ziehen Sie Ihre Bewerbung freundlich zurück, ",
            german.until_time(until),
            "."
        ),
        Reason::Withdrawal { until } => {
            add!(out, "Wenn die Stelle nicht zu Ihnen passt, sagen Sie das höflich ", german.until_time(until), ".");
        }
        Reason::StayInTouch { around } => add!(
            out,
            "Auch ohne die Stelle lohnt es sich, in Kontakt zu bleiben, mit wenigen Nachrichten. Schreiben Sie etwa ",
            german.on(around),
            "."
        ),
        Reason::CompetingOffer { until } => add!(
            out,
            "Sie haben ein anderes Angebot, und dieser Arbeitgeber entscheidet noch. Sagen Sie es ihm offen ",
            german.until_time(until),
            ", damit er noch handeln kann."
        ),
        Reason::OfferResponse { deadline } => {
            add!(out, "Der Arbeitgeber erwartet ", german.until_time(deadline), ", eine Antwort auf sein Angebot.");
        }
    }
}

/// "Bis Dienstag, den 10. März, 15 Uhr".
fn capitalised(german: German, time: planning::reason::LocalTime) -> String {
    super::capitalised(&crate::parts::text!(german.until_time(time)))
}
