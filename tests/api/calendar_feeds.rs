//! Calendar feeds: what they show, how changes are told, and who may read them.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::test::TestRequest;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Timelike as _, Utc};
use futures_util::future::join_all;
use planning::TimeZone;
use serde_json::{Value, json};

use crate::{
    account_data::{credentials, delete_account},
    support::{Answer, Api, Backend, Citus, Client, Story, application_of, on_both_databases, story},
};

/// A feed of the whole account: its id and its path.
pub async fn feed(client: &Client) -> (String, String) {
    feed_of(client, json!({"name": "Follow-ups"})).await
}

async fn feed_of(client: &Client, body: Value) -> (String, String) {
    let made = client.post("/v1/calendar-feeds", body).await.expect(201);
    let text = |field: &str| made[field].as_str().unwrap().to_owned();
    (text("id"), text("path"))
}

/// The properties of an event without their parameters.
type Event = BTreeMap<String, String>;

/// What is written in a calendar: its own properties, and its events by their ids.
struct Calendar {
    own: Event,
    events: BTreeMap<String, Event>,
}

impl Calendar {
    #[track_caller]
    fn parse(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
        let folded = answer.text.strip_suffix("\r\n").expect("the last line ends as the others");
        assert!(folded.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{folded}");
        let (mut own, mut events, mut event) = (Event::new(), BTreeMap::new(), None);
        for line in folded.replace("\r\n ", "").split("\r\n") {
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("{line}"));
            let name = name.split(';').next().unwrap_or(name);
            match (name, value) {
                ("BEGIN", "VEVENT") => event = Some(Event::new()),
                ("END", "VEVENT") => {
                    let event = event.take().unwrap();
                    let before = events.insert(event["UID"].clone(), event);
                    assert!(before.is_none(), "an event is there twice: {before:?}");
                }
                ("BEGIN" | "END", other) => assert_eq!(other, "VCALENDAR"),
                _ => {
                    let before = event.as_mut().unwrap_or(&mut own).insert(name.to_owned(), unescaped(value));
                    assert!(before.is_none(), "{name} is there twice");
                }
            }
        }
        Self { own, events }
    }

    /// The one event whose title begins so.
    #[track_caller]
    fn titled(&self, beginning: &str) -> &Event {
        let mut found =
            self.events.values().filter(|event| event.get("SUMMARY").is_some_and(|it| it.starts_with(beginning)));
        let event = found.next().unwrap_or_else(|| panic!("{beginning}: {:?}", self.titles()));
        assert_eq!(found.next(), None, "{beginning}");
        event
    }

    fn titles(&self) -> Vec<&str> {
        self.events.values().map(|event| event.get("SUMMARY").map_or("", String::as_str)).collect()
    }

    fn values(&self, property: &str) -> BTreeSet<&str> {
        self.events.values().map(|event| event[property].as_str()).collect()
    }
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next().expect("something is escaped") {
                'n' | 'N' => '\n',
                other => other,
            },
            other => other,
        });
    }
    text
}

fn time(event: &Event, property: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(&event[property], "%Y%m%dT%H%M%SZ").unwrap().and_utc()
}

async fn read(api: &Api, path: &str) -> Calendar {
    Calendar::parse(&api.anonymous().get(path).await)
}

