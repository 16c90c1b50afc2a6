//! Cursors in responses. Each is bound to its list and to the filter of the request.
//!
//! In another list a cursor would be accepted as a position, and the page would silently leave out the items before it.

use actix_web::HttpRequest;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::parameters::Parameters;

/// The parameter with the cursor.
pub(super) const CURSOR: &str = "cursor";

/// Parameters that may change from one page to the next.
const CHANGEABLE_PARAMETERS: [&str; 3] = [CURSOR, "limit", "reasons"];

/// The length of a mark, in bytes. It distinguishes lists, and is no protection against forgery.
const MARK_BYTES: usize = 4;

/// The cursor for the response to this request.
pub(crate) fn bind(request: &HttpRequest, cursor: &str) -> String {
    let mark = mark(request.path(), &Parameters::parse(request.query_string()));
    let key = BASE64_URL_SAFE_NO_PAD.decode(cursor).unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode([mark.as_slice(), &key].concat())
}

/// Replaces the cursor of a query by the one that was passed to [`bind`]. An empty cursor is unchanged.
///
/// # Errors
///
/// The error in a cursor: it comes from another list, or is no cursor.
pub(super) fn take_off(path: &str, parameters: &mut Parameters) -> Result<(), &'static str> {
    let expected = mark(path, parameters);
    let Some(cursor) = parameters.only(CURSOR).filter(|cursor| !cursor.is_empty()) else { return Ok(()) };
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&*cursor).map_err(|_| "is no cursor that a list has given")?;
    match bytes.split_first_chunk() {
        Some((found, key)) if *found == expected && !key.is_empty() => {
            *cursor = BASE64_URL_SAFE_NO_PAD.encode(key);
            Ok(())
        }
        _ => Err("was given by another list, or for other parameters; begin without it"),
    }
}

/// The values that distinguish the list of a request from other lists.
fn mark(path: &str, parameters: &Parameters) -> [u8; MARK_BYTES] {
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    add(path);
    for (name, value) in parameters.sorted() {
        if !CHANGEABLE_PARAMETERS.contains(&name) {
            add(name);
            add(&value);
        }
    }
    let hash: [u8; 32] = hash.finalize().into();
    hash.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    const PLACE: &str = "AZjA3no7fE2OX2BxgpOktQ";

    fn given_by(uri: &str) -> String {
        bind(&TestRequest::with_uri(uri).to_http_request(), PLACE)
    }

    fn taken_off(path: &str, query: &str) -> Result<String, &'static str> {
        let mut parameters = Parameters::parse(query);
        take_off(path, &mut parameters).map(|()| parameters.only(CURSOR).cloned().unwrap_or_default())
    }

    #[test]
    fn a_cursor_is_bound_to_its_list_and_parameters() {
        let cursor = given_by("/v1/agenda?status=due,done&candidate_id=1&limit=5");
        let with = |rest: &str| taken_off("/v1/agenda", &format!("{rest}&cursor={cursor}"));
        for same in ["status=due,done&candidate_id=1", "candidate_id=1&status=due&status=done&limit=7&reasons=none"] {
            assert_eq!(with(same).as_deref(), Ok(PLACE), "{same}");
        }
        for other in ["status=due&candidate_id=1", "status=due,done", "status=due,done&candidate_id=1&from=today"] {
            assert!(with(other).is_err(), "{other}");
        }
        let elsewhere = format!("status=due,done&candidate_id=1&cursor={cursor}");
        assert!(taken_off("/v1/candidates", &elsewhere).is_err());
    }

    #[test]
    fn a_cursor_that_no_list_has_given_is_refused() {
        for made_up in ["!", "AAAA", "AAAAAAAA", PLACE] {
            assert!(taken_off("/v1/candidates", &format!("cursor={made_up}")).is_err(), "{made_up}");
        }
        assert_eq!(taken_off("/v1/candidates", "cursor=").as_deref(), Ok(""));
    }
}
