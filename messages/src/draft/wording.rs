//! Which of the ways to put something a message takes.

/// What the choice follows from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed<'a> {
    /// What the messages of one round share: the interview's id.
    pub(crate) round: &'a str,
    /// The recipient's place among the interviewers.
    pub(crate) place: usize,
}

impl Seed<'_> {
    /// Which of so many ways to take for `block`: always the same for one message, a different one for the next person
    /// on a panel.
    fn pick(self, block: &str, ways: usize) -> Option<usize> {
        fnv1a(self.round.bytes().chain(block.bytes())).wrapping_add(self.place).checked_rem(ways)
    }
}

/// The FNV-1a hash: small, and the same on every machine and in every version.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> usize {
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Sixteen bits are plenty here and fit everywhere.
    usize::from((hash >> 16) as u16)
}

/// How to choose.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Wording<'a> {
    /// Not the same for everyone.
    Varied(Seed<'a>),
    /// As short as possible.
    Shortest,
}

impl Wording<'_> {
    /// One of the `lines`, which are the ways to put `block`; nothing, if there are none.
    pub(super) fn choose(self, block: &str, mut lines: Vec<String>) -> String {
        let index = match self {
            Self::Varied(seed) => seed.pick(block, lines.len()),
            Self::Shortest => (0..lines.len()).min_by_key(|&index| lines[index].chars().count()),
        };
        index.map(|index| lines.swap_remove(index)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_on_a_panel_are_written_to_differently() {
        let picks: Vec<_> = (0..3).map(|place| Seed { round: "i1", place }.pick("thanks", 3)).collect();
        assert!((0..3).all(|way| picks.contains(&Some(way))), "{picks:?}");
        assert_eq!(Seed { round: "i1", place: 0 }.pick("thanks", 0), None);
    }

    #[test]
    fn the_choice_stays_the_same_from_version_to_version() {
        assert_eq!(fnv1a(b"foobar".iter().copied()), 0xbf9c);
    }
}
