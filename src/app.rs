//! The app that each worker serves: routes, middleware, the OpenAPI document and Swagger UI.

mod documents;
mod unrouted;

use std::{
    future::ready,
    sync::{LazyLock, OnceLock},
};

use actix_web::{
    HttpMessage as _, HttpRequest, HttpResponse, Resource, Route,
    body::{BoxBody, MessageBody},
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    http::header::ContentType,
    middleware::{Compress, Next, from_fn},
    web::{self, Bytes, Data, Path, PathConfig, ServiceConfig},
};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    auth::{self, MCP_PATH, Principal},
    consent,
    guide::{PAGE, guide_page},
    idempotency,
    mcp::{self, ToolList},
    monitoring, openapi,
    operation::{Operation, OperationTable, OperationTraits, Registry},
    problem::Problem,
    routes,
    state::AppState,
};
use documents::Document;
use unrouted::{malformed, unrouted, wrong_methods};

/// The path of the document for Swagger UI.
const SWAGGER_UI_DOCUMENT: &str = "/docs/openapi.json";

/// Other forms of the OpenAPI document as JSON text, made when they are first asked for.
#[derive(Debug, Default)]
struct DocumentVariants {
    /// As OpenAPI 3.0.3.
    v3_0: OnceLock<Document>,
    /// For Swagger UI.
    swagger_ui: OnceLock<String>,
}

/// The parts that all workers of [`app`] share.
#[derive(Clone)]
pub struct WorkerShared {
    state: Data<AppState>,
    /// The OpenAPI document as JSON text. As a value it would take sixteen megabytes.
    document: Document,
    variants: Data<DocumentVariants>,
    operations: Data<OperationTable>,
    tools: Data<ToolList>,
}

impl WorkerShared {
    /// # Panics
    ///
    /// Never: the OpenAPI document can be serialized.
    #[must_use]
    pub fn new(state: AppState) -> Self {
        let document = openapi::document();
        let tools = ToolList::from_document(&document);
        let document = serde_json::to_vec(&document).expect("its keys are texts");
        let mut operations = OperationTable::default();
        routes::register(&mut operations);
        Self {
            state: Data::new(state),
            document: Document::json(document),
            variants: Data::default(),
            operations: Data::new(operations),
            tools: Data::new(tools),
        }
    }

    #[must_use]
    pub fn state(&self) -> &Data<AppState> {
        &self.state
    }
}

/// Adds either the hot operations or all others to the routes of a worker.
struct Router<'c> {
    config: &'c mut ServiceConfig,
    hot: bool,
}

impl Registry for Router<'_> {
    fn add<O: Operation>(&mut self, operation: O, traits: OperationTraits) -> &mut Self {
        if traits.is_hot() == self.hot {
            self.config.service(operation);
        }
        self
    }
}

/// The app that a worker serves.
#[must_use]
pub fn app(
    shared: &WorkerShared,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    wrong_methods(&shared.operations)
        .fold(actix_web::App::new(), actix_web::App::service)
        .configure(|config| routes::register(&mut Router { config, hot: true }))
        .configure(|config| routes::register(&mut Router { config, hot: false }))
        .app_data(shared.state.clone())
        .app_data(shared.operations.clone())
        .app_data(shared.tools.clone())
        // A path segment that can't be an id is answered with 404.
        .app_data(PathConfig::default().error_handler(|_, request| malformed(request).into()))
        .app_data(auth::form_config())
        .service(
            web::resource("/oauth/authorize")
                .route(web::get().to(consent::show_consent))
                .route(web::post().to(consent::decide_consent))
                .default_service(only("GET, POST")),
        )
        .service(
            web::resource("/oauth/register")
                .route(web::post().to(consent::register_oauth_client))
                .default_service(only("POST")),
        )
        // POST is answered before it comes here.
        .service(web::resource(MCP_PATH).default_service(only("POST")))
        .service(openapi_json(&shared.document))
        .app_data(shared.variants.clone())
        .service(read_only(web::resource("/openapi-3.0.json"), web::get().to(openapi_3_0_json)))
        .service(read_only(web::resource(SWAGGER_UI_DOCUMENT), web::get().to(swagger_ui_json)))
        .service(read_only(web::resource(["/docs/", "/docs/index.html"]), swagger_ui_page()))
        .service(read_only(web::resource(PAGE), web::get().to(guide)))
        .service(SwaggerUi::new("/docs/{_:.*}").config(openapi::swagger_ui_config(SWAGGER_UI_DOCUMENT)))
        .service(web::redirect("/docs", "/docs/"))
        .service(web::redirect("/", "/docs/"))
        .default_service(web::to(unrouted))
        .wrap(from_fn(authenticate_and_deduplicate))
        .wrap(Compress::default())
        .wrap(from_fn(monitoring::observe))
}

