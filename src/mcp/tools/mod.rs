//! The tools.

mod facts;
mod reads;
mod writes;

use super::tool::Tool;

/// All tools, in the order of the list.
pub(super) fn all() -> impl Iterator<Item = &'static Tool> {
    reads::TOOLS.iter().chain(facts::TOOLS).chain(writes::TOOLS)
}

/// The tool with this name.
pub(super) fn find(name: &str) -> Option<&'static Tool> {
    all().find(|tool| tool.name == name)
}
