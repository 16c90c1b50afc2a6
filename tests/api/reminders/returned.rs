//! Mails that came back: reports of mail servers on reminders.

use followup::reminders::{ReturnedMail, take_returned_mail};
use followup::sealing::SecretSealer;
use serde_json::{Value, json};

use super::{Reminded, interviewed};
use crate::support::{Api, on_both_databases, smtp::Mail};

/// A report as `OpenSMTPD` writes it.
fn opensmtpd(mail: &Mail, answer: &str) -> String {
    let headers = mail.raw.split_once("\r\n\r\n").unwrap().0;
    format!(
        "Delivered-To: no-reply@followup.example\r\nSubject: Delivery status notification: failed\r\n\
         From: Mailer Daemon <MAILER-DAEMON@mx.example>\r\nTo: no-reply@followup.example\r\n\
         Date: Mon, 30 Nov 2026 04:36:04 +0000 (UTC)\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed;boundary=\"15013578236561431928/mx\"\r\nMessage-ID: <a6eab4ace3060112@mx.example>\r\n\r\n\
         This is a MIME-encapsulated message.\r\n\r\n--15013578236561431928/mx\r\nContent-Description: Notification\r\n\
         Content-Type: text/plain; charset=us-ascii\r\n\r\n    Hi!\r\n\r\n\
         An error has occurred while attempting to deliver a message for\r\n    the following list of recipients:\r\n\r\n\
         {to}: {answer}\r\n\r\n    Below is a copy of the original message:\r\n\r\n--15013578236561431928/mx\r\n\
         Content-Description: Delivery Report\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: 5.0.0\r\n\r\n\
         --15013578236561431928/mx\r\nContent-Description: Message headers\r\nContent-Type: text/rfc822-headers\r\n\r\n\
         {headers}\r\n\r\n--15013578236561431928/mx--\r\n",
        to = mail.to
    )
}

/// A report as Postfix writes it.
fn postfix(mail: &Mail, action: &str, status: &str, diagnostic: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example (Mail Delivery System)\r\nTo: no-reply@followup.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"r1\"\r\nMessage-Id: <1@mx.example>\r\n\r\n\
         --r1\r\nContent-Type: text/plain\r\n\r\nI'm sorry to have to inform you.\r\n\r\n--r1\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\nOriginal-Recipient: rfc822;{to}\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; {diagnostic}\r\n\r\n--r1\r\nContent-Type: message/rfc822\r\n\r\n{raw}\r\n--r1--\r\n",
        to = mail.to,
        raw = mail.raw
    )
}

async fn take(api: &Api, report: &str) -> ReturnedMail {
    let secret_sealer = SecretSealer::open(api.db.clone(), api.clock.now()).await.unwrap();
    take_returned_mail(&api.db, &secret_sealer, report.as_bytes(), api.clock.now()).await.unwrap()
}

async fn suppressed(this: &Reminded) -> Vec<(String, String)> {
    let list = this.client.get("/v1/suppressed-addresses").await.expect(200);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list["items"].as_array().unwrap().iter().map(|one| (text(&one["address"]), text(&one["detail"]))).collect()
}

on_both_databases! {
    async fn a_reminder_that_comes_back_suppresses_its_address(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        interviewed(&this.client, &this.candidate).await;
        this.run().await;
        let mail = this.server.take().remove(0);
        // What says nothing for good changes nothing but what is known.
        let delayed = postfix(&mail, "delayed", "4.4.1", "450 4.4.1 still trying");
        assert_eq!(take(&this.api, &delayed).await, ReturnedMail::NoFailure);
        let full = postfix(&mail, "failed", "5.2.2", "552 5.2.2 mailbox full");
        assert_eq!(take(&this.api, &full).await, ReturnedMail::Noted);
        let shown = this.state().await;
        assert_eq!((&shown["state"], &shown["last_failure"]), (&json!("active"), &json!("5.2.2 smtp; 552 5.2.2 mailbox full")));
        let gone = opensmtpd(&mail, "550 5.1.1 <ada@example.com>: no such user");
        for _ in 0..2 {
            assert_eq!(take(&this.api, &gone).await, ReturnedMail::Suppressed);
        }
        let expected = ("ada@example.com".to_owned(), "550 5.1.1 <ada@example.com>: no such user".to_owned());
        assert_eq!(suppressed(&this).await, [expected]);
        assert_eq!(this.state().await["state"], "suppressed");
        interviewed(&this.client, &this.candidate).await;
        this.api.clock.advance(chrono::TimeDelta::minutes(15));
        this.run().await;
        assert!(this.server.take().is_empty());
    }

    async fn a_confirmation_that_comes_back_does_too(api: Api) {
        let this = Reminded::start(&api, json!({"mode": "due", "address": "Grace@Example.com"})).await;
        this.api.work().await;
        let mail = this.server.take().remove(0);
        let gone = postfix(&mail, "failed", "5.1.1", "550 5.1.1 unknown");
        assert_eq!(take(&this.api, &gone).await, ReturnedMail::Suppressed);
        assert_eq!(suppressed(&this).await[0].0, "grace@example.com");
    }

    async fn nobody_else_has_an_address_suppressed(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due"})).await;
        interviewed(&this.client, &this.candidate).await;
        this.run().await;
        let mail = this.server.take().remove(0);
        let gone = postfix(&mail, "failed", "5.1.1", "550 5.1.1 unknown");
        let id = mail.header("Message-ID").unwrap();
        let tampered = id.replace("@followup.example>", "").trim_start_matches('<').to_owned();
        let (start, end) = tampered.split_at(tampered.len() - 4);
        let tampered = gone.replace(&id, &format!("<{start}{}@followup.example>", if end == "AAAA" { "BBBB" } else { "AAAA" }));
        let invented = gone.replace(&id, "<0198c0de-7a3b-7c4d-8e5f-60718293a4b5@followup.example>");
        let answer = mail.raw.replace("Subject: ", "Subject: Re: ");
        for report in [tampered.as_str(), &invented, &answer, "", "no mail at all", "Subject: x\r\n\r\n550 5.1.1 unknown\r\n"] {
            assert_eq!(take(&this.api, report).await, ReturnedMail::Unknown, "{report}");
        }
        // The report on a mail to an address that was replaced since.
        this.client.patch(&this.reminders, json!({"address": "new@example.com"})).await.expect(200);
        assert_eq!(take(&this.api, &gone).await, ReturnedMail::Unknown);
        assert!(suppressed(&this).await.is_empty());
        this.client.delete(&format!("/v1/candidates/{}", this.candidate)).await;
    }
}
