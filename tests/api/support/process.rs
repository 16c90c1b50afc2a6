//! The service as a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// A running service, ended with this value.
pub struct Process {
    child: Child,
    /// Where it listens, as `http://127.0.0.1:port`.
    pub url: String,
}

/// The program with no settings but these.
pub fn followup(data: &Path, database_url: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_followup"));
    command
        .env_clear()
        .env("FOLLOWUP_DATA_DIR", data)
        .env("FOLLOWUP_BIND", "127.0.0.1:0")
        .env("FOLLOWUP_RATE_LIMIT", "off")
        // Tokens are good for the address that issued them, whatever port it listens on.
        .env("FOLLOWUP_PUBLIC_URL", "http://127.0.0.1:8080");
    if let Some(url) = database_url {
        command.env("DATABASE_URL", url);
    }
    command
}

impl Process {
    /// Starts the service, and waits until it says that it listens.
    pub fn start(data: &Path, database_url: Option<&str>) -> Self {
        Self::run(followup(data, database_url).stderr(Stdio::null()))
    }

    /// Runs the service, and waits until it says that it listens.
    pub fn run(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("it says where it listens");
        let url = url.trim_end_matches(';').to_owned();
        Self { child, url }
    }

    /// Ends it at once, whatever it does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
