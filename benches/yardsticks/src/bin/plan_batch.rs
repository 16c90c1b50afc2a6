//! How long the planner takes for a batch on one thread: facts read from JSON, planned, and the plans written as JSON,
//! in a loop.
//!
//!     plan_batch FILE SECONDS     # FILE is the body of a batch; prints milliseconds a batch

use std::{
    env,
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use planning::{Facts, Plan, Playbook, PlaybookChoice, plan};
use serde::{Deserialize, Serialize};
use wording::{
    ENGLISH,
    plan_json::{Detail, PlanJson},
};

#[derive(Deserialize)]
struct Batch {
    facts: Vec<Facts>,
}

#[derive(Serialize)]
struct Answer<'b> {
    results: Vec<Planned<'b>>,
}

#[derive(Serialize)]
struct Planned<'b> {
    plan: PlanJson<'b>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (Some(file), Some(seconds)) = (env::args().nth(1), env::args().nth(2)) else {
        return Err("usage: plan_batch FILE SECONDS".into());
    };
    let (body, length) = (fs::read(file)?, Duration::from_secs_f64(seconds.parse()?));
    let (began, mut batches) = (Instant::now(), 0_u32);
    while began.elapsed() < length {
        black_box(answer(black_box(&body))?);
        batches += 1;
    }
    println!("{}", began.elapsed().as_secs_f64() * 1000.0 / f64::from(batches));
    Ok(())
}

/// What the service answers to a batch.
fn answer(body: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let batch: Batch = serde_json::from_slice(body)?;
    let plans = batch.facts.iter().map(planned).collect::<Result<Vec<_>, _>>()?;
    let written = |plan| Planned { plan: PlanJson::new(plan, ENGLISH, Detail::Reasons) };
    let results = plans.iter().map(written).collect();
    Ok(serde_json::to_vec(&Answer { results })?)
}

fn planned(facts: &Facts) -> Result<Plan<'_>, Box<dyn Error>> {
    let playbook = match facts.chosen_playbook() {
        PlaybookChoice::Key(key) => Playbook::built_in(key).ok_or("no built-in playbook has this key")?,
        PlaybookChoice::Whole(playbook) => playbook,
    };
    let as_of = facts.as_of.ok_or("facts must name their moment")?;
    Ok(plan(facts, playbook, as_of))
}
