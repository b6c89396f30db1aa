//! The impl block of a workflow, read: which methods are steps, what each says, and how they hang together.

use proc_macro2::{Group, Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::check::client::{self, Handler};
use crate::check::graph::{self, Node};
use crate::check::{self, Step};
use crate::expand;
use crate::lower;
use crate::support::attribute::Attribute;
use crate::support::errors::Errors;
use crate::support::item::{self, Function, ImplBlock, ImplItem};
use crate::support::step_attribute::{self, StepAttribute};

/// What was found in an impl block.
#[derive(Default)]
pub(super) struct Block {
    /// The items as they are given back: the `#[step]`s emptied.
    pub(super) items: TokenStream,
    /// All methods, steps or not.
    methods: Vec<Ident>,
    pub(super) steps: Vec<WorkflowStep>,
    /// What is wrong with each step, in the order of `steps`.
    pub(super) step_errors: Vec<Errors>,
    /// Whether a client runs the steps, which asks more of their signatures.
    pub(super) has_client: bool,
}

/// A step of the workflow, judged on its own.
pub(super) struct WorkflowStep {
    pub(super) method: Ident,
    pub(super) step: Step,
    /// The parents' methods that are listed.
    listed_parents: Vec<Ident>,
    /// How a client calls it, if one does and the signature is right.
    pub(super) handler: Option<Handler>,
    pub(super) crate_path: Option<TokenStream>,
    /// The attributes under which its method exists, and with which it was written.
    pub(super) governing: Vec<TokenStream>,
    /// The predicates of the `cfg`s among them.
    pub(super) predicates: Vec<TokenStream>,
}

impl WorkflowStep {
    /// Whether a `cfg` decides if the step exists.
    pub(super) fn is_conditional(&self) -> bool {
        !self.predicates.is_empty()
    }

    /// The methods of the parents whose output is a parameter.
    fn parameters(&self) -> impl Iterator<Item = &Ident> {
        let outputs = self.handler.iter().flat_map(|handler| &handler.outputs);
        outputs.map(|output| &output.step)
    }

    /// The methods of all parents, each once.
    pub(super) fn parents(&self) -> impl Iterator<Item = &Ident> {
        let parameters = self.parameters();
        let parameters = parameters.filter(|parent| !self.listed_parents.contains(parent));
        self.listed_parents.iter().chain(parameters)
    }
}

impl Block {
    /// Reads the methods with `#[step]`, and judges them and how they hang together.
    pub(super) fn read(impl_block: &ImplBlock, has_client: bool, errors: &mut Errors) -> Block {
        let mut block = Block {
            has_client,
            ..Block::default()
        };
        for item in item::impl_items(impl_block.body.stream()) {
            match item {
                ImplItem::Method { function, rest } => {
                    for attribute in &function.attributes {
                        let (steps, rewritten) = step_attribute::read(attribute, errors);
                        rewritten.to_tokens(&mut block.items);
                        for step in steps {
                            block.add_step(step, &function);
                        }
                    }
                    block.items.extend(rest);
                    block.methods.push(function.name);
                }
                ImplItem::Other(tokens) => block.items.extend(tokens),
            }
        }
        block.resolve_parameters();
        block.judge_graph();
        block
    }

    fn add_step(&mut self, attribute: StepAttribute, function: &Function) {
        let mut errors = Errors::default();
        let options = lower::step(attribute.arguments, &mut errors);
        let listed_parents = options.parents.clone();
        let crate_path = options.crate_path.clone();
        let mut governing = expand::governing(&function.attributes);
        let mut predicates: Vec<TokenStream> = function
            .attributes
            .iter()
            .filter_map(Attribute::predicate)
            .collect();
        if let Some(predicate) = attribute.predicate {
            governing.push(quote!(#[cfg(#predicate)]));
            predicates.push(predicate);
        }
        let mut steps_before = self.steps.iter();
        let twice = steps_before.any(|step| step.method == function.name && !step.is_conditional());
        if twice && predicates.is_empty() {
            errors.at(
                &attribute.word,
                "this method is a step already\nhelp: remove one of the two `#[step]`",
            );
        }
        let step = check::step(options, &function.name, &mut errors);
        let handler = if self.has_client {
            client::handler(function, &mut errors)
        } else {
            None
        };
        self.step_errors.push(errors);
        self.steps.push(WorkflowStep {
            method: function.name.clone(),
            step,
            listed_parents,
            handler,
            crate_path,
            governing,
            predicates,
        });
    }

    /// Finds the steps whose outputs are parameters, once all steps are known.
    fn resolve_parameters(&mut self) {
        let steps: Vec<Ident> = self.steps.iter().map(|step| step.method.clone()).collect();
        let handlers = self.steps.iter_mut().flat_map(|step| &mut step.handler);
        for output in handlers.flat_map(|handler| &mut handler.outputs) {
            output.step = client::step_meant(&output.step, |name| steps.contains(name));
        }
    }

    fn judge_graph(&mut self) {
        let mut errors = std::mem::take(&mut self.step_errors);
        let nodes = self.nodes();
        let methods: Vec<&Ident> = self.methods.iter().collect();
        graph::names(&nodes, &mut errors);
        graph::parents(&nodes, &methods, &mut errors);
        graph::parameters(&nodes, &methods, &mut errors);
        graph::cycles(&nodes, &mut errors);
        self.step_errors = errors;
    }

    fn nodes(&self) -> Vec<Node<'_>> {
        let nodes = self.steps.iter().map(|step| Node {
            method: &step.method,
            name: &step.step.name,
            name_place: step.step.name_place,
            parents: &step.listed_parents,
            parameters: step.parameters().collect(),
            conditional: step.is_conditional(),
        });
        nodes.collect()
    }

    /// The positions of the steps, each behind its parents.
    pub(super) fn parents_first(&self) -> Vec<usize> {
        graph::parents_first(&self.nodes())
    }

    /// The steps of a method: more than one if it is another step under another `cfg`.
    pub(super) fn steps_of<'a>(
        &'a self,
        method: &'a Ident,
    ) -> impl Iterator<Item = &'a WorkflowStep> {
        self.steps.iter().filter(move |step| step.method == *method)
    }

    /// The impl block with its items as they are given back.
    pub(super) fn rebuilt(&self, impl_block: &ImplBlock) -> TokenStream {
        let mut body = Group::new(impl_block.body.delimiter(), self.items.clone());
        body.set_span(impl_block.body.span());
        let header = &impl_block.header;
        quote!(#(#header)* #body)
    }
}
