//! `Idempotency-Key`: one key, one effect, one answer.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use futures_util::future::{Either, select};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};

use crate::support::{
    Answer, Api, Backend, Client, application_of, on_both_databases, playbook_of, story, template_of,
};

async fn post(client: &Client, path: &str, key: &str, body: &Value) -> Answer {
    client.send(TestRequest::post().uri(path).insert_header(("idempotency-key", key)).set_json(body)).await
}

/// The names of all candidates but the one from signing up.
async fn names(client: &Client) -> Vec<String> {
    let list = client.get("/v1/candidates?limit=200").await.expect(200);
    let items = list["items"].as_array().unwrap().iter();
    items.skip(1).map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

/// Everything that is created by a POST, with a body.
async fn creations(client: &Client) -> Vec<(String, Value)> {
    let story = story(client).await;
    let of_application = |what: &str| format!("/v1/applications/{}/{what}", story.application);
    let times = json!({"starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"});
    vec![
        ("/v1/candidates".to_owned(), json!({"name": "Bob"})),
        ("/v1/applications".to_owned(), application_of(&story.candidate)),
        (of_application("contacts"), json!({"name": "Grace"})),
        (of_application("interviews"), times),
        (of_application("communications"), json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"})),
        ("/v1/playbooks".to_owned(), playbook_of("own")),
        ("/v1/templates".to_owned(), template_of("own")),
        ("/v1/connections".to_owned(), json!({"kind": "greenhouse", "name": "Greenhouse"})),
        (
            "/v1/messages".to_owned(),
            json!({"application_id": story.application, "kind": "thank_you", "body": "Thank you, Grace."}),
        ),
    ]
}

on_both_databases! {
    async fn a_refusal_has_its_reason_and_leaves_the_key_unused(api: Api) {
        let ada = api.sign_up("ada").await;
        let (ours, other) = (story(&ada).await, story(&ada).await);
        let nobody = uuid::Uuid::now_v7().to_string();
        let interview = |contact: &str| {
            json!({
                "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z",
                "interviewer_ids": [ours.contact, contact]
            })
        };
        let inbound = |contact: &str| json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": contact});
        let of_application = |id: &str, what: &str| format!("/v1/applications/{id}/{what}");
        let wrong = [
            (of_application(&ours.application, "interviews"), interview(&other.contact), "/interviewer_ids/1"),
            (of_application(&ours.application, "communications"), inbound(&other.contact), "/contact_id"),
            ("/v1/applications".to_owned(), application_of(&nobody), "/candidate_id"),
        ];
        for (path, body, pointer) in wrong {
            let errors = post(&ada, &path, pointer, &body).await.problem(422, "invalid-body");
            assert_eq!(errors, [(pointer.to_owned(), "unknown_reference".to_owned())], "{path}");
            assert_eq!(ada.post(&path, body).await.problem(422, "invalid-body"), errors, "{path}");
        }
        for (what, body) in [
            ("interviews", interview(&other.contact)),
            ("communications", inbound(&other.contact)),
            ("contacts", json!({"name": "Grace"})),
        ] {
            let path = of_application(&nobody, what);
            post(&ada, &path, what, &body).await.problem(404, "not-found");
            ada.post(&path, body).await.problem(404, "not-found");
        }
        let plan = ada.get(&of_application(&ours.application, "follow-up-plan")).await.expect(200);
        assert_eq!(plan["steps"].as_array().unwrap().iter().filter(|step| step["kind"] == "thank_you").count(), 1);
        let interviews = of_application(&ours.application, "interviews");
        post(&ada, &interviews, "/interviewer_ids/1", &json!({
            "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "interviewer_ids": [ours.contact]
        })).await.expect(201);
        assert_eq!(ada.get(&interviews).await.expect(200)["items"].as_array().unwrap().len(), 2);
    }

    async fn every_creation_can_be_repeated(api: Api) {
        let ada = api.sign_up("ada").await;
        for (n, (path, body)) in creations(&ada).await.into_iter().enumerate() {
            let key = format!("\"key {n}\"");
            let first = post(&ada, &path, &key, &body).await;
            assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (201, None), "{}", first.text);
            let again = post(&ada, &path, &key, &body).await;
            assert_eq!(again.header("idempotency-replayed"), Some("true"), "{path}");
            for header in ["location", "etag", "content-type"] {
                assert_eq!(again.header(header), first.header(header), "{path}: {header}");
            }
            assert_eq!((again.status, &again.text), (first.status, &first.text), "{path}");
            let list = ada.get(&format!("{path}?limit=200")).await.expect(200);
            let made = list["items"].as_array().unwrap().iter().filter(|item| **item == first.json()).count();
            assert_eq!(made, 1, "{path}");
        }
    }

    async fn every_operation_that_creates_takes_a_key(api: Api) {
        let document = serde_json::to_value(followup::openapi::document()).unwrap();
        let mut documented = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            let parameters = item["post"]["parameters"].as_array().into_iter().flatten();
            if parameters.clone().any(|parameter| parameter["$ref"] == "#/components/parameters/IdempotencyKeyParameter") {
                let answered = if path == "/v1/sync" { "200" } else { "201" };
                assert!(item["post"]["responses"][answered]["headers"]["idempotency-replayed"].is_object(), "{path}");
                documented.push(path.clone());
            }
        }
        let mut tested = creations(&api.sign_up("ada").await).await;
        // Its test is in sync.rs.
        tested.push(("/v1/sync".to_owned(), json!({})));
        // Its answer is not repeated: the test below.
        tested.push(("/v1/api-clients".to_owned(), json!({})));
        tested.push(("/v1/webhook-endpoints".to_owned(), json!({})));
        tested.push(("/v1/calendar-feeds".to_owned(), json!({})));
        for path in &documented {
            let known = tested.iter().any(|(tested, _)| tested.rsplit('/').next() == path.rsplit('/').next());
            assert!(known, "{path} needs a case");
        }
        assert_eq!(documented.len(), tested.len());
    }

    async fn a_secret_is_not_repeated(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = json!({"name": "A program", "scopes": ["read"]});
        let first = post(&ada, "/v1/api-clients", "1", &body).await;
        assert_eq!((first.status.as_u16(), first.header("cache-control")), (201, Some("no-store")), "{}", first.text);
        post(&ada, "/v1/api-clients", "1", &body).await.problem(409, "conflict");
        assert_eq!(ada.get("/v1/api-clients").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let body = json!({"url": "https://jobboard.example/hook"});
        let first = post(&ada, "/v1/webhook-endpoints", "2", &body).await;
        assert_eq!((first.status.as_u16(), first.header("cache-control")), (201, Some("no-store")), "{}", first.text);
        post(&ada, "/v1/webhook-endpoints", "2", &body).await.problem(409, "conflict");
        assert_eq!(ada.get("/v1/webhook-endpoints").await.expect(200)["items"].as_array().unwrap().len(), 1);
        let body = json!({"name": "Follow-ups"});
        let first = post(&ada, "/v1/calendar-feeds", "4", &body).await;
        assert_eq!((first.status.as_u16(), first.header("cache-control")), (201, Some("no-store")), "{}", first.text);
        post(&ada, "/v1/calendar-feeds", "4", &body).await.problem(409, "conflict");
        assert_eq!(ada.get("/v1/calendar-feeds").await.expect(200)["items"].as_array().unwrap().len(), 1);
        // Its path is not in the way: it is shown to administrators at any time.
        let body = json!({"kind": "greenhouse", "name": "Greenhouse"});
        let first = post(&ada, "/v1/connections", "3", &body).await.expect(201);
        assert_eq!(post(&ada, "/v1/connections", "3", &body).await.expect(201), first);
        // A key is nothing to those who may only write.
        let writer = api.sign_in("ada", "write").await;
        let body = json!({"name": "A program", "scopes": ["read"]});
        post(&writer, "/v1/api-clients", "1", &body).await.problem(403, "insufficient-scope");
    }

    async fn a_key_fifty_times_at_once_has_one_effect(api: Api) {
        let ada = api.sign_up("ada").await;
        let body = json!({"name": "Bob"});
        let posts = (0..50).map(|_| post(&ada, "/v1/candidates", "sync-1", &body));
        let answers = futures_util::future::join_all(posts).await;
        let mut first = None;
        for answer in answers {
            if answer.status == 409 {
                assert_eq!(answer.header("retry-after"), Some("1"));
                answer.problem(409, "still-running");
            } else {
                let text = answer.text.clone();
                answer.expect(201);
                assert_eq!(*first.get_or_insert_with(|| text.clone()), text);
            }
        }
        assert_eq!(post(&ada, "/v1/candidates", "sync-1", &body).await.text, first.unwrap());
        assert_eq!(names(&ada).await, ["Bob"]);
    }

    async fn a_draft_asked_for_five_times_at_once_is_written_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let body = json!({"application_id": story.application, "kind": "thank_you", "body": "Thank you, Ada."});
        // The key is free while the text is proofread: several are, but one is kept.
        let posts = (0..5).map(|_| post(&ada, "/v1/messages", "1", &body));
        for answer in futures_util::future::join_all(posts).await {
            if answer.status == 409 {
                answer.problem(409, "still-running");
            } else {
                answer.expect(201);
            }
        }
        let kept = post(&ada, "/v1/messages", "1", &body).await;
        assert_eq!(kept.header("idempotency-replayed"), Some("true"));
        let drafts = ada.get("/v1/messages").await.expect(200);
        assert_eq!(drafts["items"].as_array().unwrap().as_slice(), [kept.expect(201)]);
    }

    async fn a_key_belongs_to_one_request(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        post(&ada, "/v1/candidates", "1", &json!({"name": "Bob"})).await.expect(201);
        post(&ada, "/v1/candidates", "1", &json!({"name": "Rob"})).await.problem(422, "idempotency-key-reused");
        post(&ada, "/v1/playbooks", "1", &playbook_of("own")).await.problem(422, "idempotency-key-reused");
        post(&ada, "/v1/candidates", "2", &json!({"name": "Bob"})).await.expect(201);
        // Another account has keys of its own.
        let other = post(&bob, "/v1/candidates", "1", &json!({"name": "Bob"})).await;
        assert_eq!((other.status.as_u16(), other.header("idempotency-replayed")), (201, None));
        assert_eq!(names(&ada).await, ["Bob", "Bob"]);
        // Nor is an answer for those who may only read, or for nobody.
        let reader = api.sign_in("ada", "read").await;
        post(&reader, "/v1/candidates", "1", &json!({"name": "Bob"})).await.problem(403, "insufficient-scope");
        post(&api.anonymous(), "/v1/candidates", "1", &json!({"name": "Bob"})).await.problem(401, "unauthorized");
    }

    async fn a_refused_request_can_be_corrected_with_the_same_key(api: Api) {
        let ada = api.sign_up("ada").await;
        post(&ada, "/v1/candidates", "1", &json!({"name": ""})).await.problem(422, "invalid-body");
        post(&ada, "/v1/candidates", "1", &json!({"remote_id": "17", "name": "Bob"})).await.expect(201);
        post(&ada, "/v1/candidates", "2", &json!({"remote_id": "17", "name": "Rob"})).await.problem(409, "conflict");
        post(&ada, "/v1/candidates", "2", &json!({"remote_id": "18", "name": "Rob"})).await.expect(201);
        assert_eq!(names(&ada).await, ["Bob", "Rob"]);
    }

    async fn a_malformed_key_is_refused_before_anything_is_done(api: Api) {
        let ada = api.sign_up("ada").await;
        for wrong in ["", "\"\"", "a\"b", &"k".repeat(256)] {
            post(&ada, "/v1/candidates", wrong, &json!({"name": "Bob"})).await.problem(400, "bad-request");
        }
        let large = json!({"name": "x".repeat(1024 * 1024)});
        post(&ada, "/v1/candidates", "1", &large).await.problem(413, "payload-too-large");
        assert_eq!(names(&ada).await, [] as [&str; 0]);
        // Where nothing is created, a key says nothing.
        let facts = json!({"direction": "inbound"});
        post(&ada, "/v1/follow-up-plans/preview", "a\"b", &facts).await.problem(422, "invalid-body");
    }

    async fn an_answer_is_kept_for_a_day(api: Api) {
        let ada = api.sign_up("ada").await;
        let replayed_after = async |time: TimeDelta| {
            api.clock.advance(time);
            let ada = api.sign_in("ada", "write").await;
            post(&ada, "/v1/candidates", "1", &json!({"name": "Bob"})).await.header("idempotency-replayed").is_some()
        };
        post(&ada, "/v1/candidates", "1", &json!({"name": "Bob"})).await.expect(201);
        assert!(replayed_after(TimeDelta::hours(24) - TimeDelta::seconds(1)).await);
        assert!(!replayed_after(TimeDelta::seconds(1)).await);
        assert!(replayed_after(TimeDelta::seconds(1)).await);
        assert_eq!(names(&api.sign_in("ada", "read").await).await, ["Bob", "Bob"]);
    }
}

