//! The sentences about findings, in French.

use chrono::Datelike as _;

use crate::proofread::{Issue, Origin, Replacement, ToneIssue};

pub(super) fn sentence(issue: &Issue<'_>) -> String {
    match *issue {
        Issue::NoGreeting { greeting } => format!("La formule d'appel manque.{}", write_bonjour(greeting)),
        Issue::GreetsNobody { greeting } => {
            format!("La formule d'appel ne nomme personne.{}", write_bonjour(greeting))
        }
        Issue::NotGreeted { recipient } => format!("Le message ne salue pas {recipient} par son nom."),
        Issue::NoSubject => "L'objet manque\u{202f}; nommez-y le poste.".to_owned(),
        Issue::EmptySubject => "L'objet est vide\u{202f}; nommez-y le poste.".to_owned(),
        Issue::SubjectWithoutPosition { title } => {
            let title = title.map_or_else(String::new, |title| format!(", {}", quoted(title)));
            format!("L'objet ne nomme pas le poste{title}.")
        }
        Issue::SubjectSaysNothing => "L'objet ne dit rien du contenu du message.".to_owned(),
        Issue::SubjectTooLong => "L'objet est trop long pour être lu d'un coup d'œil.".to_owned(),
        Issue::SubjectInCapitals => "L'objet est tout en majuscules.".to_owned(),
        Issue::NoThanks => "Le message ne remercie pas pour le temps accordé.".to_owned(),
        Issue::NoNextSteps => {
            "Le message ne demande ni les prochaines étapes, ni quand attendre une décision.".to_owned()
        }
        Issue::NothingSpecific { assignment, example } => {
            let example = example.map_or_else(String::new, |example| format!(" Vous aviez noté {}.", quoted(example)));
            if assignment {
                format!("Rien ne se rapporte à l'exercice\u{202f}; rappelez-en un aspect.{example}")
            } else {
                format!("Rien ne vient de l'entretien\u{202f}; rappelez un sujet abordé.{example}")
            }
        }
        Issue::TooManyWords { count, most } => too_long(count, most, "mots"),
        Issue::TooManyCharacters { count, most } => too_long(count, most, "caractères"),
        Issue::TooManyParagraphs { count, most } => {
            format!("Il y a {count} paragraphes\u{202f}; {most} suffisent.")
        }
        Issue::Repeated => {
            "Il ressemble beaucoup à un message déjà envoyé à cette personne\u{202f}; dites quelque chose de nouveau."
                .to_owned()
        }
        Issue::SameAsColleague { name } => {
            let whom = name.unwrap_or("une autre personne");
            format!(
                "Il ressemble beaucoup au message envoyé à {whom}\u{202f}; rappelez un point de votre échange avec cette \
                 personne."
            )
        }
        Issue::CasualFarewell { quote } => {
            format!("{} se dit entre amis\u{202f}; {} convient à un employeur.", quoted(quote), quoted("Cordialement"))
        }
        Issue::NoSignOff => format!(
            "La formule de politesse manque\u{202f}: {} par exemple, et votre nom au-dessous.",
            quoted("Cordialement")
        ),
        Issue::NoNameBelow => "Le nom manque sous la formule de politesse.".to_owned(),
        Issue::NoContactDetails => "Aucun numéro et aucune adresse pour répondre ne figurent sous le nom.".to_owned(),
        Issue::NoNumber => "Le message ne dit pas quel numéro rappeler.".to_owned(),
        Issue::NoCaller => "Le message ne dit pas qui appelle.".to_owned(),
        Issue::Tone { quote, tone } => format!("{} {}.", quoted(quote), of_tone(tone)),
        Issue::DoubledMarks { quote } => format!("{}\u{202f}: un seul signe suffit.", quoted(quote)),
        Issue::Shouted { quote } => format!("{} crie\u{202f}; écrivez-le en minuscules.", quoted(quote)),
        Issue::ManyExclamationMarks { count } => {
            format!("Il y a {count} points d'exclamation\u{202f}; un seul au plus paraît plus calme.")
        }
        Issue::Emoticon { quote } => {
            format!("{} n'a pas sa place dans un message à un employeur\u{202f}; supprimez-le.", quoted(quote))
        }
        Issue::Placeholder { quote, origin, wanted } => placeholder(&quoted(quote), origin, wanted),
        Issue::UnknownWord { quote, slip: false } => format!(
            "{} n'est dans aucun dictionnaire\u{202f}; si c'est un nom ou un terme, vérifiez son orthographe.",
            quoted(quote)
        ),
        Issue::UnknownWord { quote, slip: true } => {
            format!("{} n'est dans aucun dictionnaire\u{202f}; c'est sans doute une faute de frappe.", quoted(quote))
        }
        _ => of_names(issue),
    }
}

