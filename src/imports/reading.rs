//! Reads the uploaded files: calendar files, mails, or a form with several of them.

use invitations::{
    calendar::{self, Calendar, Event, RefusedEvent},
    mail::{self, Mail, MailRefusal, MailSettings},
};
use planning::{Email, Instant, TimeZone};
use serde_json::json;

use super::{ImportItem, ItemEffect, ItemKind, Upload};
use crate::problem::Problem;

/// Values that the files don't contain.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub received_at: Instant,
    pub time_zone: Option<TimeZone>,
    pub candidate_addresses: Vec<String>,
}

/// The content of one file.
#[derive(Debug)]
pub(super) enum FileContent {
    Calendar(Calendar),
    Mail(Box<Mail>),
    Unreadable(ImportItem),
}

/// The files of an upload: one, or those of a form.
pub(super) fn files(upload: &Upload) -> Result<Vec<&[u8]>, Problem> {
    if !upload.is_form() {
        return Ok(vec![&upload.body]);
    }
    let files = connectors::form_files(&upload.content_type, &upload.body)
        .map_err(|error| Problem::BadRequest(error.to_string().into()))?;
    if files.is_empty() {
        return Err(Problem::BadRequest("the form has no file".into()));
    }
    Ok(files)
}

/// Reads the files of an upload. It takes some milliseconds at most for usual ones.
pub(super) fn read(upload: &Upload, context: &Context) -> Result<Vec<FileContent>, Problem> {
    Ok(files(upload)?.into_iter().map(|file| read_file(file, context)).collect())
}

fn read_file(file: &[u8], context: &Context) -> FileContent {
    let unreadable = |refusal: serde_json::Value, why: String| {
        FileContent::Unreadable(ImportItem::new(ItemKind::Unreadable, ItemEffect::Refused, refusal).because(why))
    };
    if is_calendar(file) {
        let settings = calendar::Settings {
            default_zone: context.time_zone,
            candidate_addresses: context.candidate_addresses.clone(),
        };
        return match calendar::read(file, &settings) {
            Ok(calendar) => FileContent::Calendar(calendar),
            Err(refusal) => unreadable(json!(refusal), refusal.to_string()),
        };
    }
    let settings = MailSettings {
        received_at: context.received_at,
        time_zone: context.time_zone,
        candidate_addresses: context.candidate_addresses.clone(),
    };
    match mail::read(file, &settings) {
        Ok(mail) => FileContent::Mail(Box::new(mail)),
        Err(refusal @ MailRefusal::NoMessage) => {
            unreadable(json!(refusal), format!("{refusal}; and it is no calendar, which begins with BEGIN:VCALENDAR"))
        }
        Err(refusal) => unreadable(json!(refusal), refusal.to_string()),
    }
}

/// Whether a file is a calendar: its first line says so. A mail has header fields there.
fn is_calendar(file: &[u8]) -> bool {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file).trim_ascii_start();
    file.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:"))
}

impl FileContent {
    /// The calendars in it.
    pub(super) fn calendars(&self) -> Vec<&Calendar> {
        match self {
            Self::Calendar(calendar) => vec![calendar],
            Self::Mail(mail) => mail.calendars.iter().filter_map(|part| part.calendar.as_ref()).collect(),
            Self::Unreadable(_) => Vec::new(),
        }
    }

    /// All events in it that can be used.
    pub(super) fn events(&self) -> impl Iterator<Item = &Event> {
        self.calendars().into_iter().flat_map(|calendar| &calendar.events)
    }

    /// The parts that can't be used.
    pub(super) fn refused_items(&self) -> Vec<ImportItem> {
        let refused = |event: &RefusedEvent| {
            ImportItem::new(ItemKind::Event, ItemEffect::Refused, json!(event)).because(event.refusal.to_string())
        };
        let mut items: Vec<_> =
            self.calendars().into_iter().flat_map(|calendar| &calendar.refused).map(refused).collect();
        match self {
            Self::Unreadable(item) => items.push(item.clone()),
            Self::Mail(mail) => items.extend(mail.calendars.iter().filter_map(|part| {
                let refusal = part.refusal.as_ref()?;
                let item = ImportItem::new(ItemKind::Unreadable, ItemEffect::Refused, json!(refusal));
                Some(item.because(refusal.to_string()))
            })),
            Self::Calendar(_) => {}
        }
        items
    }

    /// The addresses of everybody in it, as they are written and in small letters.
    pub(super) fn addresses(&self) -> Vec<String> {
        let mut emails: Vec<&Email> = Vec::new();
        for event in self.events() {
            emails.extend(event.organizer.iter().chain(&event.attendees).filter_map(|person| person.email.as_ref()));
        }
        if let Self::Mail(mail) = self {
            let people =
                mail.from.iter().chain(&mail.reply_to).chain(&mail.original_from).chain(&mail.to).chain(&mail.cc);
            emails.extend(people.filter_map(|person| person.email.as_ref()));
            let reported = mail.report.iter().flat_map(|report| &report.recipients);
            emails.extend(reported.flat_map(|it| it.address.iter().chain(&it.original_address)));
        }
        let both = |email: &Email| [email.to_string(), email.to_lowercase()];
        let mut addresses: Vec<String> = emails.into_iter().flat_map(both).collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
    }
}
