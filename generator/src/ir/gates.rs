//! What each part of the generated crate is compiled with; set by the gates pass.

use super::{AnswerSetId, FeatureRule, Gate, HeaderId, Ident};
use crate::diagnostic::SourceId;
use std::collections::{BTreeMap, BTreeSet};

/// The gates of all that is declared in another place than where it is written. What is not listed is always compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gates {
    /// All features, in order. None where nothing is behind one.
    pub features: BTreeSet<String>,
    /// The rule of each document; set by lowering.
    pub rules: BTreeMap<SourceId, FeatureRule>,
    /// The modules of operations, by path; those that are only above others too.
    pub modules: BTreeMap<Vec<Ident>, Gate>,
    /// The files under `models/`.
    pub files: BTreeMap<Ident, Gate>,
    /// The enums of answers.
    pub answers: BTreeMap<AnswerSetId, Gate>,
    /// The headers of answers.
    pub headers: BTreeMap<HeaderId, Gate>,
    /// The security requirements, as in [`Operation::security`](super::Operation::security).
    pub requirements: BTreeMap<Vec<Vec<String>>, Gate>,
    /// The module of the security requirements.
    pub security: Gate,
    /// The security schemes, by name.
    pub schemes: BTreeMap<String, Gate>,
    /// The module of the webhooks.
    pub webhooks: Gate,
    /// The module of the callbacks.
    pub callbacks: Gate,
}

impl Gates {
    /// The gate of the module of this path.
    pub fn of_module(&self, path: &[&str]) -> Gate {
        let path: Vec<Ident> = path.iter().map(|&part| Ident(part.to_owned())).collect();
        self.modules.get(&path).cloned().unwrap_or_default()
    }
}
