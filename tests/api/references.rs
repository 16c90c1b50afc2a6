//! Bodies and queries that name other resources by the client's own ids.

use serde_json::{Value, json};

use crate::support::{Client, application_of, on_both_databases};

/// A candidate, an application and a contact with remote ids, and another application with a contact of its own.
async fn synced(client: &Client) {
    client.put("/v1/candidates/by-remote-id/c-1", json!({"name": "Ada Okafor"})).await.expect(201);
    for (application, contact) in [("a-1", "p-1"), ("a-2", "p-2")] {
        let mut body = application_of("");
        body.as_object_mut().unwrap().remove("candidate_id");
        body["candidate_remote_id"] = json!("c-1");
        client.put(&format!("/v1/applications/by-remote-id/{application}"), body).await.expect(201);
        let body = json!({"application_remote_id": application, "name": "Grace Lindqvist"});
        client.put(&format!("/v1/contacts/by-remote-id/{contact}"), body).await.expect(201);
    }
}

async fn id(client: &Client, path: &str) -> String {
    client.get(path).await.expect(200)["id"].as_str().unwrap().to_owned()
}

fn expected(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

on_both_databases! {
    async fn a_body_names_what_it_refers_to_by_remote_ids(api: Api) {
        let ada = api.sign_up("ada").await;
        synced(&ada).await;
        let (application, contact) = (
            id(&ada, "/v1/applications/by-remote-id/a-1").await,
            id(&ada, "/v1/contacts/by-remote-id/p-1").await,
        );
        let interview = json!({
            "application_remote_id": "a-1", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
            "interviewer_remote_ids": ["p-1"],
        });
        let interview = ada.put("/v1/interviews/by-remote-id/i-1", interview).await.expect(201);
        assert_eq!(interview["application_id"], json!(application));
        assert_eq!(interview["interviewer_ids"], json!([contact]));
        let communication = json!({"direction": "inbound", "at": "2026-03-09T09:00:00Z", "contact_remote_id": "p-1"});
        let path = format!("/v1/applications/{application}/communications");
        assert_eq!(ada.post(&path, communication).await.expect(201)["contact_id"], json!(contact));
        let message = json!({
            "application_remote_id": "a-1", "interview_remote_id": "i-1", "contact_remote_id": "p-1",
            "kind": "thank_you", "channel": "email",
        });
        let message = ada.post("/v1/messages", message).await.expect(201);
        assert_eq!((&message["application_id"], &message["recipient"]["contact_id"]), (&json!(application), &json!(contact)));
        let texts = json!({"application_remote_id": "a-1", "body": "Dear Grace,"});
        ada.post("/v1/messages/proofread", texts).await.expect(200);
        let preview = json!({"application_remote_id": "a-1", "template": "thank_you.email.neutral"});
        ada.post("/v1/templates/preview", preview).await.expect(200);
        for list in ["applications?candidate_remote_id=c-1", "agenda?candidate_remote_id=c-1&status=upcoming,due",
                     "agenda?application_remote_id=a-1&status=upcoming,due", "messages?application_remote_id=a-1"] {
            assert_ne!(ada.get(&format!("/v1/{list}")).await.expect(200)["items"], json!([]), "{list}");
        }
        for list in ["applications?candidate_remote_id=c-9", "agenda?candidate_remote_id=c-9",
                     "agenda?application_remote_id=a-9", "messages?application_remote_id=a-9"] {
            assert_eq!(ada.get(&format!("/v1/{list}")).await.expect(200)["items"], json!([]), "{list}");
        }
    }

    async fn an_unknown_application_is_told_before_what_the_body_names(api: Api) {
        let [ada, eve] = [api.sign_up("ada").await, api.sign_up("eve").await];
        synced(&ada).await;
        let own = id(&ada, "/v1/applications/by-remote-id/a-1").await;
        let unknown = ["00000000-0000-7000-8000-000000000000", &own];
        let interview = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
        let communication = json!({"direction": "inbound", "at": "2026-03-09T09:00:00Z"});
        for (resources, body, name, values) in [
            ("interviews", interview, "interviewer_remote_ids", [json!(["nobody"]), json!([1]), json!([])]),
            ("communications", communication, "contact_remote_id", [json!("nobody"), json!(1), json!(null)]),
        ] {
            for (place, value) in values.iter().enumerate() {
                let mut body = body.clone();
                body[name] = value.clone();
                for application in unknown {
                    let path = format!("/v1/applications/{application}/{resources}");
                    eve.post(&path, body.clone()).await.problem(404, "not-found");
                }
                let answer = ada.post(&format!("/v1/applications/{own}/{resources}"), body).await;
                match place {
                    2 => drop(answer.expect(201)),
                    _ => assert_eq!(answer.problem(422, "invalid-body").len(), 1),
                }
            }
        }
    }

    async fn a_patch_names_what_it_refers_to_by_remote_ids(api: Api) {
        let ada = api.sign_up("ada").await;
        synced(&ada).await;
        ada.put("/v1/candidates/by-remote-id/c-2", json!({"name": "Bo"})).await.expect(201);
        let application = id(&ada, "/v1/applications/by-remote-id/a-1").await;
        let (candidate, contact) =
            (id(&ada, "/v1/candidates/by-remote-id/c-2").await, id(&ada, "/v1/contacts/by-remote-id/p-1").await);
        let changed = ada.patch(&format!("/v1/applications/{application}"), json!({"candidate_remote_id": "c-2"})).await;
        assert_eq!(changed.expect(200)["candidate_id"], json!(candidate));
        let interview = json!({"starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"});
        let interview = ada.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
        let path = format!("/v1/interviews/{interview}");
        let changed = ada.patch(&path, json!({"interviewer_remote_ids": ["p-1"]})).await.expect(200);
        assert_eq!(changed["interviewer_ids"], json!([contact]));
        let changed = ada.patch(&path, json!({"interviewer_remote_ids": null})).await.expect(200);
        assert_eq!(changed["interviewer_ids"], json!([]));
        let refused = ada.patch(&path, json!({"interviewer_remote_ids": ["p-1", "p-2"]})).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/interviewer_remote_ids/1", "unknown_reference"));
    }

    async fn empty_references_do_not_count_beside_the_other_field(api: Api) {
        let ada = api.sign_up("ada").await;
        synced(&ada).await;
        let application = id(&ada, "/v1/applications/by-remote-id/a-1").await;
        let contact = id(&ada, "/v1/contacts/by-remote-id/p-1").await;
        let interviews = format!("/v1/applications/{application}/interviews");
        let none: [&str; 0] = [];
        for (ids, remote_ids, named) in [
            (json!([contact]), json!([]), json!([contact])),
            (json!([contact]), Value::Null, json!([contact])),
            (json!([]), json!(["p-1"]), json!([contact])),
            (Value::Null, json!(["p-1"]), json!([contact])),
            (json!([]), json!([]), json!(none)),
            (json!([]), Value::Null, json!(none)),
        ] {
            let interview = json!({
                "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
                "interviewer_ids": ids, "interviewer_remote_ids": remote_ids,
            });
            let created = ada.post(&interviews, interview.clone()).await.expect(201);
            assert_eq!(created["interviewer_ids"], named, "{interview}");
            let path = format!("/v1/interviews/{}", created["id"].as_str().unwrap());
            let change = json!({"interviewer_ids": ids, "interviewer_remote_ids": remote_ids});
            assert_eq!(ada.patch(&path, change.clone()).await.expect(200)["interviewer_ids"], named, "{change}");
        }
        let communication = json!({
            "direction": "inbound", "at": "2026-03-09T09:00:00Z", "contact_id": contact, "contact_remote_id": null,
        });
        let path = format!("/v1/applications/{application}/communications");
        assert_eq!(ada.post(&path, communication).await.expect(201)["contact_id"], json!(contact));
        let wrong = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
            "interviewer_ids": [contact, contact], "interviewer_remote_ids": [],
        });
        let refused = ada.post(&interviews, wrong).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/interviewer_ids/1", "duplicate"));
    }

    async fn an_id_may_be_null_where_the_remote_id_may_be(api: Api) {
        let ada = api.sign_up("ada").await;
        let only = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        let mut application = application_of("");
        application["candidate_id"] = Value::Null;
        for path in ["/v1/applications", "/v1/applications/by-remote-id/n-1"] {
            let is_put = path.contains("remote");
            for remote in [None, Some(Value::Null)] {
                let mut body = application.clone();
                if let Some(remote) = remote {
                    body["candidate_remote_id"] = remote;
                }
                let answer = if is_put { ada.put(path, body).await } else { ada.post(path, body).await };
                assert!(answer.status.is_success(), "{path}: {}", answer.text);
                assert_eq!(answer.json()["candidate_id"], only, "{path}");
            }
        }
        let interview = json!({
            "application_id": null, "application_remote_id": "n-1", "interviewer_ids": null,
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
        });
        let stored = ada.put("/v1/interviews/by-remote-id/i-1", interview.clone()).await.expect(201);
        assert_eq!(stored["interviewer_ids"], json!([]));
        let by_id = json!({"application_id": stored["application_id"], "application_remote_id": null});
        let mut again = interview.clone();
        again.as_object_mut().unwrap().extend(by_id.as_object().unwrap().clone());
        ada.put("/v1/interviews/by-remote-id/i-1", again).await.expect(200);
        // Of a reference that is required, neither field is one too few.
        for neither in [json!({"kind": "thank_you", "application_id": null}),
                        json!({"kind": "thank_you", "application_id": null, "application_remote_id": null})] {
            let refused = ada.post("/v1/messages", neither).await;
            assert_eq!(refused.json()["errors"][0]["message"], "application_id or application_remote_id is required");
            assert_eq!(refused.problem(422, "invalid-body"), expected("/application_id", "required"));
        }
        let wrong = json!({"application_id": 7, "body": "Dear Grace,"});
        assert_eq!(ada.post("/v1/messages/proofread", wrong).await.problem(422, "invalid-body"), expected("/application_id", "type"));
        // In a merge patch null removes, which a required reference can't be, by whichever name.
        let path = format!("/v1/applications/{}", stored["application_id"].as_str().unwrap());
        for name in ["candidate_id", "candidate_remote_id"] {
            let refused = ada.patch(&path, json!({name: null})).await.problem(422, "invalid-body");
            assert_eq!(refused, expected(&format!("/{name}"), "required"));
        }
    }

    async fn the_only_candidate_is_the_default(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut body = application_of("");
        body.as_object_mut().unwrap().remove("candidate_id");
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        assert_eq!(ada.post("/v1/applications", body.clone()).await.expect(201)["candidate_id"], candidate);
        ada.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        let refused = ada.post("/v1/applications", body).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/candidate_id", "required"));
    }

    async fn a_wrong_remote_id_is_reported_at_its_pointer(api: Api) {
        let ada = api.sign_up("ada").await;
        synced(&ada).await;
        let application = id(&ada, "/v1/applications/by-remote-id/a-1").await;
        let candidate = id(&ada, "/v1/candidates/by-remote-id/c-1").await;
        let with = |name: &str, value: Value| {
            let mut body = application_of(&candidate);
            body.as_object_mut().unwrap().remove("candidate_id");
            body[name] = value;
            body
        };
        let refusals = [
            (with("candidate_remote_id", json!("c-9")), "/candidate_remote_id", "unknown_reference"),
            (with("candidate_remote_id", json!(7)), "/candidate_remote_id", "type"),
            (with("candidate_remote_id", json!(" ")), "/candidate_remote_id", "invalid"),
            (with("candidate_remote_ids", json!("c-1")), "/candidate_remote_ids", "unknown_field"),
        ];
        for (body, pointer, code) in refusals {
            let refused = ada.post("/v1/applications", body).await.problem(422, "invalid-body");
            assert!(refused.contains(&expected(pointer, code)[0]), "{refused:?}");
        }
        let mut both = application_of(&candidate);
        both["candidate_remote_id"] = json!("c-1");
        let refused = ada.post("/v1/applications", both).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/candidate_remote_id", "conflict"));
        // What else is wrong is said, too.
        let mut wrong = with("candidate_remote_id", json!("c-9"));
        wrong["time_zone"] = json!("Mars/Base");
        let refused = ada.post("/v1/applications", wrong).await.problem(422, "invalid-body");
        let found = &refused;
        assert_eq!(found.len(), 2, "{refused:?}");
        assert!(found.iter().any(|(pointer, _)| pointer == "/time_zone"), "{refused:?}");
        let interview = json!({
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z", "interviewer_remote_ids": ["p-1", "p-2"],
        });
        let path = format!("/v1/applications/{application}/interviews");
        let refused = ada.post(&path, interview).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/interviewer_remote_ids/1", "unknown_reference"));
        for neither in [json!({"kind": "thank_you"}), json!({"kind": "thank_you", "application_remote_id": null})] {
            let refused = ada.post("/v1/messages", neither).await;
            assert_eq!(refused.json()["errors"][0]["message"], "application_id or application_remote_id is required");
            assert_eq!(refused.problem(422, "invalid-body"), expected("/application_id", "required"));
        }
        ada.get(&format!("/v1/agenda?candidate_id={candidate}&candidate_remote_id=c-1")).await.problem(400, "bad-request");
        let bo = api.sign_up("bo").await;
        bo.post("/v1/candidates", json!({"name": "Bo"})).await.created();
        let refused = bo.post("/v1/applications", with("candidate_remote_id", json!("c-1"))).await.problem(422, "invalid-body");
        assert_eq!(refused, expected("/candidate_remote_id", "unknown_reference"));
    }

    async fn violations_have_the_name_of_the_field_that_was_sent(api: Api) {
        let ada = api.sign_up("ada").await;
        synced(&ada).await;
        let body = |application: &str, interviewers: Value| json!({
            "application_remote_id": application, "interviewer_remote_ids": interviewers,
            "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
        });
        let path = "/v1/interviews/by-remote-id/i-1";
        let interview = ada.put(path, body("a-1", json!(["p-1"]))).await.expect(201)["id"].as_str().unwrap().to_owned();
        let twice = json!(["p-1", "p-1"]);
        let change = json!({"interviewer_remote_ids": twice});
        for refused in [
            ada.put(path, body("a-1", twice)).await,
            ada.patch(&format!("/v1/interviews/{interview}"), change).await,
        ] {
            assert_eq!(refused.problem(422, "invalid-body"), expected("/interviewer_remote_ids/1", "duplicate"));
        }
        let moved = ada.put(path, body("a-2", json!([]))).await.problem(422, "invalid-body");
        assert_eq!(moved, expected("/application_remote_id", "immutable"));
    }
}
