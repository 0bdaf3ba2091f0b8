//! Operations, what they take and what they answer.

use super::BOTH_WAYS;
use super::builder::Builder;
use super::{Entry, Facts, ItemRole, type_text};
use crate::compare::items::implementation;
use crate::compare::rules::Kind;
use crate::ir::visit::received;
use crate::ir::{
    Answer, Body, BodyKind, ContentType, DocumentedError, Field, Ident, Operation, Parameter,
    ParameterLocation, Payload, PropertyEncoding, Role, Server, Streaming, TypeRef, Usage,
};
use crate::pointer::Pointer;

const SENT: Usage = Usage { request: true, response: false };

impl Builder<'_> {
    pub(super) fn operations(&self) -> Vec<Entry> {
        self.api.operations.iter().map(|operation| self.operation(operation)).collect()
    }

    fn operation(&self, operation: &Operation) -> Entry {
        let path = without_version(&operation.documented_path, &self.api.version.label);
        let shown = format!("{} {path}", operation.method);
        let key = format!("{} {}", operation.method, positional(&path));
        let mut entry =
            self.entry(Kind::Operation, &key, shown.clone(), (operation.source, &operation.pointer));
        let module: Vec<&str> = operation.module.iter().map(|part| part.as_str()).collect();
        let within = |name: &str| [module.as_slice(), &[name]].concat().join("::");
        let (function, request) = (within(operation.function.as_str()), within(operation.request.as_str()));
        entry.other_keys.push(function.clone());
        entry.other_keys.extend(operation.id.clone());
        entry.items.extend(self.item_at(ItemRole::Itself, function, operation.function.as_str()));
        let function = entry.items.first().map(|item| item.path.clone()).unwrap_or_default();
        entry.items.extend(self.item_at(ItemRole::Request, request.clone(), operation.request.as_str()));
        entry.items.extend(self.item_at(ItemRole::Send, format!("{request}::send"), "send"));
        let failure = operation.failure_alias.as_ref();
        entry.items.extend(
            failure.and_then(|name| self.item_at(ItemRole::Failure, within(name.as_str()), name.as_str())),
        );
        if let Payload::OneOf(id) = operation.success.payload {
            entry.items.extend(self.item(ItemRole::Answers, "answers", "::", &self.api[id].name));
        }
        if let Some(stream) = operation.success.streaming.as_ref().and_then(Streaming::items) {
            let name = stream.method();
            entry.items.extend(self.item_at(ItemRole::Stream, format!("{request}::{name}"), name));
        }
        if operation.paging.as_ref().is_some_and(|paging| paging.listing.is_some()) {
            for name in ["items", "pages"] {
                entry.items.extend(self.item_at(ItemRole::Listing, format!("{request}::{name}"), name));
            }
            let paged = implementation(&request, "crate::PagedRequest");
            entry.items.extend(self.item_at(ItemRole::Listed, paged, "crate::PagedRequest"));
            let reversible = implementation(&request, "crate::ReversibleRequest");
            entry.items.extend(self.item_at(ItemRole::Listed, reversible, "crate::ReversibleRequest"));
        }
        let fallible = implementation(&request, "crate::Fallible");
        entry.items.extend(self.item_at(ItemRole::Fallible, fallible, "crate::Fallible"));
        entry.facts = self.operation_facts(operation);
        if let Some(Body { pointer, kind: BodyKind::Properties(_), .. }) = &operation.body {
            self.limited(&mut entry.facts, (operation.source, pointer));
        }
        let inputs =
            Inputs { builder: self, operation, function: &function, request: &request, shown: &shown };
        entry.children = inputs.all();
        let answers = operation.success.answers.iter().map(|answer| self.answer(operation, &shown, answer));
        entry.children.extend(answers);
        let errors = operation.errors.iter().map(|error| self.failure(operation, &shown, error));
        entry.children.extend(errors);
        entry
    }

    fn operation_facts(&self, operation: &Operation) -> Facts {
        let mut facts = Facts { usage: SENT, ..Facts::default() };
        self.documented(&mut facts, &operation.docs);
        let links = operation.links.iter().map(|link| format!("{} → {}", link.name, link.operation));
        let read =
            operation.read_after_write.iter().map(|read| format!("reads {} after the write", read.node));
        let remarks = operation.requirements.iter().cloned().chain(links).chain(read);
        let remarks = [std::mem::take(&mut facts.remarks)].into_iter().chain(remarks);
        facts.remarks = remarks.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        facts.wire_name = format!("{} {}", operation.method, positional(&operation.documented_path));
        let label = &self.api.version.label;
        facts.server = match operation.servers.as_slice() {
            [] => without_version(&operation.server, label),
            servers => servers.iter().map(server).collect::<Vec<_>>().join(", "),
        };
        facts.security.clone_from(&operation.security);
        facts.scopes.clone_from(&operation.scope_sets);
        facts.permissions.clone_from(&operation.permissions);
        facts.form = operation.body.as_ref().map(media).unwrap_or_default();
        facts.ty = type_text::of_payload(self.api, self.names, &operation.success.payload);
        facts.mentions = self.mentioned(received(operation));
        let failure = operation.failure.as_ref().filter(|failure| **failure != Payload::Empty);
        facts.failure = failure.map(|failure| type_text::of_payload(self.api, self.names, failure));
        let stream = operation.success.streaming.as_ref().and_then(Streaming::items);
        facts.stream = stream.map(|stream| {
            let kind = if stream.framing.is_events() { "events" } else { "items" };
            format!("{kind} of {}", type_text::of(self.names, &stream.item))
        });
        facts.listing = operation.paging.as_ref().and_then(|paging| {
            let ways = if paging.listing.as_ref()?.previous.is_some() { BOTH_WAYS } else { "" };
            Some(format!("pages of {}{ways}", type_text::of(self.names, &paging.item)))
        });
        facts
    }

    fn answer(&self, operation: &Operation, shown: &str, answer: &Answer) -> Entry {
        let status = answer.statuses.to_string();
        let at = (operation.source, &answer.pointer);
        let mut entry = self.entry(Kind::Answer, &status, format!("answer {status} of {shown}"), at);
        entry.part = format!("answer {status}");
        let bodies = answer.bodies.iter();
        let bodies: Vec<_> = bodies
            .map(|body| {
                let payload = type_text::of_payload(self.api, self.names, &body.payload);
                format!("{payload} as {}", body.media_type)
            })
            .collect();
        entry.facts.form = if bodies.is_empty() { "no body".to_owned() } else { bodies.join(", ") };
        entry.facts.description = answer.description.clone().unwrap_or_default();
        entry.items.extend(self.answer_variant(operation, answer));
        self.limited(&mut entry.facts, at);
        entry
    }

    /// The variant that an answer has where an operation gives an enum.
    fn answer_variant(&self, operation: &Operation, answer: &Answer) -> Option<super::Item> {
        let Payload::OneOf(id) = operation.success.payload else { return None };
        let set = &self.api[id];
        let variant = set.variants.iter().find(|variant| variant.statuses == answer.statuses)?;
        self.item(ItemRole::Itself, &format!("answers::{}", set.name), "::", &variant.name)
    }

    fn failure(&self, operation: &Operation, shown: &str, error: &DocumentedError) -> Entry {
        let key = match (error.code, error.statuses) {
            (Some(code), _) => format!("code {code}"),
            (None, Some(statuses)) => statuses.to_string(),
            (None, None) => error.description.clone(),
        };
        let shown = format!("error {key} of {shown}");
        let mut entry = self.entry(Kind::Failure, &key, shown, (operation.source, &error.pointer));
        entry.part = format!("error {key}");
        entry.facts.description.clone_from(&error.description);
        entry
    }
}

