//! How the service ends.

use std::{io, time::Duration};

use actix_web::rt;
use tokio::signal;

use crate::operation::Operation;

/// Returns once the service shall stop taking connections.
///
/// Told so by SIGTERM, it says first that it is not ready and goes on for a while, so that whoever sends it requests
/// learns of it in time. Ctrl-C, or a second SIGTERM, is from somebody who doesn't want to wait for that.
pub(crate) async fn asked_for(operation: Operation, delay: Duration) {
    tokio::select! {
        () = interrupted() => operation.begin_stopping(),
        () = terminated() => {
            operation.begin_stopping();
            tracing::info!(delay_s = delay.as_secs(), "told to stop: not ready any more");
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = interrupted() => {}
                () = terminated() => {}
            }
        }
    }
    tracing::info!("finishing what has begun; Ctrl-C stops at once");
    rt::spawn(async {
        interrupted().await;
        std::process::exit(130);
    });
}

async fn interrupted() {
    if let Err(error) = signal::ctrl_c().await {
        never(&error).await;
    }
}

#[cfg(unix)]
async fn terminated() {
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(error) => never(&error).await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// A signal that can't be waited for doesn't come.
async fn never(error: &io::Error) {
    tracing::error!(%error, "a signal can't be waited for");
    std::future::pending::<()>().await;
}
