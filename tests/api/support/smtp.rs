//! A mail server for tests, which ends with the process. What it answers to `RCPT TO` depends on the address.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use mail_parser::{Message, MessageParser};

/// A mail that came in.
#[derive(Clone, Debug)]
pub struct Mail {
    pub to: String,
    pub raw: String,
}

impl Mail {
    fn parsed(&self) -> Message<'_> {
        MessageParser::default().parse(self.raw.as_bytes()).unwrap()
    }

    /// A header as it was sent, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let raw = self.parsed().header_raw(name)?.trim().to_owned();
        Some(raw.replace("\r\n", ""))
    }

    pub fn subject(&self) -> String {
        self.parsed().subject().unwrap().to_owned()
    }

    pub fn text(&self) -> String {
        self.parsed().body_text(0).unwrap().into_owned()
    }

    pub fn html(&self) -> String {
        self.parsed().body_html(0).unwrap().into_owned()
    }

    /// The path of the link in the text that begins so.
    pub fn link(&self, begins: &str) -> String {
        let text = self.text();
        let start = text.find(begins).unwrap_or_else(|| panic!("{begins} is not in {text}"));
        text[start..].split_whitespace().next().unwrap().to_owned()
    }
}

/// A mail server.
#[derive(Clone)]
pub struct MailServer {
    port: u16,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl MailServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), mails: Arc::default() };
        let mails = Arc::clone(&server.mails);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mails = Arc::clone(&mails);
                thread::spawn(move || serve(&stream, &mails));
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What has come in since it was asked last.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.mails.lock().unwrap())
    }
}

/// What is answered to a recipient.
fn answer_to(address: &str) -> &'static str {
    match address.to_lowercase().split('@').next().unwrap_or_default() {
        "nobody" => "550 5.1.1 no such user",
        "policy" => "550 5.7.1 not from you",
        "later" => "451 4.7.1 come back in a minute",
        _ => "250 2.1.5 fine",
    }
}

fn serve(mut stream: &TcpStream, mails: &Mutex<Vec<Mail>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut say = |text: &str| stream.write_all(format!("{text}\r\n").as_bytes()).is_ok();
    say("220 mail.test ready");
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let command = line.trim_end().to_owned();
        let word = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let goes_on = match word.as_str() {
            "EHLO" => say("250-mail.test") && say("250-8BITMIME") && say("250 ENHANCEDSTATUSCODES"),
            "RCPT" => {
                command.split(['<', '>']).nth(1).unwrap_or_default().clone_into(&mut to);
                if to.starts_with("slow@") {
                    thread::sleep(Duration::from_millis(300));
                }
                say(answer_to(&to))
            }
            "DATA" => {
                say("354 go on");
                let mut raw = String::new();
                loop {
                    let mut part = String::new();
                    if reader.read_line(&mut part).unwrap_or(0) == 0 {
                        return;
                    }
                    if part == ".\r\n" {
                        break;
                    }
                    // Transparency (RFC 5321, section 4.5.2).
                    raw.push_str(part.strip_prefix('.').unwrap_or(&part));
                }
                mails.lock().unwrap().push(Mail { to: to.clone(), raw });
                say("250 2.0.0 taken")
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => say("250 fine"),
        };
        if !goes_on {
            return;
        }
    }
}
