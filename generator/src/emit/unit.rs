//! The files of one API version, each a unit of work.

use super::context::Context;
use super::format::format;
use super::header::header;
use super::module::{self, Module, names};
use super::scope::Scope;
use super::{Error, enumeration, error_codes, model, security, selection, union};
use crate::diagnostic::SourceId;
use crate::emit::docs::Text;
use crate::emit::ident::ident;
use crate::emit::type_ref::rust_type;
use crate::ir::{TypeDef, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// One file.
pub(crate) enum Unit<'a> {
    /// The module that holds everything of the version.
    Root(&'a Module<'a>),
    /// A module of operations, by its path.
    Module(&'a [&'a str], &'a Module<'a>),
    /// The module that declares the models.
    Models,
    /// A file of models, by its name.
    Model(&'a str, &'a [&'a TypeDef]),
    /// The security requirements.
    Security,
    /// The error codes.
    ErrorCodes,
}

impl<'a> Unit<'a> {
    /// Every file of the version.
    pub(crate) fn all(cx: &'a Context<'a>) -> Vec<Self> {
        let modules = cx.tree.0.iter().map(|(path, module)| match path.as_slice() {
            [] => Self::Root(module),
            path => Self::Module(path, module),
        });
        let models = cx.model_files.iter().map(|(name, types)| Self::Model(name.as_str(), types));
        let declared = (!cx.model_files.is_empty()).then_some(Self::Models);
        let security = cx.requirements.is_used().then_some(Self::Security);
        modules.chain(models).chain(declared).chain(security).chain([Self::ErrorCodes]).collect()
    }

    /// The path and the text of the file.
    pub(crate) fn write(&self, cx: &Context<'_>) -> Result<(String, String), Error> {
        let path = self.path(cx.root);
        let sources = cx.source_paths(self.sources(cx));
        let header = header("//", &cx.package.command, &sources);
        let text = format(&path, self.tokens(cx))?;
        Ok((path, header + &text))
    }

    fn path(&self, root: &str) -> String {
        match self {
            Self::Root(_) => format!("src/{root}.rs"),
            Self::Module(path, _) => format!("src/{root}/{}.rs", path.join("/")),
            Self::Models => format!("src/{root}/models.rs"),
            Self::Model(name, _) => format!("src/{root}/models/{name}.rs"),
            Self::Security => format!("src/{root}/security.rs"),
            Self::ErrorCodes => "src/error_codes.rs".to_owned(),
        }
    }

    fn sources(&self, cx: &Context<'_>) -> Vec<SourceId> {
        let everything = || {
            let operations = cx.api.operations.iter().map(|operation| operation.source);
            operations.chain(cx.api.types.iter().map(|definition| definition.source)).collect()
        };
        match self {
            Self::Module(_, module) if !module.operations.is_empty() => module.sources().collect(),
            Self::Model(_, types) => types.iter().map(|definition| definition.source).collect(),
            Self::Root(_) | Self::Models | Self::Module(..) | Self::Security => everything(),
            Self::ErrorCodes => Vec::new(),
        }
    }

    fn tokens(&self, cx: &Context<'_>) -> TokenStream {
        match self {
            Self::Root(module) => module::root(cx, module),
            Self::Module(path, module) => module::module(cx, path, module),
            Self::Models => module::models(&cx.model_files),
            Self::Model(_, types) => models(cx, types),
            Self::Security => security::security(cx),
            Self::ErrorCodes => error_codes::error_codes(&cx.api.error_codes),
        }
    }
}

/// A file of models.
fn models(cx: &Context<'_>, types: &[&TypeDef]) -> TokenStream {
    let scope = Scope::of_models(cx, names(types));
    let items: TokenStream = types.iter().map(|definition| definition_items(&scope, definition)).collect();
    let imports = scope.imports();
    quote!(#imports #items)
}

fn definition_items(scope: &Scope<'_>, definition: &TypeDef) -> TokenStream {
    match &definition.kind {
        TypeKind::Struct(structure) => {
            let item = model::structure(scope, definition, structure);
            let selection =
                definition.is_selectable.then(|| selection::selection(scope, definition, structure));
            quote!(#item #selection)
        }
        TypeKind::Enumeration(values) => enumeration::enumeration(scope, definition, values),
        TypeKind::Union(variants) => union::union(scope, definition, variants),
        TypeKind::Alias(ty) => alias(scope, definition, ty),
    }
}

fn alias(scope: &Scope<'_>, definition: &TypeDef, ty: &TypeRef) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("`{}`", definition.name)).outer();
    let (name, ty) = (ident(&definition.name), rust_type(scope, ty));
    quote!(#docs pub type #name = #ty;)
}