#[actix_web::test]
async fn nobody_waits_for_a_text_to_be_proofread() {
    let api = Api::start(Backend::Sqlite).await;
    let ada = api.sign_up("ada").await;
    let story = story(&ada).await;
    let long = "I would like to add one more thing. ".repeat(500);
    let body = json!({"application_id": story.application, "kind": "thank_you", "body": long});
    let draft = std::pin::pin!(post(&ada, "/v1/messages", "1", &body));
    let meanwhile = std::pin::pin!(async {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        ada.post("/v1/candidates", json!({"name": "Bob"})).await.created()
    });
    let Either::Right((_, draft)) = select(draft, meanwhile).await else {
        panic!("the candidate had to wait for the draft");
    };
    draft.await.expect(201);
}

/// Locks a table so that writes to it wait.
async fn hold_candidates(api: &Api) -> PgConnection {
    let mut connection = PgConnection::connect(api.database_url().unwrap()).await.unwrap();
    sqlx::raw_sql("BEGIN; LOCK TABLE candidates IN EXCLUSIVE MODE").execute(&mut connection).await.unwrap();
    connection
}

async fn someone_waits(connection: &mut PgConnection) {
    for _ in 0..200 {
        const WAITING: &str = "SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid
            WHERE datname = current_database() AND NOT granted";
        let waiting: i64 = sqlx::query_scalar(WAITING).fetch_one(&mut *connection).await.unwrap();
        if waiting > 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("nobody waits");
}

#[actix_web::test]
async fn a_request_whose_key_is_in_use_is_refused() {
    let api = Api::start(Backend::Postgres).await;
    let ada = api.sign_up("ada").await;
    let mut held = hold_candidates(&api).await;
    let body = json!({"name": "Bob"});
    let first = post(&ada, "/v1/candidates", "1", &body);
    let meanwhile = async {
        someone_waits(&mut held).await;
        let again = post(&ada, "/v1/candidates", "1", &body).await;
        assert_eq!(again.header("retry-after"), Some("1"));
        again.problem(409, "still-running");
        held.close().await.unwrap();
    };
    let (first, ()) = futures_util::future::join(first, meanwhile).await;
    let again = post(&ada, "/v1/candidates", "1", &body).await;
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.expect(201), first.expect(201));
}
