//! Turns the data files into constants, so that a plan can't cite what doesn't exist.

mod build_rules;

fn main() {
    build_rules::generate();
}
