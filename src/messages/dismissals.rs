//! Findings that were dismissed: they are still listed, and no longer count.

use std::collections::HashSet;

use messages::proofread::{Finding, FindingId, FindingPlace, Texts};
use planning::Violation;
use serde::Deserialize as _;
use serde_json::{Map, Value};

use crate::problem::Problem;

/// Marks those of the findings that were dismissed.
pub(super) fn mark(findings: &mut [Finding], dismissed: &[FindingId]) {
    for finding in findings {
        finding.dismissed = dismissed.contains(&finding.id);
    }
}

/// The findings of a stored message.
#[derive(Debug)]
pub(super) struct StoredFindings {
    findings: Vec<Map<String, Value>>,
    ids: Vec<FindingId>,
    /// All that were ever dismissed, as far as the row says.
    dismissed: Vec<FindingId>,
}

impl StoredFindings {
    /// The findings of a row with these texts. An instance of the previous release stores findings without ids, and
    /// leaves what was dismissed as it is.
    pub(super) fn from_row(row: &entity::Message, texts: &Texts) -> Result<Self, Problem> {
        let findings: Vec<Map<String, Value>> = Vec::deserialize(&row.findings).map_err(Problem::internal)?;
        let stored: Option<Vec<FindingId>> =
            findings.iter().map(|finding| finding.get("id")?.as_str()?.parse().ok()).collect();
        let ids = if let Some(ids) = stored {
            ids
        } else {
            let places = findings.iter().map(FindingPlace::deserialize).collect::<Result<Vec<_>, _>>();
            FindingId::of_all(&places.map_err(Problem::internal)?, texts)
        };
        let dismissed = row.dismissed_findings.iter().filter_map(|id| id.parse().ok()).collect();
        Ok(Self { findings, ids, dismissed })
    }

    /// The ids of those of the findings that are dismissed.
    pub(super) fn dismissed(&self) -> Vec<FindingId> {
        self.dismissed.iter().copied().filter(|id| self.ids.contains(id)).collect()
    }

    /// The findings as they are shown.
    pub(super) fn into_json(self) -> Vec<Map<String, Value>> {
        let Self { mut findings, ids, dismissed } = self;
        for (finding, id) in findings.iter_mut().zip(ids) {
            finding.insert("id".to_owned(), id.to_string().into());
            finding.insert("dismissed".to_owned(), dismissed.contains(&id).into());
        }
        findings
    }

    /// The ids in `wanted` that are dismissed beside new findings on the texts. Other words have other findings, so an
    /// id of the findings until now is accepted, and goes with its words.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if no finding has one of the ids.
    pub(super) fn kept_ids(&self, wanted: &[FindingId], new: &[Finding]) -> Result<Vec<FindingId>, Problem> {
        let current: HashSet<FindingId> = new.iter().map(|finding| finding.id).collect();
        let is_known = |id: &FindingId| current.contains(id) || self.ids.contains(id) || self.dismissed.contains(id);
        let unknown = wanted.iter().enumerate().filter(|&(_, id)| !is_known(id));
        let unknown = unknown.map(|(place, _)| {
            let pointer = format!("/dismissed_findings/{place}");
            Violation::new(pointer, "unknown_reference", "the message has no finding with this id")
        });
        let unknown: Vec<_> = unknown.collect();
        if !unknown.is_empty() {
            return Err(Problem::InvalidBody(unknown));
        }
        let mut once = HashSet::new();
        Ok(wanted.iter().copied().filter(|id| current.contains(id) && once.insert(*id)).collect())
    }
}
