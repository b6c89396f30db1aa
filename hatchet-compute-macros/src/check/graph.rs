//! The rules between the steps of one workflow: names, parents, cycles.

use hatchet_compute_core::{Message, nearest, quoted};
use proc_macro2::Ident;

use super::workflow_step::WorkflowStep;
use crate::tokens::SpanRange;

/// An error, with the position of the step that it is about.
type Found = (usize, SpanRange, Message);

/// Checks what holds between the steps of a workflow with these methods.
pub(super) fn check(steps: &mut [WorkflowStep], methods: &[Ident]) {
    let mut found = Vec::new();
    names(steps, &mut found);
    parents(steps, methods, &mut found);
    cycles(steps, &mut found);
    for (index, span, message) in found {
        steps[index].errors.at(span, message);
    }
}

/// Two steps of one name. Steps under a `cfg` may be alternatives of each other.
fn names(steps: &[WorkflowStep], found: &mut Vec<Found>) {
    for (index, step) in steps.iter().enumerate() {
        let name = &step.step.name;
        let clash = steps[..index].iter().find(|before| {
            // That one method is two steps is an error of its own.
            before.method != step.method
                && !before.is_conditional()
                && !step.is_conditional()
                && before.step.name.to_lowercase() == name.to_lowercase()
        });
        let also = match clash {
            None => continue,
            Some(before) if before.step.name == *name => String::new(),
            Some(before) => format!(" (as `{}`: upper and lower case are the same)", before.step.name),
        };
        let message = Message::new(format!("this workflow already has a step named `{name}`{also}"));
        let message = message.with_help("give one of them another `name = \"…\"`");
        found.push((index, step.step.name_span, message));
    }
}

/// Parents that are listed or whose output is a parameter, and that are not another step of the workflow, or are given
/// twice.
fn parents(steps: &[WorkflowStep], methods: &[Ident], found: &mut Vec<Found>) {
    for (index, step) in steps.iter().enumerate() {
        for (position, parent) in step.listed_parents.iter().enumerate() {
            let message = if *parent == step.method {
                Some(Message::new(format!("step `{parent}` is its own parent")).with_help("remove it"))
            } else if step.listed_parents[..position].contains(parent) {
                Some(twice(format!("parent `{parent}` is given twice")))
            } else {
                unknown_parent(parent, "", step, steps, methods)
            };
            found.extend(message.map(|message| (index, parent.into(), message)));
        }
        let outputs: Vec<&Ident> = step.output_parents().collect();
        for (position, &output) in outputs.iter().enumerate() {
            let message = if *output == step.method {
                let problem = format!("step `{output}` takes its own output");
                Some(Message::new(problem).with_help("remove this parameter"))
            } else if outputs[..position].contains(&output) {
                Some(twice(format!("the output of `{output}` is taken twice")))
            } else {
                let rule = ", but a parameter after the input takes the output of the step with its name";
                unknown_parent(output, rule, step, steps, methods)
            };
            found.extend(message.map(|message| (index, output.into(), message)));
        }
    }
}

fn twice(problem: String) -> Message {
    Message::new(problem).with_help("remove one of the two")
}

/// The message about a parent that is not a step of the workflow; `rule` says why it should be one.
fn unknown_parent(
    parent: &Ident,
    rule: &str,
    child: &WorkflowStep,
    steps: &[WorkflowStep],
    methods: &[Ident],
) -> Option<Message> {
    if steps.iter().any(|step| step.method == *parent) {
        return None;
    }
    if let Some(named) = steps.iter().find(|step| *parent == step.step.name) {
        let problem = format!("`{parent}` is the name of a step, but parents are given by their methods{rule}");
        return Some(Message::new(problem).with_replacement(named.method.to_string()));
    }
    let problem = format!("`{parent}` is not a step of this workflow");
    if methods.contains(parent) {
        let message = Message::new(format!("{problem}, only a method{rule}"));
        return Some(message.with_help("write `#[step]` above it"));
    }
    let others = steps.iter().filter(|step| step.method != child.method);
    let others: Vec<String> = others.map(|step| step.method.to_string()).collect();
    let message = Message::new(format!("{problem}{rule}"));
    let nearest = nearest(&parent.to_string(), others.iter().map(String::as_str));
    Some(match nearest {
        Some(method) => message.with_replacement(method),
        None if others.is_empty() => message.with_help("there is no other step"),
        None => message.with_help(format!("choose from {}", quoted(&others, "and"))),
    })
}

/// Steps that wait for each other: one error for each cycle, at its first method in the source.
fn cycles(steps: &[WorkflowStep], found: &mut Vec<Found>) {
    let parents = parents_of_each(steps);
    let mut reported = vec![false; steps.len()];
    for start in 0..steps.len() {
        if reported[start] {
            continue;
        }
        let Some(mut cycle) = cycle_through(start, &parents) else {
            continue;
        };
        let first = *cycle.iter().min().unwrap_or(&start);
        while cycle[0] != first {
            cycle.rotate_left(1);
        }
        for &index in &cycle {
            reported[index] = true;
        }
        cycle.push(first);
        let names: Vec<String> = cycle.iter().map(|&index| format!("`{}`", steps[index].method)).collect();
        let message = Message::new(format!("these steps wait for each other: {}", names.join(" → ")));
        found.push((first, (&steps[first].method).into(), message.with_help("remove one of the parents")));
    }
}

/// The positions of the steps, each after its parents.
pub(super) fn parents_first(steps: &[WorkflowStep]) -> Vec<usize> {
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

/// The positions of each step's parents among all steps.
fn parents_of_each(steps: &[WorkflowStep]) -> Vec<Vec<usize>> {
    let parents_of = |(index, step): (usize, &WorkflowStep)| {
        let is_parent = |&other: &usize| other != index && step.parents().any(|parent| *parent == steps[other].method);
        (0..steps.len()).filter(is_parent).collect()
    };
    steps.iter().enumerate().map(parents_of).collect()
}

/// The shortest cycle from a step over its parents back to itself.
fn cycle_through(start: usize, parents: &[Vec<usize>]) -> Option<Vec<usize>> {
    let mut came_from = vec![None; parents.len()];
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(step) = queue.pop_front() {
        for &parent in &parents[step] {
            if parent == start {
                let mut cycle = vec![step];
                while let Some(before) = came_from[cycle[cycle.len() - 1]] {
                    cycle.push(before);
                }
                cycle.reverse();
                return Some(cycle);
            }
            if came_from[parent].is_none() {
                came_from[parent] = Some(step);
                queue.push_back(parent);
            }
        }
    }
    None
}
