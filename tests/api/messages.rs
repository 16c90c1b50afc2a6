//! Messages: rendered from facts, and the formats in which they are sent. Drafts are in a module of their own.

mod dismissals;
mod drafts;

use actix_web::test::TestRequest;
use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::support::{Answer, Client, Story, on_both_databases, story};

const EML: &str = "message/rfc822";

fn step(story: &Story) -> String {
    format!("{}:thank_you:{}", story.interview, story.contact)
}

fn step_message(story: &Story) -> String {
    format!("/v1/applications/{}/follow-up-plan/steps/{}/message", story.application, step(story))
}

/// A draft for the story's thank-you, with `more` in its body.
async fn draft(client: &Client, story: &Story, more: Value) -> Value {
    let mut body = json!({"application_id": story.application, "step_id": step(story)});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/v1/messages", body).await.expect(201)
}

fn path(message: &Value) -> String {
    format!("/v1/messages/{}", message["id"].as_str().unwrap())
}

async fn in_form(client: &Client, path: &str, accept: &str) -> Answer {
    client.send(TestRequest::get().uri(path).insert_header(("accept", accept))).await
}

async fn wrong(client: &Client, path: &str, body: Value) -> Vec<(String, String)> {
    let mut errors = client.post(path, body).await.problem(422, "invalid-body");
    errors.sort();
    errors
}

