//! Many steps that fall due soon after each other: few mails.

use chrono::TimeDelta;
use database::NewJob;
use serde_json::{Value, json};

use super::{Reminded, interviewed};
use crate::support::{on_both_databases, smtp::Mail};

fn due() -> Value {
    json!({"mode": "due"})
}

fn subjects(mails: &[Mail]) -> Vec<String> {
    mails.iter().map(Mail::subject).collect()
}

impl Reminded {
    async fn interviewed(&self, times: usize) {
        // The clock may have been put forward.
        let client = self.api.sign_in("ada", "read write").await;
        for _ in 0..times {
            interviewed(&client, &self.candidate).await;
        }
    }
}

on_both_databases! {
    async fn steps_that_fall_due_together_are_one_mail(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        this.interviewed(60).await;
        // A look makes 30 plans here.
        for _ in 0..3 {
            this.api.keep().await;
        }
        this.run().await;
        let mails = this.server.take();
        assert_eq!(subjects(&mails), ["60 follow-ups due today"]);
        let text = mails[0].text();
        assert!(text.starts_with("This is due on Tuesday, 10 March: 60 follow-ups."), "{text}");
        assert_eq!(text.matches("Analyst at Acme").count(), 50, "{text}");
        assert!(text.contains("There are 10 more, which are not in this message."), "{text}");
        assert_eq!(mails[0].header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
        this.run().await;
        assert!(this.server.take().is_empty());
        let metrics = this.api.anonymous().get("/metrics").await.text;
        assert!(metrics.contains("followup_reminders_total{outcome=\"sent\"} 2"), "{metrics}");
    }

    async fn the_first_step_is_sent_at_once_and_others_are_collected_for_a_quarter_of_an_hour(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        let mut told = Vec::new();
        for minute in 0..60 {
            if minute % 2 == 0 {
                this.interviewed(1).await;
            }
            this.run().await;
            told.extend(this.server.take().iter().map(|mail| (minute, mail.subject())));
            this.api.clock.advance(TimeDelta::minutes(1));
        }
        let expected = [(0, "A follow-up is due"), (15, "7 follow-ups due today"), (30, "8 follow-ups due today"), (45, "7 follow-ups due today")];
        assert_eq!(told, expected.map(|(minute, subject)| (minute, subject.to_owned())));
        this.run().await;
        assert_eq!(subjects(&this.server.take()), ["7 follow-ups due today"]);
        // After a quiet while, the next one is told at once again.
        this.api.clock.advance(TimeDelta::hours(2));
        let client = this.api.sign_in("ada", "read write").await;
        interviewed(&client, &this.candidate).await;
        this.run().await;
        assert_eq!(subjects(&this.server.take()), ["A follow-up is due"]);
    }

    async fn steps_done_before_the_mail_are_not_in_it(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        this.interviewed(1).await;
        this.run().await;
        assert_eq!(this.server.take().len(), 1);
        let mut applications = Vec::new();
        for _ in 0..3 {
            applications.push(interviewed(&this.client, &this.candidate).await);
        }
        this.run().await;
        assert!(this.server.take().is_empty());
        for application in &applications[..2] {
            this.client.delete(&format!("/v1/applications/{application}")).await.expect(204);
        }
        this.api.clock.advance(TimeDelta::minutes(15));
        this.run().await;
        let mails = this.server.take();
        assert_eq!(subjects(&mails), ["A follow-up is due"]);
        // If mails are switched off meanwhile, what was collected until then is dropped.
        this.interviewed(2).await;
        this.run().await;
        let client = this.api.sign_in("ada", "read write").await;
        client.patch(&this.reminders, json!({"mode": "none"})).await.expect(200);
        this.api.clock.advance(TimeDelta::minutes(15));
        this.run().await;
        assert!(this.server.take().is_empty());
        let client = this.api.sign_in("ada", "read write").await;
        client.patch(&this.reminders, json!({"mode": "due"})).await.expect(200);
        this.api.clock.advance(TimeDelta::days(7));
        this.run().await;
        let mails = this.server.take();
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].text().contains("Check in"), "{}", mails[0].text());
    }

    async fn a_mail_that_was_begun_is_sent_as_it_was(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        let away = this.api.with_mail(Some("smtp://127.0.0.1:9")).await;
        this.interviewed(2).await;
        this.api.keep().await;
        away.work().await;
        this.interviewed(1).await;
        this.api.keep().await;
        away.work().await;
        let scope = crate::agenda::scope_of(&this.api, &this.client).await;
        let (mail, steps) = scope.steps_to_mail(this.candidate.parse().unwrap(), 10).await.unwrap().unwrap();
        assert_eq!(steps.len(), 2);
        let same = scope.steps_to_mail(this.candidate.parse().unwrap(), 10).await.unwrap().unwrap();
        assert_eq!((same.0, same.1.len()), (mail, 2));
        // Once it was given up, all is told with what falls due next.
        for _ in 0..9 {
            this.api.clock.advance(TimeDelta::minutes(90));
            away.work().await;
        }
        assert_eq!(this.api.db.failed_jobs(10).await.unwrap().len(), 1);
        let client = this.api.sign_in("ada", "read write").await;
        interviewed(&client, &this.candidate).await;
        this.api.keep().await;
        let (next, steps) = scope.steps_to_mail(this.candidate.parse().unwrap(), 10).await.unwrap().unwrap();
        assert!(next != mail && steps.len() >= 4, "{steps:?}");
        assert!(this.api.db.failed_jobs(10).await.unwrap().is_empty(), "it is tried again");
    }

    async fn mails_that_an_earlier_release_has_queued_are_sent(api: Api) {
        let this = Reminded::confirmed(&api, due()).await;
        let application = interviewed(&this.client, &this.candidate).await;
        let plan = this.client.get(&format!("/v1/applications/{application}/follow-up-plan")).await.expect(200);
        let account = this.client.get("/v1/account").await.expect(200)["id"].as_str().unwrap().parse().unwrap();
        let payload = json!({
            "candidate_id": this.candidate, "application_id": application, "step_id": plan["next_step_id"],
            "since": "2026-03-10T15:00:00Z"
        });
        let now = this.api.clock.now();
        let job = NewJob { account_id: account, id: uuid::Uuid::now_v7(), kind: "due_reminder", payload, due_at: now };
        database::enqueue_jobs(&this.api.db, this.api.db.dialect(), now, [job]).await.unwrap();
        this.api.work().await;
        assert_eq!(subjects(&this.server.take()), ["A follow-up is due"]);
    }

    async fn a_step_that_is_collected_while_a_mail_is_sent_is_in_the_next_mail(api: Api) {
        let this = Reminded::confirmed(&api, json!({"mode": "due", "address": "slow@example.com"})).await;
        let other = this.api.with_mail(Some(&this.server.url())).await;
        for _ in 0..5 {
            this.interviewed(1).await;
            this.api.keep().await;
            this.interviewed(1).await;
            // The one sends while the other collects.
            futures_util::future::join(Box::pin(this.api.work()), Box::pin(other.keep())).await;
            this.api.clock.advance(TimeDelta::minutes(1));
        }
        this.api.clock.advance(TimeDelta::minutes(15));
        this.run().await;
        let mails = this.server.take();
        let told: usize = mails.iter().map(|mail| mail.text().matches("Analyst at Acme").count()).sum();
        assert_eq!((mails.len(), told), (2, 10), "{:?}", subjects(&mails));
        assert_eq!(this.api.db.queue_state(this.api.clock.now()).await.unwrap().pending, 0);
    }
}
