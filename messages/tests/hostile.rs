//! Templates that try to take more than a message is worth: time, memory or stack. A binary of its own, with one test,
//! since its allocator counts what the whole process takes.
#![expect(clippy::unwrap_used, reason = "what a test needs and doesn't get may stop it")]

use std::{
    fs,
    time::{Duration, Instant},
};

use messages::{
    Locale, RenderError, Request, Script,
    custom::{OwnTemplate, TemplateSource},
    proofread::Texts,
    render_own,
};
use peak_alloc::PeakAlloc;
use planning::{Facts, StepKind, UsableChannel, Via, Violation, facts::Channel};
use serde_json::json;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The most that one template may take.
const MOST_TIME: Duration = Duration::from_millis(50);
const MOST_MEMORY: usize = 16 << 20;

/// As much of everything as facts may have.
fn facts() -> Facts {
    let note = "x".repeat(1000);
    serde_json::from_value(json!({
        "candidate": { "name": "y".repeat(200), "strengths": vec![&note; 20], "goals": vec![&note; 20] },
        "application": {
            "company": { "name": "ΐ".repeat(200) }, "position": { "title": "Engineer" }, "time_zone": "UTC",
        },
        "contacts": [{ "id": "c", "name": "Ada Okafor" }],
        "interviews": [{
            "id": "i", "starts_at": "2026-03-10T14:00:00Z", "ends_at": "2026-03-10T15:00:00Z",
            "interviewer_ids": ["c"], "talking_points": vec![&note; 20], "points_to_clarify": vec![&note; 20],
        }],
    }))
    .unwrap()
}

/// `inner` within so many loops.
fn loops(deep: usize, inner: &str) -> String {
    (0..deep)
        .rev()
        .fold(inner.to_owned(), |within, level| format!("{{% for p{level} in points %}}{within}{{% endfor %}}"))
}

/// `{{ … }}` with `part` so often that it fills a template.
fn long(before: &str, part: &str, after: &str) -> String {
    let room = 19_900 - before.len() - after.len();
    format!("{{{{ {before}{}{after} }}}}", part.repeat(room / part.len()))
}

/// What ends in an error, each by another way.
fn bombs() -> Vec<(&'static str, String)> {
    let page = "z".repeat(15_000);
    vec![
        ("nested loops", loops(12, "x")),
        ("nested loops with nothing in them", loops(8, "")),
        ("nested loops around a page", loops(3, &page)),
        (
            "nested loops around a joined list",
            loops(3, "{% if points|join('aaaaaaaaaaaaaaaaaaaa') == 'x' %}{% endif %}"),
        ),
        ("nested loops around a change of case", loops(3, "{% if points|upper|lower|title|trim == 'x' %}{% endif %}")),
        ("nested loops around a search", loops(4, &format!("{{% if '{page}y' in p0 %}}{{% endif %}}"))),
        ("nested loops around a comparison", loops(4, "{% if points == points and points in points %}{% endif %}")),
        ("multiplication", "{{ 'x' * 1000000000 }}".to_owned()),
        ("doubling", "{% set a = 'x' %}{% set a = a ~ a %}".to_owned()),
        ("doubling in place", long("'x'", " ~ 'x'", "")),
        ("replace", "{{ company|replace('x', company) }}".to_owned()),
        ("indent", "{{ company|indent(1000000000) }}".to_owned()),
        ("a long range", "{% for i in range(1000000000) %}x{% endfor %}".to_owned()),
        ("a power", "{{ 9 ** 9 ** 9 }}".to_owned()),
        ("padding by format", "{{ '%1000000000s'|format(company) }}".to_owned()),
        ("a list joined by a page", format!("{{{{ points|join('{page}') }}}}")),
        ("a text joined by a text, over and over", long("company", "|join('aaaaaaaaaaaaaaaaaaaa')", "")),
        ("a recursive loop", "{% for p in points recursive %}{{ loop(points) }}{% endfor %}".to_owned()),
        ("a macro that calls itself", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned()),
        ("a template that extends itself", "{% extends '<string>' %}".to_owned()),
        ("a template that includes itself", "{% include '<string>' %}".to_owned()),
        ("many parentheses", long(&"(".repeat(9_000), "x", &")".repeat(9_000))),
        ("many negations", long("", "not ", "company")),
        ("many signs", long("", "-", "1")),
        ("many attributes", long("company", ".a", "")),
        ("many filters", long("company", "|trim", "")),
        ("many alternatives", long("company", " or company", "")),
        ("many choices", long("1", " if 1 else 1", "")),
        ("many comparisons", long("1", " < 1", "")),
        ("many lists", long("", "[", "")),
        ("many maps", long("", "{1:", "")),
        ("many strings", long("", "'a' ", "")),
        ("many names to loop over", format!("{{% for {}x in points %}}{{% endfor %}}", "(".repeat(19_000))),
        ("many conditions in each other", "{% if company %}".repeat(1_200)),
        ("many closed conditions in each other", "{% if 1 %}".repeat(900) + &"{% endif %}".repeat(900)),
        ("many conditions one after the other", format!("{{% if 1 %}}{}{{% endif %}}", "{% elif 1 %}".repeat(1_600))),
        ("many tags", "{{ tone }}".repeat(1_900)),
        ("a number without end", long("9", "9", "")),
        ("a string without end", "{{ '".to_owned() + &page),
        ("a comment without end", "{#".to_owned() + &page),
        ("more than a template may have", "x".repeat(2_000_000)),
    ]
}

