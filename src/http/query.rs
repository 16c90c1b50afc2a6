//! Query parameters. Unknown ones are refused, and the problem names them.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use serde::de::DeserializeOwned;

use super::{bound_cursor, parameters::Parameters};
use crate::problem::Problem;

/// The query parameters of a request.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.path(), request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned>(path: &str, query: &str) -> Result<T, Problem> {
    let mut parameters = Parameters::parse(query);
    let refused = bound_cursor::take_off(path, &mut parameters).err();
    let read = T::deserialize(parameters);
    match (read, refused) {
        (Ok(read), None) => Ok(read),
        (Err(wrong), None) => Err(Problem::BadRequest(wrong.to_string().into())),
        // A list without cursors, or without this parameter, says so first.
        (Err(wrong), Some(_)) if !wrong.is_at(bound_cursor::CURSOR) => {
            Err(Problem::BadRequest(wrong.to_string().into()))
        }
        (_, Some(why)) => Err(Problem::BadRequest(format!("query parameter {}: {why}", bound_cursor::CURSOR).into())),
    }
}

#[cfg(test)]
mod tests {
    use planning::{Instant, Status};
    use serde::Deserialize;
    use uuid::Uuid;

    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Wanted {
        id: Option<Uuid>,
        status: Vec<Status>,
        only: Option<Status>,
        after: Option<Instant>,
        count: Option<u8>,
        strict: Option<bool>,
    }

    fn message(query: &str) -> String {
        match read::<Wanted>("/", query) {
            Err(Problem::BadRequest(message)) => message.into_owned(),
            other => panic!("{query}: {other:?}"),
        }
    }

    #[test]
    fn a_list_is_one_value_with_commas_or_several_values() {
        let due_and_done = [Status::Due, Status::Done];
        for query in
            ["status=due,done", "status=due&status=done", "status%5B%5D=due&status[]=done", "status=due%2Cdone"]
        {
            assert_eq!(read::<Wanted>("/", query).unwrap().status, due_and_done, "{query}");
        }
        assert!(read::<Wanted>("/", "").unwrap().status.is_empty());
    }

    #[test]
    fn errors_are_described_in_words() {
        let statuses = "must be one of upcoming, due, overdue, missed, done, dismissed, cancelled";
        assert!(
            message("status=due,").starts_with("query parameter status: must be one of "),
            "{}",
            message("status=due,")
        );
        assert!(message("only=soon").ends_with(message("status=due,").trim_start_matches("query parameter status: ")));
        assert!(
            statuses.split(", ").all(|word| message("only=soon").contains(word.trim_start_matches("must be one of ")))
        );
        assert_eq!(message("only=due&only=done"), "query parameter only: must be given once");
        assert_eq!(message("only[]=due"), "query parameter only: is one value, not a list");
        assert_eq!(message("id=xyz"), "query parameter id: is not a UUID");
        assert_eq!(message("count=many"), "query parameter count: must be a number");
        assert_eq!(message("count=256"), "query parameter count: must be a number");
        assert_eq!(message("strict=yes"), "query parameter strict: must be true or false");
        assert_eq!(
            message("colour=red"),
            "query: there is no parameter colour; there are id, status, only, after, count, strict"
        );
    }

    #[test]
    fn a_plus_that_is_not_encoded_is_one_before_an_offset() {
        let after = |query: &str| read::<Wanted>("/", query).unwrap().after.unwrap();
        let encoded = after("after=2026-11-29T10:00:00%2B01:00");
        assert_eq!(after("after=2026-11-29T10:00:00+01:00"), encoded);
        assert_eq!(after("after=2026-11-29T10:00:00%2001:00"), encoded);
        assert_eq!(after("after=2026-11-29T10:00:00.000+01:00"), encoded);
        assert!(message("after=2026-11-29+01:00").starts_with("query parameter after: "));
    }
}
