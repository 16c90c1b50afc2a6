//! Turns the planner's data files into Rust.

#[path = "build/holidays.rs"]
mod holidays;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/sources.rs"]
mod sources;
#[path = "build/zones.rs"]
mod zones;

fn main() {
    holidays::generate();
    rules::generate();
    sources::fingerprint(&zones::generate());
}
