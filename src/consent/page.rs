//! The page itself: HTML without scripts, with a content security policy that allows none.

use std::sync::LazyLock;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use minijinja::{Environment, Error, Value, context, value::Serde};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::{http::KeepErrorResponse, problem::Problem};

const STYLE: &str = include_str!("style.css");

const TEMPLATE: &str = "page.html";

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut pages = Environment::empty();
    pages.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
    pages.add_template(TEMPLATE, include_str!("page.html")).expect("the template is valid: the tests render it");
    pages
});

/// The one style sheet that the policy allows.
static STYLE_SOURCE: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(STYLE))));

/// The content of the page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Page {
    pub(super) title: String,
    /// The client that asks for access; `None` on a page that only shows an error.
    pub(super) client: Option<ShownClient>,
    pub(super) destination: Option<ShownDestination>,
    /// The address to which the form is sent.
    pub(super) action: String,
    pub(super) fields: Vec<Field>,
    pub(super) scopes: ShownScopes,
    /// Whether the checkbox for write access is checked.
    pub(super) write: bool,
    pub(super) email: String,
    /// The error.
    pub(super) wrong: Option<String>,
    #[serde(skip)]
    pub(super) form_targets: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ShownClient {
    pub(super) name: String,
    pub(super) host: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ShownDestination {
    pub(super) local: bool,
    pub(super) name: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) value: String,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct ShownScopes {
    pub(super) read: bool,
    pub(super) write: bool,
}

impl Page {
    /// A page that shows an error.
    pub(super) fn of_problem(wrong: String) -> Self {
        Self { title: "This can't be allowed".to_owned(), wrong: Some(wrong), ..Self::default() }
    }

    fn html(&self) -> Result<String, Error> {
        let style = Value::from_safe_string(STYLE.to_owned());
        PAGES.get_template(TEMPLATE)?.render(context! { style, ..Value::from(Serde(self)) })
    }

    pub(super) fn respond(&self, status: StatusCode) -> HttpResponse {
        let html = match self.html() {
            Ok(html) => html,
            Err(error) => return Problem::internal(error).respond(None),
        };
        let policy = format!(
            "default-src 'none'; style-src {}; form-action 'self'{}; frame-ancestors 'none'; base-uri 'none'",
            *STYLE_SOURCE, self.form_targets
        );
        let mut response = HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, policy))
            .insert_header((header::X_FRAME_OPTIONS, "DENY"))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // Without the referrer, browsers would not say from which origin the form comes.
            .insert_header((header::REFERRER_POLICY, "same-origin"))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(html);
        response.extensions_mut().insert(KeepErrorResponse);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_clients_are_escaped() {
        let nasty = r#""><script>alert(1)</script>{{ 7 * 7 }}"#.to_owned();
        let page = Page {
            client: Some(ShownClient { name: nasty.clone(), host: Some(nasty.clone()) }),
            destination: Some(ShownDestination { local: false, name: nasty.clone() }),
            fields: vec![Field { name: "state", value: nasty.clone() }],
            email: nasty.clone(),
            wrong: Some(nasty),
            ..Page::default()
        };
        let html = page.html().unwrap();
        assert!(!html.contains("<script") && !html.contains("49"), "{html}");
        assert_eq!(html.matches("&lt;script&gt;").count(), 7, "{html}");
        assert!(html.contains(":root { color-scheme: light dark; }"));
    }
}
