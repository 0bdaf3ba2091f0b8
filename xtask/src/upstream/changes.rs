//! What differs between two states of the specs.

use super::specs::{Call, Node, Parameter, Specs};
use std::collections::{BTreeMap, BTreeSet};

/// What came, went or is another now, in one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) node: String,
    pub(super) how: How,
    pub(super) item: Item,
}

/// In which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Came,
    Went,
    /// It is there before and after, in another form.
    Other,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The node itself.
    Node,
    /// A field, and what is to say of its type.
    Field { name: String, says: String },
    /// An edge, or an endpoint of one.
    Operation(Call),
    /// A parameter of an operation, and what is to say of it.
    Parameter { call: Call, name: String, says: String },
    /// A value of an enum, which these use.
    Value { name: String, value: String, uses: Vec<Use> },
}

/// What has an enum for a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Field(String),
    Parameter(Call, String),
}

impl Change {
    /// A line for people.
    pub(super) fn text(&self) -> String {
        let sign = match self.how {
            How::Came => '+',
            How::Went => '-',
            How::Other => '~',
        };
        match &self.item {
            Item::Node => format!("{sign} node {}", self.node),
            Item::Field { name, says } => format!("{sign} field `{name}`: {says}"),
            Item::Operation(call) if call.method == "GET" && call.endpoint.is_some() => {
                format!("{sign} edge {}", shown(call))
            }
            Item::Operation(call) => format!("{sign} endpoint {}", shown(call)),
            Item::Parameter { call, name, says } => {
                format!("{sign} parameter `{name}` of {}: {says}", shown(call))
            }
            Item::Value { name, value, .. } => format!("{sign} value `{value}` of {name}"),
        }
    }
}

fn shown(call: &Call) -> String {
    match &call.endpoint {
        Some(endpoint) => format!("{} {endpoint}", call.method),
        None => format!("{} of the node", call.method),
    }
}

/// What changed, node after node: fields, operations, parameters, values. Empty `nodes` stands for all.
pub(super) fn changes(old: &Specs, new: &Specs, nodes: &[String]) -> Vec<Change> {
    let names: BTreeSet<&String> = old.nodes.keys().chain(new.nodes.keys()).collect();
    let mut found = Vec::new();
    for name in names.into_iter().filter(|name| nodes.is_empty() || nodes.contains(name)) {
        let (before, after) = (old.nodes.get(name), new.nodes.get(name));
        let mut add = |how, item| found.push(Change { node: name.clone(), how, item });
        match (before, after) {
            (None, Some(_)) => add(How::Came, Item::Node),
            (Some(_), None) => add(How::Went, Item::Node),
            _ => {}
        }
        let (Some(before), Some(after)) = (before, after) else { continue };
        fields(before, after, &mut add);
        operations(before, after, &mut add);
        values([old, new], [before, after], &mut add);
    }
    found
}

fn fields(before: &Node, after: &Node, add: &mut dyn FnMut(How, Item)) {
    for (name, how, pair) in differing(&before.fields, &after.fields) {
        let says = match pair {
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (old, new) => old.or(new).cloned().unwrap_or_default(),
        };
        add(how, Item::Field { name: name.clone(), says });
    }
}

fn operations(before: &Node, after: &Node, add: &mut dyn FnMut(How, Item)) {
    for (call, how, pair) in differing(&before.operations, &after.operations) {
        let (Some(old), Some(new)) = pair else {
            add(how, Item::Operation(call.clone()));
            continue;
        };
        for (name, how, pair) in differing(old, new) {
            let says = match pair {
                (Some(old), Some(new)) => format!("{} → {}", said(old), said(new)),
                (old, new) => old.or(new).map(said).unwrap_or_default(),
            };
            add(how, Item::Parameter { call: call.clone(), name: name.clone(), says });
        }
    }
}

fn said(parameter: &Parameter) -> String {
    format!("{}{}", parameter.ty, if parameter.required { ", required" } else { "" })
}

/// The values of the enums that both states of a node use.
fn values([old, new]: [&Specs; 2], [before, after]: [&Node; 2], add: &mut dyn FnMut(How, Item)) {
    let (used_before, used) = (uses(before), uses(after));
    for (name, uses) in used.iter().filter(|(name, _)| used_before.contains_key(*name)) {
        let (Some(old), Some(new)) = (old.enums.get(name), new.enums.get(name)) else { continue };
        let went = old.difference(new).map(|value| (How::Went, value));
        for (how, value) in new.difference(old).map(|value| (How::Came, value)).chain(went) {
            let (name, value, uses) = (name.clone(), value.clone(), uses.clone());
            add(how, Item::Value { name, value, uses });
        }
    }
}

/// The fields and parameters of a node by the names in their types, `list<page_tasks>` among them.
fn uses(node: &Node) -> BTreeMap<String, Vec<Use>> {
    let mut uses: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut add = |ty: &str, one: Use| {
        for name in ty.split(['<', '>', ',', ' ']).filter(|name| !name.is_empty()) {
            uses.entry(name.to_owned()).or_default().push(one.clone());
        }
    };
    for (name, ty) in &node.fields {
        add(ty, Use::Field(name.clone()));
    }
    for (call, parameters) in &node.operations {
        for (name, parameter) in parameters {
            add(&parameter.ty, Use::Parameter(call.clone(), name.clone()));
        }
    }
    uses
}

/// A key, how what stands under it differs, and what stands there before and after.
type Differing<'m, K, V> = (&'m K, How, (Option<&'m V>, Option<&'m V>));

/// The keys under which two maps differ, each with how, and with what stands under it.
fn differing<'m, K: Ord, V: PartialEq>(
    old: &'m BTreeMap<K, V>,
    new: &'m BTreeMap<K, V>,
) -> Vec<Differing<'m, K, V>> {
    let keys: BTreeSet<&K> = old.keys().chain(new.keys()).collect();
    let differ = |key: &'m K| {
        let pair = (old.get(key), new.get(key));
        let how = match pair {
            (None, _) => How::Came,
            (_, None) => How::Went,
            (Some(old), Some(new)) if old != new => How::Other,
            _ => return None,
        };
        Some((key, how, pair))
    };
    keys.into_iter().filter_map(differ).collect()
}
