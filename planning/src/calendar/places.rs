//! Codes without a calendar, which `build/places.rs` generates from `data/places.txt`.

// VERSION and INSTEAD, which is sorted by code.
include!(concat!(env!("OUT_DIR"), "/places.rs"));

/// The calendars to use for a code that was withdrawn, is not in ISO 3166, or is a part of a part.
pub(super) fn instead_of(code: &str) -> Option<&'static [&'static str]> {
    INSTEAD.binary_search_by(|(known, _)| (*known).cmp(code)).ok().map(|index| INSTEAD[index].1)
}
