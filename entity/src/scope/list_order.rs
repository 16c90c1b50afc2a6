//! The orders of lists.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait as _, Condition, Value,
    sea_query::{Expr, ExprTrait as _},
};

use crate::tables::AccountTable;

/// The order in which a list is read, and where it begins.
#[derive(Clone, Copy, Debug)]
pub enum ListOrder<Id> {
    /// In order of creation, after the row with this id.
    ByCreation(Option<Id>),
    /// In the order in which the rows were last changed, those that were changed after an instant; with an id, also
    /// those of that instant with a later one.
    ByChange(DateTime<Utc>, Option<Id>),
}

impl<Id> From<Option<Id>> for ListOrder<Id> {
    fn from(after: Option<Id>) -> Self {
        Self::ByCreation(after)
    }
}

impl<Id: Copy + Into<Value>> ListOrder<Id> {
    /// The condition for the rows after the beginning of the list.
    pub(super) fn condition<E: AccountTable>(self) -> Condition {
        let (id, updated_at) = (E::ID, E::UPDATED_AT);
        match self {
            Self::ByCreation(after) => Condition::all().add_option(after.map(|after| id.gt(after))),
            Self::ByChange(after, None) => Condition::all().add(updated_at.gt(after)),
            Self::ByChange(after, Some(last)) => {
                let position = Expr::tuple([Expr::value(after), Expr::value(last)]);
                Condition::all().add(Expr::tuple([updated_at.into_expr(), id.into_expr()]).gt(position))
            }
        }
    }

    /// The columns that it is sorted by.
    pub(super) fn columns<E: AccountTable>(self) -> Vec<E::Column> {
        match self {
            Self::ByCreation(_) => vec![E::ID],
            Self::ByChange(..) => vec![E::UPDATED_AT, E::ID],
        }
    }
}
