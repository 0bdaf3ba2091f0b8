//! Patterns of operations: `listPets`, `pets::list*`, `tag:pets`, `/pets/**`, `GET /pets/*`, `webhook:new*`.

use crate::document::grammar::is_method;
use serde_json::Value;
use wildmatch::WildMatch;

/// A parsed pattern.
pub(in super::super) struct Pattern<'p> {
    text: &'p str,
    kind: Kind,
}

enum Kind {
    /// An operationId or the path of a function.
    Name(WildMatch),
    Tag(WildMatch),
    Webhook(WildMatch),
    /// A path, segment by segment, perhaps with a method.
    Path(Option<String>, Vec<Segment>),
}

enum Segment {
    /// `**`: any number of segments.
    Any,
    One(WildMatch),
}

/// Something that may be wanted.
#[derive(Default)]
pub(in super::super) struct Candidate<'v> {
    method: &'v str,
    path: &'v str,
    id: Option<&'v str>,
    functions: &'v [String],
    tags: Vec<&'v str>,
    webhook: Option<&'v str>,
}

impl<'v> Candidate<'v> {
    pub(in super::super) fn operation(
        method: &'v str,
        path: &'v str,
        operation: &'v Value,
        functions: &'v [String],
    ) -> Self {
        let tags = operation.get("tags").and_then(Value::as_array).into_iter().flatten();
        let id = operation.get("operationId").and_then(Value::as_str);
        Self { method, path, id, functions, tags: tags.filter_map(Value::as_str).collect(), webhook: None }
    }

    pub(in super::super) fn webhook(name: &'v str) -> Self {
        Self { webhook: Some(name), ..Self::default() }
    }

    /// Patterns that would match it.
    pub(in super::super) fn names(&self) -> Vec<String> {
        if let Some(name) = self.webhook {
            return vec![format!("webhook:{name}")];
        }
        let mut names = self.functions.to_vec();
        names.push(self.path.to_owned());
        names.extend(self.id.map(str::to_owned));
        names.extend(self.tags.iter().map(|tag| format!("tag:{tag}")));
        names
    }
}

impl<'p> Pattern<'p> {
    pub(in super::super) fn read(text: &'p str) -> Self {
        let trimmed = text.trim();
        let kind = if let Some(tag) = trimmed.strip_prefix("tag:") {
            Kind::Tag(WildMatch::new(tag.trim()))
        } else if let Some(name) = trimmed.strip_prefix("webhook:") {
            Kind::Webhook(WildMatch::new(name.trim()))
        } else if trimmed.starts_with('/') {
            Kind::Path(None, segments(trimmed))
        } else {
            match trimmed.split_once(char::is_whitespace) {
                Some((method, path)) if is_method(&method.to_ascii_lowercase()) => {
                    Kind::Path(Some(method.to_ascii_lowercase()), segments(path.trim()))
                }
                _ => Kind::Name(WildMatch::new(trimmed)),
            }
        };
        Self { text, kind }
    }

    pub(in super::super) fn text(&self) -> &'p str {
        self.text
    }

    /// Whether it names one operation, and not several that are alike.
    pub(in super::super) fn is_exact(&self) -> bool {
        !matches!(self.kind, Kind::Tag(_)) && !self.text.contains('*') && !self.text.contains('?')
    }

    pub(in super::super) fn matches(&self, candidate: &Candidate<'_>) -> bool {
        if let Some(name) = candidate.webhook {
            return matches!(&self.kind, Kind::Webhook(pattern) if pattern.matches(name));
        }
        match &self.kind {
            Kind::Name(pattern) => {
                let mut names =
                    candidate.id.into_iter().chain(candidate.functions.iter().map(String::as_str));
                names.any(|name| pattern.matches(name))
            }
            Kind::Tag(pattern) => candidate.tags.iter().any(|tag| pattern.matches(tag)),
            Kind::Webhook(_) => false,
            Kind::Path(method, pattern) => {
                let is_method = method.as_ref().is_none_or(|method| method == candidate.method);
                is_method && is_match(pattern, &pieces(candidate.path))
            }
        }
    }
}

fn pieces(path: &str) -> Vec<&str> {
    path.strip_prefix('/').unwrap_or(path).split('/').collect()
}

fn segments(path: &str) -> Vec<Segment> {
    let segment = |piece: &str| match piece {
        "**" => Segment::Any,
        piece => Segment::One(WildMatch::new(piece)),
    };
    pieces(path).into_iter().map(segment).collect()
}

fn is_match(pattern: &[Segment], pieces: &[&str]) -> bool {
    match (pattern.split_first(), pieces.split_first()) {
        (None, None) => true,
        (Some((Segment::Any, rest)), _) => {
            (0..=pieces.len()).any(|taken| is_match(rest, pieces.get(taken..).unwrap_or_default()))
        }
        (Some((Segment::One(first), pattern)), Some((piece, pieces))) => {
            first.matches(piece) && is_match(pattern, pieces)
        }
        _ => false,
    }
}