/// About names and dates.
fn of_names(issue: &Issue<'_>) -> String {
    let named = |quote: &str, but: String| format!("Le texte nomme {}, mais {but}.", quoted(quote));
    let written = |whose: &str, name: &str| format!("le nom {whose} s'écrit {}", quoted(name));
    match *issue {
        Issue::NotRecipient { quote, recipient } => named(quote, format!("le message s'adresse à {recipient}")),
        Issue::MisspeltRecipient { quote, recipient } => named(quote, written("de la personne", recipient)),
        Issue::UnknownPerson { quote } => named(quote, "aucun contact ne porte ce nom".to_owned()),
        Issue::MisspeltContact { quote, name } => named(quote, written("du contact", name)),
        Issue::NotCandidate { quote, candidate } => named(quote, format!("la candidature est celle de {candidate}")),
        Issue::MisspeltCandidate { quote, candidate } => {
            named(quote, format!("votre nom s'écrit {}", quoted(candidate)))
        }
        Issue::OnlyParticle { quote, name } => {
            format!("{} n'est qu'une partie du nom de famille\u{202f}: écrivez {}.", quoted(quote), quoted(name))
        }
        Issue::FamilyNameFirst { quote, name } => {
            format!("{} met le nom de famille en premier\u{202f}: écrivez {}.", quoted(quote), quoted(name))
        }
        Issue::OtherOrder { quote, name } => format!(
            "{} suit un autre ordre que le nom du contact, {}\u{202f}: vérifiez lequel est juste.",
            quoted(quote),
            quoted(name)
        ),
        Issue::CutFamilyName { quote, name } => format!(
            "Il manque peut-être une partie du nom de famille dans {}\u{202f}: le contact s'appelle {}.",
            quoted(quote),
            quoted(name)
        ),
        Issue::OfOtherApplication { quote, company } => {
            format!("{} fait partie de la candidature chez {company}, et non de celle-ci.", quoted(quote))
        }
        Issue::OtherCompany { quote, own } => company(quote, "est l'entreprise d'une autre candidature", own),
        Issue::MisspeltCompany { quote, own } => {
            company(quote, "est presque le nom de l'entreprise, mais pas tout à fait", own)
        }
        Issue::UnknownCompany { quote, own } => company(quote, "n'est pas l'entreprise de cette candidature", own),
        Issue::OtherPosition { quote, own } => {
            format!("{} est un autre poste\u{202f}; cette candidature porte sur {}.", quoted(quote), quoted(own))
        }
        Issue::WrongWeekday { quote, date } => {
            let is = date.map_or_else(String::new, |date| {
                let written = super::dates::written_day(date);
                let (weekday, day) = written.split_once(' ').unwrap_or_default();
                format!("\u{202f}: le {day} {} est un {weekday}", date.year())
            });
            format!("{} n'existe pas{is}.", quoted(quote))
        }
        Issue::OtherDay { quote, on } => format!(
            "{} n'est pas le jour de l'entretien\u{202f}: c'était le {}.",
            quoted(quote),
            super::dates::written_day(on)
        ),
        _ => String::new(),
    }
}

