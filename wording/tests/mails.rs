//! Properties of the mails of every language.

use chrono::NaiveDate;
use planning::Locale;
use wording::{MailText, language_of};

#[test]
fn two_accounts_of_one_day_are_distinguished_by_the_time() {
    let at = |hour, minute| NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(hour, minute, 0).unwrap();
    for locale in Locale::ALL {
        let said = |since| language_of(locale).mail_text(&MailText::PasswordOfAccount { since, year: 2026 });
        assert!(said(at(14, 5)).contains("14:05 (UTC)"), "{locale}: {}", said(at(14, 5)));
        assert_ne!(said(at(14, 5)), said(at(15, 5)), "{locale}");
    }
}
