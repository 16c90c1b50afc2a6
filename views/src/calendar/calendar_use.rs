//! The use of a calendar: a file that is imported, or a feed.

use chrono::{DateTime, Utc};

use super::event_times;
use crate::View;

/// The use of a calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CalendarUse {
    /// A file that is imported: late steps are at the next suitable time after the plan's instant, and alarms ring.
    File,
    /// A feed that is read again and again. Late steps are at a suitable time of the present day, so that the feed is
    /// the same all day. There are no alarms: programs read feeds hours late, and alarms would ring for what is done or
    /// moved.
    Feed,
}

impl CalendarUse {
    /// The instant from which on open steps have their events.
    pub(super) fn earliest(self, view: &View) -> DateTime<Utc> {
        match self {
            Self::File => view.plan.as_of.to_utc(),
            Self::Feed => event_times::day_start(view),
        }
    }

    pub(super) fn has_alarms(self) -> bool {
        self == Self::File
    }
}
