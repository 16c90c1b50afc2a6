use planning::{Facts, Playbook, PlaybookChoice, plan};
use serde_json::Value;

use super::{
    picture,
    shapes::{Anchor, Shape},
    text::{BOLD_WIDTH_FACTOR, width},
};
use crate::View;

const SCENARIOS: [&str; 8] = [
    include_str!("../../../planning/tests/scenarios/adjustments.json"),
    include_str!("../../../planning/tests/scenarios/calendars.json"),
    include_str!("../../../planning/tests/scenarios/channels.json"),
    include_str!("../../../planning/tests/scenarios/outcomes.json"),
    include_str!("../../../planning/tests/scenarios/playbooks.json"),
    include_str!("../../../planning/tests/scenarios/public.json"),
    include_str!("../../../planning/tests/scenarios/sequence.json"),
    include_str!("../../../planning/tests/scenarios/thanks.json"),
];

/// A drawn item: the area of a text, background, or a line.
enum Drawn {
    Text(String, Room),
    Paper(Room),
    Line(Room),
}

#[derive(Clone, Copy, Debug)]
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

fn drawn(shapes: &[Shape], all: &mut Vec<Drawn>) {
    for shape in shapes {
        match shape {
            Shape::Text { class, at: (x, y), anchor, text } => {
                let size = match *class {
                    "title" => 19.0 * BOLD_WIDTH_FACTOR,
                    "next" | "name" => 13.0 * BOLD_WIDTH_FACTOR,
                    "note" => 12.0,
                    "day" | "key" => 11.5,
                    _ => 11.5 * BOLD_WIDTH_FACTOR,
                };
                let wide = width(text, size);
                let left = if *anchor == Anchor::Middle { x - wide / 2.0 } else { *x };
                let room = Room { left, right: left + wide, top: y - size * 0.72, bottom: y + size * 0.2 };
                all.push(Drawn::Text(text.clone(), room));
            }
            Shape::Rect { class, x, y, width, height, .. } if class.ends_with("flag") => {
                all.push(Drawn::Paper(Room { left: *x, right: x + width, top: *y, bottom: y + height }));
            }
            Shape::Line { from, to, .. } => all.push(Drawn::Line(Room {
                left: from.0.min(to.0) - 0.5,
                right: from.0.max(to.0) + 0.5,
                top: from.1.min(to.1) - 0.5,
                bottom: from.1.max(to.1) + 0.5,
            })),
            Shape::Group { shapes, .. } => drawn(shapes, all),
            Shape::Rect { .. } | Shape::Path { .. } => {}
        }
    }
}

fn check(name: &str, facts: &Value) {
    let facts: Facts = serde_json::from_value(facts.clone()).unwrap();
    let playbook = match facts.chosen_playbook() {
        PlaybookChoice::Whole(playbook) => playbook,
        PlaybookChoice::Key(key) => Playbook::built_in(key).unwrap(),
    };
    let plan = plan(&facts, playbook, facts.as_of.unwrap());
    let picture = picture(&View { facts: &facts, plan: &plan, interview_id: None, language: wording::ENGLISH });
    let mut all = Vec::new();
    drawn(&picture.shapes, &mut all);
    for (index, one) in all.iter().enumerate() {
        let Drawn::Text(text, room) = one else { continue };
        let inside = room.left >= 0.0 && room.right <= picture.width && room.bottom <= picture.height;
        assert!(inside, "{name}: {text} at {room:?} leaves the picture");
        let mut hidden = false;
        for other in all[..index].iter().rev() {
            match other {
                Drawn::Paper(paper) => hidden |= paper.meets(room),
                Drawn::Line(line) => assert!(hidden || !line.meets(room), "{name}: a line crosses {text}"),
                Drawn::Text(other, there) => assert!(!there.meets(room), "{name}: {other} and {text} overlap"),
            }
        }
        for other in &all[index + 1..] {
            if let Drawn::Line(line) | Drawn::Paper(line) = other {
                assert!(!line.meets(room), "{name}: something is drawn over {text}");
            }
        }
    }
}

#[test]
fn no_label_meets_another_or_a_line() {
    let mut count = 0;
    for scenario in SCENARIOS.iter().flat_map(|file| serde_json::from_str::<Vec<Value>>(file).unwrap()) {
        let name = scenario["name"].as_str().unwrap();
        check(name, &scenario["facts"]);
        let mut crowded = scenario["facts"].clone();
        crowded["application"]["position"]["title"] =
            "Senior Site Reliability Engineer, Data Platform and Developer Experience".into();
        for interview in crowded["interviews"].as_array_mut().into_iter().flatten() {
            interview["decision_expected_on"] = "2026-03-13".into();
        }
        for (k, day) in [12, 13, 14, 16, 17, 18].into_iter().enumerate() {
            let reply = serde_json::json!({ "direction": "inbound", "at": format!("2026-03-1{k}T16:00:00Z"),
                "decision_expected_on": format!("2026-03-{day}") });
            if let Some(all) = crowded["communications"].as_array_mut() {
                all.push(reply);
            }
        }
        check(&format!("{name}, crowded"), &crowded);
        count += 1;
    }
    assert!(count > 100);
}
