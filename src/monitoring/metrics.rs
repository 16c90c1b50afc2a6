//! Metrics for Prometheus. Names follow OpenTelemetry's semantic conventions.

use std::{sync::Arc, time::Duration};

use actix_web::http::{Method, StatusCode};
use chrono::TimeDelta;
use database::{Database, QueueState};
use entity::FeedBacklog;
use metrics::{
    Gauge, Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram, with_local_recorder,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

const REQUEST_DURATION: &str = "http_server_request_duration_seconds";
const ACTIVE_REQUESTS: &str = "http_server_active_requests";
const CONNECTIONS: &str = "db_client_connection_count";
const MAX_CONNECTIONS: &str = "db_client_connection_max";
const PENDING_DELETIONS: &str = "followup_account_deletions_pending";
const DELETED_ROWS: &str = "followup_account_deletion_rows_total";
const QUEUED_JOBS: &str = "followup_jobs_queued";
const JOB_LAG: &str = "followup_jobs_lag_seconds";
const DONE_JOBS: &str = "followup_jobs_total";
const UNNUMBERED_EVENTS: &str = "followup_events_unnumbered";
const EVENT_AGE: &str = "followup_events_age_seconds";
const PLAN_LAG: &str = "followup_plans_lag_seconds";
const QUEUED_WEBHOOKS: &str = "followup_webhooks_queued";
const WEBHOOK_LAG: &str = "followup_webhooks_lag_seconds";
const WEBHOOK_ATTEMPTS: &str = "followup_webhook_attempts_total";
const CALENDAR_READINGS: &str = "followup_calendar_readings_total";
const REMINDERS: &str = "followup_reminders_total";
const REMINDER_LATENESS: &str = "followup_reminder_lateness_seconds";
const BUILD: &str = "followup_build_info";

/// Bounds in seconds. The longest requests are stopped after twenty seconds.
const BUCKETS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0];

/// Bounds in seconds of how late mails are: attempts go on for some hours.
const LATENESS_BUCKETS: &[f64] = &[1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1_800.0, 7_200.0, 21_600.0];

/// The metrics of one service. Another service in the same process has its own.
#[derive(Clone)]
pub struct Metrics(Arc<Measurements>);

struct Measurements {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
    active: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let lateness = Matcher::Full(REMINDER_LATENESS.to_owned());
        let builder = PrometheusBuilder::new().set_buckets(BUCKETS).expect("there are buckets");
        let builder = builder.set_buckets_for_metric(lateness, LATENESS_BUCKETS).expect("there are buckets");
        let recorder = builder.build_recorder();
        let active = with_local_recorder(&recorder, || {
            describe_histogram!(REQUEST_DURATION, Unit::Seconds, "From the head of a request to that of its answer");
            describe_gauge!(ACTIVE_REQUESTS, "Requests that are being answered");
            describe_gauge!(CONNECTIONS, "Connections to the database");
            describe_gauge!(MAX_CONNECTIONS, "The most connections to the database that there may be");
            describe_gauge!(PENDING_DELETIONS, "Deleted accounts that still have rows");
            describe_counter!(DELETED_ROWS, "Rows of deleted accounts that this instance has deleted");
            describe_gauge!(QUEUED_JOBS, "Jobs in the queue: pending, and failed of which no attempt is made any more");
            describe_gauge!(JOB_LAG, Unit::Seconds, "For how long the job has been due that waits longest");
            describe_counter!(DONE_JOBS, "Attempts at jobs by this instance");
            describe_gauge!(UNNUMBERED_EVENTS, "Events that are written and not in a feed yet");
            describe_gauge!(EVENT_AGE, Unit::Seconds, "The age of the oldest event that is not in a feed yet");
            describe_gauge!(PLAN_LAG, Unit::Seconds, "How late the events of steps are at most that time alone brings");
            describe_gauge!(QUEUED_WEBHOOKS, "Events that are to be sent to webhook endpoints, now or later");
            describe_gauge!(WEBHOOK_LAG, Unit::Seconds, "For how long the event has been due that waits longest");
            describe_counter!(WEBHOOK_ATTEMPTS, "Attempts to send an event to an endpoint by this instance");
            describe_counter!(CALENDAR_READINGS, "Requests to the addresses of calendar feeds");
            describe_counter!(REMINDERS, "Mails that this instance has sent or tried to send, or left out");
            describe_histogram!(
                REMINDER_LATENESS,
                Unit::Seconds,
                "From when a mail was due until the mail server took it"
            );
            describe_gauge!(BUILD, "1; the labels say which version runs, on which database");
            gauge!(PENDING_DELETIONS).set(0);
            counter!(DELETED_ROWS).absolute(0);
            gauge!(ACTIVE_REQUESTS)
        });
        let handle = recorder.handle();
        Self(Arc::new(Measurements { recorder, handle, active }))
    }
}

