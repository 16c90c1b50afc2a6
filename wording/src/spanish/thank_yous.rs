//! Why thanks go out when they do.

use std::borrow::Cow;

use planning::reason::{ThankYouReason as Reason, ThankedPerson, UsualThanks};

use super::{
    CLDR, Merged, name_or,
    time::{Day, Time},
};
use crate::parts::{add, text};

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn thank_you(reason: &Reason, out: &mut String) {
    match reason {
        Reason::Within24Hours { to, until } => add!(
            out,
            "Dé las gracias a ",
            thanked_name(*to),
            " con un mensaje personal en las 24 horas siguientes a la entrevista, a más tardar a ",
            Time(*until),
            "."
        ),
        Reason::BestWhileFresh { best_at } => add!(
            out,
            "Un agradecimiento surte más efecto mientras la conversación está fresca; lo mejor es enviarlo a ",
            Time(*best_at),
            "."
        ),
        Reason::OnlyThanks => {
            add!(out, "Es solo un agradecimiento: la pregunta por el estado del proceso viene después.");
        }
        Reason::EmailWithin24Hours { to, until } => add!(
            out,
            "Envíe a ",
            thanked_name(*to),
            " un correo electrónico de agradecimiento en unas 24 horas, a más tardar a ",
            Time(*until),
            "."
        ),
        Reason::Within24HoursOnlyThanks { to, until } => add!(
            out,
            "Dé las gracias a ",
            thanked_name(*to),
            " en el plazo de 24 horas, a más tardar a ",
            Time(*until),
            "; la pregunta por el estado del proceso viene después."
        ),
        Reason::WithinThreeDays { to, until } => add!(
            out,
            "Dé las gracias a ",
            thanked_name(*to),
            " en los dos o tres días siguientes a la entrevista, a más tardar a ",
            Time(*until),
            "."
        ),
        Reason::BeforeStatedDate { to, until } => add!(
            out,
            "El seguimiento tiene que esperar a la fecha de la empresa, así que dé las gracias a ",
            thanked_name(*to),
            " por separado, a más tardar el ",
            Day(*until),
            "."
        ),
        Reason::OwnPlaybook { playbook, to, until } => {
            add!(
                out,
                "La guía «",
                playbook,
                "» da las gracias a ",
                thanked_name(*to),
                " a más tardar a ",
                Time(*until),
                "."
            );
        }
        Reason::Postponed { usual, postponed_until, to, until } => add!(
            out,
            "Lo habitual es dar las gracias por una entrevista ",
            usual_time(*usual),
            ". Usted lo ha aplazado hasta ",
            Time(*postponed_until),
            ", así que dé las gracias a ",
            thanked_name(*to),
            " a más tardar a ",
            Time(*until),
            "."
        ),
        Reason::NoFurtherDelay => add!(
            out,
            "Un agradecimiento surte más efecto mientras la conversación está fresca, así que no lo aplace más."
        ),
        Reason::WelcomeAfterMeeting { until, has_days_off } => add!(
            out,
            "Tras un encuentro en persona, el agradecimiento sigue siendo bienvenido durante dos o tres días",
            if *has_days_off { " (con los días no laborables, hasta el " } else { " (hasta el " },
            Day(*until),
            "), pero cuanto antes, mejor."
        ),
        Reason::WelcomeLate { until } => add!(
            out,
            "Si se le pasa ese plazo, un agradecimiento tardío sigue siendo bienvenido hasta el ",
            Day(*until),
            "."
        ),
        Reason::PassOn { to, others } => {
            let others: Vec<_> =
                others.iter().map(|contact| name_or(Some(contact), "otra persona de la entrevista").0).collect();
            add!(
                out,
                "No tiene forma de escribir directamente a ",
                Merged(and_list(&others)),
                ", así que pida a ",
                thanked_name(*to),
                if others.len() == 1 { " que le" } else { " que les" },
                " transmita su agradecimiento."
            );
        }
    }
}

fn thanked_name(thanked: ThankedPerson<'_>) -> Merged<Cow<'_, str>> {
    name_or(thanked.contact, if thanked.for_anyone { "su contacto" } else { "la persona de la entrevista" })
}

fn usual_time(usual: UsualThanks) -> &'static str {
    match usual {
        UsualThanks::Within24Hours => "en el plazo de 24 horas",
        UsualThanks::WithinAbout24Hours => "en unas 24 horas",
        UsualThanks::WithinThreeDays => "en dos o tres días",
        UsualThanks::WithinDays => "en unos pocos días",
        UsualThanks::Sooner => "antes",
    }
}

/// "Ana, Blas y Carla", "Ana e Íñigo": ICU says "e" before the sound i, but looks for letters without an accent only.
fn and_list<T: AsRef<str>>(names: &[T]) -> String {
    let joined = CLDR.and_list(names);
    let last = names.last().map_or("", AsRef::as_ref);
    match joined.strip_suffix(last).and_then(|before| before.strip_suffix(" y ")) {
        Some(before) if last.starts_with(['Í', 'í']) || last.starts_with("Hí") => text!(before, " e ", last),
        _ => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_by_the_sound_of_the_last() {
        for (names, joined) in [
            (&["Ana", "Blas", "Carla"][..], "Ana, Blas y Carla"),
            (&["Ana", "Inés"], "Ana e Inés"),
            (&["Ana", "Íñigo"], "Ana e Íñigo"),
            (&["Ana", "Blas", "Íñigo"], "Ana, Blas e Íñigo"),
            (&["Juan", "Yolanda"], "Juan y Yolanda"),
            (&["Íñigo"], "Íñigo"),
        ] {
            assert_eq!(and_list(names), joined);
        }
    }
}
