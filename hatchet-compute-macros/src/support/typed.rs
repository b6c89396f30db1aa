//! Values read as the type that their key takes; another type is an error that shows the mended text.

use proc_macro2::{Delimiter, Group, Ident, TokenTree};
use syn::LitInt;

use super::errors::Errors;
use super::example;
use super::place::Place;
use super::value::{Form, Value};
use crate::parse;

/// A string literal.
#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) place: Place,
}

/// An integer: a literal, whose value is known here, or an expression, whose value rustc knows.
#[derive(Clone)]
pub(crate) enum Integer {
    Literal(IntegerLiteral),
    Constant(Value),
}

impl Integer {
    pub(crate) fn literal(&self) -> Option<&IntegerLiteral> {
        match self {
            Integer::Literal(literal) => Some(literal),
            Integer::Constant(_) => None,
        }
    }
}

/// An integer literal of any width.
#[derive(Clone)]
pub(crate) struct IntegerLiteral {
    /// The value, or the end of the range that it lies beyond.
    pub(crate) value: i64,
    /// Whether `value` is the value.
    pub(crate) fits: bool,
    pub(crate) written: String,
    pub(crate) place: Place,
}

/// Reads a string literal.
pub(crate) fn text(what: &Expected<'_>, value: &Value, errors: &mut Errors) -> Option<Text> {
    let form = value.form();
    if let Form::Text(literal) = form {
        return Some(Text {
            value: literal.value(),
            place: value.place(),
        });
    }
    let mended = match &form {
        Form::Word(word) => Some(word.to_string()),
        Form::Integer { literal, .. } if !what.in_list => {
            Some(format!("{}{}", literal.base10_digits(), what.unit))
        }
        Form::OtherLiteral { text, .. } => text.clone(),
        Form::List(group) => only_element(group).and_then(|element| match element.form() {
            Form::Text(literal) => Some(literal.value()),
            _ => None,
        }),
        _ => None,
    };
    what.wrong(
        value,
        "a string",
        &form,
        mended.map(|text| format!("{text:?}")),
        errors,
    );
    None
}

/// Reads a string literal that is a duration; who writes a number means seconds.
pub(crate) fn duration(what: &Expected<'_>, value: &Value, errors: &mut Errors) -> Option<Text> {
    text(&Expected { unit: "s", ..*what }, value, errors)
}

/// Reads an integer literal without suffix or of type `u32`, or takes the value as a constant
/// expression.
pub(crate) fn integer(what: &Expected<'_>, value: &Value, errors: &mut Errors) -> Option<Integer> {
    let form = value.form();
    let mended = match &form {
        Form::Integer { literal, negative } => {
            if matches!(literal.suffix(), "" | "u32") {
                return Some(Integer::Literal(integer_literal(literal, *negative, value)));
            }
            let digits = literal.base10_digits();
            errors.at(
                value.place(),
                format!(
                    "{} takes an integer of type `u32`, not `{}`\nhelp: write `{}{digits}`",
                    what.subject(),
                    literal.suffix(),
                    what.prefix(),
                ),
            );
            return None;
        }
        Form::Word(_) | Form::Expression => return Some(Integer::Constant(value.clone())),
        Form::Text(literal) => integer_in_text(&literal.value()),
        Form::Float(literal) => whole_number(literal.base10_digits()),
        Form::List(group) => only_element(group).and_then(|element| match element.form() {
            Form::Integer { literal, .. } => Some(literal.base10_digits().to_owned()),
            _ => None,
        }),
        Form::OtherLiteral { text, .. } => text.as_deref().and_then(integer_in_text),
        Form::Bool(_) | Form::Reference(_) => None,
    };
    what.wrong(value, "an integer", &form, mended, errors);
    None
}

/// Reads a list and gives its elements, still unread.
pub(crate) fn list(what: &Expected<'_>, value: &Value, errors: &mut Errors) -> Option<Vec<Value>> {
    let form = value.form();
    let mended = match &form {
        Form::List(group) => return Some(parse::elements(group.stream(), errors)),
        Form::Reference(group) => Some(group.to_string()),
        Form::Text(literal) => Some(what.element.list_of(&literal.value())),
        // A constant's name is no element that lacks its quotes.
        Form::Word(word) if word.to_string().chars().any(char::is_lowercase) => {
            Some(what.element.list_of(&word.to_string()))
        }
        Form::Expression => match value.opened().last() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => {
                Some(group.to_string())
            }
            Some(TokenTree::Group(group)) if value.is_enclosed() => {
                Some(format!("[{}]", group.stream()))
            }
            _ => None,
        },
        _ => None,
    };
    what.wrong(value, "a list", &form, mended, errors);
    None
}

