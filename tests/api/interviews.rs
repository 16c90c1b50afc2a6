use serde_json::json;

use crate::support::{on_both_databases, story};

on_both_databases! {
    async fn an_assignment_is_an_interview_too(api: Api) {
        let ada = api.sign_up("ada").await;
        let path = format!("/v1/interviews/{}", story(&ada).await.interview);
        assert_eq!(ada.patch(&path, json!({"kind": "assignment"})).await.expect(200)["kind"], "assignment");
        assert_eq!(ada.get(&path).await.expect(200)["kind"], "assignment");
    }

    async fn an_interview_is_kept_as_written(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let list = format!("/v1/applications/{}/interviews", story.application);
        let second = ada.post(&format!("/v1/applications/{}/contacts", story.application), json!({"name": "Bo"})).await.created();
        let body = json!({
            "remote_id": "i-2", "kind": "final", "medium": "in_person",
            "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:30:00Z", "status": "completed",
            "interviewer_ids": [second, story.contact], "rapport": "strong",
            "decision_expected_on": "2026-03-20", "respond_by": "2026-03-16T17:00:00Z",
            "talking_points": ["the move to event sourcing"], "points_to_clarify": ["I can start in May."]
        });
        let created = ada.post(&list, body.clone()).await.expect(201);
        let path = format!("/v1/interviews/{}", created["id"].as_str().unwrap());
        let read = ada.get(&path).await.expect(200);
        assert_eq!(read, created);
        for (name, value) in body.as_object().unwrap() {
            assert_eq!(&read[name], value, "{name}");
        }
        let turned = ada.patch(&path, json!({"interviewer_ids": [story.contact, second]})).await.expect(200);
        assert_eq!(turned["interviewer_ids"], json!([story.contact, second]));
        assert_eq!(ada.get(&list).await.expect(200)["items"][1], turned);
    }

    async fn an_invalid_interview_is_refused(api: Api) {
        let ada = api.sign_up("ada").await;
        let (story, other) = (story(&ada).await, story(&ada).await);
        let list = format!("/v1/applications/{}/interviews", story.application);
        let wrong = json!({
            "starts_at": "2026-03-12T15:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "respond_by": "2026-03-12T14:00:00Z",
            "interviewer_ids": [story.contact, story.contact]
        });
        let errors = ada.post(&list, wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        assert_eq!(pointers, ["/ends_at", "/respond_by", "/interviewer_ids/1"]);
        let foreign = json!({
            "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z",
            "interviewer_ids": [story.contact, other.contact]
        });
        let errors = ada.post(&list, foreign).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/interviewer_ids/1".to_owned(), "unknown_reference".to_owned())]);
        let path = format!("/v1/interviews/{}", story.interview);
        let errors = ada.patch(&path, json!({"ends_at": "2026-03-10T13:00:00Z"})).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/ends_at".to_owned(), "not_after_start".to_owned())]);
        // Nothing of it was written.
        assert_eq!(ada.get(&list).await.expect(200)["items"].as_array().unwrap().len(), 1);
        assert_eq!(ada.get(&path).await.expect(200)["ends_at"], "2026-03-10T15:00:00Z");
    }

    async fn an_interview_goes_alone(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.delete(&format!("/v1/interviews/{}", story.interview)).await.expect(204);
        ada.get(&format!("/v1/interviews/{}", story.interview)).await.problem(404, "not-found");
        ada.get(&format!("/v1/contacts/{}", story.contact)).await.expect(200);
    }
}
