//! The conventions of written French that the proofreader checks.

use std::sync::LazyLock;

use crate::proofread::{Marks, Phrases, Usage, UsageIssue, regex, word_set};

const DAY: &str = "Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche";
const MONTH: &str = "Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre";

pub(super) static USAGE: LazyLock<Usage> = LazyLock::new(|| Usage {
    contradictions: Phrases::new(
        "cher (madame|mademoiselle|mme|mlle) => Chère $1\nchère (monsieur|maître) => Cher $1\n\
        monsieur la (directrice|présidente|responsable) => Madame la $1\n\
        madame le (directeur) => Madame la directrice | Monsieur le directeur\n",
    ),
    of_ms: regex(r"(?i)\b(?:madame|mme|mademoiselle|mlle|chère|docteure)\b"),
    // A woman may be "Cher Maître", too.
    of_mr: regex(r"(?i)\bmonsieur\b|\bcher\s+(?:[^m\s]|m(?:[^a\s]|$))|\bM\.\s"),
    casual_greeting: None,
    familiar: regex(
        r"\b([Tt]u|te|toi|ta|tes|[Tt]on (?:temps|retour|accueil|avis|mail|e-mail|message|équipe|aide|numéro|attention))\b|\b(t')",
    ),
    formal: regex(
        r"(?i)\b((?:je|nous) vous (?:en )?(?:remercie|remercions|prie|écris|contacte|appelle|souhaite|adresse|joins|envoie|recontacte|transmets)|votre (?:temps|accueil|disponibilité|attention|bienveillance|écoute|message|retour|réponse|e-mail|mail|courriel|aide|appel|invitation)|vous m'avez (?:accordé|reçue?))\b",
    ),
    formal_greeting: regex(r"(?i)\b(?:madame|monsieur|mme)\b"),
    small_you: None,
    marks: Marks::Spaced,
    small_behind_greeting: word_set(""),
    without_comma: None,
    with_colon: None,
    capital_days: Some(regex(&format!(
        r"\b(?:le|ce|du|au|dès|jusqu'au)\s+({DAY})\b|\d(?:er)?\s+({MONTH})\b|\b({DAY})\s+(?:1er|\d)"
    ))),
    never_twice: word_set(
        "le la les un une des du de et pour avec dans sur par au aux mon ma mes votre vos notre nos je il elle qui à ce cette \
        ces sa ses mais",
    ),
    twice_in_clauses: word_set(""),
    doubled: word_set(
        "beaucoup vraiment doucement petit petite vous nous très tout toute bien trop vite même gros loin fait",
    ),
    usual_farewells: None,
    describe,
});

/// "« Cordialement »".
fn quoted(words: &str) -> String {
    format!("«\u{202f}{words}\u{202f}»")
}

fn describe(issue: &UsageIssue<'_>) -> String {
    match *issue {
        UsageIssue::OtherLanguage { quote } => {
            format!("{} est dans une autre langue que le message\u{202f}; écrivez-le en français.", quoted(quote))
        }
        UsageIssue::OtherRegister { quote, familiar: true } => {
            format!("{} tutoie, alors que le reste vouvoie\u{202f}; gardez une seule forme.", quoted(quote))
        }
        UsageIssue::OtherRegister { quote, familiar: false } => {
            format!("{} vouvoie, alors que le reste tutoie\u{202f}; gardez une seule forme.", quoted(quote))
        }
        UsageIssue::Disagreement { quote, instead } => {
            format!("{} n'est pas correct\u{202f}: écrivez {}.", quoted(quote), quoted(instead))
        }
        UsageIssue::OtherFormOfAddress { quote, recipient } => {
            format!("{} n'est pas la civilité de {recipient}.", quoted(quote.trim_end_matches(',')))
        }
        UsageIssue::OtherFormBelow { quote } => {
            format!("{} contredit la formule d'appel\u{202f}: reprenez la même civilité.", quoted(quote))
        }
        UsageIssue::NoSpace { mark: "«" } => format!("Une espace insécable suit {}.", quoted("«")),
        UsageIssue::NoSpace { mark } => format!("Une espace insécable précède {}.", quoted(mark)),
        UsageIssue::CapitalDay { instead } => {
            format!("Les jours et les mois prennent une minuscule\u{202f}: {}.", quoted(instead))
        }
        UsageIssue::Twice { quote } => format!("{}\u{202f}: le mot est écrit deux fois.", quoted(quote)),
        UsageIssue::OnlyLastSurname { .. }
        | UsageIssue::SmallYou { .. }
        | UsageIssue::CasualGreeting { .. }
        | UsageIssue::NoOpeningMark { .. }
        | UsageIssue::CapitalBehindGreeting { .. }
        | UsageIssue::CommaBehindSignOff
        | UsageIssue::CommaForColon
        | UsageIssue::Eszett { .. } => String::new(),
    }
}
