//! Structs that extend others: one JSON object holds the fields of both.
//!
//! `#[serde(flatten)]` copies such an object to memory first, accepts unknown fields, and hides what it reads from a
//! strict deserializer. This macro reads each field directly into its struct.

use std::marker::PhantomData;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};
use utoipa::openapi::{RefOr, Schema};

/// Declares a struct with fields of its own and a field `details` with another struct. In JSON and in its schema all
/// fields are in one object. Unknown fields are refused if the other struct refuses them.
///
/// A field with `#[serde(default)]` may be left out. The name of the schema is that of the struct, or the one after
/// `as`.
///
/// ```
/// # use serde::Deserialize;
/// # use utoipa::ToSchema;
/// #[derive(Clone, Debug, Deserialize, PartialEq, serde::Serialize, ToSchema)]
/// #[serde(deny_unknown_fields)]
/// pub struct Details {
///     pub title: String,
/// }
///
/// planning::extended! {
///     /// A book.
///     pub struct Book: Details {
///         /// Its id.
///         pub id: u64,
///         /// A note.
///         #[serde(default)]
///         pub tags: Vec<String>,
///     }
/// }
///
/// let book: Book = serde_json::from_str(r#"{"title": "Emma", "id": 7}"#)?;
/// assert_eq!((book.id, &*book.title), (7, "Emma"));
/// assert!(serde_json::from_str::<Book>(r#"{"title": "Emma", "id": 7, "other": 1}"#).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! extended {
    (
        $(#[doc = $doc:literal])*
        $(#[schema($($schema:tt)*)])?
        pub struct $name:ident $(as $schema_name:literal)?: $details:ty {$(
            $(#[doc = $field_doc:literal])*
            $(#[serde($default:ident)])?
            $(#[schema($($field_schema:tt)*)])?
            pub $field:ident: $type:ty,
        )*}
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        pub struct $name {
            $(
                $(#[doc = $field_doc])*
                pub $field: $type,
            )*
            /// The fields of the struct that it extends.
            #[serde(flatten)]
            pub details: $details,
        }

        impl ::std::ops::Deref for $name {
            type Target = $details;

            fn deref(&self) -> &$details {
                &self.details
            }
        }

        const _: () = {
            // `Serialize` is there for the attribute of serde, which the derivation of the schema reads.
            #[derive(::serde::Serialize, ::utoipa::ToSchema)]
            $(#[doc = $doc])*
            $(#[schema($($schema)*)])?
            struct OwnSchema {$(
                $(#[doc = $field_doc])*
                $(#[schema($($field_schema)*)])?
                $(#[serde($default)])?
                $field: $type,
            )*}

            #[derive(Default)]
            struct OwnValues {
                $($field: Option<$type>,)*
            }

            impl<'de> $crate::OwnFields<'de> for OwnValues {
                fn own_name(name: &str) -> Option<&'static str> {
                    match name {
                        $(stringify!($field) => Some(stringify!($field)),)*
                        _ => None,
                    }
                }

                fn read<A: ::serde::de::MapAccess<'de>>(
                    &mut self,
                    name: &'static str,
                    object: &mut A,
                ) -> Result<(), A::Error> {
                    match name {
                        $(stringify!($field) => $crate::read_once(&mut self.$field, name, object),)*
                        _ => Ok(()),
                    }
                }
            }

            impl<'de> ::serde::Deserialize<'de> for $name {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let (own, details) = $crate::split::<D, OwnValues, _>(deserializer, stringify!($name))?;
                    Ok(Self { $($field: $crate::extended!(@value own.$field, $field $(, $default)?),)* details })
                }
            }

            impl ::utoipa::PartialSchema for $name {
                fn schema() -> ::utoipa::openapi::RefOr<::utoipa::openapi::Schema> {
                    $crate::joined_schema(
                        <OwnSchema as ::utoipa::PartialSchema>::schema(),
                        <$details as ::utoipa::PartialSchema>::schema(),
                    )
                }
            }

            impl ::utoipa::ToSchema for $name {
                fn name() -> ::std::borrow::Cow<'static, str> {
                    $crate::extended!(@name $name $($schema_name)?).into()
                }

                fn schemas(
                    schemas: &mut Vec<(String, ::utoipa::openapi::RefOr<::utoipa::openapi::Schema>)>,
                ) {
                    <OwnSchema as ::utoipa::ToSchema>::schemas(schemas);
                    <$details as ::utoipa::ToSchema>::schemas(schemas);
                }
            }
        };
    };
    (@value $value:expr, $field:ident, default) => { $value.unwrap_or_default() };
    (@value $value:expr, $field:ident) => {
        $value.ok_or_else(|| ::serde::de::Error::missing_field(stringify!($field)))?
    };
    (@name $name:ident) => { stringify!($name) };
    (@name $name:ident $schema_name:literal) => { $schema_name };
}

/// The struct's own fields while an object is parsed.
#[doc(hidden)]
pub trait OwnFields<'de>: Default {
    /// The name of the own field, if there is one of this name.
    fn own_name(name: &str) -> Option<&'static str>;

    /// Parses the value of the own field with this name.
    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, object: &mut A) -> Result<(), A::Error>;
}

/// Parses the value of a field that must not be repeated.
#[doc(hidden)]
pub fn read_once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    object: &mut A,
) -> Result<(), A::Error> {
    match field.replace(object.next_value()?) {
        Some(_) => Err(A::Error::duplicate_field(name)),
        None => Ok(()),
    }
}

/// Parses one object into the own fields `O` and the other struct `T`.
#[doc(hidden)]
pub fn split<'de, D, O, T>(deserializer: D, name: &'static str) -> Result<(O, T), D::Error>
where
    D: Deserializer<'de>,
    O: OwnFields<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_struct(name, &[], SplitVisitor(PhantomData))
}

struct SplitVisitor<O, T>(PhantomData<(O, T)>);

impl<'de, O: OwnFields<'de>, T: Deserialize<'de>> Visitor<'de> for SplitVisitor<O, T> {
    type Value = (O, T);

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<(O, T), A::Error> {
        let mut own = O::default();
        let others = T::deserialize(OtherFields { object, own: &mut own })?;
        Ok((own, others))
    }
}

/// The object without the fields of `O`, which are parsed on the way.
struct OtherFields<'o, A, O> {
    object: A,
    own: &'o mut O,
}

