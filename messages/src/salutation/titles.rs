//! Titles in front of names.

/// Whether `word` is a title and not a name.
pub(crate) fn is_title(word: &str) -> bool {
    const TITLES: [&str; 39] = [
        "captain",
        "colonel",
        "dame",
        "dipl",
        "doctor",
        "dr",
        "dra",
        "frau",
        "herr",
        "ing",
        "lady",
        "lic",
        "lord",
        "madam",
        "madame",
        "mademoiselle",
        "mevrouw",
        "miss",
        "mlle",
        "mme",
        "monsieur",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "profa",
        "professor",
        "rev",
        "señor",
        "señora",
        "señorita",
        "signor",
        "signora",
        "sir",
        "sister",
        "sr",
        "sra",
        "srta",
    ];
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Whether `word` is an abbreviation that is a title, with its full stop: "Mag.", "Dipl.", "Ing.".
pub(crate) fn is_short_title(word: &str) -> bool {
    const SHORT: [&str; 34] = [
        "ao", "arch", "arq", "assoc", "asst", "avv", "di", "dipl", "dott", "drs", "eng", "habil", "hon", "ing", "ir",
        "iur", "jur", "lcda", "lcdo", "lic", "mag", "med", "mmag", "mtra", "mtro", "nat", "oec", "pd", "phil", "profa",
        "ra", "rer", "rt", "univ",
    ];
    word.ends_with('.') && SHORT.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}
