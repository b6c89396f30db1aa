//! Reads values as the type that their key takes. A value of another type is an error that shows the text to write, and
//! what was meant is read in its place: if that breaks a rule too, the error shows a value that does not.

use hatchet_compute_core::{
    Advice, CpuKind, KeyInfo, Message, ValueType, Violation, check_cron, guess_duration, is_any_region,
    nearest_accepted_region, parse_duration, unknown_region,
};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::expected::{Expected, is_constant};
use crate::errors::{EarlierError, Errors};
use crate::parse::entries;
use crate::tokens::value::{Form, IntegerLiteral, Value, is_identifier};
use crate::tokens::{NO_EXPRESSION, SpanRange, is_any_word, is_group, is_punct, is_word};

/// A value read as the type that its key takes. A literal is known here, an expression only to rustc.
pub(crate) enum Typed {
    Text(Text),
    Texts(Vec<Text>, SpanRange),
    Integer(IntegerLiteral, Option<EarlierError>),
    Decimal(f64, SpanRange, Option<EarlierError>),
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

    /// The error that was reported for how it is written.
    pub(crate) fn earlier(&self) -> Option<EarlierError> {
        match self {
            Typed::Text(text) => text.expected.earlier,
            Typed::Integer(_, earlier) | Typed::Decimal(_, _, earlier) => *earlier,
            Typed::Texts(..) | Typed::Boolean(..) | Typed::Constant(_) => None,
        }
    }

