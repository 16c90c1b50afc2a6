//! Finds the lines that the writer of a message wrote, without quotations and the signature.

/// The writer's own lines.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct OwnLines {
    pub(super) own: String,
    /// Whether the lines are those of a forwarded message, to which the writer added nothing.
    pub(super) forwarded: bool,
    /// The From field of that message.
    pub(super) forwarded_from: Option<String>,
}

/// The maximum number of lines of an introduction such as "On Monday, Ada wrote:".
const INTRODUCTION: usize = 4;

/// The maximum number of times that a message was forwarded.
const MAX_FORWARDS: usize = 5;

/// Separates the writer's own lines from quotations.
pub(super) fn split(text: &str) -> OwnLines {
    split_at_depth(text, 0)
}

fn split_at_depth(text: &str, forwarded: usize) -> OwnLines {
    let lines: Vec<&str> = text.lines().collect();
    let mut own: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim();
        let is_first = || own.iter().all(|line| line.trim().is_empty());
        if forwarded < MAX_FORWARDS && is_forward(line) && is_first() {
            let inner = split_at_depth(&lines[after_fields(&lines, at + 1)..].join("\n"), forwarded + 1);
            let from = forwarded_from(&lines[at + 1..]).or(inner.forwarded_from);
            return OwnLines { own: inner.own, forwarded: true, forwarded_from: from };
        }
        if is_forward(line) || is_block(&lines[at..]) || line == "--" || lines[at] == "-- " {
            break;
        }
        if let Some(length) = introduction(&lines[at..]) {
            let after = lines[at + length..].iter().find(|line| !line.trim().is_empty());
            // If each quoted line is marked, the writer's text may go on below.
            if after.is_some_and(|line| is_quoted(line)) {
                at += length;
                continue;
            }
            break;
        }
        if !is_quoted(lines[at]) {
            own.push(lines[at].trim_end());
        }
        at += 1;
    }
    OwnLines { own: own.join("\n").trim().to_owned(), ..OwnLines::default() }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// The number of lines of an introduction such as "On ..., Ada Okafor <ada@example.com> wrote:", if the lines begin
/// with one.
fn introduction(lines: &[&str]) -> Option<usize> {
    const BEGINNINGS: [&str; 9] = ["on ", "am ", "le ", "el ", "op ", "il ", "em ", "den ", "em: "];
    const ENDS: [&str; 10] = [
        "wrote:",
        "schrieb:",
        "écrit :",
        "écrit:",
        "escribió:",
        "schreef:",
        "scritto:",
        "escreveu:",
        "skrev:",
        "geschrieben:",
    ];
    let mut joined = String::new();
    for (count, line) in lines.iter().take(INTRODUCTION).enumerate() {
        let line = line.trim();
        if line.is_empty() && count > 0 {
            return None;
        }
        joined.push_str(&line.to_lowercase().replace('\u{202f}', " "));
        joined.push(' ');
        if count == 0 && !BEGINNINGS.iter().any(|beginning| joined.starts_with(beginning)) {
            // Some programs write "Ada Okafor <ada@example.com> wrote:", and German ones put the name last: "...
            // schrieb Ada:".
            let alone = joined.contains('@') && ENDS.iter().any(|end| joined.trim_end().ends_with(end));
            return alone.then_some(1);
        }
        let ends = ENDS.iter().any(|end| joined.trim_end().ends_with(end));
        let name_last = joined.trim_end().ends_with(':') && joined.contains(" schrieb ");
        let has_date = joined.chars().any(|c| c.is_ascii_digit());
        if (ends || name_last) && has_date {
            return Some(count + 1);
        }
    }
    None
}

fn is_forward(line: &str) -> bool {
    const TITLES: [&str; 8] = [
        "forwarded message",
        "begin forwarded message",
        "weitergeleitete nachricht",
        "anfang der weitergeleiteten nachricht",
        "message transféré",
        "début du message transféré",
        "mensaje reenviado",
        "mensaje transferido",
    ];
    let title = line.trim_matches(['-', ' ', ':', '*', '_']).to_lowercase();
    TITLES.iter().any(|known| title == *known || title.starts_with(known) && title.len() < known.len() + 12)
}

/// The index of the line after the fields of a forwarded message, which end with an empty line.
fn after_fields(lines: &[&str], from: usize) -> usize {
    let start = (from..lines.len()).find(|&at| !lines[at].trim().is_empty()).unwrap_or(lines.len());
    let is_field = |line: &str| line.trim_matches(['*', ' ']).split_once(':').is_some_and(|(name, _)| name.len() < 20);
    if lines.get(start).is_none_or(|line| !is_field(line)) {
        return start;
    }
    (start..lines.len()).find(|&at| lines[at].trim().is_empty()).unwrap_or(lines.len())
}

/// The From field of a forwarded message. The lines begin with the fields of that message.
fn forwarded_from(lines: &[&str]) -> Option<String> {
    let fields = lines.iter().skip_while(|line| line.trim().is_empty()).take_while(|line| !line.trim().is_empty());
    let from = fields.take(10).find(|line| field(line.trim()) == Some(Field::From))?;
    from.split_once(':').map(|(_, value)| value.trim_matches(['*', ' ', '\u{a0}']).to_owned())
}

