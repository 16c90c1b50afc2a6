//! Quotas: the number of uses in any period of one minute, for each key.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
};

/// The number of seconds for which a use counts.
pub(super) const WINDOW_SECONDS: u64 = 60;

/// The rest of a quota.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct RemainingQuota {
    /// The quota per minute.
    pub(crate) quota: u32,
    /// The number of uses that are left.
    pub(crate) remaining: u32,
    /// The number of seconds until more uses are available.
    pub(crate) more_in: u64,
}

/// Allows each key a number of uses in any period of one minute. (A token bucket would allow twice as many in the first
/// minute.)
#[derive(Debug)]
pub(super) struct Quota<K> {
    per_minute: NonZeroU32,
    uses: Mutex<QuotaUses<K>>,
}

#[derive(Debug)]
struct QuotaUses<K> {
    by_key: HashMap<K, RecentUses>,
    tidied_at: u64,
}

impl<K: Hash + Eq> Quota<K> {
    /// An unused quota.
    pub(super) fn per_minute(per_minute: NonZeroU32) -> Self {
        Self { per_minute, uses: Mutex::new(QuotaUses { by_key: HashMap::new(), tidied_at: 0 }) }
    }

    /// Counts a use at this second of a monotonic clock, and returns the rest.
    ///
    /// # Errors
    ///
    /// If no use is left. The error is the rest, and the use is not counted.
    pub(super) fn take(&self, key: K, second: u64) -> Result<RemainingQuota, RemainingQuota> {
        let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        // Keys without a use for a minute are removed, so the map is bounded by the keys of two minutes.
        if second > uses.tidied_at + WINDOW_SECONDS {
            uses.by_key.retain(|_, recent| recent.last() + WINDOW_SECONDS >= second);
            uses.tidied_at = second;
        }
        uses.by_key.entry(key).or_default().take(self.per_minute.get(), second)
    }
}

/// The uses of the last minute, by second.
#[derive(Debug, Default)]
struct RecentUses {
    by_second: VecDeque<(u64, u32)>,
    total: u32,
}

impl RecentUses {
    fn last(&self) -> u64 {
        self.by_second.back().map_or(0, |(second, _)| *second)
    }

    fn take(&mut self, quota: u32, second: u64) -> Result<RemainingQuota, RemainingQuota> {
        // A use counts until the end of its second a minute later, since it may have come at the end of its second.
        while let Some((oldest, count)) = self.by_second.front()
            && oldest + WINDOW_SECONDS < second
        {
            self.total -= count;
            self.by_second.pop_front();
        }
        let left = self.total < quota;
        if left {
            self.total += 1;
            match self.by_second.back_mut() {
                Some((last, count)) if *last >= second => *count += 1,
                _ => self.by_second.push_back((second, 1)),
            }
        }
        let oldest = self.by_second.front().map_or(second, |(oldest, _)| *oldest);
        let more_in = (oldest + WINDOW_SECONDS + 1).saturating_sub(second);
        let remaining_quota = RemainingQuota { quota, remaining: quota - self.total, more_in };
        if left { Ok(remaining_quota) } else { Err(remaining_quota) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quota(per_minute: u32) -> Quota<&'static str> {
        Quota::per_minute(per_minute.try_into().unwrap())
    }

    #[test]
    fn the_remaining_quota_is_reported() {
        let quota = quota(2);
        let left = |remaining, more_in| RemainingQuota { quota: 2, remaining, more_in };
        assert_eq!(quota.take("ada", 100), Ok(left(1, 61)));
        assert_eq!(quota.take("ada", 130), Ok(left(0, 31)));
        assert_eq!(quota.take("ada", 160), Err(left(0, 1)));
        assert_eq!(quota.take("bob", 160), Ok(left(1, 61)));
        assert_eq!(quota.take("ada", 161), Ok(left(0, 30)));
    }

    #[test]
    fn idle_clients_are_forgotten() {
        let quota = quota(2);
        quota.take("ada", 10).unwrap();
        quota.take("bob", 60).unwrap();
        quota.take("eve", 80).unwrap();
        let mut known: Vec<_> = quota.uses.lock().unwrap().by_key.keys().copied().collect();
        known.sort_unstable();
        assert_eq!(known, ["bob", "eve"]);
    }

    proptest! {
        #[test]
        fn never_more_than_the_quota_in_any_minute_and_all_of_it_in_the_next(
            per_minute in 1_u32..20,
            pauses in proptest::collection::vec(0_u64..40, 1..200),
        ) {
            let quota = quota(per_minute);
            let (mut second, mut taken) = (0, Vec::new());
            for pause in pauses {
                second += pause;
                let recent = taken.iter().filter(|at| **at + WINDOW_SECONDS >= second).count();
                let admitted = quota.take("ada", second).is_ok();
                prop_assert_eq!(admitted, recent < per_minute as usize);
                if admitted {
                    taken.push(second);
                }
            }
        }
    }
}
