//! What the candidate decided about steps.

use crate::{Instant, facts::StepOverride};

/// What the candidate decided about one step.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Decision {
    pub(crate) dismissed: bool,
    pub(crate) not_before: Option<Instant>,
}

/// What the candidate decided about all steps.
#[derive(Clone, Copy)]
pub(crate) struct Overrides<'f>(pub(crate) &'f [StepOverride]);

impl Overrides<'_> {
    /// What was said about the step whose id `id` makes; most candidates say nothing, and no id is made.
    pub(crate) fn on(self, id: impl FnOnce() -> String) -> Decision {
        if self.0.is_empty() {
            return Decision::default();
        }
        let id = id();
        self.0
            .iter()
            .find(|said| said.step_id == id)
            .map_or_else(Decision::default, |said| Decision { dismissed: said.dismissed, not_before: said.not_before })
    }
}
