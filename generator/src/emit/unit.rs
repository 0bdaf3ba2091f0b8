//! The files of one API version, each a unit of work.

use super::context::{ANSWERS, Context};
use super::events::EventModule;
use super::format::RustFile;
use super::header::header;
use super::module::{self, names};
use super::scope::Scope;
use super::tree::Module;
use super::{
    Error, answers, attribute, enumeration, error_codes, events, fields, headers, mapped, model, oauth, raw,
    security, selection, servers, tuple, union,
};
use crate::diagnostic::SourceId;
use crate::emit::docs::{Comments, Text};
use crate::emit::ident::ident;
use crate::emit::type_ref::rust_type;
use crate::ir::{OAuthScheme, Struct, TypeDef, TypeKind, TypeRef};
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
    /// The module that declares the fields of the models as types.
    Fields,
    /// The fields of one model as types.
    FieldsOf(&'a TypeDef, &'a Struct),
    /// The webhooks or the callbacks.
    Events(EventModule<'a>),
    /// The enums of answers.
    Answers,
    /// The headers of answers.
    Headers,
    /// Requests to any path.
    Raw,
    /// Tokens by OAuth 2.
    OAuth,
    /// Those of one security scheme.
    OAuthOf(&'a OAuthScheme),
    /// The servers that have a name.
    Servers,
    /// The security requirements.
    Security,
    /// The error codes.
    ErrorCodes,
    /// How the types of a person's own are read and written.
    Mapped,
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
        let selectable = cx.selectable().map(|(definition, structure)| Self::FieldsOf(definition, structure));
        let fields = cx.selectable().next().map(|_| Self::Fields);
        let events = events::modules(cx).into_iter().map(Self::Events);
        let models = models.chain(declared).chain(fields).chain(selectable);
        let answers = (!cx.api.answer_sets.is_empty()).then_some(Self::Answers);
        let headers = (!cx.api.headers.is_empty()).then_some(Self::Headers);
        let raw = raw::is_used(cx).then_some(Self::Raw);
        let oauth = oauth::is_used(cx).then_some(Self::OAuth);
        let oauth = oauth.into_iter().chain(cx.api.oauth.iter().map(Self::OAuthOf));
        let servers = servers::is_used(cx).then_some(Self::Servers);
        let oauth = oauth.chain(servers);
        let security = answers.into_iter().chain(headers).chain(raw).chain(oauth).chain(security);
        let error_codes = cx.api.runtime.graph.then_some(Self::ErrorCodes);
        let mapped = (!cx.api.mapped.is_empty()).then_some(Self::Mapped);
        modules.chain(models).chain(events).chain(security).chain(error_codes).chain(mapped).collect()
    }

    /// The path and the text of the file.
    pub(crate) fn write(&self, cx: &Context<'_>) -> Result<(String, String), Error> {
        let path = self.path(cx.root);
        let sources = cx.source_paths(self.sources(cx));
        let header = header("//", &cx.package.command, &sources);
        // The imports are known when the items are written.
        let comments = Comments::default();
        let (mut head, mut items) = (RustFile::new(&path, &comments), RustFile::new(&path, &comments));
        head.add(self.items(cx, &mut items));
        let (head, items) = (head.finish()?, items.finish()?);
        let gap = if head.is_empty() || items.is_empty() { "" } else { "\n" };
        let text = [header.as_str(), &head, gap, &items].concat();
        Ok((path, text))
    }

    fn path(&self, root: &str) -> String {
        match self {
            Self::Root(_) => format!("src/{root}.rs"),
            Self::Module(path, _) => format!("src/{root}/{}.rs", path.join("/")),
            Self::Models => format!("src/{root}/models.rs"),
            Self::Model(name, _) => format!("src/{root}/models/{name}.rs"),
            Self::Fields => format!("src/{root}/{}.rs", fields::MODULE),
            Self::FieldsOf(definition, _) => {
                format!("src/{root}/{}/{}.rs", fields::MODULE, definition.field_module)
            }
            Self::Events(module) => format!("src/{root}/{}.rs", module.name),
            Self::Answers => format!("src/{root}/{}.rs", ANSWERS),
            Self::Headers => format!("src/{root}/{}.rs", headers::MODULE),
            Self::Raw => format!("src/{root}/{}.rs", raw::MODULE),
            Self::OAuth => format!("src/{root}/{}.rs", oauth::MODULE),
            Self::OAuthOf(scheme) => format!("src/{root}/{}/{}.rs", oauth::MODULE, scheme.module),
            Self::Servers => format!("src/{root}/{}.rs", servers::MODULE),
            Self::Security => format!("src/{root}/security.rs"),
            Self::ErrorCodes => "src/error_codes.rs".to_owned(),
            Self::Mapped => format!("src/{}.rs", mapped::MODULE),
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
            Self::FieldsOf(definition, _) => vec![definition.source],
            Self::Events(module) => module.events.iter().map(|event| event.source).collect(),
            Self::Answers => {
                let sets = cx.api.answer_sets.iter();
                sets.flat_map(|set| set.sources.iter().copied()).collect()
            }
            Self::Root(_)
            | Self::Models
            | Self::Fields
            | Self::Module(..)
            | Self::Headers
            | Self::Raw
            | Self::OAuth
            | Self::Servers
            | Self::OAuthOf(_)
            | Self::Security => everything(),
            Self::ErrorCodes | Self::Mapped => Vec::new(),
        }
    }

    /// Adds the items of the file, and says what stands before them.
    fn items(&self, cx: &Context<'_>, items: &mut RustFile<'_>) -> TokenStream {
        let comments = items.comments;
        match self {
            Self::Root(module) => module::root(cx, module, items),
            Self::Module(path, module) => module::module(cx, path, module, items),
            Self::Models => module::models(cx, comments),
            Self::Model(_, types) => models(cx, types, items),
            Self::Fields => fields::index(cx, comments),
            Self::FieldsOf(definition, structure) => {
                let names = structure.fields.iter().map(|field| field.name.as_str()).collect();
                fields::fields(&Scope::of_fields(cx, comments, names), definition, structure)
            }
            Self::Events(module) => events::events(cx, module, items),
            Self::Answers => answers::answers(cx, items),
            Self::Headers => headers::headers(cx, comments),
            Self::Raw => raw::raw(cx, comments),
            Self::OAuth => oauth::oauth(cx, comments),
            Self::OAuthOf(scheme) => oauth::scheme(cx, scheme, items),
            Self::Servers => servers::servers(cx, comments),
            Self::Security => security::security(cx, comments),
            Self::ErrorCodes => error_codes::error_codes(comments, &cx.api.error_codes),
            Self::Mapped => mapped::mapped(comments, &cx.api.mapped),
        }
    }
}

