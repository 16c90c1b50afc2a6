//! Whole messages, read and approved. `UPDATE_SNAPSHOTS=1 cargo test -p messages` writes them anew.

use std::{env, fs, path::Path};

use messages::{Message, Tone, render};
use planning::{StepKind, facts::Channel};

use crate::facts::{read, request, rich};

/// A message as it is kept: what goes out, and what the service says about it.
fn sheet(message: &Message<'_>) -> String {
    let mut sheet = String::new();
    if let Some(subject) = &message.subject {
        sheet.push_str(&format!("Subject: {subject}\n\n"));
    }
    sheet.push_str(&message.to_text());
    sheet.push_str(&format!("\n\n--\n{} words, ready: {}\n", message.words, message.ready));
    for missing in &message.missing {
        sheet.push_str(&format!("{}: {}\n", missing.pointer, missing.text));
    }
    sheet
}

#[track_caller]
fn approved(name: &str, message: &Message<'_>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.txt"));
    let actual = sheet(message);
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, actual).unwrap();
    } else {
        assert_eq!(actual, fs::read_to_string(&path).unwrap_or_default(), "{}", path.display());
    }
}
