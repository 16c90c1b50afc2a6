//! Small corrections of texts from outside, and of sentences that contain them.

/// The characters that a line of a list may begin with.
const BULLETS: [char; 4] = ['-', '*', '•', '–'];

/// `text` on one line: single spaces, no bullets, no characters that would turn the order of what follows around.
pub(crate) fn one_line(text: &str) -> String {
    if is_tidy_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let item = part.trim_start_matches(BULLETS).trim_start();
        if !line.is_empty() {
            let ended = line.ends_with(['.', ',', ';', ':', '?', '!']);
            line.push_str(if item.len() < part.len() && !ended { "; " } else { " " });
        }
        line.push_str(if item.is_empty() { part } else { item });
    }
    let kept: String = line.chars().filter(|c| !reorders(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Whether [`one_line`] leaves `text` as it is, as it does with most of what it gets: a quicker way to the same.
fn is_tidy_line(text: &str) -> bool {
    let mut before = ' ';
    let tidy = text.chars().all(|c| {
        let spaced = before == ' ' && matches!(c, ' ' | ',');
        before = c;
        !spaced && (c == ' ' || !c.is_whitespace()) && !reorders(c)
    });
    tidy && before != ' ' && !text.starts_with(BULLETS)
}

/// The title of a position, as it is used before "position": without "(m/f/d)", and without a "position" of its own.
pub(crate) fn position_title(title: &str) -> String {
    const NOUNS: [&str; 4] = [" position", " role", " job", " post"];
    let line = one_line(title);
    let unmarked = without_gender_marks(&line);
    let kept = unmarked.as_str();
    let small = kept.to_lowercase();
    // A title in another case may have other bytes in small letters.
    let noun = NOUNS.iter().find(|noun| small.ends_with(*noun) && small.len() == kept.len());
    let kept = noun.and_then(|noun| kept.get(..kept.len() - noun.len())).unwrap_or(kept);
    if kept.is_empty() { line } else { kept.to_owned() }
}

/// `title` without a word for "position" at its start, of those in `nouns`: "Puesto de Analista" is "Analista".
pub(crate) fn without_noun<'t>(title: &'t str, nouns: &[&str]) -> &'t str {
    let rest = |noun: &&str| {
        let start = title.get(..noun.len()).filter(|start| start.eq_ignore_ascii_case(noun))?;
        Some(title[start.len()..].trim_start()).filter(|rest| says_something(rest))
    };
    nouns.iter().find_map(rest).unwrap_or(title)
}

/// `title` without what says that people of all genders are meant: "(m/f/d)", "(all genders)", "m/w/d".
fn without_gender_marks(title: &str) -> String {
    const IN_WORDS: [&str; 9] = [
        "all gender",
        "all genders",
        "alle",
        "alle geschlechter",
        "any gender",
        "gn",
        "geschlechtsneutral",
        "tous genres",
        "todos los géneros",
    ];
    const DIVERSE: [&str; 4] = ["div", "divers", "diverse", "inter"];
    let mut kept = title.to_owned();
    let mut from = 0;
    while let Some(open) = kept[from..].find(['(', '[']).map(|at| from + at) {
        let Some(close) = kept[open..].find([')', ']']).map(|at| open + at) else { break };
        let mark = kept[open + 1..close].trim().to_lowercase();
        let genders = || mark.split(['/', '|', ',', '*', ':']).map(str::trim);
        let marks = genders().all(|mark| mark.chars().count() <= 1 || DIVERSE.contains(&mark));
        if IN_WORDS.contains(&mark.as_str()) || mark.contains(['/', '|', ',']) && marks {
            let (before, after) = (kept[..open].trim_end(), kept[close + 1..].trim_start());
            let between = if before.is_empty() || after.is_empty() { "" } else { " " };
            from = before.len();
            kept = format!("{before}{between}{after}");
        } else {
            from = close + 1;
        }
    }
    let words: Vec<&str> = kept.split(' ').collect();
    let last = words.len() - 1;
    // "m/w/d" is nothing else, and "H/F" at the end.
    let says = |at: usize, word: &str| marks_genders(word) && (at == last || word.len() >= "m/w/d".len());
    let Some(at) = words.iter().enumerate().position(|(at, word)| at > 0 && says(at, word)) else { return kept };
    let before = words[..at].join(" ");
    let before = before.trim_end_matches([' ', '-', '–', ',']);
    if at == last { before.to_owned() } else { format!("{before} {}", words[at + 1..].join(" ")) }
}

