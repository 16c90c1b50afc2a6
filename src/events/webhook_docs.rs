//! The `webhooks` section of the OpenAPI document: what is sent to endpoints, with an example of each type.

use serde_json::{Value, json};
use utoipa::openapi::{
    Components, ContentBuilder, HttpMethod, ObjectBuilder, PathItem, Paths, PathsBuilder, Ref, RefOr, Required,
    ResponseBuilder, ResponsesBuilder, Schema, SecurityRequirement, Type,
    path::{OperationBuilder, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    schema::AllOfBuilder,
};

use super::{DataKind, event_type::CATALOGUE};

const ID: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
const OTHER: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b6";
const INTERVIEW: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b7";
const AT: &str = "2026-03-11T13:00:00Z";

/// One path for each type of event.
pub(crate) fn webhook_paths() -> Paths {
    CATALOGUE
        .into_iter()
        .fold(PathsBuilder::new(), |paths, (name, data, about)| {
            paths.path(name, PathItem::new(HttpMethod::Post, operation(name, data, about)))
        })
        .build()
}

/// The schema of an event of this type, such as `StepDueWebhook`. It is named, since generators make up a name for a
/// schema that is in a body, and that of one is taken.
fn event_schema(name: &str, data: DataKind, about: &str) -> Schema {
    let event = ObjectBuilder::new()
        .property("type", ObjectBuilder::new().schema_type(Type::String).enum_values(Some([name])))
        .property("data", Ref::from_schema_name(data.schema_name()));
    let parts = AllOfBuilder::new().description(Some(about)).item(Ref::from_schema_name("FeedEvent")).item(event);
    Schema::AllOf(parts.build())
}

/// `step.due` gives `StepDueWebhook`.
fn event_schema_name(name: &str) -> String {
    let words = name.split(['.', '_']).map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    words.chain(["Webhook".to_owned()]).collect()
}

fn operation(name: &str, data: DataKind, about: &str) -> utoipa::openapi::path::Operation {
    let schema = Ref::from_schema_name(event_schema_name(name));
    let example = json!({"id": ID, "type": name, "timestamp": AT, "data": example(data)});
    let content = ContentBuilder::new().schema(Some(schema)).example(Some(example)).build();
    let answers = ANSWERS.map(|(status, name, _)| (status, RefOr::Ref(Ref::from_response_name(name))));
    let mut operation = OperationBuilder::new()
        .operation_id(Some(format!("webhook_{}", name.replace('.', "_"))))
        .tag("webhooks")
        .summary(Some(about))
        .security(SecurityRequirement::default())
        .request_body(Some(
            RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True)).build(),
        ))
        .responses(ResponsesBuilder::new().responses_from_iter(answers).build())
        .build();
    let header = |name| RefOr::Ref(Ref::new(format!("#/components/parameters/{name}")));
    operation.parameters = Some(HEADERS.map(|(name, ..)| header(name)).into());
    operation
}

/// The headers of deliveries: the name of the component, the header, its description, and an example.
const HEADERS: [(&str, &str, &str, &str); 3] = [
    ("WebhookId", "webhook-id", "The id of the event", ID),
    ("WebhookTimestamp", "webhook-timestamp", "When this attempt was made, in seconds since 1970", "1773234000"),
    (
        "WebhookSignature",
        "webhook-signature",
        "Signatures of `id.timestamp.body`, with spaces between them (Standard Webhooks 1.0)",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ),
];

/// The possible answers: the status, the name of the component, and the consequence.
const ANSWERS: [(&str, &str, &str); 3] = [
    ("2XX", "WebhookAccepted", "It was accepted. What the body says does not matter."),
    ("410", "WebhookGone", "The endpoint is gone: it is disabled."),
    ("default", "WebhookRefused", "It is sent again later. Redirects are not followed."),
];

/// Adds the schemas of the events, and what all types share, to the components.
pub(crate) fn declare_webhook_components(components: &mut Components) {
    for (name, data, about) in CATALOGUE {
        components.schemas.insert(event_schema_name(name), event_schema(name, data, about).into());
    }
    for (name, header, about, example) in HEADERS {
        let parameter = ParameterBuilder::new()
            .name(header)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(about))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .example(Some(example.into()));
        components.parameters.insert(name.to_owned(), parameter.build().into());
    }
    for (_, name, about) in ANSWERS {
        components.responses.insert(name.to_owned(), ResponseBuilder::new().description(about).build().into());
    }
}

fn example(data: DataKind) -> Value {
    match data {
        DataKind::Candidate => json!({"candidate_id": ID, "remote_id": "ats-candidate-1"}),
        DataKind::Application => {
            json!({"application_id": ID, "candidate_id": OTHER, "remote_id": "ats-application-1"})
        }
        DataKind::Contact => json!({"contact_id": ID, "application_id": OTHER, "remote_id": null}),
        DataKind::Interview => json!({"interview_id": ID, "application_id": OTHER, "remote_id": "ats-interview-1"}),
        DataKind::Communication => json!({"communication_id": ID, "application_id": OTHER, "remote_id": null}),
        DataKind::MessageSent => json!({"message_id": ID, "application_id": OTHER, "communication_id": ID}),
        DataKind::Step => json!({
            "application_id": ID, "application_remote_id": "ats-application-1", "candidate_id": OTHER,
            "candidate_remote_id": "ats-candidate-1", "step_id": format!("{INTERVIEW}:follow_up:1"), "kind": "check_in",
            "opens_at": "2026-03-11T13:00:00Z", "closes_at": "2026-03-13T21:00:00Z", "since": AT
        }),
        DataKind::PlanState => {
            json!({
                "application_id": ID, "application_remote_id": "ats-application-1", "candidate_id": OTHER,
                "candidate_remote_id": "ats-candidate-1", "before": "waiting", "after": "active", "since": AT
            })
        }
        DataKind::EndpointDisabled => json!({"webhook_endpoint_id": ID, "reason": "failing"}),
        DataKind::EndpointTest => json!({"webhook_endpoint_id": ID}),
        DataKind::Account => json!({"account_id": ID}),
    }
}
