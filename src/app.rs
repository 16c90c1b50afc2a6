//! The app: its state, its routes, and the OpenAPI document that follows from them.

mod known_paths;

use std::future::ready;

use actix_web::{
    HttpResponse, Resource,
    body::{BoxBody, MessageBody},
    dev::{HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse},
    guard,
    http::header::ContentType,
    middleware::{Compress, Next, from_fn},
    web::{self, Bytes, Data, PathConfig},
};
use database::Database;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt, OpenApiFactory, service_config::ServiceConfig};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    accounts, agenda, api_clients, applications,
    auth::{self, AccessTokens, Limits, Passwords},
    candidates,
    clock::Clock,
    communications,
    config::SignUp,
    contacts, follow_up_plans, holiday_calendars, idempotency, interviews, messages, openapi, operation, overrides,
    playbooks,
    problem::Problem,
    queue::Queue,
    rules,
    search::Searches,
    templates,
};
use known_paths::KnownPaths;

/// What every request handler can reach.
#[derive(Clone, Debug)]
pub struct Service {
    /// The database.
    pub db: Database,
    /// The clock.
    pub clock: Clock,
    /// Access tokens.
    pub tokens: AccessTokens,
    /// Passwords.
    pub passwords: Passwords,
    /// Where whatever else keeps a processor busy waits for its turn.
    pub heavy: Queue,
    /// Who may sign up.
    pub sign_up: SignUp,
    /// How often somebody may ask.
    pub limits: Limits,
    /// The plans that agendas keep.
    pub kept_plans: agenda::KeptPlans,
    /// Searches in lists.
    pub searches: Searches,
    /// How it runs.
    pub operation: operation::Operation,
}

/// What takes routes: the OpenAPI document, or a worker, which serves them without making the document anew.
trait Routes {
    fn service(&mut self, service: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self;
}

impl Routes for ServiceConfig<'_> {
    fn service(&mut self, service: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        self.service(service)
    }
}

impl Routes for web::ServiceConfig {
    fn service(&mut self, service: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        self.service(service)
    }
}

/// All routes, in the order of the OpenAPI document.
fn routes(config: &mut impl Routes) {
    config
        .service(accounts::create_account)
        .service(auth::token_endpoint::create_token)
        .service(auth::revocation_endpoint::revoke_token)
        .service(auth::well_known::get_authorization_server)
        .service(auth::well_known::get_jwks)
        .service(accounts::get_account)
        .service(accounts::export_account)
        .service(accounts::delete_account)
        .service(api_clients::create_api_client)
        .service(api_clients::list_api_clients)
        .service(api_clients::get_api_client)
        .service(api_clients::update_api_client)
        .service(api_clients::delete_api_client)
        .service(candidates::create_candidate)
        .service(candidates::put_candidate)
        .service(candidates::get_candidate_by_remote_id)
        .service(candidates::list_candidates)
        .service(candidates::get_candidate)
        .service(candidates::update_candidate)
        .service(candidates::delete_candidate)
        .service(applications::create_application)
        .service(applications::put_application)
        .service(applications::get_application_by_remote_id)
        .service(applications::list_applications)
        .service(applications::get_application)
        .service(applications::update_application)
        .service(applications::delete_application)
        .service(contacts::create_contact)
        .service(contacts::put_contact)
        .service(contacts::get_contact_by_remote_id)
        .service(contacts::list_contacts)
        .service(contacts::get_contact)
        .service(contacts::update_contact)
        .service(contacts::delete_contact)
        .service(interviews::create_interview)
        .service(interviews::put_interview)
        .service(interviews::get_interview_by_remote_id)
        .service(interviews::list_interviews)
        .service(interviews::get_interview)
        .service(interviews::update_interview)
        .service(interviews::delete_interview)
        .service(communications::create_communication)
        .service(communications::list_communications)
        .service(communications::get_communication)
        .service(communications::update_communication)
        .service(communications::delete_communication)
        .service(playbooks::create_playbook)
        .service(playbooks::list_playbooks)
        .service(playbooks::get_playbook)
        .service(playbooks::update_playbook)
        .service(playbooks::delete_playbook)
        .service(playbooks::list_playbook_versions)
        .service(playbooks::get_playbook_version)
        .service(templates::create_template)
        .service(templates::list_templates)
        .service(templates::get_template)
        .service(templates::update_template)
        .service(templates::delete_template)
        .service(templates::list_template_variables)
        .service(templates::preview_template)
        .service(rules::list_rules)
        .service(holiday_calendars::list_holiday_calendars)
        .service(overrides::list_overrides)
        .service(overrides::put_override)
        .service(overrides::delete_override)
        .service(follow_up_plans::get_application_plan)
        .service(follow_up_plans::get_interview_plan)
        .service(follow_up_plans::get_plan_diff)
        .service(follow_up_plans::get_step_message)
        .service(follow_up_plans::preview_plan)
        .service(follow_up_plans::preview_plan_batch)
        .service(messages::render_message)
        .service(messages::proofread_texts)
        .service(messages::create_message)
        .service(messages::list_messages)
        .service(messages::get_message)
        .service(messages::update_message)
        .service(messages::delete_message)
        .service(messages::mark_message_sent)
        .service(agenda::get_agenda)
        .service(operation::get_health)
        .service(operation::get_readiness)
        .service(operation::get_metrics);
}

