//! The key of a call that adds something. It follows from the meaning of the arguments and not from their texts. One
//! instant is written in many ways, a default can be written down or left out, and a model that repeats a call may do
//! either.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use planning::facts::ApplicationDetails;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{added_resource::AddedResource, tool::Tool};
use crate::{
    communications::CommunicationInput, contacts::ContactInput, idempotency::DerivedKey, interviews::InterviewInput,
};

/// The key of the call that makes this request: its address, in which ids are written as the service does, and its
/// body.
pub(super) fn key(tool: &Tool, added: AddedResource, uri: &str, body: &[u8]) -> DerivedKey {
    let meant = match added {
        AddedResource::Application => application(body),
        AddedResource::Contact => parsed::<ContactInput>(body),
        AddedResource::Interview => parsed::<InterviewInput>(body),
        AddedResource::Communication => parsed::<CommunicationInput>(body),
    };
    // What can't be read is refused, and then no key is kept.
    let meant = meant.unwrap_or_else(|| body.to_owned());
    let hash = Sha256::new().chain_update(tool.name).chain_update([0]).chain_update(uri);
    let hash = hash.chain_update([0]).chain_update(meant).finalize();
    DerivedKey { text: format!("mcp-{}", BASE64_URL_SAFE_NO_PAD.encode(hash)), added: Box::new(added) }
}

fn parsed<T: DeserializeOwned + Serialize>(body: &[u8]) -> Option<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<T>(body).ok()?).ok()
}

/// The candidate has a default that only the account knows, so it is read by itself.
fn application(body: &[u8]) -> Option<Vec<u8>> {
    let mut body: Value = serde_json::from_slice(body).ok()?;
    let candidate = body.as_object_mut()?.remove("candidate_id");
    let candidate = candidate.as_ref().and_then(Value::as_str).map(str::to_lowercase);
    let details: ApplicationDetails = serde_json::from_value(body).ok()?;
    serde_json::to_vec(&(candidate, details)).ok()
}
