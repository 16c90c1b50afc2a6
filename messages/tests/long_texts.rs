//! Texts as long as they may be, of nothing but mistakes: the proofreader's work grows with the text, and not with its
//! square.
#![expect(clippy::unwrap_used, reason = "what a test needs and doesn't get may stop it")]

use std::{
    fs,
    time::{Duration, Instant},
};

use messages::proofread::{Context, Texts, proofread, warm_up};

/// The longest body, in characters.
const LONGEST: usize = 20_000;

/// How much longer the longest body is than the one that it is compared with.
const TIMES: usize = 8;

/// So many times the work of the shorter body is linear, on a busy machine. A square would be 64 times.
const MOST: u32 = 24;

/// How long this thread has been at work: what others do on a busy machine doesn't count, where Linux tells it apart.
fn at_work(began: Instant) -> Duration {
    let counted = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|counted| counted.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// The work on a body of so many characters, and how much was found.
fn work(phrase: &str, length: usize) -> (Duration, usize) {
    let greeting = "Dear Grace,\n\n";
    let body: String = greeting.chars().chain(phrase.chars().cycle()).take(length).collect();
    let texts = Texts { body: Some(body), ..Texts::default() };
    let start = Instant::now();
    let measured = (0..3).map(|_| {
        let began = at_work(start);
        let found = proofread(&texts, &Context::default()).len();
        (at_work(start).saturating_sub(began), found)
    });
    measured.min().unwrap()
}

#[test]
fn the_work_grows_with_the_text() {
    warm_up();
    for phrase in [
        "thank you ",
        "Thank you thank you. ",
        "of the of the ",
        "an book and a apple, ",
        "I has recieved alot of informations ",
        "\"thank you thank you\" ",
        "Ihr größter größter Übermut ",
    ] {
        let ((short, _), (long, found)) = (work(phrase, LONGEST / TIMES), work(phrase, LONGEST));
        println!("{phrase:?}: {short:?}, {long:?}, {found} findings");
        assert!(found > 10, "{phrase:?}: {found}");
        assert!(long <= short * MOST, "{phrase:?}: {long:?} is more than {MOST} times {short:?}");
    }
}
