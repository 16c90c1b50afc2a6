use std::{future::Future, path::PathBuf, pin::Pin, rc::Rc, sync::Arc, time::Duration};

use actix_web::{
    body::BoxBody,
    dev::ServiceResponse,
    http::Method,
    test::{TestRequest, call_service, init_service},
    web::Data,
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use database::{Backend, Database};
use followup::{
    accounts::{DeletionPace, DeletionTask},
    agenda::{PlanRefresh, RefreshLimits},
    app::{WorkerShared, app},
    auth::{AccessTokens, Limits, Passwords},
    clock::Clock,
    config::{RateLimit, SignUp},
    consent::ClientDocuments,
    events::{FeedSignal, maintain_feeds},
    follow_up_plans::FactsCache,
    jobs::{JobSignal, work_all},
    mail::Mailer,
    monitoring::ServiceStatus,
    queue::BlockingQueue,
    sealing::SecretSealer,
    search::Searches,
    state::AppState,
    webhooks::{WebhookClient, Webhooks, send_all},
};
use serde_json::{Value, json};

use super::{
    Answer, Watch,
    postgres::{OPTIONS, TestDatabase},
};

/// The time that the clock of the tests shows.
const NOW: &str = "2026-03-10T16:00:00Z";

const SQLITE_FILE: &str = "test.db";

type Call = dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>;

/// A mail server that nobody listens at.
fn no_mail_server() -> Mailer {
    mailer_of("smtp://127.0.0.1:9")
}

fn mailer_of(smtp_url: &str) -> Mailer {
    Mailer::new(smtp_url, Some("Follow-ups <no-reply@followup.example>"), "https://api.followup.example").unwrap()
}

/// The service in this process, on a database of its own, with a clock that does not advance.
pub struct Api {
    call: Rc<Call>,
    pub clock: Clock,
    pub db: Database,
    pub plan_refresh: PlanRefresh,
    pub passwords: Passwords,
    pub blocking: BlockingQueue,
    state: Data<AppState>,
    folder: Rc<tempfile::TempDir>,
    database: Option<Rc<TestDatabase>>,
}

impl Api {
    pub async fn start(backend: Backend) -> Self {
        Self::start_with(backend, RateLimit::Off).await
    }

    pub async fn start_with(backend: Backend, rate_limit: RateLimit) -> Self {
        Self::start_watched(backend, rate_limit, None).await
    }

    /// The same, with all that is sent to the database told.
    pub async fn watched(backend: Backend) -> (Self, Watch) {
        let watch = Watch::default();
        (Self::start_watched(backend, RateLimit::Off, Some(&watch)).await, watch)
    }

    /// The same on Postgres, with statements as a distributed database gets them.
    pub async fn watched_as_distributed() -> (Self, Watch) {
        let watch = Watch::as_distributed();
        (Self::start_watched(Backend::Postgres, RateLimit::Off, Some(&watch)).await, watch)
    }

    async fn start_watched(backend: Backend, rate_limit: RateLimit, watch: Option<&Watch>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (mut db, database) = match backend {
            Backend::Sqlite => {
                let db = Database::sqlite(&folder.path().join(SQLITE_FILE), &OPTIONS).await.unwrap();
                migration::up(&db, None).await.unwrap();
                (db, None)
            }
            Backend::Postgres => {
                let database = TestDatabase::create().await;
                let url = watch.map_or_else(|| database.url.clone(), |watch| watch.wire(&database.url));
                (Database::postgres(&url, &OPTIONS).await.unwrap(), Some(database))
            }
        };
        if let Some(watch) = watch {
            watch.statements_of(&mut db);
            if watch.distributed {
                db.treat_as_distributed();
            }
        }
        assert_eq!(db.backend(), backend);
        let clock = Clock::standing_at(NOW.parse().unwrap());
        Self::instance(db, clock, rate_limit, Some(no_mail_server()), Rc::new(folder), database.map(Rc::new)).await
    }

    /// Another instance of the service, with the same database and clock.
    pub async fn beside(&self) -> Self {
        let (folder, database) = (Rc::clone(&self.folder), self.database.clone());
        Self::instance(self.db.clone(), self.clock.clone(), RateLimit::Off, Some(no_mail_server()), folder, database)
            .await
    }

    /// The same, with a mail server at this URL, or without any.
    pub async fn with_mail(&self, smtp_url: Option<&str>) -> Self {
        let (folder, database) = (Rc::clone(&self.folder), self.database.clone());
        let mailer = smtp_url.map(mailer_of);
        Self::instance(self.db.clone(), self.clock.clone(), RateLimit::Off, mailer, folder, database).await
    }

    async fn instance(
        db: Database,
        clock: Clock,
        rate_limit: RateLimit,
        mailer: Option<Mailer>,
        folder: Rc<tempfile::TempDir>,
        database: Option<Rc<TestDatabase>>,
    ) -> Self {
        let tokens = AccessTokens::open(db.clone(), "http://127.0.0.1:8080", clock.now()).await.unwrap();
        let secret_sealer = SecretSealer::open(db.clone(), clock.now()).await.unwrap();
        let (passwords, blocking) = (Passwords::new(2), BlockingQueue::new(2));
        let effort = RefreshLimits { plans_a_round: 3, rounds: 10, time: Duration::from_mins(1) };
        let plan_refresh = PlanRefresh::new(effort, 2);
        let shared = WorkerShared::new(AppState {
            db: db.clone(),
            clock: clock.clone(),
            tokens,
            secret_sealer,
            passwords: passwords.clone(),
            blocking: blocking.clone(),
            sign_up: SignUp::Open,
            limits: Limits::new(rate_limit),
            plan_facts: FactsCache::default(),
            plan_refresh: plan_refresh.clone(),
            searches: Searches::unlimited(),
            status: ServiceStatus::default(),
            jobs: JobSignal::default(),
            feed: FeedSignal::default(),
            webhooks: Webhooks::new(WebhookClient::new(vec!["127.0.0.1".parse().unwrap()].into())),
            client_documents: ClientDocuments::new(vec!["127.0.0.1".parse().unwrap()].into()),
            mailer,
            account_deletions: Arc::default(),
        });
        let service = Rc::new(init_service(app(&shared)).await);
        let call = Rc::new(move |request: TestRequest| {
            let service = Rc::clone(&service);
            Box::pin(async move { call_service(&*service, request.to_request()).await })
                as Pin<Box<dyn Future<Output = _>>>
        });
        Self { call, clock, db, plan_refresh, passwords, blocking, state: shared.state().clone(), folder, database }
    }

    /// Does all jobs that are due; says how many there were.
    pub async fn work(&self) -> usize {
        work_all(&self.state).await.unwrap()
    }

    /// Does what is to be done now about the feeds of events, and about plans that change by the clock.
    pub async fn keep(&self) {
        maintain_feeds(&self.state).await.unwrap();
    }

    /// Sends all events that are to be sent now, once they are in the feeds.
    pub async fn send_events(&self) {
        self.keep().await;
        send_all(&self.state).await.unwrap();
    }

    /// What deletes the rows of deleted accounts, a few at a time.
    pub fn removal(&self) -> DeletionTask {
        let pace = DeletionPace { rows: 3, most: 5, portion: Duration::from_secs(1), rest: 0.0 };
        DeletionTask::new(self.state.clone(), pace)
    }

    /// The same, with all that it sends to the database told, but on the wire.
    pub async fn watched_beside(&self) -> (Self, Watch) {
        let (watch, mut db) = (Watch::default(), self.db.clone());
        watch.statements_of(&mut db);
        let (folder, database) = (Rc::clone(&self.folder), self.database.clone());
        (Self::instance(db, self.clock.clone(), RateLimit::Off, Some(no_mail_server()), folder, database).await, watch)
    }

    /// Another instance of the service, with connections of its own, by this URL of the same Postgres database.
    pub async fn through(&self, url: &str) -> Self {
        let (folder, database) = (Rc::clone(&self.folder), self.database.clone());
        let db = Database::postgres(url, &OPTIONS).await.unwrap();
        Self::instance(db, self.clock.clone(), RateLimit::Off, Some(no_mail_server()), folder, database).await
    }

    /// Where the database is, if it is SQLite.
    pub fn database_file(&self) -> PathBuf {
        self.folder.path().join(SQLITE_FILE)
    }

    /// Where the database is, if it is Postgres.
    pub fn database_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.url.as_str())
    }

    /// Somebody who is not signed in.
    pub fn anonymous(&self) -> Client {
        Client { call: Rc::clone(&self.call), token: None }
    }

    /// Somebody who has just signed up and in; the same name is the same e-mail address.
    pub async fn sign_up(&self, name: &str) -> Client {
        let (email, password) = (format!("{}@example.com", name.to_lowercase()), "correct horse battery staple");
        let sign_up = json!({"name": name, "email": email, "password": password});
        self.anonymous().post("/v1/accounts", sign_up).await.expect(201);
        self.sign_in(name, "read write admin").await
    }

    /// Somebody who has signed up before, with a token of these scopes.
    pub async fn sign_in(&self, name: &str, scope: &str) -> Client {
        let token = self.password_token(name, scope).await;
        self.bearing(token["access_token"].as_str().unwrap())
    }

    /// The tokens of these scopes that somebody gets who has signed up before.
    pub async fn password_token(&self, name: &str, scope: &str) -> Value {
        let email = format!("{}@example.com", name.to_lowercase());
        let form = [
            ("grant_type", "password"),
            ("username", &email),
            ("password", "correct horse battery staple"),
            ("scope", scope),
        ];
        self.anonymous().form("/oauth/token", &form).await.expect(200)
    }

    /// An API client of these scopes, made by an administrator.
    pub async fn api_client(&self, admin: &Client, scopes: &[&str]) -> ApiClient {
        let body = json!({"name": "A program", "scopes": scopes});
        let client = admin.post("/v1/api-clients", body).await.expect(201);
        let text = |field: &str| client[field].as_str().unwrap().to_owned();
        ApiClient { id: text("client_id"), secret: text("client_secret") }
    }

    /// An API client with a token of all its scopes.
    pub async fn client_sign_in(&self, client: &ApiClient) -> Client {
        let form = [("grant_type", "client_credentials"), ("client_id", &client.id), ("client_secret", &client.secret)];
        let token = self.anonymous().form("/oauth/token", &form).await.expect(200);
        self.bearing(token["access_token"].as_str().unwrap())
    }

    /// Somebody with this token.
    pub fn bearing(&self, token: &str) -> Client {
        Client { call: Rc::clone(&self.call), token: Some(token.to_owned()) }
    }
}

/// What an API client knows of itself.
pub struct ApiClient {
    pub id: String,
    pub secret: String,
}

impl ApiClient {
    /// The header by which it shows who it is (RFC 6749, section 2.3.1).
    pub fn basic(&self) -> (&'static str, String) {
        ("authorization", format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret))))
    }
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Client {
    call: Rc<Call>,
    pub token: Option<String>,
}

impl Client {
    /// Sends a request as it is, except for the token.
    pub async fn send(&self, request: TestRequest) -> Answer {
        let request = match &self.token {
            Some(token) => request.insert_header(("authorization", format!("Bearer {token}"))),
            None => request,
        };
        Answer::read((self.call)(request).await).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(TestRequest::post().uri(path).set_json(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(TestRequest::put().uri(path).set_json(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(TestRequest::patch().uri(path).set_json(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(TestRequest::delete().uri(path)).await
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(TestRequest::post().uri(path).set_form(fields)).await
    }

    /// Sends a body that is not made from JSON here.
    pub async fn raw(&self, method: Method, path: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        let request = TestRequest::default()
            .method(method)
            .uri(path)
            .insert_header(("content-type", content_type))
            .set_payload(body.into());
        self.send(request).await
    }
}
