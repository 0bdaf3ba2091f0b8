//! Schemas that have a URI of their own, their `$id`: a reference to it leads to the schema, and nothing is looked for
//! elsewhere.
//!
//! Source: JSON Schema 2020-12, section 8.2.1; OpenAPI 3.1, "Relative References in URIs".

use super::normalise::walk;
use crate::pointer::Pointer;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The keywords that name a place inside a resource.
const ANCHORS: [&str; 2] = ["$anchor", "$dynamicAnchor"];

/// The resources of a document: their places by URI, and their URIs by place.
#[derive(Default)]
struct Resources {
    places: BTreeMap<String, Pointer>,
    uris: BTreeMap<Pointer, String>,
    /// The places of the anchors, by resource and name.
    anchors: BTreeMap<(Pointer, String), Pointer>,
}

/// Points each reference to a URI of the document at the schema that has it, or into the document where it is the URI
/// of the document as a whole (OpenAPI 3.2, `$self`).
pub(super) fn resolve(document: &mut Value) {
    own(document);
    let mut resources = Resources::default();
    walk::schemas(document, &mut |slot, at| {
        if let Some(id) = walk::text(slot, "$id") {
            let place = at.pointer();
            let uri = against(resources.base(&place).map_or("", |(_, uri)| uri), without_fragment(id));
            resources.places.entry(uri.clone()).or_insert_with(|| place.clone());
            resources.uris.insert(place, uri);
        }
    });
    if resources.uris.is_empty() {
        return;
    }
    walk::schemas(document, &mut |slot, at| {
        for name in ANCHORS.into_iter().filter_map(|key| slot.get(key)?.as_str()) {
            if let Some((resource, _)) = resources.base(&at.pointer()) {
                let key = (resource.clone(), name.to_owned());
                resources.anchors.entry(key).or_insert_with(|| at.pointer());
            }
        }
    });
    let mut found = Vec::new();
    walk::schemas(document, &mut |slot, at| {
        if let Some(reference) = slot.get("$ref").and_then(Value::as_str) {
            found.push((at.pointer(), reference.to_owned()));
        }
    });
    for (place, reference) in found {
        let target = resources.target(document, &place, &reference);
        if let (Some(target), Some(slot)) = (target, document.pointer_mut(place.child("$ref").as_str())) {
            *slot = json!(target.to_reference());
        }
    }
}

/// Takes the URI of the document from the references that begin with it.
fn own(document: &mut Value) {
    let Some(own) = document.get("$self").and_then(Value::as_str).map(without_fragment) else { return };
    let own = own.to_owned();
    walk::objects(document, &mut |slot, _, _| {
        let Some(Value::String(reference)) = slot.get_mut("$ref") else { return };
        let fragment = reference.strip_prefix(&own).filter(|rest| rest.starts_with('#'));
        if let Some(fragment) = fragment.map(str::to_owned) {
            *reference = fragment;
        }
    });
}

impl Resources {
    /// The innermost resource around a place, and its URI.
    fn base(&self, place: &Pointer) -> Option<(&Pointer, &str)> {
        let mut around = Some(place.clone());
        while let Some(here) = around {
            if let Some((place, uri)) = self.uris.get_key_value(&here) {
                return Some((place, uri));
            }
            around = here.parent();
        }
        None
    }

    /// Where a reference leads; `None` where it means something else than a resource of this document. A pointer that
    /// is not in the resource around it is meant from the root of the document, as most authors do.
    fn target(&self, document: &Value, place: &Pointer, reference: &str) -> Option<Pointer> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let around = self.base(place);
        let resource = match uri {
            "" => around?.0,
            uri => self.places.get(&against(around.map_or("", |(_, base)| base), uri))?,
        };
        let Some(rest) = Pointer::of_fragment(fragment) else {
            return self.anchors.get(&(resource.clone(), fragment.to_owned())).cloned();
        };
        let target = super::origin::join(resource, rest.as_str());
        document.pointer(target.as_str()).map(|_| target)
    }
}

