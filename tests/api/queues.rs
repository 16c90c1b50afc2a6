//! More is asked than can be done: who would wait too long is refused, and everybody else is served.

use std::{
    io::Write as _,
    net::TcpStream,
    pin::Pin,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use followup::{problem::Problem, queue::BlockingQueue};
use futures_util::{
    FutureExt as _,
    future::{Either, join_all, select},
};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};

use crate::{
    outage::{BLOCKED, OPEN, behind_a_way},
    support::{Answer, Api, Backend, on_both_databases, story, wait_until},
};

/// How long is waited for what must happen.
const PATIENCE: Duration = Duration::from_secs(20);

type Waiting<T> = Pin<Box<dyn Future<Output = T>>>;

/// A queue that nobody else fits into, until it is told to go on.
struct Full {
    inside: Vec<Waiting<Result<(), Problem>>>,
    end: mpsc::Sender<()>,
}

impl Full {
    fn of(queue: &BlockingQueue) -> Self {
        let (end, ended) = mpsc::channel();
        let ended = Arc::new(Mutex::new(ended));
        let mut inside = Vec::new();
        while queue.available() > 0 {
            let (queue, ended) = (queue.clone(), Arc::clone(&ended));
            let wait = move || _ = ended.lock().unwrap().recv();
            let mut work: Waiting<_> = Box::pin(async move { queue.run(wait).await });
            assert!((&mut work).now_or_never().is_none());
            inside.push(work);
        }
        Self { inside, end }
    }

    async fn go_on(self) {
        drop(self.end);
        assert!(join_all(self.inside).await.iter().all(Result::is_ok));
    }
}

/// What is asked is refused long before anybody stops to wait for a connection. The first of a kind may take its time
/// to be read in a build for development, while the machine does something else.
async fn is_refused(asked: impl Future<Output = Answer>) {
    let answer = tokio::time::timeout(Duration::from_secs(10), asked).await.expect("it is refused soon");
    assert_eq!(answer.header("retry-after"), Some("1"), "{}", answer.text);
    answer.problem(503, "overloaded");
}

