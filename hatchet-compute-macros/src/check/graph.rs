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
    /// Those listed in `parents`.
    pub(crate) parents: &'a [Ident],
    /// Those whose output is a parameter.
    pub(crate) parameters: Vec<&'a Ident>,
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
                unknown_parent(parent, node, nodes, methods)
            };
            if let Some(problem) = problem {
                errors[index].at(parent, problem);
            }
        }
    }
}

/// Parameters that no step gives: there is none of the name, it is the step itself, or it is there twice.
pub(crate) fn parameters(nodes: &[Node<'_>], methods: &[&Ident], errors: &mut [Errors]) {
    for (index, node) in nodes.iter().enumerate() {
        for (position, &parameter) in node.parameters.iter().enumerate() {
            let problem = if parameter == node.method {
                Some(format!(
                    "step `{parameter}` takes its own output\nhelp: remove this parameter"
                ))
            } else if node.parameters[..position].contains(&parameter) {
                Some(format!(
                    "the output of `{parameter}` is taken twice\nhelp: remove one of the two"
                ))
            } else {
                unknown_parent(parameter, node, nodes, methods).map(|problem| {
                    let rule =
                        "a parameter after the input takes the output of the step of its name";
                    match problem.split_once('\n') {
                        Some((problem, help)) => format!("{problem}, but {rule}\n{help}"),
                        None => problem,
                    }
                })
            };
            if let Some(problem) = problem {
                errors[index].at(parameter, problem);
            }
        }
    }
}

fn unknown_parent(
    parent: &Ident,
    child: &Node<'_>,
    nodes: &[Node<'_>],
    methods: &[&Ident],
) -> Option<String> {
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
    let others = nodes.iter().filter(|node| node.method != child.method);
    let others: Vec<String> = others.map(|node| node.method.to_string()).collect();
    let others = || others.iter().map(String::as_str);
    let help = match nearest(&parent.to_string(), others()) {
        Some(method) => format!("write `{method}`"),
        None if others().next().is_none() => "there is no other step".into(),
        None => format!("choose from {}", listed(others(), "and")),
    };
    Some(format!("{message}\nhelp: {help}"))
}

/// Steps that wait for each other: one error for each cycle, at the method that stands first.
pub(crate) fn cycles(nodes: &[Node<'_>], errors: &mut [Errors]) {
    let parents = parents_of_each(nodes);
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

/// The positions of the steps, each behind its parents.
pub(crate) fn parents_first(nodes: &[Node<'_>]) -> Vec<usize> {
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
        let is_parent = |method| node.parents.contains(method) || node.parameters.contains(&method);
        let positions = (0..nodes.len()).filter(|&position| position != index);
        positions
            .filter(|&position| is_parent(nodes[position].method))
            .collect()
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
