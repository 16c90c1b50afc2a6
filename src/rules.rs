//! `/v1/rules`: the guidance that plans and messages cite.

use std::str::FromStr;

use actix_web::{HttpResponse, get};
use planning::{Article, InvalidValue, Rule, ShowsIn};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use utoipa::{IntoParams, ToSchema};

use crate::{
    auth::Reader,
    http::Query,
    problem::{ListProblems, Problem},
};

/// The guidance ledger, or the requested part of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Guidance {
    /// The articles that the rules come from.
    articles: Vec<Article>,
    /// The rules, in order of article.
    rules: Vec<&'static Rule>,
}

/// The key of an article.
#[derive(Clone, Copy, Debug)]
struct ArticleKey(&'static str);

impl FromStr for ArticleKey {
    type Err = InvalidValue;

    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let known = || planning::articles().iter().map(|article| article.key);
        known().find(|key| *key == text).map(Self).ok_or_else(|| {
            InvalidValue(format!("there is no article {text}; there are {}", known().collect::<Vec<_>>().join(", ")))
        })
    }
}

impl<'de> Deserialize<'de> for ArticleKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The query parameters of the list.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RuleQuery {
    /// Only rules of the article with this key.
    #[serde(default)]
    #[param(value_type = Option<String>, example = "balance")]
    article: Option<ArticleKey>,
    /// Only rules that show in this part of the API.
    #[serde(default)]
    shows_in: Option<ShowsIn>,
}

impl RuleQuery {
    fn is_of(self, article: &str) -> bool {
        self.article.is_none_or(|wanted| wanted.0 == article)
    }

    fn shows(self, rule: &Rule) -> bool {
        self.shows_in.is_none_or(|wanted| rule.shows_in.contains(&wanted))
    }
}

/// List the rules
///
/// The advice of five articles, rule by rule. The reasons in plans and messages refer to these rules. `figure` says
/// whether a number is the article's own, or was chosen because the article gives only a direction.
#[utoipa::path(
    operation_id = "list_rules",
    tag = "rules",
    params(RuleQuery),
    responses((status = 200, description = "All rules, on one page", body = Guidance), ListProblems)
)]
#[get("/v1/rules")]
pub async fn list_rules(_scope: Reader, Query(query): Query<RuleQuery>) -> Result<HttpResponse, Problem> {
    let articles = planning::articles().iter().copied().filter(|article| query.is_of(article.key)).collect();
    let rules = planning::rules().iter().copied().filter(|rule| query.is_of(rule.article) && query.shows(rule));
    Ok(HttpResponse::Ok().json(Guidance { articles, rules: rules.collect() }))
}
