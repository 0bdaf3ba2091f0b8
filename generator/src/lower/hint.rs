//! What the type of a schema could be called, by the place of the schema.

use super::component;
use super::context::Lowerer;
use super::shape::Shape;
use crate::document::schema::SchemaId;
use crate::ir::{NameHint, TypeId};
use crate::pointer::{Pointer, unescaped};

impl Lowerer<'_> {
    /// The type of a schema that something refers to; its content follows.
    pub(super) fn slot(&mut self, id: SchemaId) -> TypeId {
        let pointer = &self.schemas[id].pointer;
        self.known(pointer).unwrap_or_else(|| self.reserve(id, self.hint_of(pointer)))
    }

    /// What the schema at a pointer could be called, if nothing leads to it but references.
    fn hint_of(&self, pointer: &Pointer) -> NameHint {
        if let Some(name) = component::name_of(pointer) {
            return self.component_hint(&name);
        }
        let tokens: Vec<String> = pointer.tokens().collect();
        let (mut hint, inner) = match tokens.as_slice() {
            [components, schemas, name, inner @ ..] if components == "components" && schemas == "schemas" => {
                (self.component_hint(name), inner)
            }
            inner => (NameHint::default(), inner),
        };
        // Outside of components there is nothing to ask for the names of alternatives.
        let mut place = match tokens.get(2) {
            Some(name) if inner.len() < tokens.len() => component::pointer_to(name),
            _ => Pointer::root(),
        };
        let mut rest = inner.iter();
        while let Some(token) = rest.next() {
            let word = match token.as_str() {
                "components" | "paths" | "schema" | "content" | "application/json" => None,
                "items" | "prefixItems" => Some("item".to_owned()),
                "additionalProperties" | "patternProperties" => Some("value".to_owned()),
                "properties" => rest.as_slice().first().cloned(),
                "allOf" => None,
                "oneOf" | "anyOf" => self.branch_hint(&place, token, rest.as_slice().first()),
                word => Some(word.to_owned()),
            };
            place = place.child(token);
            let is_named = matches!(token.as_str(), "properties" | "patternProperties");
            if is_named || matches!(token.as_str(), "allOf" | "oneOf" | "anyOf" | "prefixItems") {
                place = rest.next().map_or(place.clone(), |next| place.child(next));
            }
            hint = word.map_or(hint.clone(), |word| hint.inside(word));
        }
        hint
    }

    /// The word for one alternative of the schema at `place`, if it has a name of its own.
    fn branch_hint(&self, place: &Pointer, keyword: &str, index: Option<&String>) -> Option<String> {
        let schema = self.peek(self.schemas.find(place)?)?;
        let branches = if keyword == "oneOf" { &schema.one_of } else { &schema.any_of };
        if branches.iter().filter(|branch| self.shape(**branch, schema.typ) != Shape::Null).count() < 2 {
            return None;
        }
        let words = self.branch_words(branches, schema.discriminator(), schema.typ);
        words.get(index?.parse::<usize>().ok()?).cloned()
    }

    /// The hint for a property that may come from another component than the struct that it goes into.
    pub(super) fn property_hint(&self, id: SchemaId, hint: NameHint) -> NameHint {
        let pointer = &self.schemas[id].pointer;
        let Some(rest) = pointer.as_str().strip_prefix("/components/schemas/") else { return hint };
        let name = unescaped(rest.split('/').next().unwrap_or(rest));
        let owner = self.document.names.get(&*name).map_or(&*name, String::as_str);
        if hint.words.first().is_some_and(|first| first == owner) { hint } else { self.hint_of(pointer) }
    }

    pub(super) fn component_hint(&self, name: &str) -> NameHint {
        NameHint::given(self.document.names.get(name).map_or(name, String::as_str))
    }
}
