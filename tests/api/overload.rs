//! Requests that are too large, too deep or too slow, sent to the program as it is run: each is refused, costs little
//! memory, and keeps nobody else waiting.
//!
//! Memory is what the kernel says that the process has had resident at most, which only Linux tells this way.
#![cfg(target_os = "linux")]

use std::{
    fs,
    io::{ErrorKind, Read as _, Write as _},
    net::TcpStream,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::support::process::{Process, followup};

const MIB: u64 = 1024 * 1024;

/// How much more memory an attack may cost.
const MAX_MEMORY_GROWTH: u64 = 32 * MIB;

/// A service that has answered already, and somebody's token for it.
struct Attacked {
    service: Process,
    token: String,
    _data: tempfile::TempDir,
}

impl Attacked {
    fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let service = Process::start_with(followup(data.path(), None).stderr(Stdio::null()));
        let token = service.sign_up();
        let attacked = Self { service, token, _data: data };
        // The dictionary is being loaded since the start, and its memory is not the attack's. This waits for it.
        let text = json!({"body": "Dear Ada,\n\nThank you for the intervew."}).to_string();
        assert_eq!(attacked.post("/v1/messages/proofread", &[], text), 200);
        attacked
    }

    /// The status of an answer to a body.
    fn post(&self, path: &str, headers: &[(&str, &str)], body: impl ureq::AsSendBody) -> u16 {
        let request = ureq::post(format!("{}{path}", self.service.url))
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.config().http_status_as_error(false).build().send(body).unwrap().status().as_u16()
    }

    /// How many bytes more the process had at most while something was done to it.
    fn memory_for(&self, attack: impl FnOnce(&Self)) -> u64 {
        let process = format!("/proc/{}", self.service.id());
        let bytes = |what: &str| {
            let status = fs::read_to_string(format!("{process}/status")).unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix(what)).unwrap();
            line.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
        };
        // From now on the peak is a new one.
        fs::write(format!("{process}/clear_refs"), "5").unwrap();
        let before = bytes("VmRSS");
        attack(self);
        let used = bytes("VmHWM").saturating_sub(before);
        println!("{} KiB more", used / 1024);
        used
    }

    fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(self.service.address()).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        connection
    }

    /// Whether somebody else is answered, and well before the slow ones are cut off.
    fn serves_others(&self) {
        let began = Instant::now();
        let request = ureq::get(format!("{}/v1/account", self.service.url));
        request.header("authorization", format!("Bearer {}", self.token)).call().unwrap();
        assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    }
}

const PATHS: [&str; 3] = ["/v1/candidates", "/v1/follow-up-plans/preview", "/v1/follow-up-plans/preview-batch"];

#[test]
fn bodies_that_are_too_deep_or_too_large_are_refused() {
    let attacked = Attacked::start();
    let used = attacked.memory_for(|attacked| {
        for path in PATHS {
            for depth in [1_000, 400_000] {
                assert_eq!(attacked.post(path, &[], "[".repeat(depth)), 400, "{path}");
                assert_eq!(attacked.post(path, &[], "{\"facts\":".repeat(depth / 8)), 400, "{path}");
                // In the batch, which is a list of facts, this is one that can't be read.
                let deep = format!("{{\"facts\":[{}{}]}}", "[".repeat(depth), "]".repeat(depth));
                let expected = if path.ends_with("batch") { 200 } else { 400 };
                assert_eq!(attacked.post(path, &[], deep), expected, "{path}");
            }
        }
        assert_eq!(attacked.post(PATHS[2], &[], format!("{{\"facts\":[{}0]}}", "0,".repeat(9_999))), 422);
        let facts =
            json!({"application": {"company": {"name": "Acme"}, "position": {"title": "Cook"}, "time_zone": "UTC"}});
        assert_eq!(
            attacked.post(PATHS[2], &[], format!("{{\"facts\":[{facts}{}]}}", format!(",{facts}").repeat(9_999))),
            422
        );
        for (path, mib) in PATHS.into_iter().zip([2, 2, 9]) {
            assert_eq!(attacked.post(path, &[], " ".repeat(mib * 1024 * 1024)), 413, "{path}");
        }
        attacked.serves_others();
    });
    assert!(used < MAX_MEMORY_GROWTH, "{} MiB", used / MIB);
}

