//! Lists of all contacts, interviews and communications, narrowed to an application, a candidate, a status or a period.

use serde_json::{Value, json};

use crate::{
    support::{Client, on_both_databases},
    sync::{application, by_remote_id, candidate, communication, contact, interview, sync},
};

/// Two candidates: one with two applications and a recruiter of both, one with a third application.
async fn board(client: &Client) {
    let day = |mut item: Value, day: u32| {
        for field in ["starts_at", "ends_at", "at"] {
            if let Some(text) = item[field].as_str() {
                item[field] = json!(text.replace("2026-03-10", &format!("2026-03-{day}")));
            } else if let Some(item) = item.as_object_mut() {
                item.remove(field);
            }
        }
        item
    };
    let mut cancelled = interview("i2", "b", &[]);
    cancelled["status"] = json!("cancelled");
    sync(
        client,
        json!([
            candidate("p"),
            candidate("q"),
            application("a", "p"),
            application("b", "p"),
            application("d", "q"),
            contact("r", "a"),
            contact("r", "b"),
            contact("s", "b"),
            contact("t", "d"),
            day(interview("i1", "a", &["r"]), 10),
            day(cancelled, 12),
            day(interview("i3", "d", &["t"]), 14),
            day(communication("m1", "a", "r"), 10),
            day(communication("m2", "b", "s"), 12),
            day(communication("m3", "d", "t"), 14)
        ]),
    )
    .await;
}

/// The remote ids of all items, read one by one.
async fn found(client: &Client, path: &str) -> Vec<String> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    let join = if path.contains('?') { '&' } else { '?' };
    loop {
        let page = client.get(&format!("/v1/{path}{join}limit=1{cursor}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        found.extend(items.iter().map(|item| item["remote_id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { return found };
        cursor = format!("&cursor={next}");
    }
}

on_both_databases! {
    async fn lists_are_narrowed_to_an_application_or_a_candidate(api: Api) {
        let [ada, eve] = [api.sign_up("ada").await, api.sign_up("eve").await];
        board(&ada).await;
        board(&eve).await;
        let id = async |resources: &str, remote_id: &str| {
            by_remote_id(&ada, resources, remote_id).await["id"].as_str().unwrap().to_owned()
        };
        let (b, p) = (id("applications", "b").await, id("candidates", "p").await);
        let cases: [(&str, [&[&str]; 3]); 9] = [
            ("", [&["r", "s", "t"], &["i1", "i2", "i3"], &["m1", "m2", "m3"]]),
            (&format!("application_id={b}"), [&["r", "s"], &["i2"], &["m2"]]),
            ("application_remote_id=a", [&["r"], &["i1"], &["m1"]]),
            (&format!("candidate_id={p}"), [&["r", "s"], &["i1", "i2"], &["m1", "m2"]]),
            ("candidate_remote_id=q", [&["t"], &["i3"], &["m3"]]),
            ("candidate_remote_id=p&application_remote_id=b", [&["r", "s"], &["i2"], &["m2"]]),
            ("candidate_remote_id=q&application_remote_id=b", [&[], &[], &[]]),
            ("application_remote_id=nothing", [&[], &[], &[]]),
            ("candidate_remote_id=p&updated_after=2020-01-01T00:00:00Z", [&["r", "s"], &["i1", "i2"], &["m1", "m2"]]),
        ];
        for (query, expected) in cases {
            for (resources, expected) in ["contacts", "interviews", "communications"].into_iter().zip(expected) {
                let mut found = found(&ada, &format!("{resources}?{query}")).await;
                found.sort_unstable();
                assert_eq!(found, expected, "{resources}?{query}");
            }
        }
        // Another account's are none.
        for resources in ["contacts", "interviews", "communications"] {
            assert_eq!(found(&eve, &format!("{resources}?application_id={b}")).await, [] as [&str; 0]);
            assert_eq!(found(&eve, &format!("{resources}?candidate_id={p}")).await, [] as [&str; 0]);
            for both in [format!("application_id={b}&application_remote_id=b"), format!("candidate_id={p}&candidate_remote_id=p")] {
                ada.get(&format!("/v1/{resources}?{both}")).await.problem(400, "bad-request");
            }
        }
        // A contact of two applications is shown as in the one that it was created for.
        let shared = ada.get("/v1/contacts?application_remote_id=b&remote_id=r").await.expect(200);
        assert_eq!(shared["items"][0]["application_id"], id("applications", "a").await.as_str());
    }

    async fn interviews_and_communications_are_found_by_time_and_status(api: Api) {
        let ada = api.sign_up("ada").await;
        board(&ada).await;
        for (query, expected) in [
            ("interviews?status=cancelled", &["i2"][..]),
            ("interviews?status=scheduled", &["i1", "i3"]),
            ("interviews?starts_from=2026-03-12T14:00:00Z", &["i2", "i3"]),
            ("interviews?starts_before=2026-03-12T14:00:00Z", &["i1"]),
            ("interviews?starts_from=2026-03-12T00:00:00Z&starts_before=2026-03-13T00:00:00Z", &["i2"]),
            ("interviews?starts_from=2026-03-12T15:00:00%2B01:00&status=scheduled", &["i3"]),
            ("interviews?starts_from=2026-03-11T00:00:00Z&candidate_remote_id=p", &["i2"]),
            ("communications?occurred_from=2026-03-12T15:30:00Z", &["m2", "m3"]),
            ("communications?occurred_before=2026-03-12T15:30:00Z", &["m1"]),
            ("communications?occurred_from=2026-03-11T00:00:00Z&occurred_before=2026-03-13T00:00:00Z", &["m2"]),
            ("communications?occurred_from=2026-03-11T00:00:00Z&candidate_remote_id=q", &["m3"]),
        ] {
            let mut found = found(&ada, query).await;
            found.sort_unstable();
            assert_eq!(found, expected, "{query}");
        }
        ada.get("/v1/interviews?status=moved").await.problem(400, "bad-request");
        ada.get("/v1/contacts?status=scheduled").await.problem(400, "bad-request");
        ada.get("/v1/communications?starts_from=2026-03-12T00:00:00Z").await.problem(400, "bad-request");
        // A cursor is good for the list that gave it.
        let page = ada.get("/v1/interviews?limit=1&status=scheduled").await.expect(200);
        let cursor = page["next_cursor"].as_str().unwrap();
        ada.get(&format!("/v1/interviews?limit=1&status=scheduled&cursor={cursor}")).await.expect(200);
        ada.get(&format!("/v1/interviews?limit=1&status=cancelled&cursor={cursor}")).await.problem(400, "bad-request");
        ada.get(&format!("/v1/interviews?limit=1&cursor={cursor}")).await.problem(400, "bad-request");
    }
}
