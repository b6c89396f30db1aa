//! The rules between the steps of one workflow: names, parents, cycles.

use hatchet_compute_core::{Message, nearest, quoted};
use proc_macro2::Ident;

use crate::errors::Errors;
use crate::tokens::span_range::SpanRange;

/// A step as the others of its workflow see it.
pub(super) struct Node<'a> {
    pub(super) method: &'a Ident,
    pub(super) name: &'a str,
    pub(super) name_span: SpanRange,
    /// Those listed in `parents`.
    pub(super) parents: &'a [Ident],
    /// Those whose output is a parameter.
    pub(super) outputs: Vec<&'a Ident>,
    /// Whether a `cfg` decides if the step exists.
    pub(super) conditional: bool,
}

/// Two steps of one name. Steps under a `cfg` may be alternatives of each other.
pub(super) fn names(nodes: &[Node<'_>], errors: &mut [Errors]) {
    for (index, node) in nodes.iter().enumerate() {
        let clash = nodes[..index].iter().find(|before| {
            // That one method is two steps is an error of its own.
            before.method != node.method
                && !before.conditional
                && !node.conditional
                && before.name.to_lowercase() == node.name.to_lowercase()
        });
        let Some(before) = clash else {
            continue;
        };
        let also = if before.name == node.name {
            String::new()
        } else {
            format!(" (as `{}`: upper and lower case are the same)", before.name)
        };
        errors[index].help(
            node.name_span,
            format!("this workflow already has a step named `{}`{also}", node.name),
            "give one of them another `name = \"…\"`",
        );
    }
}

/// Parents that are listed or whose output is a parameter, and that are not another step of the workflow, or are there
/// twice.
pub(super) fn parents(nodes: &[Node<'_>], methods: &[Ident], errors: &mut [Errors]) {
    for (index, node) in nodes.iter().enumerate() {
        for (position, parent) in node.parents.iter().enumerate() {
            let message = if parent == node.method {
                Some(Message::new(format!("step `{parent}` is its own parent")).with_help("remove it"))
            } else if node.parents[..position].contains(parent) {
                Some(twice(format!("parent `{parent}` is given twice")))
            } else {
                unknown_parent(parent, "", node, nodes, methods)
            };
            errors[index].extend(parent, message);
        }
        for (position, &output) in node.outputs.iter().enumerate() {
            let message = if output == node.method {
                let problem = format!("step `{output}` takes its own output");
                Some(Message::new(problem).with_help("remove this parameter"))
            } else if node.outputs[..position].contains(&output) {
                Some(twice(format!("the output of `{output}` is taken twice")))
            } else {
                let rule = ", but a parameter after the input takes the output of the step with its name";
                unknown_parent(output, rule, node, nodes, methods)
            };
            errors[index].extend(output, message);
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
    child: &Node<'_>,
    nodes: &[Node<'_>],
    methods: &[Ident],
) -> Option<Message> {
    if nodes.iter().any(|node| node.method == parent) {
        return None;
    }
    if let Some(named) = nodes.iter().find(|node| *parent == node.name) {
        let problem = format!("`{parent}` is the name of a step, but parents are given by their methods{rule}");
        return Some(Message::new(problem).with_replacement(named.method.to_string()));
    }
    let problem = format!("`{parent}` is not a step of this workflow");
    if methods.contains(parent) {
        let message = Message::new(format!("{problem}, only a method{rule}"));
        return Some(message.with_help("write `#[step]` above it"));
    }
    let others = nodes.iter().filter(|node| node.method != child.method);
    let others: Vec<String> = others.map(|node| node.method.to_string()).collect();
    let message = Message::new(format!("{problem}{rule}"));
    let nearest = nearest(&parent.to_string(), others.iter().map(String::as_str));
    Some(match nearest {
        Some(method) => message.with_replacement(method),
        None if others.is_empty() => message.with_help("there is no other step"),
        None => message.with_help(format!("choose from {}", quoted(&others, "and"))),
    })
}

/// Steps that wait for each other: one error for each cycle, at its first method in the source.
pub(super) fn cycles(nodes: &[Node<'_>], errors: &mut [Errors]) {
    let parents = parents_of_each(nodes);
    let mut reported = vec![false; nodes.len()];
    for start in 0..nodes.len() {
        if reported[start] {
            continue;
        }
        let Some(mut cycle) = cycle_through(start, &parents) else {
            continue;
        };
        let (turn, first) =
            (0..cycle.len()).map(|turn| (turn, cycle[turn])).min_by_key(|(_, index)| *index).unwrap_or((0, start));
        cycle.rotate_left(turn);
        for &index in &cycle {
            reported[index] = true;
        }
        let mut names: Vec<String> = cycle.iter().map(|&index| format!("`{}`", nodes[index].method)).collect();
        names.push(names[0].clone());
        errors[first].help(
            nodes[first].method,
            format!("these steps wait for each other: {}", names.join(" → ")),
            "remove one of the parents",
        );
    }
}

/// The positions of the steps, each after its parents.
pub(super) fn parents_first(nodes: &[Node<'_>]) -> Vec<usize> {
    fn place(index: usize, parents: &[Vec<usize>], placed: &mut [bool], order: &mut Vec<usize>) {
        if std::mem::replace(&mut placed[index], true) {
            return;
        }
        for &parent in &parents[index] {
            place(parent, parents, placed, order);
        }
        order.push(index);
    }
    let parents = parents_of_each(nodes);
    let (mut placed, mut order) = (vec![false; nodes.len()], Vec::new());
    for index in 0..nodes.len() {
        place(index, &parents, &mut placed, &mut order);
    }
    order
}

/// The positions of each step's parents among all steps.
fn parents_of_each(nodes: &[Node<'_>]) -> Vec<Vec<usize>> {
    let parents_of = |(index, node): (usize, &Node<'_>)| {
        let is_parent = |method| node.parents.contains(method) || node.outputs.contains(&method);
        let positions = (0..nodes.len()).filter(|&position| position != index);
        positions.filter(|&position| is_parent(nodes[position].method)).collect()
    };
    nodes.iter().enumerate().map(parents_of).collect()
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