impl Metrics {
    /// Counts a request as active until the returned value is dropped.
    #[must_use]
    pub fn begin(&self) -> ActiveRequest {
        self.0.active.increment(1.0);
        ActiveRequest(self.0.active.clone())
    }

    /// Records a response. The route is the template of the path, which limits the number of labels.
    pub fn record(&self, method: &Method, route: Option<String>, status: StatusCode, took: Duration) {
        with_local_recorder(&self.0.recorder, || {
            histogram!(
                REQUEST_DURATION,
                "http_request_method" => method_name(method),
                "http_route" => route.unwrap_or_default(),
                "http_response_status_code" => status.as_str().to_owned(),
            )
            .record(took.as_secs_f64());
        });
    }

    /// Sets the number of deleted accounts that still have rows.
    pub fn set_pending_deletions(&self, accounts: usize) {
        let accounts = u32::try_from(accounts).unwrap_or(u32::MAX);
        with_local_recorder(&self.0.recorder, || gauge!(PENDING_DELETIONS).set(accounts));
    }

    /// Counts deleted rows of deleted accounts.
    pub fn count_deleted_rows(&self, rows: u64) {
        with_local_recorder(&self.0.recorder, || counter!(DELETED_ROWS).increment(rows));
    }

    /// Sets the size and the lag of the queue, which all instances share.
    pub fn set_queue(&self, state: QueueState) {
        let (pending, failed) = (count(state.pending), count(state.failed));
        with_local_recorder(&self.0.recorder, || {
            gauge!(QUEUED_JOBS, "state" => "pending").set(pending);
            gauge!(QUEUED_JOBS, "state" => "failed").set(failed);
            gauge!(JOB_LAG).set(state.lag.as_seconds_f64());
        });
    }

    /// Counts an attempt to run a job.
    pub fn count_job(&self, kind: &'static str, outcome: &'static str) {
        with_local_recorder(&self.0.recorder, || {
            counter!(DONE_JOBS, "kind" => kind, "outcome" => outcome).increment(1);
        });
    }

    /// Sets what is waiting in the feeds of events, which all instances share.
    pub fn set_feeds(&self, backlog: FeedBacklog) {
        let (unnumbered, to_send) = (count(backlog.unnumbered), count(backlog.to_send));
        with_local_recorder(&self.0.recorder, || {
            gauge!(UNNUMBERED_EVENTS).set(unnumbered);
            gauge!(EVENT_AGE).set(backlog.age.as_seconds_f64());
            gauge!(PLAN_LAG).set(backlog.plan_lag.as_seconds_f64());
            gauge!(QUEUED_WEBHOOKS).set(to_send);
            gauge!(WEBHOOK_LAG).set(backlog.lag.as_seconds_f64());
        });
    }

    /// Counts an attempt to send an event to a webhook endpoint.
    pub fn count_webhook(&self, outcome: &str) {
        let outcome = outcome.to_owned();
        with_local_recorder(&self.0.recorder, || counter!(WEBHOOK_ATTEMPTS, "outcome" => outcome).increment(1));
    }

    /// Counts a request to the address of a calendar feed.
    pub fn count_calendar_reading(&self, outcome: &'static str) {
        with_local_recorder(&self.0.recorder, || counter!(CALENDAR_READINGS, "outcome" => outcome).increment(1));
    }

    /// Counts a mail by its result.
    pub fn count_reminder(&self, outcome: &'static str) {
        with_local_recorder(&self.0.recorder, || counter!(REMINDERS, "outcome" => outcome).increment(1));
    }

    /// Records how late a mail was taken by the mail server.
    pub fn record_reminder_lateness(&self, late: TimeDelta) {
        with_local_recorder(&self.0.recorder, || {
            histogram!(REMINDER_LATENESS).record(late.as_seconds_f64().max(0.0));
        });
    }

    /// All metrics in Prometheus' text format.
    #[must_use]
    pub fn render(&self, db: &Database) -> String {
        with_local_recorder(&self.0.recorder, || {
            let pool = db.pool();
            gauge!(CONNECTIONS, "state" => "idle").set(pool.idle);
            gauge!(CONNECTIONS, "state" => "used").set(pool.open.saturating_sub(pool.idle));
            gauge!(MAX_CONNECTIONS).set(pool.max);
            gauge!(BUILD, "version" => env!("CARGO_PKG_VERSION"), "database" => db.backend().name()).set(1);
        });
        self.0.handle.render()
    }

    /// Moves recorded values to their buckets. Until then every single value is kept.
    pub fn tidy(&self) {
        self.0.handle.run_upkeep();
    }
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

/// An active request.
pub struct ActiveRequest(Gauge);

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}

/// A count as the value of a gauge.
fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// The name of a standard method. Clients can invent any number of others.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "_OTHER",
    }
}
