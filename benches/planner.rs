//! How long a plan takes, beside what it is measured against: reading its facts from JSON and writing it as JSON.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use planning::{Facts, Instant, Playbook, plan};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Scenario {
    name: String,
    facts: Value,
}

fn scenario(name: &str) -> (Facts, Instant) {
    let scenarios: Vec<Scenario> =
        serde_json::from_str(include_str!("../planning/tests/scenarios/public.json")).expect("the scenarios are JSON");
    let facts = scenarios.into_iter().find(|scenario| scenario.name == name).expect("there is such a scenario").facts;
    let facts: Facts = serde_json::from_value(facts).expect("its facts are facts");
    let as_of = facts.as_of.expect("a scenario has its moment");
    (facts, as_of)
}

fn plans(criterion: &mut Criterion) {
    let consensus = Playbook::built_in("consensus").expect("it is built in");
    for name in ["tuesday, consensus", "reply after a check-in: it stays, the sequence starts anew", "rejected"] {
        let (facts, as_of) = scenario(name);
        let mut group = criterion.benchmark_group(name);
        group.bench_function("plan", |bencher| bencher.iter(|| plan(black_box(&facts), consensus, as_of)));
        let text = serde_json::to_vec(&facts).expect("facts are JSON");
        group.bench_function("read its facts", |bencher| {
            bencher.iter(|| serde_json::from_slice::<Facts>(black_box(&text)).is_ok());
        });
        let made = plan(&facts, consensus, as_of);
        group.bench_function("write it", |bencher| bencher.iter(|| serde_json::to_vec(black_box(&made)).is_ok()));
        group.finish();
    }
}

criterion_group!(benches, plans);
criterion_main!(benches);
