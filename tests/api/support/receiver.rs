//! A receiver of webhooks, which ends with the process. What it does depends on the path.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use serde_json::Value;

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or_else(|| panic!("{name} is missing: {:?}", self.headers), |(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Its headers, for the verifier.
    pub fn headers(&self) -> connectors::Headers {
        self.headers.iter().cloned().collect()
    }
}

/// A receiver.
#[derive(Clone)]
pub struct Receiver {
    port: u16,
    requests: Arc<Mutex<Vec<Received>>>,
}

impl Receiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let receiver = Self { port: listener.local_addr().unwrap().port(), requests: Arc::default() };
        let requests = Arc::clone(&receiver.requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let requests = Arc::clone(&requests);
                thread::spawn(move || serve(&stream, &requests));
            }
        });
        receiver
    }

    /// The URL of a path: `/ok`, `/hang`, `/redirect`, `/gone`, `/fail`, `/later` or `/huge`.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What has come in so far, and was not taken.
    pub fn received(&self) -> Vec<Received> {
        self.requests.lock().unwrap().clone()
    }

    /// What has come in since it was asked last.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }
}

fn serve(stream: &TcpStream, requests: &Mutex<Vec<Received>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            headers.push((name.to_lowercase(), value.trim().to_owned()));
        }
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
        reader.read_exact(&mut body).unwrap();
        requests.lock().unwrap().push(Received { path: path.clone(), headers, body });
        if !answer(stream, &path) {
            return;
        }
    }
}

/// Answers; says whether the connection goes on.
fn answer(mut stream: &TcpStream, path: &str) -> bool {
    let text = match path {
        "/hang" => {
            thread::sleep(Duration::from_mins(1));
            return false;
        }
        "/huge" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n");
            let chunk = vec![b'x'; 64 * 1024];
            let sent = (0..16_384).take_while(|_| stream.write_all(&chunk).is_ok()).count();
            // Nobody reads a gigabyte.
            assert!(sent < 1_000, "{sent}");
            return false;
        }
        "/redirect" => "302 Found\r\nlocation: /ok",
        "/gone" => "410 Gone",
        "/fail" => "500 Internal Server Error",
        "/later" => "503 Service Unavailable\r\nretry-after: 120",
        _ => "200 OK",
    };
    stream.write_all(format!("HTTP/1.1 {text}\r\ncontent-length: 5\r\n\r\nhello").as_bytes()).is_ok()
}
