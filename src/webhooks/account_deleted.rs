//! Sends the last event of an account, which reports its deletion.

use std::time::Duration;

use actix_web::rt;
use connectors::Secret;
use entity::{EventId, Scope};

use super::{
    secrets::secrets_of,
    send::{failure, send},
};
use crate::{
    events::{AccountEvent, Event, EventData, EventType},
    problem::Problem,
    state::AppState,
};

/// The pauses between the attempts: the endpoints are deleted with the account, so that there are few.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_mins(1)];

/// Tells the endpoints of an account that it was deleted. They are read now; what is to be sent is sent by a task of
/// this instance, since everything else of the account is being deleted meanwhile.
pub(crate) struct DeletionNotice {
    url: String,
    secrets: Vec<Secret>,
}

/// Reads the endpoints, before the account is deleted.
pub(crate) async fn deletion_notices(state: &AppState, scope: &Scope) -> Result<Vec<DeletionNotice>, Problem> {
    let mut notices = Vec::new();
    for row in scope.enabled_endpoints().await? {
        let wanted =
            row.event_types.is_empty() || row.event_types.iter().any(|kind| kind == EventType::ACCOUNT_DELETED.name());
        if wanted {
            let secrets = secrets_of(&state.secret_sealer, &row, scope.now()).await?;
            notices.push(DeletionNotice { url: row.url, secrets });
        }
    }
    Ok(notices)
}

/// Sends the event.
pub(crate) fn send_notices(state: &AppState, scope: &Scope, notices: Vec<DeletionNotice>) {
    let event = Event {
        id: EventId::new(),
        kind: EventType::ACCOUNT_DELETED,
        timestamp: scope.now(),
        data: EventData::Account(AccountEvent { account_id: scope.account_id() }),
    };
    for notice in notices {
        let (state, event) = (state.clone(), event.clone());
        rt::spawn(async move {
            for pause in PAUSES.into_iter().map(Some).chain([None]) {
                let sent = send(state.webhooks.client(), &notice.url, &notice.secrets, &event, state.clock.now()).await;
                if sent.is_ok_and(|attempted| failure(&attempted).is_none()) {
                    return;
                }
                if let Some(pause) = pause {
                    tokio::time::sleep(pause).await;
                }
            }
        });
    }
}
