//! A proxy before a database that can fall silent, hang up, and lead elsewhere.

use std::{
    io::{ErrorKind, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::Duration,
};

/// A proxy, which ends with the process.
#[derive(Clone)]
pub struct Proxy {
    pub port: u16,
    state: Arc<Mutex<State>>,
}

struct State {
    /// Where new connections lead; if nowhere, they are accepted, and nothing comes of it.
    to: Option<SocketAddr>,
    /// Whether connections that lead nowhere are closed at once.
    hangs_up: bool,
    open: Vec<Line>,
}

/// A client's connection, and the server's, if it leads to one.
struct Line {
    client: TcpStream,
    server: Option<TcpStream>,
    /// Nothing is carried any more.
    silent: Arc<Mutex<bool>>,
}

impl Proxy {
    /// A proxy that leads there; without that it is silent.
    pub fn to(server: Option<SocketAddr>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let state = Arc::new(Mutex::new(State { to: server, hangs_up: false, open: Vec::new() }));
        let proxy = Self { port: listener.local_addr().unwrap().port(), state };
        let accepting = proxy.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                accepting.take(client);
            }
        });
        proxy
    }

    /// The same URL by way of this proxy.
    pub fn url(&self, url: &str) -> String {
        let mut url = url::Url::parse(url).unwrap();
        url.set_ip_host([127, 0, 0, 1].into()).unwrap();
        url.set_port(Some(self.port)).unwrap();
        url.into()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn take(&self, client: TcpStream) {
        let mut state = self.state();
        if state.to.is_none() && state.hangs_up {
            return;
        }
        let silent = Arc::new(Mutex::new(false));
        let server = state.to.map(|to| TcpStream::connect(to).unwrap());
        if let Some(server) = &server {
            for (from, to) in [(&client, server), (server, &client)] {
                let (from, to, silent) = (from.try_clone().unwrap(), to.try_clone().unwrap(), Arc::clone(&silent));
                thread::spawn(move || carry(from, to, &silent));
            }
        }
        state.open.push(Line { client, server, silent });
    }

    /// From now on nothing is carried, and new connections lead nowhere. Nobody is told.
    pub fn fall_silent(&self) {
        let mut state = self.state();
        state.to = None;
        for line in &state.open {
            *line.silent.lock().unwrap() = true;
        }
    }

    /// All that is open is closed, and whatever comes.
    pub fn hang_up(&self) {
        let mut state = self.state();
        (state.to, state.hangs_up) = (None, true);
        for line in state.open.drain(..) {
            let _ = line.client.shutdown(Shutdown::Both);
            if let Some(server) = line.server {
                let _ = server.shutdown(Shutdown::Both);
            }
        }
    }

    /// New connections lead there. Those that are silent stay so for their clients; what they left open on the server
    /// before is over.
    pub fn lead_to(&self, server: SocketAddr) {
        let mut state = self.state();
        for line in state.open.iter_mut().filter(|line| *line.silent.lock().unwrap()) {
            if let Some(server) = line.server.take() {
                let _ = server.shutdown(Shutdown::Both);
            }
        }
        state.to = Some(server);
    }

    /// The connections that are open fall silent, while new ones lead where they did.
    pub fn lose_what_is_open(&self) {
        for line in &self.state().open {
            *line.silent.lock().unwrap() = true;
        }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, silent: &Mutex<bool>) {
    from.set_nodelay(true).unwrap();
    from.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    let mut bytes = [0; 8192];
    loop {
        let read = from.read(&mut bytes);
        // Held while it is passed on, so that nothing is under way once somebody has made it silent.
        let silent = silent.lock().unwrap();
        if *silent {
            return;
        }
        match read {
            Ok(0) => break,
            Ok(count) if to.write_all(&bytes[..count]).is_err() => break,
            Err(error) if !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => break,
            _ => {}
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
