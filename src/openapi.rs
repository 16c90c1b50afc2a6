//! The frame of the OpenAPI document: what it is about, and how one signs in.

mod headers;
mod pages;

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

use crate::problem::Document;

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

**Conventions.** Times are RFC 3339 with an offset, dates ISO 8601. What goes wrong is told as a problem (RFC 9457), \
with everything that is wrong with a body in `errors`. `PATCH` takes a JSON Merge Patch (RFC 7396). `If-Match` with an \
`ETag` guards against lost updates, an `Idempotency-Key` against doing twice what is asked for twice. Lists come in pages, \
in the order in which the items were made. `RateLimit` says how many requests are left, and when there will be more.";

/// The document before its paths.
pub(crate) fn frame() -> OpenApi {
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
                .schemas_from_iter(problem_schemas())
                .build(),
        ))
        .security(Some([SecurityRequirement::new("oauth2", ["read", "write"])]))
        .tags(Some(
            [
                ("sign-in", "Accounts, tokens and keys"),
                ("api-clients", "Programs that act for the account without a user"),
                ("candidates", "Who applies, and writes"),
                ("applications", "What they applied for, and at which employer"),
                ("contacts", "People at the employer"),
                ("interviews", "Interviews, past and to come"),
                ("communications", "What was sent, and what came back"),
                ("playbooks", "Ways of following up, built in and of one's own"),
                ("templates", "The words of messages, built in and of one's own"),
                ("rules", "The advice that it all goes by"),
                ("holiday calendars", "Public holidays and weekends, by country and part of one"),
                ("overrides", "The candidate's own word on a step of a plan: leave it out, put it off"),
                ("follow-up plans", "What to do when, and why; and the words for it"),
                ("messages", "The words for a step, drafts of them, and what in a text would better be changed"),
                ("agenda", "What to do today, for all applications"),
                ("operation", "Whether the service is well"),
            ]
            .map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build()),
        ))
        .build()
}

/// Adds to the document what is the same for all operations of a kind.
pub(crate) fn finish(document: &mut OpenApi) {
    pages::refer_to_items(document);
    headers::declare(document);
}

/// Problems, and what they are made of: every operation refers to them, and none has them as its own.
fn problem_schemas() -> Vec<(String, RefOr<Schema>)> {
    let mut schemas = vec![("Problem".to_owned(), Document::schema())];
    Document::schemas(&mut schemas);
    schemas
}

/// How Swagger UI shows the document that is at this path.
pub(crate) fn swagger_ui(document: &'static str) -> Config<'static> {
    Config::new([document])
        .persist_authorization(true)
        .display_request_duration(true)
        .try_it_out_enabled(true)
        .doc_expansion("list")
        .validator_url("none")
}
