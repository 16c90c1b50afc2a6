//! Arbitrary values of columns.

use std::{fmt::Debug, str::FromStr};

use chrono::{DateTime, Utc};
use entity::{Scope, Stamp};
use planning::{Date, Instant, facts::CompetingOffer};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRng, TestRunner},
};

/// Arbitrary values, from a seed that is always the same.
pub struct Arbitrary(TestRunner);

impl Arbitrary {
    pub fn new() -> Self {
        let config = Config::default();
        Self(TestRunner::new_with_rng(config.clone(), TestRng::deterministic_rng(config.rng_algorithm)))
    }

    pub fn any<S: Strategy>(&mut self, values: S) -> S::Value {
        values.new_tree(&mut self.0).unwrap().current()
    }

    pub fn text(&mut self) -> String {
        // Postgres keeps no NUL; the quotes and backslashes are what JSON and SQL care for.
        self.any(prop_oneof!["[^\0]{0,20}", r#"["'\\/{}\[\]:,$?%\n\t\u{7f}\u{2028}é🙂]{0,12}"#])
    }

    pub fn offers(&mut self) -> Vec<CompetingOffer> {
        let offer = |_| CompetingOffer { id: self.parsed(), at: self.instant(), respond_by: self.maybe(Self::instant) };
        (0..2).map(offer).collect()
    }

    /// A moment of the years 1000 to 9999, to the microsecond, some of them whole seconds.
    pub fn time(&mut self) -> DateTime<Utc> {
        let micros = prop_oneof![Just(0), Just(1_000), 0..1_000_000_i64];
        let (seconds, micros) = self.any((-30_000_000_000..253_000_000_000_i64, micros));
        DateTime::from_timestamp_micros(seconds * 1_000_000 + micros).unwrap()
    }

    pub fn stamp<Id>(&mut self, scope: &Scope, id: Id) -> Stamp<Id> {
        let (version, created_at, updated_at) = (self.any(1..i64::MAX), self.time(), self.time());
        Stamp { account_id: scope.account_id(), id, version, created_at, updated_at }
    }

    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| value(self))
    }

    pub fn one_of<T: Copy + Debug + 'static, const N: usize>(&mut self, values: [T; N]) -> T {
        self.any(proptest::sample::select(values.to_vec()))
    }

    /// A value of a type that takes most texts.
    pub fn parsed<T: FromStr>(&mut self) -> T {
        loop {
            if let Ok(value) = self.text().parse() {
                return value;
            }
        }
    }

    pub fn list<T: FromStr>(&mut self) -> Vec<T> {
        (0..self.any(0..3_usize)).map(|_| self.parsed()).collect()
    }

    pub fn instant(&mut self) -> Instant {
        loop {
            if let Ok(instant) = self.time().try_into() {
                return instant;
            }
        }
    }

    pub fn date(&mut self) -> Date {
        self.instant().date_naive().try_into().unwrap()
    }

    pub fn flag(&mut self) -> bool {
        self.any(any::<bool>())
    }
}