    pub(crate) fn error(&self, violation: &Violation, errors: &mut Errors) -> EarlierError {
        let message = violation.message();
        match (self, violation.index()) {
            (Typed::Text(text), _) => text.error(message, errors),
            (Typed::Texts(texts, _), Some(index)) => texts[index].error(message, errors),
            (Typed::Integer(literal, earlier), _) => errors.at_value(*earlier, literal.span, literal.shown_in(message)),
            _ => errors.at_value(self.earlier(), self.span(), message),
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
    /// The advice with its place. If the text has an error, following its help must not lead to the advice.
    pub(crate) fn with_advice(&self, advice: Advice, errors: &mut Errors) -> (SpanRange, Advice) {
        if self.expected.earlier.is_some() {
            self.error(help_of(&advice), errors);
        }
        (self.span, advice)
    }

    pub(crate) fn error(&self, message: Message, errors: &mut Errors) -> EarlierError {
        self.expected.error(self.span, message, errors)
    }
}

/// What to write according to an advice.
pub(crate) fn help_of(advice: &Advice) -> Message {
    Message::new("").with_replacement_or_help(advice.replacement().map(str::to_owned), advice.to_string())
}

pub(super) fn typed(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    match expected.info.value_type {
        ValueType::Integer | ValueType::Megabytes => integer(expected, value, errors),
        ValueType::Decimal => decimal(expected, value, errors),
        ValueType::Boolean => boolean(expected, value, errors),
        ValueType::Texts | ValueType::Regions | ValueType::Crons => {
            let (elements, expected) = list(expected, value, errors)?;
            let texts: Vec<Text> = elements.iter().filter_map(|element| text(expected, element, errors)).collect();
            // A list of elements that could not be read is not an empty list.
            (elements.is_empty() || !texts.is_empty()).then_some(Typed::Texts(texts, value.span))
        }
        _ => text(expected, value, errors).map(Typed::Text),
    }
}

pub(super) fn text(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Text> {
    let form = value.form();
    if let Form::Text(text) = &form {
        return Some(Text { value: text.clone(), span: value.span, expected });
    }
    let meant = text_meant(expected, value, &form).map(|text| format!("{text:?}"));
    let noun = if matches!(&form, Form::Word(word) if is_constant(word)) { "a string literal" } else { "a string" };
    expected.mismatch(value, expected.problem(noun, value), meant, errors, text)
}

fn text_meant(expected: Expected, value: &Value, form: &Form) -> Option<String> {
    let is_duration = expected.info.value_type == ValueType::Duration;
    match form {
        Form::Text(text) => Some(text.clone()),
        Form::Integer(_) | Form::Float(_) | Form::Measure(_) if is_duration => {
            let written = value.written().replace([' ', '_'], "");
            if parse_duration(&written).is_ok() { Some(written) } else { guess_duration(&written) }
        }
        Form::Integer(integer) if !expected.in_list => Some(integer.digits()),
        Form::Float(_) if !expected.in_list => Some(value.written()),
        Form::Word(word) => word_meant(expected, word),
        Form::OtherLiteral(_, text) => text.clone(),
        Form::List(group) => match Value::new(group.stream())?.form() {
            Form::Text(text) => Some(text),
            _ => None,
        },
        Form::Expression => {
            let cron = (expected.info.value_type == ValueType::Crons).then(|| cron_written(&value.opened()));
            if cron.as_ref().is_some_and(|cron| check_cron(cron).is_ok()) {
                return cron;
            }
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

fn cron_written(tokens: &[TokenTree]) -> String {
    let is_joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if "/-,".contains(punct.as_char()));
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 && !is_joint(token) && !is_joint(&tokens[index - 1]) {
            text.push(' ');
        }
        text.push_str(&token.to_string());
    }
    text
}

fn word_meant(expected: Expected, word: &Ident) -> Option<String> {
    if word == "None" {
        None
    } else if expected.has_fixed_texts() {
        let text = word.to_string().to_lowercase();
        let is_known = text.parse::<CpuKind>().is_ok() || nearest_accepted_region(&text).is_some();
        (is_known || !is_constant(word)).then_some(text)
    } else {
        (!is_constant(word)).then(|| word.to_string())
    }
}

const INTEGER_TYPES: [&str; 11] = ["u8", "u16", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];

/// Words that other systems accept in place of a number.
const NO_NUMBERS: [&str; 9] = ["auto", "any", "all", "max", "min", "default", "none", "unlimited", "None"];

/// Reads an integer literal without a suffix or with `u32`, or takes the value as a constant expression.
pub(super) fn integer(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let form = value.form();
    let digits_of = |tokens: TokenStream| match Value::new(tokens)?.form() {
        Form::Integer(literal) => Some(literal.digits()),
        _ => None,
    };
    let meant = match &form {
        Form::Integer(literal) if matches!(&*literal.suffix, "" | "u32") => {
            return Some(Typed::Integer(literal.clone(), expected.earlier));
        }
        Form::Integer(literal) => {
            let of_type = INTEGER_TYPES.contains(&&*literal.suffix).then(|| literal.digits());
            let meant = integer_in_text(expected, &literal.written).or(of_type);
            let problem = format!("{} takes an integer of type `u32`, not `{}`", expected.subject(), literal.suffix);
            return expected.mismatch(value, problem, meant, errors, integer);
        }
        Form::Word(word) if NO_NUMBERS.iter().any(|no_number| word == no_number) => None,
        Form::Expression if matches!(value.opened().as_slice(), [some, _] if is_word(some, "Some")) => {
            digits_of(value.core().into_iter().collect())
        }
        Form::Word(_) | Form::Expression => return constant(expected, value, errors).map(Typed::Constant),
        Form::Text(text) | Form::Measure(text) => integer_in_text(expected, text),
        Form::Float(_) => integer_in_text(expected, &value.written()),
        Form::List(group) => digits_of(group.stream()),
        Form::OtherLiteral(_, text) => text.as_deref().and_then(|text| integer_in_text(expected, text)),
        Form::Bool(_) | Form::Reference(_) | Form::Rejected => None,
    };
    expected.mismatch(value, expected.problem("an integer", value), meant, errors, integer)
}

fn boolean(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let meant = match value.form() {
        Form::Bool(literal) => return Some(Typed::Boolean(literal, value.span)),
        Form::Word(_) | Form::Expression => return constant(expected, value, errors).map(Typed::Constant),
        Form::Text(text) if matches!(&*text, "true" | "false") => Some(text),
        _ => None,
    };
    expected.mismatch(value, expected.problem("`true` or `false`", value), meant, errors, boolean)
}

fn decimal(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Typed> {
    let digits = match value.form() {
        Form::Float(digits) => Some(digits),
        Form::Integer(integer) if integer.suffix.is_empty() => Some(integer.digits()),
        Form::Text(text) if text.parse::<f64>().is_ok() => {
            return expected.mismatch(value, expected.problem("a number", value), Some(text), errors, decimal);
        }
        _ => None,
    };
    let Some(number) = digits.and_then(|digits| digits.parse::<f64>().ok()) else {
        return expected.mismatch(value, expected.problem("a literal number", value), None, errors, decimal);
    };
    let number = if is_punct(value.opened().first(), '-') { -number } else { number };
    Some(Typed::Decimal(number, value.span, expected.earlier))
}

/// Accepts a constant expression if it begins and ends like one; rustc checks everything else.
pub(super) fn constant(expected: Expected, value: &Value, errors: &mut Errors) -> Option<Value> {
    let KeyInfo { name, example, .. } = expected.info;
    let (span, problem) =
        if let Some(first) = value.opened().first().filter(|first| is_any_word(*first, &NO_EXPRESSION)) {
            (first.into(), format!("`{name}` takes an expression, which does not begin with `{first}`"))
        } else if let Some(end) = value.unfinished_end() {
            let text: String = end.iter().map(ToString::to_string).collect();
            let problem = format!("expected more after `{text}`: the value of `{name}` is not complete");
            (SpanRange::of(&end).unwrap_or(value.span), problem)
        } else {
            return Some(value.clone());
        };
    let message = Message::new(problem).with_help(format!("for example `{}`", expected.written(example)));
    errors.at_value(expected.earlier, span, message);
    None
}

/// Reads a list and returns its elements, still unread, and what is expected of them.
pub(super) fn list(expected: Expected, value: &Value, errors: &mut Errors) -> Option<(Vec<Value>, Expected)> {
    let form = value.form();
    let texts = match &form {
        Form::List(group) => {
            let (mut found, before) = (Errors::default(), errors.len());
            let mut elements = entries::elements(group.stream(), &mut found);
            // A cron without quotes has spaces and commas of its own.
            if expected.info.value_type == ValueType::Crons
                && elements.iter().any(|value| matches!(value.form(), Form::Expression))
            {
                elements = Value::new(group.stream()).into_iter().collect();
            } else {
                errors.append(found);
            }
            if elements.is_empty() && errors.len() > before {
                return None;
            }
            let is_alone = elements.len() == 1;
            return Some((elements, Expected { in_list: true, is_alone, earlier: None, ..expected }));
        }
        Form::Reference(group) => list_meant(expected, group.stream()),
        Form::Text(text) => Some(expected.split(text)),
        Form::Word(word) => text_meant(expected, value, &form)
            .or_else(|| (expected.info.value_type == ValueType::Methods).then(|| word.to_string()))
            .filter(|text| text != "None")
            .map(|text| vec![text]),
        Form::Expression => {
            let tokens = value.core();
            match tokens.iter().rfind(|token| is_group(token, Delimiter::Bracket)) {
                Some(TokenTree::Group(group)) => list_meant(expected, group.stream()),
                _ => list_meant(expected, tokens.into_iter().collect()),
            }
        }
        _ => None,
    };
    let written = match (&form, value.opened().last()) {
        // `Region::ALL`
        (Form::Expression, Some(TokenTree::Ident(last))) => last.to_string(),
        _ => value.written().trim_matches('"').to_owned(),
    };
    if expected.info.value_type == ValueType::Regions && is_any_region(&written) {
        let message = Message::new(expected.problem("a list", value)).with_help_of(unknown_region("any"));
        errors.at_value(expected.earlier, value.span, message);
        return None;
    }
    let meant = texts.filter(|texts| !texts.is_empty()).and_then(|texts| expected.list_of(&texts));
    expected.mismatch(value, expected.problem("a list", value), meant, errors, |expected, value, errors| {
        let (elements, of_element) = list(expected, value, errors)?;
        Some((elements, Expected { earlier: expected.earlier, ..of_element }))
    })
}

fn list_meant(expected: Expected, stream: TokenStream) -> Option<Vec<String>> {
    let expected = Expected { in_list: true, ..expected };
    let elements = entries::elements(stream, &mut Errors::default());
    elements.iter().map(|element| text_meant(expected, element, &element.form())).collect()
}

pub(super) fn method(expected: Expected, value: &Value, errors: &mut Errors) -> Option<(Ident, Expected)> {
    let form = value.form();
    if let Form::Word(word) = form {
        return Some((word, expected));
    }
    let meant = match (&form, value.opened().as_slice()) {
        (Form::Text(text), _) => Some(text.clone()),
        (Form::Expression, [TokenTree::Ident(word), TokenTree::Group(group)]) if group.stream().is_empty() => {
            Some(word.to_string())
        }
        // `Self::fetch`, `self.fetch`
        (Form::Expression, [.., joint, TokenTree::Ident(word)]) => {
            [":", ".", "&"].contains(&joint.to_string().as_str()).then(|| word.to_string())
        }
        _ => None,
    };
    let is_path = |text: &String| value.replaced_by(text).is_some_and(|value| value.path().is_some());
    let meant = meant.filter(|text| is_identifier(text) && is_path(text));
    expected.mismatch(value, expected.problem("the name of a method", value), meant, errors, method)
}

/// Words for what the fields count.
const COUNTED: &str =
    "core cores cpu cpus vcpu vcpus machine machines replica replicas instance instances time times x";

/// The integer that a text means: `1024`, or for memory a size with its unit, in MB: `2GB`.
fn integer_in_text(expected: Expected, text: &str) -> Option<String> {
    let text = text.trim().replace('_', "").to_lowercase();
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let is_memory = expected.info.value_type == ValueType::Megabytes;
    let megabytes = match unit.trim() {
        "" => 1.0,
        "m" | "mb" | "mib" | "mi" | "megabytes" if is_memory => 1.0,
        "g" | "gb" | "gib" | "gi" | "gigabytes" if is_memory => 1024.0,
        "t" | "tb" | "tib" | "ti" if is_memory => 1_048_576.0,
        counted if !is_memory && COUNTED.split(' ').any(|word| word == counted) => 1.0,
        _ => return None,
    };
    let whole = number.parse::<f64>().ok()? * megabytes;
    (whole.fract() == 0.0).then(|| format!("{whole}"))
}
