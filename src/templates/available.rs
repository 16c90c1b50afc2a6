//! Templates in responses.

use actix_web::http::header::EntityTag;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::Template;
use crate::{
    http::{Available, KeyedDocument},
    problem::Problem,
};

/// A template for messages: a built-in one, or one of the account's own.
pub type AvailableTemplate = Available<Template>;

impl KeyedDocument for Template {
    const NAME: &'static str = "AvailableTemplate";
    const ABOUT: &'static str = "A template that messages can be rendered with";
    const COLLECTION: &'static str = "/v1/templates";

    fn key(&self) -> &str {
        &self.key
    }
}

/// A built-in template. It changes with releases only and has no version, so its `ETag` is a hash of its texts.
pub(super) fn built_in(template: &'static Template) -> AvailableTemplate {
    let words = serde_json::to_vec(template).expect("texts and words are JSON");
    let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(words));
    Available::built_in(template, EntityTag::new_strong(digest))
}

/// One of the account's own templates.
pub(crate) fn own(row: &entity::Template) -> Result<AvailableTemplate, Problem> {
    Ok(Available::own(Template::from_row(row)?, &row.stamp))
}