fn error(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

/// Facts to render from, and which message.
fn to_render() -> Value {
    json!({
        "facts": {
            "as_of": "2026-03-10T20:00:00-04:00",
            "candidate": {
                "name": "Grace Lindqvist", "email": "grace@example.com", "strengths": ["ten years of building data pipelines"]
            },
            "application": {
                "company": {"name": "Acme", "main_phone": "+1 212 555 0199"}, "position": {"title": "Analyst"},
                "time_zone": "America/New_York"
            },
            "contacts": [{"id": "c1", "name": "Ada Okafor", "email": "ada@acme.example"}],
            "interviews": [{
                "id": "i1", "starts_at": "2026-03-10T14:00:00-04:00", "ends_at": "2026-03-10T15:00:00-04:00",
                "interviewer_ids": ["c1"], "talking_points": ["moving the nightly batch to a stream"]
            }]
        },
        "step_id": "i1:thank_you:c1"
    })
}

async fn outbound(client: &Client, story: &Story) -> usize {
    let list = format!("/v1/applications/{}/communications", story.application);
    client.get(&list).await.expect(200)["items"].as_array().unwrap().len()
}

on_both_databases! {
    async fn a_message_is_rendered_from_facts(api: Api) {
        let ada = api.sign_up("ada").await;
        let message = ada.post("/v1/messages/render", to_render()).await.expect(200);
        assert_eq!((&message["kind"], &message["channel"], &message["ready"]), (&json!("thank_you"), &json!("email"), &json!(true)));
        assert_eq!(message["recipient"]["address"], "ada@acme.example");
        assert!(message["links"]["mailto"].as_str().unwrap().starts_with("mailto:ada@acme.example?subject="));
        assert_eq!(message["links"]["tel"], json!(null));
        let mut by_kind = to_render();
        by_kind.as_object_mut().unwrap().remove("step_id");
        by_kind["kind"] = json!("thank_you");
        by_kind["contact_id"] = json!("c1");
        assert_eq!(ada.post("/v1/messages/render", by_kind.clone()).await.expect(200), message);
        // A call goes through the company's number, since the person's isn't known.
        by_kind["kind"] = json!("check_in");
        by_kind["channel"] = json!("phone");
        let call = ada.post("/v1/messages/render", by_kind).await.expect(200);
        assert_eq!((&call["via"], &call["links"]["tel"]), (&json!("switchboard"), &json!("tel:+12125550199")));
        assert!(call["script"]["opening"].is_string() && call["body"].is_null() && call["links"]["mailto"].is_null());
    }

    async fn a_message_that_cannot_be_rendered_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let with = |changes: Value| {
            let mut body = to_render();
            body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
            body
        };
        for (changes, errors) in [
            (json!({"step_id": "i1:follow_up:9"}), vec![error("/step_id", "unknown_reference")]),
            (json!({"kind": "check_in", "contact_id": "c1"}), vec![error("/contact_id", "excluded"), error("/kind", "excluded")]),
            (json!({"channel": "phone"}), vec![error("/channel", "wrong_channel")]),
            (json!({"step_id": null, "kind": "move_on"}), vec![error("/kind", "no_message")]),
            (json!({"step_id": null, "kind": "thank_you", "contact_id": "c2"}), vec![error("/contact_id", "unknown_reference")]),
            (json!({"step_id": null, "kind": "check_in", "interview_id": "i2"}), vec![error("/interview_id", "unknown_reference")]),
            (json!({"locale": "tlh"}), vec![error("/locale", "unknown_value")]),
        ] {
            assert_eq!(wrong(&ada, "/v1/messages/render", with(changes.clone())).await, errors, "{changes}");
        }
        let mut body = to_render();
        body["facts"]["playbook"] = json!("no-such");
        assert_eq!(wrong(&ada, "/v1/messages/render", body).await, [error("/facts/playbook", "unknown_reference")]);
        let mut body = to_render();
        body["facts"]["interviews"][0]["interviewer_ids"] = json!(["c9"]);
        assert_eq!(wrong(&ada, "/v1/messages/render", body).await, [error("/facts/interviews/0/interviewer_ids/0", "unknown_contact")]);
    }

    async fn a_message_leaves_in_three_forms(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let stored = draft(&ada, &story, json!({})).await;
        for path in [step_message(&story), path(&stored)] {
            let json = ada.get(&path).await.expect(200);
            let text = in_form(&ada, &path, "text/plain").await;
            assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"));
            assert_eq!(text.text, format!("Subject: {}\n\n{}", json["subject"].as_str().unwrap(), json["body"].as_str().unwrap()));
            let file = in_form(&ada, &path, EML).await;
            assert_eq!(file.header("content-type"), Some(EML));
            assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"thank-you-acme.eml\""));
            let mail = MessageParser::default().parse(file.text.as_bytes()).unwrap();
            assert_eq!(mail.subject(), json["subject"].as_str());
            let address = |address: Option<&mail_parser::Address>| {
                let first = address.and_then(|address| address.first()).unwrap();
                (first.name().unwrap().to_owned(), first.address().unwrap().to_owned())
            };
            assert_eq!(address(mail.to()), ("Ada Okafor".to_owned(), "ada@acme.example".to_owned()));
            assert_eq!(address(mail.from()), ("ada".to_owned(), "ada@example.com".to_owned()));
            assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n"), json["body"].as_str().unwrap());
            for form in [EML, "text/plain", "application/json"] {
                assert!(in_form(&ada, &path, "image/png").await.text.contains(form));
            }
        }
        let linkedin = format!("{}?channel=linkedin", step_message(&story));
        let refused = in_form(&ada, &linkedin, EML).await;
        assert!(refused.text.contains("message/rfc822 is for e-mails only"), "{}", refused.text);
        refused.problem(406, "not-acceptable");
        let mut body = to_render();
        body["channel"] = json!("linkedin");
        let request = |body: &Value| TestRequest::post().uri("/v1/messages/render").insert_header(("accept", EML)).set_json(body);
        ada.send(request(&body)).await.problem(406, "not-acceptable");
        assert!(ada.send(request(&to_render())).await.text.contains("From: \"Grace Lindqvist\" <grace@example.com>\r\n"));
    }

    async fn no_name_becomes_a_header(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let headers = |answer: &Answer| answer.text.split("\r\n\r\n").next().unwrap().lines().filter(|line| !line.starts_with(' ')).count();
        let plain = in_form(&ada, &step_message(&story), EML).await;
        assert_eq!(headers(&plain), 7, "{}", plain.text);
        for name in [
            "Okafor, Ada <eve@example.com>", "\"Ada\" Bcc: eve@example.com", "=?utf-8?q?Eve?=", "נועה בן־דוד",
            "\u{1f469}\u{200d}\u{1f4bb} 北京市", &"\u{e9}".repeat(200),
        ] {
            ada.patch(&format!("/v1/contacts/{}", story.contact), json!({"name": name})).await.expect(200);
            ada.patch(&format!("/v1/applications/{}", story.application), json!({"position": {"title": name}})).await.expect(200);
            let file = in_form(&ada, &step_message(&story), EML).await;
            let mail = MessageParser::default().parse(file.text.as_bytes()).unwrap();
            assert_eq!(mail.to().unwrap().first().unwrap().name(), Some(name), "{}", file.text);
            assert!(mail.subject().unwrap().contains(name), "{}", file.text);
            assert_eq!(headers(&file), 7, "{}", file.text);
        }
    }

    async fn rendered_messages_have_no_findings(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, _) = (story(&ada).await, story(&ada).await);
        let candidate = json!({
            "name": "Grace Lindqvist", "phone": "+1 212 555 0100", "strengths": ["ten years of building data pipelines"]
        });
        ada.patch(&format!("/v1/candidates/{}", story.candidate), candidate).await.expect(200);
        for (message, found) in [
            (ada.get(&step_message(&story)).await.expect(200), "written"),
            (draft(&ada, &story, json!({})).await, "kept"),
        ] {
            let findings = message["findings"].as_array().unwrap();
            assert!(findings.iter().all(|finding| finding["severity"] == "hint"), "{found}: {findings:?}");
        }
    }
}
