//! Checks arguments against their schemas. The operation checks the body; a path or a query has only texts, in which a
//! number or a list looks like a string.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};
use planning::Instant;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::tool::{Argument, ArgumentLocation, TimeConstraint, WrongArgument};

/// The maximum difference between clocks.
const MAX_CLOCK_SKEW: TimeDelta = TimeDelta::minutes(10);

/// How far the time of the zone in which a day begins first is ahead of UTC.
const EARLIEST_ZONE: TimeDelta = TimeDelta::hours(14);

/// The error in the value of an argument, as a text for the model; `None` if the value is accepted.
pub(super) fn check(
    argument: &Argument,
    schema: &Value,
    value: &Value,
    now: DateTime<Utc>,
) -> Result<(), WrongArgument> {
    let name = argument.name;
    if value.is_null() && is_of_type(schema, value).is_err() {
        return Err(WrongArgument::new(name, "can't be cleared; leave it out, and it stays as it is"));
    }
    let is_odd = |text: &str| text.contains(char::is_control);
    if matches!(argument.location, ArgumentLocation::Path(_)) && value.as_str().is_some_and(is_odd) {
        let what = format!("must not contain control characters{}", where_to_find(argument));
        return Err(WrongArgument::new(name, what));
    }
    if argument.location != ArgumentLocation::Body || argument.schema.is_some() {
        fits(schema, value).map_err(|why| WrongArgument::new(name, why + where_to_find(argument)))?;
    }
    argument.time.map_or(Ok(()), |time| in_time(time, name, value, now))
}

fn where_to_find(argument: &Argument) -> &'static str {
    match argument.name {
        "application_id" => "; find_applications lists the ids",
        "step_id" => "; get_plan lists the ids of steps",
        _ => "",
    }
}

fn in_time(time: TimeConstraint, name: &str, value: &Value, now: DateTime<Utc>) -> Result<(), WrongArgument> {
    let (value, name) = match time {
        TimeConstraint::InPast(Some(member)) => (&value[member], format!("{name}.{member}")),
        TimeConstraint::InPast(None) | TimeConstraint::DayInPast | TimeConstraint::InFuture => (value, name.to_owned()),
    };
    // A malformed time is refused by the operation.
    let Some(text) = value.as_str() else { return Ok(()) };
    let ahead = |at: &str, now: &str| {
        let what = format!("is {at}, and now it is {now}: record only what has happened, and look at the year");
        Err(WrongArgument::new(&name, what))
    };
    if time == TimeConstraint::DayInPast {
        let latest = (now + EARLIEST_ZONE).date_naive();
        let day = text.parse::<NaiveDate>().ok();
        return day.filter(|day| *day > latest).map_or(Ok(()), |day| ahead(&day.to_string(), &format_time(now)));
    }
    let Ok(at) = text.parse::<Instant>() else { return Ok(()) };
    let at = DateTime::<Utc>::from(at);
    match time {
        TimeConstraint::InPast(_) if at > now + MAX_CLOCK_SKEW => ahead(&format_time(at), &format_time(now)),
        TimeConstraint::InFuture if at <= now => {
            let (at, now) = (format_time(at), format_time(now));
            let what = format!("is {at}, and now it is {now}: it has passed, so nothing would be put off");
            Err(WrongArgument::new(&name, what))
        }
        _ => Ok(()),
    }
}

fn format_time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Whether a value fits a schema, as far as the schemas of arguments go.
fn fits(schema: &Value, value: &Value) -> Result<(), String> {
    is_of_type(schema, value)?;
    if let Some(words) = schema["enum"].as_array().filter(|words| !words.contains(value)) {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return Err(format!("must be one of {}", words.join(", ")));
    }
    match value {
        Value::String(text) => text_fits(schema, text),
        Value::Number(number) => {
            let limit = |name: &str| schema[name].as_f64();
            let number = number.as_f64().unwrap_or_default();
            match (limit("minimum"), limit("maximum")) {
                (Some(least), _) if number < least => Err(format!("must be at least {least}")),
                (_, Some(most)) if number > most => Err(format!("must be at most {most}")),
                _ => Ok(()),
            }
        }
        Value::Array(items) => items.iter().try_for_each(|item| fits(&schema["items"], item)),
        Value::Object(members) => members_fit(schema, members),
        Value::Null | Value::Bool(_) => Ok(()),
    }
}

