//! Words for the alternatives of a union: for their variants, and for the names of their types.

use super::context::Lowerer;
use super::shape::Shape;
use super::view::{Node, View};
use super::{docs, resolve};
use openapiv3::{Discriminator, ReferenceOr, Schema};
use std::collections::HashMap;

/// How many lists inside lists a word speaks of.
const MAX_LISTS: usize = 3;

/// For each property, how many alternatives have it and how many require it.
type Owners<'a> = HashMap<&'a str, (usize, usize)>;

impl<'a> Lowerer<'a> {
    /// A word for each alternative: the name of a component, a title, a constant, or what it has that others have not.
    pub(super) fn branch_words(
        &self,
        nodes: &'a [ReferenceOr<Schema>],
        discriminator: Option<&Discriminator>,
        inherited: Option<&str>,
    ) -> Vec<String> {
        let nodes: Vec<Node<'a>> = nodes.iter().map(Node::from).collect();
        let own: Vec<Option<String>> = nodes.iter().map(|node| self.own_word(*node, discriminator)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in own.iter().flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let is_unique = |word: &str| counts.get(word).copied() == Some(1);
        if own.iter().all(|word| word.as_deref().is_some_and(is_unique)) {
            return own.into_iter().flatten().collect();
        }
        let owners = self.owners(&nodes);
        let shapes: Vec<Shape> = nodes.iter().map(|node| self.shape(*node, inherited)).collect();
        let has_lists = shapes.iter().filter(|shape| **shape == Shape::List).count() > 1;
        let words = nodes.iter().zip(&own).zip(shapes).map(|((node, own), shape)| {
            let distinction = || (shape == Shape::Object).then(|| self.distinction(*node, &owners)).flatten();
            match own {
                Some(own) if is_unique(own) => own.clone(),
                _ if shape == Shape::List && has_lists => self.list_word(*node, 0),
                Some(own) => distinction().map_or(own.clone(), |word| format!("{own} {word}")),
                None => distinction().unwrap_or_else(|| shape.word().to_owned()),
            }
        });
        words.collect()
    }

    /// What a list holds: `string list`.
    fn list_word(&self, node: Node<'a>, depth: usize) -> String {
        let items = self.peek(node).and_then(|schema| View::new(schema).items);
        let word = match items.map(|items| (items, self.shape(items, None))) {
            Some((Node::Reference(reference), _)) => {
                resolve::pointer_of(reference).and_then(|pointer| pointer.last()).unwrap_or_default()
            }
            Some((items, Shape::List)) if depth < MAX_LISTS => self.list_word(items, depth + 1),
            Some((items, shape)) => self.own_word(items, None).unwrap_or_else(|| shape.word().to_owned()),
            None => String::new(),
        };
        format!("{word} list")
    }

    fn own_word(&self, node: Node<'a>, discriminator: Option<&Discriminator>) -> Option<String> {
        if let Node::Reference(reference) = node {
            let name = resolve::pointer_of(reference).and_then(|pointer| pointer.last());
            return Some(name.unwrap_or_else(|| reference.to_owned()));
        }
        let view = View::new(self.peek(node)?);
        let title = docs::text(view.data.title.as_deref());
        title.or_else(|| self.constant(&view, discriminator)).or_else(|| first_member(&view))
    }

    /// The value of the property that tells an alternative, or its only constant.
    fn constant(&self, view: &View<'a>, discriminator: Option<&Discriminator>) -> Option<String> {
        let properties = view.properties?;
        let constant = |node: &'a ReferenceOr<Box<Schema>>| {
            let view = View::new(self.peek(Node::from(node))?);
            match view.values.as_slice() {
                [value] => value.as_str().map(str::to_owned),
                _ => None,
            }
        };
        match discriminator {
            Some(discriminator) => constant(properties.get(&discriminator.property_name)?),
            None => properties.values().find_map(constant),
        }
    }

    /// How many of the alternatives have each property.
    fn owners(&self, nodes: &[Node<'a>]) -> Owners<'a> {
        let mut owners = Owners::new();
        for (name, required) in nodes.iter().flat_map(|node| self.own_names(*node)) {
            let counts = owners.entry(name).or_default();
            counts.0 += 1;
            counts.1 += usize::from(required);
        }
        owners
    }

    /// The properties that an alternative has itself, the required ones first.
    fn own_names(&self, node: Node<'a>) -> Vec<(&'a str, bool)> {
        let Some(schema) = self.peek(node) else { return Vec::new() };
        let view = View::new(schema);
        let names = view.properties.into_iter().flat_map(|properties| properties.keys());
        let mut names: Vec<_> = names.map(|name| (name.as_str(), view.required.contains(name))).collect();
        names.sort_by_key(|(_, required)| !required);
        names
    }

    /// The first property that no other alternative has, or that no other requires: `with link`.
    fn distinction(&self, node: Node<'a>, owners: &Owners<'a>) -> Option<String> {
        let own = self.own_names(node);
        let has_alone = |name: &str| owners.get(name).is_some_and(|(count, _)| *count == 1);
        let requires_alone = |name: &str| owners.get(name).is_some_and(|(_, count)| *count == 1);
        own.iter()
            .find(|(name, _)| has_alone(name))
            .or_else(|| own.iter().find(|(name, required)| *required && requires_alone(name)))
            .map(|(name, _)| format!("with {name}"))
    }
}

/// The name of the first component that an alternative extends.
fn first_member(view: &View<'_>) -> Option<String> {
    view.all_of.iter().find_map(|branch| match Node::from(branch) {
        Node::Reference(reference) => resolve::pointer_of(reference)?.last(),
        Node::Schema(_) => None,
    })
}
