//! The context for rendering a built-in template without facts, to make an own template from it.

use std::borrow::Cow;

use minijinja::{Value, value::Serde};

use super::{Circumstances, CompetingOffer, Me, Meeting, PassOn, TemplateContext, You};
use crate::{
    Locale, Tone,
    formatted_day::FormattedDay,
    language::NAME_FORMS,
    languages::language_of,
    note::{NoteForm, PhrasedNote},
};

/// A context in which every fact is what `write` returns for the template variable of that fact, given its name and the
/// expression that writes it. If it returns nothing, the fact is unknown. The recipient is addressed with "du", "tu" or
/// "tú" if `familiar`.
pub(crate) fn symbolic(
    (tone, familiar): (Tone, bool),
    locale: Locale,
    write: impl Fn(&str, &str) -> Option<String>,
) -> Value {
    let text = |name: &str| write(name, name);
    // Any note reads well where whole sentences do.
    let note = |name: &str, expression: &str| {
        write(name, expression).map(|text| PhrasedNote { start: text.clone(), text, form: NoteForm::Sentence })
    };
    // English says the weekday.
    let short = |name: &str, date: &str| match locale.language() {
        "en" => date.to_owned(),
        _ => text(name).unwrap_or_default(),
    };
    let day = |name: &str| {
        let short = |date: &str| short(&format!("{name}_short"), date);
        text(name).map(|date| FormattedDay { month: date.clone(), short: short(&date), date })
    };
    let interview = text("interview.date").map(|date| FormattedDay {
        month: text("interview.month").unwrap_or_default(),
        short: short("interview.short_date", &date),
        date,
    });
    let (stated, respond_by) = (day("stated_date"), day("respond_by"));
    let (asked_before, question) = (day("asked_before"), day("question_date"));
    let offer_date = day("competing_offer_respond_by");
    let (company, position) = (text("company").unwrap_or_default(), text("position").unwrap_or_default());
    let called = text("recipient.called");
    let mut forms = language_of(locale).forms(&position, &company, familiar);
    forms.extend(NAME_FORMS.into_iter().filter_map(|form| Some((form, Cow::Owned(text(form)?)))));
    let apposition = "recipient.apposition";
    let context = TemplateContext {
        tone,
        region: "",
        familiar,
        forms,
        company,
        position,
        me: Me {
            name: text("candidate.name"),
            email: text("candidate.email"),
            phone: text("candidate.phone"),
            linkedin: text("candidate.linkedin"),
        },
        you: You {
            name: text("recipient.name"),
            mentioned: text("recipient.name"),
            asked_for: called.as_ref().and_then(|_| text("recipient.asked_for")),
            greeting: text("recipient.greeting"),
            apposition: text(apposition).map(|written| format!("{{% if {apposition} %}}{written}{{% endif %}}")),
            called,
        },
        together: true,
        meeting: interview.as_ref().map(Meeting::plain),
        appointment: interview.as_ref(),
        thanked: true,
        attempt: 0,
        // Any sentence may be removed from the result.
        leans: false,
        point: note("point", "point"),
        points: note("points", "points|first").into_iter().collect(),
        strength: note("strength", "strength"),
        goal: note("goal", "goal"),
        additions: note("additions", "additions|first").into_iter().collect(),
        pass_on: PassOn { names: text("pass_on"), others: false },
        stated_date: stated.as_ref(),
        respond_by: respond_by.as_ref(),
        asked_before: asked_before.as_ref(),
        their_reply: None,
        their_question: question.as_ref(),
        competing_offer: Some(CompetingOffer { respond_by: offer_date.as_ref(), since: true }),
        switchboard: false,
        circumstances: Circumstances::default(),
    };
    Value::from(Serde(&context))
}