/// A letter with this body.
fn letter(body: String) -> TemplateSource {
    let texts = Texts { body: Some(body), ..Texts::default() };
    TemplateSource { kind: StepKind::ThankYou, channel: Channel::Letter, tone: None, locale: Locale::EN, texts }
}

/// A call with as many points and questions as there may be, each of which is small.
fn call(item: &str) -> TemplateSource {
    let items = vec![item.to_owned(); 20];
    let script = Script { opening: "x".to_owned(), points: items.clone(), questions: items, closing: "x".to_owned() };
    let texts = Texts { script: Some(script), voicemail: Some(item.to_owned()), ..Texts::default() };
    TemplateSource { kind: StepKind::CheckIn, channel: Channel::Phone, tone: None, locale: Locale::EN, texts }
}

/// How it ends, in words; the text, where it ends well.
fn outcome(facts: &Facts, source: TemplateSource) -> Result<String, String> {
    let (kind, channel) = (source.kind, UsableChannel { channel: source.channel, via: Via::Direct });
    let listed = |violations: Vec<Violation>| {
        violations.into_iter().map(|violation| violation.message).collect::<Vec<_>>().join("\n")
    };
    let template = OwnTemplate::new(source).map_err(listed)?;
    let request = Request {
        facts,
        kind,
        interview_id: Some("i"),
        competing_offer_id: None,
        contact_id: Some("c"),
        pass_on_to: &[],
        channel,
        attempt: 0,
        thank_you_planned: true,
        send_at: None,
        tone: None,
        locale: Some(Locale::EN),
    };
    match render_own(&request, &template) {
        Ok(message) => Ok(message.to_text()),
        Err(error @ (RenderError::TooMuch(_) | RenderError::Own { .. })) => Err(error.to_string()),
        Err(error) => panic!("{error}"),
    }
}

/// How long this thread has been at work: what others do on a busy machine doesn't count, where Linux tells it apart.
fn at_work(began: Instant) -> Duration {
    let counted = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = counted.and_then(|counted| counted.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

#[test]
fn no_template_takes_more_than_its_share() {
    let facts = facts();
    // As much as is allowed is fine. What the first message loads stays, and doesn't count.
    let text = outcome(&facts, letter(loops(1, "{{ p0 }}") + &"{{ tone }} ".repeat(400))).unwrap();
    assert!((20_000..65_536).contains(&text.len()), "{}", text.len());
    let (mut slowest, mut largest, start) = (Duration::ZERO, 0, Instant::now());
    let letters = bombs().into_iter().map(|(name, body)| (name, letter(body)));
    let calls = [
        ("a call that loops", call(&loops(2, "x"))),
        ("a call that loops around nothing", call(&loops(2, ""))),
        ("a call that says much", call(&"{{ points }}{{ additions }}".repeat(2))),
    ];
    for (name, source) in letters.chain(calls) {
        let mut fastest = Duration::MAX;
        for _ in 0..5 {
            let source = source.clone();
            ALLOCATOR.reset_peak_usage();
            let (before, began) = (ALLOCATOR.current_usage(), at_work(start));
            let error = outcome(&facts, source).expect_err(name);
            fastest = fastest.min(at_work(start).saturating_sub(began));
            let taken = ALLOCATOR.peak_usage() - before;
            assert!(taken <= MOST_MEMORY, "{name} took {taken} bytes");
            assert!(error.len() > 10, "{name}: {error}");
            largest = largest.max(taken);
        }
        println!("{fastest:>12?} {name}");
        assert!(fastest <= MOST_TIME, "{name} took {fastest:?}");
        slowest = slowest.max(fastest);
    }
    println!("at most {slowest:?} and {largest} bytes");
}
