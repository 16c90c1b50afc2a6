//! Applies one file to an application.

use entity::{Application, Scope};
use planning::Instant;

use super::{ImportContent, events, mail_suggestions::add_suggestions, mails, people::People, reading::FileContent};
use crate::http::WriteError;

/// Applies a file, and adds the result. A repeated file doesn't restore deleted resources.
pub(super) async fn apply(
    scope: &Scope,
    application: &Application,
    file: &FileContent,
    received_at: Instant,
    by_source: bool,
    content: &mut ImportContent,
) -> Result<(), WriteError> {
    let mut people = People::read(scope, application).await?;
    for event in file.events() {
        content.items.extend(events::apply(scope, &mut people, event, by_source).await?);
    }
    if let FileContent::Mail(mail) = file {
        add_suggestions(mail, content);
        content.items.push(mails::apply(scope, &mut people, mail, received_at, by_source).await?);
    }
    content.items.extend(file.refused_items());
    Ok(())
}