fn is_of_type(schema: &Value, value: &Value) -> Result<(), String> {
    let kinds: Vec<&str> = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let is = |kind: &&str| match *kind {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    };
    if kinds.is_empty() || kinds.iter().any(is) {
        return Ok(());
    }
    let article = |kind: &str| if kind.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
    Err(format!("must be {} {}", article(kinds[0]), kinds.join(" or ")))
}

fn text_fits(schema: &Value, text: &str) -> Result<(), String> {
    let length = text.chars().count() as u64;
    let least = schema["minLength"].as_u64();
    if least.is_some_and(|least| length < least) {
        return Err("is empty".to_owned());
    }
    if let Some(most) = schema["maxLength"].as_u64().filter(|most| length > *most) {
        return Err(format!("must not be longer than {most} characters"));
    }
    if schema["format"] == "uuid" && Uuid::try_parse(text).is_err() {
        return Err("must be an id, which is a UUID".to_owned());
    }
    Ok(())
}

fn members_fit(schema: &Value, members: &Map<String, Value>) -> Result<(), String> {
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    if let Some(missing) = required.into_iter().find(|name| !members.contains_key(*name)) {
        return Err(format!("must have the member {missing}"));
    }
    let Some(known) = schema["properties"].as_object() else { return Ok(()) };
    for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        match known.get(name) {
            Some(schema) => fits(schema, value).map_err(|why| format!("has a wrong member: {name} {why}"))?,
            None if schema["additionalProperties"] == false => return Err(format!("must not have the member {name}")),
            None => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_what_their_schemas_say() {
        let schema = json!({
            "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": {
                "id": {"type": "string", "format": "uuid"},
                "limit": {"type": "integer", "minimum": 1, "maximum": 200},
                "words": {"type": "array", "items": {"type": "string", "enum": ["due", "overdue"]}},
                "name": {"type": ["string", "null"], "minLength": 1, "maxLength": 3},
            }
        });
        let id = "0198c0de-7a3b-7c4d-8e5f-60718293a4b5";
        for good in [json!({"id": id, "limit": 200, "words": ["due"], "name": "éäö"}), json!({"id": id, "name": null})]
        {
            assert_eq!(fits(&schema, &good), Ok(()), "{good}");
        }
        for (wrong, why) in [
            (json!({"id": "x"}), "UUID"),
            (json!({"id": 5}), "id must be a string"),
            (json!({"id": id, "limit": "5"}), "limit must be an integer"),
            (json!({"id": id, "limit": 0}), "at least 1"),
            (json!({"id": id, "limit": 201}), "at most 200"),
            (json!({"id": id, "words": "due"}), "words must be an array"),
            (json!({"id": id, "words": ["late"]}), "one of due, overdue"),
            (json!({"id": id, "name": ""}), "name is empty"),
            (json!({"id": id, "name": "long"}), "longer than 3"),
            (json!({"id": id, "other": 1}), "must not have the member other"),
            (json!({}), "must have the member id"),
            (json!([]), "must be an object"),
        ] {
            let message = fits(&schema, &wrong).unwrap_err();
            assert!(message.contains(why), "{wrong}: {message}");
        }
    }

    #[test]
    fn past_events_are_not_in_the_future() {
        let now: DateTime<Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
        let at = |time, value: Value| in_time(time, "at", &value, now).map_err(|wrong| wrong.to_string());
        let passed = TimeConstraint::InPast(None);
        assert_eq!(at(passed, json!("2026-03-10T12:05:00-04:00")), Ok(()), "clocks differ");
        assert!(at(passed, json!("2027-03-10T16:00:00Z")).unwrap_err().contains("now it is 2026-03-10T16:00:00Z"));
        let member = TimeConstraint::InPast(Some("at"));
        assert!(at(member, json!({"at": "2026-03-10T17:00:00Z"})).unwrap_err().starts_with("argument at.at: is"));
        assert_eq!(at(member, json!(null)), Ok(()));
        assert_eq!(at(TimeConstraint::InFuture, json!("2026-03-10T16:00:01Z")), Ok(()));
        assert!(at(TimeConstraint::InFuture, json!("2020-03-10T16:00:01Z")).unwrap_err().contains("has passed"));
        // It is the eleventh already where the day begins first.
        assert_eq!(at(TimeConstraint::DayInPast, json!("2026-03-11")), Ok(()));
        assert!(at(TimeConstraint::DayInPast, json!("2026-03-12")).unwrap_err().contains("at: is 2026-03-12, and now"));
        assert_eq!(at(TimeConstraint::DayInPast, json!(null)), Ok(()));
    }
}
