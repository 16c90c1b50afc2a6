//! The OpenAPI document: title, description, security and tags, and the operations.

mod downgrade;
mod headers;
mod layout;
mod own_problems;
mod parameters;
mod possible;
mod responses;
mod schemas;
mod shared;
mod swagger_ui;

pub(crate) use layout::file_text;
pub(crate) use swagger_ui::with_current_days;

use utoipa::{
    PartialSchema as _, ToSchema as _,
    openapi::{
        ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, RefOr, Schema, SecurityRequirement,
        ServerBuilder,
        security::{ClientCredentials, Flow, OAuth2, Password, Scopes, SecurityScheme},
        tag::TagBuilder,
    },
};
use utoipa_swagger_ui::Config;

use self::shared::operations;
use crate::{
    applications::ApplicationStatus,
    events::{declare_webhook_components, webhook_paths},
    follow_up_plans::ReasonsWanted,
    http::push_schemas,
    idempotency,
    operation::{Operation, OperationTraits, Registry},
    problem::{ProblemDocument, ProblemResponse},
    routes,
    statistics::FirstChannel,
};

const ABOUT: &str = "\
After a job interview: when to write, whom, by which channel, what to say, and when to stop.

Store an application, its people and its interviews, and read its **follow-up plan**: steps with their windows and the \
reasons for each; and for each step a **message** that can be sent. `/v1/messages` keeps drafts, and proofreads any text. \
`POST /v1/follow-up-plans/preview` makes a plan from facts without storing anything. Plans follow a **playbook**, a \
built-in one or one that you make; `GET /v1/rules` has the advice that their reasons cite, `GET /v1/holiday-calendars` \
the public holidays to choose from and the releases of the data.

**Signing in.** `POST /v1/accounts` makes an account; `POST /oauth/token` gives an access token, to be sent as \
`Authorization: Bearer …`. Here, press Authorize and enter your e-mail address and password. A program that acts for \
an account has an id and a secret of its own: `POST /v1/api-clients`.

**Conventions.** Times are RFC 3339 with an offset, dates ISO 8601. An error is a problem (RFC 9457), \
with everything that is wrong with a body in `errors`. `PATCH` takes a JSON Merge Patch (RFC 7396). `If-Match` with an \
`ETag` guards against lost updates, an `Idempotency-Key` against doing twice what is asked for twice. Lists come in pages, \
in the order in which the items were made. `RateLimit` says how many requests are left, and when there will be more.

**Guides.** [Integration](/docs/integration.md), [many resources at once](/docs/sync.md), \
[events and webhooks](/docs/events.md), [invitations and mails](/docs/imports.md), [messages](/docs/messages.md), \
[templates](/docs/templates.md), [statuses and problems](/docs/http-status-codes.md), [security](/docs/security.md).";

/// The OpenAPI document, made from the declarations of the operations.
#[must_use]
pub fn document() -> OpenApi {
    let mut collector = Collector { document: frame(), schemas: Vec::new() };
    routes::register(&mut collector);
    let Collector { mut document, schemas } = collector;
    let components = document.components.get_or_insert_default();
    components.schemas.extend(schemas);
    document.webhooks = Some(webhook_paths());
    let components = document.components.get_or_insert_default();
    declare_webhook_components(components);
    idempotency::declare_replayed(components);
    headers::declare(&mut document);
    schemas::lift_descriptions(&mut document);
    schemas::simplify_parameters(&mut document);
    parameters::share(&mut document);
    responses::share(&mut document);
    document
}

/// The document as OpenAPI 3.0.3, for tools that don't read 3.1.
///
/// # Panics
///
/// Never: the document can be serialized.
#[must_use]
pub fn document_3_0() -> serde_json::Value {
    downgrade::to_3_0(serde_json::to_value(document()).expect("its keys are texts"))
}

/// The document for Swagger UI, as JSON text: with one form to sign in with, forms that can be sent as they are, and
/// each operation's own problems. [`with_current_days`] does the rest.
///
/// # Panics
///
/// Never: the document can be serialized.
#[must_use]
pub(crate) fn swagger_ui_document() -> String {
    let mut document = document();
    swagger_ui::with_one_form(&mut document);
    swagger_ui::with_empty_fields(&mut document);
    swagger_ui::without_step_ids(&mut document);
    own_problems::show(&mut document);
    serde_json::to_string(&document).expect("its keys are texts")
}

/// The page of Swagger UI.
pub(crate) const SWAGGER_UI_PAGE: &str = include_str!("openapi/swagger_ui.html");

