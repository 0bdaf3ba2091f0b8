//! By which rule the parts of the generated crate get a Cargo feature.

use super::{Gate, Ident};
use std::collections::BTreeSet;

/// By which rule what comes from a document gets a Cargo feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FeatureRule {
    /// It has none: all of it is always compiled.
    #[default]
    None,
    /// The whole document has this one.
    Document(String),
    /// Each outermost module of operations has one of its name. The webhooks, the callbacks and the types that nothing
    /// else uses have one each too. What stands in no module is always compiled.
    Modules {
        /// The features that the crate has otherwise. A module of such a name has `-api` at the end of its feature.
        taken: BTreeSet<String>,
        /// What stands before each name, with a hyphen, so that the modules of two documents have features of their
        /// own; nothing where it is empty.
        prefix: String,
    },
}

impl FeatureRule {
    /// What the module of this path is compiled with.
    pub fn of_module(&self, path: &[Ident]) -> Gate {
        path.first().map_or(Gate::Always, |outermost| self.of_part(outermost.as_str()))
    }

    /// What a part of this name is compiled with: `pull_requests` with `pull-requests`.
    pub fn of_part(&self, name: &str) -> Gate {
        match self {
            Self::None => Gate::Always,
            Self::Document(feature) => Gate::from_iter([feature.clone()]),
            Self::Modules { taken, prefix } => {
                let name = name.replace('_', "-");
                let name = if prefix.is_empty() { name } else { format!("{prefix}-{name}") };
                Gate::from_iter([if taken.contains(&name) { format!("{name}-api") } else { name }])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FeatureRule;
    use crate::ir::{Gate, Ident};
    use std::collections::BTreeSet;

    #[test]
    fn each_outermost_module_has_a_feature() {
        let rule = FeatureRule::Modules { taken: ["testing".to_owned()].into(), prefix: String::new() };
        let gate = |path: &[&str]| {
            rule.of_module(&path.iter().map(|&name| Ident(name.to_owned())).collect::<Vec<_>>())
        };
        assert!(gate(&["pull_requests", "reviews"]).features().eq(["pull-requests"]));
        assert!(gate(&["testing"]).features().eq(["testing-api"]));
        assert_eq!(gate(&[]), Gate::Always);
        let rule = FeatureRule::Modules { taken: BTreeSet::new(), prefix: "shop".to_owned() };
        assert!(rule.of_part("pull_requests").features().eq(["shop-pull-requests"]));
    }

    #[test]
    fn a_document_has_one_feature_or_none() {
        let path = [Ident("pets".to_owned())];
        assert_eq!(FeatureRule::None.of_module(&path), Gate::Always);
        assert!(FeatureRule::Document("content".to_owned()).of_module(&path).features().eq(["content"]));
    }
}
