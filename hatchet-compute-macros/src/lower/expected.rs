//! What is expected of a value, and the error about a value of another type.

use hatchet_compute_core::{KeyInfo, Message, ValueType, nearest_accepted_region};
use proc_macro2::Ident;

use crate::errors::{EarlierError, Errors};
use crate::tokens::SpanRange;
use crate::tokens::value::{Form, Value, is_identifier};

pub(super) type Reader<T> = fn(Expected, &Value, &mut Errors) -> Option<T>;

#[derive(Clone, Copy)]
pub(crate) struct Expected {
    pub(super) info: KeyInfo,
    /// Whether it is an element of the list that the key takes, not the whole value.
    pub(super) in_list: bool,
    pub(super) is_alone: bool,
    /// The error that was reported for how the entry is written.
    pub(super) earlier: Option<EarlierError>,
}

impl Expected {
    pub(super) fn new(info: KeyInfo, earlier: Option<EarlierError>) -> Expected {
        Expected { info, in_list: false, is_alone: false, earlier }
    }

    pub(crate) fn error(self, span: SpanRange, message: Message, errors: &mut Errors) -> EarlierError {
        let Expected { info, in_list, is_alone, earlier } = self;
        // An earlier error is then about the whole list.
        let is_list = earlier.is_some() && in_list;
        let message = match message.replacement() {
            Some(text) if is_list && is_alone => {
                let list = format!("{} = [{text}]", info.name);
                message.with_replacement(list)
            }
            _ if is_list || (earlier.is_some() && message.help().is_none()) => {
                message.with_help(format!("for example `{} = {}`", info.name, info.example))
            }
            _ => message,
        };
        errors.at_value(earlier, span, message)
    }

    pub(super) fn subject(self) -> String {
        let key = self.info.name;
        if self.in_list { format!("each element of `{key}`") } else { format!("`{key}`") }
    }

    pub(super) fn has_fixed_texts(self) -> bool {
        matches!(self.info.value_type, ValueType::CpuKind | ValueType::Regions)
    }

    pub(super) fn written(self, value: &str) -> String {
        if self.in_list { value.to_owned() } else { format!("{} = {value}", self.info.name) }
    }

    pub(super) fn split(self, written: &str) -> Vec<String> {
        let is_one = match self.info.value_type {
            ValueType::Regions => nearest_accepted_region(written).is_some(),
            // A cron expression has spaces and commas of its own.
            value_type => value_type == ValueType::Crons,
        };
        let parts = written.split(|letter| !is_one && matches!(letter, ',' | ' '));
        parts.filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// The list of these elements, regions as the API has them; `None` if one cannot be in it.
    pub(super) fn list_of(self, texts: &[String]) -> Option<String> {
        let element = |text: &String| match (self.info.value_type, nearest_accepted_region(text)) {
            (ValueType::Regions, Some(region)) => Some(format!("{:?}", region.code())),
            (ValueType::Methods, _) => Some(text.clone()).filter(|text| is_identifier(text)),
            _ => Some(format!("{text:?}")),
        };
        let elements: Option<Vec<String>> = texts.iter().map(element).collect();
        Some(format!("[{}]", elements?.join(", ")))
    }

    pub(super) fn problem(self, noun: &str, value: &Value) -> String {
        let verb = if self.in_list { "must be" } else { "takes" };
        format!("{} {verb} {noun}, not {}", self.subject(), describe(&value.form()))
    }

    /// The error about a value of another type. Reads the value that was meant, if that is clear.
    pub(super) fn mismatch<T>(
        self,
        value: &Value,
        problem: String,
        meant: Option<String>,
        errors: &mut Errors,
        reader: Reader<T>,
    ) -> Option<T> {
        if matches!(value.form(), Form::Rejected) {
            return None;
        }
        let message = Message::new(problem);
        let example = self.info.example;
        let example = if self.in_list { example.trim_matches(['[', ']']) } else { example };
        let message = match &meant {
            Some(meant) => message.with_replacement(self.written(meant)),
            None if value.written() == "None" && self.info.default.is_some() => {
                message.with_help(format!("leave `{}` out", self.info.name))
            }
            None => message.with_help(format!("for example `{}`", self.written(example))),
        };
        let earlier = Some(errors.at_value(self.earlier, value.span, message));
        reader(Expected { earlier, in_list: false, ..self }, &value.replaced_by(&meant?)?, errors)
    }
}

fn describe(form: &Form) -> String {
    match form {
        Form::Text(_) => "a string".into(),
        Form::Integer(_) => "an integer".into(),
        Form::Float(_) => "a floating-point number".into(),
        Form::Bool(value) => format!("`{value}`"),
        Form::OtherLiteral(kind, _) => (*kind).into(),
        Form::Word(word) if is_constant(word) => format!("the constant `{word}`"),
        Form::Word(word) => format!("the word `{word}`"),
        Form::List(_) => "a list".into(),
        Form::Reference(_) => "a reference".into(),
        Form::Measure(text) => format!("`{text}`"),
        Form::Rejected => "this literal".into(),
        Form::Expression => "an expression".into(),
    }
}

pub(super) fn is_constant(word: &Ident) -> bool {
    !word.to_string().chars().any(char::is_lowercase)
}
