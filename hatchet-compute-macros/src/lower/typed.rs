//! Values read as the type that their key takes. A value of another type is an error that shows the text to write, and what
//! was meant is read in its place: if that breaks a rule too, the error shows what does not.

use hatchet_compute_core::{
    CpuKind, KeyInfo, Message, ValueType, Violation, accepted_region, duration_meant_by, is_any_region, parse_duration,
    unknown_region,
};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::errors::{Earlier, Errors};
use crate::parse::entries;
use crate::tokens::value::{Form, IntegerLiteral, Value};
use crate::tokens::{SpanRange, is_punct};

/// A value read as the type that its key takes. A literal is known here, an expression only to rustc.
pub(crate) enum Typed {
    Text(Text),
    Texts(Vec<Text>, SpanRange),
    Integer(IntegerLiteral, Option<Earlier>),
    Decimal(f64, SpanRange, Option<Earlier>),
    Boolean(bool, SpanRange),
    Constant(Value),
}

impl Typed {
    pub(crate) fn text(&self) -> Option<&Text> {
        if let Typed::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn number(&self) -> Option<i64> {
        if let Typed::Integer(literal, _) = self { Some(literal.value) } else { None }
    }

    pub(crate) fn decimal(&self) -> Option<f64> {
        if let Typed::Decimal(number, ..) = self { Some(*number) } else { None }
    }

    pub(crate) fn constant(&self) -> Option<&Value> {
        if let Typed::Constant(value) = self { Some(value) } else { None }
    }

    pub(crate) fn span(&self) -> SpanRange {
        match self {
            Typed::Text(text) => text.span,
            Typed::Texts(_, span) | Typed::Decimal(_, span, _) | Typed::Boolean(_, span) => *span,
            Typed::Integer(literal, _) => literal.span,
            Typed::Constant(value) => value.span,
        }
    }

    /// Gives the error about a violation at the value or the element that it is about.
    pub(crate) fn error(&self, violation: &Violation, errors: &mut Errors) {
        let message = violation.message();
        match (self, violation.index()) {
            (Typed::Text(text), _) => text.error(message, errors),
            (Typed::Texts(texts, _), Some(index)) => texts[index].error(message, errors),
            (Typed::Integer(literal, earlier), _) if !literal.fits => {
                errors.at_value(*earlier, literal.span, violation.message_about(&literal.written));
            }
            (Typed::Integer(_, earlier) | Typed::Decimal(_, _, earlier), _) => {
                errors.at_value(*earlier, self.span(), message);
            }
            (Typed::Texts(..) | Typed::Boolean(..) | Typed::Constant(_), _) => errors.at(self.span(), message),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: SpanRange,
    expected: Expected,
}

impl Text {
    /// Whether there is an error about how it is written.
    pub(crate) fn has_error(&self) -> bool {
        self.expected.earlier.is_some()
    }

    pub(crate) fn error(&self, message: Message, errors: &mut Errors) {
        self.expected.error(self.span, message, errors);
    }
}

/// Reads a value as the type that its key takes.
pub(super) fn typed(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    match expected.info.value_type {
        ValueType::Integer => integer(expected, value, errors),
        ValueType::Decimal => decimal(expected, value, errors),
        ValueType::Boolean => boolean(expected, value, errors),
        ValueType::Texts => {
            let (elements, expected) = list(expected, value, errors)?;
            let texts: Vec<Text> = elements.iter().filter_map(|element| text(expected, element, errors)).collect();
            // A list of elements that could not be read is not an empty list.
            (elements.is_empty() || !texts.is_empty()).then_some(Typed::Texts(texts, value.span))
        }
        _ => text(expected, value, errors).map(Typed::Text),
    }
}

/// Reads a string literal.
pub(super) fn text(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Text> {
    let form = value.form();
    if let Form::Text(text) = &form {
        return Some(Text { value: text.clone(), span: value.span, expected });
    }
    let meant = text_meant(expected, value, &form).map(|text| format!("{text:?}"));
    let noun = if matches!(&form, Form::Word(word) if is_constant(word)) { "a string literal" } else { "a string" };
    let (expected, value) = expected.wrong(value, noun, &form, meant, errors)?;
    text(Expected { in_list: false, ..expected }, &value, errors)
}

/// The string that is meant by another value.
fn text_meant(expected: Expected, value: &Value, form: &Form) -> Option<String> {
    let is_duration = expected.info.value_type == ValueType::Duration;
    match form {
        Form::Text(text) => Some(text.clone()),
        Form::Integer(_) | Form::Float(_) | Form::Measure(_) if is_duration => {
            let written: String = value.opened().iter().map(ToString::to_string).collect();
            let written = written.replace('_', "");
            if parse_duration(&written).is_ok() { Some(written) } else { duration_meant_by(&written) }
        }
        Form::Integer(integer) if !expected.in_list => Some(integer.digits()),
        Form::Float(_) if !expected.in_list => Some(value.written()),
        Form::Word(word) => word_meant(expected, word),
        Form::OtherLiteral { text, .. } => text.clone(),
        Form::List(group) => match only_element(group.stream())?.form() {
            Form::Text(text) => Some(text),
            _ => None,
        },
        Form::Expression => {
            let inner = Value::new(value.core())?;
            match (inner.form(), value.opened().last()) {
                (Form::Text(text), _) => Some(text),
                (Form::Word(word), _) => word_meant(expected, &word),
                // `CpuKind::Shared`
                (_, Some(TokenTree::Ident(word))) if expected.has_fixed_texts() => {
                    Some(word.to_string().to_lowercase())
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn word_meant(expected: Expected, word: &Ident) -> Option<String> {
    if word == "None" {
        None
    } else if expected.has_fixed_texts() {
        let text = word.to_string().to_lowercase();
        let is_known = text.parse::<CpuKind>().is_ok() || accepted_region(&text).is_some();
        (is_known || !is_constant(word)).then_some(text)
    } else {
        (!is_constant(word)).then(|| word.to_string())
    }
}

/// Whether a word is written as constants are.
fn is_constant(word: &Ident) -> bool {
    !word.to_string().chars().any(char::is_lowercase)
}

/// What configurations of other systems have for a number.
const NO_NUMBERS: [&str; 9] = ["auto", "any", "all", "max", "min", "default", "none", "unlimited", "None"];

/// Reads an integer literal without a suffix or with `u32`, or takes the value as a constant expression.
pub(super) fn integer(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let form = value.form();
    let meant = match &form {
        Form::Integer(literal) if matches!(&*literal.suffix, "" | "u32") => {
            return Some(Typed::Integer(literal.clone(), expected.earlier));
        }
        Form::Integer(literal) => {
            let meant = integer_in_text(expected, &literal.written).unwrap_or_else(|| literal.digits());
            let problem = format!("{} takes an integer of type `u32`, not `{}`", expected.subject(), literal.suffix);
            let message = Message::new(problem).with_replacement(expected.written(&meant));
            let (expected, value) = expected.mended(value, message, Some(meant), errors)?;
            return integer(expected, &value, errors);
        }
        Form::Word(word) if NO_NUMBERS.iter().any(|no_number| word == no_number) => None,
        Form::Expression if value.opened().first().is_some_and(|first| first.to_string() == "Some") => {
            match Value::new(value.core())?.form() {
                Form::Integer(literal) => Some(literal.digits()),
                _ => None,
            }
        }
        Form::Word(_) | Form::Expression => return constant(expected, value, errors).map(Typed::Constant),
        Form::Text(text) | Form::Measure(text) => integer_in_text(expected, text),
        Form::Float(_) => {
            let written: String = value.opened().iter().map(ToString::to_string).collect();
            integer_in_text(expected, &written)
        }
        Form::List(group) => match only_element(group.stream()).map(|element| element.form()) {
            Some(Form::Integer(integer)) => Some(integer.digits()),
            _ => None,
        },
        Form::OtherLiteral { text, .. } => text.as_deref().and_then(|text| integer_in_text(expected, text)),
        Form::Bool(_) | Form::Reference(_) => None,
    };
    let (expected, value) = expected.wrong(value, "an integer", &form, meant, errors)?;
    integer(expected, &value, errors)
}

/// Reads `true` or `false`, or takes the value as a constant expression.
fn boolean(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let form = value.form();
    let meant = match &form {
        Form::Bool(literal) => return Some(Typed::Boolean(*literal, value.span)),
        Form::Word(_) | Form::Expression => return constant(expected, value, errors).map(Typed::Constant),
        Form::Text(text) if matches!(&**text, "true" | "false") => Some(text.clone()),
        _ => None,
    };
    let (expected, value) = expected.wrong(value, "`true` or `false`", &form, meant, errors)?;
    boolean(expected, &value, errors)
}

/// Reads a number, with or without a fraction.
fn decimal(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let form = value.form();
    let digits = match &form {
        Form::Float(digits) => Some(digits.clone()),
        Form::Integer(integer) if integer.suffix.is_empty() => Some(integer.digits()),
        Form::Text(text) if text.parse::<f64>().is_ok() => {
            let (expected, value) = expected.wrong(value, "a number", &form, Some(text.clone()), errors)?;
            return decimal(expected, &value, errors);
        }
        _ => None,
    };
    let Some(number) = digits.and_then(|digits| digits.parse::<f64>().ok()) else {
        expected.wrong(value, "a literal number", &form, None, errors);
        return None;
    };
    let number = if is_punct(value.opened().first(), '-') { -number } else { number };
    Some(Typed::Decimal(number, value.span, expected.earlier))
}

/// Takes a constant expression, if it ends as one does; everything else about it is rustc's.
pub(super) fn constant(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Value> {
    let Some(end) = value.unfinished_end() else {
        return Some(value.clone());
    };
    let text: String = end.iter().map(ToString::to_string).collect();
    let KeyInfo { name, example, .. } = expected.info;
    let message = Message::new(format!("expected more after `{text}`: the value of `{name}` is not complete"));
    let message = message.with_help(format!("for example `{name} = {example}`"));
    let span = SpanRange::of(&end).unwrap_or(value.span);
    errors.at_value(expected.earlier, span, message);
    None
}

/// Reads a list and gives its elements, still unread, and for what they are given.
pub(super) fn list(expected: Expected, value: &Value, errors: &mut Errors) -> Option<(Vec<Value>, Expected)> {
    let form = value.form();
    let texts = match &form {
        Form::List(group) => {
            let elements = entries::elements(group.stream(), errors);
            let is_alone = elements.len() == 1;
            return Some((elements, Expected { in_list: true, is_alone, earlier: None, ..expected }));
        }
        Form::Reference(group) => list_meant(expected, group.stream()),
        Form::Text(text) => Some(expected.split(text)),
        Form::Word(word) => text_meant(expected, value, &form)
            .or_else(|| (expected.info.value_type == ValueType::Methods).then(|| word.to_string()))
            .map(|text| vec![text]),
        Form::Expression => {
            let tokens = value.core();
            let has_bracket = |token: &&TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket);
            match tokens.iter().rfind(has_bracket) {
                Some(TokenTree::Group(group)) => list_meant(expected, group.stream()),
                _ => list_meant(expected, tokens.into_iter().collect()),
            }
        }
        _ => None,
    };
    let is_any = value.written();
    if expected.info.name == "regions" && is_any_region(is_any.trim_matches('"')) {
        let message = Message::new(expected.problem("a list", &form)).with_help_of(unknown_region("any"));
        errors.at_value(expected.earlier, value.span, message);
        return None;
    }
    let meant = texts.filter(|texts| !texts.is_empty()).map(|texts| expected.list_of(&texts));
    let (expected, value) = expected.wrong(value, "a list", &form, meant, errors)?;
    let (elements, of_element) = list(expected, &value, errors)?;
    Some((elements, Expected { earlier: expected.earlier, ..of_element }))
}

/// The texts or words that are meant by the elements of a list.
fn list_meant(expected: Expected, stream: TokenStream) -> Option<Vec<String>> {
    let expected = Expected { in_list: true, ..expected };
    let elements = entries::elements(stream, &mut Errors::default());
    elements.iter().map(|element| text_meant(expected, element, &element.form())).collect()
}

/// Reads the name of a method.
pub(super) fn method(expected: Expected, value: &Value, errors: &mut Errors) -> Option<(Ident, Expected)> {
    let form = value.form();
    if let Form::Word(word) = form {
        return Some((word, expected));
    }
    let meant = match (&form, value.opened().as_slice()) {
        (Form::Text(text), _) => Some(text.clone()),
        // `Self::fetch`, `self.fetch`
        (Form::Expression, [.., joint, TokenTree::Ident(word)])
            if matches!(joint.to_string().as_str(), ":" | "." | "&") =>
        {
            Some(word.to_string())
        }
        (Form::Expression, [TokenTree::Ident(word), TokenTree::Group(group)]) if group.stream().is_empty() => {
            Some(word.to_string())
        }
        _ => None,
    };
    let meant = meant.filter(|text| value.replaced_by(text).is_some_and(|value| value.path().is_some()));
    let (expected, value) = expected.wrong(value, "the name of a method", &form, meant, errors)?;
    method(Expected { in_list: false, ..expected }, &value, errors)
}

/// What a value is given for, for the messages about it.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    info: KeyInfo,
    /// Whether it is an element of the list that the key takes, not the whole value.
    in_list: bool,
    /// Whether it is the only element.
    is_alone: bool,
    /// The error that was given for how the entry is written.
    pub(super) earlier: Option<Earlier>,
}

impl Expected {
    /// What the value of a key is given for.
    pub(super) fn new(info: KeyInfo, earlier: Option<Earlier>) -> Expected {
        Expected { info, in_list: false, is_alone: false, earlier }
    }

    /// Gives an error about the text or method at `span`.
    pub(crate) fn error(self, span: SpanRange, message: Message, errors: &mut Errors) {
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
        errors.at_value(earlier, span, message);
    }

    fn subject(self) -> String {
        let key = self.info.name;
        if self.in_list { format!("each element of `{key}`") } else { format!("`{key}`") }
    }

    /// Whether only certain texts are valid: kinds of CPU and regions.
    fn has_fixed_texts(self) -> bool {
        matches!(self.info.name, "cpu_kind" | "regions")
    }

    /// What is to be written for this value.
    fn written(self, value: &str) -> String {
        if self.in_list { value.to_owned() } else { format!("{} = {value}", self.info.name) }
    }

    /// The elements of a list that is written as one text.
    fn split(self, written: &str) -> Vec<String> {
        // A cron expression has blanks and commas of its own.
        let has_separators = self.info.name != "on_crons";
        if accepted_region(written).is_some() && self.info.name == "regions" {
            return vec![written.to_owned()];
        }
        let parts = written.split(|letter| has_separators && matches!(letter, ',' | ' '));
        parts.filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect()
    }

    /// The list of these elements, regions as the API has them.
    fn list_of(self, texts: &[String]) -> String {
        let element = |text: &String| match accepted_region(text).filter(|_| self.info.name == "regions") {
            Some(region) => format!("{:?}", region.code()),
            None if self.info.value_type == ValueType::Methods => text.clone(),
            None => format!("{text:?}"),
        };
        format!("[{}]", texts.iter().map(element).collect::<Vec<_>>().join(", "))
    }

    fn problem(self, noun: &str, found: &Form) -> String {
        let verb = if self.in_list { "is" } else { "takes" };
        format!("{} {verb} {noun}, not {}", self.subject(), describe(found))
    }

    /// The error about a value of another type. Gives the value that was meant, if that is clear.
    fn wrong(
        self,
        value: &Value,
        noun: &str,
        found: &Form,
        meant: Option<String>,
        errors: &mut Errors,
    ) -> Option<(Expected, Value)> {
        let message = Message::new(self.problem(noun, found));
        let example = self.info.example;
        let example = if self.in_list { example.trim_matches(['[', ']']) } else { example };
        let message = match &meant {
            Some(meant) => message.with_replacement(self.written(meant)),
            None if value.written() == "None" && self.info.left_out.is_some() => {
                message.with_help(format!("leave `{}` out", self.info.name))
            }
            None => message.with_help(format!("for example `{}`", self.written(example))),
        };
        self.mended(value, message, meant, errors)
    }

    fn mended(
        self,
        value: &Value,
        message: Message,
        meant: Option<String>,
        errors: &mut Errors,
    ) -> Option<(Expected, Value)> {
        let earlier = Some(errors.at_value(self.earlier, value.span, message));
        Some((Expected { earlier, ..self }, value.replaced_by(&meant?)?))
    }
}

fn describe(form: &Form) -> String {
    match form {
        Form::Text(_) => "a string".into(),
        Form::Integer(_) => "an integer".into(),
        Form::Float(_) => "a number with a fraction".into(),
        Form::Bool(value) => format!("`{value}`"),
        Form::OtherLiteral { kind, .. } => (*kind).into(),
        Form::Word(word) if is_constant(word) => format!("the constant `{word}`"),
        Form::Word(word) => format!("the word `{word}`"),
        Form::List(_) => "a list".into(),
        Form::Reference(_) => "a reference".into(),
        Form::Measure(text) => format!("`{text}`"),
        Form::Expression => "an expression".into(),
    }
}

fn only_element(stream: TokenStream) -> Option<Value> {
    Value::new(stream.into_iter().collect())
}

/// Words for what the fields count.
const COUNTED: &str =
    "core cores cpu cpus vcpu vcpus machine machines replica replicas instance instances time times x";

/// The integer that a text means: `1024`, or for memory a size with its unit, in MB: `2GB`.
fn integer_in_text(expected: Expected, text: &str) -> Option<String> {
    let text = text.trim().replace('_', "").to_lowercase();
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let is_memory = expected.info.name == "memory_mb";
    let megabytes = match unit.trim() {
        "" => 1.0,
        "m" | "mb" | "mib" | "mi" | "megabytes" if is_memory => 1.0,
        "g" | "gb" | "gib" | "gi" | "gigabytes" if is_memory => 1024.0,
        "t" | "tb" | "tib" | "ti" if is_memory => 1_048_576.0,
        counted if !is_memory && COUNTED.split(' ').any(|word| word == counted) => 1.0,
        _ => return None,
    };
    let number: f64 = number.parse().ok()?;
    let whole = number * megabytes;
    (whole.fract() == 0.0 && !number.is_nan()).then(|| format!("{whole}"))
}