/// The OpenAPI document.
#[must_use]
pub fn openapi_document() -> OpenApi {
    let app = actix_web::App::new().into_utoipa_app().openapi(openapi::frame());
    let app = app.configure(|config| routes(config));
    let mut document = app.split_for_parts().1;
    idempotency::describe(&mut document);
    openapi::finish(&mut document);
    document
}

/// What is the same in every worker: made once, for [`app`].
#[derive(Clone)]
pub struct Shared {
    service: Data<Service>,
    /// The OpenAPI document as JSON: as it is made, it takes sixteen megabytes.
    document: Bytes,
    known: Data<KnownPaths>,
    keyed: Data<idempotency::KeyedOperations>,
}

impl Shared {
    /// The state of a service.
    #[must_use]
    pub fn new(service: Service) -> Self {
        let document = openapi_document();
        let known = Data::new(KnownPaths::of(&document));
        let keyed = Data::new(idempotency::KeyedOperations::of(&document));
        Self { service: Data::new(service), document: json_of(&document), known, keyed }
    }

    /// The service.
    #[must_use]
    pub fn service(&self) -> &Data<Service> {
        &self.service
    }
}

/// Routes what is asked for most before all else. A request is held against one path after the other, and each with a
/// parameter is a regular expression.
fn often_asked<T>(app: actix_web::App<T>) -> actix_web::App<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = actix_web::Error, InitError = ()>,
{
    app.service(follow_up_plans::preview_plan)
        .service(follow_up_plans::preview_plan_batch)
        .service(applications::list_applications)
        .service(follow_up_plans::get_application_plan)
        .service(interviews::create_interview)
}

/// The app that a worker serves.
#[must_use]
pub fn app(
    shared: &Shared,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    let app = shared.known.overshadowing().fold(actix_web::App::new(), actix_web::App::service);
    often_asked(app)
        .configure(routes)
        .app_data(shared.service.clone())
        .app_data(shared.known.clone())
        .app_data(shared.keyed.clone())
        // An id that is none is the id of nothing.
        .app_data(PathConfig::default().error_handler(|_, _| Problem::NotFound.into()))
        .app_data(auth::form_config())
        .service(document(&shared.document))
        .service(SwaggerUi::new("/docs/{_:.*}").config(openapi::swagger_ui("/openapi.json")))
        .service(web::redirect("/docs", "/docs/"))
        .service(web::redirect("/", "/docs/"))
        .default_service(web::to(known_paths::nothing_here))
        .wrap(from_fn(admit))
        .wrap(Compress::default())
        .wrap(from_fn(operation::observe))
}

/// Finds out who asks, and whether it was asked before. One middleware is one box less than two.
async fn admit(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    auth::identify(&request).await;
    idempotency::once(request, next).await
}

fn json_of(document: &OpenApi) -> Bytes {
    serde_json::to_vec(document).expect("its keys are texts").into()
}

fn document(json: &Bytes) -> Resource {
    let json = json.clone();
    let answer = move || ready(HttpResponse::Ok().content_type(ContentType::json()).body(json.clone()));
    web::resource("/openapi.json").guard(guard::Get()).to(answer)
}
