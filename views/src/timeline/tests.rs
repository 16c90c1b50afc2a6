use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};

use super::*;
use crate::testing::with_view;

/// The document of the plan of these facts, with `change` made to them.
fn drawn(as_of: &str, change: impl FnOnce(&mut Value)) -> String {
    with_view(as_of, change, |view| timeline(view).unwrap())
}

/// The texts that are shown, having read the document to its end.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let (mut shown, mut texts) = (false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                shown = element.name().as_ref() == "text";
                texts.extend(shown.then(String::new));
            }
            Event::Text(text) if shown => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(entity) if shown => texts.last_mut().unwrap().extend(["&", &*entity, ";"]),
            Event::End(_) => shown = false,
            Event::Eof => return texts,
            _ => {}
        }
    }
}

#[test]
fn every_interview_and_step_is_shown_and_described() {
    let svg = drawn("2026-03-10T20:00:00-04:00", |_| {});
    let texts = texts(&svg);
    for text in [
        "Follow-up: Analyst at Acme",
        "Next: Thank Ada Okafor, by e-mail, until Wed 11 Mar 15:00",
        "Interview",
        "Thank Ada Okafor",
        "Due until Wed 11 Mar 15:00, by e-mail",
        "Move on to other employers",
        "Today, 10 Mar",
        "9 wk",
        "July",
    ] {
        assert!(texts.iter().any(|shown| shown == text), "{text}: {texts:#?}");
    }
    assert!(svg.contains(r#"role="img""#) && svg.contains("prefers-color-scheme: dark"));
    assert_eq!(svg.matches(r#"class="holiday""#).count(), 2, "Independence Day is observed on a Friday; the legend");
}

#[test]
fn the_status_of_a_step_is_shown_by_more_than_colour() {
    let svg = drawn("2026-03-19T20:00:00-04:00", |facts| {
        facts["application"]["outcome"] = json!({ "kind": "offered", "at": "2026-03-18T11:00:00-04:00" });
    });
    let texts = texts(&svg);
    for text in ["Missed, latest was Fri 13 Mar 17:00", "Offer", "Overdue"] {
        assert!(texts.iter().any(|shown| shown.starts_with(text)), "{text}: {texts:#?}");
    }
    for class in ["row off missed", "row event", "row overdue"] {
        assert!(svg.contains(class), "{class}");
    }
    assert!(
        !svg.contains("cancelled")
            && svg.contains("No longer needed: Check in with Ada Okafor; Ask Ada Okafor a last time.")
    );
    assert!(!svg.contains("Move on"), "they made an offer");
}

#[test]
fn names_are_text_and_nothing_else() {
    let name = "<script>alert(1)</script> & \"Söhne\" '\u{200f}\u{ffff}";
    let svg = drawn("2026-03-10T20:00:00-04:00", |facts| {
        facts["contacts"][0]["name"] = json!(name);
        facts["application"]["company"]["name"] = json!(name);
        facts["application"]["position"]["title"] = json!("מהנדסת נתונים");
    });
    assert!(!svg.contains("<script") && !svg.contains(['\u{200f}', '\u{ffff}']));
    let texts = texts(&svg);
    assert!(texts.iter().any(|text| text.starts_with("Thank &lt;script&gt;")), "{texts:#?}");
    assert!(texts.iter().any(|text| text.contains("\u{2068}מהנדסת נתונים\u{2069} at")), "{texts:#?}");
}

#[test]
fn long_names_are_shortened_and_stay_closed() {
    let svg = drawn("2026-03-10T20:00:00-04:00", |facts| {
        facts["contacts"][0]["name"] = json!("נועה ".repeat(40).trim());
        facts["application"]["company"]["name"] = json!("Wide ".repeat(40).trim());
    });
    for text in texts(&svg) {
        assert_eq!(text.matches('\u{2068}').count(), text.matches('\u{2069}').count(), "{text}");
        assert!(text::width(&text, 10.0) < 800.0, "{text}");
    }
}

#[test]
fn any_stretch_of_time_has_room() {
    let many: Vec<_> = (0..40)
        .map(|k| {
            let day = format!("{}-0{}-10T", 1975 + 5 * k, 1 + k % 9);
            json!({ "id": format!("i{k}"), "starts_at": format!("{day}14:00:00Z"), "ends_at": format!("{day}15:00:00Z") })
        })
        .collect();
    for as_of in ["1970-01-01T00:00:00Z", "2026-03-10T20:00:00Z", "2199-12-31T23:59:59Z"] {
        let svg = drawn(as_of, |facts| facts["interviews"] = json!(many));
        assert!(texts(&svg).len() > 100);
        assert!(svg.len() < 500_000, "{}", svg.len());
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}

#[test]
fn parts_of_a_name_are_a_name() {
    let parts = |facts: &mut Value| {
        let contact = facts["contacts"][0].as_object_mut().unwrap();
        contact.remove("name");
        contact.insert("family_name".to_owned(), json!("Okafor"));
        contact.insert("title".to_owned(), json!("Dr"));
    };
    let texts = texts(&drawn("2026-03-10T20:00:00-04:00", parts));
    assert!(texts.iter().any(|text| text == "Thank Dr Okafor"), "{texts:#?}");
}

#[test]
fn done_steps_show_no_address_problems() {
    let left = |facts: &mut Value| {
        facts["contacts"][0]["left"] = json!(true);
        facts["communications"] = json!([
            { "direction": "outbound", "purpose": "thank_you", "at": "2026-03-10T18:00:00-04:00", "contact_id": "ada" },
        ]);
    };
    let svg = drawn("2026-03-10T20:00:00-04:00", left);
    assert!(svg.contains("Thank Ada Okafor: done."), "{svg}");
    assert!(!svg.contains("no address known"), "{svg}");
}