/// "« Cordialement »".
fn quoted(words: &str) -> String {
    format!("«\u{202f}{words}\u{202f}»")
}

fn write_bonjour(greeting: Option<&str>) -> String {
    greeting.map_or_else(String::new, |greeting| format!(" Écrivez {}.", quoted(greeting)))
}

fn too_long(count: usize, most: usize, unit: &str) -> String {
    format!("Le texte compte {count} {unit}\u{202f}; jusqu'à {most}, on le lit volontiers.")
}

fn company(quote: &str, is: &str, own: Option<&str>) -> String {
    let but = own.map_or_else(String::new, |own| format!("\u{202f}; celle-ci s'adresse à {own}"));
    format!("{} {is}{but}.", quoted(quote))
}

const fn of_tone(tone: ToneIssue) -> &'static str {
    match tone {
        ToneIssue::Slang => "est trop familier pour un message à un employeur",
        ToneIssue::Shorthand => "est une abréviation de messagerie\u{202f}; écrivez le mot en entier",
        ToneIssue::Chatty => "est un peu familier\u{202f}; un mot plus simple est plus sûr",
        ToneIssue::Demands => "paraît exigeant\u{202f}; posez plutôt une question",
        ToneIssue::Impatience => "met la personne sous pression\u{202f}; supprimez-le",
        ToneIssue::Begging => "paraît désespéré\u{202f}; dites plutôt pourquoi le poste vous convient",
        ToneIssue::Gushing => "paraît exagéré\u{202f}; un mot simple montre plus d'assurance",
        ToneIssue::Excuses => "cherche une excuse\u{202f}; supprimez-le",
        ToneIssue::Complaints => "est une plainte, dont on se souvient plus longtemps que du reste",
        ToneIssue::Belittling => "vous rabaisse\u{202f}; supprimez-le",
        ToneIssue::Pay => "concerne la rémunération, dont une relance ne parle pas",
        ToneIssue::Vacation => "concerne les congés, dont une relance ne parle pas",
    }
}

fn placeholder(quote: &str, origin: Origin, wanted: Replacement) -> String {
    let write = match wanted {
        Replacement::Name => "le nom",
        Replacement::Company => "le nom de l'entreprise",
        Replacement::Position => "le poste",
        Replacement::Date => "la date",
        Replacement::Phone => "le numéro de téléphone",
        Replacement::Email => "l'adresse e-mail",
        Replacement::Value => "ce qu'il faut à cet endroit",
    };
    match origin {
        Origin::Field => format!("{quote} est un champ de publipostage resté vide\u{202f}: écrivez {write}."),
        Origin::Program => {
            format!("{quote} est ce qu'un programme écrit quand une valeur manque\u{202f}: écrivez {write}.")
        }
        Origin::Spreadsheet => format!("{quote} est l'erreur d'une formule de tableur\u{202f}: écrivez {write}."),
        Origin::Form => format!("{quote} est un blanc de lettre type\u{202f}: écrivez {write}."),
        Origin::Instruction => {
            format!("{quote} est une consigne de lettre type\u{202f}: remplacez-la par vos propres mots.")
        }
        Origin::Prompt => {
            format!("{quote} vient d'un logiciel de traitement de texte\u{202f}: remplacez-le ou supprimez-le.")
        }
        Origin::Blank => format!("{quote} est un blanc\u{202f}: écrivez {write}."),
        Origin::DatePattern => format!("{quote} est un modèle de date\u{202f}: écrivez la date."),
        Origin::Note => format!("{quote} est une note à vous-même\u{202f}: terminez ce passage, ou supprimez la note."),
        Origin::BlindText => format!("{quote} est du faux texte\u{202f}: remplacez-le par vos propres mots."),
        Origin::Gap => format!("Dans {quote}, il n'y a rien là où il faut {write}\u{202f}: écrivez {write}."),
    }
}
