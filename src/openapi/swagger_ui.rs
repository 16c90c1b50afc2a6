//! The document as Swagger UI shows it: one form to sign in with, and examples of these days.

use chrono::{NaiveDate, TimeDelta};
use utoipa::openapi::{
    OpenApi, RefOr, SecurityRequirement,
    security::{Flow, OAuth2, Password, Scopes, SecurityScheme},
};

use super::shared::operations;

/// The beginning of the dates in the examples.
const EXAMPLE_YEAR: &str = "2026-";

/// The day of the interview in the examples.
const EXAMPLE_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 3, 10);

/// Leaves one way to sign in: with an e-mail address and a password, for all scopes. Swagger UI has a form for each flow,
/// and asks for scopes if it knows some.
pub(super) fn with_one_form(document: &mut OpenApi) {
    let password = Flow::Password(Password::new("/oauth/token", Scopes::new()));
    let scheme = SecurityScheme::OAuth2(OAuth2::new([password]));
    document.components.get_or_insert_default().security_schemes.insert("oauth2".to_owned(), RefOr::T(scheme));
    let described = document.paths.paths.values_mut().flat_map(operations).filter_map(|one| one.security.as_mut());
    for requirement in described.chain(&mut document.security).flatten() {
        if *requirement != SecurityRequirement::default() {
            *requirement = SecurityRequirement::new::<_, [&str; 0], _>("oauth2", []);
        }
    }
}

/// Moves all days of the examples by whole weeks, so that the interview was within the last week. Days of the week stay
/// as they are.
pub(crate) fn with_current_days(text: &str, today: NaiveDate) -> String {
    let Some(days) = EXAMPLE_DAY.map(|day| (today - day).num_days() - 1) else { return text.to_owned() };
    let later = TimeDelta::weeks(days.div_euclid(7));
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(EXAMPLE_YEAR) {
        let (before, found) = rest.split_at(start);
        moved.push_str(before);
        let day = found.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
        let moved_day = day.and_then(|day| day.checked_add_signed(later)).map(|day| day.to_string());
        let written = moved_day.as_deref().unwrap_or(EXAMPLE_YEAR);
        moved.push_str(written);
        rest = found.get(written.len()..).unwrap_or_default();
    }
    moved.push_str(rest);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(text: &str, today: &str) -> String {
        with_current_days(text, today.parse().unwrap())
    }

    #[test]
    fn the_interview_was_within_the_last_week() {
        assert_eq!(moved("2026-03-10", "2026-03-11"), "2026-03-10");
        assert_eq!(moved("2026-03-10", "2026-03-17"), "2026-03-10");
        assert_eq!(moved("2026-03-10", "2026-03-18"), "2026-03-17");
        assert_eq!(moved("2026-03-10", "2027-01-01"), "2026-12-29");
        assert_eq!(
            moved(r#"{"at": "2026-03-10T14:00:00-04:00", "on": "2026-02-16"}, "#, "2026-11-29"),
            r#"{"at": "2026-11-24T14:00:00-04:00", "on": "2026-11-02"}, "#
        );
    }

    #[test]
    fn text_that_is_not_a_date_stays() {
        for text in ["", "2026-", "2026-03", "2026-13-40 é", "in 2026-2027", "2026-0é-01", "1999-03-10"] {
            assert_eq!(moved(text, "2026-11-29"), text);
        }
    }
}
