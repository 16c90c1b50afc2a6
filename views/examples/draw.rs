//! Draws the plan of facts: JSON in, SVG out; with `--calendar`, iCalendar.
//!
//! ```sh
//! cargo run -p views --example draw < facts.json > timeline.svg
//! ```

use std::{
    error::Error,
    io::{self, Write as _},
};

use planning::{Facts, Playbook, PlaybookChoice, plan};
use uuid::Uuid;
use views::{Revision, View, calendar, timeline};

fn main() -> Result<(), Box<dyn Error>> {
    let facts: Facts = serde_json::from_reader(io::stdin().lock())?;
    let playbook = match facts.chosen_playbook() {
        PlaybookChoice::Whole(playbook) => playbook,
        PlaybookChoice::Key(key) => Playbook::built_in(key).ok_or("no built-in playbook has that key")?,
    };
    let as_of = facts.as_of.ok_or("as_of is missing")?;
    let plan = plan(&facts, playbook, as_of);
    let view = View { facts: &facts, plan: &plan, interview_id: None, language: wording::ENGLISH };
    let text = match std::env::args().nth(1).as_deref() {
        Some("--calendar") => {
            calendar(&view, &Revision { application_id: Uuid::nil(), changed_at: *as_of, made_at: *as_of })
        }
        _ => timeline(&view)?,
    };
    Ok(io::stdout().write_all(text.as_bytes())?)
}
