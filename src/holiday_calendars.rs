//! `/v1/holiday-calendars`: the possible values of an application's `holiday_calendar`.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    ops::RangeInclusive,
    sync::LazyLock,
};

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{ContentType, ETag, EntityTag},
    web::Bytes,
};
use chrono::Weekday;
use planning::{DataVersions, HolidayCalendar, data_versions};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    auth::Reader,
    http::is_fresh,
    problem::{ListProblems, Problem},
};

/// All holiday calendars.
#[derive(Debug, Serialize, ToSchema)]
pub struct HolidayCalendars {
    /// The releases of the data that plans are based on.
    data: DataVersions,
    /// The calendars, sorted by code.
    items: Vec<Calendar>,
}

/// The public holidays and the weekend of a country or of a part of one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HolidayCalendarItem, examples(json!({
    "code": "GB",
    "name": "United Kingdom",
    "country": null,
    "weekend": ["saturday", "sunday"],
    "years": {"first": 2025, "last": 2035},
    "parts": [
        {"code": "GB-ENG", "name": "England", "differs": true},
        {"code": "GB-NIR", "name": "Northern Ireland", "differs": true},
        {"code": "GB-SCT", "name": "Scotland", "differs": true},
        {"code": "GB-WLS", "name": "Wales", "differs": true}
    ]
})))]
struct Calendar {
    /// The code to use as `holiday_calendar` of an application.
    code: HolidayCalendar,
    /// The English name of the country or the part.
    #[schema(example = "United Kingdom")]
    name: &'static str,
    /// The country that this is a part of; null for a country.
    country: Option<Country>,
    /// The days of the weekend, in order from Monday. Weekend days that the country declared working days are working
    /// days.
    weekend: Vec<DayOfWeek>,
    /// The years for which the public holidays are known.
    years: Years,
    /// The parts of the country that have their own calendars, sorted by code.
    parts: Vec<Part>,
}

/// A country.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HolidayCalendarCountry)]
struct Country {
    /// The code of the country and of its calendar.
    code: HolidayCalendar,
    /// The English name.
    #[schema(example = "United Kingdom")]
    name: &'static str,
}

/// A part of a country.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HolidayCalendarPart)]
struct Part {
    /// The code of the country and of its calendar.
    code: HolidayCalendar,
    /// The English name.
    #[schema(example = "England")]
    name: &'static str,
    /// Whether its working days differ from those of the country's calendar.
    differs: bool,
}

/// A span of years.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = HolidayCalendarYears)]
struct Years {
    /// The first year.
    #[schema(example = 2025)]
    first: i32,
    /// The last year.
    #[schema(example = 2035)]
    last: i32,
}

/// A day of the week.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Calendar {
    fn new(calendar: HolidayCalendar) -> Self {
        let part = |part: HolidayCalendar| Part {
            code: part,
            name: part.name(),
            differs: calendar.differing_parts().contains(&part.code()),
        };
        Self {
            code: calendar,
            name: calendar.name(),
            country: calendar.country().map(|country| Country { code: country, name: country.name() }),
            weekend: calendar.weekend().map(DayOfWeek::from).collect(),
            years: calendar.covered_years().into(),
            parts: calendar.parts().map(part).collect(),
        }
    }
}

impl From<RangeInclusive<i32>> for Years {
    fn from(years: RangeInclusive<i32>) -> Self {
        Self { first: *years.start(), last: *years.end() }
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Monday,
            Weekday::Tue => Self::Tuesday,
            Weekday::Wed => Self::Wednesday,
            Weekday::Thu => Self::Thursday,
            Weekday::Fri => Self::Friday,
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
        }
    }
}

/// The answer and its `ETag`. They never change while the program runs, so they are built once.
static ANSWER: LazyLock<Result<(Bytes, EntityTag), serde_json::Error>> = LazyLock::new(|| {
    let items = HolidayCalendar::all().map(Calendar::new).collect();
    let json = serde_json::to_vec(&HolidayCalendars { data: data_versions(), items })?;
    let mut hasher = DefaultHasher::new();
    json.hash(&mut hasher);
    let tag = EntityTag::new_strong(format!("{:016x}", hasher.finish()));
    Ok((json.into(), tag))
});

/// List the holiday calendars
///
/// The possible values of an application's `holiday_calendar`: countries by ISO 3166-1 and their parts by ISO 3166-2.
/// A country's calendar leaves out holidays of only some of its parts: if `differs` is true, use the calendar of the
/// part. `data` has the releases of the data that plans are based on. With the resource's `ETag` in `If-None-Match`,
/// answers 304 if it has not changed.
#[utoipa::path(
    operation_id = "list_holiday_calendars",
    tag = "holiday calendars",
    responses(
        (status = 200, description = "All holiday calendars, on one page", body = HolidayCalendars,
         headers(("ETag" = String, description = "Its version, for `If-None-Match`"))),
        ListProblems
    )
)]
#[get("/v1/holiday-calendars")]
pub async fn list_holiday_calendars(request: HttpRequest, _scope: Reader) -> Result<HttpResponse, Problem> {
    let (json, tag) = ANSWER.as_ref().map_err(Problem::internal)?;
    let fresh = is_fresh(&request, tag);
    let mut answer = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header(ETag(tag.clone()));
    Ok(if fresh { answer.finish() } else { answer.content_type(ContentType::json()).body(json.clone()) })
}
