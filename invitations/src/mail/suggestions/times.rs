//! A time of day in a sentence.

/// The first time of day, such as `14:30`. The sentence is in lower case.
pub(super) fn find(sentence: &str) -> Option<String> {
    let words: Vec<&str> =
        sentence.split(|c: char| c.is_whitespace() || "(),;!?".contains(c)).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let (hour, minute) = time(word.trim_end_matches(['.', ':']), next)?;
        Some(format!("{hour:02}:{minute:02}"))
    })
}

fn time(word: &str, next: &str) -> Option<(u32, u32)> {
    let (word, half) = half_of_day(word, next);
    let next_says_so = matches!(next.trim_end_matches('.'), "uhr" | "h" | "heures" | "horas" | "hrs" | "o'clock");
    // "14h30" and "14h"; "14:30", "14.30 Uhr"; "14 Uhr", "2pm".
    let (hour, minute, certain) = if let Some((hour, minute)) = word.split_once('h') {
        (hour, if minute.is_empty() { "00" } else { minute }, true)
    } else if let Some((hour, minute)) = word.split_once(':') {
        (hour, minute, true)
    } else if let Some((hour, minute)) = word.split_once('.') {
        (hour, minute, next_says_so || half.is_some())
    } else {
        (word, "00", next_says_so || half.is_some())
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !certain || hour.is_empty() || hour.len() > 2 || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// Removes "am" or "pm", which may be a separate word. `true` means the afternoon.
fn half_of_day<'a>(word: &'a str, next: &str) -> (&'a str, Option<bool>) {
    for (end, afternoon) in [("a.m", false), ("am", false), ("p.m", true), ("pm", true)] {
        if let Some(rest) = word.strip_suffix(end).filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())) {
            return (rest, Some(afternoon));
        }
        // "am" is German for "on the".
        if next.trim_end_matches('.') == end && word.ends_with(|c: char| c.is_ascii_digit()) {
            return (word, Some(afternoon));
        }
    }
    (word, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_as_people_write_them() {
        for (sentence, time) in [
            ("on friday at 2pm", "14:00"),
            ("at 2:30 pm est", "14:30"),
            ("at 10 a.m. sharp", "10:00"),
            ("at 12am", "00:00"),
            ("at 12 p.m.", "12:00"),
            ("am 10. märz um 14:30 uhr", "14:30"),
            ("um 9 uhr", "09:00"),
            ("um 9.15 uhr", "09:15"),
            ("le 10 mars à 14h30", "14:30"),
            ("à 9h.", "09:00"),
            ("a las 16:00 horas", "16:00"),
        ] {
            assert_eq!(find(sentence).as_deref(), Some(time), "{sentence}");
        }
        for sentence in ["on 10 march 2026", "room 25:99", "13pm", "within 3 days", "version 2.10", "am 10. märz"] {
            assert_eq!(find(sentence), None, "{sentence}");
        }
    }
}
