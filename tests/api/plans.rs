use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::{Client, on_both_databases, story};

/// The steps of a plan, each as `kind status ideal_at`.
fn lines(plan: &Value) -> Vec<String> {
    let text = |step: &Value, field: &str| step[field].as_str().unwrap().to_owned();
    let steps = plan["steps"].as_array().unwrap();
    steps.iter().map(|step| ["kind", "status", "ideal_at"].map(|field| text(step, field)).join(" ")).collect()
}

async fn plan_as_of(client: &Client, application: &str, as_of: &str) -> Value {
    let as_of = as_of.replace('+', "%2B");
    client.get(&format!("/v1/applications/{application}/follow-up-plan?as_of={as_of}")).await.expect(200)
}

on_both_databases! {
    async fn a_stored_plan_is_the_one_of_its_facts(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let plan = ada.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        assert_eq!(plan["as_of"], "2026-03-10T12:00:00-04:00");
        assert_eq!(plan["playbook"], json!({"key": "consensus", "version": 1}));
        let facts = json!({
            "as_of": "2026-03-10T16:00:00Z",
            "application": {
                "company": {"name": "Acme"}, "position": {"title": "Analyst"},
                "time_zone": "America/New_York", "holiday_calendar": "US"
            },
            "contacts": [
                {"id": story.contact, "name": "Ada Okafor", "role": "hiring_manager", "email": "ada@acme.example"}
            ],
            "interviews": [{
                "id": story.interview, "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
                "interviewer_ids": [story.contact]
            }]
        });
        assert_eq!(ada.post("/v1/follow-up-plans/preview", facts).await.expect(200), plan);
    }

    async fn a_plan_follows_the_playbook_and_the_day_that_are_asked_for(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        let plan = ada.get(&format!("{path}?playbook=dream-job&as_of=2026-03-11T10:00:00-04:00")).await.expect(200);
        assert_eq!((&plan["playbook"]["key"], &plan["as_of"]), (&json!("dream-job"), &json!("2026-03-11T10:00:00-04:00")));
        ada.get(&format!("{path}?playbook=none")).await.problem(400, "bad-request");
        ada.get(&format!("{path}?as_of=yesterday")).await.problem(400, "bad-request");
        ada.get(&format!("{path}?when=now")).await.problem(400, "bad-request");
    }

    async fn reasons_can_be_left_out(api: Api) {
        /// The steps as they are without reasons and advice, which each of them has.
        fn without_reasons(mut plan: Value) -> Value {
            for step in plan["steps"].as_array_mut().unwrap() {
                let step = step.as_object_mut().unwrap();
                assert!(!step.remove("reasons").unwrap().as_array().unwrap().is_empty());
                assert!(step.remove("advice").unwrap().is_array());
            }
            plan
        }

        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = format!("/v1/applications/{}/follow-up-plan", story.application);
        for path in [&application, &format!("/v1/interviews/{}/follow-up-plan", story.interview)] {
            let full = ada.get(path).await.expect(200);
            assert_eq!(ada.get(&format!("{path}?reasons=all")).await.expect(200), full);
            assert_eq!(ada.get(&format!("{path}?reasons=none")).await.expect(200), without_reasons(full));
            ada.get(&format!("{path}?reasons=some")).await.problem(400, "bad-request");
        }
        let facts = json!({
            "as_of": "2026-03-10T16:00:00Z",
            "application": {
                "company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "America/New_York"
            },
            "interviews": [{"id": "i", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
        });
        let preview = "/v1/follow-up-plans/preview";
        let full = ada.post(preview, facts.clone()).await.expect(200);
        let brief = ada.post(&format!("{preview}?reasons=none"), facts.clone()).await.expect(200);
        assert_eq!(brief, without_reasons(full));
        ada.post(&format!("{preview}?reason=none"), facts.clone()).await.problem(400, "bad-request");
        let batch = ada.post(&format!("{preview}-batch?reasons=none"), json!({"facts": [facts]})).await.expect(200);
        assert_eq!(batch["results"], json!([{"status": "planned", "plan": brief}]));
        let agenda = "/v1/agenda?status=upcoming,due,overdue";
        let full = ada.get(agenda).await.expect(200);
        let brief = ada.get(&format!("{agenda}&reasons=none")).await.expect(200);
        let steps = |page: &Value| -> Vec<Value> {
            page["items"].as_array().unwrap().iter().map(|item| item["step"].clone()).collect()
        };
        assert!(!steps(&full).is_empty());
        assert_eq!(json!({"steps": steps(&brief)}), without_reasons(json!({"steps": steps(&full)})));
    }

    async fn an_interview_has_its_own_part(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let second = json!({"starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"});
        let second = ada.post(&format!("/v1/applications/{}/interviews", story.application), second).await.created();
        let first = ada.get(&format!("/v1/interviews/{}/follow-up-plan", story.interview)).await.expect(200);
        let thank_you = format!("{}:thank_you:{}", story.interview, story.contact);
        assert_eq!(first["steps"].as_array().unwrap().len(), 1);
        assert_eq!((&first["steps"][0]["id"], &first["next_step_id"]), (&json!(thank_you), &json!(thank_you)));
        let second = ada.get(&format!("/v1/interviews/{second}/follow-up-plan")).await.expect(200);
        assert_eq!(second["steps"].as_array().unwrap().len(), 4);
        assert_eq!(second["next_step_id"], json!(null));
    }

    /// Three rounds in two zones across a public holiday: a screening, a panel with a stated date that passes, a reply
    /// with another date, and the final round.
    async fn a_job_that_really_happened(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].clone();
        let application = ada.post("/v1/applications", json!({
            "candidate_id": candidate, "company": {"name": "Bauwerk AG", "main_phone": "+49 89 5550 0"},
            "position": {"title": "Data Engineer"}, "time_zone": "Europe/Berlin", "holiday_calendar": "DE-BY"
        })).await.created();
        let path = |rest: &str| format!("/v1/applications/{application}/{rest}");
        let contact = async |body: Value| ada.post(&path("contacts"), body).await.created();
        let recruiter = contact(json!({"name": "Jonas Weber", "role": "recruiter", "email": "jonas@bauwerk.example"})).await;
        let manager = contact(json!({"name": "Lena Vogt", "role": "hiring_manager", "email": "lena@bauwerk.example"})).await;
        let colleague = contact(json!({"name": "Tom Reiter", "role": "interviewer"})).await;

        // The screening is on Thursday in Munich, late in the evening for a candidate in New York's zone.
        ada.post(&path("interviews"), json!({
            "kind": "screening", "medium": "phone", "starts_at": "2026-05-28T10:00:00-04:00",
            "ends_at": "2026-05-28T10:30:00-04:00", "interviewer_ids": [recruiter]
        })).await.created();
        let plan = plan_as_of(&ada, &application, "2026-05-28T17:00:00+02:00").await;
        assert_eq!(lines(&plan)[..2], [
            "thank_you due 2026-05-29T09:00:00+02:00",
            // Corpus Christi, 4 June, is a holiday in Bavaria: neither a day of the wait nor one to write on.
            "check_in upcoming 2026-06-05T10:00:00+02:00",
        ]);

        // The panel: the colleague has no address, so the thanks are passed on by the manager.
        let panel = ada.post(&path("interviews"), json!({
            "kind": "panel", "starts_at": "2026-06-02T09:00:00+02:00", "ends_at": "2026-06-02T11:00:00+02:00",
            "interviewer_ids": [manager, recruiter, colleague], "decision_expected_on": "2026-06-12"
        })).await.created();
        let plan = plan_as_of(&ada, &application, "2026-06-02T12:00:00+02:00").await;
        let pass_on = plan["steps"].as_array().unwrap().iter().find(|step| step["id"] == format!("{panel}:thank_you:{manager}"));
        assert_eq!(pass_on.unwrap()["pass_on_to"], json!([colleague]));
        assert_eq!(plan["stated_date"], "2026-06-12");
        let follow_up = |plan: &Value, id: &str| {
            let steps = plan["steps"].as_array().unwrap();
            steps.iter().find(|step| step["id"] == id).cloned().unwrap_or_else(|| panic!("no {id}: {:?}", lines(plan)))
        };
        let check_in = follow_up(&plan, &format!("{panel}:follow_up:1"));
        assert_eq!((&check_in["opens_at"], &check_in["ideal_at"]), (&json!("2026-06-15T09:00:00+02:00"), &json!("2026-06-16T10:00:00+02:00")));

        // The date passes; a check-in goes out; the answer names a new date, and the sequence starts again from it.
        let communication = async |body: Value| ada.post(&path("communications"), body).await.created();
        communication(json!({
            "direction": "outbound", "channel": "email", "purpose": "check_in", "at": "2026-06-16T10:05:00+02:00", "contact_id": manager
        })).await;
        communication(json!({
            "direction": "inbound", "channel": "email", "at": "2026-06-18T16:00:00+02:00", "contact_id": manager,
            "decision_expected_on": "2026-06-26"
        })).await;
        let plan = plan_as_of(&ada, &application, "2026-06-18T17:00:00+02:00").await;
        assert_eq!(follow_up(&plan, &format!("{panel}:follow_up:1"))["status"], "done");
        assert_eq!(plan["stated_date"], "2026-06-26");
        assert_eq!(follow_up(&plan, &format!("{panel}:follow_up:1:r1"))["opens_at"], "2026-06-29T09:00:00+02:00");
        // As it stood before the reply, the plan knew nothing of it.
        assert_eq!(plan_as_of(&ada, &application, "2026-06-18T15:00:00+02:00").await["stated_date"], "2026-06-12");

        // The final round moves the sequence once more; then there is an offer.
        let last = ada.post(&path("interviews"), json!({
            "kind": "final", "medium": "in_person", "starts_at": "2026-06-25T14:00:00+02:00",
            "ends_at": "2026-06-25T16:00:00+02:00", "interviewer_ids": [manager]
        })).await.created();
        let plan = plan_as_of(&ada, &application, "2026-06-25T17:00:00+02:00").await;
        assert_eq!(plan["anchor_interview_id"], last.as_str());
        assert_eq!(follow_up(&plan, &format!("{panel}:follow_up:1"))["status"], "done");
        ada.patch(&format!("/v1/applications/{application}"), json!({
            "outcome": {"kind": "offered", "at": "2026-07-01T10:00:00+02:00"}
        })).await.expect(200);
        let plan = plan_as_of(&ada, &application, "2026-07-01T11:00:00+02:00").await;
        assert_eq!((&plan["state"], &plan["next_step_id"]), (&json!("active"), &json!("outcome:offer_thanks")));
    }

    async fn a_thank_you_is_worth_sending(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.patch(&format!("/v1/candidates/{}", story.candidate), json!({
            "phone": "+1 212 555 0100", "strengths": ["ten years of data pipelines"]
        })).await.expect(200);
        let step = format!("{}:thank_you:{}", story.interview, story.contact);
        let path = format!("/v1/applications/{}/follow-up-plan/steps/{step}/message", story.application);
        let message = ada.get(&path).await.expect(200);
        assert_eq!((&message["ready"], &message["missing"]), (&json!(true), &json!([])));
        assert_eq!(message["recipient"]["address"], "ada@acme.example");
        let body = message["body"].as_str().unwrap();
        for part in ["Dear Ada Okafor", "Tuesday, March 10", "Analyst", "moving the nightly batch to a stream", "+1 212 555 0100"] {
            assert!(body.contains(part), "{part}: {body}");
        }
        assert!(message["subject"].as_str().unwrap().contains("Analyst"));
        let text = ada.send(TestRequest::get().uri(&path).insert_header(("accept", "text/plain"))).await;
        assert_eq!(text.header("content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!(text.text, format!("Subject: {}\n\n{body}", message["subject"].as_str().unwrap()));
        ada.send(TestRequest::get().uri(&path).insert_header(("accept", "image/png"))).await.problem(406, "not-acceptable");
    }

    async fn missing_parts_of_a_message_are_named(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        ada.patch(&format!("/v1/interviews/{}", story.interview), json!({"talking_points": null})).await.expect(200);
        let step = format!("{}:thank_you:{}", story.interview, story.contact);
        let message = ada.get(&format!("/v1/applications/{}/follow-up-plan/steps/{step}/message", story.application)).await.expect(200);
        assert_eq!(message["ready"], false);
        let pointers: Vec<_> = message["missing"].as_array().unwrap().iter().map(|missing| &missing["pointer"]).collect();
        assert!(pointers.contains(&&json!("/interviews/0/talking_points")), "{pointers:?}");
        assert!(!message["body"].as_str().unwrap().contains(['[', '{', '<']));
    }

    async fn a_check_in_by_phone_has_a_script_and_a_voicemail(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let step = format!("{}:follow_up:1", story.interview);
        let path = format!("/v1/applications/{}/follow-up-plan/steps/{step}/message", story.application);
        let message = ada.get(&format!("{path}?channel=phone&tone=formal")).await.expect(200);
        assert!(!message["script"]["questions"].as_array().unwrap().is_empty());
        assert!(message["voicemail"].as_str().unwrap().contains("Analyst"));
        assert_eq!((&message["subject"], &message["tone"]), (&json!(null), &json!("formal")));
        for wrong in ["channel=fax", "tone=rude", "locale=xx"] {
            ada.get(&format!("{path}?{wrong}")).await.problem(400, "bad-request");
        }
        ada.get(&path.replace("follow_up:1", "follow_up:9")).await.problem(404, "not-found");
        ada.get(&path.replace("follow_up:1", "move_on")).await.problem(400, "bad-request");
    }

    async fn facts_that_cannot_be_are_refused_with_all_their_reasons(api: Api) {
        let ada = api.sign_up("ada").await;
        let wrong = json!({
            "custom_playbook": {"key": "own", "follow_ups": [{"kind": "check_in"}]},
            "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "EST5"},
            "interviews": [{"id": "i", "starts_at": "2026-03-10T14:00:00"}],
            "communications": [{"direction": "sideways"}],
        });
        let errors = ada.post("/v1/follow-up-plans/preview", wrong).await.problem(422, "invalid-body");
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        for pointer in [
            "/application/time_zone", "/communications/0/at", "/communications/0/direction", "/interviews/0/ends_at",
            "/interviews/0/starts_at",
        ] {
            assert!(pointers.contains(&pointer), "{pointer}: {pointers:?}");
        }
        assert!(pointers.iter().any(|pointer| pointer.starts_with("/custom_playbook/")), "{pointers:?}");
        let unknown = json!({
            "playbook": "none",
            "application": {"company": {"name": "Acme"}, "position": {"title": "Analyst"}, "time_zone": "UTC"}
        });
        let errors = ada.post("/v1/follow-up-plans/preview", unknown).await.problem(422, "invalid-body");
        assert_eq!(errors, [("/playbook".to_owned(), "unknown_reference".to_owned())]);
    }
}
