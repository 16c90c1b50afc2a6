//! The queue: what is queued is done once, by any worker, and tried again if it fails.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use database::{Database, JOB_ATTEMPTS, JOB_LEASE, NewJob, complete_job, enqueue_jobs};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    connections::{ASHBY_SECRET, ashby_event, ashby_signature},
    support::{on_both_databases, process::Process, wait_until},
};

fn job(account_id: Uuid, due_at: DateTime<Utc>) -> NewJob {
    NewJob { account_id, id: Uuid::now_v7(), kind: "test", payload: json!({"a": [1, "b"]}), due_at }
}

async fn queue(db: &Database, now: DateTime<Utc>, jobs: Vec<NewJob>) {
    enqueue_jobs(db, db.dialect(), now, jobs).await.unwrap();
}

on_both_databases! {
    async fn a_job_is_claimed_by_one_and_done_once(api: Api) {
        let (db, now, account) = (&api.db, api.clock.now(), Uuid::now_v7());
        let jobs: Vec<_> = (0..25).map(|_| job(account, now)).collect();
        queue(db, now, jobs.clone()).await;
        // The same ones again are not queued twice.
        queue(db, now, jobs).await;
        assert_eq!(db.accounts_with_jobs(now).await.unwrap(), [account]);
        let claims = futures_util::future::join_all((0..5).map(|_| db.claim_jobs(account, now, 10))).await;
        let claimed: Vec<_> = claims.into_iter().flat_map(Result::unwrap).collect();
        let mut ids: Vec<_> = claimed.iter().map(|job| job.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((claimed.len(), ids.len()), (25, 25), "none twice");
        assert_eq!((claimed[0].attempt, &claimed[0].payload), (1, &json!({"a": [1, "b"]})));
        for job in &claimed {
            assert!(complete_job(db, db.dialect(), job).await.unwrap());
            assert!(!complete_job(db, db.dialect(), job).await.unwrap());
        }
        assert_eq!(db.queue_state(now).await.unwrap().pending, 0);
        assert!(db.accounts_with_jobs(now).await.unwrap().is_empty());
    }

    async fn an_abandoned_job_is_claimed_again_and_the_first_claim_is_void(api: Api) {
        let (db, now, account) = (&api.db, api.clock.now(), Uuid::now_v7());
        queue(db, now, vec![job(account, now)]).await;
        let first = db.claim_jobs(account, now, 10).await.unwrap().pop().unwrap();
        assert!(db.claim_jobs(account, now + JOB_LEASE - TimeDelta::seconds(1), 10).await.unwrap().is_empty());
        let second = db.claim_jobs(account, now + JOB_LEASE, 10).await.unwrap().pop().unwrap();
        assert_eq!((second.id, second.attempt), (first.id, 2));
        assert!(!complete_job(db, db.dialect(), &first).await.unwrap());
        assert!(!db.retry_job(&first, now, "late").await.unwrap());
        assert!(!db.fail_job(&first, "late").await.unwrap());
        assert!(complete_job(db, db.dialect(), &second).await.unwrap());
    }

    async fn a_job_is_done_at_its_time_and_given_up_in_the_end(api: Api) {
        let (db, account) = (&api.db, Uuid::now_v7());
        let mut now = api.clock.now();
        queue(db, now, vec![job(account, now + TimeDelta::hours(1))]).await;
        assert!(db.claim_jobs(account, now, 10).await.unwrap().is_empty());
        assert_eq!(db.queue_state(now).await.unwrap().lag, TimeDelta::zero());
        now += TimeDelta::hours(2);
        assert_eq!(db.queue_state(now).await.unwrap().lag, TimeDelta::hours(1));
        for attempt in 1..=JOB_ATTEMPTS {
            let job = db.claim_jobs(account, now, 10).await.unwrap().pop().unwrap();
            assert_eq!((job.attempt, job.is_last_attempt()), (attempt, attempt == JOB_ATTEMPTS));
            if job.is_last_attempt() {
                assert!(db.fail_job(&job, "it never works").await.unwrap());
            } else {
                assert!(db.retry_job(&job, now + job.backoff(), "not this time").await.unwrap());
                assert!(db.claim_jobs(account, now, 10).await.unwrap().is_empty());
                now += job.backoff();
            }
        }
        now += TimeDelta::days(365);
        assert!(db.accounts_with_jobs(now).await.unwrap().is_empty());
        let state = db.queue_state(now).await.unwrap();
        assert_eq!((state.pending, state.failed), (0, 1));
        let failed = db.failed_jobs(10).await.unwrap().pop().unwrap();
        assert_eq!((failed.account_id, failed.error.as_str()), (account, "it never works"));
        assert!(!db.replay_job(Uuid::now_v7(), failed.id, now).await.unwrap(), "another account's");
        assert!(db.replay_job(account, failed.id, now).await.unwrap());
        assert!(!db.replay_job(account, failed.id, now).await.unwrap());
        assert_eq!(db.claim_jobs(account, now, 10).await.unwrap()[0].attempt, 1);
    }

    async fn a_job_is_queued_with_its_transaction_or_not_at_all(api: Api) {
        let (db, now, account) = (&api.db, api.clock.now(), Uuid::now_v7());
        let transaction = db.begin().await.unwrap();
        enqueue_jobs(&transaction, db.dialect(), now, [job(account, now)]).await.unwrap();
        transaction.rollback().await.unwrap();
        assert!(db.accounts_with_jobs(now).await.unwrap().is_empty());
        let transaction = db.begin().await.unwrap();
        enqueue_jobs(&transaction, db.dialect(), now, [job(account, now)]).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(db.accounts_with_jobs(now).await.unwrap(), [account]);
        let claimed = db.claim_jobs(account, now, 10).await.unwrap().pop().unwrap();
        let transaction = db.begin().await.unwrap();
        assert!(complete_job(&transaction, db.dialect(), &claimed).await.unwrap());
        transaction.rollback().await.unwrap();
        assert_eq!(db.queue_state(now).await.unwrap().pending, 1);
    }

    async fn a_kind_that_is_not_known_here_is_left_to_others(api: Api) {
        let (db, now, account) = (&api.db, api.clock.now(), Uuid::now_v7());
        queue(db, now, vec![job(account, now)]).await;
        assert_eq!(api.work().await, 1);
        assert!(db.claim_jobs(account, now, 10).await.unwrap().is_empty());
        let again = db.claim_jobs(account, now + TimeDelta::minutes(1), 10).await.unwrap().pop().unwrap();
        assert_eq!(again.attempt, 1, "it was not tried");
    }
}

/// The workers of a running service, which stops in the middle of their work, and goes on with it.
#[test]
fn a_service_works_off_what_it_stores() {
    let data = tempfile::tempdir().unwrap();
    let service = Process::start(data.path(), None);
    let bearer = format!("Bearer {}", service.sign_up());
    let connection = json!({"kind": "ashby", "name": "Ashby", "secret": ASHBY_SECRET, "state": "active"});
    let made = ureq::post(format!("{}/v1/connections", service.url)).header("authorization", &bearer);
    let made: Value = made.send_json(connection).unwrap().body_mut().read_json().unwrap();
    let (id, path) = (made["id"].as_str().unwrap(), made["path"].as_str().unwrap());
    for number in 0..100 {
        let body = ashby_event(&number.to_string());
        let delivery = ureq::post(format!("{}{path}", service.url));
        let delivery = delivery.header("ashby-signature", ashby_signature(&body));
        assert_eq!(delivery.send(body.as_bytes()).unwrap().status(), 200);
    }
    service.terminate();
    assert!(service.ended_well());
    let service = Process::start(data.path(), None);
    let waiting = |service: &Process| {
        let list = format!("{}/v1/connections/{id}/deliveries?state=received", service.url);
        let list: Value =
            ureq::get(list).header("authorization", &bearer).call().unwrap().body_mut().read_json().unwrap();
        !list["items"].as_array().unwrap().is_empty()
    };
    wait_until(Duration::from_secs(30), "the end of the work", || !waiting(&service));
    let list = format!("{}/v1/connections/{id}/deliveries?state=applied&limit=200", service.url);
    let list: Value = ureq::get(list).header("authorization", &bearer).call().unwrap().body_mut().read_json().unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 100);
    let metrics = ureq::get(format!("{}/metrics", service.url)).call().unwrap().body_mut().read_to_string().unwrap();
    assert!(metrics.contains("followup_jobs_lag_seconds 0"), "{metrics}");
    service.kill();
}