/// The document while operations are added to it.
struct Collector {
    document: OpenApi,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl Registry for Collector {
    fn add<O: Operation>(&mut self, operation: O, traits: OperationTraits) -> &mut Self {
        let mut paths = operation.paths();
        for (path, item) in &mut paths.paths {
            for described in operations(item) {
                described.security = Some(vec![security(traits)]);
                possible::retain(path, described, traits);
                if traits.is_idempotent() {
                    idempotency::declare_key(described);
                }
            }
        }
        self.document.paths.merge(paths);
        operation.schemas(&mut self.schemas);
        self
    }
}

fn security(traits: OperationTraits) -> SecurityRequirement {
    match traits.scope() {
        Some(scope) => SecurityRequirement::new("oauth2", [scope.as_str()]),
        None => SecurityRequirement::default(),
    }
}

/// The document before its paths.
fn frame() -> OpenApi {
    let scopes = Scopes::from_iter([
        ("read", "Read everything of the account"),
        ("write", "Change everything of the account but what is the administrator's"),
        ("admin", "Administer the account"),
    ]);
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Follow-up API")
                .description(Some(ABOUT))
                .version(env!("CARGO_PKG_VERSION"))
                .license(Some(
                    LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build(),
                ))
                .build(),
        )
        .servers(Some([ServerBuilder::new()
            .url("/")
            .description(Some("The server that this document comes from"))
            .build()]))
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme(
                    "oauth2",
                    SecurityScheme::OAuth2(OAuth2::new([
                        Flow::Password(Password::new("/oauth/token", scopes.clone())),
                        Flow::ClientCredentials(ClientCredentials::new("/oauth/token", scopes)),
                    ])),
                )
                .schemas_from_iter(shared_schemas())
                .responses_from_iter(ProblemResponse::components())
                .build(),
        ))
        .security(Some([SecurityRequirement::new("oauth2", ["read", "write"])]))
        .tags(Some(
            [
                ("accounts", "Sign-up, access tokens, and the account itself"),
                ("candidates", "The people who apply"),
                ("applications", "What they applied for, and at which employer"),
                ("contacts", "People at the employer"),
                ("interviews", "Past and future interviews"),
                ("communications", "What was sent, and what came back"),
                ("follow-up plans", "What to do when, and why"),
                ("messages", "The text for a step: written by the service, kept as a draft, proofread"),
                ("agenda", "What is due, for all applications"),
                ("statistics", "How long employers take to answer"),
                ("overrides", "A candidate's decisions on single steps: leave a step out, or put it off"),
                ("playbooks", "Rules that plans follow, built-in ones and your own"),
                ("templates", "Texts of messages, built-in ones and your own"),
                ("rules", "The advice that plans are based on, and what employers owe"),
                ("holiday calendars", "Public holidays and weekends by country and region"),
                ("api-clients", "Programs that act for the account without a user"),
                (
                    "assistants",
                    "Programs that a user has let into the account, for the Model Context Protocol at `/mcp`",
                ),
                ("sync", "Many resources by the client's own ids in one request"),
                ("imports", "Invitations and mails, handed over as they are"),
                ("connections", "Outside systems that send news: tracking systems, job boards, mail"),
                ("events", "What has changed, in order"),
                ("webhook endpoints", "Addresses that events of the types that they want are sent to"),
                ("webhooks", "What is sent to them"),
                ("calendar feeds", "Addresses at which calendar programs read interviews and steps"),
                ("reminders", "Mails that remind candidates of what is due"),
                ("operation", "Health, readiness and metrics"),
            ]
            .map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build()),
        ))
        .build()
}

/// The schemas of problems, which all operations refer to, and of parameters.
fn shared_schemas() -> Vec<(String, RefOr<Schema>)> {
    let mut schemas = vec![("Problem".to_owned(), ProblemDocument::schema())];
    ProblemDocument::schemas(&mut schemas);
    // Query parameters refer to these, and nothing else does.
    push_schemas::<ReasonsWanted>(&mut schemas);
    push_schemas::<ApplicationStatus>(&mut schemas);
    push_schemas::<FirstChannel>(&mut schemas);
    schemas
}

/// The settings of Swagger UI, which shows the document at this path.
pub(crate) fn swagger_ui_config(document: &'static str) -> Config<'static> {
    Config::new([document])
        .persist_authorization(true)
        .display_request_duration(true)
        .try_it_out_enabled(true)
        .doc_expansion("list")
        .filter(true)
        .default_models_expand_depth(0)
        .validator_url("none")
}
