//! The service as a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};

/// A running service, ended with this value.
pub struct Process {
    child: Child,
    /// Where it listens, as `http://127.0.0.1:port`.
    pub url: String,
    /// Where its metrics are, if not there.
    pub metrics_url: Option<String>,
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
        Self::start_with(followup(data, database_url).stderr(Stdio::null()))
    }

    /// The same, with more settings, or with standard error somewhere.
    pub fn start_with(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let mut urls = line.split_whitespace().filter(|word| word.starts_with("http://"));
        let url = urls.next().expect("it says where it listens").trim_end_matches(';').to_owned();
        let metrics_url = urls.nth(1).map(str::to_owned);
        Self { child, url, metrics_url }
    }

    /// Signs Ada up, and gives an access token of hers.
    pub fn sign_up(&self) -> String {
        let ada = json!({"name": "Ada", "email": "ada@example.com", "password": "correct horse battery staple"});
        ureq::post(format!("{}/v1/accounts", self.url)).send_json(ada).unwrap();
        self.sign_in()
    }

    /// An access token of hers, once she has signed up.
    pub fn sign_in(&self) -> String {
        let form =
            [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
        let mut token = ureq::post(format!("{}/oauth/token", self.url)).send_form(form).unwrap();
        let token: Value = token.body_mut().read_json().unwrap();
        token["access_token"].as_str().unwrap().to_owned()
    }

    /// Where it listens, as host and port.
    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    /// Its number, under which the system knows it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop.
    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until it has ended, and says whether it did so well.
    pub fn ended_well(mut self) -> bool {
        self.child.wait().unwrap().success()
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
