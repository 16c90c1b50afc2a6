//! Estimates the width of texts, since the reader's fonts are unknown.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

/// The width of bold letters relative to others.
pub(crate) const BOLD_WIDTH_FACTOR: f64 = 1.08;

/// The approximate width of a text in the fonts that the style sheet names first. It may be a little wider.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.graphemes(true).map(grapheme_width).sum::<f64>() * size
}

fn grapheme_width(grapheme: &str) -> f64 {
    let mut chars = grapheme.chars();
    let first = chars.next().map_or(0.0, char_width);
    first + chars.filter(|c| c.is_alphabetic()).map(char_width).sum::<f64>()
}

/// Widths in em, of Liberation Sans, which is as wide as Arial and Helvetica, and a few for wider fonts.
fn char_width(c: char) -> f64 {
    match c {
        '\u{2066}'..='\u{2069}' => 0.0,
        'i' | 'j' | 'l' | '\'' => 0.24,
        '|' | '!' | ',' | '.' | '/' | ':' | ';' | '[' | '\\' | ']' | 'f' | 't' | 'I' | ' ' => 0.3,
        '-' | '(' | ')' | '`' | 'r' | '{' | '}' => 0.36,
        '*' | '"' => 0.42,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.53,
        'F' | 'T' | 'Z' | '+' | '<' | '=' | '>' => 0.65,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 0.71,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 0.77,
        'G' | 'O' | 'Q' => 0.83,
        'M' | 'm' => 0.88,
        'W' | '%' | '@' => 1.05,
        '\u{0}'..='\u{7f}' | '\u{2000}'..='\u{2025}' | '\u{2027}'..='\u{2065}' => 0.6,
        '\u{80}'..='\u{24f}' => 0.66,
        '\u{250}'..='\u{10ff}' => 0.76,
        '…' => 1.07,
        // Emoji are wider than East Asian characters, which are one em wide.
        '\u{1f000}'..='\u{1faff}' => 1.4,
        _ => 1.05,
    }
}

/// The text, or its beginning with an ellipsis if it is too long. Combined characters are not cut apart.
pub(crate) fn shortened(text: &str, size: f64, room: f64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let room = room - char_width('…') * size;
    let mut used = 0.0;
    let fits = |grapheme: &&str| {
        used += grapheme_width(grapheme) * size;
        used <= room
    };
    let kept: String = text.graphemes(true).take_while(fits).collect();
    Cow::Owned(kept.trim_end().to_owned() + "…")
}

/// A name as part of a sentence: without characters that XML can't contain or that change the direction of the text,
/// and isolated if it is written from right to left.
pub(crate) fn part(name: &str) -> Cow<'_, str> {
    let name = if name.contains(is_unfit) { Cow::Owned(name.replace(is_unfit, "")) } else { Cow::Borrowed(name) };
    if name.contains(is_right_to_left) { Cow::Owned(format!("\u{2068}{name}\u{2069}")) } else { name }
}

/// Whether XML can't contain the character, or it changes the direction of text or ends a line.
pub(crate) fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_does_not_fit_ends_with_an_ellipsis() {
        assert_eq!(shortened("Ada Okafor", 10.0, 100.0), "Ada Okafor");
        let cut = shortened("Ada Okafor the Third of a Very Long Name", 10.0, 100.0);
        assert!(cut.ends_with('…') && cut.starts_with("Ada Okafor"), "{cut}");
        assert!(width(&cut, 10.0) <= 100.0);
        // A family of four is one picture of seven characters.
        let families = shortened("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 10.0, 26.0);
        assert_eq!(families, "👨‍👩‍👧‍👦…");
    }

    #[test]
    fn a_name_orders_only_itself() {
        assert_eq!(part("Ada"), "Ada");
        assert_eq!(part("נועה"), "\u{2068}נועה\u{2069}");
        assert_eq!(part("evil\u{202e}eman\u{2069}\u{ffff}"), "evileman");
    }
}
