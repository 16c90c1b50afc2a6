//! The time to read an invitation. An ordinary one must take at most a millisecond.
//!
//!     cargo bench -p invitations --bench invitation

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use invitations::{
    calendar::{self, Settings},
    mail::{self, MailSettings},
};

fn read(criterion: &mut Criterion) {
    let settings = Settings { default_zone: None, candidate_addresses: vec!["ada@example.com".to_owned()] };
    for (name, file) in [
        ("invitation/google", &include_bytes!("../tests/samples/google-request.ics")[..]),
        ("invitation/exchange with its zone", include_bytes!("../tests/samples/exchange-teams.ics")),
        ("invitation/windows zone by name", include_bytes!("../tests/samples/windows-zone-without-definition.ics")),
        ("invitation/endless series", include_bytes!("../tests/samples/endless-series.ics")),
    ] {
        criterion.bench_function(name, |bencher| bencher.iter(|| calendar::read(black_box(file), &settings)));
    }
    let Ok(received_at) = "2026-03-04T09:00:00Z".parse() else { return };
    let settings = MailSettings { received_at, time_zone: None, candidate_addresses: settings.candidate_addresses };
    for (name, message) in [
        ("mail/person", &include_bytes!("../tests/samples/person.eml")[..]),
        ("mail/with an invitation", include_bytes!("../tests/samples/invitation.eml")),
        ("mail/bounce", include_bytes!("../tests/samples/bounce.eml")),
    ] {
        criterion.bench_function(name, |bencher| bencher.iter(|| mail::read(black_box(message), &settings)));
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