#[test]
fn a_body_without_an_end_is_answered_before_it_ends() {
    let attacked = Attacked::start();
    let used = attacked.memory_for(|attacked| {
        for path in PATHS {
            let mut connection = attacked.connect();
            let token = &attacked.token;
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\
                 content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
            );
            connection.write_all(head.as_bytes()).unwrap();
            let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
            // All of it is taken, but no more than the limit is kept.
            for _ in 0..1_000 {
                connection.write_all(chunk.as_bytes()).unwrap();
            }
            let mut answer = [0; 13];
            connection.read_exact(&mut answer).unwrap();
            assert_eq!(&answer, b"HTTP/1.1 413 ", "{path}");
        }
        attacked.serves_others();
    });
    assert!(used < MAX_MEMORY_GROWTH, "{} MiB", used / MIB);
}

/// A gigabyte of zeros, as small as gzip makes it.
fn bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&vec![0; 1024 * 1024]).unwrap();
    // One file of gzip after another is a file of gzip (RFC 1952, section 2.2).
    encoder.finish().unwrap().repeat(1024)
}

#[test]
fn a_compressed_body_is_refused_before_it_is_unpacked() {
    let attacked = Attacked::start();
    let bomb = bomb();
    let used = attacked.memory_for(|attacked| {
        for path in PATHS {
            for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
                assert_eq!(attacked.post(path, &[("content-encoding", encoding)], &bomb[..]), 415, "{path} {encoding}");
            }
        }
        attacked.serves_others();
    });
    assert!(used < MAX_MEMORY_GROWTH, "{} MiB", used / MIB);
}

/// Three hundred connections that send a byte now and then, some in the head of a request and some in its body.
#[test]
fn a_slow_sender_is_cut_off_and_delays_no_other() {
    let attacked = Attacked::start();
    let used = attacked.memory_for(|attacked| {
        let head = "GET /v1/account HTTP/1.1\r\nhost: localhost\r\nx-slow: ".to_owned();
        let json = format!(
            "POST /v1/candidates HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: 100000\r\n\r\n{{",
            attacked.token
        );
        let form = "POST /oauth/token HTTP/1.1\r\nhost: localhost\r\n\
                    content-type: application/x-www-form-urlencoded\r\ncontent-length: 10000\r\n\r\na"
            .to_owned();
        let began = Instant::now();
        let mut slow: Vec<_> = (0..300)
            .map(|n| {
                let mut connection = attacked.connect();
                connection.write_all([&head, &json, &form][n % 3].as_bytes()).unwrap();
                connection
            })
            .collect();
        while began.elapsed() < Duration::from_secs(17) {
            thread::sleep(Duration::from_secs(1));
            attacked.serves_others();
            for connection in &mut slow {
                // It may be cut off already.
                let _ = connection.write_all(b" ");
            }
        }
        let mut answered = [0; 3];
        for (n, connection) in slow.iter_mut().enumerate() {
            let mut answer = String::new();
            match connection.read_to_string(&mut answer) {
                Ok(_) => {}
                // The last bytes of the slow one found nobody.
                Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
                Err(error) => panic!("{n} is not cut off: {error}; {answer}"),
            }
            if !answer.is_empty() {
                assert!(
                    answer.starts_with(["HTTP/1.1 408 ", "HTTP/1.1 408 ", "HTTP/1.1 400 "][n % 3]),
                    "{n}: {answer}"
                );
                answered[n % 3] += 1;
            }
        }
        assert!(answered.iter().all(|answers| *answers > 0), "{answered:?}");
        attacked.serves_others();
    });
    assert!(used < MAX_MEMORY_GROWTH, "{} MiB", used / MIB);
}
