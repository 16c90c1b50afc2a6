//! The output of a template, and its limit.

use std::{
    borrow::Cow,
    io,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::vocabulary::{Unknown, Variable};

/// The maximum number of bytes that rendering a text may write and process.
pub(super) const MAX_RENDERED_BYTES: usize = 64 * 1024;

/// A placeholder for an unknown fact, until its sentence is left out. Only remembered positions count, so that no fact
/// and no template can forge one.
pub(super) const GAP: &str = "\u{FFFC}";

/// The text that a template wrote.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// The positions of unknown facts, and their names.
    pub(super) gaps: Vec<(usize, &'static Variable)>,
    /// The positions of values, as opposed to the template's own words.
    pub(super) values: Vec<Range<usize>>,
    /// The number of bytes written and processed so far, including earlier parts.
    pub(super) work: usize,
}

impl Page {
    /// The same page with the template's own words changed by `reword`, and the values as they are.
    pub(super) fn reworded<'p>(&'p self, reword: impl Fn(&'p str) -> Cow<'p, str>) -> Self {
        let mut page = Self { work: self.work, ..Self::default() };
        let mut from = 0;
        for value in &self.values {
            page.text.push_str(&reword(&self.text[from..value.start]));
            let start = page.text.len();
            let gaps = self.gaps.iter().filter(|(at, _)| value.contains(at));
            page.gaps.extend(gaps.map(|(at, variable)| (start + at - value.start, *variable)));
            page.text.push_str(&self.text[value.clone()]);
            page.values.push(start..page.text.len());
            from = value.end;
        }
        page.text.push_str(&reword(&self.text[from..]));
        page
    }
}

/// The output that a template is writing.
#[derive(Clone, Debug)]
pub(super) struct OutputPage(Arc<Mutex<Page>>);

impl OutputPage {
    /// An empty page, after this much work.
    pub(super) fn with_work(work: usize) -> Self {
        Self(Arc::new(Mutex::new(Page { work, ..Page::default() })))
    }

    /// The page so far.
    fn page(&self) -> MutexGuard<'_, Page> {
        // A panic while writing leaves a usable page.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The finished page.
    pub(super) fn close(&self) -> Page {
        std::mem::take(&mut *self.page())
    }

    /// Counts this number of bytes of work.
    ///
    /// # Errors
    ///
    /// If the limit is exceeded.
    pub(super) fn spend(&self, bytes: usize) -> io::Result<()> {
        let mut page = self.page();
        page.work = page.work.saturating_add(bytes);
        if page.work > MAX_RENDERED_BYTES { Err(io::Error::other("it writes too much")) } else { Ok(()) }
    }

    /// Whether the limit was exceeded.
    pub(super) fn is_overfull(&self) -> bool {
        self.page().work > MAX_RENDERED_BYTES
    }

    /// The length of the text so far.
    pub(super) fn len(&self) -> usize {
        self.page().text.len()
    }

    /// Marks the next text as an unknown fact.
    pub(super) fn mark_gap(&self, unknown: &Unknown) {
        let mut page = self.page();
        let at = page.text.len();
        page.gaps.push((at, unknown.0));
    }

    /// Marks the text from `start` on as a value.
    pub(super) fn mark_value(&self, start: usize) {
        let mut page = self.page();
        let end = page.text.len();
        page.values.push(start..end);
    }
}

impl io::Write for OutputPage {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.spend(bytes.len())?;
        self.page().text.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
