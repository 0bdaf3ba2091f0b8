//! What is said about the API as a whole: info, servers, tags, links to documentation.

use super::reader::Reader;
use crate::document::place::JsonPlace;
use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable, Tag};
use serde_json::Value;

pub(super) fn info(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Info> {
    let mut info = Info::default();
    let members = reader.object(value, at)?;
    for required in ["title", "version"] {
        if !members.contains_key(required) {
            reader.missing(required, at);
        }
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "title" => info.title = reader.text(value, at).unwrap_or_default(),
            "description" => info.description = reader.text(value, at),
            "termsOfService" => info.terms_of_service = unused_text(reader, value, at),
            "contact" => {
                reader.unused(at);
                info.contact = contact(reader, value, at);
            }
            "license" => {
                reader.unused(at);
                info.license = license(reader, value, at);
            }
            // A number here was a version like 26.0, and its digits are what is meant.
            "version" if value.is_number() => info.version = value.to_string(),
            "version" => info.version = reader.text(value, at).unwrap_or_default(),
            _ => reader.rest(value, at, &mut info.extensions),
        }
    }
    Some(info)
}

/// A text that goes nowhere.
pub(super) fn unused_text(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<String> {
    reader.unused(at);
    reader.text(value, at)
}

fn contact(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Contact> {
    let mut contact = Contact::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "name" => contact.name = reader.text(value, at),
            "url" => contact.url = reader.text(value, at),
            "email" => contact.email = reader.text(value, at),
            _ => reader.rest(value, at, &mut contact.extensions),
        }
    }
    Some(contact)
}

fn license(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<License> {
    let mut license = License::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "name" => license.name = reader.text(value, at).unwrap_or_default(),
            "url" => license.url = reader.text(value, at),
            _ => reader.rest(value, at, &mut license.extensions),
        }
    }
    Some(license)
}

pub(super) fn server(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Server> {
    let mut server = Server::default();
    let members = reader.object(value, at)?;
    if !members.contains_key("url") {
        reader.missing("url", at);
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "url" => server.url = reader.text(value, at).unwrap_or_default(),
            "description" => server.description = reader.text(value, at),
            "name" => {
                server.extensions.extend(reader.text(value, at).map(|text| (key.clone(), Value::from(text))));
            }
            "variables" => server.variables = Some(reader.map(value, at, variable)),
            _ => reader.rest(value, at, &mut server.extensions),
        }
    }
    Some(server)
}

fn variable(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<ServerVariable> {
    let mut variable = ServerVariable::default();
    let members = reader.object(value, at)?;
    if !members.contains_key("default") {
        reader.missing("default", at);
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "enum" => variable.enumeration = reader.texts(value, at),
            "default" => variable.default = reader.text(value, at).unwrap_or_default(),
            "description" => variable.description = unused_text(reader, value, at),
            _ => reader.rest(value, at, &mut variable.extensions),
        }
    }
    Some(variable)
}

pub(super) fn tag(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Tag> {
    let mut tag = Tag::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "name" => tag.name = reader.text(value, at).unwrap_or_default(),
            "description" => tag.description = reader.text(value, at),
            "externalDocs" => {
                reader.unused(at);
                tag.external_docs = external_docs(reader, value, at);
            }
            // `openapiv3` has no place for them, and no extension has these names.
            "summary" | "parent" => {
                tag.extensions.extend(reader.text(value, at).map(|text| (key.clone(), Value::from(text))));
            }
            "kind" => reader.unused(at),
            _ => reader.rest(value, at, &mut tag.extensions),
        }
    }
    Some(tag)
}

pub(super) fn external_docs(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Option<ExternalDocumentation> {
    let mut docs = ExternalDocumentation::default();
    let members = reader.object(value, at)?;
    if !members.contains_key("url") {
        reader.missing("url", at);
        return None;
    }
    for (key, value) in members {
        let at = &at.key(&key);
        match key.as_str() {
            "url" => {
                docs.url = reader.text(value, at)?;
                if !["http://", "https://"].iter().any(|scheme| docs.url.starts_with(scheme)) {
                    reader.refuse(&docs.url, "an address that starts with `http`", at);
                }
            }
            "description" => docs.description = unused_text(reader, value, at),
            _ => reader.rest(value, at, &mut docs.extensions),
        }
    }
    Some(docs)
}
