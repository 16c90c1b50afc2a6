//! Turns the planner's data files into Rust.

#[path = "build/holidays.rs"]
mod holidays;
#[path = "build/rules.rs"]
mod rules;

fn main() {
    holidays::generate();
    rules::generate();
}
