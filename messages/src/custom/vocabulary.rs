//! What own templates can say: the variables, and what they stand for in a message.

use std::collections::BTreeMap;

use minijinja::{
    Error, Value,
    value::{Enumerator, Object, ObjectRepr},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Element, context, scene::Scene};

/// A variable that own templates may use.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, ToSchema)]
pub struct Variable {
    /// How templates write it.
    #[schema(value_type = String, example = "interview.date")]
    pub name: &'static str,
    /// What it says.
    #[schema(value_type = String, example = "The day of the interview")]
    pub about: &'static str,
    /// Whether it is a list of texts; the others are one text each.
    pub list: bool,
    /// What it may say, of a list its first item.
    #[schema(value_type = String, example = "Tuesday, 10 March")]
    pub example: &'static str,
    /// Where the built-in templates know it.
    #[serde(skip)]
    path: &'static [&'static str],
    /// What to report where it isn't known; none of what always is.
    #[serde(skip)]
    pub(crate) fact: Option<Fact>,
}

/// A fact that may not be known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fact {
    /// The element that it belongs to.
    pub(crate) element: Element,
    /// Where it belongs in the facts.
    pub(crate) home: Home,
    /// The block of `missing.txt` that asks for it.
    pub(crate) name: &'static str,
}

/// Where a fact belongs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Home {
    /// A fixed place: a JSON Pointer.
    At(&'static str),
    /// A field of the recipient.
    Recipient(&'static str),
    /// A field of the interview.
    Interview(&'static str),
}

const fn variable(
    name: &'static str,
    about: &'static str,
    example: &'static str,
    path: &'static [&'static str],
) -> Variable {
    Variable { name, about, list: false, example, path, fact: None }
}

impl Variable {
    const fn a_list(self) -> Self {
        Self { list: true, ..self }
    }

    /// It may not be known.
    const fn unless(self, element: Element, home: Home, name: &'static str) -> Self {
        Self { fact: Some(Fact { element, home, name }), ..self }
    }
}

/// All variables, in the order in which they are documented.
static VARIABLES: [Variable; 21] = [
    variable("company", "The company's name", "Meridian Labs", &["company"]),
    variable("position", "The position's title", "Staff Engineer", &["position"]),
    variable("tone", "How the message sounds: formal, neutral or warm", "neutral", &["tone"]),
    variable("candidate.name", "The candidate's name", "Grace Lindqvist", &["me", "name"]).unless(
        Element::SignOff,
        Home::At("/candidate/name"),
        "candidate_name",
    ),
    variable("candidate.email", "The candidate's e-mail address", "grace@example.com", &["me", "email"]).unless(
        Element::SignOff,
        Home::At("/candidate/email"),
        "candidate_email",
    ),
    variable("candidate.phone", "The candidate's number", "+1 212 555 0100", &["me", "phone"]).unless(
        Element::SignOff,
        Home::At("/candidate/phone"),
        "candidate_phone",
    ),
    variable(
        "candidate.linkedin",
        "The candidate's page on LinkedIn",
        "https://www.linkedin.com/in/grace-lindqvist",
        &["me", "linkedin"],
    )
    .unless(Element::SignOff, Home::At("/candidate/linkedin_url"), "candidate_linkedin"),
    variable("recipient.name", "The recipient's whole name", "Ada Okafor", &["you", "name"]).unless(
        Element::Recipient,
        Home::Recipient("name"),
        "contact_name",
    ),
    variable(
        "recipient.called",
        "What to call the recipient: the whole name, in a warm tone the first where that is sure to be right",
        "Ada",
        &["you", "called"],
    )
    .unless(Element::Recipient, Home::Recipient("name"), "contact_name"),
    variable("interview.date", "The day of the interview", "Tuesday, 10 March", &["appointment", "date"]).unless(
        Element::Introduction,
        Home::At("/interviews"),
        "interview",
    ),
    variable("interview.month", "The month of the interview", "March", &["appointment", "month"]).unless(
        Element::Introduction,
        Home::At("/interviews"),
        "interview",
    ),
    variable(
        "point",
        "Something that was talked about, chosen for this recipient",
        "the move to event sourcing",
        &["point"],
    )
    .unless(Element::Point, Home::Interview("talking_points"), "talking_point"),
    variable("points", "All that was talked about with this recipient", "the move to event sourcing", &["points"])
        .a_list()
        .unless(Element::Point, Home::Interview("talking_points"), "talking_point"),
    variable("strength", "A qualification of the candidate's", "ten years of Rust", &["strength"]).unless(
        Element::Interest,
        Home::At("/candidate/strengths"),
        "strength",
    ),
    variable("goal", "A goal of the candidate's", "to lead a platform team", &["goal"]).unless(
        Element::Interest,
        Home::At("/candidate/goals"),
        "goal",
    ),
    variable(
        "additions",
        "What the candidate has to add or to answer, two at most",
        "I have also run Kafka in production",
        &["additions"],
    )
    .a_list()
    .unless(Element::Clarification, Home::Interview("points_to_clarify"), "addition"),
    variable(
        "pass_on",
        "Those whom the thanks are to be passed on to, by name",
        "Ben Marsh and Eva Sandoval",
        &["pass_on", "names"],
    )
    .unless(Element::PassOn, Home::At("/contacts"), "pass_on"),
    variable(
        "stated_date",
        "The day by which the employer said it would decide",
        "Friday, 20 March",
        &["stated_date", "date"],
    )
    .unless(Element::NextSteps, Home::Interview("decision_expected_on"), "stated_date"),
    variable(
        "respond_by",
        "The day by which the employer asked to hear from the candidate",
        "Friday, 13 March",
        &["respond_by", "date"],
    )
    .unless(Element::Introduction, Home::Interview("respond_by"), "respond_by"),
    variable(
        "asked_before",
        "When the candidate last asked how things stand",
        "Tuesday, 24 March",
        &["asked_before", "date"],
    )
    .unless(Element::NextSteps, Home::At("/communications"), "asked_before"),
    variable("question_date", "When the employer's question came", "Thursday, 26 March", &["their_question", "date"])
        .unless(Element::Answer, Home::At("/communications"), "question_date"),
];

/// Every variable that own templates may use.
#[must_use]
pub fn variables() -> &'static [Variable] {
    &VARIABLES
}

