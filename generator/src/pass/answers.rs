//! Decides what a request gives where its operation has several answers.
//!
//! Answers with one payload need no enum, whatever their statuses are. A payload beside answers without one is an
//! `Option`. Everything else becomes an enum with a variant for each status and, where that has several, for each kind
//! of body.

use crate::ir::{
    Answer, AnswerBody, AnswerSet, AnswerSetId, AnswerVariant, Api, Ident, MediaKind, NameHint, Operation,
    Payload, Statuses, Style, Success,
};

pub(super) fn run(api: &mut Api) {
    for operation in &mut api.operations {
        operation.success.accept = accept(&operation.success);
        operation.success.redirects = operation.success.answers.iter().any(is_redirect);
        if operation.style == Style::Operation {
            decide(operation, &mut api.answer_sets);
        }
    }
}

fn decide(operation: &mut Operation, sets: &mut Vec<AnswerSet>) {
    let variants: Vec<_> = operation.success.answers.iter().flat_map(variants).collect();
    let Some(first) = variants.iter().find(|variant| variant.payload != Payload::Empty) else { return };
    let empty: Option<Vec<u16>> = variants
        .iter()
        .filter(|variant| variant.payload != first.payload)
        .map(|variant| match (&variant.payload, variant.statuses) {
            (Payload::Empty, Statuses::Code(code)) => Some(code),
            _ => None,
        })
        .collect();
    operation.success.payload = match empty {
        Some(empty) if empty.is_empty() => first.payload.clone(),
        Some(empty) if first.payload != Payload::Location => {
            Payload::Optional(Box::new(first.payload.clone()), empty)
        }
        _ => {
            let id = AnswerSetId(u32::try_from(sets.len()).unwrap_or(u32::MAX));
            sets.push(set(operation, variants));
            Payload::OneOf(id)
        }
    };
}

fn set(operation: &Operation, variants: Vec<AnswerVariant>) -> AnswerSet {
    AnswerSet {
        sources: vec![operation.source],
        hint: NameHint { given: false, ..operation.hint.clone() }.inside("answer"),
        name: Ident::default(),
        is_failure: false,
        variants,
    }
}

/// What an answer can hold: one thing for each kind of body.
fn variants(answer: &Answer) -> Vec<AnswerVariant> {
    let variant = |(media, payload)| AnswerVariant {
        statuses: answer.statuses,
        media,
        payload,
        name: Ident::default(),
        description: answer.description.clone(),
    };
    if answer.bodies.is_empty() {
        let payload = if is_redirect(answer) { Payload::Location } else { Payload::Empty };
        return vec![variant((Vec::new(), payload))];
    }
    told_apart(&answer.bodies).into_iter().map(variant).collect()
}

/// What the bodies of one status hold, each payload once, with what tells it from the others. Whatever is of no kind
/// that is documented is read as the first.
pub(super) fn told_apart(bodies: &[AnswerBody]) -> Vec<(Vec<MediaKind>, Payload)> {
    let mut told: Vec<(Vec<MediaKind>, Payload)> = Vec::new();
    for body in bodies {
        match told.iter_mut().find(|(_, payload)| *payload == body.payload) {
            // The first is read of anything that is not of another.
            Some((known, _)) if known.is_empty() => {}
            Some((known, _)) => known
                .extend(body.kind.iter().filter(|kind| !known.contains(kind)).cloned().collect::<Vec<_>>()),
            None => told.push((body.kind.iter().cloned().collect(), body.payload.clone())),
        }
    }
    told
}

fn is_redirect(answer: &Answer) -> bool {
    matches!(answer.statuses, Statuses::Code(300..=399) | Statuses::Class(3))
}

/// What the `Accept` header asks for: every documented body, in the order of preference, and anything else rather than
/// nothing. JSON alone is what is asked for anyway.
fn accept(success: &Success) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for body in success.answers.iter().flat_map(|answer| &answer.bodies) {
        if can_be_asked_for(&body.media_type) && !types.contains(&body.media_type.as_str()) {
            types.push(&body.media_type);
        }
    }
    if types.is_empty() && success.payload == Payload::Bytes {
        return Some("*/*".to_owned());
    }
    if types.is_empty() || types == ["application/json"] {
        return None;
    }
    let weighed = types.iter().enumerate().map(|(index, name)| match index {
        0 => (*name).to_owned(),
        _ => format!("{name};q=0.9"),
    });
    Some(weighed.chain(["*/*;q=0.8".to_owned()]).collect::<Vec<_>>().join(", "))
}

/// Whether a media type says what is wanted, and can stand in a list of them.
fn can_be_asked_for(media_type: &str) -> bool {
    let is_text = media_type.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    let is_one = !media_type.contains(',') || media_type.contains('"');
    is_text && is_one && media_type.contains('/') && media_type != "*/*"
}

impl Success {
    /// What the document says about the statuses that come without a body, where the others have one.
    pub(crate) fn described(&self, status: u16) -> Option<&str> {
        let mut answers = self.answers.iter();
        answers.find(|answer| answer.statuses == Statuses::Code(status))?.description.as_deref()
    }
}
