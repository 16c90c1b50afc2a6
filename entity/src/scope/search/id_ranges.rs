//! The ranges of rows that a search has to read, according to the blocks.

use uuid::Uuid;

/// The number of bytes of a block's bits. Postgres stores as many within the row.
pub(super) const BLOCK_BYTES: usize = 1_792;

/// The number of characters in a sequence.
const NGRAM_LEN: usize = 3;

/// The number of blocks that one statement reads, which keeps each statement short.
const BLOCKS_PER_QUERY: usize = 20;

/// Two ranges are read as one if at most this many blocks lie between them. Another statement would take as long.
const MAX_BLOCK_GAP: usize = 2;

/// The rows after one id and, unless they are the last ones, up to another id.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct IdRange {
    pub(super) after: Uuid,
    pub(super) up_to: Option<Uuid>,
}

/// The ranges to read after the id `after`. `blocks` are in order, each with the id before it, its last id, and whether
/// it may contain the text.
pub(super) fn id_ranges(blocks: Vec<(Uuid, Uuid, bool)>, after: Uuid) -> Vec<IdRange> {
    let mut id_ranges: Vec<IdRange> = Vec::new();
    // The number of blocks in the last range, and the number skipped since.
    let (mut blocks_in_last, mut passed_over, mut position) = (0, 0, after);
    for (behind, last, has) in blocks {
        if behind > position {
            // Rows without a block.
            id_ranges.push(IdRange { after: position, up_to: Some(behind) });
            blocks_in_last = BLOCKS_PER_QUERY;
            position = behind;
        }
        if !has {
            passed_over += 1;
        } else if let Some(range) = id_ranges.last_mut()
            && passed_over <= MAX_BLOCK_GAP
            && blocks_in_last + passed_over < BLOCKS_PER_QUERY
        {
            range.up_to = Some(last);
            blocks_in_last += passed_over + 1;
            passed_over = 0;
        } else {
            id_ranges.push(IdRange { after: position, up_to: Some(last) });
            (blocks_in_last, passed_over) = (1, 0);
        }
        position = position.max(last);
    }
    id_ranges.push(IdRange { after: position, up_to: None });
    id_ranges
}

/// The bits of a text in lower case; `None` if it is shorter than a sequence.
pub(super) fn bits_of(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(NGRAM_LEN - 1);
    text.char_indices().zip(ends).map(|((from, _), to)| bit_of(&text[from..to]))
}

/// The FNV-1a hash with 32 bits.
fn bit_of(gram: &str) -> usize {
    let hash = gram.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % (BLOCK_BYTES * 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(blocks: &[(u128, u128, bool)], after: u128) -> Vec<(u128, Option<u128>)> {
        let id = Uuid::from_u128;
        let blocks = blocks.iter().map(|(behind, last, has)| (id(*behind), id(*last), *has)).collect();
        let id_ranges = id_ranges(blocks, id(after));
        id_ranges.iter().map(|range| (range.after.as_u128(), range.up_to.map(|id| id.as_u128()))).collect()
    }

    #[test]
    fn a_text_has_a_bit_for_every_three_characters() {
        assert_eq!(bits_of("ab").count(), 0);
        assert_eq!(bits_of("abc").count(), 1);
        assert_eq!(bits_of("zürich").collect::<Vec<_>>(), ["zür", "üri", "ric", "ich"].map(bit_of));
    }

    #[test]
    fn blocks_that_lack_the_text_are_passed_over() {
        assert_eq!(read(&[(0, 10, false), (10, 20, false)], 0), [(20, None)]);
        assert_eq!(read(&[(0, 10, false), (10, 20, true), (20, 30, false)], 0), [(10, Some(20)), (30, None)]);
        // The skipped block between the two is read with them.
        assert_eq!(read(&[(0, 10, true), (10, 20, false), (20, 30, true)], 0), [(0, Some(30)), (30, None)]);
        assert_eq!(read(&[(20, 30, true)], 25), [(25, Some(30)), (30, None)]);
        assert_eq!(read(&[], 7), [(7, None)]);
        // Two transactions made the same block at the same time, one of them with one more row.
        assert_eq!(read(&[(0, 10, true), (0, 11, true), (11, 20, false)], 0), [(0, Some(11)), (20, None)]);
    }

    #[test]
    fn rows_without_a_block_are_read() {
        assert_eq!(read(&[(0, 10, false), (15, 20, false)], 0), [(10, Some(15)), (20, None)]);
    }

    #[test]
    fn id_ranges_are_short() {
        let blocks: Vec<_> = (0..100).map(|n| (n * 10, n * 10 + 10, true)).collect();
        let id_ranges = read(&blocks, 0);
        assert_eq!(id_ranges.len(), 100 / BLOCKS_PER_QUERY + 1);
        assert_eq!(id_ranges.first(), Some(&(0, Some(BLOCKS_PER_QUERY as u128 * 10))));
    }
}
