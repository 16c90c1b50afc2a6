//! Tables for people, in columns that also fit wide characters.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::output::printable_line;

/// The separator between two columns.
const GAP: &str = "  ";

/// A column that is cut keeps as many cells of the terminal.
const MIN_COLUMN_WIDTH: usize = 8;

/// A table with a heading for each column.
pub(super) struct Table<const N: usize> {
    headings: [String; N],
    /// Whether a column may be cut, so that the table fits the terminal.
    flexible: [bool; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table whose columns have these headings. Those that may be cut end with `…` here.
    pub(super) fn new(headings: [&str; N]) -> Self {
        let flexible = headings.map(|heading| heading.ends_with('…'));
        Self {
            headings: headings.map(|heading| heading.trim_end_matches('…').to_owned()), flexible, rows: Vec::new()
        }
    }

    pub(super) fn add(&mut self, row: [String; N]) {
        self.rows.push(row.map(|cell| printable_line(&cell)));
    }

    /// The table as text, in a terminal of this width.
    pub(super) fn text(&self, terminal: Option<usize>) -> String {
        let widths = self.widths(terminal);
        let mut text = String::new();
        for row in std::iter::once(&self.headings).chain(&self.rows) {
            let mut written = String::new();
            for (cell, width) in row.iter().zip(widths) {
                let cell = cut(cell, width);
                let rest = width.saturating_sub(cell.width());
                written = written + &cell + &" ".repeat(rest) + GAP;
            }
            text = text + written.trim_end() + "\n";
        }
        text
    }

    fn widths(&self, terminal: Option<usize>) -> [usize; N] {
        let mut widths = self.headings.each_ref().map(|heading| heading.width());
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        let Some(terminal) = terminal else { return widths };
        let gaps = GAP.len() * N.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > terminal {
            let flexible = widths
                .iter_mut()
                .zip(self.flexible)
                .filter(|(width, flexible)| *flexible && **width > MIN_COLUMN_WIDTH);
            let Some((widest, _)) = flexible.max_by_key(|(width, _)| **width) else { break };
            *widest -= 1;
        }
        widths
    }
}

/// A text of at most `width` cells of the terminal. A text that is cut ends with `…`.
fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() + 1 > width {
            break;
        }
        kept += grapheme;
    }
    kept + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table<3> {
        let mut table = Table::new(["STEP", "COMPANY…", "APPLICATION"]);
        table.add(["thank_you", "株式会社ホリデー", "a-1"].map(str::to_owned));
        table.add(["check_in", "Acme Incorporated\nof Delaware", "a-2"].map(str::to_owned));
        table.add(["", "👩‍👩‍👧 & Söhne", "a-3"].map(str::to_owned));
        table
    }

    #[test]
    fn wide_characters_are_aligned() {
        let text = table().text(None);
        let column = |line: &str, id: &str| line.split(id).next().unwrap().width();
        let starts: Vec<usize> =
            text.lines().skip(1).zip(["a-1", "a-2", "a-3"]).map(|(line, id)| column(line, id)).collect();
        assert_eq!(starts, [42, 42, 42], "{text}");
        assert_eq!(text.lines().next(), Some("STEP       COMPANY                        APPLICATION"));
    }

    #[test]
    fn columns_are_cut_to_fit_the_terminal_but_ids_never() {
        let text = table().text(Some(40));
        assert!(text.lines().all(|line| line.width() <= 40), "{text}");
        assert!(text.contains("Acme Incorporat…") && text.contains("a-2"), "{text}");
        let narrow = table().text(Some(5));
        assert!(narrow.contains("thank_you  株式会…   a-1"), "{narrow}");
        assert_eq!(cut("👩‍👩‍👧👩‍👩‍👧", 3), "👩‍👩‍👧…");
        assert_eq!(cut("ab", 1), "…");
    }
}
