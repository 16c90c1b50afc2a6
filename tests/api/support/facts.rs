use serde_json::{Value, json};

use super::Client;

/// An application with a hiring manager and an interview, just stored.
pub struct Story {
    pub candidate: String,
    pub application: String,
    pub contact: String,
    pub interview: String,
}

/// The body of a playbook that is nobody's yet: thanks, one check-in, and on.
pub fn playbook_of(key: &str) -> Value {
    json!({
        "key": key,
        "name": "My way",
        "thank_you": {"within_hours": 12},
        "follow_ups": [{"kind": "check_in", "opens": {"days": 4}, "ideal": {"days": 6}, "closes": {"days": 9}}],
        "move_on": {"days": 7}
    })
}

/// The body of a template that is nobody's yet: a thank-you by e-mail.
pub fn template_of(key: &str) -> Value {
    json!({
        "key": key,
        "name": "My words",
        "kind": "thank_you",
        "channel": "email",
        "subject": "Thank you for the {{ position }} interview",
        "body": "Dear {{ recipient.called }},\n\nThank you for your time. I keep thinking about {{ point }}.\n\n\
                 Best regards,\n{{ candidate.name }}\n{{ candidate.email }}"
    })
}

/// The body of an application at an employer in New York.
pub fn application_of(candidate: &str) -> Value {
    json!({
        "candidate_id": candidate,
        "company": {"name": "Acme"},
        "position": {"title": "Analyst"},
        "time_zone": "America/New_York",
        "holiday_calendar": "US"
    })
}

/// A new application of the candidate, to which the contact belongs, too. Returns its id.
pub async fn share_contact(client: &Client, candidate: &str, contact: &str) -> String {
    let further = json!({
        "candidate_id": candidate, "company": {"name": "Globex"}, "position": {"title": "Analyst"}, "time_zone": "UTC"
    });
    let further = client.post("/v1/applications", further).await.created();
    let shared = format!("/v1/applications/{further}/contacts/{contact}");
    client.put(&shared, json!({"role": "recruiter"})).await.expect(200);
    further
}

/// Adds the strength without which a thank-you is not ready.
pub async fn add_strength(client: &Client, story: &Story) {
    let strengths = json!({"strengths": ["ten years of building data pipelines"]});
    client.patch(&format!("/v1/applications/{}", story.application), strengths).await.expect(200);
}

/// Stores what most tests start from: an interview that ended an hour ago.
pub async fn story(client: &Client) -> Story {
    let candidates = client.get("/v1/candidates").await.expect(200);
    let candidate = candidates["items"][0]["id"].as_str().expect("signing up makes a candidate").to_owned();
    let application = client.post("/v1/applications", application_of(&candidate)).await.created();
    let contact = json!({"name": "Ada Okafor", "role": "hiring_manager", "email": "ada@acme.example"});
    let contact = client.post(&format!("/v1/applications/{application}/contacts"), contact).await.created();
    let interview = json!({
        "starts_at": "2026-03-10T14:00:00Z",
        "ends_at": "2026-03-10T15:00:00Z",
        "interviewer_ids": [contact],
        "talking_points": ["moving the nightly batch to a stream"]
    });
    let interview = client.post(&format!("/v1/applications/{application}/interviews"), interview).await.created();
    Story { candidate, application, contact, interview }
}
