//! Reads invitations and mails and prints what was found as JSON, a file after the other.
//!
//!     cargo run -p invitations --example read -- [--zone Europe/Berlin] [--received 2026-03-04T09:00:00Z] FILE...
//!
//! A file whose name ends with .ics, or that says BEGIN:VCALENDAR near its beginning, is read as a calendar; one whose
//! name ends with .eml, and any other, as a mail.

use std::{env, fs, path::Path, process::ExitCode};

use invitations::{
    calendar::{self, Settings},
    mail::{self, MailSettings},
};
use planning::{Instant, TimeZone};
use serde_json::{Value, json};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut zone: Option<TimeZone> = None;
    let mut received: Instant = "2026-03-04T09:00:00Z".parse()?;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--zone" => zone = Some(arguments.next().unwrap_or_default().parse()?),
            "--received" => received = arguments.next().unwrap_or_default().parse()?,
            name => {
                let file = fs::read(name).map_err(|error| format!("{name}: {error}"))?;
                let found =
                    if is_calendar(name, &file) { of_calendar(&file, zone) } else { of_mail(&file, zone, received) };
                println!("{:#}", json!({ "file": name, "found": found }));
            }
        }
    }
    Ok(())
}

fn is_calendar(name: &str, file: &[u8]) -> bool {
    let start = &file[..file.len().min(1_000)];
    match Path::new(name).extension().and_then(|end| end.to_str()) {
        Some("eml") => false,
        Some("ics") => true,
        _ => start.windows(15).any(|window| window == b"BEGIN:VCALENDAR"),
    }
}

fn of_calendar(file: &[u8], default_zone: Option<TimeZone>) -> Value {
    match calendar::read(file, &Settings { default_zone, candidate_addresses: Vec::new() }) {
        Ok(calendar) => json!(calendar),
        Err(refusal) => json!({ "refused": refusal, "because": refusal.to_string() }),
    }
}

fn of_mail(file: &[u8], time_zone: Option<TimeZone>, received_at: Instant) -> Value {
    match mail::read(file, &MailSettings { received_at, time_zone, candidate_addresses: Vec::new() }) {
        Ok(mail) => json!(mail),
        Err(refusal) => json!({ "refused": refusal, "because": refusal.to_string() }),
    }
}
