//! The endpoints of templates.

use actix_web::{HttpResponse, delete, get, patch, post, web::Path};
use entity::{Scope, TemplateFilter, TemplateId};
use planning::{Key, Locale, StepKind, Violation, facts::Channel};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    AvailableTemplate, Template, TemplatePatch, available,
    built_in::{self, BuiltIn},
    lookup::own,
};
use crate::{
    auth::{Reader, Writer},
    http::{
        Available, Body, Cursor, IfMatch, Limit, Listing, MergePatch, PageQuery, Query, built_in_first, key_tag,
        of_page,
    },
    problem::{ChangeProblems, ConflictProblems, CreateProblems, DeleteProblems, ListProblems, Problem, ReadProblems},
};

/// A page of templates.
pub type AvailableTemplateList = Listing<AvailableTemplate>;

/// Create a template
///
/// Your own text for one kind of message on one channel, from the greeting to the sign-off, with variables for the
/// facts (`GET /v1/template-variables`), `if` and `for`. Steps are rendered with it if the request names its key.
/// Errors are reported with line and column. The built-in templates can serve as examples.
#[utoipa::path(
    operation_id = "create_template",
    tag = "templates",
    request_body(content = Template, example = json!({
        "key": "short-thanks",
        "name": "Short thanks",
        "kind": "thank_you",
        "channel": "email",
        "subject": "Thank you for the {{ position }} interview",
        "body": "Dear {{ recipient.called }},\n\nThank you for your time on {{ interview.date }}. \
                 {% if point %}I keep thinking about one thing: {{ point }}.{% endif %} I would bring this to the \
                 position: {{ strength }}.\n\nBest regards,\n{{ candidate.name }}\n{{ candidate.email }}"
    })),
    responses((status = 201, description = "The template", body = AvailableTemplate), CreateProblems)
)]
#[post("/v1/templates")]
pub async fn create_template(scope: Writer, Body(input): Body<Template>) -> Result<AvailableTemplate, Problem> {
    not_built_in(&input.key).await?;
    let row = scope.insert(input.into_row(scope.stamp(TemplateId::new()))?).await?;
    available::own(&row).map(Available::created)
}

async fn not_built_in(key: &str) -> Result<(), Problem> {
    match built_in::by_key(key).await? {
        None => Ok(()),
        Some(_) => Err(is_built_in(key)),
    }
}

/// The problem of a change of a built-in template.
pub(crate) fn is_built_in(key: &str) -> Problem {
    Problem::Conflict(
        format!("{key} is built in and stays as it is; make a template of your own with another key").into(),
    )
}

/// The query parameters of the list.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// Only templates of this kind of step.
    #[serde(default)]
    kind: Option<StepKind>,
    /// Only templates for this channel.
    #[serde(default)]
    channel: Option<Channel>,
    /// The language of the built-in templates, `en` if it is left out. Your own are listed whatever their language is.
    #[serde(default)]
    locale: Option<Locale>,
    /// The `next_cursor` of the previous page.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
    /// The maximum number of items.
    #[serde(default)]
    #[param(value_type = Option<u64>, minimum = 1, maximum = 200, default = 50)]
    limit: Limit,
}

/// List templates
///
/// The built-in templates of a language, then the account's own in order of creation, in pages.
#[utoipa::path(
    operation_id = "list_templates",
    tag = "templates",
    params(TemplateQuery),
    responses((status = 200, description = "A page of templates", body = AvailableTemplateList), ListProblems)
)]
#[get("/v1/templates")]
pub async fn list_templates(
    scope: Reader,
    Query(query): Query<TemplateQuery>,
) -> Result<AvailableTemplateList, Problem> {
    let TemplateQuery { kind, channel, locale, cursor, limit } = query;
    let language = locale.unwrap_or_default().language();
    let wanted = |(_, template): &(u128, &BuiltIn)| {
        template.locale.language() == language
            && kind.is_none_or(|kind| template.kind == kind)
            && channel.is_none_or(|channel| template.channel == channel)
    };
    let query = PageQuery { cursor, limit };
    let on_page = of_page((0..).zip(built_in::all()).filter(wanted), &query).collect();
    let built_in = built_in::compile_templates(on_page).await?.into_iter();
    let built_in = built_in.map(|(place, template)| (place, available::built_in(template)));
    let filter = TemplateFilter { kind, channel };
    built_in_first(&scope, &query, &filter, built_in, available::own).await
}

/// Read a template
///
/// With the resource's `ETag` in `If-None-Match`, answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "get_template",
    tag = "templates",
    params(("key" = Key, Path, description = "The template's key", example = "thank_you.email.neutral")),
    responses((status = 200, description = "The template", body = AvailableTemplate), ReadProblems)
)]
#[get("/v1/templates/{key}")]
pub async fn get_template(scope: Reader, key: Path<Key>) -> Result<AvailableTemplate, Problem> {
    match built_in::by_key(&key).await? {
        Some(template) => Ok(available::built_in(template)),
        None => available::own(&own(&scope, &key).await?),
    }
}

/// One of the account's own templates, for a change. A built-in one is a conflict.
async fn changeable(scope: &Scope, key: &str) -> Result<entity::Template, Problem> {
    not_built_in(key).await?;
    own(scope, key).await
}

/// Change a template
///
/// A JSON Merge Patch: changes the fields that it names, and null removes a value. The key can't be changed, nor can a
/// built-in template.
#[utoipa::path(
    operation_id = "update_template",
    tag = "templates",
    params(("key" = Key, Path, description = "The template's key", example = "short-thanks"), IfMatch),
    request_body(
        content = TemplatePatch,
        content_type = "application/merge-patch+json",
        example = json!({"name": "Thanks in three sentences", "tone": "neutral"})
    ),
    responses((status = 200, description = "The template", body = AvailableTemplate), ChangeProblems)
)]
#[patch("/v1/templates/{key}")]
pub async fn update_template(
    scope: Writer,
    key: Path<Key>,
    if_match: IfMatch,
    patch: MergePatch,
) -> Result<AvailableTemplate, Problem> {
    let current = changeable(&scope, &key).await?;
    if_match.check_tag(&key_tag(current.stamp.id, current.stamp.version))?;
    let input = patch.apply(&Template::from_row(&current)?)?;
    if *input.key != current.key {
        let message = "a key stays as it is; make another template";
        return Err(Problem::InvalidBody(vec![Violation::new("/key", "immutable", message)]));
    }
    let next = input.into_row(scope.next(current.stamp))?;
    let next = scope.update(next).await.map_err(|error| if_match.too_late(error))?;
    available::own(&next)
}

/// Delete a template
///
/// Requests can no longer name it. A built-in template can't be deleted.
#[utoipa::path(
    operation_id = "delete_template",
    tag = "templates",
    params(("key" = Key, Path, description = "The template's key", example = "short-thanks"), IfMatch),
    responses((status = 204, description = "The resource was deleted"), DeleteProblems, ConflictProblems)
)]
#[delete("/v1/templates/{key}")]
pub async fn delete_template(scope: Writer, key: Path<Key>, if_match: IfMatch) -> Result<HttpResponse, Problem> {
    let row = changeable(&scope, &key).await?;
    if_match.check_tag(&key_tag(row.stamp.id, row.stamp.version))?;
    if_match.deletion_response(scope.delete::<entity::Template>(row.stamp.id, if_match.only(row.stamp.version)).await?)
}
