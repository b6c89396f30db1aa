//! Values read as the type that their key takes. A value of another type is an error that shows the text to write.

use hatchet_compute_core::{KeyInfo, ValueType, duration_meant_by};
use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::errors::Errors;
use crate::parse::entries;
use crate::tokens::SpanRange;
use crate::tokens::value::{Form, IntegerLiteral, Value};

#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: SpanRange,
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

    pub(crate) fn constant(&self) -> Option<&Value> {
        match self {
            Integer::Literal(_) => None,
            Integer::Constant(value) => Some(value),
        }
    }
}

/// Reads a string literal.
pub(crate) fn text(expected: &Expected, value: &Value, errors: &mut Errors) -> Option<Text> {
    let form = value.form();
    let meant = match &form {
        Form::Text(text) => return Some(Text { value: text.clone(), span: value.span }),
        Form::Integer(integer) if expected.info.value_type == ValueType::Duration => {
            duration_meant_by(&integer.written)
        }
        Form::Integer(integer) if !expected.in_list => Some(integer.digits()),
        Form::Word(word) => Some(word.to_string()),
        Form::OtherLiteral { text, .. } => text.clone(),
        Form::List(group) => match only_element(group) {
            Some(Form::Text(text)) => Some(text),
            _ => None,
        },
        _ => None,
    };
    let meant = meant.map(|text| format!("{text:?}"));
    expected.wrong(value, "a string", &form, meant, errors);
    None
}

/// Reads an integer literal without a suffix or with `u32`, or takes the value as a constant expression.
pub(crate) fn integer(expected: &Expected, value: &Value, errors: &mut Errors) -> Option<Integer> {
    let form = value.form();
    let meant = match &form {
        Form::Integer(literal) => return integer_literal(expected, literal, errors),
        Form::Word(_) | Form::Expression => return Some(Integer::Constant(value.clone())),
        Form::Text(text) => integer_in_text(expected, text),
        Form::Float(digits) => whole_number(digits),
        Form::List(group) => match only_element(group) {
            Some(Form::Integer(integer)) => Some(integer.digits()),
            _ => None,
        },
        Form::OtherLiteral { text, .. } => text.as_deref().and_then(|text| integer_in_text(expected, text)),
        Form::Bool(_) | Form::Reference(_) => None,
    };
    expected.wrong(value, "an integer", &form, meant, errors);
    None
}

fn integer_literal(expected: &Expected, literal: &IntegerLiteral, errors: &mut Errors) -> Option<Integer> {
    if matches!(&*literal.suffix, "" | "u32") {
        return Some(Integer::Literal(literal.clone()));
    }
    let meant = integer_in_text(expected, &literal.written).unwrap_or_else(|| literal.digits());
    let problem = format!("{} takes an integer of type `u32`, not `{}`", expected.subject(), literal.suffix);
    errors.replace(literal.span, problem, expected.written(&meant));
    None
}

/// Reads a list and gives its elements, still unread.
pub(crate) fn list(expected: &Expected, value: &Value, errors: &mut Errors) -> Option<Vec<Value>> {
    let form = value.form();
    let meant = match &form {
        Form::List(group) => return Some(entries::elements(group.stream(), errors)),
        Form::Reference(group) => Some(group.to_string()),
        Form::Text(text) => Some(expected.list_of(text)),
        // The name of a constant is not an element without its quotes.
        Form::Word(word) if word.to_string().chars().any(char::is_lowercase) => {
            Some(expected.list_of(&word.to_string()))
        }
        Form::Expression => match value.opened().last() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket => Some(group.to_string()),
            Some(TokenTree::Group(group)) if value.is_enclosed() => Some(format!("[{}]", group.stream())),
            _ => None,
        },
        _ => None,
    };
    expected.wrong(value, "a list", &form, meant, errors);
    None
}

/// Reads the name of a method.
pub(crate) fn method(expected: &Expected, value: &Value, errors: &mut Errors) -> Option<Ident> {
    let form = value.form();
    if let Form::Word(word) = form {
        return Some(word);
    }
    let meant = match (&form, value.opened().last()) {
        (Form::Text(text), _) => Some(text.clone()),
        (Form::Expression, Some(TokenTree::Ident(word))) => Some(word.to_string()),
        _ => None,
    };
    expected.wrong(value, "the name of a method", &form, meant, errors);
    None
}

/// What a value is given for, for the messages about it.
pub(crate) struct Expected {
    pub(super) info: KeyInfo,
    /// Whether it is an element of the list that the key takes, not the whole value.
    pub(super) in_list: bool,
}

impl Expected {
    fn subject(&self) -> String {
        let key = self.info.name;
        if self.in_list { format!("each element of `{key}`") } else { format!("`{key}`") }
    }

    /// What is to be written for this value.
    fn written(&self, value: &str) -> String {
        if self.in_list { value.to_owned() } else { format!("{} = {value}", self.info.name) }
    }

    /// The list that was meant by its elements without brackets.
    fn list_of(&self, written: &str) -> String {
        // A cron expression has blanks and commas of its own.
        let has_separators = self.info.name != "on_crons";
        let mut elements: Vec<String> = Vec::new();
        for element in written.split(|letter| has_separators && matches!(letter, ',' | ' ')) {
            if !element.is_empty() {
                let is_method = self.info.value_type == ValueType::Methods;
                elements.push(if is_method { element.to_owned() } else { format!("{element:?}") });
            }
        }
        format!("[{}]", elements.join(", "))
    }

    fn wrong(&self, value: &Value, expected: &str, found: &Form, meant: Option<String>, errors: &mut Errors) {
        let verb = if self.in_list { "is" } else { "takes" };
        let problem = format!("{} {verb} {expected}, not {}", self.subject(), describe(found));
        if let Some(meant) = meant {
            return errors.replace(value.span, problem, self.written(&meant));
        }
        let example = self.info.example;
        let example = if self.in_list { example.trim_matches(['[', ']']) } else { example };
        errors.help(value.span, problem, format!("for example `{}`", self.written(example)));
    }
}

fn describe(form: &Form) -> String {
    match form {
        Form::Text(_) => "a string".into(),
        Form::Integer(_) => "an integer".into(),
        Form::Float(_) => "a number with a fraction".into(),
        Form::Bool(value) => format!("`{value}`"),
        Form::OtherLiteral { kind, .. } => (*kind).into(),
        Form::Word(word) => format!("the word `{word}`"),
        Form::List(_) => "a list".into(),
        Form::Reference(_) => "a reference".into(),
        Form::Expression => "an expression".into(),
    }
}

fn only_element(group: &Group) -> Option<Form> {
    Value::new(group.stream().into_iter().collect()).map(|element| element.form())
}

/// The integer that a text means: `1024`, or for memory a size with its unit, in MB: `2GB`.
fn integer_in_text(expected: &Expected, text: &str) -> Option<String> {
    let text = text.trim().replace('_', "").to_lowercase();
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let megabytes = match unit.trim() {
        "" => 1.0,
        _ if expected.info.name != "memory_mb" => return None,
        "m" | "mb" | "mib" | "mi" => 1.0,
        "g" | "gb" | "gib" | "gi" => 1024.0,
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
