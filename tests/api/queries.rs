//! Query parameters and paths: cursors, lists, times, and what the problem says of what is wrong.

use serde_json::{Value, json};

use crate::support::{Client, on_both_databases, story};

/// The cursor of the second page.
async fn cursor_of(client: &Client, path: &str) -> String {
    let page = client.get(path).await.expect(200);
    page["next_cursor"].as_str().unwrap_or_else(|| panic!("{path} has one page: {page}")).to_owned()
}

async fn refusal(client: &Client, path: &str) -> String {
    let refused = client.get(path).await.expect(400);
    assert_eq!(refused["type"], "urn:followup:problem:bad-request", "{path}");
    refused["detail"].as_str().unwrap().to_owned()
}

async fn missing(client: &Client, path: &str) -> String {
    let refused = client.get(path).await.expect(404);
    assert_eq!(refused["type"], "urn:followup:problem:not-found", "{path}");
    refused["detail"].as_str().unwrap().to_owned()
}

on_both_databases! {
    async fn a_deletion_that_seems_narrowed_deletes_nothing(api: Api) {
        let ada = api.sign_up("ada").await;
        let contact = format!("/v1/contacts/{}", story(&ada).await.contact);
        ada.delete(&format!("{contact}?application_remote_id=a")).await.problem(400, "bad-request");
        ada.get(&contact).await.expect(200);
        ada.delete(&contact).await.expect(204);
    }

    async fn an_operation_without_query_parameters_refuses_them(api: Api) {
        let ada = api.sign_up("ada").await;
        let application = format!("/v1/applications/{}", story(&ada).await.application);
        let refused = refusal(&ada, &format!("{application}?expand=contacts")).await;
        assert_eq!(refused, "query: there is no parameter expand; this operation has none");
        let before = ada.get(&application).await.expect(200);
        ada.patch(&format!("{application}?dry_run=true"), json!({ "status": "closed" })).await.problem(400, "bad-request");
        assert_eq!(ada.get(&application).await.expect(200), before);
        // Methods and paths that don't exist are answered as such.
        ada.delete("/v1/agenda?status=due").await.problem(405, "method-not-allowed");
        ada.patch("/v1/messages/proofread?dry_run=true", json!({})).await.problem(405, "method-not-allowed");
        ada.delete("/v1/nothing?status=due").await.problem(404, "not-found");
        // Without a token there is nothing to say about parameters.
        let anonymous = api.anonymous();
        anonymous.get(&format!("{application}?expand=contacts")).await.problem(401, "unauthorized");
        anonymous.get("/healthz?by=monitor").await.expect(200);
    }

    async fn a_cursor_of_another_list_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let one = story(&ada).await;
        let two = story(&ada).await;
        ada.post("/v1/candidates", json!({"name": "Bo"})).await.expect(201);
        let lists = ["candidates", "applications", "contacts", "interviews", "playbooks", "templates", "agenda"];
        let mut cursors = Vec::new();
        for list in lists {
            cursors.push((list, cursor_of(&ada, &format!("/v1/{list}?limit=1")).await));
        }
        for (from, cursor) in &cursors {
            for list in lists {
                let path = format!("/v1/{list}?limit=1&cursor={cursor}");
                if list == *from {
                    ada.get(&path).await.expect(200);
                } else {
                    let told = refusal(&ada, &path).await;
                    assert!(told.starts_with("query parameter cursor: was given by another list"), "{told}");
                }
            }
        }
        // Nor is one for other filters, or of another resource.
        let cursor = &cursors[1].1;
        for other in ["q=acme", "status=open", "candidate_remote_id=x"] {
            refusal(&ada, &format!("/v1/applications?{other}&limit=1&cursor={cursor}")).await;
        }
        let filtered = cursor_of(&ada, "/v1/applications?status=open&limit=1").await;
        refusal(&ada, &format!("/v1/applications?limit=1&cursor={filtered}")).await;
        ada.get(&format!("/v1/applications?limit=7&cursor={filtered}&status=open")).await.expect(200);
        let contact = json!({"name": "Bo Lind"});
        ada.post(&format!("/v1/applications/{}/contacts", one.application), contact.clone()).await.expect(201);
        ada.post(&format!("/v1/applications/{}/contacts", two.application), contact).await.expect(201);
        let contacts = cursor_of(&ada, &format!("/v1/applications/{}/contacts?limit=1", one.application)).await;
        refusal(&ada, &format!("/v1/applications/{}/contacts?limit=1&cursor={contacts}", two.application)).await;
    }

    async fn a_list_parameter_may_be_repeated(api: Api) {
        let ada = api.sign_up("ada").await;
        story(&ada).await;
        let at_once = ada.get("/v1/agenda?status=due,upcoming").await.expect(200)["items"].clone();
        assert!(at_once.as_array().unwrap().len() > 1);
        for repeated in ["status=due&status=upcoming", "status[]=due&status[]=upcoming"] {
            assert_eq!(ada.get(&format!("/v1/agenda?{repeated}")).await.expect(200)["items"], at_once, "{repeated}");
        }
        let types = "type=contact.created&type=interview.created";
        let events = ada.get(&format!("/v1/events?{types}")).await.expect(200)["items"].clone();
        let told: Vec<&Value> = events.as_array().unwrap().iter().map(|event| &event["type"]).collect();
        assert_eq!(told, ["contact.created", "interview.created"]);
        assert_eq!(refusal(&ada, "/v1/agenda?limit=1&limit=2").await, "query parameter limit: must be given once");
        let several = refusal(&ada, "/v1/applications?status=open&status=rejected").await;
        assert_eq!(several, "query parameter status: must be given once");
    }

    async fn errors_in_queries_are_described_in_words(api: Api) {
        let ada = api.sign_up("ada").await;
        let status = refusal(&ada, "/v1/agenda?status=due,").await;
        assert!(status.starts_with("query parameter status: must be one of ") && status.contains("overdue"), "{status}");
        let id = refusal(&ada, "/v1/applications?candidate_id=xyz").await;
        assert_eq!(id, "query parameter candidate_id: is not a UUID");
        let unknown = refusal(&ada, "/v1/candidates?colour=red").await;
        assert!(unknown.starts_with("query: there is no parameter colour; there are "), "{unknown}");
        let plus = "/v1/candidates?updated_after=2020-11-29T10:00:00+01:00";
        assert_eq!(ada.get(plus).await.expect(200)["items"].as_array().unwrap().len(), 1);
    }

    async fn unknown_paths_and_resources_are_named(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        assert_eq!(missing(&ada, "/v1/aplications").await, "this service has no such path");
        assert_eq!(missing(&ada, "/v1/applications/nobody").await, "id in the path is not a UUID, as ids are");
        let nobody = "/v1/applications/0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
        assert_eq!(missing(&ada, nobody).await, "this account has no such resource");
        let remote = missing(&ada, "/v1/applications/by-remote-id/none").await;
        assert_eq!(remote, "this account has no such resource with this remote id");
        let step = format!("/v1/applications/{}/follow-up-plan/steps/nope/message", story.application);
        assert_eq!(missing(&ada, &step).await, "the plan has no step with this id");
        assert_eq!(missing(&ada, "/docs/nothing.md").await, "this service has no such path");
    }

    async fn a_body_that_is_wrong_is_explained_without_the_words_of_the_parser(api: Api) {
        let ada = api.sign_up("ada").await;
        let twice = r#"{"name": "x", "name": "y"}"#;
        let twice = ada.raw(actix_web::http::Method::POST, "/v1/candidates", "application/json", twice).await;
        assert_eq!(twice.problem(422, "invalid-body"), [("/name".to_owned(), "duplicate".to_owned())]);
        let scopes = ada.post("/v1/api-clients", json!({"name": "x", "scopes": []})).await.expect(422)["errors"].clone();
        assert_eq!((&scopes[0]["code"], &scopes[0]["message"]), (&json!("too_few"), &json!("must have at least 1 item")));
        let company = ada.post("/v1/applications", json!({"company": "Acme"})).await.expect(422)["errors"].clone();
        let told = company.as_array().unwrap().iter().find(|error| error["pointer"] == "/company").unwrap();
        assert_eq!((&told["code"], &told["message"]), (&json!("type"), &json!("must be an object")));
    }

    async fn a_value_that_is_taken_has_a_pointer(api: Api) {
        let ada = api.sign_up("ada").await;
        let one = json!({"name": "Bo", "remote_id": "b"});
        ada.post("/v1/candidates", one.clone()).await.expect(201);
        let taken = ada.post("/v1/candidates", one).await;
        assert_eq!(taken.problem(409, "conflict"), [("/remote_id".to_owned(), "taken".to_owned())]);
        ada.post("/v1/playbooks", crate::support::playbook_of("own")).await.expect(201);
        let taken = ada.post("/v1/playbooks", crate::support::playbook_of("own")).await;
        assert_eq!(taken.problem(409, "conflict"), [("/key".to_owned(), "taken".to_owned())]);
    }

    async fn guides_link_to_pages_that_are_served(api: Api) {
        let anonymous = api.anonymous();
        for page in ["README.md", "operation.md", "performance.md", "connections/email.md", "connections/README.md"] {
            let answer = anonymous.get(&format!("/docs/{page}")).await;
            assert_eq!((answer.status.as_u16(), answer.text.starts_with("# ")), (200, true), "{page}");
        }
    }
}
