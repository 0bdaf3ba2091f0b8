//! The files that declare modules: those of operations and edges, the root, and the models.

use super::cfg::{cfg, listed, sentence};
use super::context::{ANSWERS, Context};
use super::docs::{Comments, Text, clean, code};
use super::format::RustFile;
use super::ident::{ident, text_ident};
use super::scope::Scope;
use super::tree::Module;
use super::{edges, events, fields, headers, oauth, raw, request, servers};
use crate::ir::{BodyKind, Gate, Ident, RemovedItem, TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// The file of a module below the root.
pub(crate) fn module(
    cx: &Context<'_>,
    path: &[&str],
    module: &Module<'_>,
    items: &mut RustFile<'_>,
) -> TokenStream {
    let docs = module_docs(cx, path, module).inner(items.comments);
    let children = children(cx, path, module);
    let children = declarations(&children);
    let scope = Scope::of_operations(cx, items.comments, false, own_types(module), module.children.clone())
        .selecting(selected(cx, module));
    let field = body(&scope, path, module, items);
    let imports = scope.imports();
    quote!(#docs #(#children)* #imports #field)
}

/// The modules inside one, with what each is compiled with.
fn children<'a>(cx: &Context<'a>, path: &[&str], module: &Module<'a>) -> BTreeMap<&'a str, Gate> {
    let gate = |child| cx.api.gates.of_module(&[path, &[child]].concat());
    module.children.iter().map(|child| (*child, gate(*child))).collect()
}

/// The declarations of public modules.
fn declarations(modules: &BTreeMap<&str, Gate>) -> impl Iterator<Item = TokenStream> {
    modules.iter().map(|(name, gate)| {
        let (cfg, name) = (cfg(gate), text_ident(name));
        quote!(#cfg pub mod #name;)
    })
}

/// The file of the module that holds everything of the version.
pub(crate) fn root(cx: &Context<'_>, module: &Module<'_>, items: &mut RustFile<'_>) -> TokenStream {
    let docs = root_docs(cx).inner(items.comments);
    let mut public = children(cx, &[], module);
    let shared = [
        ("models", !cx.model_files.is_empty()),
        (fields::MODULE, cx.selectable().next().is_some()),
        (ANSWERS, !cx.api.answer_sets.is_empty()),
        (raw::MODULE, raw::is_used(cx)),
        (oauth::MODULE, oauth::is_used(cx)),
        (servers::MODULE, servers::is_used(cx)),
        (headers::MODULE, !cx.api.headers.is_empty()),
    ];
    public.extend(shared.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| (name, Gate::Always)));
    public.extend(events::modules(cx).into_iter().map(|module| (module.name, module.gate.clone())));
    let security = cx.requirements.is_used().then(|| {
        let cfg = cfg(&cx.api.gates.security);
        quote!(#cfg mod security;)
    });
    let modules = public.keys().copied().chain(["security"]).collect();
    let scope = Scope::of_operations(cx, items.comments, true, own_types(module), modules)
        .selecting(selected(cx, module));
    let field = body(&scope, &[], module, items);
    let imports = scope.imports();
    let public = declarations(&public);
    quote! {
        #docs
        #![allow(
            deprecated,
            clippy::disallowed_names,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::module_inception,
            clippy::should_implement_trait,
            clippy::type_complexity,
            reason = "the names and the shapes are those of the document"
        )]
        #(#public)*
        #security
        #imports
        #field
    }
}

/// The file that declares the models and gives them their names.
pub(crate) fn models(cx: &Context<'_>, comments: &Comments) -> TokenStream {
    let docs = Text::of("The types of requests and answers.").inner(comments);
    let gate = |file: &Ident| listed(cx.api.gates.files.get(file));
    let modules = cx.model_files.keys().map(|file| {
        let (cfg, file) = (gate(file), ident(file));
        quote!(#cfg mod #file;)
    });
    let exports = cx.model_files.iter().map(|(file, definitions)| {
        let (cfg, file) = (gate(file), ident(file));
        let names: Vec<_> = names(definitions).iter().map(|name| text_ident(name)).collect();
        match names.as_slice() {
            [one] => quote!(#cfg pub use self::#file::#one;),
            many => quote!(#cfg pub use self::#file::{#(#many),*};),
        }
    });
    quote!(#docs #(#modules)* #(#exports)*)
}

/// The names that a file of models defines.
pub(crate) fn names(definitions: &[&TypeDef]) -> BTreeSet<String> {
    let selections = definitions.iter().filter(|definition| definition.is_selectable);
    definitions
        .iter()
        .map(|definition| definition.name.to_string())
        .chain(selections.map(|definition| definition.field_enum.to_string()))
        .collect()
}

/// The types that a module of operations defines itself, so that a model of the same name is not imported.
fn own_types(module: &Module<'_>) -> BTreeSet<String> {
    let requests = module.operations.iter().map(|operation| operation.request.to_string());
    let edges = module.edges.map(|_| edges::ENUM.to_owned());
    let field =
        module.operations.iter().any(|operation| operation.selects.is_some()).then(|| "Field".to_owned());
    let choices = module.operations.iter().filter_map(|operation| match &operation.body.as_ref()?.kind {
        BodyKind::Choice { union, .. } => Some(union.to_string()),
        _ => None,
    });
    let failures = module.operations.iter().filter_map(|operation| operation.failure_alias.as_ref());
    let failures = failures.map(ToString::to_string);
    requests.chain(choices).chain(failures).chain(edges).chain(field).collect()
}

/// Adds what stands in a module, and says what is exported under another name.
fn body(
    scope: &Scope<'_>,
    path: &[&str],
    module: &Module<'_>,
    items: &mut RustFile<'_>,
) -> Option<TokenStream> {
    for operation in &module.operations {
        request::request(scope, operation, items);
    }
    if let Some(node) = module.edges {
        edges::edges(scope, path, node, items);
    }
    field_alias(scope)
}

/// The type that all reads of a module select from, or its writes where it has no reads, if that can be exported as
/// `Field`.
fn selected(cx: &Context<'_>, module: &Module<'_>) -> Option<TypeId> {
    let of = |is_write: bool| -> BTreeSet<_> {
        let operations = module.operations.iter();
        let operations = operations.filter(|operation| operation.read_after_write.is_some() == is_write);
        operations.filter_map(|operation| operation.selects).collect()
    };
    let reads = of(false);
    let selected = if reads.is_empty() { of(true) } else { reads };
    let is_taken = module.operations.iter().any(|operation| operation.request.as_str() == "Field");
    let first = *selected.first()?;
    (selected.len() == 1 && !is_taken && cx.structure(first).is_some()).then_some(first)
}

/// The exports of what reads select from: the enum, and the fields as types.
fn field_alias(scope: &Scope<'_>) -> Option<TokenStream> {
    let (definition, _) = scope.cx.structure(scope.selected()?)?;
    let (root, name) = (text_ident(scope.cx.root), ident(&definition.field_enum));
    let fields = fields::export(scope, definition);
    Some(quote!(pub use crate::#root::models::#name as Field; #fields))
}

fn module_docs(cx: &Context<'_>, path: &[&str], module: &Module<'_>) -> Text {
    let paths: BTreeSet<_> = module.operations.iter().map(|operation| &operation.documented_path).collect();
    let mut text = match paths.first() {
        Some(one) if paths.len() == 1 => Text::of(format!("Requests to `{one}`.")),
        _ => Text::of(format!("Requests under `{}`.", path.join("::"))),
    };
    if let [name] = path {
        tag_docs(cx, name, &mut text);
    }
    text.paragraph(sentence(&cx.api.gates.of_module(path)));
    text
}

/// What the documents say of the tag that is this module.
fn tag_docs(cx: &Context<'_>, module: &str, text: &mut Text) {
    let Some(tag) = cx.api.tags.iter().find(|tag| tag.module.as_str() == module) else { return };
    let said = tag.summary.as_deref().map(clean).unwrap_or_default();
    let description = tag.description.as_deref().map(clean).unwrap_or_default();
    if said != description {
        text.paragraph(said);
    }
    text.paragraph(description);
    if let Some(parent) = &tag.parent {
        let known = cx.api.tags.iter().find(|known| known.name == *parent);
        let summary = known.and_then(|known| known.summary.as_deref()).map(clean).unwrap_or_default();
        let about = summary.first().map(|line| format!(": {line}")).unwrap_or_default();
        text.paragraph([format!("Part of {}{about}", code(parent))]);
    }
}

fn root_docs(cx: &Context<'_>) -> Text {
    let label = &cx.api.version.label;
    if !label.is_empty() {
        let mut text = Text::of(format!("Version {label} of the API."));
        text.paragraph(cx.api.version.life.lines().map(str::to_owned));
        text.section(&format!("Gone in {label}"), cx.api.gone.iter().map(gone));
        return text;
    }
    let mut text = Text::default();
    let title = clean(&cx.api.title).into_iter().next().unwrap_or_else(|| "The API.".to_owned());
    text.paragraph([title]);
    text.paragraph(cx.api.description.as_deref().map(clean).unwrap_or_default());
    text
}

/// An item that the version before had, and what to use instead.
fn gone(gone: &RemovedItem) -> String {
    let instead = gone.instead().map(|instead| format!(", {instead}"));
    let reason = gone.reason.as_deref().map(|reason| format!(" ({})", clean(reason).join(" ")));
    format!("- `{}`{}{}", gone.item, instead.unwrap_or_default(), reason.unwrap_or_default())
}
