//! Advice beside a step.

use crate::{Rule, facts::Contact};

/// Advice on a step that changes nothing about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Advice<'f> {
    /// The rule behind the advice.
    pub rule: &'static Rule,
    /// What to do.
    pub suggestion: Suggestion<'f>,
}

/// A suggestion beside a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Suggestion<'f> {
    /// Keep applying elsewhere.
    KeepLooking,
    /// Prepare the call.
    PrepareCall,
    /// Send nothing, since the employer wants none of the possible channels.
    SendNothing,
    /// Look for contact details of the person or of somebody else. The employer does not want calls.
    FindDetails { contact: Option<&'f Contact> },
    /// Look for contact details of the person, or call the company.
    FindDetailsOrCall { contact: Option<&'f Contact> },
}
