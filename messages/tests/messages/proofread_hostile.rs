//! Texts that are hardly messages, as long as a text may be: they are read like others, and nobody is buried in
//! findings.

use messages::proofread::{Context, Texts, proofread};

/// The longest text that the service takes, in characters.
const LONGEST: usize = 20_000;
/// More findings than anybody reads.
const MOST: usize = 200;

#[test]
fn texts_that_repeat_one_thing_end_in_a_bounded_number_of_findings() {
    for piece in [
        "I really need this job. ",
        "PLEASE ANSWER NOW ",
        "We met on Tuesday, 10 March. ",
        "[Company] ",
        "🙂",
        "[",
        "{{a ",
        "at Company Name ",
        "hi %s ",
    ] {
        let body = piece.repeat(LONGEST / piece.chars().count());
        let found = proofread(&Texts { body: Some(body), ..Texts::default() }, &Context::default());
        assert!(!found.is_empty() && found.len() <= MOST, "{piece}: {}", found.len());
        let ordered = found.windows(2).all(|pair| pair[0].severity >= pair[1].severity);
        assert!(ordered, "{piece}: the worst stand first");
    }
}

#[test]
fn spans_in_a_long_text_are_right() {
    let body = format!(
        "Dear Ada,\n\n{}It was a wonderfull day. Best regards,\nGrace",
        "The café is here and there. ".repeat(300)
    );
    let found = proofread(&Texts { body: Some(body.clone()), ..Texts::default() }, &Context::default());
    let span =
        found.iter().find(|finding| finding.text.contains("wonderfull")).and_then(|finding| finding.span).unwrap();
    let words: String = body.chars().skip(span.start).take(span.end - span.start).collect();
    assert_eq!(words, "wonderfull");
}
