//! Daily mails: one for each local day, also when clocks change.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::Reminded;
use crate::support::{on_both_databases, story};

fn daily(hour: u8) -> Value {
    json!({"mode": "daily", "hour": hour})
}

impl Reminded {
    /// Puts the clock forward hour by hour; the times at which mails were sent.
    async fn hours(&self, hours: i64) -> Vec<DateTime<Utc>> {
        let mut sent = Vec::new();
        for _ in 0..hours {
            self.api.clock.advance(TimeDelta::hours(1));
            self.api.work().await;
            sent.extend(self.server.take().iter().map(|_| self.api.clock.now()));
        }
        sent
    }
}

fn at(times: &[&str]) -> Vec<DateTime<Utc>> {
    times.iter().map(|time| time.parse().unwrap()).collect()
}

on_both_databases! {
    async fn there_is_one_mail_for_each_local_day(api: Api) {
        // The tests' clock shows noon of 10 March in New York. Clocks went forward on 8 March.
        let this = Reminded::confirmed(&api, daily(13)).await;
        story(&this.client).await;
        assert_eq!(this.hours(49).await, at(&["2026-03-10T17:00:00Z", "2026-03-11T17:00:00Z", "2026-03-12T17:00:00Z"]));
        // Set to a later hour of the same day, the day has no second one.
        let client = this.api.sign_in("ada", "read write admin").await;
        client.patch(&this.reminders, json!({"hour": 20})).await.expect(200);
        assert_eq!(this.hours(24).await, at(&[]));
    }

    async fn clock_changes_neither_double_nor_swallow_a_day(api: Api) {
        let this = Reminded::confirmed(&api, daily(1)).await;
        story(&this.client).await;
        // Eight months later the clocks of New York go back: 01:00 comes twice on 1 November.
        this.api.clock.advance("2026-10-31T00:00:00Z".parse::<DateTime<Utc>>().unwrap() - this.api.clock.now());
        this.api.keep().await;
        let client = this.api.sign_in("ada", "read write admin").await;
        // Something that is due in those days.
        let application = crate::support::application_of(&this.candidate);
        let application = client.post("/v1/applications", application).await.created();
        let interview = json!({"starts_at": "2026-10-30T14:00:00Z", "ends_at": "2026-10-30T15:00:00Z"});
        client.post(&format!("/v1/applications/{application}/interviews"), interview).await.expect(201);
        this.api.work().await;
        this.server.take();
        let sent = this.hours(80).await;
        assert_eq!(sent, at(&["2026-10-31T05:00:00Z", "2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z", "2026-11-03T06:00:00Z"]));
    }

    async fn a_candidate_who_moves_gets_the_mail_by_the_new_clocks(api: Api) {
        let this = Reminded::confirmed(&api, daily(13)).await;
        story(&this.client).await;
        assert_eq!(this.hours(6).await, at(&["2026-03-10T17:00:00Z"]));
        let client = this.api.sign_in("ada", "read write admin").await;
        let candidate = format!("/v1/candidates/{}", this.candidate);
        client.patch(&candidate, json!({"time_zone": "America/Los_Angeles"})).await.expect(200);
        this.run().await;
        assert_eq!(this.hours(50).await, at(&["2026-03-11T20:00:00Z", "2026-03-12T20:00:00Z"]));
        // It is 13 March in Tokyo, where the mail of that day is not sent yet.
        let client = this.api.sign_in("ada", "read write admin").await;
        client.patch(&candidate, json!({"time_zone": "Asia/Tokyo"})).await.expect(200);
        this.run().await;
        assert_eq!(this.hours(30).await, at(&["2026-03-13T04:00:00Z"]));
    }

    async fn a_day_without_anything_due_has_no_mail(api: Api) {
        let this = Reminded::confirmed(&api, daily(13)).await;
        assert_eq!(this.hours(30).await, at(&[]));
        let metrics = this.api.anonymous().get("/metrics").await.text;
        assert!(metrics.contains("followup_reminders_total{outcome=\"left_out\"} 2"), "{metrics}");
    }

    async fn a_daily_mail_has_all_that_is_due(api: Api) {
        let this = Reminded::confirmed(&api, daily(13)).await;
        story(&this.client).await;
        story(&this.client).await;
        this.api.clock.advance(TimeDelta::hours(1));
        this.api.work().await;
        let mail = this.server.take().remove(0);
        assert_eq!(mail.subject(), "2 follow-ups due today");
        let text = mail.text();
        assert!(text.starts_with("This is due on Tuesday, 10 March: 2 follow-ups."), "{text}");
        assert_eq!(text.matches("Thank Ada Okafor (Acme)").count(), 2, "{text}");
        assert_eq!(text.matches("/reminders/drafts/").count(), 2, "{text}");
        // Steps are not told one by one.
        this.run().await;
        assert!(this.server.take().is_empty());
    }

    async fn a_mail_that_is_half_a_day_late_is_left_out(api: Api) {
        let this = Reminded::confirmed(&api, daily(13)).await;
        story(&this.client).await;
        this.api.clock.advance(TimeDelta::hours(14));
        this.api.work().await;
        assert!(this.server.take().is_empty());
        assert_eq!(this.hours(12).await, at(&["2026-03-11T17:00:00Z"]));
        // After an outage of two days the mail of the day is sent, late, and no other one.
        this.api.clock.advance(TimeDelta::hours(47));
        assert_eq!(this.hours(2).await, at(&["2026-03-13T18:00:00Z"]));
    }
}
