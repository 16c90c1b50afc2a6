//! Names of days and months, lists and plurals from Unicode's CLDR, by ICU4X. They are made once for each language.

use chrono::{Datelike as _, NaiveDate};
use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{E, M},
};
use icu_list::{ListFormatter, options::ListFormatterOptions};
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// The CLDR data of a language.
#[derive(Debug)]
pub(crate) struct Cldr {
    weekdays: [String; 7],
    short_weekdays: [String; 7],
    months: [String; 12],
    short_months: [String; 12],
    and_lists: ListFormatter,
    unit_lists: ListFormatter,
    plurals: PluralRules,
}

const COMPILED_IN: &str = "CLDR's data is compiled in, and its root has what a language lacks";

impl Cldr {
    /// Names and plurals of `names`, lists of `lists`: regions of one language differ in either.
    pub(crate) fn new(names: &Locale, lists: &Locale) -> Self {
        let weekdays = |length: E| {
            let formatter = FixedCalendarDateTimeFormatter::<Gregorian, E>::try_new(names.into(), length);
            let formatter = formatter.expect(COMPILED_IN);
            // 1 January 2024 was a Monday.
            std::array::from_fn(|index| formatter.format(&day(1, index)).to_string())
        };
        let months = |length: M| -> [String; 12] {
            let formatter = FixedCalendarDateTimeFormatter::<Gregorian, M>::try_new(names.into(), length);
            let formatter = formatter.expect(COMPILED_IN);
            std::array::from_fn(|index| formatter.format(&day(index + 1, 0)).to_string())
        };
        let (list, options) = (|| lists.into(), ListFormatterOptions::default());
        Self {
            weekdays: weekdays(E::long()),
            short_weekdays: weekdays(E::medium()),
            months: months(M::long()),
            // German doesn't shorten this one, though CLDR does by itself.
            short_months: months(M::medium()).map(|month| if month == "Mär" { "März".to_owned() } else { month }),
            and_lists: ListFormatter::try_new_and(list(), options).expect(COMPILED_IN),
            unit_lists: ListFormatter::try_new_unit(list(), options).expect(COMPILED_IN),
            plurals: PluralRules::try_new_cardinal(names.into()).expect(COMPILED_IN),
        }
    }

    /// "Tuesday".
    pub(crate) fn weekday(&self, day: NaiveDate) -> &str {
        &self.weekdays[day.weekday().num_days_from_monday() as usize]
    }

    /// "Tue".
    pub(crate) fn short_weekday(&self, day: NaiveDate) -> &str {
        &self.short_weekdays[day.weekday().num_days_from_monday() as usize]
    }

    /// "March".
    pub(crate) fn month(&self, day: NaiveDate) -> &str {
        &self.months[day.month0() as usize]
    }

    /// "Mar".
    pub(crate) fn short_month(&self, day: NaiveDate) -> &str {
        &self.short_months[day.month0() as usize]
    }

    /// "Ada, Ben and Chris".
    pub(crate) fn and_list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.and_lists.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// "Ada, Ben, Chris".
    pub(crate) fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.unit_lists.format(items.iter().map(AsRef::as_ref)).to_string()
    }

    /// The plural form for a number.
    pub(crate) fn plural(&self, number: u32) -> PluralCategory {
        self.plurals.category_for(number)
    }
}

/// A day of 2024.
fn day(month: usize, day: usize) -> Date<Gregorian> {
    let small = |number: usize| u8::try_from(number).unwrap_or(1);
    Date::try_new_gregorian(2024, small(month), small(day + 1)).expect("2024 has twelve months of more than seven days")
}
