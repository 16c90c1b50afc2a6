//! When daily mails are sent.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use planning::TimeZone;

/// A daily mail that is later than this is left out: the next one comes soon.
const MAX_DELAY: TimeDelta = TimeDelta::hours(12);

/// The daily mail of a local day.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct DailyMail {
    /// The day by the candidate's clocks.
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

impl DailyMail {
    /// The first mail after this instant. An hour that a clock change skips is replaced by the first instant after the
    /// gap; of a repeated hour, the first one counts.
    pub(super) fn next_after(now: DateTime<Utc>, zone: TimeZone, hour: i16) -> Option<Self> {
        let time = NaiveTime::from_hms_opt(u32::try_from(hour).ok()?, 0, 0)?;
        let mut day = zone.to_local(now).date_naive();
        loop {
            let at = zone.from_local(day.and_time(time)).to_utc();
            if at > now {
                return Some(Self { day, at });
            }
            day = day.succ_opt()?;
        }
    }

    /// The last mail that is due, unless it is more than [`MAX_DELAY`] late. The candidate may be in another time zone
    /// than when the job was queued, so the day and the time are computed again.
    pub(super) fn last_due(now: DateTime<Utc>, zone: TimeZone, hour: i16) -> Option<Self> {
        let earliest = now - MAX_DELAY - TimeDelta::nanoseconds(1);
        Self::next_after(earliest, zone, hour).filter(|mail| mail.at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mails(zone: &str, hour: i16, from: &str) -> Vec<(String, String)> {
        let (mut now, zone): (DateTime<Utc>, TimeZone) = (from.parse().unwrap(), zone.parse().unwrap());
        let next = || {
            let mail = DailyMail::next_after(now, zone, hour).unwrap();
            now = mail.at;
            (mail.day.to_string(), mail.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
        };
        std::iter::repeat_with(next).take(3).collect()
    }

    fn expected(mails: &[(&str, &str)]) -> Vec<(String, String)> {
        mails.iter().map(|(day, at)| ((*day).to_owned(), (*at).to_owned())).collect()
    }

    #[test]
    fn each_local_day_has_one_mail_also_when_clocks_change() {
        // New York puts its clocks forward at 02:00 on 8 March 2026, and back at 02:00 on 1 November.
        assert_eq!(
            mails("America/New_York", 2, "2026-03-07T12:00:00Z"),
            expected(&[
                ("2026-03-08", "2026-03-08T07:00:00Z"),
                ("2026-03-09", "2026-03-09T06:00:00Z"),
                ("2026-03-10", "2026-03-10T06:00:00Z"),
            ])
        );
        assert_eq!(
            mails("America/New_York", 1, "2026-10-31T12:00:00Z"),
            expected(&[
                ("2026-11-01", "2026-11-01T05:00:00Z"),
                ("2026-11-02", "2026-11-02T06:00:00Z"),
                ("2026-11-03", "2026-11-03T06:00:00Z"),
            ])
        );
    }

    #[test]
    fn the_day_is_local() {
        assert_eq!(
            mails("Pacific/Auckland", 8, "2026-03-10T20:00:00Z")[0],
            expected(&[("2026-03-12", "2026-03-11T19:00:00Z")])[0]
        );
        assert_eq!(mails("UTC", 0, "2026-03-10T00:00:00Z")[0], expected(&[("2026-03-11", "2026-03-11T00:00:00Z")])[0]);
        assert_eq!(DailyMail::next_after("2026-03-10T00:00:00Z".parse().unwrap(), "UTC".parse().unwrap(), 24), None);
    }

    #[test]
    fn a_mail_more_than_twelve_hours_late_is_skipped() {
        let sent = |now: &str| {
            let sent = DailyMail::last_due(now.parse().unwrap(), "UTC".parse().unwrap(), 8);
            sent.map(|mail| mail.day.to_string())
        };
        assert_eq!(sent("2026-03-10T20:00:00Z").as_deref(), Some("2026-03-10"));
        assert_eq!(sent("2026-03-10T20:00:01Z"), None);
        // After a longer outage it is the mail of the day on which the service is back.
        assert_eq!(sent("2026-03-13T07:59:59Z"), None);
        assert_eq!(sent("2026-03-13T09:00:00Z").as_deref(), Some("2026-03-13"));
        assert_eq!(sent("2026-03-13T20:00:01Z"), None);
    }
}
