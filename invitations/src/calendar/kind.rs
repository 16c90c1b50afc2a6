//! Finds the kind of an interview by words of its title.

use planning::facts::InterviewKind;

/// Words in English, German, French and Spanish. The first list with a word of the title counts.
const KINDS: [(InterviewKind, &[&str]); 6] = [
    (
        InterviewKind::Assignment,
        &[
            "assignment",
            "take home",
            "case study",
            "home task",
            "hausaufgabe",
            "probeaufgabe",
            "fallstudie",
            "étude de cas",
            "caso práctico",
            "prueba técnica en casa",
        ],
    ),
    (
        InterviewKind::Screening,
        &[
            "screen",
            "screening",
            "phone interview",
            "recruiter call",
            "recruiter chat",
            "intro call",
            "introductory call",
            "introduction call",
            "first call",
            "telefoninterview",
            "erstgespräch",
            "kennenlerngespräch",
            "vorgespräch",
            "entretien téléphonique",
            "premier entretien",
            "préqualification",
            "entrevista telefónica",
            "primera entrevista",
        ],
    ),
    (
        InterviewKind::Panel,
        &[
            "panel",
            "onsite",
            "on site",
            "superday",
            "interview loop",
            "interview day",
            "jury",
            "assessment center",
            "assessment centre",
        ],
    ),
    (
        InterviewKind::Final,
        &[
            "final",
            "final round",
            "last round",
            "abschlussgespräch",
            "finalrunde",
            "letzte runde",
            "entretien final",
            "dernier entretien",
            "entrevista final",
            "última entrevista",
        ],
    ),
    (
        InterviewKind::Technical,
        &[
            "technical",
            "tech interview",
            "tech",
            "coding",
            "code review",
            "pair programming",
            "pairing",
            "system design",
            "whiteboard",
            "live coding",
            "fachgespräch",
            "fachinterview",
            "technisches",
            "technique",
            "técnica",
            "técnico",
        ],
    ),
    (
        InterviewKind::Behavioral,
        &[
            "behavioral",
            "behavioural",
            "culture fit",
            "cultural fit",
            "culture interview",
            "culture add",
            "values interview",
            "core values",
            "comportemental",
            "conductual",
            "competencias",
        ],
    ),
];

/// The kind that the title suggests.
pub(super) fn kind_from_title(summary: &str) -> InterviewKind {
    let mut words = String::with_capacity(summary.len() + 2);
    words.push(' ');
    for word in summary.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.extend(word.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    let has = |phrase: &&str| {
        words
            .match_indices(phrase)
            .any(|(at, _)| words[..at].ends_with(' ') && words[at + phrase.len()..].starts_with(' '))
    };
    KINDS.iter().find(|(_, phrases)| phrases.iter().any(has)).map_or(InterviewKind::Other, |&(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_the_kind() {
        for (summary, kind) in [
            ("Phone screen with Acme", InterviewKind::Screening),
            ("Acme: Recruiter Call", InterviewKind::Screening),
            ("Technical Interview - Data Engineer", InterviewKind::Technical),
            ("System-Design interview", InterviewKind::Technical),
            ("Onsite – Panel (4)", InterviewKind::Panel),
            ("Final round: CTO", InterviewKind::Final),
            ("Take-home assignment review", InterviewKind::Assignment),
            ("Behavioural interview", InterviewKind::Behavioral),
            ("Telefoninterview mit Frau Weber", InterviewKind::Screening),
            ("Fachgespräch", InterviewKind::Technical),
            ("ENTRETIEN TÉLÉPHONIQUE", InterviewKind::Screening),
            ("Entrevista técnica", InterviewKind::Technical),
            ("Interview Ada Okafor", InterviewKind::Other),
            ("Technologist meeting at Finale Inc", InterviewKind::Other),
            ("", InterviewKind::Other),
        ] {
            assert_eq!(kind_from_title(summary), kind, "{summary}");
        }
    }
}
