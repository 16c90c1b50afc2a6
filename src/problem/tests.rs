use super::*;

const DOCUMENT: &str = include_str!("../../docs/http-status-codes.md");
const REQUEST_ID: &str = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";

/// An example of the kind of problem that comes next, in the order of [`Problem`]. A new kind has no place until it is
/// given one here.
fn after(problem: &Problem) -> Option<Problem> {
    Some(match problem {
        Problem::BadRequest(_) => Problem::MalformedJson("line 1, column 10: there is no JSON value".into()),
        Problem::MalformedJson(_) => Problem::MalformedItem(vec![Violation::new(
            "/items/1",
            "malformed",
            "line 2 is not JSON: at column 1, there is no JSON value",
        )]),
        Problem::MalformedItem(_) => {
            Problem::InvalidBody(vec![Violation::new("/email", "format", "this is no e-mail address")])
        }
        Problem::InvalidBody(_) => {
            Problem::Unauthorized("the token is not valid, or no longer; get a new one from /oauth/token".into())
        }
        Problem::Unauthorized(_) => Problem::InsufficientScope("write"),
        Problem::InsufficientScope(_) => Problem::SignUpClosed,
        Problem::SignUpClosed => Problem::NotFound,
        Problem::NotFound => Problem::UNKNOWN_PATH,
        Problem::NotFoundDetail(_) => Problem::MalformedId("id".to_owned()),
        Problem::MalformedId(_) => Problem::MethodNotAllowed("GET, POST".into()),
        Problem::MethodNotAllowed(_) => Problem::NotAcceptable("application/json, text/calendar".into()),
        Problem::NotAcceptable(_) => Problem::duplicate_value("remote_id"),
        Problem::DuplicateValue(_) => {
            Problem::Conflict("applications name patient; give them another playbook first".into())
        }
        Problem::Conflict(_) => Problem::ConcurrentWrite,
        Problem::ConcurrentWrite => {
            Problem::MessageNotReady(vec![Violation::new("/body", "point", "Name something that was talked about.")])
        }
        Problem::MessageNotReady(_) => Problem::MailNotConfigured,
        Problem::MailNotConfigured => Problem::RequestTimeout,
        Problem::RequestTimeout => Problem::PreconditionFailed,
        Problem::PreconditionFailed => Problem::EventCursorExpired,
        Problem::EventCursorExpired => Problem::RequestInProgress,
        Problem::RequestInProgress => Problem::IdempotencyKeyReused,
        Problem::IdempotencyKeyReused => Problem::PayloadTooLarge(crate::http::BODY_LIMIT),
        Problem::PayloadTooLarge(_) => Problem::UnsupportedMediaType("application/json"),
        Problem::UnsupportedMediaType(_) => {
            Problem::OAuth(OAuthError::InvalidGrant, "the e-mail address and the password don't go together".into())
        }
        Problem::OAuth(..) => Problem::TooManyRequests(17),
        Problem::TooManyRequests(_) => Problem::Unavailable,
        Problem::Unavailable => Problem::Overloaded,
        Problem::Overloaded => Problem::SearchLimit(4),
        Problem::SearchLimit(_) => Problem::DeliveryRefused(401, "the signature is wrong".into()),
        Problem::DeliveryRefused(..) => Problem::ShuttingDown,
        Problem::ShuttingDown => Problem::internal("a cause that nobody is told"),
        Problem::Internal(_) => return None,
    })
}

fn every_kind() -> impl Iterator<Item = Problem> {
    let first = Problem::BadRequest("limit: a number from 1 to 200 is expected".into());
    let mut next = Some(first);
    std::iter::from_fn(move || {
        let problem = next.take()?;
        next = after(&problem);
        Some(problem)
    })
}

/// The examples of the document under the heading of a status.
fn documented(status: StatusCode) -> Vec<serde_json::Value> {
    let heading = format!("\n## {} ", status.as_u16());
    let (_, section) = DOCUMENT.split_once(&heading).unwrap_or_else(|| panic!("there is no section on {status}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let blocks = section.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.map(|block| serde_json::from_str(block).unwrap()).collect()
}

#[test]
fn every_problem_is_documented_as_it_is_answered() {
    let mut kinds = 0;
    for problem in every_kind() {
        let answered = serde_json::to_value(problem.document(Some(REQUEST_ID))).unwrap();
        let examples = documented(problem.kind().status);
        assert!(examples.contains(&answered), "docs/http-status-codes.md lacks\n{answered:#}");
        kinds += 1;
    }
    assert_eq!(DOCUMENT.matches("```json\n").count(), kinds, "an example is of no problem");
}

#[test]
fn no_two_problems_are_of_one_kind() {
    let mut codes: Vec<_> = every_kind().map(|problem| problem.kind().code).collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    // What is missing, and what the conflict is, say details and errors.
    let alike = ["malformed-json", "not-found", "not-found", "conflict", "conflict"];
    assert_eq!(codes.len() + alike.len(), all);
}

#[test]
fn a_conflict_that_another_request_has_made_says_when_to_try_again() {
    for (problem, again) in [
        (Problem::ConcurrentWrite, true),
        (entity::Error::WriteConflict.into(), true),
        (Problem::RequestInProgress, true),
        (Problem::duplicate_value("remote_id"), false),
        (entity::Error::Reference.into(), false),
    ] {
        let answer = problem.respond(None);
        assert_eq!((answer.status(), answer.headers().contains_key("retry-after")), (StatusCode::CONFLICT, again));
    }
}
