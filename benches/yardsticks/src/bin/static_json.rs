//! A server that answers every request with the same JSON: what the framework can do at most.
//!
//!     static_json FILE        # prints its address

use std::{env, fs, io, net::TcpListener};

use actix_web::{App, HttpResponse, HttpServer, http::header::ContentType, web};

#[actix_web::main]
async fn main() -> io::Result<()> {
    let file = env::args().nth(1).ok_or_else(|| io::Error::other("usage: static_json FILE"))?;
    let json = web::Bytes::from(fs::read(file)?);
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("listens on http://{}", listener.local_addr()?);
    // The body of the request is received, as the service has to.
    let answer = move |_body: web::Bytes| {
        let json = json.clone();
        async move { HttpResponse::Ok().content_type(ContentType::json()).body(json) }
    };
    HttpServer::new(move || App::new().default_service(web::to(answer.clone()))).listen(listener)?.run().await
}
