//! How notes fit into Spanish sentences.
//!
//! A frame such as "Me interesó saber más sobre …" takes a noun phrase that is certainly one. Everything else comes
//! after a colon, where fragments and sentences both read well.

mod phrase;
mod strengths;
mod words;

use crate::note::{Listener, NoteForm, PhrasedNote, Subject, Unfit};

use self::words::{
    ABBREVIATIONS, BARE_STRENGTHS, FIRST_PERSON, NO_INFINITIVES, PRIVATE, REMINDERS, SMALL_STARTS, TRAITS,
};

/// Faces made of punctuation marks.
const EMOTICONS: &[&str] = &[":(", ":)", ":-(", ":-)", ";)", ";-)", ":D", ":/", ":P", ":'(", "<3", "^^"];

pub(super) fn abbreviates(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// `line` made fit for a sentence.
pub(super) fn phrase_note(line: &str, subject: Subject<'_>) -> PhrasedNote {
    let line = without_stop(line);
    if has_several_sentences(line) {
        let form = if subject == Subject::Addition { NoteForm::Reply } else { NoteForm::Sentence };
        return PhrasedNote::new(line.to_owned(), form);
    }
    let of_candidate = matches!(subject, Subject::Strength | Subject::Addition);
    let line = with_small_start(line, of_candidate);
    match subject {
        Subject::Conversation(listener) => conversation(&line, listener),
        Subject::Strength if is_of_candidate(&line) => PhrasedNote::new(line, NoteForm::Statement),
        Subject::Strength if is_strength(&line) => strengths::brought(line),
        Subject::Goal => goal(line),
        Subject::Addition if is_reply(&line) => PhrasedNote::new(line, NoteForm::Reply),
        Subject::Addition if is_of_candidate(&line) => PhrasedNote::new(line, NoteForm::Statement),
        Subject::Addition if phrase::is_noun_phrase(&line, true) => PhrasedNote::new(line, NoteForm::Phrase),
        Subject::Strength | Subject::Addition => PhrasedNote::new(line, NoteForm::Sentence),
    }
}

fn conversation(line: &str, listener: Listener<'_>) -> PhrasedNote {
    let line = with_article(without_frame(line));
    if phrase::is_noun_phrase(&line, true) {
        PhrasedNote::new(without_listener(&line, listener), NoteForm::Phrase)
    } else {
        PhrasedNote::new(line, NoteForm::Sentence)
    }
}

/// "Dirigir un equipo" is an infinitive, and so is what follows "quiero".
fn goal(line: String) -> PhrasedNote {
    let wishes = ["quiero ", "quisiera ", "me gustaría ", "mi objetivo es ", "deseo ", "busco "];
    let wish = wishes.iter().find_map(|wish| line.strip_prefix(wish));
    let bare = wish.unwrap_or(&line);
    if is_infinitive(bare.split(' ').next().unwrap_or_default()) {
        PhrasedNote::new(bare.to_owned(), NoteForm::Infinitive)
    } else if phrase::is_noun_phrase(bare, true) {
        PhrasedNote::new(bare.to_owned(), NoteForm::Phrase)
    } else {
        PhrasedNote::new(line, NoteForm::Sentence)
    }
}

fn is_infinitive(word: &str) -> bool {
    let ends = ["ar", "er", "ir", "arse", "erse", "irse"].iter().any(|ending| word.ends_with(ending));
    ends && word.len() > 3 && word.chars().all(char::is_lowercase) && !NO_INFINITIVES.contains(&word)
}

/// "diez años de Rust", "experiencia en logística".
fn is_strength(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    phrase::is_noun_phrase(line, !BARE_STRENGTHS.contains(&first))
}

/// "sí, desde mayo".
fn is_reply(line: &str) -> bool {
    let first = line.split([' ', ',', '.']).next().unwrap_or_default();
    ["sí", "si", "no", "claro"].contains(&first) && line[first.len()..].starts_with([',', '.', ';'])
        || ["sí", "no"].contains(&line)
}

/// "también he llevado Kafka en producción", "dirigí un equipo": what the candidate says of themselves.
fn is_of_candidate(line: &str) -> bool {
    let adverbs = ["también", "además", "ya", "actualmente", "no", "me", "solo", "sólo"];
    let verb = line.split(' ').find(|word| !adverbs.contains(word)).unwrap_or_default();
    let past = verb.chars().count() > 3 && verb.ends_with(['é', 'í']) && verb.chars().all(char::is_lowercase);
    FIRST_PERSON.contains(&verb) || past
}

/// `line` without the marks at its end, except for a question mark and the stop of an abbreviation.
fn without_stop(line: &str) -> &str {
    let bare = line.trim_end_matches(['.', '!', ';', ',', ':', '…', ' ']).trim_start_matches(['¡', '-', ' ']);
    let last = bare.rsplit(' ').next().unwrap_or(bare);
    let stop_follows = line.trim_end().ends_with('.') && !line.trim_end().ends_with("..");
    if bare.is_empty() || (stop_follows && (abbreviates(last) || last.contains('.'))) { line.trim() } else { bare }
}

fn has_several_sentences(line: &str) -> bool {
    line.contains(['\n', '?', '!', ';'])
        || line.match_indices(". ").any(|(at, _)| {
            let before = line[..at].rsplit(' ').next().unwrap_or_default();
            !abbreviates(before) && before.chars().count() > 1
        })
}

/// `line` with a small first letter, where its first word is surely no name and no part of one.
fn with_small_start(line: &str, of_candidate: bool) -> String {
    let first = line.split([' ', ',']).next().unwrap_or(line);
    let small = first.to_lowercase();
    let capitals = first.chars().skip(1).any(char::is_uppercase);
    let in_name = line.split(' ').nth(1).is_some_and(|second| second.starts_with(char::is_uppercase));
    let article = ["el", "la", "los", "las"].contains(&small.as_str());
    let is_known = SMALL_STARTS.contains(&small.as_str())
        || FIRST_PERSON.contains(&small.as_str())
        || BARE_STRENGTHS.contains(&small.as_str())
        || is_infinitive(&small)
        || small.ends_with("ción")
        // "Dirigí", but of others it may be "José".
        || of_candidate && small.ends_with(['é', 'í']) && !in_name;
    if capitals || (article && in_name) || !is_known {
        line.to_owned()
    } else {
        format!("{small}{}", &line[first.len()..])
    }
}

/// "hablamos de la guardia" is about the guard duty, and so is "conversación sobre la guardia".
fn without_frame(line: &str) -> String {
    let frames = [
        "hablamos de ",
        "hablamos sobre ",
        "hablamos acerca de ",
        "conversamos sobre ",
        "comentamos ",
        "charla sobre ",
        "conversación sobre ",
        "la conversación sobre ",
        "nuestra conversación sobre ",
        "discutimos ",
    ];
    if let Some(rest) = line.strip_prefix("hablamos del ") {
        return format!("el {rest}");
    }
    frames.iter().find_map(|frame| line.strip_prefix(frame)).unwrap_or(line).to_owned()
}

/// "migración a eventos" is "la migración a eventos".
fn with_article(line: String) -> String {
    let first = line.split(' ').next().unwrap_or(&line);
    let feminine = ["ción", "sión", "dad", "tad", "tud"].iter().any(|ending| first.ends_with(ending));
    if feminine && first.chars().all(char::is_lowercase) { format!("la {line}") } else { line }
}

/// "el enfoque de Ana sobre los turnos" is, said to Ana, "el enfoque sobre los turnos".
fn without_listener(line: &str, listener: Listener<'_>) -> String {
    let names = [listener.name, listener.given_name, listener.family_name];
    for name in names.into_iter().flatten() {
        let of_them = format!(" de {name}");
        if let Some((before, after)) = line.split_once(&of_them)
            && (after.is_empty() || after.starts_with(' '))
        {
            return format!("{before}{after}");
        }
    }
    line.to_owned()
}

/// Why `line` is left out of messages, if it is.
pub(super) fn unfit(line: &str, subject: Subject<'_>) -> Option<Unfit> {
    // What the candidate adds is meant for the employer, and it may be about money where they asked.
    if subject == Subject::Addition {
        return None;
    }
    let small = line.to_lowercase();
    let words: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let talked_about = matches!(subject, Subject::Conversation(_));
    if talked_about && words.iter().any(|word| PRIVATE.contains(word)) {
        Some(Unfit::Private)
    } else if small.contains("://") || words.first() == Some(&"www") {
        Some(Unfit::Link)
    } else if line.split_whitespace().any(|word| EMOTICONS.contains(&word)) {
        Some(Unfit::Emoticon)
    } else if talked_about && is_reminder(&words) {
        Some(Unfit::Reminder)
    } else if line.contains('¿') || line.trim_end().ends_with('?') {
        Some(Unfit::Question)
    } else if breaks_off(line) {
        Some(Unfit::Unfinished)
    } else if words.iter().all(|word| TRAITS.contains(word)) && subject != Subject::Goal {
        Some(if talked_about { Unfit::Description } else { Unfit::Trait })
    } else if talked_about && (small.starts_with("yo ") || small.starts_with("mi ") || small.starts_with("me ")) {
        Some(Unfit::Oneself)
    } else {
        None
    }
}

/// "preguntar por la fecha", "no olvidar el enlace", "recordar que …".
fn is_reminder(words: &[&str]) -> bool {
    match words {
        ["no", second, ..] => ["olvidar", "mencionar", "decir", "hablar"].contains(second),
        ["tengo" | "hay", "que", ..] | ["debo" | "pendiente", ..] | ["todo"] => true,
        [first, ..] => REMINDERS.contains(first),
        [] => false,
    }
}

/// Whether `line` has three dots that aren't its end.
fn breaks_off(line: &str) -> bool {
    let kept = line.trim_end_matches(['.', '…', ' ']);
    kept.contains("...") || kept.contains('…')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteForm::{Infinitive, Phrase, Reply, Sentence, Statement};

    const TOPIC: Subject<'static> = Subject::Conversation(Listener {
        name: Some("Ana Ruiz"),
        given_name: Some("Ana"),
        family_name: None,
        alone: true,
        familiar: false,
    });

    #[track_caller]
    fn check(note: &str, subject: Subject<'_>, text: &str, form: NoteForm) {
        let phrased = phrase_note(note, subject);
        assert_eq!((phrased.text.as_str(), phrased.form), (text, form), "{note}");
    }

    #[test]
    fn topics_are_phrases_only_where_that_is_certain() {
        for (note, text) in [
            ("El paso a una arquitectura de eventos.", "el paso a una arquitectura de eventos"),
            ("los turnos de guardia", "los turnos de guardia"),
            ("Migración a la nube", "la migración a la nube"),
            ("hablamos del nuevo centro de datos", "el nuevo centro de datos"),
            ("el enfoque de Ana sobre la revisión de código", "el enfoque sobre la revisión de código"),
            ("la contratación en Lisboa y Oporto", "la contratación en Lisboa y Oporto"),
        ] {
            check(note, TOPIC, text, Phrase);
        }
        for (note, text) in [
            ("el equipo usa Rust", "el equipo usa Rust"),
            ("el equipo de datos crece mucho", "el equipo de datos crece mucho"),
            ("la empresa quiere abrir en Lima", "la empresa quiere abrir en Lima"),
            ("Kafka", "Kafka"),
            ("El Corte Inglés es cliente", "El Corte Inglés es cliente"),
        ] {
            check(note, TOPIC, text, Sentence);
        }
    }

    #[test]
    fn strengths_goals_and_additions_have_forms_of_their_own() {
        let rust = "diez años de experiencia en sistemas de pago con Rust";
        check("Diez años de experiencia en sistemas de pago con Rust", Subject::Strength, rust, Phrase);
        check(
            "10 años construyendo sistemas de pago",
            Subject::Strength,
            "10 años construyendo sistemas de pago",
            Phrase,
        );
        check("la dirección de equipos", Subject::Strength, "mi experiencia en la dirección de equipos", Phrase);
        check("un equipo de ocho personas", Subject::Strength, "un equipo de ocho personas", Sentence);
        check("Dirigí un equipo de ocho personas", Subject::Strength, "dirigí un equipo de ocho personas", Statement);
        check("Dirigir un equipo de plataforma", Subject::Goal, "dirigir un equipo de plataforma", Infinitive);
        check("Quiero aprender Go", Subject::Goal, "aprender Go", Infinitive);
        check("También he llevado Kafka", Subject::Addition, "también he llevado Kafka", Statement);
        check("Sí, desde mayo", Subject::Addition, "sí, desde mayo", Reply);
        check("Mis charlas sobre incidentes", Subject::Addition, "mis charlas sobre incidentes", Phrase);
    }

    #[test]
    fn notes_that_do_not_belong_in_a_message_are_left_out() {
        for (note, why) in [
            ("el sueldo", Unfit::Private),
            ("preguntar por la fecha", Unfit::Reminder),
            ("no olvidar el enlace", Unfit::Reminder),
            ("¿cuántos son?", Unfit::Question),
            ("la migración a … no sé", Unfit::Unfinished),
            ("muy simpática", Unfit::Description),
            ("https://example.com/x", Unfit::Link),
        ] {
            assert_eq!(unfit(note, TOPIC), Some(why), "{note}");
        }
        assert_eq!(unfit("los turnos de guardia", TOPIC), None);
        assert_eq!(unfit("trabajador y puntual", Subject::Strength), Some(Unfit::Trait));
        assert_eq!(unfit("el sueldo sería de 40 000 euros", Subject::Addition), None);
    }
}
