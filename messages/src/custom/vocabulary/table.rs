//! The table of variables. The check of templates, the list in the API and the documentation use it.

use super::{Fact, FactLocation, Variable};
use crate::Element;

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

    /// The fact may be unknown.
    const fn unless(self, element: Element, home: FactLocation, name: &'static str) -> Self {
        Self { fact: Some(Fact { element, home, name }), ..self }
    }
}

/// All variables, in the order in which they are documented.
pub(super) static VARIABLES: [Variable; 39] = [
    variable("company", "The company's name", "Meridian Labs", &["company"]),
    variable("position", "The position's title", "Staff Engineer", &["position"]),
    variable(
        "the_company",
        "The company's name, with its article where the language gives it one: die Acme GmbH, la Mairie de Lyon, el \
         Ayuntamiento de Madrid, de Gemeente Amsterdam",
        "Meridian Labs",
        &["forms", "the_company"],
    ),
    variable(
        "the_company_object",
        "The same as an object of a verb, which is another form in German: den Landkreis München",
        "Meridian Labs",
        &["forms", "the_company_object"],
    ),
    variable(
        "at_company",
        "The company behind the word for at: bei der Acme GmbH, à la Mairie de Lyon, en el Ayuntamiento de Madrid, bij de \
         Gemeente Amsterdam",
        "at Meridian Labs",
        &["forms", "at_company"],
    ),
    variable(
        "of_company",
        "The company behind the word for of or from: von der Acme GmbH, de la Mairie de Lyon, del Ayuntamiento de Madrid, \
         van de Gemeente Amsterdam",
        "of Meridian Labs",
        &["forms", "of_company"],
    ),
    variable(
        "to_company",
        "The company behind the word for to: an die Acme GmbH, à la Mairie de Lyon, al Ayuntamiento de Madrid, aan de \
         Gemeente Amsterdam",
        "to Meridian Labs",
        &["forms", "to_company"],
    ),
    variable(
        "whose_company",
        "The company as the owner of something, which is another form in German: des Klinikums Nürnberg",
        "of Meridian Labs",
        &["forms", "whose_company"],
    ),
    variable(
        "of_position",
        "The position's title with the word between it and the word for position: als Analystin, d'Analyste, de Analista, \
         van Analist",
        "of Staff Engineer",
        &["forms", "of_position"],
    ),
    variable(
        "familiar",
        "Known, for use with if, where the facts say that the recipient is addressed with du, tu, tú or je",
        "yes",
        &["familiar"],
    ),
    variable("tone", "How the message sounds: formal, neutral or warm", "neutral", &["tone"]),
    variable("candidate.name", "The candidate's name", "Grace Lindqvist", &["me", "name"]).unless(
        Element::SignOff,
        FactLocation::At("/candidate/name"),
        "candidate_name",
    ),
    variable("candidate.email", "The candidate's e-mail address", "grace@example.com", &["me", "email"]).unless(
        Element::SignOff,
        FactLocation::At("/candidate/email"),
        "candidate_email",
    ),
    variable("candidate.phone", "The candidate's number", "+1 212 555 0100", &["me", "phone"]).unless(
        Element::SignOff,
        FactLocation::At("/candidate/phone"),
        "candidate_phone",
    ),
    variable(
        "candidate.linkedin",
        "The candidate's page on LinkedIn",
        "https://www.linkedin.com/in/grace-lindqvist",
        &["me", "linkedin"],
    )
    .unless(Element::SignOff, FactLocation::At("/candidate/linkedin_url"), "candidate_linkedin"),
    variable("recipient.name", "The recipient's whole name", "Ada Okafor", &["you", "name"]).unless(
        Element::Recipient,
        FactLocation::Recipient("name"),
        "contact_name",
    ),
    variable(
        "recipient.called",
        "What to call the recipient: the whole name, in a warm tone the first where that is sure to be right",
        "Ada",
        &["you", "called"],
    )
    .unless(Element::Recipient, FactLocation::Recipient("name"), "contact_name"),
    variable(
        "recipient.asked_for",
        "The same behind a question for somebody: Herrn Meier, la Sra. Ruiz",
        "Ada",
        &["you", "asked_for"],
    )
    .unless(Element::Recipient, FactLocation::Recipient("name"), "contact_name"),
    variable(
        "recipient.greeting",
        "The whole greeting that fits the tone and the region, with its mark: Sehr geehrte Frau Meier, or Madame, or Estimada \
         Sra. Ruiz: or, if nobody is known, Sehr geehrte Damen und Herren,",
        "Dear Ada Okafor,",
        &["you", "greeting"],
    ),
    variable(
        "recipient.apposition",
        "What the last sentence of a formal letter in French repeats of the greeting, with its commas; not known elsewhere",
        ", Madame,",
        &["you", "apposition"],
    ),
    variable("interview.date", "The day of the interview", "Tuesday, 10 March", &["appointment", "date"]).unless(
        Element::Introduction,
        FactLocation::At("/interviews"),
        "interview",
    ),
    variable("interview.short_date", "The same without the weekday", "10 March", &["appointment", "short"]).unless(
        Element::Introduction,
        FactLocation::At("/interviews"),
        "interview",
    ),
    variable("interview.month", "The month of the interview", "March", &["appointment", "month"]).unless(
        Element::Introduction,
        FactLocation::At("/interviews"),
        "interview",
    ),
    variable(
        "point",
        "Something that was talked about, chosen for this recipient",
        "the move to event sourcing",
        &["point"],
    )
    .unless(Element::Point, FactLocation::Interview("talking_points"), "talking_point"),
    variable("points", "All that was talked about with this recipient", "the move to event sourcing", &["points"])
        .a_list()
        .unless(Element::Point, FactLocation::Interview("talking_points"), "talking_point"),
    variable("strength", "A qualification of the candidate's", "ten years of Rust", &["strength"]).unless(
        Element::Interest,
        FactLocation::At("/candidate/strengths"),
        "strength",
    ),
    variable("goal", "A goal of the candidate's", "to lead a platform team", &["goal"]).unless(
        Element::Interest,
        FactLocation::At("/candidate/goals"),
        "goal",
    ),
    variable(
        "additions",
        "What the candidate has to add or to answer, two at most",
        "I have also run Kafka in production",
        &["additions"],
    )
    .a_list()
    .unless(Element::Clarification, FactLocation::Interview("points_to_clarify"), "addition"),
    variable(
        "pass_on",
        "Those whom the thanks are to be passed on to, by name",
        "Ben Marsh and Eva Sandoval",
        &["pass_on", "names"],
    )
    .unless(Element::PassOn, FactLocation::At("/contacts"), "pass_on"),
    variable(
        "stated_date",
        "The day by which the employer said it would decide",
        "Friday, 20 March",
        &["stated_date", "date"],
    )
    .unless(Element::NextSteps, FactLocation::Interview("decision_expected_on"), "stated_date"),
    variable("stated_date_short", "The same without the weekday", "20 March", &["stated_date", "short"]).unless(
        Element::NextSteps,
        FactLocation::Interview("decision_expected_on"),
        "stated_date",
    ),
    variable(
        "respond_by",
        "The day by which the employer asked to hear from the candidate",
        "Friday, 13 March",
        &["respond_by", "date"],
    )
    .unless(Element::Introduction, FactLocation::Interview("respond_by"), "respond_by"),
    variable("respond_by_short", "The same without the weekday", "13 March", &["respond_by", "short"]).unless(
        Element::Introduction,
        FactLocation::Interview("respond_by"),
        "respond_by",
    ),
    variable(
        "asked_before",
        "When the candidate last asked how things stand",
        "Tuesday, 24 March",
        &["asked_before", "date"],
    )
    .unless(Element::NextSteps, FactLocation::At("/communications"), "asked_before"),
    variable("asked_before_short", "The same without the weekday", "24 March", &["asked_before", "short"]).unless(
        Element::NextSteps,
        FactLocation::At("/communications"),
        "asked_before",
    ),
    variable("question_date", "When the employer's question came", "Thursday, 26 March", &["their_question", "date"])
        .unless(Element::Answer, FactLocation::At("/communications"), "question_date"),
    variable("question_date_short", "The same without the weekday", "26 March", &["their_question", "short"]).unless(
        Element::Answer,
        FactLocation::At("/communications"),
        "question_date",
    ),
    variable(
        "competing_offer_respond_by",
        "The day by which another employer wants an answer to its offer",
        "Friday, 27 March",
        &["competing_offer", "respond_by", "date"],
    )
    .unless(Element::Offer, FactLocation::At("/application/competing_offers"), "competing_offer_date"),
    variable(
        "competing_offer_respond_by_short",
        "The same without the weekday",
        "27 March",
        &["competing_offer", "respond_by", "short"],
    )
    .unless(Element::Offer, FactLocation::At("/application/competing_offers"), "competing_offer_date"),
];
