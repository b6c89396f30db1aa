//! The rules between the steps of one workflow: names, parents, cycles.

use hatchet_compute_core::{Message, nearest, quoted};
use proc_macro2::Ident;

use super::step::Step;
use crate::lower::expected::Expected;
use crate::tokens::SpanRange;

/// An error: the position of its step, what is expected of the parent if it is about one, its span and its message.
type GraphError = (usize, Option<Expected>, SpanRange, Message);

pub(super) fn check(steps: &mut [Step], methods: &[Ident]) {
    let mut found = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if let Some(message) = name_clash(step, &steps[..index]) {
            found.push((index, None, step.name_span, message));
        }
        let listed = step.options.parents.iter().map(|(parent, _)| (parent, false));
        let parents: Vec<(&Ident, bool)> = listed.chain(step.output_parents().map(|parent| (parent, true))).collect();
        for (position, parent) in parents.iter().enumerate() {
            let is_repeated = parents[..position].contains(parent);
            let message = parent_problem(*parent, is_repeated, step, steps, methods);
            let expected = step.options.parents.get(position).map(|(_, expected)| *expected);
            found.extend(message.map(|message| (index, expected, parent.0.into(), message)));
        }
    }
    on_failure(steps, &mut found);
    cycles(steps, &mut found);
    for (index, expected, span, message) in found {
        let errors = &mut steps[index].errors;
        match expected {
            Some(expected) => expected.error(span, message, errors),
            None => errors.at(span, message),
        };
    }
}

/// Steps under a `cfg` may be alternatives to each other, and a method that is two steps is a separate error.
fn name_clash(step: &Step, before: &[Step]) -> Option<Message> {
    let name = &step.name;
    let clash = before.iter().find(|before| {
        before.method != step.method
            && !before.is_conditional()
            && !step.is_conditional()
            && before.name.to_lowercase() == name.to_lowercase()
    });
    let other = &clash?.name;
    let also = if other == name { String::new() } else { format!(" (`{other}` differs only in case)") };
    let message = Message::new(format!("this workflow already has a step named `{name}`{also}"));
    Some(message.with_help("give one of them a different `name = \"…\"`"))
}

/// The message about a parent that is repeated or not another step. A parameter for its output gives a parent too.
fn parent_problem(
    (parent, is_output): (&Ident, bool),
    is_repeated: bool,
    child: &Step,
    steps: &[Step],
    methods: &[Ident],
) -> Option<Message> {
    if *parent == child.method {
        let verb = if is_output { "takes its own output" } else { "is its own parent" };
        let help = if is_output { "remove this parameter" } else { "remove it" };
        return Some(Message::new(format!("step `{parent}` {verb}")).with_help(help));
    }
    if is_repeated && is_output {
        let message = Message::new(format!("the output of `{parent}` is taken twice"));
        return Some(message.with_help("remove one of the two"));
    } else if is_repeated {
        let message = Message::new(format!("parent `{parent}` is given twice"));
        return Some(message.with_help(format!("remove it: `{parent}` is already in the list")));
    }
    if steps.iter().any(|step| step.method == *parent) {
        return None;
    }
    let output_rule = ", but a parameter after the input takes the output of the step that it is named after";
    let rule = if is_output { output_rule } else { "" };
    if let Some(named) = steps.iter().find(|step| *parent == step.name && step.method != child.method) {
        let problem = format!("`{parent}` is the name of a step, but `parents` lists methods{rule}");
        return Some(Message::new(problem).with_replacement(named.method.to_string()));
    }
    let problem = format!("`{parent}` is not a step of this workflow");
    if methods.contains(parent) {
        let message = Message::new(format!("`{parent}` is a plain method, not a step of this workflow{rule}"));
        return Some(message.with_help("write `#[step]` above it"));
    }
    let others = steps.iter().filter(|step| step.method != child.method);
    let others: Vec<String> = others.map(|step| step.method.to_string()).collect();
    let message = Message::new(format!("{problem}{rule}"));
    Some(match nearest(&parent.to_string(), others.iter().map(String::as_str)) {
        Some(method) => message.with_replacement(method),
        None if others.is_empty() => message.with_help("remove it: this workflow has no other step"),
        None => message.with_help(format!("choose from {}", quoted(&others, "or"))),
    })
}

