//! What the emitters read: the finished representation and a few facts that are computed once.

use super::Package;
use super::requirements::Requirements;
use super::tree::Tree;
use crate::diagnostic::SourceId;
use crate::ir::{Api, Ident, Struct, TypeDef, TypeId, TypeKind, TypeRef};
use std::collections::{BTreeMap, BTreeSet};

/// The module of the API where the crate has no versions.
pub(crate) const UNVERSIONED: &str = "api";

/// The module of an API in a crate of its own.
pub(crate) fn module_of(api: &Api) -> &str {
    let module = api.version.module.as_str();
    if module.is_empty() { UNVERSIONED } else { module }
}

/// The module that holds the enums of answers.
pub(crate) const ANSWERS: &str = "answers";

/// Everything an emitter may read.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) package: &'a Package,
    /// The paths of the documents, by [`SourceId`].
    pub(crate) sources: &'a [&'a str],
    /// The module that holds everything: `v26_0`.
    pub(crate) root: &'a str,
    /// The modules of the operations.
    pub(crate) tree: Tree<'a>,
    /// The types by the file under `models/` they stand in.
    pub(crate) model_files: BTreeMap<&'a Ident, Vec<&'a TypeDef>>,
    /// The distinct security requirements.
    pub(crate) requirements: Requirements<'a>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api, package: &'a Package, sources: &'a [&'a str]) -> Self {
        let mut model_files = BTreeMap::<_, Vec<_>>::new();
        for definition in &api.types {
            model_files.entry(&definition.file).or_default().push(definition);
        }
        Self {
            api,
            package,
            sources,
            root: module_of(api),
            tree: Tree::of(api),
            model_files,
            requirements: Requirements::of(api),
        }
    }

    /// The structs whose fields a read can select.
    pub(crate) fn selectable(&self) -> impl Iterator<Item = (&'a TypeDef, &'a Struct)> + use<'a> {
        self.api.types.iter().filter(|definition| definition.is_selectable).filter_map(|definition| {
            match &definition.kind {
                TypeKind::Struct(structure) => Some((definition, structure)),
                _ => None,
            }
        })
    }

    /// The struct that a type is, behind aliases.
    pub(crate) fn structure(&self, id: TypeId) -> Option<(&TypeDef, &Struct)> {
        let TypeRef::Named(id) = *self.api.resolve(&TypeRef::Named(id)) else { return None };
        let definition = self.api.types.get(id.0 as usize)?;
        match &definition.kind {
            TypeKind::Struct(structure) => Some((definition, structure)),
            _ => None,
        }
    }

    /// The paths of these documents, as the header names them.
    pub(crate) fn source_paths(&self, sources: impl IntoIterator<Item = SourceId>) -> Vec<&'a str> {
        let sources: BTreeSet<_> = sources.into_iter().map(|source| source.0 as usize).collect();
        sources.into_iter().filter_map(|at| self.sources.get(at).copied()).collect()
    }
}
