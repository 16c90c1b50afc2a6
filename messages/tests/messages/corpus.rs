//! How much of what is wrong proofreading finds, and how much it finds that isn't wrong.
//!
//! The corpus is in `tests/corpus/`: messages with flaws, each with the findings that it must lead to, and sound ones
//! that look as if something were wrong. `docs/proofreading.md` says how it was made.

mod entry;
mod lot;
mod report;
mod score;
mod well_formed;

use std::sync::LazyLock;

use self::{entry::Corpus, score::Score};

/// Of all flaws, how many must be found, in hundredths.
const LEAST_FOUND: usize = 95;

/// Of the flaws for one check, how many must be found, in hundredths.
const LEAST_FOUND_BY_EACH_CHECK: usize = 80;

/// How many sound messages may have an error or a warning.
const MOST_FALSE_ALARMS: usize = 2;

/// Measured once, for every test that asks.
static SCORE: LazyLock<Score> = LazyLock::new(|| Score::of(&Corpus::read()));

#[test]
fn nearly_every_flaw_is_found() {
    println!("{}\n{}", report::table(&SCORE), report::details(&SCORE));
    let total = SCORE.total();
    assert!(
        total.found * 100 >= total.planted * LEAST_FOUND,
        "{} of {} flaws were found\n{}",
        total.found,
        total.planted,
        report::details(&SCORE)
    );
}

#[test]
fn every_check_finds_most_of_its_flaws() {
    let falls_short =
        SCORE.tallies().filter(|(_, tally)| tally.found * 100 < tally.planted * LEAST_FOUND_BY_EACH_CHECK);
    let short: Vec<_> = falls_short.map(|(check, tally)| (check, tally.found, tally.planted)).collect();
    assert!(short.is_empty(), "found and planted: {short:?}\n{}", report::details(&SCORE));
}

#[test]
fn sound_messages_are_left_alone() {
    assert!(
        SCORE.alarmed <= MOST_FALSE_ALARMS,
        "{} of {} sound messages have an error or a warning\n{}",
        SCORE.alarmed,
        SCORE.sound,
        report::details(&SCORE)
    );
}

#[test]
fn the_documented_results_are_the_measured_ones() {
    report::compare_with_docs(&SCORE);
}