async fn get_with(api: &Api, path: &str, header: (&'static str, &str)) -> Answer {
    api.anonymous().send(TestRequest::get().uri(path).insert_header(header)).await
}

async fn interview(client: &Client, application: &str, starts_at: &str, ends_at: &str) -> String {
    let times = json!({"starts_at": starts_at, "ends_at": ends_at});
    client.post(&format!("/v1/applications/{application}/interviews"), times).await.created()
}

/// The events of a story that is an hour old: the interview, and the five steps of its plan.
const OF_STORY: usize = 6;

on_both_databases! {
    async fn an_unchanged_feed_has_the_same_bytes(api: Api) {
        let ada = api.sign_up("ada").await;
        story(&ada).await;
        let made = ada.post("/v1/calendar-feeds", json!({"name": "Ada's follow-ups"})).await;
        assert_eq!((made.header("cache-control"), made.header("etag")), (Some("no-store"), Some("\"v1\"")));
        let (location, made) = (made.header("location").unwrap().to_owned(), made.expect(201));
        let path = made["path"].as_str().unwrap();
        assert!(path.strip_prefix("/calendars/").and_then(|path| path.strip_suffix(".ics")).is_some_and(|token| token.len() > 75), "{path}");
        let shown = ada.get(&location).await.expect(200);
        assert_eq!((&shown["path"], &shown["last_read_at"]), (&Value::Null, &Value::Null));

        let first = api.anonymous().get(path).await;
        let calendar = Calendar::parse(&first);
        assert_eq!(calendar.own["X-WR-CALNAME"], "Ada's follow-ups");
        assert_eq!((&*calendar.own["REFRESH-INTERVAL"], &*calendar.own["X-PUBLISHED-TTL"]), ("PT1H", "PT1H"));
        assert_eq!(calendar.events.len(), OF_STORY, "{:?}", calendar.titles());
        assert_eq!(calendar.values("SEQUENCE"), ["0"].into());
        for property in ["DTSTAMP", "LAST-MODIFIED"] {
            assert_eq!(calendar.values(property), ["20260310T160000Z"].into());
        }
        assert_eq!((calendar.values("CLASS"), first.text.contains("VALARM")), (["PRIVATE"].into(), false));
        assert_eq!(first.header("cache-control"), Some("private, no-cache"));
        assert_eq!(first.header("last-modified"), Some("Tue, 10 Mar 2026 16:00:00 GMT"));
        let tag = first.header("etag").unwrap().to_owned();

        api.clock.advance(TimeDelta::minutes(150));
        let again = api.anonymous().get(path).await;
        assert_eq!((&again.text, again.header("etag")), (&first.text, Some(&*tag)));
        for known in [("if-none-match", &*tag), ("if-modified-since", "Tue, 10 Mar 2026 16:00:00 GMT")] {
            let unchanged = get_with(&api, path, known).await;
            assert_eq!((unchanged.status.as_u16(), &*unchanged.text), (304, ""));
            assert_eq!(unchanged.header("etag"), Some(&*tag));
            assert_eq!(unchanged.header("cache-control"), Some("private, no-cache"));
            assert_eq!(unchanged.header("last-modified"), first.header("last-modified"));
        }
        for unknown in [("if-none-match", "\"v0\""), ("if-modified-since", "Tue, 10 Mar 2026 15:59:59 GMT")] {
            assert_eq!(get_with(&api, path, unknown).await.text, first.text);
        }
        // The time of the last reading is kept to the hour.
        let ada = api.sign_in("ada", "admin").await;
        assert_eq!(ada.get(&location).await.expect(200)["last_read_at"], "2026-03-10T18:30:00Z");
        assert_eq!(get_with(&api, &location, ("if-none-match", "\"v1\"")).await.status, 401);
        let metrics = api.anonymous().get("/metrics").await.text;
        for line in ["followup_calendar_readings_total{outcome=\"sent\"} 4", "followup_calendar_readings_total{outcome=\"unchanged\"} 2"] {
            assert!(metrics.contains(line), "{metrics}");
        }
    }

    async fn a_moved_event_keeps_its_id_and_has_a_higher_sequence(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let (_, path) = feed(&ada).await;
        let before = read(&api, &path).await;
        api.clock.advance(TimeDelta::seconds(90));
        let moved = json!({"starts_at": "2026-03-10T14:30:00Z", "ends_at": "2026-03-10T15:45:00Z"});
        ada.patch(&format!("/v1/interviews/{}", story.interview), moved).await.expect(200);
        let answer = api.anonymous().get(&path).await;
        let after = Calendar::parse(&answer);
        assert_eq!(after.events.keys().collect::<Vec<_>>(), before.events.keys().collect::<Vec<_>>());
        let (was, is) = (before.titled("Interview"), after.titled("Interview"));
        assert_eq!((&*was["DTSTART"], &*was["SEQUENCE"]), ("20260310T140000Z", "0"));
        assert_eq!((&*is["DTSTART"], &*is["DTEND"]), ("20260310T143000Z", "20260310T154500Z"));
        assert_eq!((&*is["UID"], &*is["SEQUENCE"], &*is["DTSTAMP"]), (&*was["UID"], "1", "20260310T160130Z"));
        assert_eq!(answer.header("last-modified"), Some("Tue, 10 Mar 2026 16:01:30 GMT"));
        // A higher sequence is that of a change, and nothing else has one.
        for (uid, event) in &after.events {
            let mut same = before.events[uid].clone();
            for property in ["SEQUENCE", "DTSTAMP", "LAST-MODIFIED"] {
                same.insert(property.to_owned(), event[property].clone());
            }
            let changed = event["SEQUENCE"] == "1";
            assert_eq!(*event != same, changed, "{event:?}");
            assert_eq!(event["LAST-MODIFIED"], if changed { "20260310T160130Z" } else { "20260310T160000Z" });
        }
        // What is written and taken back between two readings is no change.
        let urgent = |urgent: bool| json!({"urgent": urgent});
        let application = format!("/v1/applications/{}", story.application);
        ada.patch(&application, urgent(true)).await.expect(200);
        ada.patch(&application, urgent(false)).await.expect(200);
        let same = api.anonymous().get(&path).await;
        assert_eq!((&same.text, same.header("etag")), (&answer.text, answer.header("etag")));
    }

    async fn a_dropped_event_is_cancelled_and_removed_after_thirty_days(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let (_, path) = feed(&ada).await;
        let uid = read(&api, &path).await.titled("Ask")["UID"].clone();
        let put_off = format!("/v1/applications/{}/overrides/{}:follow_up:2", story.application, story.interview);
        let state = async || {
            let calendar = read(&api, &path).await;
            calendar.events.get(&uid).map(|event| (event["STATUS"].clone(), event["SEQUENCE"].clone()))
        };
        let said = |status: &str, sequence: &str| Some((status.to_owned(), sequence.to_owned()));
        assert_eq!(state().await, said("CONFIRMED", "0"));
        ada.put(&put_off, json!({"dismissed": true})).await.expect(201);
        assert_eq!(state().await, said("CANCELLED", "1"));
        assert_eq!(state().await, said("CANCELLED", "1"));
        ada.delete(&put_off).await.expect(204);
        assert_eq!(state().await, said("CONFIRMED", "2"));
        ada.put(&put_off, json!({"dismissed": true})).await.expect(201);
        assert_eq!(state().await, said("CANCELLED", "3"));
        api.clock.advance(TimeDelta::days(30) - TimeDelta::seconds(1));
        assert_eq!(state().await, said("CANCELLED", "3"));
        api.clock.advance(TimeDelta::seconds(1));
        assert_eq!(state().await, None);
        // A feed that never showed it does not show it as cancelled.
        let ada = api.sign_in("ada", "admin").await;
        let (_, new) = feed(&ada).await;
        assert!(!read(&api, &new).await.events.contains_key(&uid));
    }

    async fn a_deleted_event_is_cancelled_without_its_texts(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let other = ada.post("/v1/applications", application_of(&story.candidate)).await.created();
        let second = interview(&ada, &other, "2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z").await;
        let (_, path) = feed(&ada).await;
        let before = read(&api, &path).await;
        assert!(before.events.len() > OF_STORY, "{:?}", before.titles());
        ada.delete(&format!("/v1/interviews/{second}")).await.expect(204);
        let after = read(&api, &path).await;
        assert_eq!(after.events.len(), before.events.len());
        for (uid, event) in &after.events {
            let was = &before.events[uid];
            assert_eq!((&event["DTSTART"], &event["SUMMARY"]), (&was["DTSTART"], &was["SUMMARY"]));
        }
        let cancelled = |calendar: &Calendar| {
            calendar.events.values().filter(|event| event["STATUS"] == "CANCELLED").cloned().collect::<Vec<_>>()
        };
        assert_eq!(cancelled(&after).len(), before.events.len() - OF_STORY);
        ada.delete(&format!("/v1/applications/{}", story.application)).await.expect(204);
        let gone = api.anonymous().get(&path).await;
        let events = cancelled(&Calendar::parse(&gone));
        assert_eq!(events.len(), before.events.len());
        assert_eq!(events.iter().filter(|event| event.contains_key("SUMMARY")).count(), before.events.len() - OF_STORY);
        assert!(!gone.text.contains("Okafor"), "{}", gone.text);
        // An event that was cancelled before has changed, too, once its title is gone.
        api.clock.advance(TimeDelta::hours(1));
        let ada = api.sign_in("ada", "write").await;
        ada.delete(&format!("/v1/applications/{other}")).await.expect(204);
        for event in cancelled(&read(&api, &path).await) {
            let changed = after.events[&event["UID"]]["STATUS"] == "CANCELLED";
            let expected = if changed { ("2", "20260310T170000Z") } else { ("1", "20260310T160000Z") };
            assert_eq!((&*event["SEQUENCE"], &*event["LAST-MODIFIED"]), expected, "{event:?}");
            assert!(!event.contains_key("SUMMARY"));
        }
    }

    async fn a_cancelled_interview_is_shown_as_such(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let application = ada.post("/v1/applications", application_of(&candidate)).await.created();
        let id = interview(&ada, &application, "2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z").await;
        let (_, path) = feed(&ada).await;
        let before = read(&api, &path).await.titled("Interview").clone();
        assert_eq!((&*before["STATUS"], &*before["TRANSP"]), ("CONFIRMED", "OPAQUE"));
        ada.patch(&format!("/v1/interviews/{id}"), json!({"status": "cancelled"})).await.expect(200);
        let after = read(&api, &path).await;
        let event = &after.events[&before["UID"]];
        assert_eq!((&*event["STATUS"], &*event["SEQUENCE"], &*event["TRANSP"]), ("CANCELLED", "1", "TRANSPARENT"));
        assert_eq!(event["DTSTART"], before["DTSTART"]);
        // It takes place after all, later.
        let later = json!({"status": "scheduled", "starts_at": "2026-03-13T14:00:00Z", "ends_at": "2026-03-13T15:00:00Z"});
        ada.patch(&format!("/v1/interviews/{id}"), later).await.expect(200);
        let event = &read(&api, &path).await.events[&before["UID"]];
        assert_eq!((&*event["STATUS"], &*event["SEQUENCE"], &*event["DTSTART"]), ("CONFIRMED", "2", "20260313T140000Z"));
    }

    async fn old_events_are_left_out(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let application = ada.post("/v1/applications", application_of(&candidate)).await.created();
        interview(&ada, &application, "2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z").await;
        interview(&ada, &application, "2025-12-10T14:00:00Z", "2025-12-10T15:00:00Z").await;
        let (_, path) = feed(&ada).await;
        let now: DateTime<Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
        let shown = read(&api, &path).await;
        assert!(shown.events.values().all(|event| now - time(event, "DTEND") <= TimeDelta::days(90)));
        let uid = shown.titled("Interview")["UID"].clone();
        api.clock.advance(TimeDelta::days(91));
        assert!(read(&api, &path).await.events.contains_key(&uid));
        api.clock.advance(TimeDelta::days(2));
        assert!(!read(&api, &path).await.events.contains_key(&uid), "it is neither shown nor cancelled");
    }

    async fn a_feed_shows_one_candidate_or_all(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        story(&ada).await;
        ada.put("/v1/candidates/by-remote-id/c-1", json!({"name": "Grace"})).await.expect(201);
        let grace = ada.get("/v1/candidates/by-remote-id/c-1").await.expect(200)["id"].as_str().unwrap().to_owned();
        let mut globex = application_of(&grace);
        globex["company"] = json!({"name": "Globex"});
        let globex = ada.post("/v1/applications", globex).await.created();
        interview(&ada, &globex, "2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z").await;
        let (_, all) = feed(&ada).await;
        let (id, theirs) = feed_of(&ada, json!({"name": "Grace", "candidate_remote_id": "c-1"})).await;
        let titles = |calendar: &Calendar, of: &str| calendar.titles().iter().filter(|title| title.contains(of)).count();
        let (whole, part) = (read(&api, &all).await, read(&api, &theirs).await);
        assert_eq!((titles(&whole, "Acme"), titles(&part, "Acme")), (OF_STORY, 0));
        assert!(titles(&part, "Globex") > 1 && titles(&whole, "Globex") == titles(&part, "Globex"));
        assert_eq!(whole.events.keys().filter(|uid| part.events.contains_key(*uid)).count(), part.events.len());
        for query in [format!("candidate_id={grace}"), "candidate_remote_id=c-1".to_owned()] {
            let list = ada.get(&format!("/v1/calendar-feeds?{query}")).await.expect(200);
            assert_eq!((list["items"].as_array().unwrap().len(), &list["items"][0]["id"]), (1, &json!(id)));
        }
        assert_eq!(ada.get("/v1/calendar-feeds?candidate_remote_id=c-2").await.expect(200)["items"], json!([]));
        assert_eq!(ada.get("/v1/calendar-feeds").await.expect(200)["items"].as_array().unwrap().len(), 2);
        // Nobody's candidates but one's own.
        for (body, pointer) in [
            (json!({"name": "x", "candidate_id": grace}), "/candidate_id"),
            (json!({"name": "x", "candidate_remote_id": "c-1"}), "/candidate_remote_id"),
        ] {
            let errors = bob.post("/v1/calendar-feeds", body).await.problem(422, "invalid-body");
            assert_eq!(errors, [(pointer.to_owned(), "unknown_reference".to_owned())]);
        }
        bob.post("/v1/calendar-feeds", json!({"name": "x", "path": "y"})).await.problem(422, "invalid-body");
        assert_eq!(bob.get("/v1/calendar-feeds").await.expect(200)["items"], json!([]));
        assert!(read(&api, &feed(&bob).await.1).await.events.is_empty());
        // With the candidate the feed ends; the other goes on.
        ada.delete(&format!("/v1/applications/{globex}")).await.expect(204);
        ada.delete(&format!("/v1/candidates/{grace}")).await.expect(204);
        api.anonymous().get(&theirs).await.problem(404, "not-found");
        ada.get(&format!("/v1/calendar-feeds/{id}")).await.problem(404, "not-found");
        read(&api, &all).await.titled("Interview");
    }

    async fn a_path_that_is_revoked_is_as_one_that_never_was(api: Api) {
        let (ada, bob) = (api.sign_up("ada").await, api.sign_up("bob").await);
        story(&ada).await;
        let (id, first) = feed(&ada).await;
        let location = format!("/v1/calendar-feeds/{id}");
        let shown = read(&api, &first).await;
        let stale = TestRequest::post().uri(&format!("{location}/renew-path")).insert_header(("if-match", "\"v2\""));
        ada.send(stale).await.problem(412, "precondition-failed");
        api.clock.advance(TimeDelta::minutes(1));
        let renewed = ada.post(&format!("{location}/renew-path"), json!({})).await;
        assert_eq!((renewed.header("cache-control"), renewed.header("etag")), (Some("no-store"), Some("\"v2\"")));
        let renewed = renewed.expect(200);
        let second = renewed["path"].as_str().unwrap().to_owned();
        assert_eq!((&renewed["id"], &renewed["path_since"]), (&json!(id), &json!("2026-03-10T16:01:00Z")));
        // It goes on where it was: nothing has changed.
        assert_eq!(read(&api, &second).await.events, shown.events);
        bob.post(&format!("{location}/renew-path"), json!({})).await.problem(404, "not-found");
        let (deleted, third) = feed(&ada).await;
        ada.delete(&format!("/v1/calendar-feeds/{deleted}")).await.expect(204);
        // Another secret for the same feed.
        let other = if second[80..].starts_with('A') { "B" } else { "A" };
        let turned = format!("{}{other}{}", &second[..80], &second[81..]);
        let mut answers = Vec::new();
        for path in [&first, &third, &turned, "/calendars/x.ics", "/calendars/%C3%A9.ics", &format!("{}AA.ics", &second[..second.len() - 4])] {
            let answer = api.anonymous().get(path).await;
            let mut body = answer.expect(404);
            body["request_id"] = Value::Null;
            answers.push(body);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        // Tokens that end don't end it, and the account does.
        ada.post("/v1/account/sign-out", json!({})).await.expect(204);
        read(&api, &second).await;
        let ada = api.sign_in("ada", "admin").await;
        delete_account(&ada, &credentials("ada")).await.expect(204);
        api.anonymous().get(&second).await.problem(404, "not-found");
        assert!(api.removal().round(std::time::Duration::from_mins(1)).await.unwrap());
        api.anonymous().get(&second).await.problem(404, "not-found");
    }

    async fn names_add_no_line(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let company = "Müller, Söhne; \"Co\" \\ Begin:VEVENT \u{1f469}\u{200d}\u{1f4bb} ".to_owned() + &"株式会社".repeat(20);
        let application = format!("/v1/applications/{}", story.application);
        ada.patch(&application, json!({"company": {"name": company}})).await.expect(200);
        let person = json!({"name": "Ada\\nEND:VEVENT, \\; Okafor"});
        ada.patch(&format!("/v1/contacts/{}", story.contact), person).await.expect(200);
        let name = "A, b; c\\n: é ".repeat(12).trim().to_owned();
        let (_, path) = feed_of(&ada, json!({"name": name})).await;
        let calendar = read(&api, &path).await;
        assert_eq!((&calendar.own["NAME"], &calendar.own["X-WR-CALNAME"]), (&name, &name));
        assert_eq!(calendar.events.len(), OF_STORY);
        assert!(calendar.titles().iter().all(|title| title.ends_with(&format!("({company})"))), "{:?}", calendar.titles());
        calendar.titled("Thank Ada\\nEND:VEVENT, \\; Okafor");
        for wrong in ["", "a\r\nMETHOD:CANCEL", "a\u{0}"] {
            ada.post("/v1/calendar-feeds", json!({"name": wrong})).await.problem(422, "invalid-body");
        }
    }

    async fn times_are_right_around_a_change_of_clocks(api: Api) {
        let ada = api.sign_up("ada").await;
        let candidate = ada.get("/v1/candidates").await.expect(200)["items"][0]["id"].as_str().unwrap().to_owned();
        let mut berlin = application_of(&candidate);
        (berlin["time_zone"], berlin["holiday_calendar"]) = (json!("Europe/Berlin"), json!("DE-BE"));
        let application = ada.post("/v1/applications", berlin).await.created();
        // Clocks go forward on the 29th.
        interview(&ada, &application, "2026-03-27T10:00:00+01:00", "2026-03-27T11:00:00+01:00").await;
        interview(&ada, &application, "2026-03-30T10:00:00+02:00", "2026-03-30T11:00:00+02:00").await;
        let (_, path) = feed(&ada).await;
        let calendar = read(&api, &path).await;
        let interviews: Vec<_> = calendar.events.values().filter(|event| event["SUMMARY"].starts_with("Interview")).collect();
        let mut starts: Vec<&str> = interviews.iter().map(|event| event["DTSTART"].as_str()).collect();
        starts.sort_unstable();
        assert_eq!(starts, ["20260327T090000Z", "20260330T080000Z"]);
        let zone: TimeZone = "Europe/Berlin".parse().unwrap();
        // On the Sunday that is an hour shorter events stay where they are, at times when people are awake.
        let mut starts = BTreeMap::new();
        for moment in ["2026-03-28T23:00:00Z", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", "2026-03-29T21:59:59Z"] {
            let moment: DateTime<Utc> = moment.parse().unwrap();
            api.clock.advance(moment - api.clock.now());
            let sunday = read(&api, &path).await;
            for (uid, event) in sunday.events.iter().filter(|(_, event)| event["STATUS"] == "CONFIRMED") {
                let local = zone.to_local(time(event, "DTSTART"));
                assert!((7..22).contains(&local.hour()), "{moment}: {event:?}");
                let start = event["DTSTART"].clone();
                assert_eq!(*starts.entry(uid.clone()).or_insert_with(|| start.clone()), start, "{moment}: {event:?}");
            }
        }
        // The late thank-you is on Monday at nine, by the clocks of summer.
        assert!(starts.values().any(|start| start == "20260330T070000Z"), "{starts:?}");
    }

    async fn readers_at_once_make_one_change_of_one(api: Api) {
        let ada = api.sign_up("ada").await;
        let story = story(&ada).await;
        let (_, path) = feed(&ada).await;
        let other = api.beside().await;
        for round in 0..=3 {
            let moved = json!({"starts_at": format!("2026-03-10T14:0{round}:00Z")});
            ada.patch(&format!("/v1/interviews/{}", story.interview), moved).await.expect(200);
            let readers = [&api, &other, &api, &other].map(crate::support::Api::anonymous);
            let answers = join_all(readers.iter().map(|reader| reader.get(&path))).await;
            for answer in &answers {
                assert_eq!((&answer.text, answer.header("etag")), (&answers[0].text, answers[0].header("etag")));
                let event = Calendar::parse(answer).titled("Interview").clone();
                assert_eq!(event["SEQUENCE"], round.to_string());
            }
        }
    }
}

/// The feed, and the versions of the facts.
#[actix_web::test]
async fn an_unchanged_calendar_takes_two_statements() {
    if Citus::named().is_some() {
        return;
    }
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let (api, watch) = Api::watched(backend).await;
        let ada = api.sign_up("ada").await;
        let Story { candidate, .. } = story(&ada).await;
        let bodies = [json!({"name": "All"}), json!({"name": "One", "candidate_id": candidate})];
        for body in bodies {
            let (_, path) = feed_of(&ada, body).await;
            let tag = api.anonymous().get(&path).await.header("etag").unwrap().to_owned();
            watch.statements();
            watch.sent();
            assert_eq!(get_with(&api, &path, ("if-none-match", &tag)).await.status, 304);
            let statements = watch.statements().len();
            let sent = watch.sent().map_or((statements, 0), |sent| (sent.statements, sent.frames));
            assert_eq!(sent, (2, 0), "{backend:?}");
        }
    }
}
