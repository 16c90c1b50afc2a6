//! Emoticons and emoji.

use std::sync::LazyLock;

use regex::Regex;

use crate::proofread::{
    Check, Finding, Issue, Severity, prepared_text::PreparedText, resolved_context::ResolvedContext,
};

/// Emoji and sequences of emoji; without trade marks, copyright signs, digits and plain arrows.
static EMOJI: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:(?:\p{Emoji_Presentation}|[☺☹♥❤❣✌☝✨☀☕✔✅☎]|[\p{Emoji}--[0-9\#*©®™]]\u{FE0F})",
        r"(?:[\p{Emoji_Modifier}\u{FE0F}\u{20E3}]|\u{200D}\p{Extended_Pictographic})*[ ]?)+"
    ))
    .expect("it is a regular expression")
});

/// Faces and hearts of plain characters, in the group `face`.
static FACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?:^|[\s.,!?\pL)])
        (?P<face>
            [:;=][-'^o]?[()DPp\[\]|/\\*oO3>]+ | [:;]-[()DPpOo|/\\*] | [xX]D+ | [8B]-\) | >:\( | :'\( | <3+ | </3
            | \^_*\^ | -_+- | [oO]_[oO] | T_T | \\o/ | \(:|\(; | :-?\} | ¯\\_\(ツ\)_/¯ | \([\^ᵔ•]\S{1,3}[\^ᵔ•]\) | [:;]{1}\){2,}
        )
        (?:$|[\s.,!?)])",
    )
    .expect("it is a regular expression")
});

/// Names of emoji between colons, as chat programs know them.
static SHORTCODES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r":(?:smil\w*|grin\w*|joy|wink|heart\w*|thumbsup|\+1|tada|rocket|fire|pray|laughing|blush|wave|rofl|100|clap|raised_hands|sunglasses|star\w*|muscle|party\w*|slight_smile|sob|cry|sweat_smile|ok_hand|thinking):")
        .expect("it is a regular expression")
});

pub(super) fn check(prepared: &PreparedText<'_>, context: &ResolvedContext<'_>) -> Vec<Finding> {
    let text = prepared.plain.as_str();
    let faces = FACES.captures_iter(text).filter_map(|found| found.name("face"));
    let found = EMOJI.find_iter(text).chain(faces).chain(SHORTCODES.find_iter(text));
    let found = found.map(|found| super::super::lines::trimmed(text, found.range()));
    // Names may contain emoji.
    let is_in_name = |words: &str| context.own_notes.iter().any(|note| note.contains(words));
    found
        .filter(|at| !is_in_name(&text[at.clone()].to_lowercase()))
        .map(|at| Finding {
            span: Some(prepared.span(&at)),
            ..Finding::new(
                Check::Emoticon,
                Severity::Warning,
                prepared.part,
                context.describe(Issue::Emoticon { quote: &prepared.quote(&at) }),
            )
        })
        .collect()
}
