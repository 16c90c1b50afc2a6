//! The parameters of a query, and errors about them as sentences.

use std::fmt;

use serde::{
    Deserializer,
    de::{self, DeserializeSeed, Error as _, IntoDeserializer, MapAccess, Visitor, value::SeqDeserializer},
    forward_to_deserialize_any,
};

/// The parameters of a query, in the order in which they first occur.
#[derive(Debug)]
pub(super) struct Parameters(Vec<Parameter>);

#[derive(Debug)]
struct Parameter {
    name: String,
    values: Vec<String>,
    /// Whether the name was written with `[]` after it, as some clients do for lists.
    is_list: bool,
}

impl Parameters {
    pub(super) fn parse(query: &str) -> Self {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let bare = name.strip_suffix("[]");
            let (is_list, name) = (bare.is_some(), bare.unwrap_or(&name));
            let value = with_plus(value.into_owned());
            match parameters.iter_mut().find(|known| known.name == name) {
                Some(known) => {
                    known.values.push(value);
                    known.is_list |= is_list;
                }
                None => parameters.push(Parameter { name: name.to_owned(), values: vec![value], is_list }),
            }
        }
        Self(parameters)
    }

    /// The value of a parameter that occurs once.
    pub(super) fn only(&mut self, name: &str) -> Option<&mut String> {
        let parameter = self.0.iter_mut().find(|parameter| parameter.name == name && !parameter.is_list)?;
        match parameter.values.as_mut_slice() {
            [value] => Some(value),
            _ => None,
        }
    }

    /// The names and values, sorted by name: the same for two queries that ask for the same.
    pub(super) fn sorted(&self) -> Vec<(&str, String)> {
        let mut all: Vec<_> = self.0.iter().map(|one| (one.name.as_str(), one.values.join(","))).collect();
        all.sort_unstable();
        all
    }
}

/// A value with the `+` before the offset of a time. In a query an unencoded `+` stands for a space.
fn with_plus(value: String) -> String {
    let is_time =
        value.len() > 19 && value.as_bytes().get(10) == Some(&b'T') && value.starts_with(|c: char| c.is_ascii_digit());
    match value.rsplit_once(' ') {
        Some((time, offset)) if is_time && offset.len() == 5 && offset.as_bytes().get(2) == Some(&b':') => {
            format!("{time}+{offset}")
        }
        _ => value,
    }
}

/// The error in a query, in words.
#[derive(Debug)]
pub(super) struct WrongQuery {
    parameter: Option<String>,
    message: String,
}

impl WrongQuery {
    pub(super) fn is_at(&self, name: &str) -> bool {
        self.parameter.as_deref() == Some(name)
    }
}

impl fmt::Display for WrongQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.parameter {
            Some(name) => write!(f, "query parameter {name}: {}", self.message),
            None => write!(f, "query: {}", self.message),
        }
    }
}

impl std::error::Error for WrongQuery {}

impl de::Error for WrongQuery {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let message = if message.starts_with("UUID parsing failed") { "is not a UUID".to_owned() } else { message };
        Self { parameter: None, message }
    }

    fn invalid_type(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("must be {expected}"))
    }

    fn invalid_value(_: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("must be {expected}"))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(format!("must be one of {}", expected.join(", ")))
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::custom(match expected {
            [] => format!("there is no parameter {name}, nor any other"),
            _ => format!("there is no parameter {name}; there are {}", expected.join(", ")),
        })
    }

    fn missing_field(name: &'static str) -> Self {
        Self { parameter: Some(name.to_owned()), message: "is required".to_owned() }
    }
}

impl<'de> Deserializer<'de> for Parameters {
    type Error = WrongQuery;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
        visitor.visit_map(ParameterSequence { rest: self.0.into_iter(), value: None })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Parameters that are read one after the other.
struct ParameterSequence {
    rest: std::vec::IntoIter<Parameter>,
    value: Option<Parameter>,
}

impl<'de> MapAccess<'de> for ParameterSequence {
    type Error = WrongQuery;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, WrongQuery> {
        self.value = self.rest.next();
        let Some(parameter) = &self.value else { return Ok(None) };
        seed.deserialize(parameter.name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, WrongQuery> {
        let parameter = self.value.take().ok_or_else(|| WrongQuery::custom("a parameter has no value"))?;
        let name = parameter.name.clone();
        seed.deserialize(Value(parameter)).map_err(|wrong| WrongQuery { parameter: Some(name), ..wrong })
    }
}

/// The values of a parameter.
struct Value(Parameter);

impl Value {
    fn single(self) -> Result<String, WrongQuery> {
        let Parameter { mut values, is_list, .. } = self.0;
        if is_list {
            return Err(WrongQuery::custom("is one value, not a list"));
        }
        match values.pop() {
            Some(value) if values.is_empty() => Ok(value),
            _ => Err(WrongQuery::custom("must be given once")),
        }
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $expected:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
            let value = self.single()?.parse().map_err(|_| WrongQuery::custom($expected))?;
            visitor.$visit(value)
        }
    )*};
}

impl<'de> Deserializer<'de> for Value {
    type Error = WrongQuery;

    /// Some generated clients, those for PHP among them, write truth values as 1 and 0.
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
        match self.single()?.as_str() {
            "true" | "1" => visitor.visit_bool(true),
            "false" | "0" => visitor.visit_bool(false),
            _ => Err(WrongQuery::custom("must be true or false")),
        }
    }

    parsed! {
        deserialize_i8 visit_i8 "must be a number";
        deserialize_i16 visit_i16 "must be a number";
        deserialize_i32 visit_i32 "must be a number";
        deserialize_i64 visit_i64 "must be a number";
        deserialize_u8 visit_u8 "must be a number";
        deserialize_u16 visit_u16 "must be a number";
        deserialize_u32 visit_u32 "must be a number";
        deserialize_u64 visit_u64 "must be a number";
        deserialize_f32 visit_f32 "must be a number";
        deserialize_f64 visit_f64 "must be a number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
        visitor.visit_string(self.single()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, WrongQuery> {
        visitor.visit_newtype_struct(self)
    }

    /// A list: values with commas between them, or the parameter several times.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, WrongQuery> {
        let values = self.0.values.iter().flat_map(|value| value.split(',')).map(str::to_owned).collect::<Vec<_>>();
        visitor.visit_seq(SeqDeserializer::new(values.into_iter()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, WrongQuery> {
        visitor.visit_enum(self.single()?.into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}
