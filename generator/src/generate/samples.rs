//! Samples of each operation, for the test that sends them.

use crate::document;
use crate::emit::Samples;
use crate::input::Input;
use crate::ir::{Api, ContentType, Operation};
use crate::sample::{Direction, Form, Sampler};
use serde_json::Value;
use std::collections::BTreeMap;

/// The samples of each operation, in the order of the operations.
pub(super) fn samples(api: &Api, input: &Input) -> Vec<Samples> {
    let documents: BTreeMap<_, _> = input
        .documents
        .iter()
        .filter_map(|document| Some((document.file, document::value(&input.sources, document)?)))
        .collect();
    let operations = api.operations.iter();
    operations
        .map(|operation| {
            let document = documents.get(&operation.source);
            document.map(|document| of_operation(document, operation)).unwrap_or_default()
        })
        .collect()
}

fn of_operation(document: &Value, operation: &Operation) -> Samples {
    let sampler = Sampler::new(document, Direction::Request);
    let content = operation.body.as_ref().map(|body| &body.content_type);
    let is_sent = |media: &str| content.is_some_and(|content| is_of(content, media));
    let sample = |form| sampler.operation(&operation.pointer, is_sent, form);
    let has_files = operation.body.as_ref().is_some_and(|body| !body.files.is_empty());
    let form = |media: &str| is_of(&ContentType::Multipart, media);
    let with_files = has_files.then(|| sampler.operation(&operation.pointer, form, Form::All));
    let varied = sampler.variations(&operation.pointer, is_sent);
    Samples {
        required: sample(Form::Required),
        all: sample(Form::All),
        others: with_files.into_iter().chain(varied).collect(),
    }
}

/// Whether a media type of the document is the one that is sent.
fn is_of(content: &ContentType, media: &str) -> bool {
    let essence = ContentType::essence(media);
    match content {
        // What the document leaves open is sent as JSON.
        ContentType::Json(name) if media.contains('*') => name == "application/json",
        ContentType::File => media.contains('*'),
        ContentType::Multipart => essence.to_ascii_lowercase().starts_with("multipart/"),
        ContentType::Form => content.media_type().is_some_and(|form| essence.eq_ignore_ascii_case(form)),
        ContentType::Parts(kind) => essence.eq_ignore_ascii_case(kind),
        ContentType::Json(name) | ContentType::Text(name) | ContentType::Binary(name) => name == media,
    }
}

#[cfg(test)]
mod tests {
    use super::is_of;
    use crate::ir::ContentType;

    #[test]
    fn a_body_of_any_kind_is_sent_as_json() {
        let json = |name: &str| ContentType::Json(name.to_owned());
        assert!(is_of(&json("application/json"), "*/*") && is_of(&json("application/json"), "application/*"));
        assert!(is_of(&json("a/b+json"), "a/b+json") && !is_of(&json("a/b+json"), "*/*"));
    }
}