/// A file of models.
fn models(cx: &Context<'_>, types: &[&TypeDef], items: &mut RustFile<'_>) -> TokenStream {
    let scope = Scope::of_models(cx, items.comments, names(types));
    for definition in types {
        define(&scope, definition, items);
    }
    scope.imports()
}

fn define(scope: &Scope<'_>, definition: &TypeDef, items: &mut RustFile<'_>) {
    match &definition.kind {
        TypeKind::Struct(structure) => {
            model::structure(scope, definition, structure, items);
            if definition.is_selectable {
                selection::selection(scope, definition, structure, items);
                items.add(fields::selectable(definition, structure));
            }
        }
        TypeKind::Enumeration(values) => enumeration::enumeration(scope, definition, values, items),
        TypeKind::Tuple(members) => items.add(tuple::tuple(scope, definition, members)),
        TypeKind::Union(variants) => items.add(union::union(scope, definition, variants)),
        TypeKind::Alias(ty) => items.add(alias(scope, definition, ty)),
    }
}

fn alias(scope: &Scope<'_>, definition: &TypeDef, ty: &TypeRef) -> TokenStream {
    let docs = Text::of_docs(&definition.docs, &format!("`{}`", definition.name)).outer(scope.comments);
    let (name, ty) = (ident(&definition.name), rust_type(scope, ty));
    let deprecated = attribute::deprecated(&definition.docs);
    quote!(#docs #deprecated pub type #name = #ty;)
}
