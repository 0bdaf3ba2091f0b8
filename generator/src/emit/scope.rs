//! How names of other files are written in one file, and the imports that follow from it.

use super::context::{ANSWERS, Context};
use super::docs::Comments;
use super::ident::text_ident;
use crate::ir::{AnswerSetId, Ident, TypeId, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ModuleKind {
    /// Under `models/`, where types are siblings.
    Models,
    /// The module that holds everything of the version.
    Root,
    /// A module of operations.
    Operations,
    /// A module inside a file, which sees the imports of the file with `super::`.
    Fields,
}

/// The names of one file. What is asked for is remembered, so that exactly that is imported.
pub(crate) struct Scope<'a> {
    pub(crate) cx: &'a Context<'a>,
    pub(crate) comments: &'a Comments,
    place: ModuleKind,
    /// The types that the file defines. Under `models/` they need no import; elsewhere a model of the same name is
    /// written with its path.
    own_types: BTreeSet<String>,
    /// The modules that the file declares, which must not be imported from elsewhere.
    own_modules: BTreeSet<&'a str>,
    /// Whether models are written with their paths, since some items of the file may not be compiled and would leave
    /// their imports unused.
    by_path: bool,
    /// The type whose `Field` enum the file exports as `Field`.
    selected: Option<TypeId>,
    types: RefCell<BTreeSet<String>>,
    wire: Cell<bool>,
    request: Cell<bool>,
    unions: Cell<bool>,
    tuples: Cell<bool>,
    security: Cell<bool>,
}

impl<'a> Scope<'a> {
    /// The scope of a file under `models/` that defines these types.
    pub(crate) fn of_models(
        cx: &'a Context<'a>,
        comments: &'a Comments,
        own_types: BTreeSet<String>,
    ) -> Self {
        Self::new(cx, comments, ModuleKind::Models, own_types, BTreeSet::new())
    }

    /// The scope of a file of operations that defines these types and declares these modules.
    pub(crate) fn of_operations(
        cx: &'a Context<'a>,
        comments: &'a Comments,
        is_root: bool,
        own_types: BTreeSet<String>,
        own_modules: BTreeSet<&'a str>,
    ) -> Self {
        let place = if is_root { ModuleKind::Root } else { ModuleKind::Operations };
        Self::new(cx, comments, place, own_types, own_modules)
    }

    /// The scope of a module of fields that declares these names, which do not get in the way of each other.
    pub(crate) fn of_fields(cx: &'a Context<'a>, comments: &'a Comments, names: BTreeSet<&'a str>) -> Self {
        Self::new(cx, comments, ModuleKind::Fields, BTreeSet::new(), names)
    }

    fn new(
        cx: &'a Context<'a>,
        comments: &'a Comments,
        place: ModuleKind,
        own_types: BTreeSet<String>,
        own_modules: BTreeSet<&'a str>,
    ) -> Self {
        let types = RefCell::default();
        let [wire, request, unions, tuples, security] = [const { Cell::new(false) }; 5];
        let (selected, by_path) = (None, false);
        Self {
            cx,
            comments,
            place,
            own_types,
            own_modules,
            by_path,
            selected,
            types,
            wire,
            request,
            unions,
            tuples,
            security,
        }
    }

    /// The scope of a file whose items are compiled with different features.
    pub(crate) fn of_items(cx: &'a Context<'a>, comments: &'a Comments, own_types: BTreeSet<String>) -> Self {
        let by_path = !cx.api.gates.features.is_empty();
        Self { by_path, ..Self::of_operations(cx, comments, false, own_types, BTreeSet::new()) }
    }

    /// Sets the type whose `Field` enum the file exports as `Field`.
    pub(crate) fn selecting(self, selected: Option<TypeId>) -> Self {
        Self { selected, ..self }
    }

    /// The type whose `Field` enum the file exports as `Field`.
    pub(crate) fn selected(&self) -> Option<TypeId> {
        self.selected
    }

    /// The name of a type.
    pub(crate) fn named(&self, id: TypeId) -> TokenStream {
        match self.cx.api.types.get(id.0 as usize) {
            Some(definition) => self.model(&definition.name),
            None => self.json(),
        }
    }

