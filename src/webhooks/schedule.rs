//! The times of further attempts.

use chrono::{DateTime, TimeDelta, Utc};

/// The waits after attempts that failed, in seconds, as Standard Webhooks 1.0 suggests them: 5 s, 5 min, 30 min, 2 h, 5
/// h, 10 h, 14 h, 20 h, 24 h. So there are ten attempts, over three days.
const RETRY_DELAYS: [i64; 9] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/// The longest wait that an endpoint can ask for.
const MAX_RETRY_AFTER: TimeDelta = TimeDelta::hours(24);

/// How long an endpoint may fail until it is disabled.
pub(super) const DISABLE_AFTER: TimeDelta = TimeDelta::days(5);

/// How long to wait after the attempt of this number, from 1; `None` if it was the last one. Up to a tenth is added, by
/// `share`, so that what failed together is not tried together for ever.
pub(super) fn wait_after(attempt: i16, share: u8) -> Option<TimeDelta> {
    let seconds = RETRY_DELAYS.get(usize::try_from(attempt).ok()?.checked_sub(1)?)?;
    Some(TimeDelta::milliseconds(seconds * 1_000 + seconds * 100 * i64::from(share) / 256))
}

/// How long an answer asks to wait by `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
pub(super) fn asked_wait(retry_after: Option<&str>, now: DateTime<Utc>) -> Option<TimeDelta> {
    let text = retry_after?.trim();
    let wait = match text.parse::<u32>() {
        Ok(seconds) => TimeDelta::seconds(seconds.into()),
        Err(_) => DateTime::parse_from_rfc2822(text).ok()?.to_utc() - now,
    };
    Some(wait.clamp(TimeDelta::zero(), MAX_RETRY_AFTER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_ten_attempts() {
        let waits: Vec<_> = (1..=9).map(|attempt| wait_after(attempt, 0).unwrap().num_seconds()).collect();
        assert_eq!(waits, RETRY_DELAYS);
        assert_eq!(wait_after(10, 0), None);
        assert_eq!(wait_after(0, 0), None);
        let most = wait_after(2, 255).unwrap();
        assert!(most > TimeDelta::seconds(329) && most < TimeDelta::seconds(330), "{most}");
    }

    #[test]
    fn retry_after_is_read() {
        let now = "2026-03-10T16:00:00Z".parse().unwrap();
        let wait = |text| asked_wait(Some(text), now).map(|wait| wait.num_seconds());
        assert_eq!(wait("120"), Some(120));
        assert_eq!(wait("Tue, 10 Mar 2026 16:01:00 GMT"), Some(60));
        assert_eq!(wait("Tue, 10 Mar 2026 15:00:00 GMT"), Some(0));
        assert_eq!(wait("999999999"), Some(86_400));
        assert_eq!(wait("soon"), None);
        assert_eq!(asked_wait(None, now), None);
    }
}
