//! Chooses between the wordings that a template offers for the same content.

/// The values from which the choice follows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seed<'a> {
    /// The value that the messages of one application have in common: the company's name.
    pub(crate) company: &'a str,
    /// A number that differs between messages that must not read alike.
    pub(crate) variant: usize,
}

impl Seed<'_> {
    /// The index of the wording of `block`, of this number of wordings: the same for one message, and different for the
    /// next interviewer and for the next attempt.
    fn pick(self, block: &str, ways: usize) -> Option<usize> {
        fnv1a(self.company.bytes().chain(block.bytes())).wrapping_add(self.variant).checked_rem(ways)
    }
}

/// The FNV-1a hash. It is the same on every machine and in every version.
fn fnv1a(bytes: impl Iterator<Item = u8>) -> usize {
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Sixteen bits are plenty here and fit everywhere.
    usize::from((hash >> 16) as u16)
}

/// The wordings of a block.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Wording {
    /// One of the wordings, which differs between messages.
    pub(super) chosen: String,
    /// The shortest wording.
    pub(super) shortest: String,
}

impl Wording {
    /// Chooses among the `lines`, which are the wordings of `block`; `None` if there are none.
    pub(super) fn choose(seed: Seed<'_>, block: &str, lines: &[String]) -> Option<Self> {
        let chosen = lines[seed.pick(block, lines.len())?].clone();
        let shortest = lines.iter().min_by_key(|line| line.chars().count())?.clone();
        Some(Self { chosen, shortest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_on_a_panel_are_written_to_differently() {
        let picks: Vec<_> = (0..3).map(|variant| Seed { company: "Acme", variant }.pick("thanks", 3)).collect();
        assert!((0..3).all(|way| picks.contains(&Some(way))), "{picks:?}");
        assert_eq!(Seed { company: "Acme", variant: 0 }.pick("thanks", 0), None);
    }

    #[test]
    fn the_choice_stays_the_same_from_version_to_version() {
        assert_eq!(fnv1a(b"foobar".iter().copied()), 0xbf9c);
    }
}