/// The parameters and the properties of the body of one operation, which are the same to callers.
struct Inputs<'a> {
    builder: &'a Builder<'a>,
    operation: &'a Operation,
    function: &'a str,
    request: &'a str,
    shown: &'a str,
}

impl Inputs<'_> {
    fn all(&self) -> Vec<Entry> {
        let mut position = 0;
        let parameters = self.operation.parameters.iter().map(|parameter| {
            let key = if parameter.location == ParameterLocation::Path {
                position += 1;
                format!("path {position}")
            } else {
                format!("{} {}", place(parameter), parameter.wire_name)
            };
            self.parameter(&key, parameter)
        });
        let mut entries: Vec<_> = parameters.collect();
        match self.operation.body.as_ref().map(|body| (body, &body.kind)) {
            Some((_, BodyKind::Properties(fields))) => {
                entries.extend(fields.iter().map(|field| self.property(field)));
            }
            Some((body, BodyKind::Value { name, ty })) => {
                entries.push(self.body(body, name, &[ty]));
            }
            Some((body, BodyKind::Choice { name, variants, .. })) => {
                let types: Vec<_> = variants.iter().map(|variant| &variant.ty).collect();
                entries.push(self.body(body, name, &types));
            }
            None => {}
        }
        entries
    }

    fn entry(&self, key: &str, name: &str, pointer: &Pointer) -> Entry {
        let shown = format!("`{name}` of {}", self.shown);
        let mut entry = self.builder.entry(Kind::Input, key, shown, (self.operation.source, pointer));
        entry.part = format!("`{name}`");
        entry.facts.usage = SENT;
        entry.facts.wire_name = name.to_owned();
        entry
    }

    fn given(&self, entry: &mut Entry, name: &Ident, role: &Role) {
        self.builder.given(entry, name, role, self.function, self.request);
    }

    fn parameter(&self, key: &str, parameter: &Parameter) -> Entry {
        let at = (self.operation.source, &parameter.pointer);
        let mut entry = self.entry(key, &parameter.wire_name, &parameter.pointer);
        self.given(&mut entry, &parameter.name, &parameter.role);
        let facts = &mut entry.facts;
        self.builder.documented(facts, &parameter.docs);
        self.builder.typed(facts, &parameter.ty);
        self.builder.defaulted(facts, &parameter.default, at);
        self.builder.limited(facts, at);
        facts.required = parameter.required;
        facts.nullable = parameter.nullable;
        facts.form = form(parameter);
        if parameter.role == Role::Selection {
            let selected = self.operation.selects.and_then(|id| self.builder.names.get(&id));
            facts.ty = selected.map_or_else(|| facts.ty.clone(), |name| format!("fields of {name}"));
            // It says of what is read which fields there are to select.
            facts.mentions.extend(self.builder.mentioned(received(self.operation)));
        }
        entry
    }

    fn property(&self, field: &Field) -> Entry {
        let mut entry =
            self.entry(&format!("in the body {}", field.wire_name), &field.wire_name, &field.pointer);
        self.builder.field(&mut entry, field, self.function, self.request);
        let encodings = self.operation.body.iter().flat_map(|body| &body.encodings);
        let own = encodings.filter(|encoding| encoding.property == field.wire_name).map(encoding);
        entry.facts.form = ["in the body".to_owned()].into_iter().chain(own).collect::<Vec<_>>().join(", ");
        entry
    }

    fn body(&self, body: &Body, name: &Ident, types: &[&TypeRef]) -> Entry {
        let mut entry = self.entry("the body", "body", &body.pointer);
        self.given(&mut entry, name, &body.role);
        let facts = &mut entry.facts;
        self.builder.documented(facts, &body.docs);
        let words: Vec<_> = types.iter().map(|ty| type_text::of(self.builder.names, ty)).collect();
        facts.ty = words.join(" or ");
        facts.mentions = self.builder.mentioned(types.iter().copied());
        facts.holds_any = types.iter().any(|ty| ty.holds_any());
        facts.required = body.required;
        let parts = body.encodings.iter().map(|one| format!("{} {}", one.property, encoding(one)));
        facts.form = parts.collect::<Vec<_>>().join("; ");
        self.builder.limited(facts, (self.operation.source, &body.pointer));
        entry
    }
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path => "in the path",
        ParameterLocation::Query => "in the query",
        ParameterLocation::Header => "in a header",
        ParameterLocation::Cookie => "in a cookie",
    }
}

