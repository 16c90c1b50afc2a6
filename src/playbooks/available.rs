//! Playbooks as they are answered.

use std::borrow::Cow;

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody, http::header::EntityTag};
use chrono::{DateTime, Utc};
use entity::PlaybookId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use planning::{Instant, Playbook};
use serde::Serialize;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, OneOfBuilder, RefOr, Schema, Type},
};

use super::{PlaybookInput, playbook};
use crate::{
    http::{answer, etag, object_of},
    problem::Problem,
};

/// A playbook that the account's plans can follow: a built-in one, or one of its own, in some version.
#[derive(Clone, Debug, Serialize)]
pub struct AvailablePlaybook {
    #[serde(flatten)]
    playbook: Cow<'static, Playbook>,
    built_in: bool,
    created_at: Option<DateTime<Utc>>,
    updated_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    tag: EntityTag,
    #[serde(skip)]
    created: bool,
}

impl AvailablePlaybook {
    pub(super) fn built_in(playbook: &'static Playbook) -> Self {
        Self {
            playbook: Cow::Borrowed(playbook),
            built_in: true,
            created_at: None,
            updated_at: None,
            tag: etag(playbook.version.into()),
            created: false,
        }
    }

    pub(crate) fn own(row: &entity::Playbook) -> Result<Self, Problem> {
        Ok(Self {
            playbook: Cow::Owned(playbook(row)?),
            built_in: false,
            created_at: Some(row.created_at),
            updated_at: Some(row.updated_at),
            tag: tag(row.id, row.version),
            created: false,
        })
    }

    /// One of the account's own as it was in a version.
    pub(crate) fn own_version(row: &entity::Playbook, version: &entity::PlaybookVersion) -> Result<Self, Problem> {
        Ok(Self {
            playbook: Cow::Owned(PlaybookInput::from_body(&version.body)?.into_version(version.version)?),
            built_in: false,
            created_at: Some(row.created_at),
            updated_at: Some(version.created_at),
            tag: tag(row.id, version.version),
            created: false,
        })
    }

    /// The answer to having created it: 201, with the address where it is from now on.
    pub(super) fn created(self) -> Self {
        Self { created: true, ..self }
    }
}

/// The entity tag of a version. A playbook that is made anew with the key of one that is gone counts its versions from
/// 1 again, so that the tag needs the id, too.
pub(super) fn tag(id: PlaybookId, version: i64) -> EntityTag {
    EntityTag::new_strong(format!("v{version}-{id}"))
}

/// What stands for itself in a segment of a path (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Responder for AvailablePlaybook {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let location =
            self.created.then(|| format!("/v1/playbooks/{}", utf8_percent_encode(&self.playbook.key, UNRESERVED)));
        answer(request, self.tag.clone(), location, &self)
    }
}

impl PartialSchema for AvailablePlaybook {
    fn schema() -> RefOr<Schema> {
        let time = |about| {
            let null = ObjectBuilder::new().schema_type(Type::Null);
            OneOfBuilder::new().item(Instant::schema()).item(null).description(Some(about))
        };
        let built_in = ObjectBuilder::new().schema_type(Type::Boolean);
        let built_in = built_in.description(Some("Whether it comes with the service, and can't be changed"));
        let mut object = object_of::<Playbook>();
        object.properties.extend([
            ("built_in".to_owned(), built_in.into()),
            ("created_at".to_owned(), time("When it was made; null for a built-in one").into()),
            ("updated_at".to_owned(), time("When this version was written; null for a built-in one").into()),
        ]);
        object.required = object.properties.keys().cloned().collect();
        object.description = Some("A playbook that the account's plans can follow".to_owned());
        object.into()
    }
}

impl ToSchema for AvailablePlaybook {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Playbook::schemas(schemas);
    }
}
