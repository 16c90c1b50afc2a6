//! The export of an account: one JSON document, streamed.
//!
//! Rows are read and sent one page at a time. If the client reads slowly, no further page is read. The export is not a
//! snapshot: changes made during the export may or may not be included.

use actix_web::{
    HttpResponse, get,
    http::header,
    rt,
    web::{Bytes, BytesMut},
};
use chrono::{DateTime, Utc};
use entity::{ApplicationId, Record, Scope, UserId};
use futures_util::stream;
use planning::{Email, Instant};
use serde::Serialize;
use tokio::sync::mpsc;
use tracing::Instrument as _;
use utoipa::ToSchema;

use super::Account;
use crate::{
    applications::Application,
    auth::Reader,
    candidates::Candidate,
    communications::Communication,
    contacts::{Contact, ContactApplication},
    imports::{self, Import},
    interviews::Interview,
    messages::{People, StoredMessage},
    overrides::StepOverride,
    playbooks::{self, AvailablePlaybook},
    problem::{ListProblems, Problem},
    templates::{self, AvailableTemplate},
};

/// The number of rows that are read at a time. Even the largest rows then need little memory.
const PAGE: u64 = 50;

/// A user of an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    id: UserId,
    /// The e-mail address to sign in with.
    #[schema(value_type = Email)]
    email: String,
    #[schema(value_type = Instant)]
    created_at: DateTime<Utc>,
}

impl From<entity::User> for User {
    fn from(row: entity::User) -> Self {
        Self { id: row.id, email: row.email, created_at: row.created_at }
    }
}

/// All data of an account. Lists are in order of creation unless stated otherwise.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "the document as it is described; it is written list by list")]
pub struct AccountExport {
    account: Account,
    users: Vec<User>,
    candidates: Vec<Candidate>,
    applications: Vec<Application>,
    contacts: Vec<Contact>,
    /// The further applications of contacts, in order of application and contact.
    application_contacts: Vec<ContactApplication>,
    interviews: Vec<Interview>,
    communications: Vec<Communication>,
    /// The overrides, in order of application and step.
    overrides: Vec<StepOverride>,
    /// The current versions of the account's own playbooks.
    playbooks: Vec<AvailablePlaybook>,
    /// All versions of the account's own playbooks, in order of playbook and version.
    playbook_versions: Vec<AvailablePlaybook>,
    /// The account's own templates.
    templates: Vec<AvailableTemplate>,
    /// Drafts and sent messages.
    messages: Vec<StoredMessage>,
    /// The imports and their results.
    imports: Vec<Import>,
}

/// Export the account's data
///
/// One JSON document with everything in the account, in the same form as elsewhere in the API, except sessions, API
/// clients, connections with their deliveries, events, webhook endpoints, calendar feeds and reminders. It is streamed,
/// and may be large. Changes made during the export may or may not be included.
#[utoipa::path(
    operation_id = "export_account",
    tag = "accounts",
    responses((status = 200, description = "The data of the account", body = AccountExport), ListProblems)
)]
#[get("/v1/account/export")]
pub async fn export_account(scope: Reader) -> Result<HttpResponse, Problem> {
    let scope = Scope::clone(&scope);
    let account = Account::read(&scope).await?;
    let (sender, receiver) = mpsc::channel(1);
    let sent = async move {
        let mut document = ExportStream { written: BytesMut::new(), sender };
        if let Err(StreamEnd::Failed(problem)) = document.write(&scope, &account).await {
            tracing::error!(%problem, "an export broke off");
            // The response must break off, so that the client does not take an incomplete document for a complete one.
            let _ = document.sender.send(Err(problem)).await;
        }
    };
    rt::spawn(sent.in_current_span());
    let chunks = stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver)));
    Ok(HttpResponse::Ok()
        .content_type(header::ContentType::json())
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"account.json\""))
        .streaming(Box::pin(chunks)))
}

/// Why the export stops.
enum StreamEnd {
    /// The client has disconnected.
    Disconnected,
    /// Something went wrong.
    Failed(Problem),
}

impl<E: Into<Problem>> From<E> for StreamEnd {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// The part of the document that is written and not yet sent.
struct ExportStream {
    written: BytesMut,
    sender: mpsc::Sender<Result<Bytes, Problem>>,
}

impl ExportStream {
    async fn write(&mut self, scope: &Scope, account: &Account) -> Result<(), StreamEnd> {
        self.text("{\"account\":");
        self.value(account)?;
        let users = scope.users().await?.into_iter();
        self.text(",\"users\":");
        self.value(&users.map(User::from).collect::<Vec<_>>())?;
        self.write_rows(scope, "candidates", |row| Ok(Candidate::from_row(row))).await?;
        self.write_rows(scope, "applications", |row| Ok(Application::from_row(row))).await?;
        self.write_rows(scope, "contacts", |row| Ok(Contact::from_row(row))).await?;
        self.application_contacts(scope).await?;
        self.interviews(scope).await?;
        self.write_rows(scope, "communications", |row| Ok(Communication::from_row(row))).await?;
        self.overrides(scope).await?;
        self.write_rows(scope, "playbooks", |row| playbooks::available::own(&row)).await?;
        self.playbook_versions(scope).await?;
        self.write_rows(scope, "templates", |row| templates::available::own(&row)).await?;
        self.messages(scope).await?;
        self.write_rows(scope, "imports", |row| imports::to_response(&row)).await?;
        // If the account is being deleted, rows may have been missing.
        Account::read(scope).await?;
        self.text("}");
        self.send().await
    }

