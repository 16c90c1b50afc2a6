//! Tools that add or correct applications, contacts and interviews.

use actix_web::http::Method;

use super::super::{
    added_resource::AddedResource,
    tool::{APPLICATION, Argument, Body, Effect, TimeConstraint, Tool},
};

/// The texts of an application.
pub(super) const APPLICATION_TEXTS: &[&str] = &[
    "remote_id",
    "playbook",
    "company.name",
    "company.main_phone",
    "company.postal_address",
    "position.title",
    "competing_offers[*].id",
    "strengths[*]",
];

const ADVERTISED: Argument = Argument::body("publicly_advertised").about(
    "Whether the position was advertised to the public. What employers owe depends on it: leave it out if unknown.",
);

const SIZE: Argument = Argument::body("employer_size")
    .about("How many people the employer employs. What employers owe depends on it: leave it out if unknown.");

const TITLE: Argument = Argument::body("title").about(
    "An academic or professional title without the form of address, such as Dr. or Prof. Dr.; greetings in German, French, \
     Spanish and Dutch use it.",
);

const FORM_OF_ADDRESS: Argument = Argument::body("address").about(
    "How the person is addressed (Frau or Herr, Madame or Monsieur). Set it only if the user says so: it is not guessed from \
     a name.",
);

const FAMILIAR: Argument = Argument::body("familiar").about(
    "Whether messages say du, tu, tú or je instead of the formal pronoun. Leave it out if the user has not said so.",
);

/// The texts of a contact.
const CONTACT_TEXTS: &[&str] =
    &["remote_id", "name", "given_name", "family_name", "title", "email", "phone", "postal_address"];

pub(super) static TOOLS: &[Tool] = &[
    Tool {
        name: "add_application",
        title: "Add an application",
        about: "Adds a job application from what the user says. Ask for the employer's time zone if it does not follow from \
                the place. Call find_applications first, so that none is added twice.",
        operation_id: "create_application",
        method: Method::POST,
        path: "/v1/applications",
        arguments: &[
            Argument::body("company").required(),
            Argument::body("position").required(),
            Argument::body("time_zone")
                .required()
                .about("The employer's time zone by its IANA name, such as Europe/London."),
            Argument::body("applied_on").time(TimeConstraint::DayInPast),
            Argument::body("holiday_calendar")
                .about("The employer's country or region, such as US-NY or DE-BY, so that holidays count."),
            ADVERTISED,
            SIZE,
            Argument::body("urgent"),
            Argument::body("forbidden_channels"),
            Argument::body("strengths"),
            Argument::body("locale"),
            FAMILIAR,
            Argument::body("candidate_id").about("Who applied. Needed only if the account has several candidates."),
        ],
        body: Body::Json,
        effect: Effect::Add(AddedResource::Application),
        check: None,
        untrusted: APPLICATION_TEXTS,
        example: r#"{"company": {"name": "Acme"}, "position": {"title": "Data Engineer"}, "time_zone": "America/New_York"}"#,
    },
    Tool {
        name: "update_application",
        title: "Correct an application",
        about: "Sets facts of an application that were not known or are wrong: the company's sector, when the user applied, \
                where the employer is, what obligations depend on. What is left out stays as it is, also within company and \
                position; null clears it. Call it only with what the user says; former in the result has what was replaced.",
        operation_id: "update_application",
        method: Method::PATCH,
        path: "/v1/applications/{id}",
        arguments: &[
            APPLICATION,
            Argument::body("company"),
            Argument::body("position"),
            Argument::body("time_zone").about("The employer's time zone by its IANA name, such as Europe/London."),
            Argument::body("applied_on").time(TimeConstraint::DayInPast).about("The date of the application."),
            Argument::body("holiday_calendar")
                .about("The employer's country or region, such as CA-ON. Holidays and obligations follow from it."),
            ADVERTISED,
            SIZE,
            Argument::body("urgent").about("Whether the employer needs to fill the position soon."),
            Argument::body("forbidden_channels")
                .about("All channels by which the employer does not want to be contacted."),
            Argument::body("strengths").about("All qualifications for this position that messages may name."),
            Argument::body("locale").about("The language and region of messages for this application, such as fr-CA."),
            FAMILIAR,
        ],
        body: Body::MergePatch,
        effect: Effect::Set,
        check: None,
        untrusted: APPLICATION_TEXTS,
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "publicly_advertised": true, "employer_size": 250}"#,
    },
    Tool {
        name: "add_contact",
        title: "Add a contact",
        about: "Adds a person at the employer to an application: an interviewer, a recruiter, a hiring manager. Add \
                interviewers before their interview, and name their ids there.",
        operation_id: "create_contact",
        method: Method::POST,
        path: "/v1/applications/{id}/contacts",
        arguments: &[
            APPLICATION,
            Argument::body("name").required(),
            Argument::body("given_name"),
            Argument::body("family_name"),
            TITLE,
            FORM_OF_ADDRESS,
            FAMILIAR,
            Argument::body("role"),
            Argument::body("email"),
            Argument::body("phone"),
        ],
        body: Body::Json,
        effect: Effect::Add(AddedResource::Contact),
        check: None,
        untrusted: CONTACT_TEXTS,
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "name": "Grace Lindqvist", "role": "hiring_manager"}"#,
    },
    Tool {
        name: "update_contact",
        title: "Correct a contact",
        about: "Sets facts of a person that were not known or are wrong, such as an e-mail address, or the form of address that \
                a draft lacks. What is left out stays as it is; null clears it. Call it only with what the user says; former in the \
                result has what was replaced.",
        operation_id: "update_contact",
        method: Method::PATCH,
        path: "/v1/contacts/{id}",
        arguments: &[
            Argument::path("contact_id", "id").about("The contact's id, from get_plan or add_contact."),
            Argument::body("name"),
            Argument::body("given_name"),
            Argument::body("family_name"),
            TITLE,
            FORM_OF_ADDRESS,
            FAMILIAR,
            Argument::body("role"),
            Argument::body("email"),
            Argument::body("phone"),
        ],
        body: Body::MergePatch,
        effect: Effect::Set,
        check: None,
        untrusted: CONTACT_TEXTS,
        example: r#"{"contact_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "address": "ms", "title": "Dr."}"#,
    },
    Tool {
        name: "add_interview",
        title: "Add an interview",
        about: "Adds an interview, past or future, to an application from what the user says. For an invitation that the user \
                has as a file or a mail, use import_file instead: it reads the times exactly.",
        operation_id: "create_interview",
        method: Method::POST,
        path: "/v1/applications/{id}/interviews",
        arguments: &[
            APPLICATION,
            Argument::body("starts_at").required(),
            Argument::body("ends_at").required(),
            Argument::body("kind"),
            Argument::body("medium"),
            Argument::body("interviewer_ids").about("The ids of the interviewers, from add_contact."),
            Argument::body("rapport"),
            Argument::body("decision_expected_on"),
            Argument::body("respond_by"),
            Argument::body("talking_points"),
            Argument::body("points_to_clarify"),
        ],
        body: Body::Json,
        effect: Effect::Add(AddedResource::Interview),
        check: None,
        untrusted: &["remote_id", "talking_points[*]", "points_to_clarify[*]"],
        example: r#"{"application_id": "0198c0de-7a3b-7c4d-8e5f-60718293a4b5", "starts_at": "2026-03-10T14:00:00-04:00", "ends_at": "2026-03-10T15:00:00-04:00"}"#,
    },
];