    /// The name of something that stands under `models/`.
    pub(crate) fn model(&self, name: &Ident) -> TokenStream {
        let own = self.own_types.contains(name.as_str());
        let token = text_ident(name.as_str());
        if self.needs_path(name) {
            let root = text_ident(self.cx.root);
            return quote!(crate::#root::models::#token);
        }
        if !own {
            self.types.borrow_mut().insert(token.to_string());
        }
        if self.place == ModuleKind::Fields { quote!(super::#token) } else { quote!(#token) }
    }

    /// A link to something under `models/` that the code of the file names too. Rustdoc warns about a path to what is
    /// in scope.
    pub(crate) fn link(&self, name: &Ident) -> String {
        match self.needs_path(name) {
            true => format!("[`{name}`](crate::{}::models::{name})", self.cx.root),
            false => format!("[`{name}`]"),
        }
    }

    /// Whether the file defines something else of this name.
    fn needs_path(&self, name: &Ident) -> bool {
        self.by_path || (self.place != ModuleKind::Models && self.own_types.contains(name.as_str()))
    }

    /// The path of an enum of answers, from anywhere.
    pub(crate) fn answers(&self, id: AnswerSetId) -> TokenStream {
        let (root, module) = (text_ident(self.cx.root), text_ident(ANSWERS));
        let name = text_ident(self.cx.api[id].name.as_str());
        quote!(crate::#root::#module::#name)
    }

    /// The `Field` enum of the type inside lists and maps, if it has one.
    pub(crate) fn field_enum(&self, ty: &TypeRef) -> Option<TokenStream> {
        let mut ty = self.cx.api.resolve(ty);
        while let TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) = ty {
            ty = self.cx.api.resolve(inner);
        }
        let (definition, _) = self.cx.structure(ty.named()?)?;
        definition.is_selectable.then(|| self.model(&definition.field_enum))
    }

    /// The module `crate::runtime::wire`.
    pub(crate) fn wire(&self) -> TokenStream {
        self.runtime("wire", &self.wire)
    }

    /// The module `crate::runtime::request`.
    pub(crate) fn request(&self) -> TokenStream {
        self.runtime("request", &self.request)
    }

    /// The module `crate::unions`.
    pub(crate) fn unions(&self) -> TokenStream {
        self.imported("unions", quote!(crate::unions), &self.unions)
    }

    /// The module `crate::tuples`.
    pub(crate) fn tuples(&self) -> TokenStream {
        self.imported("tuples", quote!(crate::tuples), &self.tuples)
    }

    fn runtime(&self, name: &str, used: &Cell<bool>) -> TokenStream {
        let token = text_ident(name);
        self.imported(name, quote!(crate::runtime::#token), used)
    }

    /// A module of the runtime under its own name, or with its path where that is another thing in this file.
    fn imported(&self, name: &str, path: TokenStream, used: &Cell<bool>) -> TokenStream {
        if self.by_path || self.own_modules.contains(name) {
            return path;
        }
        used.set(true);
        let token = text_ident(name);
        quote!(#token)
    }

    /// The module with the security requirements.
    pub(crate) fn security(&self) -> TokenStream {
        if self.place == ModuleKind::Root {
            return quote!(security);
        }
        if self.own_modules.contains("security") {
            let root = text_ident(self.cx.root);
            return quote!(crate::#root::security);
        }
        self.security.set(true);
        quote!(security)
    }

    /// Whether the name of a crate means something else in the file.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.own_modules.contains(name)
    }

    /// A crate, as opposed to a module of the same name.
    pub(crate) fn external(&self, name: &str) -> TokenStream {
        let token = text_ident(name);
        if self.hides(name) { quote!(::#token) } else { quote!(#token) }
    }

    /// A primitive type, as opposed to the same name in the file.
    pub(crate) fn primitive(&self, name: &str) -> TokenStream {
        let token = text_ident(name);
        if self.own_modules.contains(name) { quote!(::core::primitive::#token) } else { quote!(#token) }
    }

    /// Any JSON value.
    pub(crate) fn json(&self) -> TokenStream {
        let serde_json = self.external("serde_json");
        quote!(#serde_json::Value)
    }

    /// The imports for everything that was asked for.
    pub(crate) fn imports(&self) -> TokenStream {
        let root = text_ident(self.cx.root);
        let runtime = match (self.request.get(), self.wire.get()) {
            (true, true) => quote!(
                use crate::runtime::{request, wire};
            ),
            (true, false) => quote!(
                use crate::runtime::request;
            ),
            (false, true) => quote!(
                use crate::runtime::wire;
            ),
            (false, false) => quote!(),
        };
        let tuples = self.tuples.get().then(|| {
            quote!(
                use crate::tuples;
            )
        });
        let unions = self.unions.get().then(|| {
            quote!(
                use crate::unions;
            )
        });
        let runtime = quote!(#runtime #tuples #unions);
        let security = if self.security.get() { quote!(use crate::#root::security;) } else { quote!() };
        let types = self.types.borrow();
        let types: Vec<_> = types.iter().map(|name| text_ident(name)).collect();
        let from =
            if self.place == ModuleKind::Models { quote!(super) } else { quote!(crate::#root::models) };
        let models = match types.as_slice() {
            [] => quote!(),
            [one] => quote!(use #from::#one;),
            many => quote!(use #from::{#(#many),*};),
        };
        match self.place {
            ModuleKind::Models => quote!(#models #runtime),
            ModuleKind::Root | ModuleKind::Operations | ModuleKind::Fields => {
                quote!(#runtime #models #security)
            }
        }
    }
}
