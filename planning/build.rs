//! Turns the planner's data files into Rust.

#[path = "build/calendar_dates.rs"]
mod calendar_dates;
#[path = "build/holidays.rs"]
mod holidays;
#[path = "build/places.rs"]
mod places;
#[path = "build/rules.rs"]
mod rules;
#[path = "build/sources.rs"]
mod sources;
#[path = "build/zones.rs"]
mod zones;

fn main() {
    let text = places::text();
    let places = places::Places::read(&text);
    places.generate();
    holidays::generate(&places);
    rules::generate();
    sources::fingerprint(&zones::generate());
}
