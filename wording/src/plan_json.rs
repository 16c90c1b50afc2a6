//! Plans as JSON, their sentences in a language.

mod obligations;

pub use obligations::{ConditionJson, ObligationJson};

use chrono::{DateTime, FixedOffset, NaiveDate};
use planning::{
    Channels, Figure, Plan, PlaybookVersion, State, Status, Step, StepKind, TimeZone,
    reason::{Advice, Reason, Warning},
    rfc3339,
};
use serde::{Serialize, Serializer, ser::SerializeSeq as _};
use utoipa::ToSchema;

use crate::Language;

/// The follow-up plan of an application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct PlanJson<'p> {
    /// The playbook that the plan follows.
    playbook: PlaybookVersion<'p>,
    /// The instant that the plan is for.
    #[serde(serialize_with = "rfc3339::time")]
    as_of: DateTime<FixedOffset>,
    /// The employer's time zone. The plan's times have its offsets.
    time_zone: TimeZone,
    /// The state of the follow-up.
    state: State,
    /// The interview from which the sequence counts.
    anchor_interview_id: Option<&'p str>,
    /// The date by which the employer said it would decide.
    stated_date: Option<NaiveDate>,
    /// The id of the next step.
    next_step_id: Option<&'p str>,
    /// Past and future steps, in order of time.
    #[schema(value_type = Vec<StepJson>)]
    steps: Steps<'p>,
    /// What the employer owes the applicant by law; left out if no rule is known where the employer is.
    #[schema(required = false, nullable = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    obligations: Option<Vec<ObligationJson<'p>>>,
    /// Facts that are missing or implausible.
    #[schema(value_type = Vec<WarningJson>)]
    warnings: Warnings<'p>,
}

impl<'p> PlanJson<'p> {
    /// That plan in that language; the steps of a plan without reasons have no fields for them.
    #[must_use]
    pub fn new(plan: &'p Plan, language: &'p dyn Language, detail: Detail) -> Self {
        Self {
            playbook: plan.playbook,
            as_of: plan.as_of,
            time_zone: plan.time_zone,
            state: plan.state,
            anchor_interview_id: plan.anchor_interview_id,
            stated_date: plan.stated_date,
            next_step_id: plan.next_step_id.as_deref(),
            steps: Steps { list: &plan.steps, language, detail },
            obligations: ObligationJson::all(plan, language),
            warnings: Warnings { warnings: &plan.warnings, language },
        }
    }
}

/// How much is said of a step.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Detail {
    /// Its reasons and what is worth knowing beside it, too.
    #[default]
    Reasons,
    /// Neither.
    NoReasons,
}

/// A step of the plan, past or future.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub struct StepJson<'p> {
    /// The id: readable, and the same in every plan of these facts.
    #[schema(example = "i1:thank_you:c1")]
    id: &'p str,
    /// What to do.
    kind: StepKind,
    /// The id of the interview.
    interview_id: Option<&'p str>,
    /// The id of the contact who receives the message.
    contact_id: Option<&'p str>,
    /// The status at the instant of the plan.
    status: Status,
    /// When it was done.
    #[serde(serialize_with = "rfc3339::optional")]
    done_at: Option<DateTime<FixedOffset>>,
    /// The first suitable instant.
    #[serde(serialize_with = "rfc3339::time")]
    opens_at: DateTime<FixedOffset>,
    /// The best instant.
    #[serde(serialize_with = "rfc3339::time")]
    ideal_at: DateTime<FixedOffset>,
    /// The last suitable instant.
    #[serde(serialize_with = "rfc3339::time")]
    closes_at: DateTime<FixedOffset>,
    /// The instant until which late thanks are acceptable; only for thank-yous.
    #[serde(serialize_with = "rfc3339::optional")]
    acceptable_until: Option<DateTime<FixedOffset>>,
    /// The channels for the step.
    channel: &'p Channels,
    /// The contacts to whom the recipient is asked to pass on the thanks.
    pass_on_to: &'p [&'p str],
    /// The reasons for the step, its time and its channel; left out if `reasons` is `none`.
    #[schema(value_type = Vec<ReasonJson>, required = false, nullable = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Reasons<'p>>,
    /// Advice on the step; left out if `reasons` is `none`.
    #[schema(value_type = Vec<AdviceJson>, required = false, nullable = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<AdviceList<'p>>,
}

