//! Error responses of the service.

use serde::Deserialize;
use ureq::http::StatusCode;

use super::{
    error::ClientError,
    output::{printable_line, printable_lines},
    service_url::ServiceUrl,
};

/// The prefix of the types of the service's problems.
const PROBLEM: &str = "urn:followup:problem:";

/// An answer, whatever its status.
pub(super) struct RawResponse {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    pub(super) replayed: bool,
    pub(super) body: Vec<u8>,
}

/// A problem (RFC 9457).
#[derive(Deserialize)]
pub(super) struct ProblemBody {
    r#type: String,
    title: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    errors: Vec<ViolationBody>,
    request_id: Option<String>,
}

#[derive(Deserialize)]
struct ViolationBody {
    pointer: String,
    message: String,
}

/// The problem that an answer has, if it is one of this API's.
pub(super) fn problem_of(answer: &RawResponse) -> Option<ProblemBody> {
    serde_json::from_slice(&answer.body).ok().filter(|problem: &ProblemBody| problem.r#type.starts_with(PROBLEM))
}

/// The error for a response that is no success.
pub(super) fn refusal(url: &ServiceUrl, answer: &RawResponse, names: &[(&str, &str)]) -> ClientError {
    let status = answer.status.as_u16();
    if answer.status.is_redirection() {
        let to = answer.location.as_deref().map(|to| format!(" to {}", printable_line(to))).unwrap_or_default();
        let why = format!("{url} leads elsewhere{to}; name the service's own address with --url or FOLLOWUP_URL");
        return ClientError::unavailable(why);
    }
    let Some(problem) = problem_of(answer) else {
        let why = format!(
            "{url} answered with status {status} and without a problem of this API: is it a follow-up service?"
        );
        return if status == 401 { ClientError::not_signed_in(why) } else { ClientError::unavailable(why) };
    };
    let why = format_problem(&problem, status, names);
    match status {
        401 | 403 => ClientError::not_signed_in(why),
        408 | 429 | 500.. => ClientError::unavailable(why),
        _ => ClientError::refused(why),
    }
}

/// A problem as text: its title and detail, each violation with the option or the JSON Pointer, and the request's id.
fn format_problem(problem: &ProblemBody, status: u16, names: &[(&str, &str)]) -> String {
    let mut detail = printable_lines(&problem.detail);
    for (name, option) in names {
        let parameter = format!("query parameter {name}");
        if let Some(rest) = detail.strip_prefix(&parameter).filter(|rest| rest.starts_with([':', ' '])) {
            detail = format!("{option}{rest}");
        }
    }
    let mut text = format!("{} ({status}): {detail}", printable_line(&problem.title));
    for ViolationBody { pointer, message } in &problem.errors {
        let option = names.iter().find(|(name, _)| pointer.strip_prefix('/') == Some(*name));
        let label = match option {
            Some((_, option)) => (*option).to_owned(),
            None if pointer.is_empty() => "(the whole body)".to_owned(),
            None => printable_line(pointer),
        };
        text = text + "\n  " + &label + ": " + &printable_line(message);
    }
    if let Some(id) = problem.request_id.as_deref().filter(|_| status >= 500) {
        text = text + "\n  the service's log has it under request id " + &printable_line(id);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::ExitStatus;

    fn refused(status: u16, body: &str) -> ClientError {
        let url = "https://followup.example".parse().unwrap();
        let location = Some("https://elsewhere.example/\u{1b}[2J".to_owned());
        refusal(
            &url,
            &RawResponse {
                status: StatusCode::from_u16(status).unwrap(),
                location,
                replayed: false,
                body: body.into(),
            },
            &[("to", "--until"), ("contact_id", "--contact")],
        )
    }

    #[test]
    fn a_problem_is_printed_with_its_pointers() {
        let body = r#"{"type": "urn:followup:problem:invalid-body", "title": "Validation failed", "status": 422,
            "detail": "2 violations", "errors": [{"pointer": "/at", "code": "x", "message": "is a\u001b[31m time"},
            {"pointer": "", "code": "x", "message": "is odd"}], "request_id": "r-1"}"#;
        let error = refused(422, body);
        assert_eq!(error.status, ExitStatus::Refused);
        assert_eq!(
            error.to_string(),
            "Validation failed (422): 2 violations\n  /at: is a time\n  (the whole body): is odd"
        );
    }

    #[test]
    fn violations_name_the_option() {
        let body = r#"{"type": "urn:followup:problem:bad-request", "title": "Bad request",
            "detail": "query parameter to: must be a date"}"#;
        assert_eq!(refused(400, body).to_string(), "Bad request (400): --until: must be a date");
        let other = body.replace("parameter to:", "parameter total:");
        assert_eq!(refused(400, &other).to_string(), "Bad request (400): query parameter total: must be a date");
        let body = r#"{"type": "urn:followup:problem:invalid-body", "title": "Validation failed", "detail": "1 error",
            "errors": [{"pointer": "/contact_id", "code": "x", "message": "is unknown"}]}"#;
        assert_eq!(refused(422, body).to_string(), "Validation failed (422): 1 error\n  --contact: is unknown");
    }

    #[test]
    fn an_http_status_maps_to_an_exit_status() {
        let problem = r#"{"type": "urn:followup:problem:x", "title": "X", "request_id": "r-1"}"#;
        for (status, expected) in [
            (400, ExitStatus::Refused),
            (401, ExitStatus::NotSignedIn),
            (403, ExitStatus::NotSignedIn),
            (404, ExitStatus::Refused),
            (409, ExitStatus::Refused),
            (429, ExitStatus::Unavailable),
            (500, ExitStatus::Unavailable),
            (503, ExitStatus::Unavailable),
        ] {
            assert_eq!(refused(status, problem).status, expected, "{status}");
        }
        assert!(refused(500, problem).to_string().contains("r-1"));
        for other in ["", "<html>", "[]", r#"{"type": "about:blank", "title": "Not Found"}"#, r#"{"errors": 1}"#] {
            let error = refused(404, other);
            assert_eq!(error.status, ExitStatus::Unavailable, "{other}");
            assert!(error.to_string().contains("is it a follow-up service"), "{error}");
        }
        let redirected = refused(301, "").to_string();
        assert!(redirected.contains("elsewhere.example") && !redirected.contains('\u{1b}'), "{redirected}");
    }
}
