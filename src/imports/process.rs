//! Imports an uploaded file: reads it, finds the application, applies it, and stores the result.

use std::{collections::HashSet, sync::Arc};

use entity::{ApplicationId, Candidate, Contact, ImportId, ImportedBody, Scope};
use planning::Instant;
use serde_json::json;

use super::{
    ImportContent, ImportItem, ImportState, ItemEffect, ItemKind,
    apply::apply,
    mail_suggestions::add_suggestions,
    matching::{ApplicationMatch, find, hash},
    reading::{Context, FileContent, read},
    upload::Upload,
};
use crate::{
    http::{WriteError, retry_overtaken},
    problem::Problem,
    state::AppState,
    stored,
};

/// An import, and whether it was there before.
pub(crate) struct ImportedFile {
    pub row: entity::Import,
    pub before: bool,
}

/// Imports something, once: what was imported before is given again as it is. If a client hands it over again after
/// what was made of it has been deleted, or once the application of what is unmatched is known, it is imported again. A
/// source repeats itself of its own accord, so that what it has sent once doesn't come back.
pub(crate) async fn import(
    state: &AppState,
    scope: &Scope,
    upload: Upload,
    application: Option<ApplicationId>,
) -> Result<ImportedFile, Problem> {
    let digest = digest(&upload, application);
    retry_overtaken(async || {
        if let Some(row) = imported_before(scope, &upload, application, &digest).await? {
            if upload.by_source() {
                return Ok::<_, WriteError>(ImportedFile { row, before: true });
            }
            return again(state, scope, row, &upload, application).await;
        }
        let stamp = scope.stamp(ImportId::new());
        let empty = entity::Import {
            stamp,
            digest: digest.clone(),
            connection_id: upload.connection_id,
            application_id: None,
            state: String::new(),
            content: serde_json::Value::Null,
        };
        let prepared = prepare(state, scope, &upload, application).await?;
        let transaction = scope.begin().await?;
        let row = apply_prepared(transaction.scope(), empty, prepared).await?;
        let row = transaction.scope().insert(row).await?;
        let body = ImportedBody { content_type: upload.content_type.clone(), body: upload.body.to_vec() };
        transaction.scope().keep_import_body(row.stamp.id, body).await?;
        transaction.scope().enqueue(vec![crate::connections::forget_job(scope)]).await?;
        transaction.commit().await?;
        Ok(ImportedFile { row, before: false })
    })
    .await
}

/// The digest by which a repeated upload into this application is recognised.
fn digest(upload: &Upload, application: Option<ApplicationId>) -> String {
    let named = application.map(|id| id.to_string()).unwrap_or_default();
    hash(format!("{named}/{}", hash(&upload.body)))
}

/// The import of the same upload. One that was made without naming the application is the same, if it belongs to that
/// application, or if it isn't known yet to which one it belongs.
async fn imported_before(
    scope: &Scope,
    upload: &Upload,
    application: Option<ApplicationId>,
    as_named: &str,
) -> Result<Option<entity::Import>, Problem> {
    let before = scope.import_by_digest(as_named).await?;
    if before.is_some() || application.is_none() {
        return Ok(before);
    }
    let unnamed = scope.import_by_digest(&digest(upload, None)).await?;
    Ok(unnamed.filter(|row| is_unmatched(row) || row.application_id == application))
}

fn is_unmatched(row: &entity::Import) -> bool {
    row.state == stored::to_word(&ImportState::Unmatched)
}

/// Handles an import that a client repeats.
async fn again(
    state: &AppState,
    scope: &Scope,
    row: entity::Import,
    upload: &Upload,
    named: Option<ApplicationId>,
) -> Result<ImportedFile, WriteError> {
    let prepared = if is_unmatched(&row) {
        // The application may have become known meanwhile, by another import or a contact.
        let prepared = prepare(state, scope, upload, named).await?;
        prepared.application.is_ok().then_some(prepared)
    } else if something_is_gone(scope, &row).await? {
        Some(prepare_anew(state, scope, &row, upload, named).await?)
    } else {
        None
    };
    Ok(match prepared {
        Some(prepared) => ImportedFile { row: rewrite(scope, &row, prepared).await?, before: false },
        None => ImportedFile { row, before: true },
    })
}

/// Whether an interview or a communication that an import names has been deleted, whatever the import has done about
/// it.
async fn something_is_gone(scope: &Scope, row: &entity::Import) -> Result<bool, Problem> {
    let content: ImportContent = serde_json::from_value(row.content.clone()).map_err(Problem::internal)?;
    let interviews: HashSet<_> = content.items.iter().filter_map(|item| item.interview_id).collect();
    let communications: HashSet<_> = content.items.iter().filter_map(|item| item.communication_id).collect();
    let stored = scope.get_many::<entity::Interview>(interviews.iter().copied()).await?.len()
        + scope.get_many::<entity::Communication>(communications.iter().copied()).await?.len();
    Ok(stored < interviews.len() + communications.len())
}

