//! Conflicts with what is stored that the document shows as examples.

use std::borrow::Cow;

use super::Problem;

impl Problem {
    /// New credentials are those of another account.
    pub(crate) const ACCOUNT_HAS_PASSWORD: Self =
        conflict("this address has an account with this password; choose another one");

    /// A new password is that of another user with the address.
    pub(crate) const USER_HAS_PASSWORD: Self = conflict("another user of this address has this password");

    /// A contact can't leave its only application.
    pub(crate) const ONLY_APPLICATION: Self =
        conflict("this is the contact's only application: delete the contact, or add it to another one first");

    /// A message can't be changed after it was sent.
    pub(crate) const MESSAGE_WAS_SENT: Self = conflict("the message was sent, and can't be changed any more");

    /// A message was marked as sent before, at another time.
    pub(crate) const SENT_AT_ANOTHER_TIME: Self = conflict("the message was marked as sent at another time");

    /// A suggestion is of an import without an application.
    pub(crate) const IMPORT_UNASSIGNED: Self =
        conflict("the import belongs to no application yet: PATCH its application_id first");

    /// What was imported was deleted since.
    pub(crate) const IMPORT_NOT_KEPT: Self =
        conflict("what was imported is no longer kept: import it again with its application");

    /// The body of a delivery was deleted since.
    pub(crate) const DELIVERY_NOT_KEPT: Self = conflict("its body is no longer kept: it can't be applied again");

    /// A secret is replaced while the one before it still counts.
    pub(crate) const SECRETS_OVERLAP: Self = conflict(
        "the secret before the current one still counts, until previous_secret_until, and would end now: wait until then; or send \
         discard_current, to replace the current one alone, or overlap_hours 0, to end both at once",
    );

    /// Nothing is sent to the endpoint.
    pub(crate) const ENDPOINT_DISABLED: Self = conflict("the endpoint is disabled: enable it first");
}

const fn conflict(detail: &'static str) -> Problem {
    Problem::Conflict(Cow::Borrowed(detail))
}
