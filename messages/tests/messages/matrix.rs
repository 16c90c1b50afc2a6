//! Every kind by every channel in every tone.

use messages::{Message, render};

use crate::facts::{KINDS, TONES, read, request, rich, ways};

#[test]
fn preview() {
    let facts = read(&rich());
    for kind in KINDS {
        for way in ways(kind) {
            for tone in TONES {
                let mut request = request(&facts, kind, way.channel, tone);
                request.channel = way;
                println!("=== {kind:?} {way:?} {tone:?}");
                match render(&request) {
                    Ok(m) => {
                        if let Some(s) = &m.subject { println!("Subject: {s}\n"); }
                        println!("{}\n--{} words {} chars ready {} {:?}", m.to_text(), m.words, m.to_text().chars().count(), m.ready, m.missing);
                        for e in m.elements.iter().filter(|e| !e.present) { println!("  absent {:?} {}", e.element, e.required); }
                    }
                    Err(e) => println!("ERR {e} {:?}", std::error::Error::source(&e).map(|s| s.to_string())),
                }
            }
        }
    }
}
