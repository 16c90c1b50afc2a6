//! Days as messages write them.

use serde::Serialize;

/// A day.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct FormattedDay {
    /// With its weekday, as it follows the language's word for "on": "Tuesday, 10 March".
    pub(crate) date: String,
    /// Without its weekday, likewise: "10 March".
    pub(crate) short: String,
    /// "March".
    pub(crate) month: String,
}
