//! Parts of calendars and events that several modules need.

use chrono::TimeDelta;
use icalendar::{Alarm, Calendar, Component as _, Property, Trigger};
use wording::Language;

use super::revision::Revision;
use crate::one_line::one_line;

/// A calendar of this name, without events.
pub(super) fn begin(name: &str, language: &dyn Language) -> Calendar {
    let language = language.tag().to_uppercase();
    let product = format!("-//Follow-up API//{}//{language}", env!("CARGO_PKG_VERSION"));
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", product))
        .append_property(Property::new("CALSCALE", "GREGORIAN"));
    for property in ["NAME", "X-WR-CALNAME"] {
        // As texts they are escaped by the crate, like the properties of RFC 5545.
        calendar.append_property(Property::new(property, text(name)).add_parameter("VALUE", "TEXT").done());
    }
    calendar
}

/// An alarm at this time after the start of its event, with its own id.
pub(super) fn alarm(revision: &Revision, name: &str, summary: &str, after: TimeDelta) -> Alarm {
    let mut alarm = Alarm::display(summary, Trigger::after_start(after));
    // Otherwise the crate would use a random id and the system's time.
    alarm.uid(&revision.uid_of(name)).timestamp(revision.made_at).done()
}

pub(super) fn text(line: &str) -> String {
    one_line(line).into_owned()
}
