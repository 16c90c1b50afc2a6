//! Imports: invitations and mails, as they are.

use actix_web::http::Method;
use serde_json::{Value, json};

use crate::support::{Client, Story, on_both_databases, story};

/// A mail of the story's contact, with a date in it.
pub const MAIL: &str = "From: Ada Okafor <ada@acme.example>\r\nTo: someone@example.net\r\n\
    Date: Tue, 10 Mar 2026 15:30:00 +0000\r\nMessage-ID: <1@acme.example>\r\nSubject: Your interview\r\n\r\n\
    Thank you for coming in. We will make a decision by 20 March 2026.\r\n";

/// An invitation of this version and start, with further lines.
pub fn invitation(sequence: u32, start: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:interview-1@acme.example\r\nSEQUENCE:{sequence}\r\n\
         DTSTAMP:2026030{}T080000Z\r\nDTSTART:{start}\r\nDURATION:PT45M\r\nSUMMARY:Technical interview\r\n\
         ORGANIZER;CN=Ada Okafor:mailto:ada@acme.example\r\nATTENDEE;CN=Li Wu:mailto:li@acme.example\r\n\
         {lines}END:VEVENT\r\nEND:VCALENDAR\r\n",
        sequence + 1
    )
}

async fn send(client: &Client, path: &str, content_type: &str, file: impl Into<Vec<u8>>) -> Value {
    client.raw(Method::POST, path, content_type, file).await.expect(200)
}

/// Imports a mail that belongs to no application yet, and gives its import's id.
pub async fn import(client: &Client) -> String {
    let mail = MAIL.replace("ada@acme.example", "stranger@acme.example");
    let import = send(client, "/v1/imports", "message/rfc822", mail).await;
    import["id"].as_str().unwrap().to_owned()
}

/// Imports a mail and an invitation into an application.
pub async fn import_into(client: &Client, application: &str) {
    let path = format!("/v1/imports?application_id={application}");
    send(client, &path, "message/rfc822", MAIL).await;
    send(client, &path, "text/calendar", invitation(0, "20260312T140000Z", "")).await;
}

async fn interviews(client: &Client, story: &Story) -> Vec<Value> {
    let path = format!("/v1/applications/{}/interviews", story.application);
    client.get(&path).await.expect(200)["items"].as_array().unwrap().clone()
}

async fn calendar(client: &Client, file: String) -> Value {
    let import = send(client, "/v1/imports", "text/calendar", file).await;
    assert_eq!(import["state"], "matched", "{import}");
    import["items"][0].clone()
}

