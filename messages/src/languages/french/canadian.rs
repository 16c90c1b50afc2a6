//! The words of Canada in sentences about messages.

/// Words of France, and those of Canada.
const WORDS: [(&str, &str); 5] = [
    ("adresse e-mail", "adresse de courriel"),
    ("l'e-mail", "le courriel"),
    ("d'un même entretien", "d'une même entrevue"),
    ("l'entretien", "l'entrevue"),
    ("L'entretien", "L'entrevue"),
];

/// The sentence in the words of Canada, but for what it quotes.
pub(super) fn worded(sentence: &str) -> String {
    let mut worded = String::with_capacity(sentence.len());
    for part in sentence.split_inclusive('»') {
        let (said, quoted) = part.split_at(part.find('«').unwrap_or(part.len()));
        worded.push_str(&WORDS.iter().fold(said.to_owned(), |said, (here, there)| said.replace(here, there)));
        worded.push_str(quoted);
    }
    worded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canada_has_words_of_its_own() {
        assert_eq!(
            worded("Ajoutez l'adresse e-mail de la personne. Rien ne vient de l'entretien."),
            "Ajoutez l'adresse de courriel de la personne. Rien ne vient de l'entrevue."
        );
        assert_eq!(
            worded("« l'entretien du 3 » n'est pas le jour de l'entretien."),
            "« l'entretien du 3 » n'est pas le jour de l'entrevue."
        );
    }
}
