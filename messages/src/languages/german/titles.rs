//! Titles as one is spoken to: of all degrees a greeting has "Prof." and "Dr.", in Austria the others, too. An envelope
//! has them all.

/// Beginnings of abbreviated degrees that are spoken in Austria.
const AUSTRIAN: [&str; 7] = ["ddr", "dipl", "dkfm", "ing", "mag", "mmag", "rr"];

/// Words of degrees that some write without a full stop.
const OF_DEGREES: [&str; 16] = [
    "bachelor", "dipl", "habil", "ing", "iur", "jur", "lic", "mag", "master", "med", "mult", "nat", "oec", "phil",
    "rer", "univ",
];

/// The part of `title` that is spoken, with a space behind it: "Prof. Dr. " of "Prof. Dr. med.", nothing of
/// "Dipl.-Ing.".
pub(super) fn spoken(title: &str, region: &str) -> String {
    let mut spoken = String::new();
    let mut has_doctor = false;
    for word in title.split_whitespace() {
        let small = word.to_lowercase();
        let is_doctor = small.strip_prefix("dr").is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
        let is_degree = word.contains('.')
            || OF_DEGREES.contains(&small.as_str())
            || word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let is_austrian = region == "AT"
            && (AUSTRIAN.iter().any(|start| small.starts_with(start))
                || matches!(small.trim_end_matches('.'), "di" | "ddi"));
        let said = if is_doctor {
            // "Dr.-Ing.", "Dr. Dr. h. c."
            Some(if word.contains('.') { "Dr." } else { "Dr" }).filter(|_| !std::mem::replace(&mut has_doctor, true))
        } else if small.starts_with("prof") || is_austrian || !is_degree {
            Some(word)
        } else {
            None
        };
        if let Some(said) = said {
            spoken.push_str(said);
            spoken.push(' ');
        }
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_has_doctors_and_professors_only() {
        for (title, region, expected) in [
            ("Dr.", "", "Dr. "),
            ("Dr. med.", "", "Dr. "),
            ("Dr.-Ing.", "CH", "Dr. "),
            ("Prof. Dr. Dr. h. c.", "DE", "Prof. Dr. "),
            ("PD Dr. rer. nat.", "", "Dr. "),
            ("Dipl.-Ing.", "", ""),
            ("Dipl.-Ing.", "AT", "Dipl.-Ing. "),
            ("DI", "AT", "DI "),
            ("DI", "DE", ""),
            ("Mag. Dr.", "AT", "Mag. Dr. "),
            ("Mag.", "DE", ""),
            ("MBA", "AT", ""),
            ("Professorin", "", "Professorin "),
            ("Hofrätin", "AT", "Hofrätin "),
            ("Dr med", "CH", "Dr "),
        ] {
            assert_eq!(spoken(title, region), expected, "{title} {region}");
        }
    }
}
