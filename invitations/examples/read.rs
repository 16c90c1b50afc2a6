//! Reads invitations and prints what was found as JSON, a file after the other.
//!
//!     cargo run -p invitations --example read -- [--zone Europe/Berlin] FILE...

use std::{env, fs, process::ExitCode};

use invitations::calendar::{self, Settings};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let mut settings = Settings::default();
    let mut arguments = env::args().skip(1);
    let mut failed = false;
    while let Some(argument) = arguments.next() {
        if argument == "--zone" {
            settings.default_zone = arguments.next().and_then(|name| name.parse().ok());
            continue;
        }
        match fs::read(&argument) {
            Ok(file) => println!("{:#}", json!({ "file": argument, "found": found(&file, &settings) })),
            Err(error) => {
                eprintln!("{argument}: {error}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}

fn found(file: &[u8], settings: &Settings) -> Value {
    match calendar::read(file, settings) {
        Ok(calendar) => json!(calendar),
        Err(refusal) => json!({ "refused": refusal, "because": refusal.to_string() }),
    }
}
