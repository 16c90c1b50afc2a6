//! The replacement of letters.

const SMALL: [char; 26] = [
    'à', 'ƀ', 'ç', 'đ', 'é', 'ƒ', 'ĝ', 'ĥ', 'î', 'ĵ', 'ķ', 'ļ', 'ɱ', 'ñ', 'ö', 'þ', 'ǫ', 'ŕ', 'š', 'ţ', 'û', 'ʋ', 'ŵ',
    'ẋ', 'ý', 'ž',
];
const CAPITAL: [char; 26] = [
    'À', 'Ɓ', 'Ç', 'Đ', 'É', 'Ƒ', 'Ĝ', 'Ĥ', 'Î', 'Ĵ', 'Ķ', 'Ļ', 'Ṁ', 'Ñ', 'Ö', 'Þ', 'Ǫ', 'Ŕ', 'Š', 'Ţ', 'Û', 'Ʋ', 'Ŵ',
    'Ẋ', 'Ý', 'Ž',
];

/// The text with other letters, in brackets.
#[must_use]
pub fn accented(text: &str) -> String {
    let letter = |c: char| match c {
        'a'..='z' => SMALL[usize::from(c as u8 - b'a')],
        'A'..='Z' => CAPITAL[usize::from(c as u8 - b'A')],
        other => other,
    };
    let mut accented = String::from("⟦");
    accented.extend(text.chars().map(letter));
    accented.push('⟧');
    accented
}

/// Replaces the letters of `out` from the byte `start` on, and sets brackets around them.
pub(super) fn accent_from(out: &mut String, start: usize) {
    let accented = accented(&out[start..]);
    out.truncate(start);
    out.push_str(&accented);
}
