//! Templates of one's own.

use messages::{
    KINDS, Locale, Message, RenderError, Request, Tone, channels,
    custom::{OwnTemplate, TemplateSource, starting_point},
    proofread::Texts,
    render_own,
};
use planning::{Facts, StepKind, facts::Channel};
use serde_json::json;

use crate::facts::{TONES, by, read, request, rich, rich_no_show};

fn email(body: &str) -> TemplateSource {
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

/// What is wrong with a body, by code and message.
#[track_caller]
fn faults(body: &str) -> Vec<(&'static str, String)> {
    let violations = OwnTemplate::new(email(body)).expect_err(body);
    assert!(violations.iter().all(|violation| violation.pointer == "/body"), "{violations:?}");
    violations.into_iter().map(|violation| (violation.code, violation.message)).collect()
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
fn everything_that_is_wrong_is_told_with_its_place() {
    let found =
        faults("Dear {{ recipient.nam }},\n  {{ compny }} {{ candidate }} {{ point.text }}\n{{ company|reverse }}");
    let codes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        ["unknown_variable", "unknown_variable", "unknown_variable", "unknown_variable", "unknown_filter"]
    );
    assert!(found[0].1.starts_with("line 1, column 9: there is no variable recipient.nam here; there are company, "));
    assert!(found[1].1.starts_with("line 2, column 6: there is no variable compny here"), "{found:?}");
    assert!(
        found[4].1.starts_with("line 3, column 12: there is no filter reverse here; there are upper,"),
        "{found:?}"
    );
    let found = faults("{% set x = 1 %}{{ 2 * 3 }}{% include 'a' %}{{ points[0] }}");
    let codes: Vec<_> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["unknown_tag", "unknown_sign", "unknown_sign", "unknown_tag", "unknown_sign", "unknown_sign"]);
    assert!(found[0].1.starts_with("line 1, column 4: there is no tag set here; there are if, elif,"), "{found:?}");
    for (template, place) in [
        ("é\n{{ company", "line 2, column "),
        ("{% if company %}\nx", "line 1, column "),
        ("{{ }}", "line 1, column "),
        ("{% endif %}", "line 1, column "),
        ("{{ 'x }}", "line 1, column "),
    ] {
        let found = faults(template);
        assert!(matches!(&found[..], [("syntax", message)] if message.starts_with(place)), "{template}: {found:?}");
    }
}

#[test]
fn what_is_not_in_the_language_is_refused() {
    for template in [
        "{{ company() }}",
        "{{ company.upper() }}",
        "{{ range(9) }}",
        "{{ loop.first }}",
        "{{ loop }}",
        "{{ self }}",
        "{{ none }}",
        "{{ (company, position) }}",
        "{{ {} }}",
        "{{ [] }}",
        "{{ company[0] }}",
        "{{ company.0 }}",
        "{{ company is defined }}",
        "{{ -1 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ 6 / 3 }}",
        "{{ 6 // 3 }}",
        "{{ 6 % 4 }}",
        "{{ 2 ** 3 }}",
        "{{ points|join(company) }}",
        "{{ points|join('a rather long separator') }}",
        "{{ points|join }}",
        "{{ company|upper(1) }}",
        "{{ company|default(value='x') }}",
        "{{ 'x'|indent(1000000) }}",
        "{{ 'x'|replace('x', 'y') }}",
        "{% for c in company %}{% endfor %}",
        "{% for a, b in points %}{% endfor %}",
        "{% for p in points recursive %}{% endfor %}",
        "{% for p in points %}{% for q in p %}{% endfor %}{% endfor %}",
        "{% for p in points %}{{ p.x }}{{ loop.cycle }}{% endfor %}",
        "{% for p in points %}{% endfor %}{{ p }}",
        "{% with a = 1 %}{% endwith %}",
        "{% filter upper %}{% endfilter %}",
        "{% macro m() %}{% endmacro %}",
        "{% block b %}{% endblock %}",
        "{% extends 'en/written.txt' %}",
        "{% import 'a' as b %}",
        "{% autoescape true %}{% endautoescape %}",
        "{% do company() %}",
        "a\u{0}b",
        "  ",
    ] {
        assert!(OwnTemplate::new(email(template)).is_err(), "{template}");
    }
}

#[test]
fn a_channel_has_its_texts_and_no_others() {
    let at = |source: TemplateSource| {
        let violations = OwnTemplate::new(source).unwrap_err();
        violations.into_iter().map(|violation| (violation.pointer, violation.code)).collect::<Vec<_>>()
    };
    let expected = |all: &[(&str, &'static str)]| {
        all.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect::<Vec<_>>()
    };
    let letter = TemplateSource { channel: Channel::Letter, ..email("x") };
    assert_eq!(at(letter), expected(&[("/subject", "not_of_this_channel")]));
    let call = TemplateSource { kind: StepKind::CheckIn, channel: Channel::Phone, ..email("x") };
    assert_eq!(
        at(call),
        expected(&[
            ("/subject", "not_of_this_channel"),
            ("/body", "not_of_this_channel"),
            ("/script", "required"),
            ("/voicemail", "required")
        ])
    );
    let nowhere = TemplateSource { channel: Channel::Phone, ..email("x") };
    assert_eq!(at(nowhere)[0], ("/channel".to_owned(), "no_such_channel"));
    let nothing = TemplateSource { kind: StepKind::MoveOn, ..email("x") };
    assert_eq!(at(nothing), expected(&[("/kind", "unknown_value")]));
    assert_eq!(at(email(&"x".repeat(20_000))), expected(&[("", "too_long")]));
    let mut two_lines = email("x");
    two_lines.texts.subject = Some("a\nb".to_owned());
    assert_eq!(at(two_lines), expected(&[("/subject", "format")]));
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

#[test]
fn starting_points_are_valid_and_ready_for_every_message() {
    let (facts, no_show) = (read(&rich()), read(&rich_no_show()));
    let little = read(&json!({
        "application": {
            "company": { "name": "Meridian Labs" }, "position": { "title": "Staff Engineer" }, "time_zone": "UTC",
        },
    }));
    for kind in KINDS {
        for &channel in channels(kind) {
            for tone in TONES {
                let texts = starting_point(kind, channel, tone, Locale::EN).unwrap();
                let source = TemplateSource { kind, channel, tone: Some(tone), locale: Locale::EN, texts };
                let template = OwnTemplate::new(source.clone()).unwrap_or_else(|wrong| panic!("{wrong:?} {source:#?}"));
                let facts = if kind == StepKind::RescheduleRequest { &no_show } else { &facts };
                let ask =
                    |facts| render_own(&Request { channel: by(channel), ..request(facts, kind, tone) }, &template);
                let message = ask(facts).unwrap();
                assert!(message.ready && message.missing.is_empty(), "{message:#?}\n{source:#?}");
                let sparse = ask(&little).unwrap();
                for trace in ["{", "}", "\u{FFFC}", "None", "none", "undefined", " ,", "  "] {
                    assert!(!sparse.to_text().contains(trace), "{trace:?} in {}", sparse.to_text());
                }
            }
        }
    }
    assert!(starting_point(StepKind::ThankYou, Channel::Phone, Tone::Warm, Locale::EN).is_err());
}
