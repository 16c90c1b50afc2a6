//! Files that were made to take much time, memory or stack: each gets a clear answer within bounds.
#![expect(clippy::unwrap_used, reason = "in a test a panic is how a failure shows")]

use std::{
    thread,
    time::{Duration, Instant},
};

use invitations::{
    calendar::{self, Calendar, Refusal, Settings},
    mail::{self, Mail, MailRefusal, MailSettings},
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

/// Tests run at the same time: the bounds are for all of them together.
const MAX_MEGABYTES: f32 = 400.0;
/// Unoptimised, on a machine that does other things.
const MAX_TIME: Duration = Duration::from_secs(20);

fn read(file: &[u8]) -> Result<Calendar, Refusal> {
    bounded(|| calendar::read(file, &Settings { default_zone: "UTC".parse().ok(), candidate_addresses: Vec::new() }))
}

fn read_mail(message: &[u8]) -> Result<Mail, MailRefusal> {
    let received_at = "2026-03-04T09:00:00Z".parse().unwrap();
    bounded(|| mail::read(message, &MailSettings { received_at, time_zone: None, candidate_addresses: Vec::new() }))
}

/// Runs on a stack as small as that of a thread of the service.
fn bounded<T: Send>(read: impl FnOnce() -> T + Send) -> T {
    let started = Instant::now();
    let result = thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(2 << 20);
        builder.spawn_scoped(scope, read).unwrap().join().unwrap()
    });
    assert!(started.elapsed() < MAX_TIME, "{:?}", started.elapsed());
    assert!(PEAK.peak_usage_as_mb() < MAX_MEGABYTES, "{} MB", PEAK.peak_usage_as_mb());
    result
}

fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260301T080000Z\r\n\
         DTSTART:20260310T140000Z\r\nDURATION:PT1H\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn series_without_an_end_are_cut() {
    for rule in
        ["FREQ=DAILY", "FREQ=WEEKLY;COUNT=1000000", "FREQ=YEARLY;UNTIL=99991231T000000Z", "FREQ=MONTHLY;BYMONTHDAY=1"]
    {
        let calendar = read(event(&format!("RRULE:{rule}\r\n")).as_bytes()).unwrap();
        assert_eq!(calendar.events[0].occurrences.len(), 10, "{rule}");
        assert!(calendar.events[0].warnings.contains(&calendar::Warning::OccurrencesCut { kept: 10 }));
    }
    for rule in ["FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=1000000", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"] {
        let refused = &read(event(&format!("RRULE:{rule}\r\n")).as_bytes()).unwrap().refused;
        assert!(matches!(refused[0].refusal, Refusal::RecurrenceNotSupported { .. }), "{rule}");
    }
    // What never happens again has its start.
    let never = read(event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n").as_bytes()).unwrap();
    assert_eq!(never.events[0].occurrences.len(), 1);
}

#[test]
fn lists_of_a_million_instances_are_cut() {
    let dates = "20260310T140000Z,".repeat(250_000) + "20260310T140000Z";
    let calendar = read(event(&format!("RDATE:{dates}\r\n")).as_bytes()).unwrap();
    assert_eq!(calendar.events[0].occurrences.len(), 1);
    let lines =
        "EXDATE;TZID=Europe/Berlin:20260311T150000\r\nRDATE:20270101T000000Z,20270102T000000Z\r\n".repeat(15_000);
    let calendar = read(event(&format!("RRULE:FREQ=DAILY\r\n{lines}")).as_bytes()).unwrap();
    assert_eq!(calendar.events[0].occurrences.len(), 10);
    let days = "1,".repeat(500_000) + "1";
    let refused = read(event(&format!("RRULE:FREQ=MONTHLY;BYMONTHDAY={days}\r\n")).as_bytes()).unwrap().refused;
    assert!(matches!(&refused[0].refusal, Refusal::InvalidRecurrence { rule } if rule.len() <= 100));
}

#[test]
fn long_lines_and_many_lines_are_bounded() {
    let megabyte = "x".repeat(1 << 20);
    let calendar = read(event(&format!("SUMMARY:{megabyte}\r\nLOCATION:{megabyte}\r\n")).as_bytes()).unwrap();
    let event_ = &calendar.events[0];
    assert_eq!(event_.summary.as_deref().map(str::len), Some(200));
    assert_eq!(event_.place.as_deref().map(str::len), Some(1_000));
    for text in ["http", "http://", "https://zoom.us/j/1", "https://x.example/http://", "\\n", "&amp;", "<a href=\""] {
        assert!(read(event(&format!("DESCRIPTION:{}\r\n", text.repeat((1 << 20) / text.len()))).as_bytes()).is_ok());
    }
    let folds = "\r\n x".repeat(1 << 20);
    assert!(read(event(&format!("SUMMARY:{folds}\r\n")).as_bytes()).is_ok());
    assert_eq!(read(&vec![b'x'; calendar::MAX_BYTES + 1]).unwrap_err(), Refusal::TooLarge { bytes: (5 << 20) + 1 });
    assert_eq!(read("UID:\n".repeat(1_000_000).as_bytes()).unwrap_err(), Refusal::TooManyLines);
    assert_eq!(read("BEGIN:VEVENT\n".repeat(300_000).as_bytes()).unwrap_err(), Refusal::TooManyEvents);
    assert_eq!(read("BEGIN:X\n".repeat(49_000).as_bytes()).unwrap_err(), Refusal::NoCalendar);
    assert_eq!(read(&vec![b'\n'; 5 << 20]).unwrap_err(), Refusal::NoCalendar);
    assert_eq!(read(&vec![b'\r'; 5 << 20]).unwrap_err(), Refusal::NoCalendar);
}

#[test]
fn many_people_and_parameters_are_bounded() {
    let people: Vec<String> = (0..49_000).map(|at| format!("ATTENDEE:mailto:a{at}@example.com\r\n")).collect();
    let calendar = read(event(&people.concat()).as_bytes()).unwrap();
    assert_eq!(calendar.events[0].attendees.len(), 50);
    let parameters = "X=\"y\";".repeat(500_000);
    assert!(read(event(&format!("ATTENDEE;{parameters}CN=x:mailto:a@example.com\r\n")).as_bytes()).is_ok());
    assert!(read(event(&format!("ATTENDEE;CN={}:mailto:a@example.com\r\n", "^".repeat(1 << 20))).as_bytes()).is_ok());
}

#[test]
fn zones_that_are_hard_to_follow_are_bounded() {
    let rules = (1..=12).map(|month| {
        format!(
            "BEGIN:STANDARD\r\nDTSTART:1601{month:02}01T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
            RRULE:FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={}\r\nEND:STANDARD\r\n",
            ["-1"; 99].join(",")
        )
    });
    let rules: String = rules.collect::<String>().repeat(100);
    let zone = format!("BEGIN:VTIMEZONE\r\nTZID:x\r\n{rules}END:VTIMEZONE\r\n");
    let events = "BEGIN:VEVENT\r\nDTSTART;TZID=x:20260310T140000\r\nDTEND;TZID=x:20260310T150000\r\n\
        RRULE:FREQ=MONTHLY\r\nEND:VEVENT\r\n";
    let file = format!("BEGIN:VCALENDAR\r\n{zone}{}END:VCALENDAR\r\n", events.repeat(50));
    assert_eq!(read(file.as_bytes()).unwrap().events.len(), 50);
    let zones = "BEGIN:VTIMEZONE\r\nTZID:y\r\nEND:VTIMEZONE\r\n".repeat(15_000);
    let file = format!("BEGIN:VCALENDAR\r\n{zones}{}END:VCALENDAR\r\n", events.repeat(50));
    assert_eq!(read(file.as_bytes()).unwrap().events.len(), 50);
}

const HEAD: &str = "From: Grace <grace@acme.example>\r\nSubject: Hello\r\n";

#[test]
fn many_parts_are_refused() {
    let message = |part: &str, times: usize| {
        format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n", part.repeat(times))
    };
    assert!(read_mail(message("--b\r\n\r\nx\r\n", 900).as_bytes()).is_ok());
    for (part, times) in [
        ("--b\r\n\r\nx\r\n", 10_000),
        ("--b\n\n", 2_000_000),
        ("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", 10_000),
        ("--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n", 10_000),
    ] {
        assert_eq!(read_mail(message(part, times).as_bytes()).unwrap_err(), MailRefusal::TooManyParts, "{part:?}");
    }
}

#[test]
fn deep_parts_are_refused() {
    let nested = |depth: usize| {
        let level = |level| format!("Content-Type: multipart/mixed; boundary=b{level}x\r\n\r\n--b{level}x\r\n");
        format!("{HEAD}{}\r\nhello\r\n", (0..depth).map(level).collect::<Vec<_>>().concat())
    };
    assert!(read_mail(nested(15).as_bytes()).is_ok());
    assert_eq!(read_mail(nested(40).as_bytes()).unwrap_err(), MailRefusal::TooDeep);
    for depth in [200, 10_000] {
        assert_eq!(read_mail(nested(depth).as_bytes()).unwrap_err(), MailRefusal::TooManyParts);
    }
    // One message within the other. The parser never sees one.
    let within = |field: &str, times: usize| format!("{HEAD}{}\r\nhello\r\n", field.repeat(times));
    let found = read_mail(within("Content-Type: message/rfc822\r\n\r\n", 500).as_bytes()).unwrap();
    assert_eq!(found.warnings, [mail::MailWarning::AttachedMessageNotRead]);
    for field in ["Content-Type: message/rfc822\r\n\r\n", "con tent-type: message/global\r\n\r\n"] {
        assert_eq!(read_mail(within(field, 200_000).as_bytes()).unwrap_err(), MailRefusal::TooManyParts);
    }
}

#[test]
fn encoded_messages_cannot_evade_the_limits() {
    let inner = "Content-Type: message/rfc822\n\n".repeat(200_000);
    let message = format!(
        "{HEAD}Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        base64(inner.as_bytes())
    );
    assert_eq!(read_mail(message.as_bytes()).unwrap_err(), MailRefusal::TooManyParts);
}

#[test]
fn large_bodies_and_lines_are_bounded() {
    let calendar = base64(&vec![b'A'; 6 << 20]);
    let part = format!("Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n{calendar}\r\n");
    let found = read_mail(format!("{HEAD}{part}").as_bytes()).unwrap();
    assert_eq!(found.calendars[0].refusal, Some(Refusal::TooLarge { bytes: 6 << 20 }));
    for body in
        ["x", "<", "&", "<a>", "&#x41;", ">", "On ", "From: ", "Forwarded message\r\n\r\n", "? ", "\r\n\r\n", "=3D"]
    {
        for kind in ["text/plain", "text/html"] {
            let text = body.repeat((1 << 20) / body.len());
            let fields = format!("{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
            assert!(read_mail(format!("{fields}{text}").as_bytes()).is_ok(), "{body:?} {kind}");
        }
    }
    assert_eq!(
        read_mail(&vec![b'x'; mail::MAX_BYTES + 1]).unwrap_err(),
        MailRefusal::TooLarge { bytes: (10 << 20) + 1 }
    );
}

#[test]
fn boundaries_that_never_come_are_bounded() {
    // For each of them the parser may search all that follows.
    let part = "--b\r\nContent-Type: multipart/mixed; boundary=\"-----------------never\"\r\n\r\nx\r\n".repeat(45);
    let filler = "-x".repeat(4 << 20);
    let message = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{part}{filler}\r\n--b--\r\n");
    assert!(read_mail(message.as_bytes()).is_ok());
}

#[test]
fn many_fields_and_addresses_are_bounded() {
    let many = "a@example.com,".repeat(15_000);
    let found =
        read_mail(format!("{HEAD}To: {many}\r\nReferences: {}\r\n\r\nx", "<a@b>".repeat(5_000)).as_bytes()).unwrap();
    assert_eq!((found.to.len(), found.references.len()), (100, 100));
    for fields in ["a@b.c,".repeat(100_000), "a:b\r\n".repeat(100_000), "((((".repeat(100_000)] {
        let refused = read_mail(format!("{HEAD}To: {fields}\r\n\r\nx").as_bytes()).unwrap_err();
        assert_eq!(refused, MailRefusal::HeadersTooLarge);
    }
    for comment in ["(", "\"", "<", "=?utf-8?q?", ";a*0=b", "group:"] {
        let fields = comment.repeat(100_000 / comment.len());
        assert!(
            read_mail(format!("{HEAD}To: {fields}\r\nContent-Type: text/plain;{fields}\r\n\r\nx").as_bytes()).is_ok()
        );
    }
}

#[test]
fn added_fields_are_refused() {
    for (field, name) in [
        ("From: =?utf-8?q?Eve=0D=0ABcc:_all@example.com?= <eve@evil.example>", "From"),
        ("To: =?utf-8?b?RXZlDQpCY2M6IGFsbEBleGFtcGxlLmNvbQ==?= <eve@evil.example>", "To"),
        ("Cc: =?utf-8?q?a=0Ab?= <eve@evil.example>", "Cc"),
        ("Subject: =?utf-8?q?Hello=0D=0ABcc:_all@example.com?=", "Subject"),
    ] {
        let refused =
            read_mail(format!("{field}\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nx").as_bytes()).unwrap_err();
        assert_eq!(refused, MailRefusal::LineBreakInHeader { field: name });
    }
    // A line break at the end of a title adds nothing.
    let found = read_mail(b"From: a@example.com\r\nSubject: =?utf-8?q?Hello=0A?=\r\n\r\nx").unwrap();
    assert_eq!(found.subject.as_deref(), Some("Hello"));
}

#[test]
fn addresses_of_calendars_add_nothing() {
    let lines = "ORGANIZER;CN=\"Eve^nBcc: all@example.com\":mailto:eve@evil.example%0D%0ABcc:all@example.com\r\n\
        ATTENDEE;CN=Eve:mailto:eve@evil.example\\nBcc:all@example.com\r\nSUMMARY:One\\r\\nTwo\\nThree\r\n";
    let event = &read(event(lines).as_bytes()).unwrap().events[0];
    assert_eq!(event.organizer, None);
    assert_eq!((event.attendees[0].name.as_deref(), event.attendees[0].email.as_ref()), (Some("Eve"), None));
    assert!(!event.summary.as_deref().unwrap().contains(['\r', '\n']));
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().fold(0_u32, |number, &byte| number << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at) & 63) as usize];
            text.push(if at > chunk.len() { '=' } else { letter.into() });
        }
        if text.len() % 77 == 76 {
            text.push('\n');
        }
    }
    text
}
