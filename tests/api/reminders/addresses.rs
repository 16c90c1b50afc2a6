//! Addresses: confirmed, changed, refused, unsubscribed, deleted.

use chrono::TimeDelta;
use database::NewJob;
use serde_json::{Value, json};

use super::{Reminded, path_of};
use crate::{
    account_data::{credentials, delete_account},
    support::{on_both_databases, smtp::MailServer, story},
};

fn due_at(address: &str) -> Value {
    json!({"mode": "due", "address": address})
}

async fn suppressed(this: &Reminded) -> Vec<Value> {
    this.client.get("/v1/suppressed-addresses").await.expect(200)["items"].as_array().unwrap().clone()
}

on_both_databases! {
    async fn a_changed_address_is_confirmed_again(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        this.client.patch(&this.reminders, json!({"address": "eve@example.com"})).await.expect(200);
        story(&this.client).await;
        this.run().await;
        let mails = this.server.take();
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["eve@example.com"]);
        assert_eq!(mails[0].subject(), "Please confirm your e-mail address");
        let shown = this.state().await;
        assert_eq!((&shown["state"], &shown["sent_to"]), (&json!("unconfirmed"), &json!("eve@example.com")));
        // The candidate's own address counts where there is no other, and is another one once it changes.
        this.client.patch(&this.reminders, json!({"address": null})).await.expect(200);
        let candidate = format!("/v1/candidates/{}", this.candidate);
        this.client.patch(&candidate, json!({"email": "new@example.com"})).await.expect(200);
        assert_eq!(this.state().await["state"], "unconfirmed");
        // The link of the other address confirms nothing any more.
        let path = path_of(&mails[0].link("https://api.followup.example/reminders/confirm/"));
        this.api.anonymous().form(&path, &[]).await.problem(404, "not-found");
        this.client.post(&format!("{}/confirmation", this.reminders), json!({})).await.expect(200);
        this.confirm().await;
        assert_eq!(this.state().await["state"], "active");
        this.client.post(&format!("{}/confirmation", this.reminders), json!({})).await.problem(409, "conflict");
    }

    async fn a_changed_email_is_asked_to_be_confirmed_by_whatever_way_it_changes(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        let candidate = format!("/v1/candidates/{}", this.candidate);
        let asked = async || {
            this.run().await;
            this.server.take().iter().map(|mail| mail.to.clone()).collect::<Vec<_>>()
        };
        // Another change, or the same address, asks nobody.
        this.client.patch(&candidate, json!({"name": "Ada Lovelace", "remote_id": "c-1"})).await.expect(200);
        assert_eq!(asked().await, [""; 0]);
        this.client.patch(&candidate, json!({"email": "patched@example.com"})).await.expect(200);
        assert_eq!(asked().await, ["patched@example.com"]);
        assert_eq!(this.state().await["state"], "unconfirmed");
        assert_ne!(this.state().await["confirmation_expires_at"], Value::Null);
        let put = json!({"name": "Ada", "email": "put@example.com"});
        this.client.put("/v1/candidates/by-remote-id/c-1", put).await.expect(200);
        assert_eq!(asked().await, ["put@example.com"]);
        let item = json!({"type": "candidate", "remote_id": "c-1", "email": "synced@example.com"});
        let synced = this.client.post("/v1/sync", json!({"mode": "merge", "items": [item]})).await.expect(200);
        assert_eq!(synced["updated"], 1, "{synced}");
        assert_eq!(asked().await, ["synced@example.com"]);
        // Nor is anybody asked twice.
        this.client.patch(&candidate, json!({"phone": "+1 212 555 0100"})).await.expect(200);
        assert_eq!(asked().await, [""; 0]);
        // The link of the mail confirms it, and reminders go on.
        this.client.patch(&candidate, json!({"email": "last@example.com"})).await.expect(200);
        this.api.keep().await;
        this.confirm().await;
        assert_eq!(this.state().await["state"], "active");
        // Where reminders go to another address, or nowhere, the candidate's own doesn't matter.
        for reminders in [due_at("eve@example.com"), json!({"mode": "none"})] {
            this.client.put(&this.reminders, reminders).await.expect(200);
            this.run().await;
            this.server.take();
            this.client.patch(&candidate, json!({"email": "other@example.com"})).await.expect(200);
            assert_eq!(asked().await, [""; 0]);
            this.client.patch(&candidate, json!({"email": "last@example.com"})).await.expect(200);
            this.run().await;
        }
    }

    async fn a_changed_email_is_not_flooded_either(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "daily"})).await;
        let candidate = format!("/v1/candidates/{}", this.candidate);
        let mut mails = Vec::new();
        for _ in 0..4 {
            for email in ["new@example.com", "ada@example.com"] {
                this.client.patch(&candidate, json!({"email": email})).await.expect(200);
                this.run().await;
                mails.extend(this.server.take().iter().map(|mail| mail.to.clone()));
            }
        }
        assert_eq!(mails.iter().filter(|to| *to == "new@example.com").count(), 3, "{mails:?}");
        let shown = this.state().await;
        assert_eq!(shown["state"], "unconfirmed");
        assert!(shown["last_failure"].as_str().unwrap().contains("too many were sent today"), "{shown}");
        // One that no mail can be sent to is none, either, and the service says so.
        this.client.patch(&candidate, json!({"email": "\"ada okafor\"@example.com"})).await.expect(200);
        this.run().await;
        assert!(this.server.take().is_empty());
        assert!(this.state().await["last_failure"].as_str().unwrap().contains("no address that mails can be sent to"));
    }

    async fn links_that_confirm_expire(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "due"})).await;
        this.api.work().await;
        let path = path_of(&this.server.take()[0].link("https://api.followup.example/reminders/confirm/"));
        this.api.clock.advance(TimeDelta::hours(48));
        this.api.anonymous().get(&path).await.problem(404, "not-found");
        this.api.anonymous().form(&path, &[]).await.problem(404, "not-found");
        // A newer link ends those before.
        let client = this.api.sign_in("ada", "write").await;
        let again = format!("{}/confirmation", this.reminders);
        for _ in 0..2 {
            client.post(&again, json!({})).await.expect(200);
        }
        assert_eq!(this.api.work().await, 2);
        let mails = this.server.take();
        assert_eq!(mails.len(), 1, "the first one was replaced before it was sent: {mails:?}");
    }

    async fn an_address_is_not_flooded(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "due"})).await;
        let again = format!("{}/confirmation", this.reminders);
        for _ in 0..2 {
            this.client.post(&again, json!({})).await.expect(200);
        }
        let refused = this.client.post(&again, json!({})).await;
        assert_eq!(refused.header("retry-after"), Some("28801"));
        refused.problem(429, "too-many-requests");
        // Nor by another account.
        let eve = this.api.sign_up("eve").await;
        let candidate = eve.post("/v1/candidates", json!({"email": "ADA@example.com"})).await.created();
        let reminders = format!("/v1/candidates/{candidate}/reminders");
        eve.put(&reminders, json!({"mode": "due"})).await.problem(429, "too-many-requests");
        assert_eq!(eve.get(&reminders).await.expect(200)["mode"], "none");
        this.api.clock.advance(TimeDelta::hours(8));
        let eve = this.api.sign_in("eve", "write").await;
        eve.put(&reminders, json!({"mode": "due"})).await.expect(200);
    }

    async fn nothing_is_sent_after_unsubscribing(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        story(&this.client).await;
        this.run().await;
        let mail = this.server.take().remove(0);
        let path = path_of(&mail.link("https://api.followup.example/reminders/unsubscribe/"));
        let header = mail.header("List-Unsubscribe").unwrap();
        assert_eq!(path_of(header.trim_matches(['<', '>'])), path);
        let page = this.api.anonymous().get(&path).await;
        assert!(page.status == 200 && page.text.contains("<form method=\"post\">"), "{}", page.text);
        assert_eq!(this.state().await["state"], "active", "looking ends nothing");
        for _ in 0..2 {
            assert!(this.press(&path).await.contains("No more reminders will be sent to ada@example.com."));
        }
        let shown = this.state().await;
        assert_eq!((&shown["mode"], &shown["state"]), (&json!("none"), &json!("off")));
        assert_eq!(shown["unsubscribed_at"], "2026-03-10T16:00:00Z");
        let list = suppressed(&this).await;
        assert_eq!((list.len(), &list[0]["address"], &list[0]["reason"]), (1, &json!("ada@example.com"), &json!("unsubscribed")));
        // Nobody turns them on again but with the owner's consent.
        this.client.patch(&this.reminders, json!({"mode": "due"})).await.problem(409, "conflict");
        this.api.clock.advance(TimeDelta::days(7));
        this.run().await;
        assert!(this.server.take().is_empty());
        let client = this.api.sign_in("ada", "write admin").await;
        let id = list[0]["id"].as_str().unwrap();
        client.delete(&format!("/v1/suppressed-addresses/{id}")).await.expect(204);
        client.delete(&format!("/v1/suppressed-addresses/{id}")).await.problem(404, "not-found");
        client.patch(&this.reminders, json!({"mode": "due"})).await.expect(200);
        this.confirm().await;
    }

    async fn an_address_that_the_server_does_not_know_is_suppressed(api: Api) {
        let this = Reminded::start(&api, due_at("Nobody@example.com")).await;
        this.api.work().await;
        let list = suppressed(&this).await;
        assert_eq!((&list[0]["address"], &list[0]["reason"]), (&json!("nobody@example.com"), &json!("refused")));
        assert_eq!(list[0]["detail"], "550 5.1.1 no such user");
        let shown = this.state().await;
        assert_eq!((&shown["state"], &shown["last_failure"]), (&json!("suppressed"), &json!("550 5.1.1 no such user")));
        this.client.post(&format!("{}/confirmation", this.reminders), json!({})).await.problem(409, "conflict");
        // What the server refuses for another reason is no fault of the address, and is not tried again.
        this.client.patch(&this.reminders, json!({"address": "policy@example.com"})).await.expect(200);
        this.api.work().await;
        this.api.clock.advance(TimeDelta::hours(1));
        assert_eq!(this.api.work().await, 0);
        let shown = this.client_state().await;
        assert_eq!((&shown["state"], &shown["last_failure"]), (&json!("unconfirmed"), &json!("the mail server answered 550 5.7.1")));
        assert_eq!(this.api.db.failed_jobs(10).await.unwrap().len(), 1);
    }

    async fn a_temporary_refusal_is_tried_again(api: Api) {
        let this = Reminded::start(&api, due_at("later@example.com")).await;
        assert_eq!(this.api.work().await, 1);
        assert_eq!(this.state().await["last_failure"], Value::Null);
        for _ in 0..9 {
            this.api.clock.advance(TimeDelta::minutes(90));
            assert_eq!(this.api.work().await, 1);
        }
        this.api.clock.advance(TimeDelta::hours(6));
        assert_eq!(this.api.work().await, 0, "it is given up");
        assert!(suppressed_by(&this).await.is_empty());
        assert_eq!(this.client_state().await["last_failure"], "the mail server answered 451 4.7.1");
    }

    async fn a_server_that_is_away_is_waited_for(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "due"})).await;
        let away = this.api.with_mail(Some("smtp://127.0.0.1:9")).await;
        assert_eq!(away.work().await, 1);
        assert_eq!(this.api.work().await, 0);
        this.api.clock.advance(TimeDelta::seconds(4));
        this.confirm().await;
    }

    async fn the_same_mail_has_the_same_id(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "due"})).await;
        // An instance that is killed after sending leaves its job; it is due again when the lease ends.
        let account = this.client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
        let jobs = this.api.db.claim_jobs(account, this.api.clock.now(), 10).await.unwrap();
        assert_eq!(jobs.len(), 1);
        this.api.db.release_job(&jobs[0], this.api.clock.now()).await.unwrap();
        this.api.work().await;
        let mail = this.server.take().remove(0);
        let path = path_of(&mail.link("https://api.followup.example/reminders/confirm/"));
        // As if it had not been heard of: its job is there once more.
        let account = this.client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
        let again = NewJob { account_id: account, id: jobs[0].id, kind: "confirmation_mail", payload: jobs[0].payload.clone(), due_at: this.api.clock.now() };
        database::enqueue_jobs(&this.api.db, this.api.db.dialect(), this.api.clock.now(), [again]).await.unwrap();
        this.api.work().await;
        let same = this.server.take().remove(0);
        assert_eq!(same.header("Message-ID"), mail.header("Message-ID"));
        assert!(mail.header("Message-ID").unwrap().ends_with("@followup.example>"));
        this.press(&path).await;
    }

    async fn without_a_mail_server_reminders_say_so(api: Api) {
        let with_mail = Reminded::start(&api, json!({"mode": "due"})).await;
        let api = api.with_mail(None).await;
        let client = api.bearing(with_mail.client.token.as_deref().unwrap());
        assert_eq!(client.get(&with_mail.reminders).await.expect(200)["mode"], "due");
        client.put(&with_mail.reminders, json!({"mode": "daily"})).await.problem(409, "mail-not-configured");
        client.post(&format!("{}/confirmation", with_mail.reminders), json!({})).await.problem(409, "mail-not-configured");
        client.put(&with_mail.reminders, json!({"mode": "none"})).await.expect(200);
    }

    async fn deleted_candidates_get_no_mail(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        let story = story(&this.client).await;
        this.api.keep().await;
        this.client.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        this.client.delete(&format!("/v1/candidates/{}", this.candidate)).await.expect(204);
        this.client.get(&this.reminders).await.problem(404, "not-found");
        // The job of the mail, and the one that looks at the address, since the candidate has changed.
        assert_eq!(this.api.work().await, 2);
        assert!(this.server.take().is_empty());
    }

    async fn a_deleted_account_sends_nothing(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        story(&this.client).await;
        this.api.keep().await;
        delete_account(&this.client, &credentials("ada")).await.expect(204);
        this.api.work().await;
        assert!(this.server.take().is_empty());
        // Signing out, in contrast, ends nothing.
        let other = MailServer::start();
        let api = api.with_mail(Some(&other.url())).await;
        let bob = api.sign_up("bob").await;
        let candidate = bob.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        bob.put(&format!("/v1/candidates/{candidate}/reminders"), json!({"mode": "due"})).await.expect(200);
        bob.post("/v1/account/sign-out", json!({})).await.expect(204);
        api.work().await;
        assert_eq!(other.take().len(), 1);
    }

    async fn violations_are_named(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.post("/v1/candidates", json!({"name": "Ada"})).await.created();
        let reminders = format!("/v1/candidates/{candidate}/reminders");
        for (body, pointer, code) in [
            (json!({"mode": "due"}), "/address", "required"),
            (json!({"mode": "daily", "address": "ada@example.com"}), "/mode", "needs_time_zone"),
            (json!({"mode": "due", "address": "ada@example.com\r\nBcc: eve@example.com"}), "/address", "format"),
            (json!({"mode": "due", "address": "ada@example.com\nSubject: x"}), "/address", "format"),
            (json!({"mode": "due", "address": "Ada <ada@example.com>"}), "/address", "format"),
            (json!({"mode": "due", "address": "\"ada okafor\"@example.com"}), "/address", "format"),
            (json!({"mode": "hourly"}), "/mode", "unknown_value"),
            (json!({"mode": "due", "address": "ada@example.com", "hour": 24}), "/hour", "range"),
        ] {
            let errors = ada.put(&reminders, body.clone()).await.problem(422, "invalid-body");
            assert_eq!(errors.iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(), [pointer], "{body}: {code} of {errors:?}");
        }
        assert_eq!(ada.get(&reminders).await.expect(200)["state"], "off");
        // The version that was read is the one that is changed.
        let shown = ada.put(&reminders, json!({"mode": "due", "address": "ada@example.com"})).await;
        let tag = shown.header("etag").unwrap().to_owned();
        let again = ada.put(&reminders, json!({"mode": "due", "address": "ada@example.com"})).await;
        assert_eq!(again.header("etag"), Some(tag.as_str()), "nothing has changed");
        let request = actix_web::test::TestRequest::put().uri(&reminders).insert_header(("if-match", "\"v0\""));
        ada.send(request.set_json(json!({"mode": "none"}))).await.problem(412, "precondition-failed");
    }
}

async fn suppressed_by(this: &Reminded) -> Vec<Value> {
    let client = this.api.sign_in("ada", "admin").await;
    client.get("/v1/suppressed-addresses").await.expect(200)["items"].as_array().unwrap().clone()
}

impl Reminded {
    /// As it is shown to a token that is good once the clock was put forward.
    async fn client_state(&self) -> Value {
        self.api.sign_in("ada", "read").await.get(&self.reminders).await.expect(200)
    }
}