impl<'p> StepJson<'p> {
    /// That step in that language.
    #[must_use]
    pub fn new(step: &'p Step, language: &'p dyn Language, detail: Detail) -> Self {
        let has_reasons = detail == Detail::Reasons;
        Self {
            id: &step.id,
            kind: step.kind,
            interview_id: step.interview_id,
            contact_id: step.contact_id,
            status: step.status,
            done_at: step.done_at,
            opens_at: step.opens_at,
            ideal_at: step.ideal_at,
            closes_at: step.closes_at,
            acceptable_until: step.acceptable_until,
            channel: &step.channel,
            pass_on_to: &step.pass_on_to,
            reasons: has_reasons.then_some(Reasons { reasons: &step.reasons, language }),
            advice: has_reasons.then_some(AdviceList { advice: &step.advice, language }),
        }
    }
}

/// Why a step is in the plan, why at this time, or why in this way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Reason)]
pub struct ReasonJson<'p> {
    /// The rule's id in the guidance ledger.
    #[schema(value_type = String, example = "balance.phone.1")]
    rule: &'static str,
    /// The article that the rule comes from.
    #[schema(value_type = String, example = "balance")]
    source: &'static str,
    /// Whether the number comes from the article.
    figure: Figure,
    /// One sentence for people, with the values of this plan.
    #[schema(value_type = String)]
    text: &'p str,
}

/// Advice on a step that changes nothing about it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Advice)]
pub struct AdviceJson<'p> {
    /// The rule's id in the guidance ledger.
    #[schema(value_type = String, example = "balance.silence.1")]
    rule: &'static str,
    /// One sentence for people.
    #[schema(value_type = String)]
    text: &'p str,
}

/// A fact that is missing or implausible.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PlanWarning)]
pub struct WarningJson<'p> {
    /// The place of the fact: a JSON Pointer (RFC 6901) into the facts.
    #[schema(value_type = String, example = "/interviews/0/interviewer_ids")]
    pointer: &'p str,
    /// What is missing or implausible, in one sentence.
    #[schema(value_type = String)]
    text: &'p str,
}

/// Steps, written one after the other.
#[derive(Clone, Copy, Debug)]
struct Steps<'p> {
    list: &'p [Step<'p>],
    language: &'p dyn Language,
    detail: Detail,
}

impl Serialize for Steps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.list.iter().map(|step| StepJson::new(step, self.language, self.detail)))
    }
}

#[derive(Clone, Copy, Debug)]
struct Reasons<'p> {
    reasons: &'p [Reason<'p>],
    language: &'p dyn Language,
}

impl Serialize for Reasons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_reasons(self.reasons.iter(), self.language, serializer)
    }
}

/// Those reasons of a step that a plan before it lacks.
#[derive(Clone, Debug)]
pub struct NewReasons<'p> {
    /// The reasons.
    pub reasons: Vec<&'p Reason<'p>>,
    /// The language.
    pub language: &'p dyn Language,
}

impl Serialize for NewReasons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_reasons(self.reasons.iter().copied(), self.language, serializer)
    }
}

/// Room for most sentences.
const ESTIMATED_SENTENCE_BYTES: usize = 256;

/// Writes reasons, whose sentences take the same room one after the other.
fn write_reasons<'p, S: Serializer>(
    reasons: impl ExactSizeIterator<Item = &'p Reason<'p>>,
    language: &dyn Language,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(Some(reasons.len()))?;
    let mut text = String::with_capacity(ESTIMATED_SENTENCE_BYTES);
    for reason in reasons {
        text.clear();
        language.reason(reason, &mut text);
        let Reason { rule, figure, .. } = *reason;
        list.serialize_element(&ReasonJson { rule: rule.id, source: rule.article, figure, text: &text })?;
    }
    list.end()
}

#[derive(Clone, Copy, Debug)]
struct AdviceList<'p> {
    advice: &'p [Advice<'p>],
    language: &'p dyn Language,
}

impl Serialize for AdviceList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.advice.len()))?;
        let mut text = String::with_capacity(ESTIMATED_SENTENCE_BYTES);
        for advice in self.advice {
            text.clear();
            self.language.suggestion(&advice.suggestion, &mut text);
            list.serialize_element(&AdviceJson { rule: advice.rule.id, text: &text })?;
        }
        list.end()
    }
}

#[derive(Clone, Copy, Debug)]
struct Warnings<'p> {
    warnings: &'p [Warning<'p>],
    language: &'p dyn Language,
}

impl Serialize for Warnings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.warnings.len()))?;
        let mut text = String::with_capacity(ESTIMATED_SENTENCE_BYTES);
        for warning in self.warnings {
            text.clear();
            self.language.warning(&warning.kind, &mut text);
            list.serialize_element(&WarningJson { pointer: &warning.pointer, text: &text })?;
        }
        list.end()
    }
}
