//! Many who write one thing at once: with `If-Match` one of them wins, and without it nobody's change is lost unseen.

use std::{collections::BTreeSet, ops::RangeInclusive, time::Duration};

use actix_web::{rt::time::sleep, test::TestRequest};
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use crate::support::{Answer, Client, on_both_databases, playbook_of, story};

/// How many of those who write are under way at once: all of them would only wait for connections, and some too long.
const AT_ONCE: usize = 40;

/// How many write: the most to an interview, which takes the most tables.
fn writers(path: &str) -> RangeInclusive<usize> {
    1..=if path.contains("/interviews/") { 200 } else { 40 }
}

/// All answers, in the order in which they came.
async fn all<F: Future<Output = Answer>>(writes: impl Iterator<Item = F>) -> Vec<Answer> {
    futures_util::stream::iter(writes).buffer_unordered(AT_ONCE).collect().await
}

/// The paths of all that can be patched, each with a change that depends on who makes it.
async fn patchable(client: &Client) -> Vec<(String, fn(usize) -> Value)> {
    let story = story(client).await;
    let communications = format!("/v1/applications/{}/communications", story.application);
    let reply = json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"});
    let communication = client.post(&communications, reply).await.created();
    client.post("/v1/playbooks", playbook_of("own")).await.expect(201);
    vec![
        (format!("/v1/candidates/{}", story.candidate), |n| json!({"name": format!("Bob {n}")})),
        (format!("/v1/applications/{}", story.application), |n| json!({"position": {"title": format!("Analyst {n}")}})),
        (format!("/v1/contacts/{}", story.contact), |n| json!({"name": format!("Grace {n}")})),
        (format!("/v1/interviews/{}", story.interview), |n| json!({"talking_points": [format!("point {n}")]})),
        (format!("/v1/communications/{communication}"), |n| json!({"at": format!("2026-03-10T15:30:00.{n:03}Z")})),
        ("/v1/playbooks/own".to_owned(), |n| json!({"summary": format!("Summary {n}.")})),
    ]
}

/// The version that an answer's tag names: `"v3"`, or `"v3-id"` where ids can be used again.
fn version(answer: &Answer) -> usize {
    let tag = answer.header("etag").unwrap().trim_matches('"').trim_start_matches('v');
    tag.split('-').next().unwrap().parse().unwrap()
}

on_both_databases! {
    async fn with_a_version_in_mind_one_wins(api: Api) {
        let ada = api.sign_up("ada").await;
        for (path, change) in patchable(&ada).await {
            let tag = ada.get(&path).await.header("etag").unwrap().to_owned();
            let write = |n| TestRequest::patch().uri(&path).insert_header(("if-match", tag.as_str())).set_json(change(n));
            let answers = all(writers(&path).map(|n| ada.send(write(n)))).await;
            let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
            assert_eq!(won.len(), 1, "{path}");
            assert_eq!(won[0].json(), ada.get(&path).await.expect(200));
            for answer in lost {
                answer.problem(412, "precondition-failed");
            }
        }
    }

    async fn without_one_no_change_is_lost_unseen(api: Api) {
        let ada = api.sign_up("ada").await;
        for (path, change) in patchable(&ada).await {
            let before = version(&ada.get(&path).await);
            let answers = all(writers(&path).map(|n| ada.patch(&path, change(n)))).await;
            let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
            // Each made the version after the one that it had read: none was written over without having been read.
            let versions: BTreeSet<_> = won.iter().map(version).collect();
            assert_eq!(versions, (before + 1..=before + won.len()).collect(), "{path}");
            let newest = won.iter().max_by_key(|answer| version(answer)).unwrap();
            assert_eq!(newest.json(), ada.get(&path).await.expect(200), "{path}");
            for answer in lost {
                answer.problem(409, "conflict");
            }
        }
    }

    async fn no_interview_names_a_contact_that_is_deleted_meanwhile(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}", story.application);
        let interview = format!("/v1/interviews/{}", story.interview);
        let (contacts, interviews) = (format!("{path}/contacts"), format!("{path}/interviews"));
        ada.patch(&path, json!({"remote_id": "a"})).await.expect(200);
        let mut written = 0;
        for round in 0..40 {
            let remote_id = format!("r-{round}");
            let contact = ada.post(&contacts, json!({"name": "Bea", "remote_id": remote_id})).await.created();
            let times = json!({"starts_at": "2026-03-12T10:00:00Z", "ends_at": "2026-03-12T11:00:00Z"});
            let mut led = times.clone();
            led["interviewer_ids"] = json!([contact]);
            let mut item = times;
            for (field, value) in [
                ("type", json!("interview")),
                ("remote_id", json!(remote_id)),
                ("application_remote_id", json!("a")),
                ("interviewer_remote_ids", json!([remote_id])),
            ] {
                item[field] = value;
            }
            let contact_path = format!("/v1/contacts/{contact}");
            let (deleted, created, patched, synced) = futures_util::join!(
                async {
                    sleep(Duration::from_millis(round % 8)).await;
                    ada.delete(&contact_path).await
                },
                ada.post(&interviews, led),
                ada.patch(&interview, json!({"interviewer_ids": [contact]})),
                ada.post("/v1/sync", json!({"items": [item]})),
            );
            deleted.expect(204);
            written += usize::from(created.status == 201)
                + usize::from(patched.status == 200)
                + usize::from(synced.expect(200)["created"] == 1);
            let all = ada.get(&format!("/v1/interviews?application_id={}&limit=100", story.application)).await;
            assert!(!all.expect(200).to_string().contains(&contact), "round {round}: {contact}");
        }
        assert!(written > 0, "no interview was ever written beside a deletion");
    }
}
