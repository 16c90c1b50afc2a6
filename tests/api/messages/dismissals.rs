//! Findings that somebody dismisses: how long they stay dismissed, and what they no longer prevent.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use super::{draft, path};
use crate::support::{Client, add_strength, on_both_databases, story};

const BODY: &str = "Dear Ada Okafor,\n\nThank you for your time. I recieved the plan for the Quixwold stream.\n\n\
                    Best regards,\nGrace Lindqvist";

/// The finding on these words of the body.
fn finding<'m>(message: &'m Value, words: &str) -> &'m Value {
    let body: Vec<char> = message["body"].as_str().unwrap().chars().collect();
    let place = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let is_about = |finding: &&Value| {
        let span = &finding["span"];
        finding["part"] == "body"
            && span.is_object()
            && body[place(&span["start"])..place(&span["end"])].iter().collect::<String>() == words
    };
    message["findings"].as_array().unwrap().iter().find(is_about).unwrap_or_else(|| panic!("{words}: {message}"))
}

fn dismissed(message: &Value) -> Vec<&Value> {
    let findings = message["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["dismissed"] == true).map(|finding| &finding["id"]).collect()
}

async fn change(client: &Client, path: &str, changes: Value) -> Value {
    client.patch(path, changes).await.expect(200)
}

async fn refused(client: &Client, path: &str, changes: Value) -> Vec<(String, String)> {
    client.patch(path, changes).await.problem(422, "invalid-body")
}

fn at(place: usize, code: &str) -> (String, String) {
    (format!("/dismissed_findings/{place}"), code.to_owned())
}

on_both_databases! {
    async fn a_finding_stays_dismissed_while_its_words_stand(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = draft(&ada, &story, json!({"body": BODY})).await;
        let path = path(&message);
        assert!(message["findings"].as_array().unwrap().iter().all(|finding| finding["dismissed"] == false), "{message}");
        assert_eq!(message["dismissed_findings"], json!([]));
        let id = finding(&message, "recieved")["id"].clone();
        let one = change(&ada, &path, json!({"dismissed_findings": [id]})).await;
        assert_eq!((dismissed(&one), &one["dismissed_findings"]), (vec![&id], &json!([id])));
        let count = |message: &Value| message["findings"].as_array().unwrap().len();
        assert_eq!((count(&one), &one["body"]), (count(&message), &message["body"]));
        assert_eq!(ada.get(&path).await.expect(200), one);
        let listed = ada.get("/v1/messages").await.expect(200);
        assert_eq!(listed["items"], json!([one]));
        // Other words may come, go and change.
        let other = BODY.replace("Thank you for", "It was a pleasure, on that rainy day; thank you for");
        let moved = change(&ada, &path, json!({"body": other, "subject": "Our talk about the Analyst position"})).await;
        assert_eq!((dismissed(&moved), &moved["dismissed_findings"]), (vec![&id], &json!([id])));
        assert_ne!(finding(&moved, "recieved")["span"], finding(&message, "recieved")["span"]);
        // With its words the dismissal goes, and doesn't come back with them.
        let mended = change(&ada, &path, json!({"body": BODY.replace("recieved", "received")})).await;
        assert_eq!((dismissed(&mended), &mended["dismissed_findings"]), (vec![], &json!([])));
        let back = change(&ada, &path, json!({"body": BODY})).await;
        assert_eq!(finding(&back, "recieved")["id"], id);
        assert_eq!((dismissed(&back), &back["dismissed_findings"]), (vec![], &json!([])));
    }

    async fn the_list_replaces_the_one_before(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = draft(&ada, &story, json!({"body": BODY.replace("stream", "recieved recieved")})).await;
        let path = path(&message);
        let about = |message: &Value| -> Vec<Value> {
            let findings = message["findings"].as_array().unwrap().iter();
            findings.filter(|finding| finding["check"] == "spelling").map(|finding| finding["id"].clone()).collect()
        };
        let ids = about(&message);
        assert!(ids.len() >= 2, "{message}");
        let both = change(&ada, &path, json!({"dismissed_findings": [ids[1], ids[0], ids[1]]})).await;
        assert_eq!(both["dismissed_findings"], json!([ids[1], ids[0]]), "each once");
        assert_eq!(dismissed(&both).len(), 2);
        let one = change(&ada, &path, json!({"dismissed_findings": [ids[0]]})).await;
        assert_eq!((dismissed(&one), &one["dismissed_findings"]), (vec![&ids[0]], &json!([ids[0]])));
        // What isn't named stays.
        let same = change(&ada, &path, json!({"subject": "Our talk about the Analyst position"})).await;
        assert_eq!(same["dismissed_findings"], json!([ids[0]]));
        for none in [json!([]), json!(null)] {
            change(&ada, &path, json!({"dismissed_findings": [ids[0]]})).await;
            let all = change(&ada, &path, json!({"dismissed_findings": none})).await;
            assert_eq!((dismissed(&all), &all["dismissed_findings"]), (vec![], &json!([])));
        }
    }

    async fn only_findings_can_be_dismissed(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = draft(&ada, &story, json!({"body": BODY})).await;
        let path = path(&message);
        let id = finding(&message, "recieved")["id"].clone();
        let unknown = json!({"dismissed_findings": [id, "0123456789abcdef"]});
        assert_eq!(refused(&ada, &path, unknown).await, [at(1, "unknown_reference")]);
        for (wrong, pointer) in [
            (json!(["0123456789ABCDEF"]), "/dismissed_findings/0"),
            (json!(["recieved"]), "/dismissed_findings/0"),
            (json!([17]), "/dismissed_findings/0"),
            (json!([null]), "/dismissed_findings/0"),
            (json!("0123456789abcdef"), "/dismissed_findings"),
            (json!({}), "/dismissed_findings"),
        ] {
            let errors = refused(&ada, &path, json!({"dismissed_findings": wrong})).await;
            assert_eq!(errors.iter().map(|(pointer, _)| pointer).collect::<Vec<_>>(), [pointer], "{wrong}");
        }
        let many = refused(&ada, &path, json!({"dismissed_findings": vec![id.clone(); 201]})).await;
        assert_eq!(many, [("/dismissed_findings".to_owned(), "too_many".to_owned())]);
        assert_eq!(ada.get(&path).await.expect(200), message);
        // The finding of the words until now is known, and goes with them; so does one of the words to come.
        let body = BODY.replace("recieved", "definately recieve");
        let both = change(&ada, &path, json!({"body": body, "dismissed_findings": [id]})).await;
        assert_eq!(both["dismissed_findings"], json!([]));
        let to_come = finding(&both, "definately")["id"].clone();
        change(&ada, &path, json!({"body": BODY})).await;
        let changed = change(&ada, &path, json!({"body": body, "dismissed_findings": [to_come]})).await;
        assert_eq!(changed["dismissed_findings"], json!([to_come]));
        // Those of a new message can't be dismissed before it is there.
        let new = json!({
            "application_id": story.application, "kind": "thank_you", "body": BODY, "dismissed_findings": [id]
        });
        let errors = ada.post("/v1/messages", new).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/dismissed_findings".to_owned(), "unknown_field".to_owned())]);
    }

    async fn a_dismissed_placeholder_does_not_count(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        add_strength(&ada, &story).await;
        let body = BODY.replace("Quixwold stream", "work at [Company]");
        let message = draft(&ada, &story, json!({"body": body})).await;
        let (path, left) = (path(&message), finding(&message, "[Company]"));
        assert_eq!((&left["check"], &left["severity"]), (&json!("placeholder"), &json!("error")));
        assert_eq!((&message["ready"], message["missing"].as_array().unwrap().len()), (&json!(false), 1));
        let sent = format!("{path}/mark-sent");
        ada.post(&sent, json!({})).await.problem(409, "message-not-ready");
        let ready = change(&ada, &path, json!({"dismissed_findings": [left["id"]]})).await;
        assert_eq!((&ready["ready"], &ready["missing"]), (&json!(true), &json!([])));
        assert_eq!(finding(&ready, "[Company]")["severity"], "error");
        let again = change(&ada, &path, json!({"dismissed_findings": null})).await;
        assert_eq!((&again["ready"], &again["missing"]), (&json!(false), &message["missing"]));
        // Another one is another finding.
        change(&ada, &path, json!({"dismissed_findings": [left["id"]]})).await;
        let another = body.replace("your time", "your time at [Company]");
        let two = change(&ada, &path, json!({"body": another})).await;
        assert_eq!((&two["ready"], two["missing"].as_array().unwrap().len()), (&json!(false), 1));
        let back = change(&ada, &path, json!({"body": body})).await;
        assert_eq!(back["ready"], true);
        let gone = ada.post(&sent, json!({})).await.expect(200);
        assert_eq!(gone["dismissed_findings"], json!([left["id"]]));
        // Sent, it is what it was.
        ada.patch(&path, json!({"dismissed_findings": []})).await.problem(409, "conflict");
    }

    async fn a_dismissal_is_a_change_like_others(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, eve) = (story(&ada).await, api.sign_up("eve").await);
        let message = draft(&ada, &story, json!({"body": BODY})).await;
        let path = path(&message);
        let dismiss = json!({"dismissed_findings": [finding(&message, "recieved")["id"]]});
        eve.patch(&path, dismiss.clone()).await.problem(404, "not-found");
        let tag = ada.get(&path).await.header("etag").unwrap().to_owned();
        let guarded = |tag: &str| TestRequest::patch().uri(&path).insert_header(("if-match", tag)).set_json(&dismiss);
        let changed = ada.send(guarded(&tag)).await;
        assert_ne!(changed.header("etag"), Some(tag.as_str()));
        changed.expect(200);
        ada.send(guarded(&tag)).await.problem(412, "precondition-failed");
        // A client that says the same again changes nothing but the version.
        let (before, after) = (ada.get(&path).await.expect(200), change(&ada, &path, dismiss.clone()).await);
        assert_eq!((&before["findings"], &before["dismissed_findings"]), (&after["findings"], &after["dismissed_findings"]));
    }

    async fn texts_that_nobody_stores_have_the_same_ids(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let message = draft(&ada, &story, json!({"body": BODY})).await;
        let id = finding(&message, "recieved")["id"].clone();
        let text = |more: Value| {
            let mut text = json!({
                "application_id": story.application, "contact_id": story.contact, "interview_id": story.interview,
                "kind": "thank_you", "channel": "email", "subject": message["subject"], "body": BODY
            });
            text.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            text
        };
        let proofread = async |more: Value| ada.post("/v1/messages/proofread", text(more)).await.expect(200);
        let found = proofread(json!({})).await;
        assert_eq!(found["findings"], message["findings"]);
        // A client that keeps texts elsewhere keeps what was dismissed there, too.
        let known = proofread(json!({"dismissed_findings": [id, "0123456789abcdef"]})).await;
        assert_eq!(dismissed(&known), [&id]);
        let counts = |found: &Value| ["errors", "warnings", "hints"].map(|name| found[name].as_u64().unwrap());
        assert_eq!(counts(&found).iter().sum::<u64>(), counts(&known).iter().sum::<u64>() + 1);
        assert_eq!(known["findings"].as_array().unwrap().len(), found["findings"].as_array().unwrap().len());
        let wrong = text(json!({"dismissed_findings": ["recieved"]}));
        let errors = ada.post("/v1/messages/proofread", wrong).await.problem(422, "invalid-body");
        assert_eq!(errors[0].0, "/dismissed_findings/0");
    }
}
