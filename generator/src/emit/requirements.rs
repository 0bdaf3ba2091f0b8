//! The security requirements by number.

use crate::ir::Api;
use std::collections::{BTreeMap, BTreeSet};

/// The distinct security requirements of an API, with their numbers.
pub(crate) struct Requirements<'a>(pub(crate) BTreeMap<&'a [Vec<String>], usize>);

impl<'a> Requirements<'a> {
    /// Numbers the requirements by their content, so that the order of the operations does not matter.
    pub(crate) fn of(api: &'a Api) -> Self {
        let operations = api.operations.iter().map(|operation| operation.security.as_slice());
        let nodes = api.node_edges.iter().map(|node| node.security.as_slice());
        let hosts = api.hosts.iter().map(|host| host.security.as_slice());
        let distinct: BTreeSet<_> =
            operations.chain(nodes).chain(hosts).filter(|security| !security.is_empty()).collect();
        Self(distinct.into_iter().zip(1..).collect())
    }

    /// Whether any operation needs a credential.
    pub(crate) fn is_used(&self) -> bool {
        !self.0.is_empty()
    }
}
