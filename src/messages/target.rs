//! The target of a message: a step of the plan, or a kind of message.

use planning::{StepKind, Violation};

use crate::overrides::StepId;

/// The target of a message.
#[derive(Clone, Debug)]
pub(crate) enum MessageTarget {
    /// The next step of the plan.
    NextStep,
    /// A step of the plan.
    Step(StepId),
    /// A kind of message, without a step.
    Kind { kind: StepKind, interview_id: Option<String>, contact_id: Option<String> },
}

impl MessageTarget {
    /// The target in a body: a step, a kind with its interview and contact, or the next step, if neither is named.
    pub(super) fn from_fields(
        step_id: Option<StepId>,
        kind: Option<StepKind>,
        interview_id: Option<String>,
        contact_id: Option<String>,
    ) -> Result<Self, Vec<Violation>> {
        let excluded = |(pointer, there): (&str, bool)| {
            let follows = "follows from step_id, and must not stand beside it";
            there.then(|| Violation::new(pointer, "excluded", follows))
        };
        match (step_id, kind) {
            (Some(step_id), _) => {
                let beside = [
                    ("/kind", kind.is_some()),
                    ("/interview_id", interview_id.is_some()),
                    ("/contact_id", contact_id.is_some()),
                ];
                let wrong: Vec<_> = beside.into_iter().filter_map(excluded).collect();
                if wrong.is_empty() { Ok(Self::Step(step_id)) } else { Err(wrong) }
            }
            (None, Some(kind)) => Ok(Self::Kind { kind, interview_id, contact_id }),
            (None, None) if interview_id.is_some() || contact_id.is_some() => {
                Err(vec![Violation::new("/kind", "required", "kind is required beside interview_id or contact_id")])
            }
            (None, None) => Ok(Self::NextStep),
        }
    }
}
