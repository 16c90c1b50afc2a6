//! How long a plan takes, without reasons, with them and with their sentences, beside what it is measured against:
//! reading its facts from JSON and writing it as JSON.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use planning::{Facts, Instant, Playbook, plan, plan_without_reasons};
use serde::Deserialize;
use serde_json::Value;
use wording::{
    ENGLISH, Language as _,
    plan_json::{Detail, PlanJson},
};

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
        group.bench_function("plan, no reasons", |bencher| {
            bencher.iter(|| plan_without_reasons(black_box(&facts), consensus, as_of));
        });
        group.bench_function("plan, and its sentences", |bencher| {
            bencher.iter(|| {
                let plan = plan(black_box(&facts), consensus, as_of);
                let mut text = String::with_capacity(4096);
                plan.steps.iter().flat_map(|step| &step.reasons).for_each(|reason| ENGLISH.reason(reason, &mut text));
                text
            });
        });
        let text = serde_json::to_vec(&facts).expect("facts are JSON");
        group.bench_function("read its facts", |bencher| {
            bencher.iter(|| serde_json::from_slice::<Facts>(black_box(&text)).is_ok());
        });
        let made = plan(&facts, consensus, as_of);
        group.bench_function("write it", |bencher| {
            bencher.iter(|| serde_json::to_vec(&PlanJson::new(black_box(&made), ENGLISH, Detail::Reasons)).is_ok());
        });
        group.finish();
    }
}

criterion_group!(benches, plans);
criterion_main!(benches);
