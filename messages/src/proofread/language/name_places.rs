//! Where names stand in a text. It is asked for every finding, so that an answer doesn't look through the text again.

use std::ops::Range;

/// The places of names, in bytes.
#[derive(Debug)]
pub(super) struct NamePlaces {
    /// The starts in order, each with the last end of the names that begin there or before.
    ends_by_start: Vec<(usize, usize)>,
}

impl NamePlaces {
    pub(super) fn from_ranges(mut places: Vec<Range<usize>>) -> Self {
        places.sort_unstable_by_key(|at| at.start);
        let mut last = 0;
        let furthest = |at: Range<usize>| {
            last = at.end.max(last);
            (at.start, last)
        };
        Self { ends_by_start: places.into_iter().map(furthest).collect() }
    }

    /// Whether `at` is within a name.
    pub(super) fn contain(&self, at: &Range<usize>) -> bool {
        let behind = self.ends_by_start.partition_point(|(start, _)| *start <= at.start);
        behind.checked_sub(1).is_some_and(|before| at.end <= self.ends_by_start[before].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::single_range_in_vec_init, reason = "a text may have one name")]
    fn what_is_within_a_name_is_known() {
        let names = NamePlaces::from_ranges(vec![20..25, 3..12, 5..7, 12..15]);
        for within in [3..12, 5..7, 8..12, 13..15, 20..25] {
            assert!(names.contain(&within), "{within:?}");
        }
        for without in [0..2, 2..4, 8..14, 12..16, 15..20, 19..25, 25..26] {
            assert!(!names.contain(&without), "{without:?}");
        }
        assert!(
            !NamePlaces::from_ranges(vec![3..5]).contain(&(0..1))
                && !NamePlaces::from_ranges(Vec::new()).contain(&(0..1))
        );
    }
}
