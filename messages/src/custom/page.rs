//! What a template writes, and how much it may.

use std::{
    io,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::vocabulary::{Unknown, Variable};

/// The most that rendering a text may write and work on, in bytes.
pub(super) const MOST_WORK: usize = 64 * 1024;

/// What stands where a fact isn't known, until its sentence is left out. Only the places that a page remembers count,
/// so that no fact and no template can forge one.
pub(super) const GAP: &str = "\u{FFFC}";

/// A text as a template wrote it.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    /// Where something is written that isn't known, and what.
    pub(super) gaps: Vec<(usize, &'static Variable)>,
    /// Where values stand rather than the template's own words.
    pub(super) values: Vec<Range<usize>>,
    /// How much was written and worked on for it and for what came before it, in bytes.
    pub(super) work: usize,
}

/// A page that a template is writing on.
#[derive(Clone, Debug)]
pub(super) struct Open(Arc<Mutex<Page>>);

impl Open {
    /// An empty page, after so much work.
    pub(super) fn after(work: usize) -> Self {
        Self(Arc::new(Mutex::new(Page { work, ..Page::default() })))
    }

    /// The page as it is by now.
    fn page(&self) -> MutexGuard<'_, Page> {
        // Whoever panicked while writing left a page that is still a page.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The finished page.
    pub(super) fn close(&self) -> Page {
        std::mem::take(&mut *self.page())
    }

    /// Counts so many bytes of work.
    ///
    /// # Errors
    ///
    /// If that is more than is allowed.
    pub(super) fn spend(&self, bytes: usize) -> io::Result<()> {
        let mut page = self.page();
        page.work = page.work.saturating_add(bytes);
        if page.work > MOST_WORK { Err(io::Error::other("it writes too much")) } else { Ok(()) }
    }

    /// Whether the limit was passed.
    pub(super) fn is_overfull(&self) -> bool {
        self.page().work > MOST_WORK
    }

    /// How long the text is by now.
    pub(super) fn len(&self) -> usize {
        self.page().text.len()
    }

    /// What is written next isn't known.
    pub(super) fn mark_gap(&self, unknown: &Unknown) {
        let mut page = self.page();
        let at = page.text.len();
        page.gaps.push((at, unknown.0));
    }

    /// What was written from `start` on is a value.
    pub(super) fn mark_value(&self, start: usize) {
        let mut page = self.page();
        let end = page.text.len();
        page.values.push(start..end);
    }
}

impl io::Write for Open {
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
