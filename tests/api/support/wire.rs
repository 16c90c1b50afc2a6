//! The wire to a Postgres server, with somebody on it who counts (PostgreSQL, "Frontend/Backend Protocol").

use std::{
    collections::BTreeSet,
    io::{self, Read as _, Write as _},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// The version of the protocol that a client names as it begins. What it sends before (does the server speak TLS?) has
/// the same form.
const PROTOCOL: [u8; 4] = 196_608_u32.to_be_bytes();

/// What begins or ends a transaction, or a part of one.
const FRAMES: [&str; 5] = ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"];

/// How many statements were sent.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sent {
    /// Statements that read or write.
    pub statements: usize,
    /// Statements that begin or end a transaction.
    pub frames: usize,
}

/// What was seen on a wire.
#[derive(Default)]
struct Seen {
    sent: Sent,
    texts: BTreeSet<String>,
}

/// A wire that counts, and keeps the texts of statements.
pub struct Wire(Arc<Mutex<Seen>>);

impl Wire {
    /// A wire to the server of this URL, and the URL of its own end.
    pub fn to(url: &str) -> (Self, String) {
        let mut url = url::Url::parse(url).unwrap();
        let server = url.socket_addrs(|| Some(5432)).unwrap()[0];
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap();
        url.set_ip_host(own.ip()).unwrap();
        url.set_port(Some(own.port())).unwrap();
        let seen = Arc::<Mutex<Seen>>::default();
        let wire = Self(Arc::clone(&seen));
        // It ends with the process; a test's server is gone by then.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(server).unwrap();
                let seen = Arc::clone(&seen);
                thread::spawn(move || relay(client, server, &seen));
            }
        });
        (wire, url.into())
    }

    /// What was sent since this was asked last.
    pub fn take(&self) -> Sent {
        std::mem::take(&mut self.0.lock().unwrap().sent)
    }

    /// The statements that were ever sent, as the server gets them: with marks for their values.
    pub fn texts(&self) -> BTreeSet<String> {
        self.0.lock().unwrap().texts.clone()
    }
}

fn relay(mut client: TcpStream, mut server: TcpStream, seen: &Mutex<Seen>) {
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let back = thread::spawn(move || {
        let _ = io::copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(Shutdown::Both);
    });
    // Until either of them hangs up.
    let _ = forth(&mut client, &mut server, seen);
    let _ = server.shutdown(Shutdown::Both);
    let _ = back.join();
}

fn forth(client: &mut TcpStream, server: &mut TcpStream, seen: &Mutex<Seen>) -> io::Result<()> {
    loop {
        let begin = message(client, 0)?;
        server.write_all(&begin)?;
        if begin[4..8] == PROTOCOL {
            break;
        }
    }
    loop {
        let message = message(client, 1)?;
        let mut seen = seen.lock().unwrap();
        count(&message, &mut seen.sent);
        seen.texts.extend(text(&message));
        drop(seen);
        server.write_all(&message)?;
    }
}

/// Reads a message whose length follows `tag` bytes.
fn message(client: &mut TcpStream, tag: usize) -> io::Result<Vec<u8>> {
    let mut message = vec![0; tag + 4];
    client.read_exact(&mut message)?;
    let length = u32::from_be_bytes(message[tag..].try_into().unwrap()) as usize;
    message.resize(tag + length, 0);
    client.read_exact(&mut message[tag + 4..])?;
    Ok(message)
}

/// The text of a statement, where one is prepared under a name or sent as it is.
fn text(message: &[u8]) -> Option<String> {
    let mut texts = message[5..].split(|byte| *byte == 0);
    let text = match message[0] {
        b'P' => texts.nth(1)?,
        b'Q' => texts.next()?,
        _ => return None,
    };
    Some(String::from_utf8_lossy(text).into_owned())
}

fn count(message: &[u8], sent: &mut Sent) {
    let frame = |text: &[u8]| FRAMES.iter().any(|word| text.starts_with(word.as_bytes()));
    match message[0] {
        b'Q' if frame(&message[5..]) => sent.frames += 1,
        b'Q' | b'E' => sent.statements += 1,
        _ => {}
    }
}
