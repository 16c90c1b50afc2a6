use mail_parser::{HeaderName, MessageParser};
use proptest::prelude::*;

use super::*;

const ADA: Mailbox = Mailbox { name: Some("Ada Okafor"), address: "ada@acme.example" };
const GRACE: Mailbox = Mailbox { name: Some("Grace Lindqvist"), address: "grace@example.com" };

/// What another program reads in a file: the names of the headers, sender, recipient, subject and text.
#[derive(Debug, Eq, PartialEq)]
struct Read {
    headers: Vec<String>,
    from: Option<(Option<String>, String)>,
    to: Option<(Option<String>, String)>,
    subject: String,
    body: String,
}

fn read(file: &[u8]) -> Read {
    let message = MessageParser::default().parse(file).expect("it is a message");
    let first = |address: Option<&mail_parser::Address<'_>>| {
        let addresses: Vec<_> = address?.iter().collect();
        assert_eq!(addresses.len(), 1);
        Some((addresses[0].name().map(str::to_owned), addresses[0].address().unwrap_or_default().to_owned()))
    };
    assert_eq!(message.header_raw(HeaderName::Other("X-Unsent".into())).map(str::trim), Some("1"));
    Read {
        headers: message.headers().iter().map(|header| header.name().to_owned()).collect(),
        from: first(message.from()),
        to: first(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        body: message.body_text(0).unwrap_or_default().into_owned(),
    }
}

/// All headers that there are, in their order.
const HEADERS: [&str; 7] =
    ["X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"];

fn written(subject: &str, body: &str) -> String {
    String::from_utf8(eml(&Email { from: Some(GRACE), to: Some(ADA), subject, body })).unwrap()
}

#[test]
fn a_message_is_a_draft() {
    let file = written("Thank you: Data Engineer", "Dear Ada Okafor,\n\nThank you.\n\nGrace Lindqvist");
    assert_eq!(
        file,
        "X-Unsent: 1\r\n\
         From: \"Grace Lindqvist\" <grace@example.com>\r\n\
         To: \"Ada Okafor\" <ada@acme.example>\r\n\
         Subject: Thank you: Data Engineer\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 7bit\r\n\
         \r\n\
         Dear Ada Okafor,\r\n\r\nThank you.\r\n\r\nGrace Lindqvist"
    );
}

#[test]
fn unknown_addresses_are_left_to_the_mail_program() {
    let nobody = Email { from: None, to: None, subject: "Thanks", body: "Thank you." };
    assert_eq!(read(&eml(&nobody)).headers, ["X-Unsent", "Subject", "MIME-Version", "Content-Type", HEADERS[6]]);
    let wrong = Mailbox { name: Some("Ada"), address: "ada@acme.example\r\nBcc: eve@example.com" };
    let file = eml(&Email { to: Some(wrong), ..nobody });
    assert_eq!(read(&file), read(&eml(&nobody)));
}

#[test]
fn a_long_subject_is_folded() {
    for subject in ["x".repeat(1_100), "Thanks again. ".repeat(100)] {
        let file = written(&subject, "Thank you.");
        assert!(file.split("\r\n").all(|line| line.len() <= 78), "{file}");
        assert_eq!(read(file.as_bytes()).subject, subject.trim());
    }
}

#[test]
fn no_name_and_no_subject_adds_a_header() {
    let long = "Núñez ".repeat(40);
    for text in [
        "Ada\r\nBcc: eve@example.com",
        "Ada\u{2028}Okafor\u{0}\u{b}",
        "\"Okafor, Ada\" <eve@example.com>, Eve",
        "=?utf-8?q?Eve?= =?utf-8?b?RXZl?=",
        "Okafor; Ada: (a comment) \\",
        "נועה בן־דוד",
        "\u{202e}adA\u{202c} \u{1f469}\u{200d}\u{1f4bb} 北京市",
        &"x".repeat(200),
        &long,
        "two  spaces and   three",
    ] {
        let expected = line(text);
        let named = Mailbox { name: Some(text), ..ADA };
        let file = eml(&Email { from: Some(GRACE), to: Some(named), subject: text, body: "Thank you." });
        let file = String::from_utf8(file).unwrap();
        assert!(file.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])), "{file}");
        let read = read(file.as_bytes());
        assert_eq!(read.headers, HEADERS, "{file}");
        assert_eq!(read.subject, expected, "{file}");
        assert_eq!(read.to, Some((Some(expected), "ada@acme.example".to_owned())), "{file}");
        assert_eq!(read.from, Some((Some("Grace Lindqvist".to_owned()), "grace@example.com".to_owned())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_program_reads_what_was_written(
        name in "(?s).{1,60}",
        subject in "(?s).{1,80}",
        body in "((?s).{0,90}(\r\n|\r|\n)?){0,8}",
    ) {
        prop_assume!(!line(&name).is_empty() && !line(&subject).is_empty());
        let named = Mailbox { name: Some(&name), ..ADA };
        let file = eml(&Email { from: Some(named), to: Some(named), subject: &subject, body: &body });
        let read = read(&file);
        prop_assert_eq!(read.headers, HEADERS);
        let person = Some((Some(line(&name)), ADA.address.to_owned()));
        prop_assert_eq!(&read.from, &person);
        prop_assert_eq!(&read.to, &person);
        prop_assert_eq!(read.subject, line(&subject));
        let body = lines(&body).replace('\n', "\r\n");
        prop_assert_eq!(read.body, body);
    }
}
