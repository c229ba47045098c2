//! Typed profiles of a host program as JSON text; what JSON has no words for is an error and not silently `null`.

use crate::diagnostic::{Diagnostic, Place};
use crate::error::ProfileError;
use serde::Serialize;
use serde::ser::{
    self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant, Serializer,
};
use std::fmt;

/// The JSON text of a profile.
pub(crate) fn to_json<T: Serialize + ?Sized>(profile: &T) -> Result<Vec<u8>, ProfileError> {
    if let Err(Unfit { path, message }) = profile.serialize(Finite) {
        let diagnostic = match message {
            None => Diagnostic::error("profile-not-finite", Place::default(), &[]),
            Some(error) => Diagnostic::error("profile-not-json", Place::default(), &[("error", &error)]),
        };
        return Err(ProfileError::new(vec![if path.is_empty() { diagnostic } else { diagnostic.on_path(path) }]));
    }
    serde_json::to_vec(profile).map_err(|error| {
        ProfileError::new(vec![Diagnostic::error(
            "profile-not-json",
            Place::default(),
            &[("error", &error.to_string())],
        )])
    })
}

/// A value that JSON cannot hold: NaN or an infinity, or what its own type refuses with a message.
#[derive(Debug)]
struct Unfit {
    path: String,
    message: Option<String>,
}

impl Unfit {
    /// The same, seen from the value around it.
    fn below(self, step: &str) -> Unfit {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Unfit { path: format!("{step}{dot}{}", self.path), message: self.message }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.as_deref().unwrap_or("not a finite number"))
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Unfit {
        Unfit { path: String::new(), message: Some(message.to_string()) }
    }
}

/// Writes nothing; looks whether all numbers are finite.
#[derive(Clone, Copy)]
struct Finite;

fn finite(is: bool) -> Result<(), Unfit> {
    if is { Ok(()) } else { Err(Unfit { path: String::new(), message: None }) }
}

macro_rules! fine {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, _: $type) -> Result<(), Unfit> {
            Ok(())
        })*
    };
}

impl Serializer for Finite {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    fine!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_u128: u128, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_f32(self, value: f32) -> Result<(), Unfit> {
        finite(value.is_finite())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Unfit> {
        finite(value.is_finite())
    }

    fn serialize_none(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unfit> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Unfit> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        value.serialize(self).map_err(|unfit| unfit.below(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Unfit> {
        Ok(Items { next: 0 })
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, Unfit> {
        Ok(Items { next: 0 })
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, Unfit> {
        Ok(Items { next: 0 })
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Items, Unfit> {
        Ok(Items { next: 0 })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, Unfit> {
        Ok(Fields { key: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Unfit> {
        Ok(Fields { key: String::new() })
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Fields, Unfit> {
        Ok(Fields { key: String::new() })
    }
}

struct Items {
    next: usize,
}

impl Items {
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        let index = self.next;
        self.next += 1;
        value.serialize(Finite).map_err(|unfit| unfit.below(&format!("[{index}]")))
    }
}

struct Fields {
    /// The key of the value that comes next, for messages.
    key: String,
}

macro_rules! items {
    ($($trait:ident: $method:ident),*) => {
        $(impl $trait for Items {
            type Ok = ();
            type Error = Unfit;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
                self.item(value)
            }

            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        })*
    };
}

items!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! fields {
    ($($trait:ident),*) => {
        $(impl $trait for Fields {
            type Ok = ();
            type Error = Unfit;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unfit> {
                value.serialize(Finite).map_err(|unfit| unfit.below(key))
            }

            fn end(self) -> Result<(), Unfit> {
                Ok(())
            }
        })*
    };
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Fields {
    type Ok = ();
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        // the key is only wanted where a value turns out unfit, but by then it is gone
        self.key = serde_json::to_value(key).ok().and_then(|key| key.as_str().map(str::to_owned)).unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        value.serialize(Finite).map_err(|unfit| unfit.below(&self.key))
    }

    fn end(self) -> Result<(), Unfit> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Profile {
        finance: BTreeMap<&'static str, Vec<Option<f64>>>,
    }

    fn told(revenue: f64) -> Option<(&'static str, Option<String>)> {
        let profile = Profile { finance: [("revenue", vec![Some(1.0), None, Some(revenue)])].into() };
        let error = to_json(&profile).err()?;
        error.diagnostics().first().map(|it| (it.code, it.path.clone()))
    }

    #[test]
    fn nan_and_infinity_are_errors_and_not_null() {
        for revenue in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(told(revenue), Some(("profile-not-finite", Some("finance.revenue[2]".to_owned()))));
        }
        assert_eq!(told(1.5), None);
    }

    #[test]
    fn what_json_cannot_hold_is_an_error() {
        let error = to_json(&BTreeMap::from([(vec![1], 2)])).err();
        assert_eq!(error.and_then(|error| error.diagnostics().first().map(|it| it.code)), Some("profile-not-json"));
    }
}