on_both_databases! {
    async fn an_invitation_becomes_an_interview_and_moves_with_its_versions(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        // The organiser is a contact of the application.
        let made = calendar(&ada, invitation(1, "20260312T140000Z", "")).await;
        assert_eq!((&made["effect"], made["found"]["summary"].as_str()), (&json!("created"), Some("Technical interview")));
        let id = made["interview_id"].as_str().unwrap();
        let read = async || ada.get(&format!("/v1/interviews/{id}")).await.expect(200);
        let interview = read().await;
        assert_eq!((&interview["starts_at"], &interview["ends_at"], &interview["kind"]),
            (&json!("2026-03-12T14:00:00Z"), &json!("2026-03-12T14:45:00Z"), &json!("technical")));
        let contact = ada.get(&format!("/v1/contacts/{}", interview["interviewer_ids"][0].as_str().unwrap())).await.expect(200);
        assert_eq!((&contact["name"], &contact["email"], &contact["role"]), (&json!("Li Wu"), &json!("li@acme.example"), &json!("interviewer")));
        // A newer version moves it, an older one that arrives late doesn't, and the same one changes nothing.
        let moved = calendar(&ada, invitation(3, "20260313T150000Z", "")).await;
        assert_eq!((&moved["effect"], moved["interview_id"].as_str()), (&json!("updated"), Some(id)));
        let late = calendar(&ada, invitation(2, "20260314T150000Z", "")).await;
        assert_eq!((&late["effect"], late["why"].as_str()), (&json!("nothing"), Some("a newer version is known")));
        assert_eq!(read().await["starts_at"], "2026-03-13T15:00:00Z");
        // Somebody else's version is not believed.
        let foreign = invitation(4, "20260315T150000Z", "").replace("ORGANIZER;CN=Ada Okafor:mailto:ada@acme.example", "ORGANIZER:mailto:mallory@acme.example");
        assert_eq!(calendar(&ada, foreign).await["effect"], "nothing");
        let cancelled = calendar(&ada, invitation(5, "20260313T150000Z", "").replace("METHOD:REQUEST", "METHOD:CANCEL")).await;
        assert_eq!(cancelled["effect"], "cancelled");
        assert_eq!(read().await["status"], "cancelled");
        // And an answer asks for nothing.
        let answered = calendar(&ada, invitation(5, "20260313T150000Z", "").replace("METHOD:REQUEST", "METHOD:REPLY")).await;
        assert_eq!(answered["effect"], "nothing");
        assert_eq!(interviews(&ada, &story).await.len(), 2);
    }

    async fn the_same_file_is_imported_once(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let file = invitation(0, "20260312T140000Z", "");
        let first = send(&ada, "/v1/imports", "text/calendar", file.clone()).await;
        assert_eq!(send(&ada, "/v1/imports", "text/calendar", file).await, first);
        assert_eq!(interviews(&ada, &story).await.len(), 2);
        assert_eq!(ada.get("/v1/imports").await.expect(200)["items"], json!([first]));
    }

    async fn whatever_was_done_about_a_deleted_interview_is_done_again(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let there = async || {
            let others = interviews(&ada, &story).await.into_iter().filter(|it| it["id"] != json!(story.interview));
            others.map(|it| (it["starts_at"].clone(), it["status"].clone())).collect::<Vec<_>>()
        };
        let remove = async |item: &Value| {
            ada.delete(&format!("/v1/interviews/{}", item["interview_id"].as_str().unwrap())).await.expect(204);
        };
        let first = invitation(0, "20260312T140000Z", "");
        let moved = invitation(1, "20260313T140000Z", "");
        assert_eq!(calendar(&ada, first.clone()).await["effect"], "created");
        let item = calendar(&ada, moved.clone()).await;
        assert_eq!(item["effect"], "updated");
        remove(&item).await;
        // Each of the files is imported again: the first one, and then what moves it.
        assert_eq!(calendar(&ada, first.clone()).await["effect"], "created");
        let item = calendar(&ada, moved.clone()).await;
        assert_eq!(item["effect"], "updated");
        assert_eq!(there().await, [(json!("2026-03-13T14:00:00Z"), json!("scheduled"))]);
        // Or what moves it alone.
        remove(&item).await;
        assert_eq!(calendar(&ada, moved).await["effect"], "created");
        assert_eq!(there().await, [(json!("2026-03-13T14:00:00Z"), json!("scheduled"))]);
        let cancellation = invitation(2, "20260313T140000Z", "").replace("METHOD:REQUEST", "METHOD:CANCEL");
        let item = calendar(&ada, cancellation.clone()).await;
        assert_eq!(item["effect"], "cancelled");
        remove(&item).await;
        assert_eq!(calendar(&ada, first.clone()).await["effect"], "created");
        assert_eq!(calendar(&ada, cancellation).await["effect"], "cancelled");
        assert_eq!(there().await, [(json!("2026-03-12T14:00:00Z"), json!("cancelled"))]);
        // An import that has done nothing names the interview, too.
        let other = invitation(0, "20260316T140000Z", "").replace("interview-1", "interview-2");
        let path = format!("/v1/imports?application_id={}", story.application);
        assert_eq!(send(&ada, &path, "text/calendar", other.clone()).await["items"][0]["effect"], "created");
        let again = other.replace("Technical", "The technical");
        let item = calendar(&ada, again.clone()).await;
        assert_eq!((&item["effect"], &item["why"]), (&json!("nothing"), &json!("this version is known")));
        remove(&item).await;
        assert_eq!(calendar(&ada, again).await["effect"], "created");
        assert_eq!(there().await.len(), 2);
    }

    async fn an_unmatched_import_is_known_once_its_application_is(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let unknown = |uid: &str| {
            invitation(0, "20260312T140000Z", "").replace("ada@acme.example", "x@other.example").replace("interview-1", uid)
        };
        let unmatched = async || ada.get("/v1/imports?state=unmatched").await.expect(200)["items"].clone();
        let first = send(&ada, "/v1/imports", "text/calendar", unknown("a")).await;
        assert_eq!(first["state"], "unmatched");
        assert_eq!(send(&ada, "/v1/imports", "text/calendar", unknown("a")).await, first);
        let path = format!("/v1/imports?application_id={}", story.application);
        let named = send(&ada, &path, "text/calendar", unknown("a")).await;
        assert_eq!((&named["id"], &named["state"], &named["items"][0]["effect"]), (&first["id"], &json!("matched"), &json!("created")));
        // From then on, it is the same import with its application and without.
        assert_eq!(send(&ada, &path, "text/calendar", unknown("a")).await, named);
        assert_eq!(send(&ada, "/v1/imports", "text/calendar", unknown("a")).await, named);
        assert_eq!(unmatched().await, json!([]));
        // Another application's is another import.
        let other = json!({"company": {"name": "Other"}, "position": {"title": "Welder"}, "time_zone": "UTC", "candidate_id": story.candidate});
        let other = ada.post("/v1/applications", other).await.created();
        let elsewhere = send(&ada, &format!("/v1/imports?application_id={other}"), "text/calendar", unknown("a")).await;
        assert_ne!(elsewhere["id"], named["id"]);
        // A contact that is added later makes its application known.
        let waiting = send(&ada, "/v1/imports", "text/calendar", unknown("b").replace("x@other", "y@other").replace("li@", "l2@")).await;
        assert_eq!(waiting["state"], "unmatched");
        let contact = json!({"name": "Y", "email": "y@other.example"});
        ada.post(&format!("/v1/applications/{}/contacts", story.application), contact).await.created();
        let matched = send(&ada, "/v1/imports", "text/calendar", unknown("b").replace("x@other", "y@other").replace("li@", "l2@")).await;
        assert_eq!((&matched["id"], &matched["application_id"]), (&waiting["id"], &json!(story.application)));
        assert_eq!(unmatched().await, json!([]));
    }

    async fn an_import_without_an_application_waits_until_it_is_assigned(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.patch(&format!("/v1/candidates/{}", story.candidate), json!({"email": "ada@example.com"})).await.expect(200);
        let file = invitation(0, "20260312T140000", "").replace("ada@acme.example", "x@other.example")
            .replace("ATTENDEE;CN=Li Wu:mailto:li@acme.example", "ATTENDEE:mailto:ADA@example.com");
        let import = send(&ada, "/v1/imports", "text/calendar", file.replace("DURATION:PT45M", "DURATION:PT45M\r\nX-A:b")).await;
        // Without the application, nobody knows the zone.
        assert_eq!((&import["state"], &import["items"][0]["effect"]), (&json!("rejected"), &json!("refused")));
        let file = file.replace("20260312T140000\r", "20260312T140000Z\r");
        let import = send(&ada, "/v1/imports", "text/calendar", file).await;
        assert_eq!((&import["state"], &import["matches"][0]["application_id"]), (&json!("unmatched"), &json!(story.application)));
        assert_eq!(interviews(&ada, &story).await.len(), 1);
        let path = format!("/v1/imports/{}", import["id"].as_str().unwrap());
        let nobody = json!({"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"});
        ada.patch(&path, nobody).await.problem(422, "invalid-body");
        let assigned = ada.patch(&path, json!({"application_id": story.application})).await.expect(200);
        assert_eq!((&assigned["state"], &assigned["items"][0]["effect"]), (&json!("matched"), &json!("created")));
        let made = interviews(&ada, &story).await.pop().unwrap();
        // The candidate is no interviewer.
        assert_eq!((&made["id"], &made["interviewer_ids"]), (&assigned["items"][0]["interview_id"], &json!([])));
        ada.patch(&path, json!({"application_id": null})).await.problem(422, "invalid-body");
        ada.delete(&path).await.expect(204);
        ada.get(&path).await.problem(404, "not-found");
    }

    async fn a_mail_becomes_a_communication_and_its_suggestions_facts_if_they_are_accepted(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let import = send(&ada, "/v1/imports", "message/rfc822", MAIL).await;
        let item = &import["items"][0];
        assert_eq!((&import["state"], &item["effect"], &item["found"]["class"]), (&json!("matched"), &json!("created"), &json!("person")));
        let path = format!("/v1/communications/{}", item["communication_id"].as_str().unwrap());
        let communication = ada.get(&path).await.expect(200);
        assert_eq!((&communication["direction"], &communication["at"], &communication["contact_id"]),
            (&json!("inbound"), &json!("2026-03-10T15:30:00Z"), &json!(story.contact)));
        assert_eq!(communication["decision_expected_on"], Value::Null);
        let suggestion = &import["suggestions"][0];
        assert_eq!((&suggestion["kind"], &suggestion["date"]), (&json!("decision_date"), &json!("2026-03-20")));
        let accept = format!("/v1/imports/{}/suggestions/0/accept", import["id"].as_str().unwrap());
        for _ in 0..2 {
            assert!(ada.post(&accept, json!({})).await.expect(200)["suggestions"][0]["accepted_at"].is_string());
        }
        assert_eq!(ada.get(&path).await.expect(200)["decision_expected_on"], "2026-03-20");
        ada.post(&accept.replace("/0/", "/7/"), json!({})).await.problem(404, "not-found");
        // The answer in its thread is matched by it, from whatever address.
        let answer = "From: assistant@acme.example\r\nTo: ada@example.com\r\nDate: Tue, 10 Mar 2026 15:40:00 +0000\r\n\
            Message-ID: <2@acme.example>\r\nIn-Reply-To: <1@acme.example>\r\nSubject: Re: Your interview\r\n\r\n\
            Unfortunately, we decided not to move forward with your application.\r\n";
        let import = send(&ada, "/v1/imports", "message/rfc822", answer).await;
        assert_eq!((&import["state"], &import["suggestions"][0]["kind"]), (&json!("matched"), &json!("rejection")));
        ada.post(&format!("/v1/imports/{}/suggestions/0/accept", import["id"].as_str().unwrap()), json!({})).await.expect(200);
        let application = ada.get(&format!("/v1/applications/{}", story.application)).await.expect(200);
        assert_eq!(application["outcome"], json!({"kind": "rejected", "at": "2026-03-10T15:40:00Z", "respond_by": null}));
    }

    async fn automatic_replies_change_nothing_and_bounces_mark_the_address(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let communications = format!("/v1/applications/{}/communications", story.application);
        let sent = json!({"direction": "outbound", "channel": "email", "at": "2026-03-10T15:30:00Z", "contact_id": story.contact});
        let sent = ada.post(&communications, sent).await.created();
        let plan = format!("/v1/applications/{}/follow-up-plan", story.application);
        let before = ada.get(&plan).await.expect(200);
        let away = MAIL.replace("Subject: ", "Auto-Submitted: auto-replied\r\nSubject: ").replace("<1@", "<3@");
        let import = send(&ada, "/v1/imports", "message/rfc822", away).await;
        assert_eq!((&import["items"][0]["effect"], &import["items"][0]["found"]["class"]), (&json!("nothing"), &json!("auto_reply")));
        assert_eq!(ada.get(&plan).await.expect(200), before);
        let bounce = "From: MAILER-DAEMON@mail.example\r\nTo: ada@example.com\r\nDate: Tue, 10 Mar 2026 15:35:00 +0000\r\n\
            Message-ID: <4@mail.example>\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
            It could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n\
            Final-Recipient: rfc822; ada@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n";
        let import = send(&ada, "/v1/imports", "message/rfc822", bounce).await;
        assert_eq!((&import["items"][0]["effect"], &import["items"][0]["contact_ids"]), (&json!("bounced"), &json!([story.contact])));
        assert_eq!(ada.get(&format!("/v1/contacts/{}", story.contact)).await.expect(200)["undeliverable"], json!(["email"]));
        assert_eq!(ada.get(&format!("/v1/communications/{sent}")).await.expect(200)["bounced"], true);
    }

    async fn a_form_brings_several_files_and_unreadable_ones_are_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let files = [MAIL.to_owned(), invitation(0, "20260312T140000Z", ""), "no mail".to_owned()];
        let parts: Vec<String> = files.iter()
            .map(|file| format!("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n{file}\r\n")).collect();
        let form = format!("{}--b--\r\n", parts.concat());
        let import = send(&ada, "/v1/imports", "multipart/form-data; boundary=b", form).await;
        let kinds: Vec<_> = import["items"].as_array().unwrap().iter().map(|it| (it["kind"].clone(), it["effect"].clone())).collect();
        assert_eq!(kinds, [
            (json!("mail"), json!("created")), (json!("event"), json!("created")), (json!("unreadable"), json!("refused")),
        ]);
        assert_eq!(interviews(&ada, &story).await.len(), 2);
        let rejected = send(&ada, "/v1/imports", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").await;
        assert_eq!((&rejected["state"], &rejected["items"][0]["why"]), (&json!("rejected"), &json!("the calendar has no event")));
        let neither = send(&ada, "/v1/imports", "text/calendar", "hello").await["items"][0]["why"].clone();
        let neither = neither.as_str().unwrap();
        assert!(neither.contains("no e-mail message") && neither.contains("BEGIN:VCALENDAR"), "{neither}");
        ada.raw(Method::POST, "/v1/imports", "application/json", "{}").await.problem(415, "unsupported-media-type");
        ada.raw(Method::POST, "/v1/imports", "multipart/form-data", "x").await.problem(400, "bad-request");
        ada.raw(Method::POST, "/v1/imports", "message/rfc822", vec![b'x'; (11 << 20) + 1]).await.problem(413, "payload-too-large");
        let nobody = "/v1/imports?application_id=0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
        ada.raw(Method::POST, nobody, "text/calendar", invitation(9, "20260312T140000Z", "")).await.problem(400, "bad-request");
        let unknown = "/v1/imports?application_remote_id=nope";
        let refused = ada.raw(Method::POST, unknown, "text/calendar", invitation(9, "20260312T140000Z", "")).await.expect(400);
        assert!(refused["detail"].as_str().unwrap().starts_with("query parameter application_remote_id: "), "{refused}");
    }
}
