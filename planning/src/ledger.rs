//! The guidance ledger: every rule of the five source articles, each a constant.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The origin of a figure.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// The article's own figure.
    Stated,
    /// A figure of the project, because the article gives only a direction.
    Chosen,
}

/// One rule of a source article.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Rule {
    /// The id by which plans, messages and findings refer to the rule: `<article>.<topic>.<n>`.
    #[schema(value_type = String, example = "balance.phone.1")]
    pub id: &'static str,
    /// The key of the article that it comes from.
    #[schema(value_type = String, example = "balance")]
    pub article: &'static str,
    /// What the rule asks of a job seeker.
    #[schema(value_type = String)]
    pub says: &'static str,
    /// Whether the number or condition comes from the article.
    pub figure: Figure,
    /// Where the rule shows in responses.
    #[schema(value_type = Vec<ShowsIn>)]
    pub shows_in: &'static [ShowsIn],
}

/// Where a rule shows in responses.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShowsIn {
    /// When a step comes, how often, and when to stop.
    Plan,
    /// The channel of a message.
    Channel,
    /// The content of a message.
    Message,
    /// A check of the proofreader.
    Proofread,
    /// Advice beside a step.
    Advice,
}

/// A source of rules: an article, or this project.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Article {
    /// The prefix of the ids of its rules.
    #[schema(value_type = String, example = "balance")]
    pub key: &'static str,
    /// The key of the built-in playbook that follows only this article; null for this project's own rules.
    #[schema(value_type = Option<String>, example = "delicate-balance")]
    pub playbook: Option<&'static str>,
}

/// The rules, each by its id in capitals: `balance.phone.1` is [`rule::BALANCE_PHONE_1`].
pub mod rule {
    use super::{Figure, Rule, ShowsIn};

    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

/// All rules, article by article.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    rule::ALL
}

/// The five source articles, and `practice`: the project's own rules, where the articles are silent.
#[must_use]
pub fn articles() -> &'static [Article] {
    &[
        Article { key: "balance", playbook: Some("delicate-balance") },
        Article { key: "dream", playbook: Some("dream-job") },
        Article { key: "channels", playbook: Some("four-channels") },
        Article { key: "call", playbook: Some("should-you-call") },
        Article { key: "timeframe", playbook: Some("optimal-timeframe") },
        Article { key: "practice", playbook: None },
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::Playbook;

    #[test]
    fn every_rule_has_an_article_and_an_id_of_its_own() {
        let ids: HashSet<_> = rules().iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), rules().len());
        for rule in rules() {
            assert!(articles().iter().any(|article| article.key == rule.article), "{}", rule.id);
            assert!(rule.id.starts_with(&format!("{}.", rule.article)));
            assert!(!rule.shows_in.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn every_article_has_a_playbook() {
        for article in articles() {
            match article.playbook {
                Some(playbook) => assert!(Playbook::built_in(playbook).is_some(), "{playbook}"),
                None => assert_eq!(article.key, "practice"),
            }
        }
    }
}
