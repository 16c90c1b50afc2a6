//! The forms of a plan beside JSON: a calendar, and a timeline to look at.

use actix_web::test::TestRequest;
use chrono::TimeDelta;
use icalendar::{Calendar, CalendarComponent, Component as _, Event, EventLike as _};
use quick_xml::{Reader, escape::unescape, events};
use serde_json::json;

use crate::support::{Answer, Client, on_both_databases, story};

const CALENDAR: &str = "text/calendar";
const SVG: &str = "image/svg+xml";

async fn in_form(client: &Client, path: &str, accept: &str) -> Answer {
    client.send(TestRequest::get().uri(path).insert_header(("accept", accept))).await
}

/// The events of steps.
async fn events(client: &Client, path: &str) -> Vec<Event> {
    let is_step = |event: &Event| event.get_categories().is_some_and(|all| all[0] == "Follow-up");
    all_events(client, path).await.into_iter().filter(is_step).collect()
}

async fn all_events(client: &Client, path: &str) -> Vec<Event> {
    let answer = in_form(client, path, CALENDAR).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let calendar: Calendar = answer.text.parse().expect("it is a calendar");
    let event = |component| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?}"),
    };
    calendar.components.into_iter().map(event).collect()
}

fn uids(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.get_uid().expect("an event has an id")).collect()
}