/// Where a parameter travels, and how.
fn form(parameter: &Parameter) -> String {
    let style = format!("{:?}", parameter.style).to_lowercase();
    let mut text = format!("{}, style {style}", place(parameter));
    for (flag, word) in [
        (parameter.explode, "explode"),
        (parameter.allow_reserved, "allowReserved"),
        (parameter.allow_empty, "allowEmptyValue"),
    ] {
        if flag {
            text.push_str(&format!(", {word}"));
        }
    }
    text
}

/// How a property of a form or a multipart body is written, where the document says so.
fn encoding(encoding: &PropertyEncoding) -> String {
    let content = encoding.content_type.iter().map(|media| format!("as {media}"));
    let headers = encoding.headers.iter().map(|(name, value)| format!("with {name}: {value}"));
    let style = encoding.style.iter().map(|style| format!("style {}", format!("{style:?}").to_lowercase()));
    let flags = [(encoding.explode, "explode"), (encoding.allow_reserved, "allowReserved")];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, word)| word.to_owned());
    content.chain(headers).chain(style).chain(flags).collect::<Vec<_>>().join(", ")
}

fn media(body: &Body) -> String {
    let of = |content: &ContentType| content.media_type().unwrap_or("a file of any media type").to_owned();
    match &body.kind {
        BodyKind::Choice { variants, .. } => {
            variants.iter().map(|variant| of(&variant.content_type)).collect::<Vec<_>>().join(", ")
        }
        BodyKind::Properties(_) | BodyKind::Value { .. } if body.files.is_empty() => of(&body.content_type),
        BodyKind::Properties(_) | BodyKind::Value { .. } => {
            format!("{}, or multipart/form-data with a file", of(&body.content_type))
        }
    }
}

fn server(server: &Server) -> String {
    let variables = server.variables.iter();
    let variables: String = variables
        .map(|variable| format!(" {}={} {}", variable.name, variable.default, variable.values.join("|")))
        .collect();
    format!("{}{variables}", server.url)
}

/// A path or a URL without the segment that names the version.
fn without_version(path: &str, label: &str) -> String {
    let segments = path.split('/').filter(|segment| label.is_empty() || *segment != label);
    segments.collect::<Vec<_>>().join("/")
}

/// The path with its parameters unnamed, since another name is still the same path.
fn positional(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let rests = parts.filter_map(|part| part.split_once('}'));
    rests.fold(first, |text, (_, rest)| text + "{}" + rest)
}

#[cfg(test)]
mod tests {
    use super::{positional, without_version};

    #[test]
    fn paths_are_the_same_whatever_the_version_and_the_names() {
        assert_eq!(positional("/{page_id}/a-{b}/c"), "/{}/a-{}/c");
        assert_eq!(without_version("/v26.0/{page_id}", "v26.0"), "/{page_id}");
        assert_eq!(without_version("https://a.example/v2", ""), "https://a.example/v2");
    }
}
