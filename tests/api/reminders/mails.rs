//! What is sent, once, and what it looks like.

use chrono::TimeDelta;
use futures_util::future::join;
use serde_json::{Value, json};

use super::{Reminded, path_of};
use crate::support::{on_both_databases, smtp::Mail, story};

fn due() -> Value {
    json!({"mode": "due"})
}

/// What every reminder has.
fn check_headers(mail: &Mail) {
    let header = |name: &str| mail.header(name).unwrap_or_else(|| panic!("{name} is missing: {}", mail.raw));
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    let unsubscribe = header("List-Unsubscribe");
    assert!(
        unsubscribe.starts_with("<https://api.followup.example/reminders/unsubscribe/") && unsubscribe.ends_with('>')
    );
    assert!(header("Message-ID").ends_with("@followup.example>"));
    assert!(header("From").contains("no-reply@followup.example"));
    assert_eq!(header("To"), mail.to);
}

on_both_databases! {
    async fn a_step_that_falls_due_is_in_one_mail(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        story(&this.client).await;
        for _ in 0..3 {
            this.run().await;
        }
        let mails = this.server.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let mail = &mails[0];
        assert_eq!(mail.to, "ada@example.com");
        assert_eq!(mail.subject(), "A follow-up is due");
        check_headers(mail);
        for (part, text) in [("text", mail.text()), ("html", mail.html())] {
            for expected in ["Thank Ada Okafor (Acme)", "Analyst at Acme", "Due now", "the conversation is fresh"] {
                assert!(text.contains(expected), "{expected} is not in the {part}: {text}");
            }
        }
        assert!(!mail.raw.contains("\nBcc"));
        // When it is done, nothing more is told of it; and what comes later is told then.
        let shown = this.state().await;
        assert_eq!((&shown["state"], &shown["last_sent_at"]), (&json!("active"), &json!("2026-03-10T16:00:00Z")));
        this.api.clock.advance(TimeDelta::days(7));
        this.run().await;
        let mails = this.server.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].text().contains("Check in with Ada Okafor"), "{}", mails[0].text());
        let metrics = this.api.anonymous().get("/metrics").await.text;
        assert!(metrics.contains("followup_reminders_total{outcome=\"sent\"} 3"), "{metrics}");
        assert!(metrics.contains("followup_reminder_lateness_seconds_bucket"), "{metrics}");
    }

    async fn a_step_that_was_done_meanwhile_is_in_no_mail(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        this.run().await;
        let story = story(&this.client).await;
        this.api.keep().await;
        let step = format!("/v1/applications/{}/overrides/{}:thank_you:{}", story.application, story.interview, story.contact);
        this.client.put(&step, json!({"dismissed": true})).await.expect(201);
        assert_eq!(this.api.work().await, 1);
        assert!(this.server.take().is_empty());
    }

    async fn an_unconfirmed_address_gets_only_the_request_to_confirm(api: Api) {
        let this = Reminded::start(&api, due()).await;
        story(&this.client).await;
        this.run().await;
        let mails = this.server.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        let question = &mails[0];
        assert_eq!(question.subject(), "Please confirm your e-mail address");
        assert_eq!((question.header("List-Unsubscribe"), question.header("Auto-Submitted").as_deref()), (None, Some("auto-generated")));
        assert!(!question.text().contains("Acme"));
        assert_eq!(this.state().await["state"], "unconfirmed");
        // Looking at the page confirms nothing.
        let path = path_of(&question.link("https://api.followup.example/reminders/confirm/"));
        let page = this.api.anonymous().get(&path).await;
        assert!(page.status == 200 && page.text.contains("<form method=\"post\">"), "{}", page.text);
        assert!(page.text.contains("ada@example.com"), "{}", page.text);
        assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        this.run().await;
        assert_eq!(this.state().await["state"], "unconfirmed");
        // Pressing the button does; twice is as good as once.
        for _ in 0..2 {
            assert!(this.press(&path).await.contains("Reminders will be sent to ada@example.com."));
        }
        let shown = this.state().await;
        assert_eq!((&shown["state"], &shown["confirmed_at"]), (&json!("active"), &json!("2026-03-10T16:00:00Z")));
        // What fell due before is not told any more.
        this.run().await;
        assert!(this.server.take().is_empty());
    }

    async fn two_workers_at_once_send_one_mail(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due", "address": "slow@example.com"})).await;
        let other = this.api.with_mail(Some(&this.server.url())).await;
        story(&this.client).await;
        join(this.api.keep(), other.keep()).await;
        join(Box::pin(this.api.work()), Box::pin(other.work())).await;
        assert_eq!(this.server.take().len(), 1);
    }

    async fn the_draft_opens_without_signing_in_and_not_for_ever(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        let story = story(&this.client).await;
        crate::support::add_strength(&this.client, &story).await;
        this.run().await;
        let mail = this.server.take().remove(0);
        let path = path_of(&mail.link("https://api.followup.example/reminders/drafts/"));
        let anonymous = this.api.anonymous();
        let page = anonymous.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for expected in ["To: Ada Okafor &lt;ada@acme.example&gt;", "Subject: ", "Dear Ada", "mailto:ada@acme.example?"] {
            assert!(page.text.contains(expected), "{expected} is not in {}", page.text);
        }
        let plain = actix_web::test::TestRequest::get().uri(&path).insert_header(("accept", "text/plain"));
        let text = anonymous.send(plain).await;
        assert!(text.header("content-type").unwrap().starts_with("text/plain") && text.text.contains("Dear Ada"), "{}", text.text);
        // A link that was tampered with doesn't work.
        let (start, end) = path.split_at(path.len() - 4);
        anonymous.get(&format!("{start}AAAA")).await.problem(404, "not-found");
        assert_ne!(end, "AAAA");
        let html = actix_web::test::TestRequest::get().uri(start).insert_header(("accept", "text/html"));
        let broken = anonymous.send(html).await;
        assert!(broken.status == 404 && broken.text.contains("This link does not work"), "{}", broken.text);
        this.api.clock.advance(TimeDelta::days(31));
        anonymous.get(&path).await.problem(404, "not-found");
    }
}
