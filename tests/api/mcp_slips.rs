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
        let (user, assistant) = Assistant::of(&api, "ada").await;
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

    async fn a_file_is_imported_again_once_its_resources_are_deleted(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
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
        let (user, assistant) = Assistant::of(&api, "ada").await;
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
        let (user, assistant) = Assistant::of(&api, "ada").await;
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

    async fn what_has_not_happened_is_not_recorded(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
        let story = story(&user).await;
        let sent = json!({"application_id": story.application, "direction": "outbound", "at": "2030-01-01T00:00:00Z", "purpose": "thank_you"});
        let told = assistant.refused("record_communication", sent).await;
        assert!(told.contains("at is 2030-01-01T00:00:00Z") && told.contains("now it is 2026-03-"), "{told}");
        let outcome = json!({"application_id": story.application, "outcome": {"kind": "rejected", "at": "2027-03-10T15:30:00Z"}});
        assert!(assistant.refused("record_outcome", outcome).await.contains("outcome.at is 2027"));
        // What was sent is for a step by its purpose.
        let without = json!({"application_id": story.application, "direction": "outbound", "at": "2026-03-10T15:30:00Z"});
        assert!(assistant.refused("record_communication", without).await.contains("purpose is missing"));
        assert_eq!(count(&user, &format!("/v1/applications/{}/communications", story.application)).await, 0);
    }

    async fn what_replaces_something_says_what_and_can_be_taken_back(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
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
        assert!(assistant.refused("record_outcome", json!({"application_id": story.application})).await.contains("outcome is missing"));
    }

    async fn what_obligations_need_can_be_said(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
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
        assert!(text(&open, "text").ends_with("to say whether it has decided, if it employs 25 people or more."), "{open}");
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

    async fn what_is_not_there_is_named(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
        let story = story(&user).await;
        let unknown = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
        for (name, arguments, what) in [
            ("get_plan", json!({"application_id": unknown}), "application_id: there is no such application; find_applications"),
            ("get_plan", json!({"application_id": "x"}), "application_id must be an id"),
            ("get_plan", json!({"application_id": 5}), "application_id must be a string"),
            ("draft_message", json!({"application_id": unknown, "step_id": "move_on"}), "application_id: there is no"),
            ("draft_message", json!({"application_id": story.application, "step_id": "nope"}), "step_id: the plan"),
            ("draft_message", json!({"application_id": story.application, "step_id": "x".repeat(301)}), "step_id must not"),
            ("dismiss_step", json!({"application_id": unknown, "step_id": "nope"}), "application_id: there is no"),
            ("list_due", json!({"cursor": "nonsense"}), "argument cursor"),
            ("list_due", json!({"limit": 0}), "limit must be at least 1"),
            ("add_contact", json!({"application_id": story.application, "name": ""}), "the arguments have 1 error"),
        ] {
            let told = assistant.refused(name, arguments.clone()).await;
            assert!(told.contains(what), "{name} {arguments}: {told}");
        }
    }

    async fn a_file_may_be_as_large_as_it_may_be_elsewhere(api: Api) {
        let (user, assistant) = Assistant::of(&api, "ada").await;
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
