//! Templates of one's own: what they make of the facts.

use messages::{
    Locale, Message, RenderError, Request, Tone,
    custom::{OwnTemplate, TemplateSource},
    proofread::Texts,
    render_own,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{by, read, request, rich};

pub(crate) fn email(body: &str) -> TemplateSource {
    let texts = Texts { subject: Some("{{ position }}".to_owned()), body: Some(body.to_owned()), ..Texts::default() };
    TemplateSource { kind: StepKind::ThankYou, channel: Channel::Email, tone: None, locale: Locale::EN, texts }
}

#[track_caller]
fn own(body: &str) -> OwnTemplate {
    OwnTemplate::new(email(body)).unwrap_or_else(|violations| panic!("{body}: {violations:?}"))
}

#[track_caller]
fn rendered<'f>(facts: &'f Facts, body: &str) -> Message<'f> {
    render_own(&request(facts, StepKind::ThankYou, Tone::Neutral), &own(body)).unwrap()
}

#[track_caller]
fn body(facts: &Facts, template: &str) -> String {
    rendered(facts, template).body.unwrap()
}

#[test]
fn variables_stand_for_the_facts() {
    let facts = read(&rich());
    let text = body(&facts, "{{ candidate.name }} at {{ company }}, {{ interview.date }}: {{ point }}");
    assert_eq!(text, "Grace Lindqvist at Meridian Labs, Tuesday, 10 March: the move to event sourcing");
}

#[test]
fn conditions_loops_and_filters_do_what_they_say() {
    let mut facts = rich();
    facts["interviews"][0]["talking_points"] = json!(["retros", "the rota"]);
    let facts = read(&facts);
    for (template, expected) in [
        (
            "{{ company|upper }} {{ company|lower }} {{ 'ada lovelace'|title }}",
            "MERIDIAN LABS meridian labs Ada Lovelace",
        ),
        (
            "{{ points|join(', ') }}; {{ points }}; {{ points|first }}; {{ points|last }}; {{ points|length }}",
            "retros, the rota; retros, the rota; retros; the rota; 2",
        ),
        ("{% for p in points %}{% if not loop.first %} and {% endif %}{{ p }}{% endfor %}.", "retros and the rota."),
        ("{% for p in points if p != point %}{{ p }}{% endfor %}", "the rota"),
        ("{% if tone == 'warm' %}Hi{% elif tone == 'neutral' %}Hello{% else %}Dear{% endif %}", "Hello"),
        ("{{ 'a' if tone == 'warm' }}b {{ company if points|length > 1 else 'c' }}", "b Meridian Labs"),
        ("{# a note to myself #}x {{ company or 'y' }}{% if 'a' in company %}!{% endif %}", "x Meridian Labs!"),
    ] {
        assert_eq!(body(&facts, template), expected, "{template}");
    }
}

#[test]
fn facts_are_data_and_never_templates() {
    let mut facts = rich();
    for name in ["{{ 7*7 }}", "{% for x in points %}", "<b>&amp;", "a \u{FFFC}\u{E000} b", "{{ candidate.phone }}"] {
        facts["application"]["company"]["name"] = json!(name);
        let facts = read(&facts);
        let message = rendered(&facts, "I was at {{ company }}. Bye.");
        assert_eq!(message.body.unwrap(), format!("I was at {name}. Bye."));
    }
}

#[test]
fn the_sentence_of_a_fact_that_is_not_known_is_left_out_and_the_fact_named() {
    let mut facts = rich();
    facts["candidate"] = json!({ "name": "Grace" });
    let facts = read(&facts);
    let message = rendered(
        &facts,
        "Hello. Call me on {{ candidate.phone|upper }} or {{ candidate.email }}. Bye.\n\nGrace\n{{ candidate.linkedin }}",
    );
    assert_eq!(message.body.as_deref(), Some("Hello. Bye.\n\nGrace"));
    for pointer in ["/candidate/phone", "/candidate/email", "/candidate/linkedin_url"] {
        let missing = message.missing.iter().filter(|missing| missing.pointer == pointer);
        assert_eq!(missing.count(), 1, "{pointer}: {:?}", message.missing);
    }
    assert!(!message.ready);
    for (template, expected) in [
        ("{% for p in points %}{{ p }}{% else %}Nothing{% endfor %}", "Nothing"),
        (
            "{% if 'a' in goal or goal == 'a' or goal|upper|length > 0 or points|length > 0 %}a{% else %}b{% endif %}",
            "b",
        ),
        (
            "b{% if points|join('; ') or points|first or points|last or goal|title|trim or goal|lower %}a{% endif %}",
            "b",
        ),
        ("Bye. I like {{ points }}. I like {{ points|join(', ') }}. I like {{ additions|first }}.", "Bye."),
    ] {
        let mut nothing = rich();
        nothing["interviews"][0]["talking_points"] = json!([]);
        nothing["interviews"][0]["points_to_clarify"] = json!([]);
        nothing["candidate"]["goals"] = json!([]);
        assert_eq!(body(&read(&nothing), template), expected, "{template}");
    }
    let text = body(&facts, "{% if candidate.phone %}Call {{ candidate.phone }}{% else %}Write{% endif %} to me.");
    assert_eq!(text, "Write to me.");
    assert_eq!(
        body(&facts, "Call {{ candidate.phone|default('the office') }}. {{ goal or 'Bye' }}."),
        "Call the office. Bye."
    );
}

#[test]
fn a_template_is_for_its_kind_channel_and_tone() {
    let facts = read(&rich());
    let template = OwnTemplate::new(TemplateSource { tone: Some(Tone::Warm), ..email("x") }).unwrap();
    let fits = |request: &Request<'_>| render_own(request, &template).map(|message| message.tone);
    let fitting = request(&facts, StepKind::ThankYou, Tone::Warm);
    assert_eq!(fits(&fitting).unwrap(), Tone::Warm);
    assert_eq!(fits(&Request { tone: None, ..fitting }).unwrap(), Tone::Warm);
    for other in [
        Request { tone: Some(Tone::Formal), ..fitting },
        Request { kind: StepKind::CheckIn, ..fitting },
        Request { channel: by(Channel::Letter), ..fitting },
    ] {
        assert!(matches!(fits(&other), Err(RenderError::OtherTemplate(_))), "{other:?}");
    }
}

#[test]
fn elements_are_told_in_words_that_somebody_else_chose() {
    let facts = read(&rich());
    let message = rendered(
        &facts,
        "Dear Ms Okafor, dear {{ recipient.called }},\n\nMany thanks for Tuesday. We talked about {{ point }}, which I would \
         enjoy: {{ strength }}. Also, {{ additions|first }}.\n\nYours,\n{{ candidate.name }}\n{{ candidate.email }}",
    );
    assert!(message.ready, "{message:#?}");
    let bare = rendered(&facts, "Hello! I was there.");
    assert!(!bare.ready);
    let present: Vec<_> = bare.elements.iter().filter(|report| report.present).collect();
    assert_eq!(present.len(), 1, "{present:?}");
}
