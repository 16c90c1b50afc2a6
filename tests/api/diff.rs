use serde_json::json;

use crate::support::{on_both_databases, story};

on_both_databases! {
    async fn two_moments_of_a_plan_are_compared(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan/diff", story.application);
        let thank_you = format!("{}:thank_you:{}", story.interview, story.contact);
        let diff = ada.get(&format!("{path}?from=2026-03-10T14:00:00Z&to=2026-03-10T15:30:00Z")).await.expect(200);
        assert_eq!(diff["steps"][0]["step_id"], thank_you.as_str());
        assert_eq!(diff["steps"][0]["fields"], json!({"status": {"before": "upcoming", "after": "due"}}));
        assert_eq!(diff["steps"][0]["text"], "The thank-you was upcoming and is due now.");
        assert_eq!(diff["after"]["as_of"], "2026-03-10T11:30:00-04:00");
        // Now is the other moment, where only one is named.
        let diff = ada.get(&format!("{path}?from=2026-03-10T14:00:00Z")).await.expect(200);
        assert_eq!(diff["after"]["as_of"], "2026-03-10T12:00:00-04:00");
        // And nothing changes from now to now.
        let diff = ada.get(&path).await.expect(200);
        assert_eq!((&diff["state"], &diff["next_step_id"], &diff["steps"]), (&json!(null), &json!(null), &json!([])));
    }

    async fn two_playbooks_are_compared(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan/diff", story.application);
        let diff = ada.get(&format!("{path}?against=optimal-timeframe")).await.expect(200);
        assert_eq!((&diff["before"]["playbook"]["key"], &diff["after"]["playbook"]["key"]), (&json!("consensus"), &json!("optimal-timeframe")));
        let removed = diff["steps"].as_array().unwrap().iter().filter(|step| step["change"] == "removed").count();
        assert_eq!(removed, 2, "{diff}");
        // The same one, where only the old one is named.
        let diff = ada.get(&format!("{path}?playbook=dream-job")).await.expect(200);
        assert_eq!((&diff["after"]["playbook"]["key"], &diff["steps"]), (&json!("dream-job"), &json!([])));
        ada.get(&format!("{path}?against=none")).await.problem(400, "bad-request");
        ada.get(&format!("{path}?from=soon")).await.problem(400, "bad-request");
    }

    async fn an_override_shows_as_what_it_is(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = format!("/v1/applications/{}", story.application);
        let follow_up = format!("{}:follow_up:1", story.interview);
        ada.put(&format!("{application}/overrides/{follow_up}"), json!({"dismissed": true})).await.expect(201);
        let diff = ada.get(&format!("{application}/follow-up-plan/diff?to=2026-03-18T15:00:00Z")).await.expect(200);
        assert!(diff["steps"].as_array().unwrap().iter().all(|step| step["step_id"] != follow_up.as_str()), "{diff}");
    }
}
