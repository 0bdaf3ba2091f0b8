//! The tree of modules: which operations and edges stand where.

use crate::diagnostic::SourceId;
use crate::ir::{Api, Ident, NodeEdges, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// The modules by their path from the root, which is the empty one.
pub(crate) struct Tree<'a>(pub(crate) BTreeMap<Vec<&'a str>, Module<'a>>);

/// What stands in one module.
#[derive(Default)]
pub(crate) struct Module<'a> {
    pub(crate) operations: Vec<&'a Operation>,
    pub(crate) edges: Option<&'a NodeEdges>,
    pub(crate) children: BTreeSet<&'a str>,
}

impl<'a> Tree<'a> {
    pub(crate) fn of(api: &'a Api) -> Self {
        let mut tree = Self(BTreeMap::from([(Vec::new(), Module::default())]));
        for operation in &api.operations {
            tree.module(&operation.module).operations.push(operation);
        }
        for node in &api.node_edges {
            tree.module(&node.module).edges = Some(node);
        }
        tree
    }

    /// The module of this path, with all modules above it.
    fn module(&mut self, path: &'a [Ident]) -> &mut Module<'a> {
        let path: Vec<_> = path.iter().map(Ident::as_str).collect();
        for depth in 0..path.len() {
            self.0.entry(path[..depth].to_vec()).or_default().children.insert(path[depth]);
        }
        self.0.entry(path).or_default()
    }
}

impl Module<'_> {
    /// The documents that something in the module comes from.
    pub(crate) fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.operations.iter().map(|operation| operation.source)
    }
}
