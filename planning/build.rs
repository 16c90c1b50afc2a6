//! Turns the planner's data files into Rust.

#[path = "build/holidays.rs"]
mod holidays;

fn main() {
    holidays::generate();
}
