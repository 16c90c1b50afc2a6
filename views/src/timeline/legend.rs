//! The legend, which explains the marks that occur in the picture.

use super::{
    CHART_RIGHT, MARGIN,
    marks::{best, sample},
    rows::Row,
    shapes::Shape,
    text::width,
};
use crate::View;

use wording::LegendEntry;

const FONT_SIZE: f64 = 11.5;
const LINE_HEIGHT: f64 = 20.0;
/// The width of a sample.
const SAMPLE_WIDTH: f64 = 22.0;

/// The legend below `top`, and the height of the whole picture.
pub(super) fn legend(view: &View, rows: &[Row], holidays: bool, top: f64) -> (Vec<Shape>, f64) {
    let (mut x, mut y) = (MARGIN, top + 28.0);
    let mut shapes = Vec::new();
    let entries = [
        ("bar", LegendEntry::Window, true),
        ("ideal", LegendEntry::BestMoment, rows.iter().any(Row::has_best_moment)),
        ("tail", LegendEntry::AcceptableLate, rows.iter().any(Row::has_tail)),
        ("until", LegendEntry::TimeToAnswer, rows.iter().any(Row::has_deadline)),
        ("weekend", LegendEntry::Weekend, true),
        ("holiday", LegendEntry::Holiday, holidays),
    ];
    for (class, entry, _) in entries.into_iter().filter(|(_, _, there)| *there) {
        let label = view.language.legend(entry);
        let wide = SAMPLE_WIDTH + 7.0 + width(&label, FONT_SIZE);
        if x + wide > CHART_RIGHT {
            (x, y) = (MARGIN, y + LINE_HEIGHT);
        }
        shapes.push(match class {
            "ideal" => best((x + SAMPLE_WIDTH - 6.0, y - 4.0)),
            "bar" | "tail" | "until" => sample(class, x, x + SAMPLE_WIDTH, y - 4.0),
            _ => Shape::Rect { class, x, y: y - 11.0, width: SAMPLE_WIDTH, height: 14.0, radius: 0.0 },
        });
        shapes.push(Shape::text("key", (x + SAMPLE_WIDTH + 7.0, y), label));
        x += wide + 18.0;
    }
    let group = Shape::Group { class: "legend upcoming".to_owned(), title: None, shapes };
    (vec![group], y + 22.0)
}
