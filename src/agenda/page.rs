//! Pages of an agenda.

use actix_web::{HttpRequest, HttpResponse, Responder, body::BoxBody};
use serde::Serialize;
use utoipa::ToSchema;

use super::item::AgendaItem;
use crate::http::{AnswerLanguage, bind_cursor, page_response};

/// A page of an agenda.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaPage {
    /// The steps, in order of time. If `complete` is false, these are the steps of the plans calculated so far, and
    /// steps of other plans may follow anywhere in the order.
    pub(super) items: Vec<AgendaItem>,
    /// The cursor of the next page; null on the last page, and never empty. The `Link` header has the whole address. If
    /// `complete` is false there is always a cursor: it repeats this page without the steps that this page had.
    #[schema(required)]
    pub(super) next_cursor: Option<String>,
    /// Whether all plans of the agenda are up to date. If false, more plans had to be calculated than one request has
    /// time for. Repeat the request: each request calculates more of them.
    pub(super) complete: bool,
    /// The number of plans that are still to be calculated: 0 if `complete` is true. The count stops at 10,000, which
    /// then means 10,000 or more.
    #[schema(maximum = 10_000)]
    pub(super) plans_remaining: u64,
}

impl AgendaPage {
    /// An empty agenda, for a candidate or application that does not exist.
    pub(super) const fn empty() -> Self {
        Self { items: Vec::new(), next_cursor: None, complete: true, plans_remaining: 0 }
    }
}

impl Responder for AgendaPage {
    type Body = BoxBody;

    fn respond_to(mut self, request: &HttpRequest) -> HttpResponse {
        self.next_cursor = self.next_cursor.map(|cursor| bind_cursor(request, &cursor));
        let mut answer = page_response(request, &self, self.next_cursor.as_deref(), self.items.len());
        AnswerLanguage::for_request(request).set_headers_in(answer.headers_mut());
        answer
    }
}
