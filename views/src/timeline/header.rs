//! The header: the title, the next step, and the dates that are drawn through all rows.

use wording::{NamedDate, Position};

use super::{
    AXIS_Y, CHART_LEFT, CHART_RIGHT, MARGIN,
    axis::Axis,
    shapes::Shape,
    text::{BOLD_WIDTH_FACTOR, part, shortened, width},
};
use crate::View;

// Space for fonts that are wider than most.
const TITLE_FONT_SIZE: f64 = 19.0 * BOLD_WIDTH_FACTOR;
const LABEL_FONT_SIZE: f64 = 13.0 * BOLD_WIDTH_FACTOR;
const FLAG_FONT_SIZE: f64 = 11.5 * BOLD_WIDTH_FACTOR * BOLD_WIDTH_FACTOR;
/// The height of a line of the title.
const TITLE_LINE_HEIGHT: f64 = 24.0;
/// The height of a line of labels.
const LANE_HEIGHT: f64 = 19.0;

/// The title in full.
pub(super) fn title(view: &View) -> String {
    let Position { title, company } = view.position();
    view.language.title(Position { title: &part(title), company: &part(company) })
}

/// The title in one line, or in two if one is too short.
fn title_lines(view: &View) -> Vec<String> {
    let room = CHART_RIGHT - MARGIN;
    let whole = title(view);
    if width(&whole, TITLE_FONT_SIZE) <= room {
        return vec![whole];
    }
    let fitted =
        |name: &str, before: &str| closed(&shortened(name, TITLE_FONT_SIZE, room - width(before, TITLE_FONT_SIZE)));
    let Position { title, company } = view.position();
    let position = Position { title: &part(title), company: &part(company) };
    view.language.title_in_two_lines(position, &|before, name| fitted(name, before)).into()
}

/// The next step, with a name shortened to this width.
pub(super) fn next(view: &View, room: f64) -> String {
    let next = view.plan.next_step_id.as_ref();
    let step = next.and_then(|id| view.plan.steps.iter().find(|step| step.id == *id));
    match step {
        Some(step) => {
            let named = |name: &str| closed(&shortened(&part(name), LABEL_FONT_SIZE, room));
            view.language.next_step(step, &view.action(step), view.plan.as_of, &named)
        }
        None => view.language.no_next_step(view.plan.state).into_owned(),
    }
}

/// The vertical position of the axis, below the lines of text.
pub(super) fn axis_y(view: &View) -> f64 {
    AXIS_Y + if title_lines(view).len() > 1 { TITLE_LINE_HEIGHT } else { 0.0 }
}

/// The lines of text at the top.
pub(super) fn headings(view: &View) -> Vec<Shape> {
    let room = CHART_RIGHT - MARGIN;
    let mut y = 38.0;
    let mut shapes = Vec::new();
    for line in title_lines(view) {
        shapes.push(Shape::text("title", (MARGIN, y), line));
        y += TITLE_LINE_HEIGHT;
    }
    let next = next(view, room * 0.4);
    shapes.push(Shape::text("next", (MARGIN, y), closed(&shortened(&next, LABEL_FONT_SIZE, room))));
    shapes.push(Shape::text("note", (MARGIN, y + 20.0), view.language.as_of(view.plan.as_of, view.plan.time_zone)));
    shapes
}

/// A text whose name may have been shortened.
pub(super) fn closed(text: &str) -> String {
    let open = text.matches('\u{2068}').count().saturating_sub(text.matches('\u{2069}').count());
    text.to_owned() + &"\u{2069}".repeat(open)
}

/// The plan's instant and the decision dates, as lines through all rows.
pub(super) struct Flags {
    flags: Vec<Flag>,
    y: f64,
}

/// A line with a label at its top, within the chart.
struct Flag {
    /// The classes of the line, of the label and of the background behind it.
    classes: [&'static str; 3],
    x: f64,
    /// The horizontal range of the label, with its margin.
    label: (f64, f64),
    text: String,
    /// The line of text of the label, counted from the axis down.
    lane: u8,
}

impl Flags {
    pub(super) fn new(view: &View, dates: &[NamedDate], axis: &Axis) -> Self {
        let mut flags = Self { flags: Vec::new(), y: axis.y };
        let now = view.plan.as_of.naive_local();
        flags.add(["now", "now-label", "now-flag"], axis.x(now), view.language.today(now.date()));
        for date in dates {
            let classes = if date.is_in_force && !date.has_passed {
                ["stated", "stated-label", "stated-flag"]
            } else {
                ["passed", "passed-label", "passed-flag"]
            };
            let end = date.day.and_hms_opt(17, 0, 0).unwrap_or_default();
            flags.add(classes, axis.x(end), view.language.decision_label(*date));
        }
        flags
    }

    /// Puts the label into the first line of text with enough space.
    fn add(&mut self, classes: [&'static str; 3], x: f64, text: String) {
        let half = width(&text, FLAG_FONT_SIZE) / 2.0 + 7.0;
        let middle = x.clamp(CHART_LEFT + half, CHART_RIGHT - half);
        let label = (middle - half, middle + half);
        let is_free = |lane: &u8| {
            let mut others = self.flags.iter().filter(|other| other.lane == *lane);
            others.all(|other| other.label.1 < label.0 || label.1 < other.label.0)
        };
        let lane = (0..u8::MAX).find(is_free).unwrap_or(u8::MAX);
        self.flags.push(Flag { classes, x, label, text, lane });
    }

    /// The lower end of the labels, where the rows begin.
    pub(super) fn bottom(&self) -> f64 {
        let lowest = self.flags.iter().map(|flag| flag.lane).max().unwrap_or(0);
        self.y + 27.0 + LANE_HEIGHT * f64::from(lowest)
    }

    /// All lines first, and then all labels, so that no line crosses a label.
    pub(super) fn shapes(self, bottom: f64) -> Vec<Shape> {
        let y = self.y;
        let line = |flag: &Flag| Shape::upright(flag.classes[0], flag.x, y, bottom);
        // The most important ones are drawn last: today, and the current date.
        let lines: Vec<_> = self.flags.iter().rev().map(line).collect();
        let labels = self.flags.into_iter().flat_map(|flag| {
            let ([_, label, paper], (left, right)) = (flag.classes, flag.label);
            let y = y + 18.0 + LANE_HEIGHT * f64::from(flag.lane);
            let paper =
                Shape::Rect { class: paper, x: left, y: y - 12.0, width: right - left, height: 16.0, radius: 8.0 };
            [paper, Shape::centred(label, (f64::midpoint(left, right), y), flag.text)]
        });
        lines.into_iter().chain(labels).collect()
    }
}
