//! The weights of the features.

use std::sync::LazyLock;

use super::features;

/// The classes: sound, complaint, desperate, pushy, pay.
const CLASSES: usize = 5;

/// The number of classes with weights. The class of sound sentences has none.
const WEIGHTED: usize = CLASSES - 1;

/// The length of the header in bytes: the count of features, the scale of the weights, and the biases, 4 bytes each.
const HEADER_LENGTH: usize = 4 * (2 + WEIGHTED);

/// The number of leading bits of a hash by which the index finds it.
const INDEXED_BITS: u32 = 15;

/// A linear model, as it is stored.
#[derive(Debug)]
pub(super) struct Weights {
    scale: f32,
    biases: [f32; WEIGHTED],
    /// The hashes of features in rising order, of 4 bytes each.
    hashes: &'static [[u8; 4]],
    /// The inverse document frequency of each feature, scaled to a byte.
    rarities: &'static [u8],
    of_features: &'static [[u8; WEIGHTED]],
    /// For each value of the leading bits, the position of the first hash with them.
    index: Vec<u32>,
}

/// The model for English.
pub(super) fn english() -> &'static Weights {
    static WEIGHTS: LazyLock<Weights> =
        LazyLock::new(|| Weights::read(include_bytes!("english.bin")).expect("a test reads the model"));
    &WEIGHTS
}

impl Weights {
    /// The model in `bytes`; none, if they are too few.
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEADER_LENGTH)?;
        let (numbers, _) = head.as_chunks::<4>();
        let [count, scale, biases @ ..] = numbers else { return None };
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (hashes, rest) = rest.split_at_checked(4 * count)?;
        let (rarities, weights) = rest.split_at_checked(count)?;
        let (hashes, _) = hashes.as_chunks::<4>();
        let (weights, _) = weights.as_chunks::<WEIGHTED>();
        let biases = <[[u8; 4]; WEIGHTED]>::try_from(biases).ok()?.map(f32::from_le_bytes);
        let starts = 0..=1u64 << INDEXED_BITS;
        let index = starts.map(|start| {
            let first = start << (u32::BITS - INDEXED_BITS);
            hashes.partition_point(|hash| u64::from(u32::from_le_bytes(*hash)) < first)
        });
        let index: Vec<u32> = index.map_while(|place| u32::try_from(place).ok()).collect();
        let scale = f32::from_le_bytes(*scale);
        (weights.len() == count).then_some(Self { scale, biases, hashes, rarities, of_features: weights, index })
    }

    /// The position of a feature in the model; none, if it did not occur in training.
    fn place(&self, hash: u32) -> Option<usize> {
        let slot = usize::try_from(hash >> (u32::BITS - INDEXED_BITS)).ok()?;
        let from = usize::try_from(*self.index.get(slot)?).ok()?;
        let to = usize::try_from(*self.index.get(slot + 1)?).ok()?;
        let near = self.hashes.get(from..to)?;
        near.iter().position(|other| u32::from_le_bytes(*other) == hash).map(|place| from + place)
    }

    /// The probability of each class for the sentence with these tokens: from 0 to 1, together 1.
    pub(super) fn probabilities(&self, tokens: &[String]) -> [f32; CLASSES] {
        let mut places: Vec<usize> = features::hashes(tokens).filter_map(|hash| self.place(hash)).collect();
        places.sort_unstable();
        places.dedup();
        let rarity = |place: &usize| self.rarities.get(*place).map_or(0.0, |rarity| f32::from(*rarity));
        let length = places.iter().map(|place| rarity(place).powi(2)).sum::<f32>().sqrt().max(1.0);
        let mut sums = [0.0; WEIGHTED];
        for place in &places {
            let weights = self.of_features.get(*place).copied().unwrap_or_default();
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += rarity(place) / length * f32::from(weight.cast_signed());
            }
        }
        let mut scores = [0.0; CLASSES];
        for (score, (sum, bias)) in scores.iter_mut().skip(1).zip(sums.into_iter().zip(self.biases)) {
            *score = sum * self.scale + bias;
        }
        let highest = scores.into_iter().fold(0.0, f32::max);
        let powers = scores.map(|score| (score - highest).exp());
        let total: f32 = powers.iter().sum();
        powers.map(|power| power / total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_whole_and_a_cut_one_is_none() {
        let bytes: &'static [u8] = include_bytes!("english.bin");
        assert!(bytes.len() < 3_145_728);
        let model = Weights::read(bytes).unwrap();
        assert_eq!(model.hashes.len(), model.rarities.len());
        let found =
            model.hashes.iter().enumerate().all(|(at, hash)| model.place(u32::from_le_bytes(*hash)) == Some(at));
        assert!(found, "each feature is found at its place");
        assert!(Weights::read(&bytes[..bytes.len() - 1]).is_none() && Weights::read(&bytes[..3]).is_none());
    }
}
