//! Resources that calls have added: whether they still exist, and their current state.

use entity::{ApplicationId, Scope};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    applications::Application,
    communications::{Communication, RecordedCommunication},
    contacts::Contact,
    idempotency::{CurrentAnswer, RecallAnswer},
    interviews::Interview,
    problem::Problem,
};

/// The type of resource that a tool adds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum AddedResource {
    Application,
    Contact,
    Interview,
    Communication,
}

#[derive(Deserialize)]
struct WithId {
    id: Uuid,
    application_id: Option<ApplicationId>,
}

impl RecallAnswer for AddedResource {
    fn recall<'s>(&self, scope: &'s Scope, body: &'s [u8]) -> CurrentAnswer<'s> {
        let added = *self;
        Box::pin(async move {
            let Ok(WithId { id, application_id }) = serde_json::from_slice(body) else {
                return Ok(Some(body.to_vec()));
            };
            match (added, application_id) {
                (Self::Application, _) => json(scope.get(id.into()).await?.map(Application::from_row)),
                // It may have been taken out of this application, and live on in another one.
                (Self::Contact, Some(application)) => {
                    json(scope.contact_of(application, id.into()).await?.map(Contact::from_row))
                }
                (Self::Contact, None) => Ok(None),
                (Self::Interview, _) => json(scope.interview(id.into()).await?.map(Interview::from_led)),
                (Self::Communication, _) => {
                    let row = scope.get::<entity::Communication>(id.into()).await?;
                    match row {
                        Some(row) => communication(scope, row, body).await.map(Some),
                        None => Ok(None),
                    }
                }
            }
        })
    }
}

/// A communication, with the steps that it completes. These are looked for again, if it has been changed since.
async fn communication(scope: &Scope, row: entity::Communication, body: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut told: Value = serde_json::from_slice(body).map_err(Problem::internal)?;
    let completed = told.as_object_mut().and_then(|told| told.remove("completed")).is_some();
    let now = serde_json::to_value(Communication::from_row(row.clone())).map_err(Problem::internal)?;
    if now == told {
        return Ok(body.to_vec());
    }
    let recorded = RecordedCommunication::from_row(scope, row, completed).await?;
    serde_json::to_vec(&recorded).map_err(Problem::internal)
}

fn json(resource: Option<impl Serialize>) -> Result<Option<Vec<u8>>, Problem> {
    resource.map(|resource| serde_json::to_vec(&resource).map_err(Problem::internal)).transpose()
}
