//! Proofreading any text.

use actix_web::{HttpResponse, post, web::Data};
use entity::{ApplicationId, Scope};
use messages::{
    Locale, Script, latest_interview,
    proofread::{Context, EarlierMessage, Finding, OtherApplication, Severity, Texts},
};
use planning::{Facts, Key, StepKind, Violation, facts::Channel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    MessageLocation, RelatedTexts, named_dossier,
    texts::{self, texts_in},
    under,
};
use crate::{
    auth::Reader,
    dictionaries, follow_up_plans,
    http::{Checked, Reference, Referring, ReferringBody},
    problem::{CreateProblems, Problem},
    state::AppState,
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

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
    /// What to say to voicemail.
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
}

impl ProofreadInput {
    fn texts(&self) -> Texts {
        texts_in!(self)
    }

    /// Names of people that exceed the limit.
    fn long_names(&self) -> impl Iterator<Item = Violation> {
        let people = |(at, other): (usize, &OtherApplication)| {
            let long = other.people.iter().position(|name| name.chars().count() > LONGEST_NAME);
            long.map(|index| format!("/other_applications/{at}/people/{index}"))
        };
        let too_long = || format!("must not be longer than {LONGEST_NAME} characters");
        let pointers = self.other_applications.iter().enumerate().filter_map(people);
        pointers.map(move |pointer| Violation::new(pointer, "too_long", too_long()))
    }
}

impl Referring for ProofreadInput {
    fn references() -> Vec<Reference> {
        vec![Reference::APPLICATION, Reference::INTERVIEW, Reference::CONTACT]
    }
}

impl Checked for ProofreadInput {
    fn violations(&self) -> Vec<Violation> {
        let texts = self.texts();
        let mut violations = texts::violations(&texts);
        if texts::is_empty(&texts) {
            violations.push(texts::none_there());
        }
        if let Some(facts) = &self.facts {
            violations.extend(under("/facts", facts.violations()));
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

/// The findings of the proofreader.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proofreading {
    /// The findings, most severe first.
    findings: Vec<Finding>,
    /// The number of findings with severity `error`.
    errors: usize,
    /// The number of findings with severity `warning`.
    warnings: usize,
    /// The number of findings with severity `hint`.
    hints: usize,
    /// The language in which the texts were read.
    locale: Locale,
    /// Whether spelling was checked.
    spelling: SpellingCheck,
}

/// Whether spelling was checked.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpellingCheck {
    /// It was.
    Checked,
    /// It was not: the service has no dictionary of this language (`FOLLOWUP_DICTIONARIES`).
    NoDictionary,
}

impl Proofreading {
    fn of(findings: Vec<Finding>, locale: Locale) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Hint));
        let checked = locale.language() == Locale::EN.language() || dictionaries::dictionary(locale).is_some();
        let spelling = if checked { SpellingCheck::Checked } else { SpellingCheck::NoDictionary };
        Self { findings, errors, warnings, hints, locale, spelling }
    }
}

/// Proofread a text
///
/// Checks spelling and grammar, what the rules advise against, and copying mistakes such as another company's name.
/// With `application_id`, compares the text with what is stored. Nothing is changed.
#[utoipa::path(
    operation_id = "proofread_texts",
    tag = "messages",
    request_body = ProofreadBody,
    responses((status = 200, description = "The findings", body = Proofreading), CreateProblems)
)]
#[post("/v1/messages/proofread")]
pub async fn proofread_texts(
    scope: Reader,
    state: Data<AppState>,
    body: ProofreadBody,
) -> Result<HttpResponse, Problem> {
    let input = body.resolve(&scope, None).await?;
    let texts = input.texts();
    let (facts, mut related) = match input.application_id {
        Some(id) => looked_up(&scope, id, &input).await?,
        None => {
            (input.facts.map(|facts| follow_up_plans::as_of_now(facts, &scope)).transpose()?, RelatedTexts::default())
        }
    };
    known(facts.as_ref(), input.interview_id.as_deref(), input.contact_id.as_deref())?;
    related.others.extend(input.other_applications);
    related.earlier.extend(input.earlier_messages);
    let found = state.blocking.run(move || {
        let context = Context {
            facts: facts.as_ref(),
            kind: input.kind,
            channel: input.channel,
            interview_id: input.interview_id.as_deref(),
            contact_id: input.contact_id.as_deref(),
            locale: input.locale,
            ..Context::default()
        };
        let findings = related.proofread(&texts, &context);
        Proofreading::of(findings, context.language())
    });
    Ok(HttpResponse::Ok().json(found.await?))
}

/// The stored rows of an application that the texts are compared with.
async fn looked_up(
    scope: &Scope,
    id: ApplicationId,
    input: &ProofreadInput,
) -> Result<(Option<Facts>, RelatedTexts), Problem> {
    let dossier = named_dossier(scope, id).await?;
    let candidate = dossier.candidate.stamp.id;
    let facts = follow_up_plans::facts_at(dossier, follow_up_plans::now(scope)?)?;
    let latest = || latest_interview(&facts).map(|interview| &*interview.id);
    let place = MessageLocation {
        candidate,
        application: id,
        interview: input.interview_id.as_deref().or_else(latest).and_then(|id| id.parse().ok()),
        contact: input.contact_id.as_deref().and_then(|id| id.parse().ok()),
        message: None,
    };
    let related = RelatedTexts::of(scope, place).await?;
    Ok((Some(facts), related))
}

/// Checks that the facts have the interview and the contact.
fn known(facts: Option<&Facts>, interview_id: Option<&str>, contact_id: Option<&str>) -> Result<(), Problem> {
    let interviews = facts.into_iter().flat_map(|facts| &facts.interviews).map(|interview| &*interview.id);
    let contacts = facts.into_iter().flat_map(|facts| &facts.contacts).map(|contact| &*contact.id);
    if interview_id.is_some_and(|id| !interviews.into_iter().any(|known| known == id)) {
        return Err(Problem::unknown_reference("/interview_id", "no interview has this id"));
    }
    if contact_id.is_some_and(|id| !contacts.into_iter().any(|known| known == id)) {
        return Err(Problem::unknown_reference("/contact_id", "no contact has this id"));
    }
    Ok(())
}
