//! Tools that change nothing.

use actix_web::http::Method;

use super::super::tool::{APPLICATION, Argument, Body, Effect, STEP, Tool};

pub(super) static TOOLS: &[Tool] = &[
    Tool {
        name: "list_due",
        title: "What is due",
        about: "Lists the follow-up steps that are due or overdue, over all applications, the most urgent first. Start here \
                when the user asks what to do today. With status and to it also shows what is coming.",
        operation_id: "get_agenda",
        method: Method::GET,
        path: "/v1/agenda",
        arguments: &[
            Argument::query("status").about("Which steps. Those that are due or overdue, if left out."),
            Argument::query("from"),
            Argument::query("to"),
            Argument::query("application_id"),
            Argument::query("reasons")
                .with_default("\"none\"")
                .about("all adds the reasons and the advice of each step; get_plan has them, too."),
            Argument::query("limit").with_default("20"),
            Argument::query("cursor"),
        ],
        body: Body::None,
        effect: Effect::Read,
        check: None,
        untrusted: &[
            "items[*].application_remote_id",
            "items[*].candidate_remote_id",
            "items[*].candidate_name",
            "items[*].company_name",
            "items[*].position_title",
            "items[*].contact.remote_id",
            "items[*].contact.name",
            "items[*].step.reasons[*].text",
            "items[*].step.advice[*].text",
        ],
        example: r#"{"limit": 5}"#,
    },
    Tool {
        name: "find_applications",
        title: "Find applications",
        about: "Finds the user's job applications by a text in the company's name or the position's title, or lists all of \
                them. Gives their ids, which other tools take.",
        operation_id: "list_applications",
        method: Method::GET,
        path: "/v1/applications",
        arguments: &[
            Argument::query("q"),
            Argument::query("status"),
            Argument::query("limit").with_default("20"),
            Argument::query("cursor"),
        ],
        body: Body::None,
        effect: Effect::Read,
        check: None,
        untrusted: &[
            "items[*].remote_id",
            "items[*].playbook",
            "items[*].company.name",
            "items[*].company.main_phone",
            "items[*].company.postal_address",
            "items[*].position.title",
            "items[*].competing_offers[*].id",
            "items[*].strengths[*]",
        ],
        example: r#"{"q": "acme"}"#,
    },
    Tool {
        name: "get_plan",
        title: "Read a follow-up plan",
        about: "Reads the follow-up plan of one application: each step with its window, status, channel, whom to write to, \
                and the reasons with their sources. Explain a step by its reasons; don't make up others.",
        operation_id: "get_application_plan",
        method: Method::GET,
        path: "/v1/applications/{id}/follow-up-plan",
        arguments: &[APPLICATION, Argument::query("reasons")],
        body: Body::None,
        effect: Effect::Read,
        check: None,
        untrusted: &["steps[*].reasons[*].text", "steps[*].advice[*].text", "warnings[*].text", "playbook.key"],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5"}"#,
    },
    Tool {
        name: "draft_message",
        title: "Draft a message",
        about: "Writes the message of a step, with what is known of the application. It only returns the text: nothing is \
                stored or sent. Show it to the user, who sends it; then use record_communication. A step that is upcoming \
                is not to be sent yet: say from when, by its opens_at.",
        operation_id: "get_step_message",
        method: Method::GET,
        path: "/v1/applications/{id}/follow-up-plan/steps/{step_id}/message",
        arguments: &[
            APPLICATION,
            STEP,
            Argument::query("channel"),
            Argument::query("tone"),
            Argument::query("locale"),
            Argument::query("template"),
        ],
        body: Body::None,
        effect: Effect::Read,
        check: None,
        untrusted: &[
            "recipient.name",
            "recipient.address",
            "subject",
            "body",
            "script",
            "voicemail",
            "missing[*].text",
            "links",
            "findings[*].text",
            "findings[*].suggestions[*]",
        ],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "step_id": "move_on"}"#,
    },
    Tool {
        name: "proofread",
        title: "Proofread a text",
        about: "Finds mistakes in a message before the user sends it: wrong names, placeholders, spelling, tone, missing parts. \
                With application_id it is checked against the stored facts. Changes nothing.",
        operation_id: "proofread_texts",
        method: Method::POST,
        path: "/v1/messages/proofread",
        arguments: &[
            Argument::body("body").required(),
            Argument::body("subject"),
            Argument::body("kind"),
            Argument::body("channel"),
            Argument::body("application_id"),
        ],
        body: Body::Json,
        effect: Effect::Read,
        check: None,
        untrusted: &["findings[*].text", "findings[*].suggestions[*]"],
        example: r#"{"body": "Dear Ada,\n\nthank you for your time today.\n\nBest regards,\nGrace"}"#,
    },
];