/// The text of a document, which is read to its end; a document that isn't well formed fails.
fn text_of(svg: &str) -> String {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut text, mut open) = (String::new(), 0);
    loop {
        match reader.read_event().expect("it is well formed") {
            events::Event::Start(_) => open += 1,
            events::Event::End(_) => open -= 1,
            events::Event::Text(part) => text += &part,
            events::Event::GeneralRef(entity) => {
                text += &unescape(&format!("&{};", &*entity)).expect("it is a known entity");
            }
            events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
    text
}

on_both_databases! {
    async fn each_form_has_an_address_of_its_own(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let application = format!("/v1/applications/{}/follow-up-plan", story.application);
        let interview = format!("/v1/interviews/{}/follow-up-plan", story.interview);
        let plan = ada.get(&application).await.expect(200);
        let step = format!("{application}/steps/{}/message", plan["next_step_id"].as_str().unwrap());
        let draft = json!({"application_id": story.application, "step_id": plan["next_step_id"]});
        let message = format!("/v1/messages/{}", ada.post("/v1/messages", draft).await.created());
        for (path, form, media_type) in [
            (&*application, "calendar", CALENDAR),
            (&*application, "timeline", SVG),
            (&*interview, "calendar", CALENDAR),
            (&*interview, "timeline", SVG),
            (&*step, "text", "text/plain"),
            (&*step, "email", "message/rfc822"),
            (&*message, "text", "text/plain"),
            (&*message, "email", "message/rfc822"),
            ("/v1/statistics", "table", "text/csv"),
            ("/v1/statistics", "picture", SVG),
        ] {
            // What programs send that ask for JSON everywhere.
            let own = in_form(&ada, &format!("{path}/{form}"), "application/json").await;
            let chosen = in_form(&ada, path, media_type).await;
            assert_eq!((own.status, chosen.status), (200.try_into().unwrap(), own.status), "{path}/{form}: {}", own.text);
            assert_eq!(own.text, chosen.text, "{path}/{form}");
            for header in ["content-type", "content-disposition", "content-security-policy", "statistics-minimum"] {
                assert_eq!(own.header(header), chosen.header(header), "{path}/{form} {header}");
            }
            assert!(own.header("content-type").unwrap().starts_with(media_type), "{path}/{form}");
        }
        // A call has no e-mail.
        ada.get(&format!("{step}/email?channel=phone")).await.problem(404, "not-found");
        let call = json!({"application_id": story.application, "kind": "thank_you", "channel": "linkedin"});
        let call = ada.post("/v1/messages", call).await.created();
        ada.get(&format!("/v1/messages/{call}/email")).await.problem(404, "not-found");
    }

    async fn a_plan_has_three_forms(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        for path in [
            format!("/v1/applications/{}/follow-up-plan", story.application),
            format!("/v1/interviews/{}/follow-up-plan", story.interview),
        ] {
            for (accept, content_type, name) in [
                ("application/json", "application/json", None),
                ("*/*", "application/json", None),
                ("text/calendar", "text/calendar; charset=utf-8", Some("attachment; filename=\"follow-up-plan-acme.ics\"")),
                ("image/avif,image/webp,image/*,*/*;q=0.8", SVG, Some("inline; filename=\"follow-up-plan-acme.svg\"")),
            ] {
                let answer = in_form(&ada, &path, accept).await;
                assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, Some(content_type)), "{accept}");
                assert_eq!(answer.header("content-disposition"), name, "{accept}");
                assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept")), "{accept}");
            }
            let refused = in_form(&ada, &path, "image/png").await;
            for form in ["application/json", CALENDAR, SVG] {
                assert!(refused.text.contains(form), "{}", refused.text);
            }
            refused.problem(406, "not-acceptable");
        }
    }

    async fn a_calendar_has_an_event_a_step(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        let plan = ada.get(&path).await.expect(200);
        let events = events(&ada, &path).await;
        assert_eq!(events.len(), plan["steps"].as_array().expect("a plan has steps").len());
        assert_eq!(all_events(&ada, &path).await.len(), events.len() + 1, "the interview is one, too");
        assert_eq!(events[0].get_summary(), Some("Thank Ada Okafor (Acme)"));
        assert_eq!(events[0].property_value("DTSTART"), Some("20260310T170000Z"));
        // The interview's part has the same events, except for what comes after all interviews.
        let part = self::events(&ada, &format!("/v1/interviews/{}/follow-up-plan", story.interview)).await;
        assert_eq!(uids(&part), uids(&events)[..part.len()]);
    }

    async fn events_keep_their_ids_and_their_sequence_never_falls(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        let mut before = events(&ada, &path).await;
        let ids: Vec<_> = uids(&before).into_iter().map(str::to_owned).collect();
        let mut newer = async |what: &str| {
            let after = events(&ada, &path).await;
            assert_eq!(uids(&after), ids, "{what}");
            for (before, after) in before.iter().zip(&after) {
                assert!(before.get_sequence() < after.get_sequence(), "{what}");
                assert!(before.get_timestamp() < after.get_timestamp(), "{what}");
            }
            // Whatever moment it is asked for, what was asked later is newer.
            let earlier = events(&ada, &format!("{path}?as_of=2026-03-10T15:30:00Z")).await;
            assert_eq!(earlier[0].get_sequence(), after[0].get_sequence(), "{what}");
            before = after;
        };
        api.clock.advance(TimeDelta::minutes(1));
        let communication = ada.post(&format!("/v1/applications/{}/communications", story.application), json!({
            "direction": "outbound", "channel": "email", "purpose": "thank_you", "at": "2026-03-10T15:50:00Z",
            "contact_id": story.contact
        })).await.created();
        newer("recorded").await;
        api.clock.advance(TimeDelta::minutes(1));
        let date = json!({"decision_expected_on": "2026-03-20"});
        ada.patch(&format!("/v1/interviews/{}", story.interview), date).await.expect(200);
        newer("changed").await;
        api.clock.advance(TimeDelta::minutes(1));
        ada.delete(&format!("/v1/communications/{communication}")).await.expect(204);
        newer("deleted").await;
    }

    async fn names_stay_names(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let contact = format!("/v1/contacts/{}", story.contact);
        for broken in ["Ada\r\nATTENDEE:mailto:eve@example.com", "Ada\u{2028}Okafor", "Ada\u{b}Okafor"] {
            ada.patch(&contact, json!({"name": broken})).await.problem(422, "invalid-body");
        }
        let path = format!("/v1/applications/{}/follow-up-plan", story.application);
        let plain = events(&ada, &path).await;
        for name in [
            "Ada; Okafor, PhD: \"the\" \\n first\\",
            "</text><script>alert(1)</script> & <b> ]]> &amp; '",
            "\u{1f469}\u{200d}\u{1f4bb}\u{1f469}\u{200d}\u{1f4bb} Émile 北京市",
            "נועה בן־דוד",
            "BEGIN:VEVENT END:VCALENDAR",
        ] {
            ada.patch(&contact, json!({"name": name})).await.expect(200);
            let application = json!({"company": {"name": name}, "position": {"title": name}});
            ada.patch(&format!("/v1/applications/{}", story.application), application).await.expect(200);
            let named = events(&ada, &path).await;
            assert_eq!(named[0].get_summary(), Some(&*format!("Thank {name} ({name})")));
            assert!(named.iter().zip(&plain).all(|(named, plain)| named.properties().keys().eq(plain.properties().keys())));
            assert_eq!(uids(&named), uids(&plain));
            let svg = in_form(&ada, &path, SVG).await;
            let shown = text_of(&svg.text).replace(['\u{2068}', '\u{2069}'], "");
            assert!(shown.contains(&format!("Thank {name}")) && shown.contains(&format!("Follow-up: {name} at {name}")));
            assert!(!svg.text.contains("<script") && !svg.text.contains("<b>"), "{name}");
        }
    }
}
