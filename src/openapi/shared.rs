//! Finds operations, and declarations that several of them have.

use std::cmp::Reverse;

use utoipa::openapi::{
    RefOr,
    path::{Operation, PathItem},
};

/// The operations of a path.
pub(super) fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, patch, delete, .. } = item;
    [get, put, post, patch, delete].into_iter().flatten()
}

/// The declarations that occur more than once, the most frequent first.
pub(super) fn repeated<'d, T: Clone + PartialEq + 'd>(declared: impl Iterator<Item = &'d mut RefOr<T>>) -> Vec<T> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for one in declared {
        let RefOr::T(one) = one else { continue };
        match counted.iter_mut().find(|(known, _)| known == one) {
            Some((_, count)) => *count += 1,
            None => counted.push((one.clone(), 1)),
        }
    }
    counted.retain(|(_, count)| *count > 1);
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.into_iter().map(|(one, _)| one).collect()
}