/// The variable of this name.
pub(super) fn find(name: &str) -> Option<&'static Variable> {
    VARIABLES.iter().find(|variable| variable.name == name)
}

/// What the variables stand for in the message of `scene`.
pub(super) fn values(scene: &Scene<'_>) -> Result<Value, Error> {
    let known = context::of(scene, false)?;
    let mut all: BTreeMap<&str, Value> = BTreeMap::new();
    let mut groups: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    for variable in &VARIABLES {
        let value = variable.value(&known)?;
        match variable.name.split_once('.') {
            Some((group, name)) => drop(groups.entry(group).or_default().insert(name, value)),
            None => drop(all.insert(variable.name, value)),
        }
    }
    all.extend(groups.into_iter().map(|(group, values)| (group, Value::from(values))));
    Ok(Value::from(all))
}

impl Variable {
    /// What it stands for, given what the built-in templates know.
    fn value(&'static self, known: &Value) -> Result<Value, Error> {
        let mut found = known.clone();
        for step in self.path {
            if found.is_none() {
                break;
            }
            found = found.get_attr(step)?;
        }
        if self.list {
            let notes: Vec<Value> = found.try_iter()?.map(|note| note.get_attr("text")).collect::<Result<_, _>>()?;
            return Ok(if notes.is_empty() { Value::from_object(Unknown(self)) } else { Value::from(notes) });
        }
        // A note knows its form, too.
        match found.get_attr("text") {
            Ok(text) if text.as_str().is_some() => Ok(text),
            _ if found.is_none() => Ok(Value::from_object(Unknown(self))),
            _ => Ok(found),
        }
    }
}

/// The value of a variable whose fact isn't known: false, empty, and never words.
#[derive(Debug)]
pub(super) struct Unknown(pub(super) &'static Variable);

impl Object for Unknown {
    fn repr(self: &std::sync::Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn enumerate(self: &std::sync::Arc<Self>) -> Enumerator {
        Enumerator::Empty
    }

    fn render(self: &std::sync::Arc<Self>, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
