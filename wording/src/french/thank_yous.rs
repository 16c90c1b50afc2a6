//! Why thanks go out when they do.

use std::borrow::Cow;

use planning::reason::{ThankYouReason as Reason, ThankedPerson, UsualThanks};

use super::{
    CLDR, French, Quoted, name_or,
    time::{Day, Time},
};
use crate::parts::{add, text};

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn thank_you(french: French, reason: &Reason, out: &mut String) {
    match reason {
        Reason::Within24Hours { to, until } => add!(
            out,
            "Remerciez ",
            thanked_name(*to),
            " par un mot personnel dans les 24\u{a0}heures qui suivent ",
            french.the_interview(),
            ", au plus tard le ",
            Time(*until),
            "."
        ),
        Reason::BestWhileFresh { best_at } => add!(
            out,
            "Un remerciement a le plus d'effet tant que ",
            french.the_interview_is_fresh(),
            ", idéalement le ",
            Time(*best_at),
            "."
        ),
        Reason::OnlyThanks => {
            add!(out, "Il s'agit seulement de remercier\u{202f}: demander où en sont les choses vient plus tard.");
        }
        Reason::EmailWithin24Hours { to, until } => add!(
            out,
            "Envoyez un ",
            french.email(),
            " de remerciement à ",
            thanked_name(*to),
            " dans les 24\u{a0}heures environ, au plus tard le ",
            Time(*until),
            "."
        ),
        Reason::Within24HoursOnlyThanks { to, until } => add!(
            out,
            "Remerciez ",
            thanked_name(*to),
            " dans les 24\u{a0}heures, au plus tard le ",
            Time(*until),
            french.space(),
            "; demander où en sont les choses vient plus tard."
        ),
        Reason::WithinThreeDays { to, until } => add!(
            out,
            "Remerciez ",
            thanked_name(*to),
            " dans les deux ou trois jours qui suivent ",
            french.the_interview(),
            ", au plus tard le ",
            Time(*until),
            "."
        ),
        Reason::BeforeStatedDate { to, until } => add!(
            out,
            "La relance doit attendre la date de l'employeur, donc remerciez ",
            thanked_name(*to),
            " à part, au plus tard le ",
            Day(*until),
            "."
        ),
        Reason::OwnPlaybook { playbook, to, until } => {
            add!(
                out,
                "La méthode ",
                Quoted(playbook),
                " prévoit de remercier ",
                thanked_name(*to),
                " au plus tard le "
            );
            add!(out, Time(*until), ".");
        }
        Reason::Postponed { usual, postponed_until, to, until } => add!(
            out,
            "En général, après ",
            french.an_interview(),
            ", on remercie ",
            usual_time(*usual),
            ". Vous avez remis cela au ",
            Time(*postponed_until),
            ", donc remerciez ",
            thanked_name(*to),
            " au plus tard le ",
            Time(*until),
            "."
        ),
        Reason::NoFurtherDelay => add!(
            out,
            "Un remerciement a le plus d'effet tant que ",
            french.the_interview_is_fresh(),
            ", donc ne le remettez plus à plus tard."
        ),
        Reason::WelcomeAfterMeeting { until, has_days_off } => add!(
            out,
            "Après une rencontre sur place, un remerciement reste bienvenu pendant deux ou trois jours, ",
            if *has_days_off { "avec les jours non travaillés jusqu'au " } else { "jusqu'au " },
            Day(*until),
            ", mais le plus tôt est le mieux."
        ),
        Reason::WelcomeLate { until } => {
            add!(out, "À défaut, un remerciement tardif reste bienvenu jusqu'au ", Day(*until), ".");
        }
        Reason::PassOn { to, others } => {
            let another = text!("une autre personne de ", french.the_interview());
            let others: Vec<_> = others.iter().map(|contact| name_or(Some(contact), &another)).collect();
            add!(
                out,
                "Vous n'avez aucun moyen de joindre directement ",
                CLDR.and_list(&others),
                ", donc demandez à ",
                thanked_name(*to),
                " de transmettre vos remerciements."
            );
        }
    }
}

fn thanked_name(thanked: ThankedPerson<'_>) -> Cow<'_, str> {
    name_or(thanked.contact, if thanked.for_anyone { "votre contact" } else { "la personne rencontrée" })
}

const fn usual_time(usual: UsualThanks) -> &'static str {
    match usual {
        UsualThanks::Within24Hours => "dans les 24\u{a0}heures",
        UsualThanks::WithinAbout24Hours => "dans les 24\u{a0}heures environ",
        UsualThanks::WithinThreeDays => "dans les deux ou trois jours",
        UsualThanks::WithinDays => "au bout de quelques jours au plus",
        UsualThanks::Sooner => "plus tôt",
    }
}
