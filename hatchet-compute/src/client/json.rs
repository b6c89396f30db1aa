//! Values of steps as the JSON text that a client sends. Without the feature `cloud`, the library depends on no JSON
//! crate, so this is the part of one that is needed.

use serde_core::de::value::Error;
use serde_core::ser::{self, Error as _, Serialize, Serializer};

/// The result of serializing.
pub type JsonResult = Result<String, Error>;

/// A value to write.
pub struct Output<'a, T>(pub &'a T);

impl<T: Serialize> Output<'_, T> {
    /// The value as JSON, or the error of a value that cannot be written.
    pub fn __json(&self) -> JsonResult {
        self.0.serialize(Json)
    }
}

/// The method for a value that cannot be serialized: the client's function that takes it causes the compile error.
pub trait NotSerializable {
    /// Always an error.
    fn __json(&self) -> JsonResult {
        Err(Error::custom("it cannot be serialized"))
    }
}

impl<T> NotSerializable for Output<'_, T> {}

#[derive(Clone, Copy)]
struct Json;

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

/// Methods of [`Json`] without type parameters: what they write.
macro_rules! methods {
    ($($method:ident($($argument:tt: $type:ty),*) -> $ok:ty { $value:expr })+) => {$(
        fn $method(self, $($argument: $type),*) -> Result<$ok, Error> {
            Ok($value)
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

    methods! {
        serialize_bool(value: bool) -> String { value.to_string() }
        serialize_i8(value: i8) -> String { value.to_string() }
        serialize_i16(value: i16) -> String { value.to_string() }
        serialize_i32(value: i32) -> String { value.to_string() }
        serialize_i64(value: i64) -> String { value.to_string() }
        serialize_i128(value: i128) -> String { value.to_string() }
        serialize_u8(value: u8) -> String { value.to_string() }
        serialize_u16(value: u16) -> String { value.to_string() }
        serialize_u32(value: u32) -> String { value.to_string() }
        serialize_u64(value: u64) -> String { value.to_string() }
        serialize_u128(value: u128) -> String { value.to_string() }
        serialize_f32(value: f32) -> String { if value.is_finite() { format!("{value:?}") } else { "null".to_owned() } }
        serialize_f64(value: f64) -> String { if value.is_finite() { format!("{value:?}") } else { "null".to_owned() } }
        serialize_char(value: char) -> String { quoted(value.encode_utf8(&mut [0; 4])) }
        serialize_str(value: &str) -> String { quoted(value) }
        serialize_bytes(value: &[u8]) -> String { format!("{value:?}") }
        serialize_none() -> String { "null".to_owned() }
        serialize_unit() -> String { "null".to_owned() }
        serialize_unit_struct(_: &'static str) -> String { "null".to_owned() }
        serialize_unit_variant(_: &'static str, _: u32, variant: &'static str) -> String { quoted(variant) }
        serialize_seq(_: Option<usize>) -> Parts { Parts::begin(None, "[]") }
        serialize_tuple(_: usize) -> Parts { Parts::begin(None, "[]") }
        serialize_tuple_struct(_: &'static str, _: usize) -> Parts { Parts::begin(None, "[]") }
        serialize_tuple_variant(_: &'static str, _: u32, variant: &'static str, _: usize) -> Parts {
            Parts::begin(Some(variant), "[]")
        }
        serialize_map(_: Option<usize>) -> Parts { Parts::begin(None, "{}") }
        serialize_struct(_: &'static str, _: usize) -> Parts { Parts::begin(None, "{}") }
        serialize_struct_variant(_: &'static str, _: u32, variant: &'static str, _: usize) -> Parts {
            Parts::begin(Some(variant), "{}")
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> JsonResult {
        value.serialize(self)
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
}

/// A list or an object while its parts are added.
struct Parts {
    text: String,
    end: String,
}

impl Parts {
    /// Begins a list or an object; for an enum variant, inside an object with its name.
    fn begin(variant: Option<&str>, brackets: &str) -> Self {
        let (start, end) = brackets.split_at(1);
        match variant {
            None => Self { text: start.to_owned(), end: end.to_owned() },
            Some(variant) => Self { text: format!("{{{}:{start}", quoted(variant)), end: format!("{end}}}") },
        }
    }

    fn add(&mut self, part: &str) {
        if !self.text.ends_with(['[', '{']) {
            self.text.push(',');
        }
        self.text += part;
    }
}

macro_rules! parts {
    ($($trait:ident $method:ident $($key:ident)?),+) => {$(
        impl ser::$trait for Parts {
            type Ok = String;
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $($key: &'static str,)? value: &T) -> Result<(), Error> {
                let part = value.serialize(Json)?;
                $(let part = format!("{}:{part}", quoted($key));)?
                self.add(&part);
                Ok(())
            }

            fn end(self) -> JsonResult {
                Ok(self.text + &self.end)
            }
        }
    )+};
}

parts!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);
parts!(SerializeTupleVariant serialize_field, SerializeStruct serialize_field key);
parts!(SerializeStructVariant serialize_field key);

impl ser::SerializeMap for Parts {
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
        Ok(self.text + &self.end)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Debug;
    use std::ops::Bound;
    use std::time::Duration;

    use serde_core::Serialize;
    use serde_core::ser::{SerializeStruct, Serializer};
    use serde_json::{Value, json};

    use super::Output;
    use crate::client::TaskOptions;

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

    /// What `serde_json`'s `Number` and `RawValue` serialize as, with its features `arbitrary_precision` and `raw_value`.
    struct OfSerdeJson(&'static str, &'static str);

    impl Serialize for OfSerdeJson {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct(self.0, 1)?;
            fields.serialize_field(self.0, self.1)?;
            fields.end()
        }
    }

    #[test]
    fn an_output_that_is_not_an_object_is_an_error() {
        let (number, raw) = ("$serde_json::private::Number", "$serde_json::private::RawValue");
        let options = TaskOptions {
            name: "count",
            compute: None,
            retries: 0,
            timeout_seconds: None,
            schedule_timeout_seconds: None,
        };
        for (name, inside, what) in [
            (number, "-7", Some("a number")),
            (raw, "[1]", Some("a list")),
            (raw, "\"text\"", Some("a string")),
            (raw, "true", Some("a boolean")),
            (raw, "{\"a\":1}", None),
            (raw, "null", None),
            ("Order", "7", None),
        ] {
            let checked = options.check(Output(&OfSerdeJson(name, inside)).__json());
            let begins =
                |error: String| what.is_some_and(|what| error.starts_with(&format!("step `count` returned {what},")));
            assert!(checked.map_or_else(begins, |()| what.is_none()), "{name} {inside}");
        }
    }

    #[test]
    fn keys_that_are_no_strings_are_errors() {
        assert!(Output(&BTreeMap::from([(vec![1], 1)])).__json().is_err());
        assert!(Output(&BTreeMap::from([(None::<u8>, 1)])).__json().is_err());
    }
}
