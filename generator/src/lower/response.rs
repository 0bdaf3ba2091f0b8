//! Answers: what success brings, and the errors that the document announces.

mod body;
pub(super) mod header;

use super::context::Lowerer;
use super::{codes, component, docs};
use crate::ir::{
    Answer, AnswerBody, DocumentedError, NameHint, Payload, Statuses, Streaming, Style, Success,
};
use crate::pointer::Pointer;
use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

/// An answer of the document with its statuses.
pub(super) struct Listed<'a> {
    pub(super) statuses: Statuses,
    pub(super) response: &'a Response,
    pub(super) description: &'a str,
    pub(super) pointer: Pointer,
    pub(super) hint: NameHint,
}

impl Listed<'_> {
    /// Whether it is an answer and no error. A redirect is one where it says nothing but where to go; that nothing has
    /// changed (304) is only given to a request that asks for it.
    fn is_success(&self, style: Style) -> bool {
        let is_redirect = style == Style::Operation && self.response.content.is_empty();
        match self.statuses {
            Statuses::Code(200..=299) | Statuses::Class(2) => true,
            Statuses::Code(304) => false,
            Statuses::Code(300..=399) | Statuses::Class(3) => is_redirect,
            _ => false,
        }
    }
}

impl<'a> Lowerer<'a> {
    /// What an operation answers.
    pub(super) fn responses(
        &mut self,
        responses: &'a Responses,
        method: &str,
        pointer: &Pointer,
        hint: &NameHint,
    ) -> (Success, Vec<DocumentedError>) {
        let style = self.document.style;
        let listed = self.listed(responses, pointer, hint);
        let has_success = listed.iter().any(|answer| answer.is_success(style));
        let mut success = Success::default();
        let (mut errors, mut known) = (Vec::new(), Vec::new());
        for answer in &listed {
            // Where nothing else is a success, the default is one, and an error as well: it stands for every status.
            let is_default = !has_success && answer.statuses == Statuses::Default;
            let is_success = is_default || answer.is_success(style);
            let (bodies, streaming) = self.bodies(answer, method, is_success, &mut known);
            if !is_success || (is_default && style == Style::Operation && !bodies.is_empty()) {
                errors.push(self.error(answer, &bodies));
            }
            if is_success {
                let description = docs::text(Some(answer.description));
                success.streaming = success.streaming.or(streaming);
                let pointer = answer.pointer.clone();
                success.answers.push(Answer { pointer, statuses: answer.statuses, bodies, description });
            }
            self.headers(answer, &mut success.headers);
            for name in answer.response.links.keys() {
                let at = answer.pointer.child("links").child(name);
                let message = format!("the link `{name}` is in the documentation only");
                self.reporter.report(codes::LINK, message, &at);
            }
        }
        self.choose(&mut success, method, pointer);
        if style == Style::Graph {
            self.keep_one(&mut success, pointer);
        }
        (success, errors)
    }

    /// The answer that gives an operation its type, as long as no pass decides otherwise.
    fn choose(&mut self, success: &mut Success, method: &str, pointer: &Pointer) {
        let with_body = success.answers.iter().find(|answer| !answer.bodies.is_empty());
        if let Some(chosen) = with_body.or(success.answers.first()) {
            success.payload = chosen.bodies.first().map(|body| body.payload.clone()).unwrap_or_default();
            success.description.clone_from(&chosen.description);
            return;
        }
        let message = match self.document.style {
            Style::Operation if method != "HEAD" => {
                success.payload = Payload::Bytes;
                success.streaming = Some(Streaming::Bytes);
                "no answer is a success; the body of any is given as it is"
            }
            _ => "no answer is a success; any is taken for one without a body",
        };
        self.reporter.report(codes::RESPONSE_MISSING, message, pointer);
    }

    /// Graph answers a success in one way. What else its documents list is not read.
    fn keep_one(&mut self, success: &mut Success, pointer: &Pointer) {
        for answer in std::mem::take(&mut success.answers) {
            let payload = answer.bodies.into_iter().next().map(|body| body.payload).unwrap_or_default();
            if payload != success.payload {
                let message = format!("the answer {} is not typed", answer.statuses);
                let at = pointer.child(answer.statuses.to_string());
                self.reporter.report(codes::RESPONSE_ALTERNATIVE, message, &at);
            }
        }
    }

    /// The answers of an operation, by status.
    fn listed(&mut self, responses: &'a Responses, pointer: &Pointer, hint: &NameHint) -> Vec<Listed<'a>> {
        let mut listed = Vec::with_capacity(responses.responses.len() + 1);
        let is_success =
            |status: &&StatusCode| matches!(status, StatusCode::Code(200..=299) | StatusCode::Range(2));
        let first = responses.responses.keys().filter(is_success).min().map(statuses);
        let nodes = responses.responses.iter().map(|(status, node)| (statuses(status), node));
        for (statuses, node) in nodes.chain(responses.default.iter().map(|node| (Statuses::Default, node))) {
            let at = pointer.child(statuses.to_string());
            let word = match first {
                Some(first) if first == statuses => "response".to_owned(),
                _ => format!("response {statuses}"),
            };
            listed.extend(self.answer(statuses, node, at, &hint.inside(word)));
        }
        // A status before the range that holds it, and the default last.
        listed.sort_by_key(|answer| {
            let last = match answer.statuses {
                Statuses::Code(code) => u32::from(code),
                Statuses::Class(class) => u32::from(class) * 100 + 99,
                Statuses::Default => u32::MAX,
            };
            (last, answer.statuses)
        });
        listed
    }

    fn answer(
        &mut self,
        statuses: Statuses,
        node: &'a ReferenceOr<Response>,
        at: Pointer,
        hint: &NameHint,
    ) -> Option<Listed<'a>> {
        let Some((response, target)) = component::response(self.openapi, node) else {
            self.unknown(component::text(node), &at);
            return None;
        };
        let hint = match &target {
            Some(target) => NameHint::of(target.last().into_iter().collect()).inside("response"),
            None => hint.clone(),
        };
        let description = self.described(&at, &response.description);
        Some(Listed { statuses, response, description, pointer: target.unwrap_or(at), hint })
    }

    fn error(&mut self, answer: &Listed<'a>, bodies: &[AnswerBody]) -> DocumentedError {
        if matches!(bodies.first().map(|body| &body.payload), Some(Payload::Text | Payload::Bytes)) {
            let message = format!("the body of the answer {} is not JSON and has no type", answer.statuses);
            self.reporter.report(codes::RESPONSE_ERROR, message, answer.pointer.child("content"));
        }
        // Graph has one form of error for all operations, which the runtime reads.
        let is_kept = self.document.style != Style::Graph;
        let bodies = if is_kept { bodies.to_vec() } else { Vec::new() };
        let description = answer.description.trim().to_owned();
        DocumentedError {
            pointer: answer.pointer.clone(),
            code: None,
            statuses: Some(answer.statuses),
            description,
            bodies,
        }
    }
}

fn statuses(status: &StatusCode) -> Statuses {
    match status {
        StatusCode::Code(code) => Statuses::Code(*code),
        StatusCode::Range(class) => Statuses::Class(u8::try_from(*class).unwrap_or(u8::MAX)),
    }
}
