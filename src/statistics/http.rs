//! The endpoint of the statistics.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web::Data};
use entity::{Agenda, AnswerDimension, AnswerQuery, Scope};
use planning::facts::{InterviewKind, Sector, Seniority};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::{
    csv::csv,
    figures::Statistics,
    groups::{CountryFilter, FirstChannel, StatisticsDimension},
    picture::picture,
};
use crate::{
    agenda::{MAX_COUNTED_PLANS, refresh},
    auth::Reader,
    follow_up_plans::now,
    http::{AnswerLanguage, Query, ResponseFormat, json},
    problem::{ListProblems, Problem},
    state::AppState,
    stored,
};

const FORMATS: [ResponseFormat; 3] = [ResponseFormat::Json, ResponseFormat::Csv, ResponseFormat::Svg];

/// The approximate number of bytes of the figures as JSON.
const ESTIMATED_ANSWER_BYTES: usize = 16 * 1024;

/// Which applications, and in which groups.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatisticsQuery {
    /// What to group the applications by; all are one group, if left out.
    #[serde(default)]
    by: Option<StatisticsDimension>,
    /// Only applications in this sector.
    #[serde(default)]
    sector: Option<Sector>,
    /// Only applications for this level.
    #[serde(default)]
    seniority: Option<Seniority>,
    /// Only applications in this country, or, for `none`, where the country isn't known.
    #[serde(default)]
    #[param(value_type = Option<CountryFilter>, inline)]
    country: Option<CountryFilter>,
    /// Only applications whose last interview was of this kind.
    #[serde(default)]
    stage: Option<InterviewKind>,
    /// Only applications in which the candidate's first message after the last interview went by this channel.
    #[serde(default)]
    channel: Option<FirstChannel>,
}

impl StatisticsQuery {
    /// The query of the kept counts.
    fn counted(self) -> AnswerQuery {
        fn word<T: Serialize>(dimension: AnswerDimension, value: Option<T>) -> Option<(AnswerDimension, String)> {
            value.map(|value| (dimension, stored::to_word(&value)))
        }
        let country = self.country.map(|country| (AnswerDimension::Country, country.into_word()));
        let filters = [
            word(AnswerDimension::Sector, self.sector),
            word(AnswerDimension::Seniority, self.seniority),
            country,
            word(AnswerDimension::Stage, self.stage),
            word(AnswerDimension::Channel, self.channel),
        ];
        AnswerQuery { by: self.by.map(StatisticsDimension::counted), filters: filters.into_iter().flatten().collect() }
    }
}

/// See how long employers take to answer
///
/// The days from the last interview to the employer's first answer, and the share that is answered, over the account's
/// own applications. Applications that still wait are included as censored observations (the estimate of Kaplan and
/// Meier, with a pointwise 95 % band). A group with fewer than `minimum` applications is not shown. The answer also has
/// figures that others have published, with what they measure and their limits. Plans do not depend on any of these
/// figures.
///
/// With `Accept: text/csv` the answer is that of `/v1/statistics/table`, with `Accept: image/svg+xml` that of
/// `/v1/statistics/picture`.
///
/// Facts that have just been written are counted within the request, for up to half a second. If that is too short,
/// `complete` is false.
#[utoipa::path(
    operation_id = "get_statistics",
    tag = "statistics",
    params(StatisticsQuery),
    responses(
        (status = 200, description = "The figures", body = Statistics),
        ListProblems
    )
)]
#[get("/v1/statistics")]
pub async fn get_statistics(
    scope: Reader,
    state: Data<AppState>,
    request: HttpRequest,
    language: AnswerLanguage,
    Query(query): Query<StatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    let format = ResponseFormat::negotiate(&request, &FORMATS)?;
    statistics_as(format, &scope, &state, language, query).await
}

