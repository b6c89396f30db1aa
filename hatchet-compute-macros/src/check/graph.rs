//! The rules between the steps of one workflow: names, parents, cycles.

use proc_macro2::Ident;

use crate::support::errors::Errors;
use crate::support::place::Place;
use crate::support::suggest::{listed, nearest};

/// A step as the others of its workflow see it.
pub(crate) struct Node<'a> {
    pub(crate) method: &'a Ident,
    pub(crate) name: &'a str,
    pub(crate) name_place: Place,
    pub(crate) parents: &'a [Ident],
    /// Whether a `cfg` decides if the step exists.
    pub(crate) conditional: bool,
}

/// Two steps of one name. Steps under a `cfg` may be alternatives of each other.
pub(crate) fn names(nodes: &[Node<'_>], errors: &mut [Errors]) {
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
            format!(" (as `{}`: upper and lower case are one)", before.name)
        };
        errors[index].at(
            node.name_place,
            format!(
                "a step named `{}` is in this workflow already{also}\nhelp: give one of them another `name = \"…\"`",
                node.name
            ),
        );
    }
}

/// Parents that are no step of the workflow, the step itself, or named twice.
pub(crate) fn parents(nodes: &[Node<'_>], methods: &[&Ident], errors: &mut [Errors]) {
    for (index, node) in nodes.iter().enumerate() {
        for (position, parent) in node.parents.iter().enumerate() {
            let problem = if parent == node.method {
                Some(format!(
                    "step `{parent}` is its own parent\nhelp: remove it"
                ))
            } else if node.parents[..position].contains(parent) {
                Some(format!(
                    "parent `{parent}` is given twice\nhelp: remove one of the two"
                ))
            } else {
                unknown_parent(parent, nodes, methods)
            };
            if let Some(problem) = problem {
                errors[index].at(parent, problem);
            }
        }
    }
}

fn unknown_parent(parent: &Ident, nodes: &[Node<'_>], methods: &[&Ident]) -> Option<String> {
    if nodes.iter().any(|node| node.method == parent) {
        return None;
    }
    if let Some(named) = nodes.iter().find(|node| *parent == node.name) {
        return Some(format!(
            "`{parent}` is the name of a step, but parents are named as their methods are\nhelp: write `{}`",
            named.method
        ));
    }
    let message = format!("`{parent}` is not a step of this workflow");
    if methods.contains(&parent) {
        return Some(format!(
            "{message}, only a method\nhelp: write `#[step]` above it"
        ));
    }
    let methods: Vec<String> = nodes.iter().map(|node| node.method.to_string()).collect();
    let methods = || methods.iter().map(String::as_str);
    let help = match nearest(&parent.to_string(), methods()) {
        Some(method) => format!("write `{method}`"),
        None => format!("choose from {}", listed(methods(), "and")),
    };
    Some(format!("{message}\nhelp: {help}"))
}

/// Steps that wait for each other: one error for each cycle, at the method that stands first.
pub(crate) fn cycles(nodes: &[Node<'_>], errors: &mut [Errors]) {
    let parents: Vec<Vec<usize>> = nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let other = |(position, parent): (usize, &Node<'_>)| {
                (position != index && node.parents.contains(parent.method)).then_some(position)
            };
            nodes.iter().enumerate().filter_map(other).collect()
        })
        .collect();
    let mut reported = vec![false; nodes.len()];
    for start in 0..nodes.len() {
        if reported[start] {
            continue;
        }
        let Some(mut cycle) = cycle_through(start, &parents) else {
            continue;
        };
        let (turn, first) = (0..cycle.len())
            .map(|turn| (turn, cycle[turn]))
            .min_by_key(|(_, index)| *index)
            .unwrap_or((0, start));
        cycle.rotate_left(turn);
        for &index in &cycle {
            reported[index] = true;
        }
        let mut names: Vec<String> = cycle
            .iter()
            .map(|&index| format!("`{}`", nodes[index].method))
            .collect();
        names.push(names[0].clone());
        errors[first].at(
            nodes[first].method,
            format!(
                "these steps wait for each other: {}\nhelp: remove one of the parents",
                names.join(" → ")
            ),
        );
    }
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