/// The answer to other methods than these.
fn only(methods: &'static str) -> Route {
    web::to(move || ready(Err::<HttpResponse, _>(Problem::MethodNotAllowed(methods.to_owned()))))
}

/// Combined, since each middleware costs an allocation per request.
async fn authenticate_and_deduplicate(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    auth::authenticate(&request).await;
    if mcp::is_mcp_request(&request) {
        return mcp::handle(request, |request| carry_out(request, next)).await;
    }
    carry_out(request, next).await
}

async fn carry_out(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if let Some(why) = refused_query(&request) {
        return Ok(request.error_response(Problem::BadRequest(why.into())));
    }
    let writes = !request.method().is_safe();
    let response = idempotency::deduplicate(request, next).await;
    if let (true, Ok(response)) = (writes, &response)
        && response.status().is_success()
    {
        wake_feed(response.request());
    }
    response
}

/// Why the query parameters of a request are refused, if its operation has none. One that seems to narrow what is
/// deleted must not delete all of it, and a condition that is ignored must not look like one that holds. Operations
/// that others call without a token may get parameters that the caller adds to every address.
fn refused_query(request: &ServiceRequest) -> Option<String> {
    if request.query_string().is_empty() || !request.extensions().contains::<Principal>() {
        return None;
    }
    let traits = request.app_data::<Data<OperationTable>>()?.traits_of(request.method(), request.path())?;
    let (name, _) = url::form_urlencoded::parse(request.query_string().as_bytes()).next()?;
    (traits.scope().is_some() && !traits.takes_query())
        .then(|| format!("query: there is no parameter {name}; this operation has none"))
}

/// Notifies requests that wait for the account's events.
fn wake_feed(request: &HttpRequest) {
    let account = request.extensions().get::<Principal>().map(|principal| principal.account_id);
    if let (Some(account), Some(state)) = (account, request.app_data::<Data<AppState>>()) {
        state.feed.wake(account);
    }
}

/// A resource that is only read; it answers 405 to other methods.
fn read_only(resource: Resource, get: Route) -> Resource {
    resource.route(get).default_service(only("GET"))
}

fn openapi_json(document: &Document) -> Resource {
    let document = document.clone();
    let get = web::get().to(move |request: HttpRequest| ready(document.answer(&request)));
    read_only(web::resource("/openapi.json"), get)
}

/// The page of Swagger UI, with the title and the form that are ours.
fn swagger_ui_page() -> Route {
    static SHOWN: LazyLock<Document> =
        LazyLock::new(|| Document::new(ContentType::html(), Bytes::from_static(openapi::SWAGGER_UI_PAGE.as_bytes())));
    web::get().to(|request: HttpRequest| ready(SHOWN.answer(&request)))
}

/// A page of the documentation, as text, which browsers show.
async fn guide(request: HttpRequest, name: Path<String>) -> Result<HttpResponse, Problem> {
    let text = guide_page(&name).ok_or(Problem::UNKNOWN_PATH)?;
    Ok(Document::new(ContentType::plaintext(), text).answer(&request))
}

async fn openapi_3_0_json(request: HttpRequest, variants: Data<DocumentVariants>) -> HttpResponse {
    variants.v3_0.get_or_init(|| Document::json(openapi::document_3_0().to_string())).answer(&request)
}

/// The document for Swagger UI. It changes every day, since its examples have current days.
async fn swagger_ui_json(
    request: HttpRequest,
    state: Data<AppState>,
    variants: Data<DocumentVariants>,
) -> HttpResponse {
    let text = variants.swagger_ui.get_or_init(openapi::swagger_ui_document);
    Document::json(openapi::with_current_days(text, state.clock.now().date_naive())).answer(&request)
}
