//! Texts to proofread, and their context.

use entity::{ApplicationId, CandidateId};
use messages::{
    Locale, Script, latest_interview,
    proofread::{Context, EarlierMessage, FindingId, OtherApplication, Texts},
};
use planning::{Facts, Key, StepKind, Violation, facts::Channel};
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::Proofreading;
use crate::{
    http::{Reference, Referring, ReferringBody, Validate},
    messages::{
        MessageLocation, RelatedTexts, dismissals,
        texts::{self, texts_in},
        with_pointer_prefix,
    },
    problem::Problem,
};

/// The longest name, in characters.
const MAX_NAME_LENGTH: usize = 200;

/// The texts of one message, and their context. The more context there is, the more mistakes are found.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "thank_you",
    "channel": "email",
    "subject": "Thanks",
    "body": "Hey Ada,\n\nThanks for teh interview at [Company]!!\n\nCheers"
}))]
pub struct ProofreadInput {
    /// The subject of an e-mail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub subject: Option<String>,
    /// The text of an e-mail, LinkedIn message or letter, from the greeting to the sign-off.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub body: Option<String>,
    /// The script of a call.
    #[serde(default)]
    pub script: Option<Script>,
    /// The text for voicemail.
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub voicemail: Option<String>,
    /// The language of the texts. The default is that of the application or the facts, else English.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// The kind of message. Without it, checks for single kinds are left out.
    #[serde(default)]
    pub kind: Option<StepKind>,
    /// The channel. Without it, texts with a subject count as an e-mail.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The stored application of the texts. Its facts, the candidate's other applications and earlier messages are
    /// taken into account.
    #[serde(default)]
    pub application_id: Option<ApplicationId>,
    /// The facts, if the application is not stored.
    #[serde(default)]
    pub facts: Option<Facts>,
    /// The interview. The default is the latest one.
    #[serde(default)]
    pub interview_id: Option<Key>,
    /// The contact whom they go to.
    #[serde(default)]
    pub contact_id: Option<Key>,
    /// Other applications of the candidate, whose names should not appear in the texts.
    #[serde(default)]
    #[schema(max_items = 500)]
    pub other_applications: Vec<OtherApplication>,
    /// Earlier messages whose wording should not be repeated.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub earlier_messages: Vec<EarlierMessage>,
    /// The ids of findings that were dismissed before. They are listed, and don't count. Ids that no finding has are
    /// ignored.
    #[serde(default)]
    #[schema(max_items = 200)]
    pub dismissed_findings: Vec<FindingId>,
}

impl ProofreadInput {
    pub(super) fn texts(&self) -> Texts {
        texts_in!(self)
    }

    /// The place of the texts among the messages of their application.
    pub(super) fn location(
        &self,
        candidate: CandidateId,
        application: ApplicationId,
        facts: &Facts,
    ) -> MessageLocation {
        let latest = || latest_interview(facts).map(|interview| &*interview.id);
        MessageLocation {
            candidate,
            application,
            interview: self.interview_id.as_deref().or_else(latest).and_then(|id| id.parse().ok()),
            contact: self.contact_id.as_deref().and_then(|id| id.parse().ok()),
            message: None,
        }
    }

    /// Checks that the facts have the interview and the contact.
    ///
    /// # Errors
    ///
    /// [`Problem::InvalidBody`], if they have not.
    pub(super) fn check_references(&self, facts: Option<&Facts>) -> Result<(), Problem> {
        let interviews = facts.into_iter().flat_map(|facts| &facts.interviews).map(|interview| &*interview.id);
        let contacts = facts.into_iter().flat_map(|facts| &facts.contacts).map(|contact| &*contact.id);
        if self.interview_id.as_deref().is_some_and(|id| !interviews.into_iter().any(|known| known == id)) {
            return Err(Problem::unknown_reference("/interview_id", "no interview has this id"));
        }
        if self.contact_id.as_deref().is_some_and(|id| !contacts.into_iter().any(|known| known == id)) {
            return Err(Problem::unknown_reference("/contact_id", "no contact has this id"));
        }
        Ok(())
    }

    /// The findings on the texts beside what is stored. It takes some milliseconds, so call it on a thread that may
    /// block.
    pub(super) fn proofread(self, facts: Option<&Facts>, mut related: RelatedTexts) -> Proofreading {
        let texts = self.texts();
        related.others.extend(self.other_applications);
        related.earlier.extend(self.earlier_messages);
        let context = Context {
            facts,
            kind: self.kind,
            channel: self.channel,
            interview_id: self.interview_id.as_deref(),
            contact_id: self.contact_id.as_deref(),
            locale: self.locale,
            ..Context::default()
        };
        let mut findings = related.proofread(&texts, &context);
        dismissals::mark(&mut findings, &self.dismissed_findings);
        Proofreading::from_findings(findings, context.language())
    }

    /// Names of people that exceed the limit.
    fn long_names(&self) -> impl Iterator<Item = Violation> {
        let people = |(at, other): (usize, &OtherApplication)| {
            let long = other.people.iter().position(|name| name.chars().count() > MAX_NAME_LENGTH);
            long.map(|index| format!("/other_applications/{at}/people/{index}"))
        };
        let too_long = || format!("must not be longer than {MAX_NAME_LENGTH} characters");
        let pointers = self.other_applications.iter().enumerate().filter_map(people);
        pointers.map(move |pointer| Violation::new(pointer, "too_long", too_long()))
    }
}

impl Referring for ProofreadInput {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION, Reference::INTERVIEW, Reference::CONTACT]
    }
}

impl Validate for ProofreadInput {
    fn violations(&self) -> Vec<Violation> {
        let texts = self.texts();
        let mut violations = texts::violations(&texts);
        if texts::is_empty(&texts) {
            violations.push(texts::none_there());
        }
        if let Some(facts) = &self.facts {
            violations.extend(with_pointer_prefix("/facts", facts.violations()));
        }
        if self.facts.is_some() && self.application_id.is_some() {
            violations.push(Violation::new("/facts", "excluded", "must not stand beside application_id"));
        }
        violations.extend(self.long_names());
        violations
    }
}

/// Texts to proofread, with application, interview and contact by ids or remote ids.
pub type ProofreadBody = ReferringBody<ProofreadInput>;
