//! How many statements a request costs: each is a round trip. Its token is one that is remembered.

use actix_web::{http::Method, test::TestRequest};
use serde_json::{Value, json};

use crate::{
    connections::{connect_and_deliver, deliver_ashby},
    support::{Api, Backend, Citus, Client, Watch, playbook_of, story, template_of},
};

/// A request, and what it may cost at most.
#[derive(Clone, Copy)]
struct Budget {
    request: &'static str,
    accept: &'static str,
    body: &'static str,
    /// The statements that read or write; what is sent together is one.
    statements: usize,
    /// Whether it takes a transaction on Postgres, which `BEGIN` and `COMMIT` frame.
    framed: bool,
}

const fn read(request: &'static str, statements: usize) -> Budget {
    write(request, "", statements)
}

const fn write(request: &'static str, body: &'static str, statements: usize) -> Budget {
    Budget { request, accept: "*/*", body, statements, framed: false }
}

impl Budget {
    const fn accepting(self, accept: &'static str) -> Self {
        Self { accept, ..self }
    }

    const fn framed(self) -> Self {
        Self { framed: true, ..self }
    }
}

/// In the order in which they are sent.
const BUDGETS: &[Budget] = &[
    // Plans: the facts are one query, and a playbook of the account's own is another. If the facts were read before,
    // they are asked for their version first.
    read("GET /v1/applications/{application}/follow-up-plan", 2),
    read("GET /v1/applications/{application}/follow-up-plan?as_of=2026-03-20T12:00:00Z", 1),
    read("GET /v1/applications/{application}/follow-up-plan?playbook=dream-job", 1),
    read("GET /v1/applications/{application}/follow-up-plan?playbook=my-way", 2),
    // That of the application comes with the facts, its own one too.
    read("GET /v1/applications/{following}/follow-up-plan", 1),
    read("GET /v1/applications/{following}/follow-up-plan/diff?against=dream-job", 1),
    read("GET /v1/applications/{application}/follow-up-plan", 1).accepting("text/calendar"),
    read("GET /v1/applications/{application}/follow-up-plan", 1).accepting("image/svg+xml"),
    read("GET /v1/applications/{application}/follow-up-plan/diff?to=2026-03-20T12:00:00Z", 1),
    read("GET /v1/interviews/{interview}/follow-up-plan", 1),
    read("GET /v1/applications/{application}/follow-up-plan/calendar", 1),
    read("GET /v1/applications/{application}/follow-up-plan/timeline", 1),
    read("GET /v1/interviews/{interview}/follow-up-plan/calendar", 1),
    read("GET /v1/interviews/{interview}/follow-up-plan/timeline", 1),
    read("GET /v1/applications/{application}/follow-up-plan/steps/{step}/message/text", 1),
    read("GET /v1/applications/{application}/follow-up-plan/steps/{step}/message/email", 1),
    read("GET /v1/applications/{application}/follow-up-plan/steps/{step}/message", 1).accepting("text/plain"),
    // The others are what the message is proofread beside.
    read("GET /v1/applications/{application}/follow-up-plan/steps/{step}/message", 3),
    write("POST /v1/follow-up-plans/preview", "{facts}", 0),
    write("POST /v1/follow-up-plans/preview-batch", r#"{"facts": [{facts}, {facts}]}"#, 0),
    write("POST /v1/follow-up-plans/batch", r#"{"application_ids": ["{application}"]}"#, 1),
    // The facts, the candidates' applications with their people, and messages.
    write("POST /v1/messages/batch", r#"{"items": [{"application_id": "{application}"}]}"#, 4),
    // The same for any texts; with what remote ids stand for, a statement for each type.
    write("POST /v1/messages/proofread-batch", r#"{"items": [{"body": "Dear Ada"}, {"body": "Dear Ada", "facts": {facts}}]}"#, 0),
    write(
        "POST /v1/messages/proofread-batch",
        r#"{"items": [{"body": "Dear Ada", "application_id": "{application}"}, {"body": "Dear Ada", "application_id": "{following}"}]}"#,
        4,
    ),
    write(
        "POST /v1/messages/proofread-batch",
        r#"{"items": [
            {"body": "Dear Ada", "application_id": "{application}", "interview_remote_id": "mine"},
            {"body": "Dear Ada", "application_remote_id": "nothing", "contact_remote_id": "nobody"}
        ]}"#,
        7,
    ),
    // Whether kept plans hold, the page of steps, and what the plans on it follow from; the first time makes plans,
    // notes how their applications are counted, and looks for candidates who want a mail about what has fallen due.
    read("GET /v1/agenda?limit=1", 12).framed(),
    read("GET /v1/agenda", 3),
    // Whether all is counted, and the counts.
    read("GET /v1/statistics", 2),
    read("GET /v1/statistics?by=sector&country=US", 2).accepting("text/csv"),
    read("GET /v1/statistics/table", 2),
    read("GET /v1/statistics/picture", 2),
    // Lists.
    read("GET /v1/candidates", 1),
    read("GET /v1/applications?limit=50", 1),
    // Which rows needn't be read, and the others.
    read("GET /v1/applications?q=acme&status=open", 2),
    read("GET /v1/applications/{application}/contacts", 1),
    read("GET /v1/applications/{application}/interviews", 1),
    read("GET /v1/applications/{application}/communications", 1),
    read("GET /v1/contacts", 1),
    read("GET /v1/contacts/{contact}/applications", 1),
    read("GET /v1/interviews", 1),
    read("GET /v1/communications?updated_after=2026-03-01T00:00:00Z", 1),
    read("GET /v1/contacts?application_remote_id=mine", 1),
    read("GET /v1/interviews?candidate_remote_id=mine&status=scheduled&starts_from=2026-03-01T00:00:00Z", 1),
    read("GET /v1/communications?candidate_id={candidate}&occurred_before=2026-03-01T00:00:00Z", 1),
    read("GET /v1/applications/{application}/overrides", 1),
    read("GET /v1/playbooks", 1),
    read("GET /v1/playbooks/my-way/versions", 1),
    read("GET /v1/playbooks/consensus/versions", 0),
    read("GET /v1/templates", 1),
    read("GET /v1/api-clients", 1),
    read("GET /v1/assistants", 1),
    // And when what last came in by them.
    read("GET /v1/connections", 2),
    read("GET /v1/connections/{connection}", 2),
    read("GET /v1/connections/{connection}/deliveries", 1),
    read("GET /v1/imports", 1),
    // The first one gives positions to what was written since; then the state of the feed, and the events.
    read("GET /v1/events?limit=1", 9).framed(),
    read("GET /v1/events", 2),
    read("GET /v1/webhook-endpoints", 1),
    read("GET /v1/calendar-feeds", 1),
    read("GET /v1/calendar-feeds/{feed}", 1),
    // The feed, the versions of the facts, the facts of all applications and what was shown; the first time that is
    // kept.
    read("GET {calendar}", 6).framed(),
    read("GET {calendar}", 4),
    // The candidate, the reminders, and whether the address is suppressed.
    read("GET /v1/candidates/{candidate}/reminders", 3),
    read("GET /v1/suppressed-addresses", 1),
    read("GET /v1/rules", 0),
    read("GET /v1/obligations", 0),
    read("GET /v1/holiday-calendars", 0),
    read("GET /v1/locales", 0),
    // With the applications and contacts of those on the page.
    read("GET /v1/messages", 3),
    read("GET /v1/messages/{message}", 3),
    read("GET /v1/messages/{message}/text", 3),
    read("GET /v1/messages/{message}/email", 4),
    // One thing.
    read("GET /v1/candidates/{candidate}", 1),
    read("GET /v1/applications/{application}", 1),
    read("GET /v1/contacts/{contact}", 1),
    read("GET /v1/interviews/{interview}", 1),
    read("GET /v1/interviews/by-remote-id/mine", 1),
    read("GET /v1/communications/{communication}", 1),
    read("GET /v1/communications/by-remote-id/mine", 1),
    read("GET /v1/playbooks/my-way", 1),
    read("GET /v1/playbooks/consensus", 0),
    read("GET /v1/playbooks/my-way/versions/1", 1),
    read("GET /v1/templates/my-words", 1),
    // New things: the plan is outdated, the row written, and the interviewers.
    write("POST /v1/candidates", "{}", 1),
    write(
        "POST /v1/applications/{application}/interviews",
        r#"{"starts_at": "2026-03-12T14:00:00Z", "ends_at": "2026-03-12T15:00:00Z", "interviewer_ids": ["{contact}"]}"#,
        1,
    ),
    write("POST /v1/applications/{application}/contacts", r#"{"name": "Grace"}"#, 1),
    write(
        "POST /v1/applications/{application}/communications",
        r#"{"direction": "inbound", "at": "2026-03-10T15:30:00Z", "contact_id": "{contact}"}"#,
        1,
    ),
    write(
        "POST /v1/applications",
        r#"{"candidate_id": "{candidate}", "company": {"name": "A"}, "position": {"title": "B"}, "time_zone": "UTC"}"#,
        1,
    ),
    // The playbook of its own is held, so that it stays until the application is there.
    write(
        "POST /v1/applications",
        r#"{"candidate_id": "{candidate}", "company": {"name": "A"}, "position": {"title": "B"}, "time_zone": "UTC", "playbook": "my-way"}"#,
        2,
    )
    .framed(),
    // Changes: the row as it is, the horizon, the row as it becomes; and of an interview who leads it, before and
    // after.
    write("PATCH /v1/applications/{application}", r#"{"urgent": true}"#, 3).framed(),
    write("PATCH /v1/contacts/{contact}", r#"{"phone": "+1 212 555 0100"}"#, 3).framed(),
    // The row as it is and its role there, the horizons, the role, the horizons once more with the row as it becomes.
    write("PUT /v1/applications/{following}/contacts/{contact}", r#"{"role": "recruiter"}"#, 6).framed(),
    write("PATCH /v1/communications/{communication}", r#"{"needs_answer": true}"#, 3).framed(),
    write("PATCH /v1/interviews/{interview}", r#"{"rapport": "strong"}"#, 5).framed(),
    // The row as it is and its facts, what it is proofread beside, and the row as it becomes.
    write("PATCH /v1/messages/{message}", r#"{"dismissed_findings": []}"#, 6).framed(),
    // All horizons of the candidate's applications, taken in one order; and what is known of the names of many.
    write("PATCH /v1/candidates/{candidate}", r#"{"name": "Ada"}"#, 5).framed(),
    write("PATCH /v1/candidates/{candidate}", r#"{"phone": "+1 212 555 0100"}"#, 4).framed(),
    write("PUT /v1/applications/{application}/overrides/{step}", r#"{"dismissed": true}"#, 3).framed(),
    // What is known, whether the address is suppressed, and how often it was asked; then the row, the mail, and the
    // answer.
    write("PUT /v1/candidates/{candidate}/reminders", r#"{"mode": "due"}"#, 7).framed(),
    write("PATCH /v1/candidates/{candidate}/reminders", r#"{"mode": "none"}"#, 3).framed(),
    // Two for the count, and the job, whatever the address.
    write("POST /v1/password-resets", r#"{"email": "alice@example.com"}"#, 3),
    // The row as it is, the horizons, its place there, the interviews, communications and messages, the horizons once
    // more with the row as it becomes. From all, without its place; who leads the interviews, and what events tell of
    // them.
    write("DELETE /v1/applications/{following}/contacts/{contact}", "", 8).framed(),
    write("DELETE /v1/contacts/{contact}", "", 8).framed(),
    // The account, and how its user signs in: the password is checked, then the user is locked and replaced, and other
    // sessions and links end. What comes next looks its token up again; the last one ends the session.
    read("GET /v1/account", 1),
    write("PATCH /v1/account", r#"{"name": "Ada & Co"}"#, 2),
    write(
        "PUT /v1/account/credentials",
        r#"{"email": "alice@example.com", "password": "correct horse battery staple", "new_password": "an even longer password"}"#,
        14,
    )
    .framed(),
    read("GET /v1/account", 2),
    // The codes of assistants that are not used yet, and the sessions.
    write("POST /v1/account/sign-out", "{}", 2).framed(),
];

/// The names in the table, and what they stand for.
struct Names(Vec<(&'static str, String)>);

impl Names {
    async fn stored(client: &Client) -> Self {
        let story = story(client).await;
        client.post("/v1/playbooks", playbook_of("my-way")).await.expect(201);
        client.post("/v1/templates", template_of("my-words")).await.expect(201);
        let application = format!("/v1/applications/{}", story.application);
        let communication = json!({"direction": "inbound", "at": "2026-03-10T15:20:00Z", "contact_id": story.contact});
        let communication = client.post(&format!("{application}/communications"), communication).await.created();
        let (mine, interview) = (json!({"remote_id": "mine"}), format!("/v1/interviews/{}", story.interview));
        client.patch(&interview, mine.clone()).await.expect(200);
        client.patch(&format!("/v1/communications/{communication}"), mine).await.expect(200);
        let plan = client.get(&format!("{application}/follow-up-plan")).await.expect(200);
        let step = plan["next_step_id"].as_str().unwrap().to_owned();
        client.put(&format!("{application}/overrides/other"), json!({"dismissed": true})).await.expect(201);
        let message = json!({"application_id": story.application, "kind": "thank_you", "body": "Thank you, Grace."});
        let message = client.post("/v1/messages", message).await.created();
        // Another candidate's, so that no message is proofread beside it.
        let connection = connect_and_deliver(client).await;
        let (feed, calendar) = crate::calendar_feeds::feed(client).await;
        let other = client.post("/v1/candidates", json!({})).await.created();
        let following = json!({
            "candidate_id": other, "company": {"name": "A"}, "position": {"title": "B"}, "time_zone": "UTC",
            "playbook": "my-way"
        });
        let following = client.post("/v1/applications", following).await.created();
        let facts = json!({
            "application": {"company": {"name": "A"}, "position": {"title": "B"}, "time_zone": "UTC"},
            "interviews": [{"id": "i", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z"}]
        });
        Self(vec![
            ("{application}", story.application),
            ("{following}", following),
            ("{candidate}", story.candidate),
            ("{contact}", story.contact),
            ("{interview}", story.interview),
            ("{communication}", communication),
            ("{step}", step),
            ("{message}", message),
            ("{facts}", facts.to_string()),
            ("{connection}", connection),
            ("{feed}", feed),
            ("{calendar}", calendar),
        ])
    }

    fn put_into(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
    }
}

impl Budget {
    /// What the request costs: the statements that read or write, and those around them.
    async fn cost(&self, client: &Client, names: &Names, watch: &Watch) -> (usize, usize) {
        let (method, path) = self.request.split_once(' ').unwrap();
        let method: Method = method.parse().unwrap();
        let media_type = if method == Method::PATCH { "application/merge-patch+json" } else { "application/json" };
        let mut request = TestRequest::default().method(method).uri(&names.put_into(path));
        request = request.insert_header(("accept", self.accept));
        if !self.body.is_empty() {
            let body = names.put_into(self.body);
            request = request.insert_header(("content-type", media_type)).set_payload(body);
        }
        watch.statements();
        watch.sent();
        let answer = client.send(request).await;
        assert!(answer.status.is_success(), "{}: {}", self.request, answer.text);
        let statements = watch.statements().len();
        watch.sent().map_or((statements, 0), |sent| (sent.statements, sent.frames))
    }
}

async fn all_keep_within_their_budgets(backend: Backend) {
    let (api, watch) = Api::watched(backend).await;
    let client = api.sign_up("Alice").await;
    let names = Names::stored(&client).await;
    let mut over = Vec::new();
    for budget in BUDGETS {
        let most = budget.statements;
        let frames = match backend {
            Backend::Postgres => 2 * usize::from(budget.framed),
            // What frames a transaction there is no round trip, and not counted.
            Backend::Sqlite => 0,
        };
        let cost = budget.cost(&client, &names, &watch).await;
        if cost.0 > most || cost.1 > frames {
            over.push(format!("{}: {cost:?} of {:?}", budget.request, (most, frames)));
        }
    }
    assert!(over.is_empty(), "{over:#?}");
}

#[actix_web::test]
async fn requests_keep_within_their_budgets_on_postgres() {
    // There a new row is a statement for each of its tables: tests/api/distribution.rs.
    if Citus::named().is_some() {
        return;
    }
    all_keep_within_their_budgets(Backend::Postgres).await;
}

#[actix_web::test]
async fn requests_keep_within_their_budgets_on_sqlite() {
    all_keep_within_their_budgets(Backend::Sqlite).await;
}

/// Without this, a count of none would say nothing.
#[actix_web::test]
async fn statements_to_postgres_are_counted_by_a_proxy() {
    let (api, watch) = Api::watched(Backend::Postgres).await;
    let client = api.sign_up("Alice").await;
    let sent = watch.sent().unwrap();
    assert!(sent.statements > 4 && sent.frames >= 2, "{sent:?}");
    let seen: Value = client.get("/v1/candidates").await.expect(200);
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    // The token is not remembered yet.
    assert_eq!(watch.sent().unwrap().statements, 2);
    client.get("/v1/candidates").await.expect(200);
    assert_eq!(watch.sent().unwrap().statements, 1);
}

/// Reading the connection, and storing what came with the jobs that follow.
#[actix_web::test]
async fn a_delivery_is_stored_by_one_statement() {
    if Citus::named().is_some() {
        return;
    }
    let (api, watch) = Api::watched(Backend::Postgres).await;
    let client = api.sign_up("Alice").await;
    let connection = connect_and_deliver(&client).await;
    let path = client.get(&format!("/v1/connections/{connection}")).await.expect(200)["path"].clone();
    watch.sent();
    deliver_ashby(&api.anonymous(), path.as_str().unwrap(), "2").await;
    let sent = watch.sent().unwrap();
    assert_eq!((sent.statements, sent.frames), (2, 0));
}
