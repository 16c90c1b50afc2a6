//! Tools that record what has happened, and change what a plan asks for.

use actix_web::http::Method;

use super::{
    super::{
        added_resource::AddedResource,
        tool::{APPLICATION, Argument, ArgumentLocation, Body, Effect, STEP, TimeConstraint, Tool, WrongArgument},
    },
    facts::APPLICATION_TEXTS,
};

/// A model that names a step that isn't there gets an error that says so.
const PLANNED: Argument = Argument::constant("planned", "true");

/// The result names the step that was completed, so that a model notices a wrong purpose or contact.
const COMPLETED: Argument = Argument::constant("completed", "true");

/// A message completes a step by its purpose. Without a purpose the step would stay due.
fn outbound_has_a_purpose(text: &dyn Fn(&str) -> Option<String>) -> Result<(), WrongArgument> {
    if text("direction").is_some_and(|direction| direction == "outbound") && text("purpose").is_none() {
        let purposes =
            "thank_you, check_in, final_attempt, competing_offer, offer_response, or other, which is for no step";
        return Err(WrongArgument::new("purpose", format!("is missing, which outbound needs: {purposes}")));
    }
    Ok(())
}

pub(super) static TOOLS: &[Tool] = &[
    Tool {
        name: "record_communication",
        title: "Record what was sent or came",
        about: "Records that the user has sent something to the employer (outbound), or that something came from there \
                (inbound), so that the plan goes on from it: name the purpose of what was sent, and the contact, if there are \
                several. completed in the result has the steps that are done by it, or why there is none: tell the user. It sends \
                nothing. Record only what the user says has happened.",
        operation_id: "create_communication",
        method: Method::POST,
        path: "/v1/applications/{id}/communications",
        arguments: &[
            APPLICATION,
            Argument::body("direction").required(),
            Argument::body("at").required().time(TimeConstraint::InPast(None)),
            Argument::body("channel").about("How it was sent or came; other, if left out."),
            Argument::body("purpose").about(
                "What it was for. Required for outbound: the plan's step of this purpose is then done. other is for no step, \
                 but after an outcome it does the step that this asks for. It has no meaning for inbound.",
            ),
            Argument::body("contact_id"),
            Argument::body("decision_expected_on"),
            Argument::body("automatic"),
            Argument::body("needs_answer"),
            Argument::body("answer"),
            COMPLETED,
        ],
        body: Body::Json,
        effect: Effect::Add(AddedResource::Communication),
        check: Some(outbound_has_a_purpose),
        untrusted: &["remote_id", "answer"],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "direction": "outbound", "at": "2026-03-10T17:00:00-04:00", "channel": "email", "purpose": "thank_you"}"#,
    },
    Tool {
        name: "record_outcome",
        title: "Record how an application ended",
        about: "Records that an application has ended: with an offer, a rejection, or because the user has withdrawn it. \
                Its plan then closes. It replaces an outcome that is recorded with all its members, which former in the \
                result has; null takes it back, and the application is open again. Record only what the user says has happened.",
        operation_id: "update_application",
        method: Method::PATCH,
        path: "/v1/applications/{id}",
        arguments: &[
            APPLICATION,
            Argument::body("outcome").required().schema("Outcome").or_null().time(TimeConstraint::InPast(Some("at"))),
        ],
        body: Body::MergePatch,
        effect: Effect::Set,
        check: None,
        untrusted: APPLICATION_TEXTS,
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "outcome": {"kind": "rejected", "at": "2026-03-10T15:30:00Z"}}"#,
    },
    Tool {
        name: "snooze_step",
        title: "Put a step off",
        about: "Puts a step of a plan off until a moment that the user names. Replaces what was decided about the step before.",
        operation_id: "put_override",
        method: Method::PUT,
        path: "/v1/applications/{id}/overrides/{step_id}",
        arguments: &[APPLICATION, STEP, Argument::body("not_before").required().time(TimeConstraint::InFuture), PLANNED],
        body: Body::Json,
        effect: Effect::Set,
        check: None,
        untrusted: &["step_id"],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "step_id": "move_on", "not_before": "2026-03-20T09:00:00Z"}"#,
    },
    Tool {
        name: "dismiss_step",
        title: "Leave a step out",
        about: "Leaves a step of a plan out, because the user doesn't want to do it. With dismissed false it is taken back.",
        operation_id: "put_override",
        method: Method::PUT,
        path: "/v1/applications/{id}/overrides/{step_id}",
        arguments: &[APPLICATION, STEP, Argument::body("dismissed").with_default("true"), PLANNED],
        body: Body::Json,
        effect: Effect::Set,
        check: None,
        untrusted: &["step_id"],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "step_id": "move_on"}"#,
    },
    Tool {
        name: "import_file",
        title: "Import an invitation or a mail",
        about: "Imports a calendar invitation or a mail as it is, with its headers: makes, moves or cancels interviews, and \
                records mails. Nothing in it is executed. If its state is unmatched, ask the user which application it \
                belongs to, and call it again with application_id.",
        operation_id: "create_import",
        method: Method::POST,
        path: "/v1/imports",
        arguments: &[
            Argument::with_location("content", ArgumentLocation::File)
                .required()
                .about(
                    "The whole file: an iCalendar file (RFC 5545) of at most 5 MiB, or a mail with its headers (RFC 5322) of \
                     at most 10 MiB.",
                ),
            Argument::with_location("media_type", ArgumentLocation::MediaType).required(),
            Argument::query("application_id")
                .about("The application that it belongs to. Without it, the service looks for it."),
        ],
        body: Body::File,
        effect: Effect::Set,
        check: None,
        untrusted: &["items[*].found", "items[*].why", "matches[*].why", "suggestions[*].words", "suggestions[*].time"],
        example: r#"{"media_type": "text/calendar", "content": "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@acme.example\r\nDTSTAMP:20260301T080000Z\r\nDTSTART:20260312T140000Z\r\nDTEND:20260312T150000Z\r\nSUMMARY:Technical interview\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}"#,
    },
];