/// What is known before something is imported again: into the application that is named, or that it belonged to, if
/// that is there.
async fn prepare_anew(
    state: &AppState,
    scope: &Scope,
    before: &entity::Import,
    upload: &Upload,
    named: Option<ApplicationId>,
) -> Result<PreparedImport, Problem> {
    let belonged = match before.application_id {
        Some(id) if named.is_none() => scope.get::<entity::Application>(id).await?.map(|row| row.stamp.id),
        _ => None,
    };
    prepare(state, scope, upload, named.or(belonged)).await
}

/// Applies what was prepared, and replaces what the import had before.
async fn rewrite(
    scope: &Scope,
    before: &entity::Import,
    prepared: PreparedImport,
) -> Result<entity::Import, WriteError> {
    let next = entity::Import { stamp: scope.next(before.stamp), ..before.clone() };
    let transaction = scope.begin().await?;
    let row = apply_prepared(transaction.scope(), next, prepared).await?;
    let row = transaction.scope().update(row).await?;
    transaction.commit().await?;
    Ok(row)
}

/// Applies an import to the application that it is assigned to.
pub(super) async fn assign(
    state: &AppState,
    scope: &Scope,
    before: &entity::Import,
    upload: &Upload,
    application: ApplicationId,
) -> Result<entity::Import, Problem> {
    retry_overtaken(async || {
        let prepared = prepare(state, scope, upload, Some(application)).await?;
        rewrite(scope, before, prepared).await
    })
    .await
}

/// The values that are needed before anything is written.
struct PreparedImport {
    files: Vec<FileContent>,
    application: Result<entity::Application, Vec<super::ImportMatch>>,
    received_at: Instant,
    by_source: bool,
}

async fn prepare(
    state: &AppState,
    scope: &Scope,
    upload: &Upload,
    application: Option<ApplicationId>,
) -> Result<PreparedImport, Problem> {
    let received_at = Instant::try_from(upload.received_at).map_err(|error| Problem::internal(error.0))?;
    let by_source = upload.by_source();
    let upload = Arc::new(upload.clone());
    let reading = |context: Context| {
        let upload = Arc::clone(&upload);
        async move { state.blocking.run(move || read(&upload, &context)).await? }
    };
    let nobody = Context { received_at, time_zone: None, candidate_addresses: Vec::new() };
    let first = reading(nobody.clone()).await?;
    let addresses: Vec<String> = first.iter().flat_map(FileContent::addresses).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let contacts: Vec<Contact> = scope.contacts_by_emails(&addresses).await?;
    let candidates: Vec<Candidate> = scope.candidates_by_emails(&addresses).await?;
    let found = match application {
        Some(id) => ApplicationMatch::One(id),
        None => find(scope, &first, &contacts, &candidates).await?,
    };
    let application = match found {
        ApplicationMatch::One(id) => Ok(scope.get::<entity::Application>(id).await?.ok_or_else(unknown_application)?),
        ApplicationMatch::Several(offered) => Err(offered),
    };
    let mut context = nobody;
    let mut people = candidates;
    if let Ok(application) = &application {
        context.time_zone = Some(application.details.time_zone);
        people.extend(scope.get::<Candidate>(application.candidate_id).await?);
    }
    context.candidate_addresses =
        people.iter().filter_map(|row| row.details.email.as_ref()).map(ToString::to_string).collect();
    Ok(PreparedImport { files: reading(context).await?, application, received_at, by_source })
}

pub(super) fn unknown_application() -> Problem {
    Problem::unknown_reference("/application_id", "there is no application with this id")
}

/// Applies what was read, if the application is known; the row then has the result.
async fn apply_prepared(
    scope: &Scope,
    row: entity::Import,
    prepared: PreparedImport,
) -> Result<entity::Import, WriteError> {
    let PreparedImport { files, application, received_at, by_source } = prepared;
    let mut content = ImportContent::default();
    let (application_id, state) = match application {
        Ok(application) => {
            for file in &files {
                apply(scope, &application, file, received_at, by_source, &mut content).await?;
            }
            let used = content.items.iter().any(|item| item.effect != ItemEffect::Refused);
            (Some(application.stamp.id), if used { ImportState::Matched } else { ImportState::Rejected })
        }
        Err(offered) => {
            content.matches = offered;
            for file in &files {
                wait(file, &mut content);
            }
            let used = content.items.iter().any(|item| item.effect != ItemEffect::Refused);
            (None, if used { ImportState::Unmatched } else { ImportState::Rejected })
        }
    };
    let content = serde_json::to_value(content).map_err(Problem::internal)?;
    Ok(entity::Import { application_id, state: stored::to_word(&state), content, ..row })
}

/// The work that waits until the application is known.
fn wait(file: &FileContent, content: &mut ImportContent) {
    for event in file.events() {
        content.items.push(ImportItem::new(ItemKind::Event, ItemEffect::Waiting, json!(event)));
    }
    if let FileContent::Mail(mail) = file {
        add_suggestions(mail, content);
        content.items.push(ImportItem::new(ItemKind::Mail, ItemEffect::Waiting, super::mails::mail_details(mail)));
    }
    content.items.extend(file.refused_items());
}
