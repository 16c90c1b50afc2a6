//! Parts of events that steps and interviews share.

use chrono::TimeDelta;
use icalendar::{Alarm, Component as _, Trigger};

use super::Revision;
use crate::one_line::one_line;

/// An alarm at this time after the start of its event, with an id of its own.
pub(super) fn alarm(revision: &Revision, name: &str, summary: &str, after: TimeDelta) -> Alarm {
    let mut alarm = Alarm::display(summary, Trigger::after_start(after));
    // Otherwise the crate would use a random id and the system's time.
    alarm.uid(&revision.uid_of(name)).timestamp(revision.made_at).done()
}

pub(super) fn text(line: &str) -> String {
    one_line(line).into_owned()
}