/// A step for failed runs runs on its own, and a workflow has at most one.
fn on_failure(steps: &[Step], found: &mut Vec<GraphError>) {
    for (index, step) in steps.iter().enumerate() {
        let Some(word) = step.options.on_failure else { continue };
        let name = &step.method;
        let mut report = |index, span, problem: String, help: &str| {
            found.push((index, None, span, Message::new(problem).with_help(help)));
        };
        if index == 0 && steps.iter().all(|step| step.options.on_failure.is_some()) {
            let problem = format!("step `{name}` is for failed runs, but this workflow has no other step to run");
            report(index, word, problem, "write `#[step]` above the methods that are its steps");
        }
        let is_before = |before: &&Step| before.options.on_failure.is_some() && !before.is_conditional();
        if let Some(first) = steps[..index].iter().find(is_before).filter(|_| !step.is_conditional()) {
            let problem = format!("this workflow already has a step for failed runs: `{}`", first.method);
            report(index, word, problem, "remove one of the two `on_failure`");
        }
        if let Some(&parent) = step.parents().first() {
            let problem = format!("step `{name}` runs when a run has failed, so it cannot have parents");
            let help = "remove the parent; with a `client`, `Context::step_run_errors` returns the errors of the steps";
            report(index, parent.into(), problem, help);
        }
        for (child, other) in steps.iter().enumerate().filter(|(child, _)| *child != index) {
            if let Some(parent) = other.parents().into_iter().find(|parent| **parent == step.method) {
                let problem = format!("step `{name}` runs only when a run has failed, so no step can wait for it");
                report(child, parent.into(), problem, "remove this parent");
            }
        }
    }
}

/// One error for each cycle, at its first method in the source, and one at most for each method.
fn cycles(steps: &[Step], found: &mut Vec<GraphError>) {
    let parents = parents_of_each(steps);
    let mut reported: Vec<usize> = Vec::new();
    for start in 0..steps.len() {
        let Some(mut cycle) = cycle_through(start, &parents).filter(|_| !reported.contains(&start)) else { continue };
        let first = *cycle.iter().min().unwrap_or(&start);
        let is_reported = reported.contains(&first);
        reported.extend(&cycle);
        if is_reported {
            continue;
        }
        while cycle[0] != first {
            cycle.rotate_left(1);
        }
        cycle.push(first);
        let names: Vec<String> = cycle.iter().map(|&index| format!("`{}`", steps[index].method)).collect();
        let message = Message::new(format!("these steps wait for each other: {}", names.join(" → ")));
        found.push((first, None, (&steps[first].method).into(), message.with_help("remove one of the parents")));
    }
}

pub(super) fn parents_first(steps: &[Step]) -> Vec<usize> {
    let parents = parents_of_each(steps);
    let mut order: Vec<usize> = Vec::new();
    while order.len() < steps.len() {
        let mut left = (0..steps.len()).filter(|index| !order.contains(index));
        let ready = |index: &usize| parents[*index].iter().all(|parent| order.contains(parent));
        // In a cycle no step is ready.
        let next = left.clone().find(ready).or_else(|| left.next());
        order.extend(next);
    }
    order
}

fn parents_of_each(steps: &[Step]) -> Vec<Vec<usize>> {
    let is_parent = |child: usize, parent: usize| child != parent && steps[child].has_parent(&steps[parent].method);
    let all = 0..steps.len();
    all.clone().map(|child| all.clone().filter(|parent| is_parent(child, *parent)).collect()).collect()
}

/// The shortest cycle from a step through its parents back to itself.
fn cycle_through(start: usize, parents: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut paths = std::collections::VecDeque::from([vec![start]]);
    let mut seen = vec![false; parents.len()];
    while let Some(path) = paths.pop_front() {
        for &parent in &parents[path[path.len() - 1]] {
            if parent == start {
                return Some(path);
            }
            if !seen[parent] {
                seen[parent] = true;
                paths.push_back([&path[..], &[parent]].concat());
            }
        }
    }
    None
}
