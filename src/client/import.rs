//! `followup import`: an invitation or a mail, as it is.

use std::{fmt::Write as _, fs::File, io::Read as _, path::Path};

use super::{
    arguments::ImportArguments,
    error::ClientError,
    output::{print, print_answer, printable_line, terminal_width},
    request::Request,
    resource_lookup,
    responses::{ImportResponse, ImportedItem, MailSuggestion, PossibleApplication},
    service::Service,
    table::Table,
};

/// The largest file, in bytes: a mail of 10 MiB.
const MAX_FILE_BYTES: u64 = 10 << 20;

/// The beginning of a calendar file (RFC 5545, section 3.4).
const CALENDAR: &[u8] = b"BEGIN:VCALENDAR";

/// Imports a file, and prints the result.
pub(super) fn import(arguments: &ImportArguments) -> Result<(), ClientError> {
    let ImportArguments { file, application, remote } = arguments;
    let bytes = read(file)?;
    let service = Service::open(remote)?;
    let application_id =
        application.as_deref().map(|named| Ok(resource_lookup::application(&service, named)?.id)).transpose()?;
    let request = Request::post(&["v1", "imports"], media_type(file, &bytes), bytes).option(
        "application_id",
        "--application",
        application_id,
    );
    let answer = service.send(&request)?;
    let import: ImportResponse = service.parse(&answer)?;
    if remote.json {
        print_answer(answer.body())?;
    } else {
        let before = if answer.is_repeated() { "Imported before, and nothing is changed.\n" } else { "" };
        print((before.to_owned() + &format_import(&import)).as_bytes())?;
    }
    match import.state.as_str() {
        "unmatched" => Err(ClientError::refused(
            "nothing has changed: it isn't certain which application this belongs to; name it with --application",
        )),
        "rejected" => Err(ClientError::refused("nothing has changed: nothing in this can be used")),
        _ => Ok(()),
    }
}

fn read(file: &Path) -> Result<Vec<u8>, ClientError> {
    let mut bytes = Vec::new();
    let limit = MAX_FILE_BYTES + 1;
    let all = match file.to_str() {
        Some("-") => std::io::stdin().take(limit).read_to_end(&mut bytes),
        _ => File::open(file).and_then(|opened| opened.take(limit).read_to_end(&mut bytes)),
    };
    all.map_err(|error| ClientError::usage(format!("{} can't be read: {error}", file.display())))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ClientError::usage(format!("{} is larger than {} MiB", file.display(), MAX_FILE_BYTES >> 20)));
    }
    Ok(bytes)
}

/// A calendar by how it begins or is called, or else a mail.
fn media_type(file: &Path, bytes: &[u8]) -> &'static str {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = text.get(..CALENDAR.len()).is_some_and(|start| start.eq_ignore_ascii_case(CALENDAR));
    let called = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ics"));
    if begins || called { "text/calendar" } else { "message/rfc822" }
}

fn format_import(import: &ImportResponse) -> String {
    let ImportResponse { id, application_id, state, items, matches, suggestions } = import;
    let to = application_id.as_deref().map(|id| format!(", application {id}")).unwrap_or_default();
    let mut text = printable_line(&format!("{state}: import {id}{to}")) + "\n";
    let mut table = Table::new(["WHAT", "EFFECT", "TITLE…", "WHY"]);
    for ImportedItem { kind, effect, why, found } in items {
        let title = ["summary", "subject"].iter().find_map(|name| found.get(name)?.as_str()).unwrap_or_default();
        table.add([kind.clone(), effect.clone(), title.to_owned(), why.clone().unwrap_or_default()]);
    }
    if !items.is_empty() {
        text = text + "\n" + &table.text(terminal_width());
    }
    if !matches.is_empty() {
        text += "\nIt may belong to:\n";
    }
    for PossibleApplication { application_id, why } in matches {
        // Writing to a String can't fail.
        let _ = writeln!(text, "- {}: {}", printable_line(application_id), printable_line(why));
    }
    if !suggestions.is_empty() {
        text += "\nIts text may mean the following, which counts once it is accepted:\n";
    }
    for MailSuggestion { kind, date, time, words, confidence } in suggestions {
        let what: Vec<&str> =
            [Some(kind), date.as_ref(), time.as_ref()].into_iter().flatten().map(String::as_str).collect();
        let _ = writeln!(
            text,
            "- {}: \"{}\" (confidence: {})",
            printable_line(&what.join(" ")),
            printable_line(words),
            printable_line(confidence)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_is_known_by_its_beginning_or_its_name() {
        let kind = |name: &str, bytes: &[u8]| media_type(Path::new(name), bytes);
        assert_eq!(kind("-", b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n"), "text/calendar");
        assert_eq!(kind("invite.ICS", b"X-ODD:1"), "text/calendar");
        assert_eq!(kind("mail.eml", b"From: grace@acme.example\r\n"), "message/rfc822");
        assert_eq!(kind("-", b""), "message/rfc822");
    }
}