fn without_fragment(uri: &str) -> &str {
    uri.split_once('#').map_or(uri, |(uri, _)| uri)
}

/// A reference taken relative to a base (RFC 3986, section 5.2), as far as identifiers need it.
fn against(base: &str, reference: &str) -> String {
    let has_scheme = reference.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    if has_scheme || base.is_empty() {
        return reference.to_owned();
    }
    // Where the path of the base begins: behind the scheme and the host.
    let start = base.find("://").map_or(0, |at| {
        let host = at + 3;
        base.get(host..).and_then(|rest| rest.find('/')).map_or(base.len(), |slash| host + slash)
    });
    let (origin, path) = base.split_at(start);
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = origin.split_once("//").map_or("", |(scheme, _)| scheme);
        return format!("{scheme}//{rest}");
    }
    let joined = match reference.strip_prefix('/') {
        Some(_) => reference.to_owned(),
        None => format!("{}/{reference}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in joined.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let is_rooted = !origin.is_empty() || base.starts_with('/') || reference.starts_with('/');
    format!("{origin}{}{}", if is_rooted { "/" } else { "" }, parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{against, resolve};
    use serde_json::json;

    #[test]
    fn identifiers_are_relative_to_those_around_them() {
        for (base, reference, expected) in [
            ("", "leaf", "leaf"),
            ("https://example.com/a/thing", "leaf", "https://example.com/a/leaf"),
            ("https://example.com/a/thing", "../leaf", "https://example.com/leaf"),
            ("https://example.com/a/thing", "/leaf", "https://example.com/leaf"),
            ("https://example.com", "leaf", "https://example.com/leaf"),
            ("https://example.com/a", "//other.example/b", "https://other.example/b"),
            ("https://example.com/a", "urn:leaf", "urn:leaf"),
            ("/api/thing", "leaf", "/api/leaf"),
            ("thing", "./leaf", "leaf"),
        ] {
            assert_eq!(against(base, reference), expected, "{base} {reference}");
        }
    }

    #[test]
    fn references_to_the_document_itself_lead_into_it() {
        let uri = "https://example.com/api.yaml";
        let refer = |text: &str| json!({ "$ref": text });
        let mut document = json!({ "$self": uri, "components": { "schemas": {
            "A": refer(&format!("{uri}#/components/schemas/B")), "B": {}, "C": refer("https://example.com/api.yaml2#/x"),
        } } });
        resolve(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["A"], refer("#/components/schemas/B"));
        assert_eq!(schemas["C"], refer("https://example.com/api.yaml2#/x"));
    }

    #[test]
    fn references_lead_to_the_schemas_that_have_the_identifier() {
        let refer = |text: &str| json!({ "$ref": text });
        let mut document = json!({ "components": { "schemas": {
            "Thing": { "$id": "https://example.com/s/thing", "$defs": { "x": {} }, "properties": {
                "whole": refer("#"), "near": refer("leaf"), "far": refer("https://example.com/s/leaf#size"),
                "own": refer("#/$defs/x"), "root": refer("#/components/schemas/Leaf"), "file": refer("other.yaml"),
            } },
            "Leaf": { "$id": "https://example.com/s/leaf", "properties": { "n": { "$anchor": "size" } } },
            "Plain": refer("https://example.com/s/leaf"),
        } } });
        resolve(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(
            schemas["Thing"]["properties"],
            json!({
                "whole": refer("#/components/schemas/Thing"), "near": refer("#/components/schemas/Leaf"),
                "far": refer("#/components/schemas/Leaf/properties/n"),
                "own": refer("#/components/schemas/Thing/$defs/x"),
                "root": refer("#/components/schemas/Leaf"), "file": refer("other.yaml"),
            })
        );
        assert_eq!(schemas["Plain"], refer("#/components/schemas/Leaf"));
    }
}
