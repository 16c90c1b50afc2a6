//! The time limit for receiving a body.

use std::{io::ErrorKind, time::Duration};

use actix_web::{dev::Payload, error::PayloadError};
use futures_util::{StreamExt as _, stream};
use tokio::time::{Instant, timeout_at};

/// The time limit for receiving a body after the headers.
const TIME_LIMIT: Duration = Duration::from_secs(15);

/// The body with a time limit. It fails with [`ErrorKind::TimedOut`] after the limit.
pub(super) fn in_time(payload: Payload) -> Payload {
    if matches!(payload, Payload::None) {
        return payload;
    }
    let deadline = Instant::now() + TIME_LIMIT;
    let chunks = stream::unfold(payload, move |mut payload| async move {
        match timeout_at(deadline, payload.next()).await {
            Ok(chunk) => Some((chunk?, payload)),
            Err(_) => Some((Err(PayloadError::Io(ErrorKind::TimedOut.into())), Payload::None)),
        }
    });
    Payload::Stream { payload: Box::pin(chunks) }
}

#[cfg(test)]
mod tests {
    use actix_web::web::Bytes;

    use super::*;

    #[actix_web::test]
    async fn a_body_arrives_in_time_or_breaks_off() {
        tokio::time::pause();
        let first = || stream::iter([Ok(Bytes::from_static(b"begun"))]);
        let whole = in_time(Payload::Stream { payload: Box::pin(first()) });
        assert_eq!(whole.collect::<Vec<_>>().await.len(), 1);
        let stuck = in_time(Payload::Stream { payload: Box::pin(first().chain(stream::pending())) });
        let began = Instant::now();
        let chunks = stuck.collect::<Vec<_>>().await;
        assert!(matches!(&chunks[..], [Ok(_), Err(PayloadError::Io(error))] if error.kind() == ErrorKind::TimedOut));
        assert_eq!(began.elapsed().as_secs(), TIME_LIMIT.as_secs());
    }
}
