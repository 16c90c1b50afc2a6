//! How long the first follow-up waits.

use planning::reason::{FirstWait, WaitComparison};

use super::{
    endings::{BestOn, BetweenBecause, HereBestOn},
    time::{Between, Day},
    wait_start,
};
use crate::parts::add;

#[expect(clippy::too_many_lines, reason = "a sentence for each variant")]
pub(super) fn first_wait(wait: &FirstWait, out: &mut String) {
    match *wait {
        FirstWait::AboutAWeek { since, best_on, deviation: None } => add!(
            out,
            "Si no hay noticias alrededor de una semana después de ",
            wait_start(since),
            ", pregunte cómo va el proceso",
            BestOn(best_on)
        ),
        FirstWait::AboutAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Lo habitual es preguntar cómo va el proceso alrededor de una semana después de ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        FirstWait::FairWait { days } => add!(
            out,
            "La empresa no dio una fecha, así que es razonable esperar de una semana a diez días: escriba ",
            Between(days),
            "."
        ),
        FirstWait::WeekToTenDays { days } => add!(
            out,
            "La empresa no dio una fecha, así que espere de una semana a diez días: escriba ",
            Between(days),
            "."
        ),
        FirstWait::UsuallyWeekToTenDays { days, cause } => add!(
            out,
            "La empresa no dio una fecha. Lo habitual es esperar de una semana a diez días; aquí, escriba ",
            BetweenBecause(days, cause)
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: true } => add!(
            out,
            "Una semana después de ",
            wait_start(since),
            " es adecuado un correo electrónico cortés o una llamada."
        ),
        FirstWait::EmailOrCallAfterAWeek { since, is_usual: false } => add!(
            out,
            "Un correo electrónico cortés o una llamada suelen ser adecuados una semana después de ",
            wait_start(since),
            "."
        ),
        FirstWait::SomeAdviseSooner(comparison) => out.push_str(some_advise_sooner(comparison)),
        FirstWait::WithinAWeek { since, best_on, deviation: None } => {
            add!(out, "Si no hay noticias, escriba en la semana siguiente a ", wait_start(since), BestOn(best_on));
        }
        FirstWait::WithinAWeek { since, best_on, deviation: Some(cause) } => {
            add!(
                out,
                "Lo habitual es escribir en la semana siguiente a ",
                wait_start(since),
                HereBestOn(best_on, cause)
            );
        }
        FirstWait::OneShortEmail => {
            add!(out, "Tras esa espera, un solo correo electrónico, breve y cortés, pide novedades.");
        }
        FirstWait::MoreThanAWeek { best_on, deviation: None } => {
            add!(out, "Tras más de una semana sin noticias, envíe otro mensaje breve", BestOn(best_on));
        }
        FirstWait::MoreThanAWeek { best_on, deviation: Some(cause) } => add!(
            out,
            "Lo habitual es enviar otro mensaje breve tras algo más de una semana sin noticias",
            HereBestOn(best_on, cause)
        ),
        FirstWait::AskForEstimate => add!(out, "Pregunte en él cuándo cabe esperar una respuesta."),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: None } => add!(
            out,
            "Una semana después de ",
            wait_start(since),
            " es adecuada una llamada o un correo electrónico cortés",
            BestOn(best_on)
        ),
        FirstWait::CallOrEmailAfterAWeek { since, best_on, deviation: Some(cause) } => add!(
            out,
            "Una llamada o un correo electrónico cortés suelen ser adecuados una semana después de ",
            wait_start(since),
            HereBestOn(best_on, cause)
        ),
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: None } => {
            add!(
                out,
                "Escriba de dos a tres días hábiles después de ",
                wait_start(since),
                ": hágalo ",
                Between(days),
                "."
            );
        }
        FirstWait::TwoToThreeBusinessDays { since, days, deviation: Some(cause) } => add!(
            out,
            "Lo habitual es escribir de dos a tres días hábiles después de ",
            wait_start(since),
            "; aquí, escriba ",
            BetweenBecause(days, cause)
        ),
        FirstWait::TooSoonBefore(day) => add!(out, "Antes del ", Day(day), " sería demasiado pronto."),
        FirstWait::SecondDayWasTooSoon => add!(out, "Antes del segundo día hábil habría sido demasiado pronto."),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed: false } => add!(
            out,
            "La guía «",
            playbook,
            "» pregunta cómo va el proceso el ",
            Day(best_on),
            " y, a más tardar, el ",
            Day(latest_on),
            "."
        ),
        FirstWait::OwnPlaybook { playbook, best_on, latest_on, is_postponed: true } => add!(
            out,
            "Usted ha aplazado lo que prevé la guía «",
            playbook,
            "»: pregunte el ",
            Day(best_on),
            " y, a más tardar, el ",
            Day(latest_on),
            "."
        ),
    }
}

fn some_advise_sooner(comparison: WaitComparison) -> &'static str {
    match comparison {
        WaitComparison::NearlyEqual => {
            "Hay quien aconseja escribir ya a los dos o tres días hábiles, y aquí no hace falta mucho más."
        }
        WaitComparison::AboutAWeek => {
            "Hay quien aconseja escribir ya a los dos o tres días hábiles. La mayoría de las empresas necesitan \
             alrededor de una semana, así que espere un poco más."
        }
        WaitComparison::OverAWeek => {
            "Hay quien aconseja escribir ya a los dos o tres días hábiles. La mayoría de las empresas necesitan \
             alrededor de una semana, y aquí la espera es aún más larga."
        }
    }
}
