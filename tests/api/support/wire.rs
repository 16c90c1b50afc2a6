//! The wire to a Postgres server, with somebody on it who counts (PostgreSQL, "Frontend/Backend Protocol").

use std::{
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
    /// Those that read or write.
    pub statements: usize,
    /// Those that begin or end a transaction.
    pub frames: usize,
}

/// A wire that counts.
pub struct Wire(Arc<Mutex<Sent>>);

impl Wire {
    /// A wire to the server of this URL, and the URL of its own end.
    pub fn to(url: &str) -> (Self, String) {
        let mut url = url::Url::parse(url).unwrap();
        let server = url.socket_addrs(|| Some(5432)).unwrap()[0];
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap();
        url.set_ip_host(own.ip()).unwrap();
        url.set_port(Some(own.port())).unwrap();
        let sent = Arc::<Mutex<Sent>>::default();
        let wire = Self(Arc::clone(&sent));
        // It ends with the process; a test's server is gone by then.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let server = TcpStream::connect(server).unwrap();
                let sent = Arc::clone(&sent);
                thread::spawn(move || relay(client, server, &sent));
            }
        });
        (wire, url.into())
    }

    /// What was sent since this was asked last.
    pub fn take(&self) -> Sent {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn relay(mut client: TcpStream, mut server: TcpStream, sent: &Mutex<Sent>) {
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let back = thread::spawn(move || {
        let _ = io::copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(Shutdown::Both);
    });
    // Until either of them hangs up.
    let _ = forth(&mut client, &mut server, sent);
    let _ = server.shutdown(Shutdown::Both);
    let _ = back.join();
}

fn forth(client: &mut TcpStream, server: &mut TcpStream, sent: &Mutex<Sent>) -> io::Result<()> {
    loop {
        let begin = message(client, 0)?;
        server.write_all(&begin)?;
        if begin[4..8] == PROTOCOL {
            break;
        }
    }
    loop {
        let message = message(client, 1)?;
        count(&message, &mut sent.lock().unwrap());
        server.write_all(&message)?;
    }
}

/// Reads a message whose length stands behind `tag` bytes.
fn message(client: &mut TcpStream, tag: usize) -> io::Result<Vec<u8>> {
    let mut message = vec![0; tag + 4];
    client.read_exact(&mut message)?;
    let length = u32::from_be_bytes(message[tag..].try_into().unwrap()) as usize;
    message.resize(tag + length, 0);
    client.read_exact(&mut message[tag + 4..])?;
    Ok(message)
}

fn count(message: &[u8], sent: &mut Sent) {
    let frame = |text: &[u8]| FRAMES.iter().any(|word| text.starts_with(word.as_bytes()));
    match message[0] {
        b'Q' if frame(&message[5..]) => sent.frames += 1,
        b'Q' | b'E' => sent.statements += 1,
        _ => {}
    }
}
