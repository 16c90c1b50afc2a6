//! Reminders by mail: who gets them, when, and what the links in them do.

mod addresses;
mod collected;
mod mails;
mod returned;
mod times;

use entity::{Scope, SuppressedAddress, SuppressedAddressId};
use serde_json::{Value, json};

use crate::support::{Api, Citus, Client, smtp::MailServer};

/// Reminders that were never confirmed; the candidate.
pub async fn unconfirmed(client: &Client) -> String {
    let candidate = client.post("/v1/candidates", json!({"name": "Ada", "email": "ada@example.com"})).await.created();
    let reminders = format!("/v1/candidates/{candidate}/reminders");
    client.put(&reminders, json!({"mode": "due"})).await.expect(200);
    candidate
}

/// The id of an address that nothing is sent to.
pub async fn suppressed(api: &Api, client: &Client) -> String {
    let account = client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
    #[expect(clippy::disallowed_methods, reason = "the account is the client's")]
    let scope = Scope::new(api.db.clone(), account, api.clock.now());
    let row = SuppressedAddress {
        stamp: scope.stamp(SuppressedAddressId::new()),
        address: "refused@example.com".parse().unwrap(),
        reason: "refused".to_owned(),
        detail: None,
    };
    scope.insert(row).await.unwrap().stamp.id.to_string()
}

/// Reminders that are confirmed, of a new candidate with an application, and a step that is told and another that is
/// not. Where several sessions share a database, another one may have taken the mail.
pub async fn tell(api: &Api, client: &Client) {
    let server = MailServer::start();
    let api = api.with_mail(Some(&server.url())).await;
    // An address of its own: several sessions that share a database send it no more than three confirmations a day.
    let account = client.get("/v1/account").await.expect(200);
    let email = format!("joe-{}@example.com", account["id"].as_str().unwrap());
    let new = json!({"name": "Joe", "email": email, "time_zone": "America/New_York"});
    let candidate = client.post("/v1/candidates", new).await.created();
    let reminders = format!("/v1/candidates/{candidate}/reminders");
    client.put(&reminders, json!({"mode": "due"})).await.expect(200);
    api.work().await;
    let mails = server.take();
    let Some(mail) = mails.iter().find(|mail| mail.to == email) else {
        assert!(Citus::named().is_some(), "{mails:?}");
        return;
    };
    let path = path_of(&mail.link("https://api.followup.example/reminders/confirm/"));
    assert_eq!(api.anonymous().form(&path, &[]).await.status, 200);
    for _ in 0..2 {
        interviewed(client, &candidate).await;
        api.keep().await;
        api.work().await;
    }
    assert!(server.take().len() == 1 || Citus::named().is_some());
}

/// A new application of a candidate with an interview that ended an hour ago, after which thanks are due.
async fn interviewed(client: &Client, candidate: &str) -> String {
    let application = client.post("/v1/applications", crate::support::application_of(candidate)).await.created();
    let interview = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
    client.post(&format!("/v1/applications/{application}/interviews"), interview).await.expect(201);
    application
}

/// A service with a mail server, and somebody whose first candidate has these reminders.
struct Reminded {
    api: Api,
    server: MailServer,
    client: Client,
    candidate: String,
    reminders: String,
}

impl Reminded {
    async fn start(api: &Api, reminders: Value) -> Self {
        let server = MailServer::start();
        let api = api.with_mail(Some(&server.url())).await;
        let client = api.sign_up("ada").await;
        let candidate = client.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let zone = json!({"time_zone": "America/New_York"});
        client.patch(&format!("/v1/candidates/{candidate}"), zone).await.expect(200);
        let path = format!("/v1/candidates/{candidate}/reminders");
        client.put(&path, reminders).await.expect(200);
        Self { api, server, client, candidate, reminders: path }
    }

    /// The same, with the address confirmed.
    async fn confirmed(api: &Api, reminders: Value) -> Self {
        let this = Self::start(api, reminders).await;
        this.confirm().await;
        this
    }

    /// Presses the button of the page that the confirmation mail links to.
    async fn confirm(&self) {
        self.api.work().await;
        let mails = self.server.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let path = path_of(&mails[0].link("https://api.followup.example/reminders/confirm/"));
        let page = self.press(&path).await;
        assert!(page.contains("will be sent to"), "{page}");
    }

    /// Presses the button of a page.
    async fn press(&self, path: &str) -> String {
        let answer = self.api.anonymous().form(path, &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        answer.text
    }

    async fn state(&self) -> Value {
        self.client.get(&self.reminders).await.expect(200)
    }

    /// Does what the background does now: tells of steps, and sends mails.
    async fn run(&self) {
        self.api.keep().await;
        self.api.work().await;
    }
}

/// The path of an address of the service.
fn path_of(url: &str) -> String {
    url.strip_prefix("https://api.followup.example").unwrap().to_owned()
}
