//! How long proofreading takes, beside rendering what is proofread.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use messages::{
    Locale, Message, Request,
    proofread::{Context, Texts, proofread, warm_up},
    render,
};
use planning::{Facts, StepKind, UsableChannel, Via, facts::Channel};
use serde_json::json;

fn facts() -> Facts {
    let facts = json!({
        "candidate": {
            "name": "Grace Lindqvist", "email": "grace@example.com", "phone": "+1 212 555 0100",
            "strengths": ["Ten years of building payment systems in Rust"], "goals": ["Lead a platform team"],
        },
        "application": {
            "company": { "name": "Meridian Labs" }, "position": { "title": "Staff Engineer" }, "time_zone": "UTC",
        },
        "contacts": [{ "id": "ada", "name": "Ada Okafor", "email": "ada@example.com" }],
        "interviews": [{
            "id": "i1", "starts_at": "2026-03-10T18:00:00Z", "ends_at": "2026-03-10T19:00:00Z",
            "interviewer_ids": ["ada"], "talking_points": ["The move to event sourcing."],
        }],
    });
    serde_json::from_value(facts).expect("they are facts")
}

fn request(facts: &Facts) -> Request<'_> {
    Request {
        facts,
        kind: StepKind::ThankYou,
        interview_id: Some("i1"),
        competing_offer_id: None,
        contact_id: Some("ada"),
        pass_on_to: &[],
        channel: UsableChannel { channel: Channel::Email, via: Via::Direct },
        attempt: 0,
        thank_you_planned: true,
        send_at: None,
        tone: None,
        locale: Some(Locale::EN),
    }
}

fn texts(message: &Message<'_>) -> Texts {
    Texts { subject: message.subject.clone(), body: message.body.clone(), ..Texts::default() }
}

fn proofreading(criterion: &mut Criterion) {
    warm_up();
    let facts = facts();
    let request = request(&facts);
    let message = render(&request).expect("there is such a message");
    let email = texts(&message);
    let body = email.body.clone().unwrap_or_default();
    // Each sentence another one, as the linters remember those of one text.
    let numbered = (0..).map(|index| body.replace("Rust", &format!("Rust {index}")));
    let mut long: String = numbered.take(1 + 20_000 / body.len()).collect();
    long.truncate(20_000);
    let long = Texts { body: Some(long), ..email.clone() };
    let context = Context {
        facts: Some(&facts),
        kind: Some(request.kind),
        channel: Some(Channel::Email),
        contact_id: request.contact_id,
        ..Context::default()
    };
    let mut group = criterion.benchmark_group("proofreading");
    group.bench_function("an e-mail", |bencher| bencher.iter(|| proofread(black_box(&email), &context)));
    group.bench_function("20,000 characters", |bencher| bencher.iter(|| proofread(black_box(&long), &context)));
    group.bench_function("rendering", |bencher| bencher.iter(|| render(black_box(&request)).is_ok()));
    group.finish();
}

criterion_group!(benches, proofreading);
criterion_main!(benches);