/// See how long employers take to answer as a table
///
/// A line for each point of each curve (RFC 4180). What the table has no place for is in headers.
#[utoipa::path(
    operation_id = "get_statistics_table",
    tag = "statistics",
    params(StatisticsQuery),
    responses(
        (
            status = 200,
            description = "The curves",
            body = String,
            content_type = "text/csv",
            headers(
                ("Statistics-Minimum" = u64, description = "`minimum` of the JSON"),
                ("Statistics-Withheld-Groups" = u64, description = "`withheld.groups` of the JSON"),
                ("Statistics-Withheld-Applications" = u64, description = "`withheld.applications` of the JSON"),
                ("Statistics-Complete" = bool, description = "`complete` of the JSON")
            )
        ),
        ListProblems
    )
)]
#[get("/v1/statistics/table")]
pub async fn get_statistics_table(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    Query(query): Query<StatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    statistics_as(ResponseFormat::Csv, &scope, &state, language, query).await
}

/// See how long employers take to answer as a picture
///
/// The curves, in the language that `Accept-Language` prefers. What the picture has no place for is in headers.
#[utoipa::path(
    operation_id = "get_statistics_picture",
    tag = "statistics",
    params(StatisticsQuery),
    responses(
        (
            status = 200,
            description = "The curves",
            body = String,
            content_type = "image/svg+xml",
            headers(
                ("Statistics-Minimum" = u64, description = "`minimum` of the JSON"),
                ("Statistics-Withheld-Groups" = u64, description = "`withheld.groups` of the JSON"),
                ("Statistics-Withheld-Applications" = u64, description = "`withheld.applications` of the JSON"),
                ("Statistics-Complete" = bool, description = "`complete` of the JSON")
            )
        ),
        ListProblems
    )
)]
#[get("/v1/statistics/picture")]
pub async fn get_statistics_picture(
    scope: Reader,
    state: Data<AppState>,
    language: AnswerLanguage,
    Query(query): Query<StatisticsQuery>,
) -> Result<HttpResponse, Problem> {
    statistics_as(ResponseFormat::Svg, &scope, &state, language, query).await
}

async fn statistics_as(
    format: ResponseFormat,
    scope: &Scope,
    state: &AppState,
    language: AnswerLanguage,
    query: StatisticsQuery,
) -> Result<HttpResponse, Problem> {
    let made_with = planning::version();
    // Plans that have only expired are left to the background: how long an application waits does not change with them.
    let mut plans_remaining = scope.uncounted_applications(&made_with, 1).await?;
    if plans_remaining > 0 {
        refresh(scope, &Agenda::default(), now(scope)?, &state.plan_refresh).await?;
        plans_remaining = scope.uncounted_applications(&made_with, MAX_COUNTED_PLANS).await?;
    }
    let by = query.by;
    let counts = scope.answer_counts(&query.counted()).await?;
    let statistics = Statistics {
        complete: plans_remaining == 0,
        plans_remaining,
        ..Statistics::from_counts(counts, by, scope.now())
    };
    answer(format, &statistics, language)
}

fn answer(format: ResponseFormat, statistics: &Statistics, language: AnswerLanguage) -> Result<HttpResponse, Problem> {
    let mut answer = format.answer();
    if format != ResponseFormat::Json {
        let Statistics { minimum, withheld, complete, .. } = statistics;
        answer
            .insert_header(("statistics-minimum", *minimum))
            .insert_header(("statistics-withheld-groups", withheld.groups))
            .insert_header(("statistics-withheld-applications", withheld.applications))
            .insert_header(("statistics-complete", complete.to_string()));
    }
    Ok(match format {
        ResponseFormat::Csv => answer
            .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"statistics.csv\""))
            .body(csv(statistics)),
        ResponseFormat::Svg => {
            language.set_headers(&mut answer);
            answer
                .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"statistics.svg\""))
                // Opened by itself it is a document of this origin; it needs nothing but its own style.
                .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"))
                .body(picture(statistics, language.language()).map_err(Problem::internal)?)
        }
        _ => json(answer, statistics, ESTIMATED_ANSWER_BYTES),
    })
}
