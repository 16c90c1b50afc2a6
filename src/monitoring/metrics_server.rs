//! `/metrics` on a separate address.

use std::{io, net::TcpListener};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::from_fn,
    web::{self, Data},
};

use super::exposition;
use crate::{http, problem::Problem, state::AppState};

/// A server that serves the metrics only.
pub fn metrics_server(listener: TcpListener, state: Data<AppState>) -> io::Result<Server> {
    let app = move || {
        App::new()
            .app_data(state.clone())
            .route("/metrics", web::get().to(exposition))
            .default_service(web::to(|| async { Err::<String, _>(Problem::NotFound) }))
            .wrap(from_fn(http::finish))
    };
    Ok(HttpServer::new(app).workers(1).disable_signals().listen(listener)?.run())
}
