//! Whatever a template says of whatever facts, there is a message or a reason.

use messages::{Request, Tone, custom::OwnTemplate, render_own};
use planning::StepKind;
use proptest::prelude::*;
use serde_json::json;

use crate::{
    facts::{read, request, rich},
    own::email,
};

/// A piece of a template: what it may have, what it may not, or anything at all.
fn piece() -> impl Strategy<Value = String> {
    let plain = prop::sample::select(vec![
        "{{ company }}",
        "{{ candidate.phone }}",
        "{{ goal }}. ",
        "{{ points }}",
        "{{ points|join('; ')|upper }}",
        "{{ additions|first|title }}",
        "{% if goal %}",
        "{% elif company != point %}",
        "{% else %}",
        "{% endif %}",
        "{% for p in points %}",
        "{{ p }}",
        "{% endfor %}",
        "{{ 'x' if tone == 'warm' }}",
        "{{ 'Dr. \\n é' }}",
        "Dr. ",
        "One. ",
        "\n",
        "\n\n",
        "é🙂",
        "{#",
        "#}",
        "{{",
        "%}",
        "{%- ",
        "\u{FFFC}",
    ]);
    prop_oneof![8 => plain.prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_refused_or_renders(
        pieces in prop::collection::vec(piece(), 1..12),
        company in "[^\\pC\\p{Zl}\\p{Zp}]{1,20}".prop_filter("a name is not blank", |name| !name.trim().is_empty()),
        known: bool,
    ) {
        let mut facts = rich();
        facts["application"]["company"]["name"] = json!(company);
        if !known {
            facts["candidate"] = json!({});
            facts["interviews"][0]["talking_points"] = json!([]);
        }
        let facts = read(&facts);
        if let Ok(template) = OwnTemplate::new(email(&pieces.concat())) {
            let request: Request<'_> = request(&facts, StepKind::ThankYou, Tone::Neutral);
            let message = render_own(&request, &template).unwrap();
            for report in message.elements.iter().filter(|report| report.present) {
                let (span, text) = (report.span.unwrap(), message.part(report.part).unwrap());
                prop_assert!(span.start < span.end && span.end <= text.chars().count());
            }
        }
    }
}
