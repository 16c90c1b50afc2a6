//! Text whose width has to be guessed, since the fonts are the reader's.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

/// How much wider than others bold letters are.
pub(super) const BOLD: f64 = 1.1;

/// How wide the text will be, or a little less, in the fonts that the style asks for first.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.graphemes(true).map(grapheme_width).sum::<f64>() * size
}

fn grapheme_width(grapheme: &str) -> f64 {
    let mut chars = grapheme.chars();
    let first = chars.next().map_or(0.0, char_width);
    first + chars.filter(|c| c.is_alphabetic()).map(char_width).sum::<f64>()
}

/// In widths of an em.
fn char_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '!' | '.' | ',' | ':' | ';' | ' ' => 0.33,
        'f' | 'r' | 't' | 'I' | '-' | '(' | ')' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.97,
        'A'..='Z' => 0.7,
        '\u{0}'..='\u{7f}' => 0.58,
        '\u{80}'..='\u{10ff}' => 0.68,
        // East Asian characters, pictures, and whatever else there may be.
        _ => 1.3,
    }
}

/// The text, or as much of it as there is room for and an ellipsis. What looks like one character isn't cut apart.
pub(super) fn shortened(text: &str, size: f64, room: f64) -> Cow<'_, str> {
    if width(text, size) <= room {
        return Cow::Borrowed(text);
    }
    let room = room - size;
    let mut used = 0.0;
    let fits = |grapheme: &&str| {
        used += grapheme_width(grapheme) * size;
        used <= room
    };
    let kept: String = text.graphemes(true).take_while(fits).collect();
    Cow::Owned(kept.trim_end().to_owned() + "…")
}

/// Somebody's name as part of a sentence: without characters that XML can't hold or that order the text around them,
/// and kept apart if it is written from right to left.
pub(super) fn part(name: &str) -> Cow<'_, str> {
    let name = if name.contains(is_unfit) { Cow::Owned(name.replace(is_unfit, "")) } else { Cow::Borrowed(name) };
    if name.contains(is_right_to_left) { Cow::Owned(format!("\u{2068}{name}\u{2069}")) } else { name }
}

/// Whether XML has no such character, or it orders text, or is a line's end.
pub(super) fn is_unfit(c: char) -> bool {
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
    fn what_has_no_room_ends_with_an_ellipsis() {
        assert_eq!(shortened("Ada Okafor", 10.0, 100.0), "Ada Okafor");
        let cut = shortened("Ada Okafor the Third of a Very Long Name", 10.0, 100.0);
        assert!(cut.ends_with('…') && cut.starts_with("Ada Okafor"), "{cut}");
        assert!(width(&cut, 10.0) <= 100.0 + 3.0);
        // A family of four is one picture of seven characters.
        let families = shortened("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 10.0, 24.0);
        assert_eq!(families, "👨‍👩‍👧‍👦…");
    }

    #[test]
    fn a_name_orders_only_itself() {
        assert_eq!(part("Ada"), "Ada");
        assert_eq!(part("נועה"), "\u{2068}נועה\u{2069}");
        assert_eq!(part("evil\u{202e}eman\u{2069}\u{ffff}"), "evileman");
    }
}
