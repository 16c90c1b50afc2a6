//! What models do wrong: they repeat themselves in other words, name what isn't there, and slip in dates.

use serde_json::{Value, json};

use crate::{
    imports::{MAIL, invitation},
    support::{Client, assistant::Assistant, on_both_databases, story},
};

async fn count(user: &Client, path: &str) -> usize {
    user.get(path).await.expect(200)["items"].as_array().unwrap().len()
}

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} is no text: {value}"))
}

/// What a call that must have been carried out has added.
async fn anew(assistant: &Assistant, name: &str, arguments: &Value) -> Value {
    let result = assistant.call(name, arguments.clone()).await;
    assert_eq!(
        (&result["isError"], &result["structuredContent"]["repeated"]),
        (&json!(false), &Value::Null),
        "{result}"
    );
    result["structuredContent"]["data"].clone()
}

on_both_databases! {
    async fn a_deleted_resource_is_added_again(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let acme = json!({"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC"});
        let first = anew(&assistant, "add_application", &acme).await;
        assert_eq!(assistant.done("add_application", acme.clone()).await, first);
        user.delete(&format!("/v1/applications/{}", text(&first, "id"))).await.expect(204);
        let second = anew(&assistant, "add_application", &acme).await;
        let path = format!("/v1/applications/{}", text(&second, "id"));
        assert_ne!(second["id"], first["id"]);
        user.get(&path).await.expect(200);
        // From then on that is what is repeated.
        let again = assistant.call("add_application", acme).await;
        assert_eq!((&again["structuredContent"]["data"], &again["structuredContent"]["repeated"]), (&second, &json!(true)));
        for (name, collection, mut arguments) in [
            ("add_contact", "contacts", json!({"name": "Grace"})),
            ("add_interview", "interviews", json!({"starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"})),
            ("record_communication", "communications", json!({"direction": "inbound", "at": "2026-03-10T15:30:00Z"})),
        ] {
            arguments["application_id"] = second["id"].clone();
            let added = anew(&assistant, name, &arguments).await;
            user.delete(&format!("/v1/{collection}/{}", text(&added, "id"))).await.expect(204);
            let again = anew(&assistant, name, &arguments).await;
            assert_ne!(again["id"], added["id"], "{name}");
            assert_eq!(assistant.done(name, arguments).await, again, "{name}");
            assert_eq!(count(&user, &format!("{path}/{collection}")).await, 1, "{name}");
        }
    }

    async fn a_contact_that_was_taken_out_of_the_application_is_added_again(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let other = json!({"company": {"name": "Other"}, "position": {"title": "Welder"}, "time_zone": "UTC", "candidate_id": story.candidate});
        let other = user.post("/v1/applications", other).await.created();
        let arguments = json!({"application_id": story.application, "name": "Grace", "email": "grace@acme.example"});
        let first = anew(&assistant, "add_contact", &arguments).await;
        let id = text(&first, "id");
        user.put(&format!("/v1/applications/{other}/contacts/{id}"), json!({"role": "recruiter"})).await.expect(200);
        // In another application it is there as well, and still here.
        assert_eq!(assistant.call("add_contact", arguments.clone()).await["structuredContent"]["repeated"], true);
        let path = format!("/v1/applications/{}/contacts", story.application);
        let before = count(&user, &path).await;
        user.delete(&format!("{path}/{id}")).await.expect(204);
        user.get(&format!("/v1/contacts/{id}")).await.expect(200);
        let second = anew(&assistant, "add_contact", &arguments).await;
        assert_eq!((second["id"] == first["id"], count(&user, &path).await), (false, before));
    }

    async fn what_was_added_is_told_as_it_is_now(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let repeated = async |name: &str, arguments: &Value| {
            let again = assistant.call(name, arguments.clone()).await["structuredContent"].clone();
            assert_eq!(again["repeated"], true, "{again}");
            again["data"].clone()
        };
        let interview = json!({"application_id": story.application, "starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z"});
        let contact = json!({"application_id": story.application, "name": "Grace"});
        let application = json!({"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC"});
        for (name, arguments, collection, patch) in [
            ("add_interview", interview, "interviews", json!({"starts_at": "2026-03-13T14:00:00Z", "ends_at": "2026-03-13T15:00:00Z", "status": "cancelled"})),
            ("add_contact", contact, "contacts", json!({"phone": "+1 212 555 0100"})),
            ("add_application", application, "applications", json!({"urgent": true})),
        ] {
            let first = anew(&assistant, name, &arguments).await;
            assert_eq!(repeated(name, &arguments).await, first, "{name}");
            let path = format!("/v1/{collection}/{}", text(&first, "id"));
            let changed = user.patch(&path, patch).await.expect(200);
            assert_eq!(repeated(name, &arguments).await, changed, "{name}");
        }
        let sent = json!({"application_id": story.application, "direction": "outbound", "at": "2026-03-10T15:20:00Z", "purpose": "thank_you"});
        let first = anew(&assistant, "record_communication", &sent).await;
        assert_eq!(first["completed"]["steps"][0]["kind"], "thank_you");
        assert_eq!(repeated("record_communication", &sent).await, first);
        user.patch(&format!("/v1/communications/{}", text(&first, "id")), json!({"purpose": "other"})).await.expect(200);
        let now = repeated("record_communication", &sent).await;
        assert_eq!((&now["purpose"], &now["completed"]["none_because"]), (&json!("other"), &json!("other_purpose")));
    }

    async fn an_outcome_takes_the_place_of_another_one(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let record = async |outcome: Value| {
            let arguments = json!({"application_id": story.application, "outcome": outcome});
            let result = assistant.call("record_outcome", arguments).await["structuredContent"].clone();
            (result["data"]["outcome"].clone(), result["former"].clone())
        };
        let offered = json!({"kind": "offered", "at": "2026-03-10T15:30:00Z", "respond_by": "2026-03-17T12:00:00Z"});
        assert_eq!(record(offered.clone()).await, (offered.clone(), json!({"outcome": null})));
        assert_eq!(record(offered.clone()).await, (offered.clone(), Value::Null));
        let rejected = json!({"kind": "rejected", "at": "2026-03-10T15:40:00Z", "respond_by": null});
        let short = json!({"kind": "rejected", "at": "2026-03-10T15:40:00Z"});
        assert_eq!(record(short.clone()).await, (rejected.clone(), json!({"outcome": offered})));
        assert_eq!(record(short).await, (rejected.clone(), Value::Null));
        assert_eq!(record(rejected.clone()).await, (rejected, Value::Null));
    }

    async fn what_models_write_for_what_they_do_not_know_is_taken(api: Api) {
        let (_, assistant) = Assistant::sign_up(&api, "ada").await;
        let acme = json!({
            "company": {"name": "Acme", "sector": null, "culture": null, "main_phone": null},
            "position": {"title": "Welder", "seniority": null}, "time_zone": "UTC", "employer_size": 30.0,
        });
        let added = anew(&assistant, "add_application", &acme).await;
        assert_eq!(added["employer_size"], 30);
        // It is the same as to leave them out.
        let plain = json!({"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC", "employer_size": 30});
        assert_eq!(assistant.call("add_application", plain).await["structuredContent"]["repeated"], true);
        assistant.done("list_due", json!({"limit": 5.0})).await;
        assert!(assistant.refused("list_due", json!({"limit": 5.5})).await.contains("limit: must be an integer"));
        let sector = |sector: Value| json!({"application_id": added["id"], "company": {"sector": sector}});
        assert_eq!(assistant.done("update_application", sector(json!("startup"))).await["company"]["sector"], "startup");
        assert_eq!(assistant.done("update_application", sector(Value::Null)).await["company"]["sector"], "other");
    }

    async fn a_step_that_is_done_is_neither_dismissed_nor_put_off(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let path = format!("/v1/applications/{}", story.application);
        let plan = user.get(&format!("{path}/follow-up-plan")).await.expect(200);
        let sent = json!({"application_id": story.application, "direction": "outbound", "at": "2026-03-10T15:20:00Z", "purpose": "thank_you"});
        assistant.done("record_communication", sent).await;
        let step = text(&plan["steps"][0], "id");
        let of = |member: &str, value: Value| json!({"application_id": story.application, "step_id": step, member: value});
        for (name, arguments) in [
            ("dismiss_step", of("dismissed", json!(true))),
            ("snooze_step", of("not_before", json!("2026-03-20T09:00:00Z"))),
        ] {
            let told = assistant.refused(name, arguments).await;
            assert!(told.contains("argument step_id: the step") && told.contains("is done"), "{told}");
        }
        assert_eq!(count(&user, &format!("{path}/overrides")).await, 0);
        assistant.done("dismiss_step", of("dismissed", json!(false))).await;
    }

    async fn a_file_is_imported_again_once_its_resources_are_deleted(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let event = json!({"media_type": "text/calendar", "content": invitation(0, "20260312T140000Z", "")});
        let mail = json!({"media_type": "message/rfc822", "content": MAIL});
        for (file, member, collection) in
            [(event, "interview_id", "interviews"), (mail, "communication_id", "communications")]
        {
            let first = anew(&assistant, "import_file", &file).await;
            assert_eq!(first["items"][0]["effect"], "created", "{first}");
            let repeated = assistant.call("import_file", file.clone()).await;
            assert_eq!(repeated["structuredContent"]["repeated"], true, "{repeated}");
            assert_eq!(repeated["structuredContent"]["data"], first);
            user.delete(&format!("/v1/{collection}/{}", text(&first["items"][0], member))).await.expect(204);
            let second = anew(&assistant, "import_file", &file).await;
            assert_eq!((&second["id"], &second["items"][0]["effect"]), (&first["id"], &json!("created")), "{second}");
            let made = format!("/v1/{collection}/{}", text(&second["items"][0], member));
            user.get(&made).await.expect(200);
            // The same under the application's name, too, which is another import.
            user.delete(&made).await.expect(204);
            let mut named = file;
            named["application_id"] = json!(story.application);
            assert_eq!(anew(&assistant, "import_file", &named).await["items"][0]["effect"], "created");
        }
    }

    async fn other_words_for_the_same_add_nothing(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let acme = json!({"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC"});
        let application = assistant.done("add_application", acme.clone()).await;
        let mut plainly = acme;
        plainly["urgent"] = json!(false);
        plainly["company"]["sector"] = json!("other");
        assert_eq!(assistant.done("add_application", plainly).await, application);
        let id = text(&application, "id").to_owned();
        let interview = |id: &str, starts_at: &str, ends_at: &str| {
            json!({"application_id": id, "starts_at": starts_at, "ends_at": ends_at})
        };
        let first = assistant.done("add_interview", interview(&id, "2026-03-12T10:00:00Z", "2026-03-12T11:00:00Z")).await;
        for same in [
            interview(&id, "2026-03-12T10:00:00+00:00", "2026-03-12T11:00:00.000Z"),
            interview(&id, "2026-03-12T11:00:00+01:00", "2026-03-12T12:00:00+01:00"),
            interview(&id.to_uppercase(), "2026-03-12T10:00:00Z", "2026-03-12T11:00:00Z"),
        ] {
            let again = assistant.call("add_interview", same).await;
            assert_eq!((&again["structuredContent"]["data"], &again["structuredContent"]["repeated"]), (&first, &json!(true)));
        }
        assert_eq!(count(&user, &format!("/v1/applications/{id}/interviews")).await, 1);
        let other = interview(&id, "2026-03-12T10:00:00-04:00", "2026-03-12T11:00:00-04:00");
        assert_ne!(assistant.done("add_interview", other).await["id"], first["id"]);
    }

    async fn a_step_that_is_not_there_is_neither_dismissed_nor_put_off(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let of_step = |step: &str, member: &str, value: Value| {
            let mut arguments = json!({"application_id": story.application, "step_id": step});
            arguments[member] = value;
            arguments
        };
        let dismissed = assistant.refused("dismiss_step", of_step("nope", "dismissed", json!(true))).await;
        assert!(dismissed.contains("no step nope") && dismissed.contains("conflict"), "{dismissed}");
        let later = json!("2026-03-20T09:00:00Z");
        assert!(assistant.refused("snooze_step", of_step("thank-you", "not_before", later.clone())).await.contains("thank-you"));
        assert_eq!(count(&user, &format!("/v1/applications/{}/overrides", story.application)).await, 0);
        let step = format!("{}:follow_up:1", story.interview);
        let past = of_step(&step, "not_before", json!("2020-03-20T09:00:00Z"));
        assert!(assistant.refused("snooze_step", past).await.contains("has passed"));
        assistant.done("snooze_step", of_step(&step, "not_before", later)).await;
        // What was decided about a step can be taken back, also once the plan has it no more.
        user.put(&format!("/v1/applications/{}/overrides/elsewhere", story.application), json!({"dismissed": true})).await.expect(201);
        assistant.done("dismiss_step", of_step("elsewhere", "dismissed", json!(false))).await;
        let path = format!("/v1/applications/{}/overrides/nope", story.application);
        user.put(&format!("{path}?planned=true"), json!({"dismissed": true})).await.problem(409, "conflict");
        user.put(&format!("{path}?planned=false"), json!({"dismissed": true})).await.expect(201);
        let nowhere = "/v1/applications/0198c0de-7a3b-7c4d-8e5f-60718293a4b5/overrides/nope?planned=true";
        user.put(nowhere, json!({"dismissed": true})).await.problem(404, "not-found");
    }

    async fn future_events_are_not_recorded(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let sent = json!({"application_id": story.application, "direction": "outbound", "at": "2030-01-01T00:00:00Z", "purpose": "thank_you"});
        let told = assistant.refused("record_communication", sent).await;
        assert!(told.contains("argument at: is 2030-01-01T00:00:00Z") && told.contains("now it is 2026-03-"), "{told}");
        let outcome = json!({"application_id": story.application, "outcome": {"kind": "rejected", "at": "2027-03-10T15:30:00Z"}});
        assert!(assistant.refused("record_outcome", outcome).await.contains("argument outcome.at: is 2027"));
        // What was sent is for a step by its purpose.
        let without = json!({"application_id": story.application, "direction": "outbound", "at": "2026-03-10T15:30:00Z"});
        assert!(assistant.refused("record_communication", without).await.contains("argument purpose: is missing"));
        assert_eq!(count(&user, &format!("/v1/applications/{}/communications", story.application)).await, 0);
    }

    async fn a_replacement_returns_the_former_value(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let outcome = |outcome: Value| json!({"application_id": story.application, "outcome": outcome});
        let rejected = json!({"kind": "rejected", "at": "2026-03-10T15:30:00Z"});
        let first = assistant.call("record_outcome", outcome(rejected.clone())).await;
        assert_eq!(first["structuredContent"]["former"], json!({"outcome": null}));
        let again = assistant.call("record_outcome", outcome(rejected)).await;
        assert_eq!(again["structuredContent"]["former"], Value::Null);
        let offered = json!({"kind": "offered", "at": "2026-03-10T15:40:00Z"});
        let second = assistant.call("record_outcome", outcome(offered)).await;
        assert_eq!(second["structuredContent"]["former"]["outcome"]["kind"], "rejected");
        let undone = assistant.call("record_outcome", outcome(Value::Null)).await;
        assert_eq!(undone["structuredContent"]["former"]["outcome"]["kind"], "offered");
        assert_eq!(undone["structuredContent"]["data"]["outcome"], Value::Null);
        assert!(assistant.refused("record_outcome", json!({"application_id": story.application})).await.contains("argument outcome: is missing"));
    }

    async fn facts_for_obligations_can_be_set(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let acme = json!({
            "company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "America/Toronto",
            "holiday_calendar": "CA-ON", "publicly_advertised": true
        });
        let application = assistant.done("add_application", acme).await;
        let id = text(&application, "id").to_owned();
        let held = json!({"application_id": id, "starts_at": "2026-03-10T10:00:00Z", "ends_at": "2026-03-10T11:00:00Z"});
        assistant.done("add_interview", held).await;
        let owed = async || {
            let plan = assistant.done("get_plan", json!({"application_id": id})).await;
            plan["obligations"][0].clone()
        };
        let open = owed().await;
        assert!(text(&open, "text").ends_with("to say whether it has decided, if it employs 25 people or more and isn't regulated federally."), "{open}");
        let size = json!({"application_id": id, "employer_size": 24, "company": {"sector": "corporate"}, "applied_on": "2026-02-01"});
        let corrected = assistant.call("update_application", size).await;
        let corrected = &corrected["structuredContent"];
        assert_eq!((&corrected["former"]["employer_size"], &corrected["former"]["applied_on"]), (&Value::Null, &Value::Null));
        assert_eq!((&corrected["data"]["company"]["name"], &corrected["data"]["company"]["sector"]), (&json!("Acme"), &json!("corporate")));
        assert!(corrected["untrusted"]["paths"].as_array().unwrap().contains(&json!("$.former.company.name")));
        let none = owed().await;
        assert_eq!((&none["status"], &none["due_on"]), (&json!("not_applicable"), &Value::Null));
        assert_eq!(user.get(&format!("/v1/applications/{id}")).await.expect(200)["applied_on"], "2026-02-01");
    }

    async fn missing_resources_are_named(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let unknown = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
        let plan = user.get(&format!("/v1/applications/{}/follow-up-plan", story.application)).await.expect(200);
        let thanks = &plan["steps"][0]["id"];
        for (name, arguments, what) in [
            ("get_plan", json!({"application_id": unknown}), "application_id: there is no such application; find_applications"),
            ("get_plan", json!({"application_id": "x"}), "application_id: must be an id"),
            ("get_plan", json!({"application_id": 5}), "application_id: must be a string"),
            ("get_plan", json!({}), "application_id: is missing"),
            ("get_plan", json!({"id": 5}), "id: there is no such argument"),
            ("draft_message", json!({"application_id": unknown, "step_id": "move_on"}), "application_id: there is no"),
            ("draft_message", json!({"application_id": story.application, "step_id": "nope"}), "step_id: the plan"),
            ("draft_message", json!({"application_id": story.application, "step_id": "x".repeat(301)}), "step_id: must not"),
            ("draft_message", json!({"application_id": story.application, "step_id": "a\0"}), "step_id: must not contain control"),
            ("dismiss_step", json!({"application_id": story.application, "step_id": "a\0"}), "step_id: must not contain control"),
            ("dismiss_step", json!({"application_id": unknown, "step_id": "nope"}), "application_id: there is no"),
            ("dismiss_step", json!({"application_id": story.application, "step_id": "nope"}), "step_id: the plan has no step nope"),
            ("draft_message", json!({"application_id": story.application, "step_id": thanks, "template": "nope"}), "template: there is no template nope"),
            ("list_due", json!({"cursor": "nonsense"}), "cursor"),
            ("list_due", json!({"limit": 0}), "limit: must be at least 1"),
            ("list_due", json!({"application_id": unknown}), "application_id: there is no such application"),
            ("add_contact", json!({"application_id": story.application, "name": ""}), "name: "),
            ("add_contact", json!({"application_id": story.application, "name": "Eve", "email": 5}), "email: "),
            ("update_application", json!({"application_id": story.application, "company": {"name": null}}), "company.name: "),
        ] {
            // All of them are problems in the same form.
            let told: Value = serde_json::from_str(&assistant.refused(name, arguments.clone()).await).unwrap();
            let detail = text(&told["problem"], "detail");
            assert!(detail.starts_with(&format!("argument {what}")), "{name} {arguments}: {told}");
            assert!(told["problem"]["status"].is_number() && told["problem"]["request_id"].is_string(), "{told}");
            assert_eq!(told["untrusted"]["paths"][0], "$.problem.detail");
        }
    }

    async fn null_clears_a_fact_or_is_refused(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let path = format!("/v1/applications/{}", story.application);
        let known = json!({"applied_on": "2026-02-01", "employer_size": 60, "publicly_advertised": true, "locale": "fr-CA"});
        user.patch(&path, known.clone()).await.expect(200);
        let mut nothing = json!({"application_id": story.application});
        for name in known.as_object().unwrap().keys() {
            nothing[name] = Value::Null;
        }
        let cleared = assistant.call("update_application", nothing).await["structuredContent"].clone();
        for (name, before) in known.as_object().unwrap() {
            assert_eq!((&cleared["data"][name], &cleared["former"][name]), (&Value::Null, before), "{name}");
        }
        let told = assistant.refused("update_application", json!({"application_id": story.application, "time_zone": null})).await;
        assert!(told.contains("argument time_zone: can't be cleared"), "{told}");
        let stored = user.get(&path).await.expect(200);
        assert_eq!((&stored["employer_size"], stored["time_zone"].is_string()), (&Value::Null, true));
    }

    async fn a_day_to_come_is_none_on_which_somebody_has_applied(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let later = json!({"application_id": story.application, "applied_on": "2026-12-01"});
        let told = assistant.refused("update_application", later).await;
        assert!(told.contains("argument applied_on: is 2026-12-01, and now it is 2026-03-"), "{told}");
        let acme = json!({"company": {"name": "Acme"}, "position": {"title": "Welder"}, "time_zone": "UTC", "applied_on": "2026-12-01"});
        assert!(assistant.refused("add_application", acme).await.contains("argument applied_on"));
        // Elsewhere it is accepted as other facts of a later time are, and the plan says that it is left aside.
        let path = format!("/v1/applications/{}", story.application);
        user.patch(&path, json!({"applied_on": "2026-12-01"})).await.expect(200);
        let warnings = async |as_of: &str| {
            let plan = user.get(&format!("{path}/follow-up-plan?as_of={as_of}")).await.expect(200);
            let warnings = plan["warnings"].as_array().unwrap().clone();
            warnings.into_iter().filter(|one| one["pointer"] == "/application/applied_on").collect::<Vec<_>>()
        };
        let [only] = warnings("2026-03-11T12:00:00Z").await.try_into().unwrap();
        assert_eq!(only["text"], "This date is after that of the plan, so it is left aside.");
        assert_eq!(warnings("2026-12-02T12:00:00Z").await, [] as [Value; 0]);
    }

    async fn recording_names_the_completed_step(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let path = format!("/v1/applications/{}", story.application);
        let record = async |purpose: &str, at: &str| {
            let sent = json!({"application_id": story.application, "direction": "outbound", "at": at, "purpose": purpose});
            assistant.done("record_communication", sent).await["completed"].clone()
        };
        let none = |why: &str| json!({"steps": [], "none_because": why});
        assert_eq!(record("thank_you", "2026-03-10T13:00:00Z").await, none("too_early"));
        let thanked = record("thank_you", "2026-03-10T15:20:00Z").await;
        assert_eq!((&thanked["steps"][0]["kind"], &thanked["none_because"]), (&json!("thank_you"), &Value::Null));
        assert_eq!(record("thank_you", "2026-03-10T15:25:00Z").await, none("done_before"));
        assert_eq!(record("other", "2026-03-10T15:25:00Z").await, none("other_purpose"));
        assert_eq!(record("offer_response", "2026-03-10T15:25:00Z").await, none("no_such_step"));
        // A step that is not open yet is done by it, too, which is to be told.
        let early = record("check_in", "2026-03-10T15:30:00Z").await;
        assert_eq!((&early["steps"][0]["kind"], &early["steps"][0]["former_status"]), (&json!("check_in"), &json!("upcoming")));
        let inbound = json!({"application_id": story.application, "direction": "inbound", "at": "2026-03-10T15:35:00Z"});
        assert_eq!(assistant.done("record_communication", inbound).await["completed"], none("inbound"));
        // After an outcome, anything does what that asks for.
        user.patch(&path, json!({"outcome": {"kind": "rejected", "at": "2026-03-10T15:36:00Z"}})).await.expect(200);
        let last = record("other", "2026-03-10T15:37:00Z").await;
        assert_eq!((&last["steps"][0]["kind"], &last["steps"][0]["id"]), (&json!("rejection_thanks"), &json!("outcome:rejection_thanks")));
        // Whoever doesn't ask isn't told, and nothing else differs.
        let sent = json!({"direction": "outbound", "at": "2026-03-10T15:38:00Z"});
        let plain = user.post(&format!("{path}/communications"), sent.clone()).await.expect(201);
        assert_eq!(plain.get("completed"), None);
        let asked = user.post(&format!("{path}/communications?completed=true"), sent).await.expect(201);
        assert_eq!(asked["completed"], none("other_purpose"));
        let (names, more) = (plain.as_object().unwrap().len(), asked.as_object().unwrap().len());
        assert_eq!(more, names + 1);
        let stored = user.get(&format!("/v1/communications/{}", text(&asked, "id"))).await.expect(200);
        assert_eq!(stored.get("completed"), None);
    }

    async fn calls_at_the_same_time_are_no_conflict(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        let story = story(&user).await;
        let outcome = json!({"application_id": story.application, "outcome": {"kind": "rejected", "at": "2026-03-10T15:30:00Z"}});
        let sizes = [json!({"employer_size": 30}), json!({"strengths": ["welding"]}), json!({"urgent": true})];
        let corrections = sizes.map(|change| {
            let mut arguments = change;
            arguments["application_id"] = json!(story.application);
            assistant.call("update_application", arguments)
        });
        let (outcome, corrections) =
            futures_util::future::join(assistant.call("record_outcome", outcome), futures_util::future::join_all(corrections)).await;
        for result in corrections.iter().chain([&outcome]) {
            assert_eq!(result["isError"], false, "{result}");
        }
        // Nobody's change is lost.
        let stored = user.get(&format!("/v1/applications/{}", story.application)).await.expect(200);
        assert_eq!(
            (&stored["employer_size"], &stored["strengths"], &stored["urgent"], &stored["outcome"]["kind"]),
            (&json!(30), &json!(["welding"]), &json!(true), &json!("rejected"))
        );
    }

    async fn a_file_may_be_as_large_as_it_may_be_elsewhere(api: Api) {
        let (user, assistant) = Assistant::sign_up(&api, "ada").await;
        story(&user).await;
        let large = format!("{MAIL}{}", "An attachment of many lines.\r\n".repeat(70_000));
        assert!(large.len() > 2_000_000);
        let file = json!({"media_type": "message/rfc822", "content": large});
        assert_eq!(assistant.done("import_file", file).await["items"][0]["effect"], "created");
        let larger = json!({"media_type": "text/calendar", "content": "x".repeat(5 << 20) + "y"});
        let told = assistant.done("import_file", larger).await;
        assert_eq!((&told["state"], &told["items"][0]["effect"]), (&json!("rejected"), &json!("refused")), "{told}");
        let name = json!({"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "name": "x".repeat(2 << 20)});
        assert!(assistant.refused("add_contact", name).await.contains("larger than"));
    }
}
