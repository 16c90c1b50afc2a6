//! What is worth knowing beside a step.

use crate::{Rule, facts::Contact};

/// Advice on a step that changes nothing about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Advice<'f> {
    /// The rule that it follows from.
    pub rule: &'static Rule,
    /// What to do.
    pub suggestion: Suggestion<'f>,
}

/// What to do beside a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suggestion<'f> {
    /// Keep applying elsewhere.
    KeepLooking,
    /// Prepare the call.
    PrepareCall,
    /// Send nothing: the employer wants none of the channels that would do.
    SendNothing,
    /// Look for details of the person or of somebody else; the employer doesn't want calls.
    FindDetails { contact: Option<&'f Contact> },
    /// Look for details of the person, or call the company.
    FindDetailsOrCall { contact: Option<&'f Contact> },
}