impl<'de, A: MapAccess<'de>, O: OwnFields<'de>> Deserializer<'de> for OtherFields<'_, A, O> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, A: MapAccess<'de>, O: OwnFields<'de>> MapAccess<'de> for OtherFields<'_, A, O> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, mut seed: K) -> Result<Option<K::Value>, A::Error> {
        loop {
            match self.object.next_key_seed(Name::<O, K>(PhantomData, seed))? {
                None => return Ok(None),
                Some(FieldOwner::Other(name)) => return Ok(Some(name)),
                Some(FieldOwner::Own(name, unused)) => {
                    self.own.read(name, &mut self.object)?;
                    seed = unused;
                }
            }
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.object.next_value_seed(seed)
    }
}

/// Parses a field's name with `K`, unless it is one of `O`.
struct Name<O, K>(PhantomData<O>, K);

enum FieldOwner<K, N> {
    Own(&'static str, K),
    Other(N),
}

impl<'de, O: OwnFields<'de>, K: DeserializeSeed<'de>> DeserializeSeed<'de> for Name<O, K> {
    type Value = FieldOwner<K, K::Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, O: OwnFields<'de>, K: DeserializeSeed<'de>> Visitor<'de> for Name<O, K> {
    type Value = FieldOwner<K, K::Value>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        match O::own_name(name) {
            Some(name) => Ok(FieldOwner::Own(name, self.1)),
            None => self.1.deserialize(StrDeserializer::new(name)).map(FieldOwner::Other),
        }
    }
}

/// The schema of one object with the properties of both. The rest is that of `own`.
#[doc(hidden)]
#[must_use]
pub fn joined_schema(own: RefOr<Schema>, extended: RefOr<Schema>) -> RefOr<Schema> {
    match (own, extended) {
        (RefOr::T(Schema::Object(mut object)), RefOr::T(Schema::Object(extended))) => {
            object.properties.extend(extended.properties);
            object.required.extend(extended.required);
            object.additional_properties = extended.additional_properties;
            object.into()
        }
        (own, _) => own,
    }
}
