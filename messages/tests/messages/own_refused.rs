//! What templates of one's own may not have.

use messages::custom::{OwnTemplate, TemplateSource};
use planning::{StepKind, facts::Channel};

use crate::own::email;

/// What is wrong with a body, by code and message.
#[track_caller]
fn faults(body: &str) -> Vec<(&'static str, String)> {
    let violations = OwnTemplate::new(email(body)).expect_err(body);
    assert!(violations.iter().all(|violation| violation.pointer == "/body"), "{violations:?}");
    violations.into_iter().map(|violation| (violation.code, violation.message)).collect()
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
fn unsupported_template_syntax_is_refused() {
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