/// Reads a word, such as the name of a method.
pub(crate) fn word(what: &Expected<'_>, value: &Value, errors: &mut Errors) -> Option<Ident> {
    let form = value.form();
    if let Form::Word(word) = form {
        return Some(word);
    }
    let mended = match (&form, value.opened().last()) {
        (Form::Text(literal), _) => Some(literal.value()),
        (Form::Expression, Some(TokenTree::Ident(word))) => Some(word.to_string()),
        _ => None,
    };
    what.wrong(value, "the name of a method", &form, mended, errors);
    None
}

/// What a value is given for: the words of its errors.
pub(crate) struct Expected<'a> {
    key: &'a str,
    in_list: bool,
    element: Element,
    /// What a number lacks to be the string that is meant.
    unit: &'static str,
}

/// What the lists of a key hold.
#[derive(Clone, Copy)]
pub(crate) enum Element {
    Text,
    Word,
}

impl Element {
    /// The list that somebody meant who wrote its elements without brackets.
    fn list_of(self, written: &str) -> String {
        let elements: Vec<String> = written
            .split([',', ' '])
            .filter(|element| !element.is_empty())
            .map(|element| match self {
                Element::Text => format!("{element:?}"),
                Element::Word => element.to_owned(),
            })
            .collect();
        format!("[{}]", elements.join(", "))
    }
}

impl<'a> Expected<'a> {
    /// The value of `key = …`.
    pub(crate) fn value(key: &'a str) -> Expected<'a> {
        Expected {
            key,
            in_list: false,
            element: Element::Text,
            unit: "",
        }
    }

    /// The value of `key = […]` with elements of this kind.
    pub(crate) fn list(key: &'a str, element: Element) -> Expected<'a> {
        Expected {
            element,
            ..Expected::value(key)
        }
    }

    /// An element of the list that `key` takes.
    pub(crate) fn element(key: &'a str) -> Expected<'a> {
        Expected {
            in_list: true,
            ..Expected::value(key)
        }
    }

    /// A value of the right type; there is none for the names of methods.
    fn example(&self) -> Option<&'static str> {
        let example = example::of(self.key);
        let element = || example.trim_matches(['[', ']']);
        (example != "…").then(|| if self.in_list { element() } else { example })
    }

    fn subject(&self) -> String {
        let key = self.key;
        if self.in_list {
            format!("each element of `{key}`")
        } else {
            format!("`{key}`")
        }
    }

    /// What stands before the value in a mended text.
    fn prefix(&self) -> String {
        if self.in_list {
            String::new()
        } else {
            format!("{} = ", self.key)
        }
    }

    fn wrong(
        &self,
        value: &Value,
        expected: &str,
        found: &Form,
        mended: Option<String>,
        errors: &mut Errors,
    ) {
        let verb = if self.in_list { "is" } else { "takes" };
        let mut message = format!(
            "{} {verb} {expected}, not {}",
            self.subject(),
            describe(found)
        );
        if let Some(mended) = mended {
            message += &format!("\nhelp: write `{}{mended}`", self.prefix());
        } else if let Some(example) = self.example() {
            message += &format!("\nhelp: for example `{}{example}`", self.prefix());
        }
        errors.at(value.place(), message);
    }
}

fn describe(form: &Form) -> String {
    match form {
        Form::Text(_) => "a string".into(),
        Form::Integer { .. } => "an integer".into(),
        Form::Float(_) => "a number with a fraction".into(),
        Form::Bool(value) => format!("`{value}`"),
        Form::OtherLiteral { kind, .. } => (*kind).into(),
        Form::Word(word) => format!("the word `{word}`"),
        Form::List(_) => "a list".into(),
        Form::Reference(_) => "a reference".into(),
        Form::Expression => "an expression".into(),
    }
}

fn integer_literal(literal: &LitInt, negative: bool, value: &Value) -> IntegerLiteral {
    let sign = if negative { "-" } else { "" };
    // Digits that do not fit are beyond any range: the end of i64 is out of all of them too.
    let parsed = format!("{sign}{}", literal.base10_digits()).parse::<i64>();
    let beyond = if negative { i64::MIN } else { i64::MAX };
    IntegerLiteral {
        value: *parsed.as_ref().unwrap_or(&beyond),
        fits: parsed.is_ok(),
        written: format!("{sign}{}", literal.token()),
        place: value.place(),
    }
}

fn only_element(group: &Group) -> Option<Value> {
    Value::new(group.stream().into_iter().collect())
}

/// The integer that a string means: `"1024"`, or a size with its unit in MB, `"2GB"`.
fn integer_in_text(text: &str) -> Option<String> {
    let text = text.trim().replace('_', "").to_lowercase();
    let digits = text
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let megabytes = match unit.trim() {
        "" | "m" | "mb" | "mib" => 1.0,
        "g" | "gb" | "gib" => 1024.0,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    whole_number(&format!("{}", number * megabytes))
}

/// The digits of a number whose fraction is zero.
fn whole_number(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let zero = fraction.bytes().all(|digit| digit == b'0');
    let plain = !whole.is_empty() && whole.bytes().all(|digit| digit.is_ascii_digit());
    (zero && plain).then(|| whole.to_owned())
}
