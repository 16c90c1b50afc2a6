use planning::{facts::Sector, survival::Quantile};
use quick_xml::{Reader, events::Event};
use wording::{ApplicationGroup, ENGLISH, Language, PSEUDO_LOCALE, WaitingTime};

use super::*;

fn curve(sector: Sector, applications: u64) -> WaitingCurve<'static> {
    let step = |day, share, band| CurveStep { day, share, band };
    WaitingCurve {
        wait: WaitingTime {
            group: ApplicationGroup::Sector(sector),
            applications,
            median: Quantile { day: Some(9), lower: Some(7), upper: Some(12) },
        },
        steps: vec![step(2, 0.9, Some((0.8, 0.95))), step(9, 0.4, Some((0.3, 0.5))), step(12, 0.0, None)],
    }
}

fn drawn(curves: &[WaitingCurve], withheld: (u64, u64), language: &dyn Language) -> String {
    waiting_curves(&WaitingChart { curves, needed: 20, withheld, language }).unwrap()
}

/// The texts of each kind of element: those that are shown, the title and the description.
fn texts(svg: &str) -> Vec<(String, String)> {
    let (mut reader, mut texts, mut shown) = (Reader::from_str(svg), Vec::<(String, String)>::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                shown = ["text", "title", "desc"].contains(&name.as_str());
                if shown {
                    texts.push((name, String::new()));
                }
            }
            Event::Text(text) if shown => texts.last_mut().unwrap().1.push_str(&text),
            Event::End(_) => shown = false,
            Event::Eof => break texts,
            _ => {}
        }
    }
}

#[test]
fn each_curve_is_drawn_named_and_described() {
    let svg = drawn(&[curve(Sector::Startup, 57), curve(Sector::Government, 31)], (2, 13), ENGLISH);
    for class in ["curve one", "band one", "curve two", "band two"] {
        assert!(svg.contains(&format!("class=\"{class}\"")), "{class}");
    }
    assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"title desc\""));
    let texts = texts(&svg);
    let of =
        |name: &str| texts.iter().filter(|(kind, _)| kind == name).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
    assert_eq!(of("title"), ["How long employers take to answer after the last interview"]);
    let description = of("desc")[0];
    for told in ["Start-ups (57 applications)", "Government (31 applications)", "2 groups with 13 applications"] {
        assert!(description.contains(told), "{description}");
    }
    assert!(of("text").iter().any(|text| text.starts_with("Start-ups (57 applications): half were")));
    // Lengths are numbers everywhere.
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn without_enough_applications_it_says_so() {
    let svg = drawn(&[], (1, 3), ENGLISH);
    assert!(!svg.contains("class=\"curve"));
    assert!(svg.contains("There are too few applications to show anything: 20 are needed."));
    assert!(svg.contains("One group with 3 applications isn&apos;t shown"));
}

#[test]
fn too_many_curves_are_described_and_not_drawn() {
    let curves = vec![curve(Sector::Other, 20); 8];
    let svg = drawn(&curves, (0, 0), ENGLISH);
    assert_eq!(svg.matches("<path class=\"curve").count(), MAX_CURVES);
    assert!(svg.contains("2 more groups aren&apos;t drawn."));
    assert_eq!(texts(&svg)[1].1.lines().filter(|line| line.starts_with("Other sectors")).count(), 8);
}

#[test]
fn with_another_language_no_english_is_left() {
    let curves = vec![curve(Sector::Startup, 57); 8];
    for svg in [drawn(&curves, (2, 13), PSEUDO_LOCALE), drawn(&[], (1, 3), PSEUDO_LOCALE)] {
        for (_, text) in texts(&svg) {
            assert!(!text.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
        }
    }
}
