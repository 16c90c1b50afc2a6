//! Parts of events, for steps and interviews alike.

use chrono::TimeDelta;
use icalendar::{Alarm, Component as _, Trigger};

use super::Revision;
use crate::one_line::one_line;

/// An alarm that long after its event begins. Its id is that of a component of its own.
pub(super) fn alarm(revision: &Revision, name: &str, summary: &str, after: TimeDelta) -> Alarm {
    let mut alarm = Alarm::display(summary, Trigger::after_start(after));
    // Otherwise each would get a random id and the system's time.
    alarm.uid(&revision.uid_of(name)).timestamp(revision.made_at).done()
}

pub(super) fn text(line: &str) -> String {
    one_line(line).into_owned()
}
