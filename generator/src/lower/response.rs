//! Answers: what success brings, and the errors that the document announces.

use super::context::Lowerer;
use super::media::{self, Family};
use super::view::Node;
use super::{codes, docs, resolve};
use crate::ir::{DocumentedError, NameHint, OtherSuccess, Payload, Style, Success, TypeRef};
use crate::pointer::Pointer;
use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

/// An answer of the document with its status; `None` is `default`.
struct Answer<'a> {
    status: Option<StatusCode>,
    response: &'a Response,
    pointer: Pointer,
    hint: NameHint,
}

impl Answer<'_> {
    fn is_success(&self) -> bool {
        matches!(self.status, Some(StatusCode::Code(200..=299) | StatusCode::Range(2)))
    }

    fn label(&self) -> String {
        self.status.as_ref().map_or_else(|| "default".to_owned(), ToString::to_string)
    }
}

impl<'a> Lowerer<'a> {
    /// What an operation answers.
    pub(super) fn responses(
        &mut self,
        responses: &'a Responses,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (Success, Vec<DocumentedError>) {
        let answers = self.answers(responses, pointer, hint);
        for answer in &answers {
            self.note_unrepresented(answer);
        }
        let mut successes: Vec<&Answer<'a>> = answers.iter().filter(|answer| answer.is_success()).collect();
        let mut errors: Vec<&Answer<'a>> = answers.iter().filter(|answer| !answer.is_success()).collect();
        if successes.is_empty() {
            let default = errors.iter().position(|answer| answer.status.is_none());
            match default {
                Some(index) => successes.push(errors.remove(index)),
                None => {
                    let message = "no answer is a success; any is taken for one without a body";
                    self.note(codes::RESPONSE_MISSING, message, pointer);
                }
            }
        }
        (self.success(&successes), self.errors(&errors))
    }

    fn answers(&mut self, responses: &'a Responses, pointer: &Pointer, hint: &NameHint) -> Vec<Answer<'a>> {
        let mut answers = Vec::with_capacity(responses.responses.len() + 1);
        let is_success =
            |status: &&StatusCode| matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2));
        let first = responses.responses.keys().filter(is_success).min().cloned();
        let listed = responses.responses.iter().map(|(status, node)| (Some(status.clone()), node));
        for (status, node) in listed.chain(responses.default.iter().map(|node| (None, node))) {
            let label = status.as_ref().map_or_else(|| "default".to_owned(), ToString::to_string);
            let at = pointer.child(&label);
            let word = if status == first { "response".to_owned() } else { format!("response {label}") };
            if let Some(answer) = self.answer(status, node, at, &hint.inside(word)) {
                answers.push(answer);
            }
        }
        // `None`, the default, goes last; a status before the range that holds it.
        answers.sort_by_key(|answer| match &answer.status {
            Some(StatusCode::Code(code)) => u32::from(*code),
            Some(StatusCode::Range(class)) => u32::from(*class) * 100 + 99,
            None => u32::MAX,
        });
        answers
    }

    fn answer(
        &mut self,
        status: Option<StatusCode>,
        node: &'a ReferenceOr<Response>,
        at: Pointer,
        hint: &NameHint,
    ) -> Option<Answer<'a>> {
        let Some((response, target)) = resolve::response_at(self.openapi, node) else {
            self.unknown(resolve::text(node), &at);
            return None;
        };
        let hint = match &target {
            Some(target) => NameHint::of(target.last().into_iter().collect()).inside("response"),
            None => hint.clone(),
        };
        Some(Answer { status, response, pointer: target.unwrap_or(at), hint })
    }

    fn note_unrepresented(&mut self, answer: &Answer<'a>) {
        for name in answer.response.headers.keys() {
            let message = format!("the header `{name}` of the answer is reachable, but not typed");
            self.note(codes::RESPONSE_HEADER, message, &answer.pointer.child("headers").child(name));
        }
        for name in answer.response.links.keys() {
            let message = format!("the link `{name}` is in the documentation only");
            self.note(codes::LINK, message, &answer.pointer.child("links").child(name));
        }
    }

    fn success(&mut self, answers: &[&Answer<'a>]) -> Success {
        let chosen = answers
            .iter()
            .position(|answer| !answer.response.content.is_empty())
            .or((!answers.is_empty()).then_some(0));
        let mut success = Success {
            payload: Payload::Empty,
            is_acknowledgement: false,
            description: None,
            others: Vec::new(),
        };
        for (index, answer) in answers.iter().enumerate() {
            let payload = self.payload(answer);
            let description = docs::text(Some(&answer.response.description));
            if Some(index) == chosen {
                (success.payload, success.description) = (payload, description);
            } else {
                let status = answer.label();
                let message = format!("the answer {status} is not typed");
                self.note(codes::RESPONSE_ALTERNATIVE, message, &answer.pointer);
                let description = description.unwrap_or_default();
                success.others.push(OtherSuccess { status, payload, description });
            }
        }
        success
    }

    fn payload(&mut self, answer: &Answer<'a>) -> Payload {
        let at = answer.pointer.child("content");
        let Some((name, media)) = self.preferred(&answer.response.content, &at) else {
            return Payload::Empty;
        };
        let at = at.child(name);
        self.note_media(media, &at, false);
        let at = at.child("schema");
        let family = media::family(name);
        let lower = |this: &mut Self| match &media.schema {
            Some(schema) => this.node(Node::from(schema), &at, &answer.hint).into_inner(),
            None => TypeRef::Any,
        };
        match family {
            Family::Json | Family::JsonSuffix => Payload::Json(lower(self)),
            Family::Wildcard => match lower(self) {
                TypeRef::Bytes => Payload::Bytes,
                TypeRef::String => Payload::Text,
                ty => Payload::Json(ty),
            },
            Family::Text | Family::Form => {
                self.note_untyped(media.schema.as_ref().map(Node::from), &at);
                Payload::Text
            }
            Family::Multipart | Family::Binary => {
                self.note_untyped(media.schema.as_ref().map(Node::from), &at);
                Payload::Bytes
            }
        }
    }

    fn note_untyped(&mut self, node: Option<Node<'a>>, pointer: &Pointer) {
        let is_plain = node.is_none_or(|node| {
            let shape = self.shape(node, None);
            shape.is_text() || shape == super::shape::Shape::Any
        });
        if !is_plain {
            let message = "the schema of an answer that is not JSON does not show in its type";
            self.note(codes::MEDIA_TYPE_UNTYPED, message, pointer);
        }
    }

    fn errors(&mut self, answers: &[&Answer<'a>]) -> Vec<DocumentedError> {
        let mut errors = Vec::with_capacity(answers.len());
        for answer in answers {
            // Graph has one form of error for all operations, which the runtime reads.
            let body = match self.document.style {
                Style::Graph => None,
                Style::Operation => match self.payload(answer) {
                    Payload::Json(ty) => {
                        if ty.named().is_none() {
                            let message = format!("the body of the answer {} has no type", answer.label());
                            self.note(codes::RESPONSE_ERROR, message, &answer.pointer.child("content"));
                        }
                        Some(ty)
                    }
                    _ => None,
                },
            };
            let code = match answer.status {
                Some(StatusCode::Code(code)) => Some(i64::from(code)),
                _ => None,
            };
            let description = answer.response.description.trim().to_owned();
            let description = match &answer.status {
                Some(StatusCode::Range(class)) => format!("{class}XX: {description}"),
                _ => description,
            };
            errors.push(DocumentedError { code, is_status: true, description, body });
        }
        errors
    }
}