    /// A list of all rows of a table.
    async fn write_rows<R: Record, T: Serialize>(
        &mut self,
        scope: &Scope,
        name: &str,
        item: impl Fn(R) -> Result<T, Problem>,
    ) -> Result<(), StreamEnd> {
        self.list(name, async |after| {
            let page = scope.export_page::<R>(after, PAGE).await?;
            let next = page.next(R::id);
            Ok((page.items.into_iter().map(&item).collect::<Result<_, _>>()?, next))
        })
        .await
    }

    async fn application_contacts(&mut self, scope: &Scope) -> Result<(), StreamEnd> {
        self.list("application_contacts", async |after| {
            let page = scope.export_application_contacts(after, PAGE).await?;
            let next = page.next(|row| (row.application_id, row.contact_id));
            Ok((page.items.into_iter().map(ContactApplication::from).collect(), next))
        })
        .await
    }

    async fn interviews(&mut self, scope: &Scope) -> Result<(), StreamEnd> {
        self.list("interviews", async |after| {
            let page = scope.interviews(None, after, PAGE).await?;
            let next = page.next(|row| row.interview.stamp.id);
            Ok((page.items.into_iter().map(Interview::from_led).collect(), next))
        })
        .await
    }

    async fn overrides(&mut self, scope: &Scope) -> Result<(), StreamEnd> {
        self.list("overrides", async |after: Option<(ApplicationId, String)>| {
            let after = after.as_ref().map(|(application, step)| (*application, step.as_str()));
            let page = scope.export_overrides(after, PAGE).await?;
            let next = page.next(|row| (row.application_id, row.step_id.clone()));
            Ok((page.items.iter().map(StepOverride::from_row).collect::<Result<_, _>>()?, next))
        })
        .await
    }

    async fn playbook_versions(&mut self, scope: &Scope) -> Result<(), StreamEnd> {
        self.list("playbook_versions", async |after| {
            let page = scope.export_playbook_versions(after, PAGE).await?;
            let ids = page.items.iter().map(|version| version.playbook_id);
            let playbooks: Vec<entity::Playbook> = scope.get_many(ids).await?;
            // A playbook that was deleted in between has no versions any more.
            let items = page.items.iter().filter_map(|version| {
                let playbook = playbooks.iter().find(|playbook| playbook.stamp.id == version.playbook_id)?;
                Some(playbooks::available::own_version(playbook, version))
            });
            Ok((items.collect::<Result<_, _>>()?, page.next(|version| (version.playbook_id, version.version))))
        })
        .await
    }

    async fn messages(&mut self, scope: &Scope) -> Result<(), StreamEnd> {
        self.list("messages", async |after| {
            let page = scope.export_page::<entity::Message>(after, PAGE).await?;
            let next = page.next(Record::id);
            let people = People::read(scope, &page.items).await?;
            // An override whose application was deleted in between is gone, too.
            let items = page.items.into_iter().filter(|row| people.application(row.application_id).is_ok());
            Ok((items.map(|row| people.message(row)).collect::<Result<_, _>>()?, next))
        })
        .await
    }

    /// A list. `page` returns the items after a key, and the key of the last one.
    async fn list<P, T: Serialize>(
        &mut self,
        name: &str,
        page: impl AsyncFn(Option<P>) -> Result<(Vec<T>, Option<P>), Problem>,
    ) -> Result<(), StreamEnd> {
        self.text(&format!(",\"{name}\":["));
        let (mut after, mut separator) = (None, "");
        loop {
            let (items, next) = page(after).await?;
            for item in &items {
                self.text(separator);
                self.value(item)?;
                separator = ",";
            }
            self.send().await?;
            if next.is_none() {
                self.text("]");
                return Ok(());
            }
            after = next;
        }
    }

    fn text(&mut self, text: &str) {
        self.written.extend_from_slice(text.as_bytes());
    }

    fn value(&mut self, value: &impl Serialize) -> Result<(), Problem> {
        let json = serde_json::to_vec(value).map_err(Problem::internal)?;
        self.written.extend_from_slice(&json);
        Ok(())
    }

    async fn send(&mut self) -> Result<(), StreamEnd> {
        self.sender.send(Ok(self.written.split().freeze())).await.map_err(|_| StreamEnd::Disconnected)
    }
}
