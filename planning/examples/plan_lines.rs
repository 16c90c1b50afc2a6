//! Plans many applications at once: one JSON document of facts a line in, one plan or error a line out.
//!
//! ```sh
//! cargo run --release -p planning --example plan_lines < facts.jsonl > plans.jsonl
//! ```

use std::io::{self, BufRead as _, BufWriter, Write as _};

use planning::{Facts, Playbook, PlaybookChoice, plan};
use serde_json::json;
use wording::{
    ENGLISH,
    plan_json::{Detail, PlanJson},
};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        writeln!(out, "{}", answer(&line?))?;
    }
    out.flush()
}

fn answer(line: &str) -> String {
    let facts: Facts = match serde_json::from_str(line) {
        Ok(facts) => facts,
        Err(error) => return json!({ "error": error.to_string() }).to_string(),
    };
    let violations = facts.violations();
    if !violations.is_empty() {
        return json!({ "error": violations }).to_string();
    }
    let playbook = match facts.chosen_playbook() {
        PlaybookChoice::Whole(playbook) => playbook,
        PlaybookChoice::Key(key) => match Playbook::built_in(key) {
            Some(playbook) => playbook,
            None => return json!({ "error": format!("no built-in playbook has the key {key}") }).to_string(),
        },
    };
    let Some(as_of) = facts.as_of else {
        return json!({ "error": "as_of is missing" }).to_string();
    };
    let plan = plan(&facts, playbook, as_of);
    match serde_json::to_string(&PlanJson::new(&plan, ENGLISH, Detail::Reasons)) {
        Ok(plan) => plan,
        Err(error) => json!({ "error": error.to_string() }).to_string(),
    }
}