/// Whether the lines begin like a quotation of Outlook: a title between hyphens, or the fields of the quoted message,
/// perhaps below a rule.
fn is_block(lines: &[&str]) -> bool {
    const TITLES: [&str; 7] = [
        "original message",
        "ursprüngliche nachricht",
        "originalnachricht",
        "message d'origine",
        "message d’origine",
        "mensaje original",
        "oorspronkelijk bericht",
    ];
    let first = lines[0].trim();
    let title = first.trim_matches(['-', ' ', '_']).to_lowercase();
    if first.starts_with("--") && TITLES.contains(&&*title) {
        return true;
    }
    let rule = first.len() >= 10 && first.chars().all(|c| matches!(c, '_' | '-'));
    let mut fields =
        lines.iter().skip(usize::from(rule)).map(|line| line.trim()).skip_while(|line| rule && line.is_empty());
    let kinds: Vec<_> = fields.by_ref().take(6).map_while(field).collect();
    kinds.first() == Some(&Field::From) && kinds.contains(&Field::Sent) && kinds.len() >= 3
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Field {
    From,
    Sent,
    Other,
}

fn field(line: &str) -> Option<Field> {
    const FROM: [&str; 5] = ["from", "von", "de", "van", "da"];
    const SENT: [&str; 10] =
        ["sent", "date", "gesendet", "datum", "envoyé", "enviado", "fecha", "enviado el", "verzonden", "inviato"];
    const OTHER: [&str; 15] = [
        "to",
        "an",
        "à",
        "para",
        "aan",
        "cc",
        "subject",
        "betreff",
        "objet",
        "asunto",
        "onderwerp",
        "reply-to",
        "importance",
        "wichtigkeit",
        "priorität",
    ];
    let (name, value) = line.trim_matches('*').split_once(':')?;
    let name = name.trim_matches(['*', ' ', '\u{a0}']).to_lowercase();
    if value.trim_matches('*').trim().is_empty() {
        return None;
    }
    let is = |names: &[&str]| names.contains(&&*name);
    match () {
        () if is(&FROM) => Some(Field::From),
        () if is(&SENT) => Some(Field::Sent),
        () if is(&OTHER) => Some(Field::Other),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        split(text).own
    }

    #[test]
    fn quotations_are_cut_off_in_four_languages() {
        for introduction in [
            "On Mon, 2 Mar 2026 at 09:15, Ada Okafor <ada@example.com> wrote:",
            "On Mon, 2 Mar 2026 at 09:15, Ada Okafor\n<ada@example.com> wrote:",
            "Am 02.03.2026 um 09:15 schrieb Ada Okafor <ada@example.com>:",
            "Am Mo., 2. März 2026 um 09:15 Uhr schrieb Ada Okafor <\nada@example.com>:",
            "Le lun. 2 mars 2026 à 09:15, Ada Okafor <ada@example.com> a écrit :",
            "El lun, 2 mar 2026 a las 9:15, Ada Okafor (<ada@example.com>) escribió:",
            "Ada Okafor <ada@example.com> wrote:",
            "-----Original Message-----",
            "-----Ursprüngliche Nachricht-----",
            "-----Message d'origine-----",
            "-----Mensaje original-----",
            "From: Ada <ada@example.com>\nSent: Monday, 2 March 2026 09:15\nTo: Grace\nSubject: Hello",
            "________________________________\nVon: Ada <ada@example.com>\nGesendet: Montag, 2. März 2026\nAn: Grace\nBetreff: Hallo",
            "De : Ada <ada@example.com>\nEnvoyé : lundi 2 mars 2026 09:15\nÀ : Grace\nObjet : Bonjour",
            "De: Ada <ada@example.com>\nEnviado: lunes, 2 de marzo de 2026\nPara: Grace\nAsunto: Hola",
            "*From:* Ada <ada@example.com>\n*Date:* Monday\n*To:* Grace",
        ] {
            assert_eq!(
                own(&format!("Thanks!\n\nGrace\n\n{introduction}\n\nDo we meet on Friday?\n")),
                "Thanks!\n\nGrace"
            );
            let marked = format!("Thanks!\n\n{introduction}\n> Do we meet on Friday?\n> Ada\n");
            assert_eq!(own(&marked), "Thanks!", "{introduction}");
        }
    }

    #[test]
    fn text_between_and_below_quoted_lines_stays() {
        let text =
            "On 2 Mar 2026, Ada wrote:\n> Friday?\n\nYes.\n\n> At ten?\n\nAt eleven.\n-- \nGrace Lindqvist\nAcme";
        assert_eq!(own(text), "Yes.\n\n\nAt eleven.");
    }

    #[test]
    fn ordinary_sentences_are_not_quotations() {
        for text in [
            "On Friday we meet at 10.\nBring your laptop.\nSee you!",
            "From: our side everything is settled.\nSent with love",
            "Am Freitag sehen wir uns.\nBitte schreiben Sie mir.",
            "Le poste commence lundi.\nEl equipo te espera.",
        ] {
            assert_eq!(own(text), text);
        }
    }

    #[test]
    fn a_message_that_is_only_forwarded_is_the_forwarded_one() {
        let text = "\n---------- Forwarded message ---------\nFrom: Grace <grace@acme.example>\nDate: Mon, 2 Mar 2026\n\
            Subject: Interview\nTo: Ada\n\nCan you come on Friday?\n\nGrace\n";
        let forwarded = split(text);
        assert_eq!((&*forwarded.own, forwarded.forwarded), ("Can you come on Friday?\n\nGrace", true));
        assert_eq!(forwarded.forwarded_from.as_deref(), Some("Grace <grace@acme.example>"));
        let text = "What do you think?\n\nBegin forwarded message:\n\nFrom: Grace\n\nCan you come?";
        assert_eq!(split(text), OwnLines { own: "What do you think?".to_owned(), ..OwnLines::default() });
    }
}
