use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Answer, Client, Story, on_both_databases, story, template_of};

const PATH: &str = "/v1/templates";
const PREVIEW: &str = "/v1/templates/preview";

/// How many templates are built in.
const BUILT_IN: usize = 34 * 3;

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

async fn keys(client: &Client, query: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut page = client.get(&format!("{PATH}?limit=200&{query}")).await.expect(200);
    loop {
        keys.extend(page["items"].as_array().unwrap().iter().map(|item| item["key"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { return keys };
        page = client.get(&format!("{PATH}?limit=200&{query}&cursor={cursor}")).await.expect(200);
    }
}

async fn patch_if(client: &Client, etag: &str, change: Value) -> Answer {
    let request = TestRequest::patch().uri("/v1/templates/own").insert_header(("if-match", etag)).set_json(change);
    client.send(request).await
}

fn message_of(story: &Story, query: &str) -> String {
    let Story { application, interview, contact, .. } = story;
    format!("/v1/applications/{application}/follow-up-plan/steps/{interview}:thank_you:{contact}/message?{query}")
}

fn call_of(key: &str) -> Value {
    json!({
        "key": key, "name": "A call", "kind": "check_in", "channel": "phone", "tone": "warm",
        "script": {
            "opening": "Hello {{ recipient.name }}, this is {{ candidate.name }}.",
            "points": ["{{ strength }}", "{{ point }}"], "questions": ["What comes next?"], "closing": "Thank you."
        },
        "voicemail": "Hello. Call me on {{ candidate.phone }}. Goodbye."
    })
}

on_both_databases! {
    async fn a_template_is_kept_as_written(api: Api) {
        let ada = api.sign_up("ada").await;
        for written in [template_of("own"), call_of("a call")] {
            let created = ada.post(PATH, written.clone()).await;
            let location = created.header("location").unwrap().to_owned();
            let etag = created.header("etag").unwrap().to_owned();
            let created = created.expect(201);
            for (name, value) in written.as_object().unwrap() {
                assert_eq!(&created[name], value, "{name}");
            }
            assert_eq!((&created["locale"], &created["built_in"]), (&json!("en"), &json!(false)));
            assert_eq!(created["created_at"], "2026-03-10T16:00:00Z");
            assert_eq!(ada.get(&location).await.expect(200), created);
            let again = TestRequest::get().uri(&location).insert_header(("if-none-match", etag));
            assert_eq!(ada.send(again).await.status, 304);
        }
    }

    async fn a_key_is_taken_once_an_account(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        ada.post(PATH, template_of("own")).await.expect(201);
        let taken = ada.post(PATH, template_of("own")).await.expect(409);
        assert_eq!(taken["detail"], "this key is taken");
        bob.get("/v1/templates/own").await.problem(404, "not-found");
        bob.post(PATH, template_of("own")).await.expect(201);
        ada.post(PATH, template_of("..")).await.problem(422, "invalid-body");
    }

    async fn a_built_in_template_is_there_to_read_and_to_start_from(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = "/v1/templates/thank_you.email.neutral";
        let mut built_in = ada.get(path).await.expect(200);
        assert_eq!((&built_in["built_in"], &built_in["created_at"]), (&json!(true), &json!(null)));
        ada.post(PATH, template_of("thank_you.email.neutral")).await.problem(409, "conflict");
        ada.patch(path, json!({"name": "Mine"})).await.problem(409, "conflict");
        ada.delete(path).await.problem(409, "conflict");
        ada.get("/v1/templates/thank_you.phone.neutral").await.problem(404, "not-found");
        built_in["key"] = json!("own");
        for field in ["built_in", "created_at", "updated_at"] {
            built_in.as_object_mut().unwrap().remove(field);
        }
        ada.post(PATH, built_in).await.expect(201);
    }

    async fn the_built_in_ones_come_first_and_lists_can_be_narrowed(api: Api) {
        let ada = api.sign_up("ada").await;
        ada.post(PATH, call_of("call")).await.expect(201);
        ada.post(PATH, template_of("own")).await.expect(201);
        let all = keys(&ada, "").await;
        assert_eq!((all.len(), &all[BUILT_IN..]), (BUILT_IN + 2, &["call".to_owned(), "own".to_owned()][..]));
        let own_last = |kept: &[String], own: &str| {
            assert_eq!(kept.last().map(String::as_str), Some(own));
            assert!(kept[..kept.len() - 1].iter().all(|key| key.contains('.')), "{kept:?}");
        };
        let calls = keys(&ada, "channel=phone&kind=check_in").await;
        assert_eq!(calls.len(), 3 + 1);
        own_last(&calls, "call");
        let spanish = keys(&ada, "locale=es-MX").await;
        assert_eq!((spanish.len(), &spanish[BUILT_IN..]), (BUILT_IN + 2, &["call".to_owned(), "own".to_owned()][..]));
        assert!(spanish[..BUILT_IN].iter().all(|key| key.rsplit('.').next() == Some("es")), "{spanish:?}");
        ada.get(&format!("{PATH}?locale=tlh")).await.problem(400, "bad-request");
        own_last(&keys(&ada, "kind=thank_you").await, "own");
        assert_eq!(keys(&ada, "kind=move_on").await, [""; 0]);
        let mut page = ada.get(&format!("{PATH}?limit={}", BUILT_IN / 3)).await.expect(200);
        for _ in 0..2 {
            let cursor = page["next_cursor"].as_str().unwrap();
            page = ada.get(&format!("{PATH}?limit={}&cursor={cursor}", BUILT_IN / 3)).await.expect(200);
        }
        let cursor = page["next_cursor"].as_str().unwrap();
        let rest = ada.get(&format!("{PATH}?cursor={cursor}")).await.expect(200);
        assert_eq!(rest["items"].as_array().unwrap().iter().map(|item| &item["key"]).collect::<Vec<_>>(), ["call", "own"]);
        ada.get(&format!("{PATH}?kind=x")).await.problem(400, "bad-request");
    }

    async fn errors_of_a_template_have_their_place(api: Api) {
        let ada = api.sign_up("ada").await;
        let mut wrong = template_of("own");
        wrong["subject"] = json!("{{ postion }}");
        wrong["body"] = json!("Dear {{ recipient.called }},\n{{ 2 * 3 }} {% include 'x' %}");
        wrong["voicemail"] = json!("x");
        let answer = ada.post(PATH, wrong).await.expect(422);
        let errors = answer["errors"].as_array().unwrap();
        let found: Vec<_> = errors.iter().map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect();
        assert_eq!(found, [
            ("/voicemail", "not_of_this_channel"), ("/subject", "unknown_variable"), ("/body", "unknown_sign"), ("/body", "unknown_tag"),
        ]);
        let messages: Vec<_> = errors.iter().map(|error| error["message"].as_str().unwrap()).collect();
        assert!(messages[1].starts_with("line 1, column 4: there is no variable postion here; there are company"));
        assert!(messages[2].starts_with("line 2, column 6: there is no `*` here"), "{messages:?}");
        let errors = ada.post(PATH, json!({"key": "x", "name": "X", "kind": "move_on", "channel": "email"})).await;
        assert_eq!(errors.problem(422, "invalid-body"), [at("/kind", "unknown_value"), at("/subject", "required"), at("/body", "required")]);
        let mut privileged = template_of("own");
        privileged["built_in"] = json!(true);
        privileged["account_id"] = json!("x");
        let errors = ada.post(PATH, privileged).await.problem(422, "invalid-body");
        assert_eq!(errors, ["/account_id", "/built_in"].map(|field| at(field, "unknown_field")));
        let mut long = template_of("own");
        long["body"] = json!("x".repeat(20_001));
        assert_eq!(ada.post(PATH, long).await.problem(422, "invalid-body"), [at("/body", "too_long")]);
        assert_eq!(keys(&ada, "").await.len(), BUILT_IN);
    }

    async fn changes_are_guarded_and_checked(api: Api) {
        let ada = api.sign_up("ada").await;
        let created = ada.post(PATH, template_of("own")).await;
        let first = created.header("etag").unwrap().to_owned();
        let changed = patch_if(&ada, &first, json!({"tone": "formal", "body": "Hello."})).await;
        let second = changed.header("etag").unwrap().to_owned();
        let changed = changed.expect(200);
        assert_eq!((&changed["tone"], &changed["body"]), (&json!("formal"), &json!("Hello.")));
        patch_if(&ada, &first, json!({"name": "Late"})).await.problem(412, "precondition-failed");
        let refused = async |patch: Value| ada.patch("/v1/templates/own", patch).await.problem(422, "invalid-body");
        assert_eq!(refused(json!({"key": "other"})).await, [at("/key", "immutable")]);
        assert_eq!(refused(json!({"body": null})).await, [at("/body", "required")]);
        assert_eq!(refused(json!({"body": "{{ x }}"})).await, [at("/body", "unknown_variable")]);
        assert_eq!(ada.get("/v1/templates/own").await.expect(200), changed);
        let delete = |etag: &str| TestRequest::delete().uri("/v1/templates/own").insert_header(("if-match", etag));
        ada.send(delete(&first)).await.problem(412, "precondition-failed");
        ada.send(delete(&second)).await.expect(204);
        ada.get("/v1/templates/own").await.problem(404, "not-found");
        // What is made again has another tag, though it counts from 1, too.
        let anew = ada.post(PATH, template_of("own")).await.header("etag").unwrap().to_owned();
        assert_ne!(anew, first);
    }

    async fn messages_are_rendered_with_a_template_that_they_name(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.post(PATH, template_of("own")).await.expect(201);
        ada.post(PATH, call_of("call")).await.expect(201);
        let message = ada.get(&message_of(&story, "template=own")).await.expect(200);
        assert_eq!(message["subject"], "Thank you for the Analyst interview");
        assert_eq!(
            message["body"],
            "Dear Ada Okafor,\n\nThank you for your time. I keep thinking about moving the nightly batch to a stream.\n\n\
             Best regards,\nada\nada@example.com"
        );
        let text = TestRequest::get().uri(&message_of(&story, "template=own")).insert_header(("accept", "text/plain"));
        let body = message["body"].as_str().unwrap();
        assert_eq!(ada.send(text).await.text, format!("Subject: Thank you for the Analyst interview\n\n{body}"));
        let built_in = ada.get(&message_of(&story, "template=thank_you.linkedin.warm")).await.expect(200);
        assert_eq!((&built_in["channel"], &built_in["tone"]), (&json!("linkedin"), &json!("warm")));
        for query in [
            "template=call", "template=none", "template=own&channel=letter", "template=thank_you.email.warm&tone=formal",
        ] {
            ada.get(&message_of(&story, query)).await.problem(400, "bad-request");
        }
        let bob = api.sign_up("bob").await;
        let theirs = crate::support::story(&bob).await;
        bob.get(&message_of(&theirs, "template=own")).await.problem(400, "bad-request");
    }

    async fn a_template_can_be_tried_before_it_is_stored(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let preview = |template: Value| {
            let field = if template.is_string() { "template" } else { "custom_template" };
            json!({field: template, "application_id": story.application})
        };
        let message = ada.post(PREVIEW, preview(template_of("own"))).await.expect(200);
        assert_eq!(message["subject"], "Thank you for the Analyst interview");
        assert_eq!((&message["ready"], &message["missing"][0]["pointer"]), (&json!(false), &json!("/candidate/strengths")));
        assert_eq!(keys(&ada, "").await.len(), BUILT_IN);
        // Without a step of its kind it goes to the first contact.
        let note = ada.post(PREVIEW, preview(json!("offer_thanks.email.warm"))).await.expect(200);
        assert_eq!((&note["recipient"]["name"], &note["tone"]), (&json!("Ada Okafor"), &json!("warm")));
        let call = ada.post(PREVIEW, preview(call_of("call"))).await.expect(200);
        assert_eq!(call["voicemail"], "Hello. Goodbye.");
        assert_eq!(call["script"]["points"], json!(["moving the nightly batch to a stream"]));
        let pointers: Vec<_> = call["missing"].as_array().unwrap().iter().map(|missing| &missing["pointer"]).collect();
        assert!(pointers.contains(&&json!("/candidate/phone")), "{pointers:?}");
        let mut step = preview(template_of("own"));
        step["step_id"] = json!(format!("{}:thank_you:{}", story.interview, story.contact));
        assert_eq!(ada.post(PREVIEW, step.clone()).await.expect(200), message);
        step["step_id"] = json!("none");
        assert_eq!(ada.post(PREVIEW, step.clone()).await.problem(422, "invalid-body"), [at("/step_id", "unknown_reference")]);
        step["step_id"] = json!(format!("{}:follow_up:1", story.interview));
        assert_eq!(ada.post(PREVIEW, step).await.problem(422, "invalid-body"), [at("/template", "other_message")]);
        let nowhere = ada.post(PREVIEW, preview(json!("none"))).await;
        assert_eq!(nowhere.problem(422, "invalid-body"), [at("/template", "unknown_reference")]);
        let neither = json!({"application_id": story.application});
        assert_eq!(ada.post(PREVIEW, neither).await.problem(422, "invalid-body"), [at("/template", "required")]);
        let mut both = preview(template_of("own"));
        both["template"] = json!("offer_thanks.email.warm");
        let refused = ada.post(PREVIEW, both).await;
        assert_eq!(refused.problem(422, "invalid-body"), [at("/custom_template", "conflict")]);
        let bob = api.sign_up("bob").await;
        let stolen = bob.post(PREVIEW, preview(template_of("own"))).await;
        assert_eq!(stolen.problem(422, "invalid-body"), [at("/application_id", "unknown_reference")]);
    }

    async fn errors_of_a_preview_are_at_their_place_in_the_template(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let tried = async |body: &str| {
            let mut template = template_of("own");
            template["body"] = json!(body);
            let preview = json!({"custom_template": template, "application_id": story.application});
            ada.post(PREVIEW, preview).await.problem(422, "invalid-body")
        };
        assert_eq!(tried("{{ x }}").await, [at("/custom_template/body", "unknown_variable")]);
        let page = format!("{}{{{{ company }}}}{}", "{% for p in points %}".repeat(20), "{% endfor %}".repeat(20));
        assert_eq!(tried(&page.replace("company", "7 * 7")).await, [at("/custom_template/body", "unknown_sign")]);
        // Valid, and more than a message is worth.
        let points: Vec<String> = (0..20).map(|n| format!("point {n}")).collect();
        ada.patch(&format!("/v1/interviews/{}", story.interview), json!({"talking_points": points})).await.expect(200);
        assert_eq!(tried(&page).await, [at("/custom_template/body", "takes_too_much")]);
        let stored = ada.post(PATH, { let mut template = template_of("own"); template["body"] = json!(page); template }).await;
        stored.expect(201);
        let refused = ada.get(&message_of(&story, "template=own")).await.expect(400);
        assert!(refused["detail"].as_str().unwrap().starts_with("the body takes too much"), "{refused}");
    }

    async fn the_variables_are_listed(api: Api) {
        let ada = api.sign_up("ada").await;
        let listed = ada.get("/v1/template-variables").await.expect(200);
        let variables = listed["variables"].as_array().unwrap();
        assert_eq!(variables[0], json!({
            "name": "company", "about": "The company's name", "is_list": false, "example": "Meridian Labs"
        }));
        assert!(variables.iter().any(|variable| variable["name"] == "points" && variable["is_list"] == true));
    }
}