/// Whether `word` says that people of all genders are meant: "m/w/d", "H/F".
fn marks_genders(word: &str) -> bool {
    let mut marks = word.split(['/', '|']);
    word.contains(['/', '|'])
        && marks.all(|mark| mark.len() == 1 && "mwdfhxin".contains(mark.to_ascii_lowercase().as_str()))
}

/// Whether a note has anything to read in it, and isn't all dashes and dots.
pub(crate) fn says_something(note: &str) -> bool {
    note.chars().any(char::is_alphanumeric)
}

/// Bidirectional embeddings, overrides and isolates: left open in a name, they would reach to the end of the line.
const fn reorders(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `sentence` with single spaces, and with one mark at its end where the text put into it brought one along.
pub(crate) fn settled(sentence: &str) -> String {
    let mut words: Vec<String> = sentence.split_whitespace().map(str::to_owned).collect();
    for word in &mut words {
        for (doubled, single) in [("..", "."), ("?.", "?"), ("!.", "!"), ("….", "…")] {
            if word.ends_with(doubled) && !word.ends_with("...") {
                word.truncate(word.len() - doubled.len());
                word.push_str(single);
            }
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_outside_fits_into_a_line() {
        assert_eq!(one_line("  the move\nto   Postgres "), "the move to Postgres");
        assert_eq!(one_line("- on-call rota\n- retros"), "on-call rota; retros");
        assert_eq!(one_line("Kim\u{202E} Lee"), "Kim Lee");
        assert_eq!(one_line("עידו לוי"), "עידו לוי");
        assert_eq!(one_line("-"), "-");
        for tidy in ["Kim Lee, PhD", "end-to-end", "3 – 4", "C'est ça"] {
            assert!(is_tidy_line(tidy) && one_line(tidy) == tidy, "{tidy}");
        }
        for (untidy, tidied) in
            [("a ,b", "a,b"), ("• one", "one"), ("one\u{a0}two", "one two"), ("one ", "one"), ("", "")]
        {
            assert!(!is_tidy_line(untidy) && one_line(untidy) == tidied, "{untidy}");
        }
    }

    #[test]
    fn a_title_is_put_before_position() {
        for (title, kept) in [
            ("Nurse position", "Nurse"),
            ("Data Engineer (m/f/d)", "Data Engineer"),
            ("Analyst (m/w/d)", "Analyst"),
            ("Analyst m/w/d", "Analyst"),
            ("Ingénieur logiciel - H/F", "Ingénieur logiciel"),
            ("Tester A/B", "Tester A/B"),
            ("Sales Role (f/m/x)", "Sales"),
            ("Data Engineer (all genders)", "Data Engineer"),
            ("Analystin (gn)", "Analystin"),
            ("Analystin (m/w/divers)", "Analystin"),
            ("Sachbearbeiter/-in (m/w/d) in Teilzeit", "Sachbearbeiter/-in in Teilzeit"),
            ("Analystin m/w/d in Teilzeit", "Analystin in Teilzeit"),
            ("Analystin [w/m/d]", "Analystin"),
            ("Head (Rust) of (m/w)", "Head (Rust) of"),
            ("(m/w/d)", "(m/w/d)"),
            ("Engineer (Rust)", "Engineer (Rust)"),
            ("Engineer (C/C++)", "Engineer (C/C++)"),
            ("Position", "Position"),
            ("Head of Product", "Head of Product"),
        ] {
            assert_eq!(position_title(title), kept);
        }
    }

    #[test]
    fn a_title_has_no_noun_before_it() {
        let nouns = ["Puesto de ", "Poste d'", "Stelle:"];
        for (title, bare) in [
            ("Puesto de Analista", "Analista"),
            ("puesto de analista", "analista"),
            ("Poste d'Ingénieure", "Ingénieure"),
            ("Stelle: Analystin", "Analystin"),
            ("Puestos de Ventas", "Puestos de Ventas"),
            ("Puesto de ", "Puesto de "),
            ("É", "É"),
        ] {
            assert_eq!(without_noun(title, &nouns), bare);
        }
    }

    #[test]
    fn marks_are_not_doubled() {
        assert_eq!(settled("We met at Acme Inc.."), "We met at Acme Inc.");
        assert_eq!(settled("One thing: what about weekends?."), "One thing: what about weekends?");
        assert_eq!(settled("and so on... Then"), "and so on... Then");
    }
}
