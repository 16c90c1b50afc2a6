//! Invitations and mails in the shapes that vendors send, each with what is found in it.
//!
//! `tests/samples/found.txt` says what, a file after the other. To rewrite it, run this with `WRITE_SAMPLES=1`, and
//! read the difference line by line.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{env, fmt::Write, fs, path::PathBuf};

use invitations::{
    calendar::{self, Calendar, Event, Person, Settings},
    mail::{self, Correspondent, Mail, MailSettings},
};
use serde_json::json;

#[test]
fn everything_is_found() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut files: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort_unstable();
    files.retain(|name| name != "found.txt" && name != "README.md");
    let mut found = String::new();
    for name in &files {
        let file = fs::read(folder.join(name)).unwrap();
        let lines = if folder.join(name).extension().is_some_and(|end| end == "ics") {
            of_calendar(&file)
        } else {
            of_mail(&file)
        };
        writeln!(found, "# {name}\n{lines}").unwrap();
    }
    let expected = folder.join("found.txt");
    if env::var_os("WRITE_SAMPLES").is_some() {
        fs::write(&expected, &found).unwrap();
    }
    let expected = fs::read_to_string(expected).unwrap();
    for (expected, found) in expected.split("\n# ").zip(found.split("\n# ")) {
        assert_eq!(expected, found);
    }
    assert_eq!(expected, found);
}

fn of_calendar(file: &[u8]) -> String {
    let settings = Settings { default_zone: None, candidate_addresses: vec!["Ada@example.com".to_owned()] };
    calendar::read(file, &settings).map_or_else(|refusal| format!("refused: {refusal}\n"), |calendar| lines(&calendar))
}

fn lines(calendar: &Calendar) -> String {
    let mut lines = String::new();
    for event in &calendar.events {
        of_event(&mut lines, event).unwrap();
    }
    for refused in &calendar.refused {
        writeln!(lines, "refused on line {}: {}", refused.line, refused.refusal).unwrap();
    }
    lines
}

fn of_event(lines: &mut String, event: &Event) -> std::fmt::Result {
    let word = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    write!(lines, "{} {}", word(json!(event.method)), word(json!(event.intent)))?;
    for occurrence in &event.occurrences {
        write!(
            lines,
            " {}+{}m",
            occurrence.starts_at.format("%FT%TZ"),
            (*occurrence.ends_at - *occurrence.starts_at).num_minutes()
        )?;
    }
    writeln!(lines, " {} by {}", event.time_zone.map_or("-", |zone| zone.name()), word(json!(event.zone_source)))?;
    write!(
        lines,
        "  {:?} {} {}",
        event.summary.as_deref().unwrap_or("-"),
        word(json!(event.kind)),
        word(json!(event.medium))
    )?;
    writeln!(lines, " at {:?} {}", event.place.as_deref().unwrap_or("-"), event.link.as_deref().unwrap_or("-"))?;
    write!(lines, "  {}", event.organizer.as_ref().map_or("-".to_owned(), person))?;
    for attendee in &event.attendees {
        write!(lines, ", {} {}", person(attendee), word(json!(attendee.response)))?;
    }
    let id = event.recurrence_id.map(|id| id.format("%FT%TZ").to_string());
    let status = word(json!(event.status));
    writeln!(lines, "; version {} {status}{}", event.sequence, id.map_or(String::new(), |id| format!(" of {id}")))?;
    event.warnings.iter().try_for_each(|warning| writeln!(lines, "  warning: {}", json!(warning)))
}

fn person(person: &Person) -> String {
    format!("{} <{}>", person.name.as_deref().unwrap_or("-"), person.email.as_deref().unwrap_or("-"))
}

fn of_mail(message: &[u8]) -> String {
    let settings = MailSettings {
        received_at: "2026-03-04T09:00:00Z".parse().unwrap(),
        time_zone: "Europe/Berlin".parse().ok(),
        candidate_addresses: vec!["Ada@example.com".to_owned()],
    };
    match mail::read(message, &settings) {
        Ok(mail) => about(&mail).unwrap(),
        Err(refusal) => format!("refused: {refusal}\n"),
    }
}

fn about(mail: &Mail) -> Result<String, std::fmt::Error> {
    let mut lines = String::new();
    let correspondent = |person: &Correspondent| {
        format!("{} <{}>", person.name.as_deref().unwrap_or("-"), person.email.as_deref().unwrap_or("-"))
    };
    let from = mail.from.as_ref().map_or("-".to_owned(), correspondent);
    let to = mail.to.iter().chain(&mail.cc).map(correspondent).collect::<Vec<_>>().join(", ");
    writeln!(lines, "{} by {}", json!(mail.classification.class), json!(mail.classification.evidence))?;
    writeln!(lines, "  {from} to {to}{}", if mail.from_candidate { ", by the candidate" } else { "" })?;
    let date = mail.date.map_or("-".to_owned(), |date| date.format("%FT%TZ").to_string());
    writeln!(
        lines,
        "  {:?} {date} {}",
        mail.subject.as_deref().unwrap_or("-"),
        mail.message_id.as_deref().unwrap_or("-")
    )?;
    if !mail.references.is_empty() || !mail.in_reply_to.is_empty() {
        writeln!(lines, "  answers {:?} in {:?}", mail.in_reply_to, mail.references)?;
    }
    if let Some(person) = &mail.original_from {
        writeln!(lines, "  original from {}", correspondent(person))?;
    }
    writeln!(lines, "  {}text {:?}", if mail.forwarded { "forwarded " } else { "" }, mail.text)?;
    if let Some(report) = &mail.report {
        writeln!(lines, "  report {}", json!(report))?;
    }
    for part in &mail.calendars {
        writeln!(lines, "  calendar {:?}", part.name.as_deref().unwrap_or("-"))?;
        let found = part.calendar.as_ref().map(self::lines).unwrap_or_default();
        found.lines().try_for_each(|line| writeln!(lines, "    {line}"))?;
    }
    for suggestion in &mail.suggestions {
        let date = suggestion.date.map_or("-".to_owned(), |date| date.to_string());
        let time = suggestion.time.as_deref().unwrap_or("-");
        write!(lines, "  {} {date} {time} {}", json!(suggestion.kind), json!(suggestion.confidence))?;
        writeln!(lines, " {:?}", suggestion.words)?;
        assert_eq!(mail.text[suggestion.range.clone()], suggestion.words);
    }
    mail.attachments.iter().try_for_each(|attachment| writeln!(lines, "  attached {}", json!(attachment)))?;
    mail.warnings.iter().try_for_each(|warning| writeln!(lines, "  warning: {}", json!(warning)))?;
    Ok(lines)
}
