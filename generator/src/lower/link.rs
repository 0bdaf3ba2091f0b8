//! Links: which operations take values of an answer. They are documentation, since nothing follows them by itself.

use super::context::Lowerer;
use super::{component, docs};
use crate::ir::Link;
use openapiv3::{LinkOperation, ReferenceOr, Responses};
use serde_json::Value;

impl<'a> Lowerer<'a> {
    /// The links of all answers of an operation, each name once.
    pub(super) fn links(&self, responses: &'a Responses) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let nodes = responses.responses.values().chain(&responses.default);
        for (response, _) in nodes.filter_map(|node| component::response(self.openapi, node)) {
            for (name, link) in &response.links {
                let ReferenceOr::Item(link) = link else { continue };
                if links.iter().all(|known| known.name != *name) {
                    links.push(lower(name, link));
                }
            }
        }
        links.sort_by(|left, right| left.name.cmp(&right.name));
        links
    }
}

fn lower(name: &str, link: &openapiv3::Link) -> Link {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut values: Vec<(String, String)> =
        link.parameters.iter().map(|(parameter, value)| (parameter.clone(), text(value))).collect();
    values.sort();
    values.extend(link.request_body.as_ref().map(|value| ("the body".to_owned(), text(value))));
    Link {
        name: name.to_owned(),
        operation: match &link.operation {
            LinkOperation::OperationId(id) => id.clone(),
            LinkOperation::OperationRef(reference) => reference.clone(),
        },
        values,
        description: docs::text(link.description.as_deref()),
    }
}