on_both_databases! {
    async fn a_sign_in_that_would_wait_too_long_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let anonymous = api.anonymous();
        let form = [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
        let bob = json!({"name": "Bob", "email": "bob@example.com", "password": "correct horse battery staple"});
        let queue = api.passwords.queue();
        let available = queue.available();
        let mut full = Full::of(queue);
        is_refused(anonymous.form("/oauth/token", &form)).await;
        is_refused(anonymous.post("/v1/accounts", bob.clone())).await;
        // Nobody else notices.
        ada.get("/v1/candidates").await.expect(200);
        for path in ["/healthz", "/readyz", "/metrics"] {
            assert_eq!(anonymous.get(path).await.status, 200, "{path}");
        }
        // A request that ends or is cancelled makes room.
        drop(full.inside.pop());
        for _ in 0..2 {
            assert_eq!(queue.available(), 1);
            let entered = async {
                while queue.available() > 0 {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            };
            let sign_in = Box::pin(anonymous.form("/oauth/token", &form));
            assert!(matches!(select(sign_in, Box::pin(entered)).await, Either::Right(_)), "it waits for its turn");
        }
        full.go_on().await;
        assert_eq!(queue.available(), available);
        anonymous.form("/oauth/token", &form).await.expect(200);
        anonymous.post("/v1/accounts", bob).await.expect(201);
    }
}

on_both_databases! {
    async fn a_text_that_would_wait_too_long_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let plan = format!("/v1/applications/{}/follow-up-plan", story.application);
        let step = ada.get(&plan).await.expect(200)["steps"][0]["id"].as_str().unwrap().to_owned();
        let facts = json!({
            "application": {
                "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"
            },
            "interviews": [{"id": "i1", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
        });
        let thanks = json!({"application_id": story.application, "kind": "thank_you", "body": "Thank you."});
        let draft = ada.post("/v1/messages", thanks.clone()).await.created();
        let asked = [
            ("/v1/messages", thanks),
            ("/v1/messages/proofread", json!({"body": "Thank you."})),
            ("/v1/messages/render", json!({"facts": facts, "kind": "thank_you", "interview_id": "i1"})),
            ("/v1/templates/preview", json!({
                "application_id": story.application, "template": "thank_you.email.neutral"
            })),
            ("/v1/follow-up-plans/preview-batch", json!({"facts": [facts]})),
        ];
        let available = api.blocking.available();
        let full = Full::of(&api.blocking);
        for (path, body) in &asked {
            is_refused(ada.post(path, body.clone())).await;
        }
        is_refused(ada.patch(&format!("/v1/messages/{draft}"), json!({"body": "Thanks."}))).await;
        is_refused(ada.get("/v1/agenda")).await;
        is_refused(ada.get(&format!("{plan}/steps/{step}/message"))).await;
        // Nobody else notices.
        ada.get(&plan).await.expect(200);
        ada.post("/v1/follow-up-plans/preview", facts.clone()).await.expect(200);
        full.go_on().await;
        for (path, body) in asked {
            let answer = ada.post(path, body).await;
            assert!(answer.status.is_success(), "{path}: {}", answer.text);
        }
        assert_eq!(api.blocking.available(), available);
    }
}

#[actix_web::test]
async fn a_request_that_would_wait_too_long_for_the_database_is_refused() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    // A request for candidates has a connection, and no answer.
    let mut holder = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    let mut lock = holder.begin().await.unwrap();
    sqlx::query("LOCK TABLE candidates").execute(&mut *lock).await.unwrap();
    let ask = || -> Waiting<Answer> {
        let ada = ada.clone();
        Box::pin(async move { ada.get("/v1/candidates").await })
    };
    // One statement has the connection, and thirty-two wait for it.
    let places = 33 * usize::try_from(api.db.pool().max).unwrap();
    assert!(places >= 100, "only {places} may wait");
    let mut waiting: Vec<_> = (0..places).map(|_| ask()).collect();
    for request in &mut waiting {
        assert!(request.now_or_never().is_none(), "it waits");
    }
    is_refused(ask()).await;
    is_refused(ada.post("/v1/candidates", json!({"name": "Bob"}))).await;
    let form =
        [("grant_type", "password"), ("username", "ada@example.com"), ("password", "correct horse battery staple")];
    is_refused(api.anonymous().form("/oauth/token", &form)).await;
    for path in ["/healthz", "/metrics"] {
        assert_eq!(api.anonymous().get(path).await.status, 200, "{path}");
    }
    // A cancelled request makes room.
    drop(waiting.pop());
    let mut late = ask();
    assert!((&mut late).now_or_never().is_none(), "it waits");
    waiting.push(late);
    lock.rollback().await.unwrap();
    for answer in join_all(waiting).await {
        answer.expect(200);
    }
    ada.post("/v1/candidates", json!({"name": "Bob"})).await.expect(201);
}

/// How many requests are being answered, beside the one that asks.
fn active(url: &str) -> usize {
    let text = ureq::get(format!("{url}/metrics")).call().unwrap().body_mut().read_to_string().unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("http_server_active_requests ")).unwrap();
    line.parse::<usize>().unwrap() - 1
}

#[actix_web::test]
async fn a_request_whose_client_has_gone_is_not_worked_on() {
    behind_a_way(|way, ada| {
        way.set(BLOCKED);
        let address = ada.url.trim_start_matches("http://");
        let request =
            format!("GET /v1/candidates HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\r\n", ada.token);
        let asked: Vec<_> = (0..8)
            .map(|_| {
                let mut connection = TcpStream::connect(address).unwrap();
                connection.write_all(request.as_bytes()).unwrap();
                connection
            })
            .collect();
        wait_until(PATIENCE, "asking", || active(&ada.url) == asked.len());
        drop(asked);
        wait_until(PATIENCE, "leaving", || active(&ada.url) == 0);
        let text = ureq::get(format!("{}/metrics", ada.url)).call().unwrap().body_mut().read_to_string().unwrap();
        assert!(!text.contains("http_response_status_code=\"503\""), "somebody got an answer: {text}");
        way.set(OPEN);
        ada.served_after();
    })
    .await;
}
