//! Values of steps as the JSON text that a client sends. Without the feature `cloud`, the library depends on no JSON
//! crate, so this is the part of one that is needed.

use serde_core::de::value::Error;
use serde_core::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// The result of serializing.
pub type JsonResult = Result<String, Error>;

#[derive(Clone, Copy)]
struct Json;

/// A value to write.
pub struct Output<'a, T>(pub &'a T);

impl<T: Serialize> Output<'_, T> {
    /// The value as JSON, or the error of a value that cannot be written.
    pub fn __json(&self) -> JsonResult {
        self.0.serialize(Json)
    }
}

/// The method for a value that cannot be serialized. The client's function that takes it causes a compile error;
/// another would be one too many.
pub trait NotSerializable {
    /// Always an error.
    fn __json(&self) -> JsonResult {
        Err(Error::custom("it cannot be serialized"))
    }
}

impl<T> NotSerializable for Output<'_, T> {}

/// A list or an object while its parts are added.
struct Parts {
    text: String,
    end: &'static str,
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\0'..=' ' if character != ' ' => quoted += &format!("\\u{:04x}", u32::from(character)),
            _ => quoted.push(character),
        }
    }
    quoted + "\""
}

impl Parts {
    /// Begins a list or an object; for an enum variant, inside an object with its name.
    fn begin(variant: Option<&str>, brackets: [&'static str; 3]) -> Self {
        let [start, end, end_of_variant] = brackets;
        match variant {
            None => Self { text: start.to_owned(), end },
            Some(variant) => Self { text: format!("{{{}:{start}", quoted(variant)), end: end_of_variant },
        }
    }

    fn list(variant: Option<&str>) -> Self {
        Self::begin(variant, ["[", "]", "]}"])
    }

    fn object(variant: Option<&str>) -> Self {
        Self::begin(variant, ["{", "}", "}}"])
    }

    fn add(&mut self, part: &str) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
        self.text += part;
    }

    fn whole(self) -> String {
        self.text + self.end
    }
}

macro_rules! displayed {
    ($($method:ident $type:ty),+) => {$(
        fn $method(self, value: $type) -> JsonResult {
            Ok(value.to_string())
        }
    )+};
}

impl Serializer for Json {
    type Ok = String;
    type Error = Error;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    displayed!(serialize_bool bool, serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64);
    displayed!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);
    displayed!(serialize_i128 i128, serialize_u128 u128);

    fn serialize_f32(self, value: f32) -> JsonResult {
        if value.is_finite() { Ok(format!("{value:?}")) } else { self.serialize_unit() }
    }

    fn serialize_f64(self, value: f64) -> JsonResult {
        if value.is_finite() { Ok(format!("{value:?}")) } else { self.serialize_unit() }
    }

    fn serialize_char(self, value: char) -> JsonResult {
        Ok(quoted(value.encode_utf8(&mut [0; 4])))
    }

    fn serialize_str(self, value: &str) -> JsonResult {
        Ok(quoted(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> JsonResult {
        Ok(format!("{value:?}"))
    }

    fn serialize_none(self) -> JsonResult {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> JsonResult {
        value.serialize(self)
    }

    fn serialize_unit(self) -> JsonResult {
        Ok("null".to_owned())
    }

    fn serialize_unit_struct(self, _: &'static str) -> JsonResult {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> JsonResult {
        Ok(quoted(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> JsonResult {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> JsonResult {
        Ok(format!("{{{}:{}}}", quoted(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::list(None))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts, Error> {
        Ok(Parts::list(None))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts, Error> {
        Ok(Parts::list(None))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Parts, Error> {
        Ok(Parts::list(Some(variant)))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Error> {
        Ok(Parts::object(None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts, Error> {
        Ok(Parts::object(None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts, Error> {
        Ok(Parts::object(Some(variant)))
    }
}

macro_rules! parts {
    ($($trait:ident $method:ident $($key:ident)?),+) => {$(
        impl $trait for Parts {
            type Ok = String;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> Result<(), Error> {
                let part = value.serialize(Json)?;
                $(let part = format!("{}:{part}", quoted($key));)?
                self.add(&part);
                Ok(())
            }

            fn end(self) -> JsonResult {
                Ok(self.whole())
            }
        }
    )+};
}

parts!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);
parts!(SerializeTupleVariant serialize_field, SerializeStruct serialize_field key);
parts!(SerializeStructVariant serialize_field key);

impl SerializeMap for Parts {
    type Ok = String;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let key = key.serialize(Json)?;
        match key.as_bytes().first() {
            Some(b'"') => self.add(&key),
            Some(b'[' | b'{' | b'n') => return Err(Error::custom("key must be a string")),
            _ => self.add(&quoted(&key)),
        }
        self.text.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.text += &value.serialize(Json)?;
        Ok(())
    }

    fn end(self) -> JsonResult {
        Ok(self.whole())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;
    use std::ops::Bound;
    use std::time::Duration;

    use serde_core::Serialize;
    use serde_json::{Value, json};

    use super::Output;

    #[track_caller]
    fn same<T: Serialize + Debug>(value: T) {
        let written = Output(&value).__json().unwrap();
        let written: Value = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(written, serde_json::to_value(&value).unwrap(), "{value:?}");
    }

    #[test]
    fn values_are_written_as_serde_json_writes_them() {
        same(((), true, -1_i8, u64::MAX, 'ä', "a \"quoted\" \\ \n\t\u{0}\u{7f}\u{2028} text", String::new()));
        same([0.1, -0.0, 1e300, f64::MIN_POSITIVE, f64::NAN, f64::INFINITY]);
        same((0.5_f32, f32::NAN, Some(1), None::<u8>, [[0_u8; 0]; 2], Box::new([1, 2])));
        same(BTreeMap::from([("a", vec![BTreeMap::from([(1, 'x'), (2, 'y')])]), ("", Vec::new())]));
        same((BTreeMap::from([(true, 1)]), BTreeMap::from([('c', 2)]), BTreeMap::<String, u8>::new()));
        same((Bound::Included(1), Bound::<u8>::Unbounded, 1..3, Duration::new(1, 2)));
        same(json!({ "a": [1, -2, 0.5, null, { "b": {} }, []], "c": "d" }));
    }

    #[test]
    fn keys_that_are_no_strings_are_errors() {
        assert!(Output(&BTreeMap::from([(vec![1], 1)])).__json().is_err());
        assert!(Output(&BTreeMap::from([(None::<u8>, 1)])).__json().is_err());
    }
}
