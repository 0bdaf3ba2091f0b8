//! Where access tokens come from that a program gets by itself.

use super::builder::Builder;
use super::{Entry, ItemRole};
use crate::compare::rules::Kind;
use crate::ir::OAuthScheme;
use crate::pointer::Pointer;

impl Builder<'_> {
    /// What the flows of OAuth 2 give: sources of tokens, URLs and scopes, each by its Rust item.
    pub(super) fn tokens(&self) -> Vec<Entry> {
        self.api.oauth.iter().flat_map(|scheme| self.tokens_of(scheme)).collect()
    }

    fn tokens_of(&self, scheme: &OAuthScheme) -> Vec<Entry> {
        let (module, whose) =
            (format!("oauth::{}", scheme.module), format!("security scheme {}", scheme.scheme));
        let entry = |kind, part: String, path: String, form: &str, pointer: &Pointer| {
            let mut entry = self.entry(kind, &path, format!("{part} of {whose}"), (scheme.source, pointer));
            entry.part = part;
            form.clone_into(&mut entry.facts.form);
            let name = path.rsplit("::").next().unwrap_or_default().to_owned();
            entry.items.extend(self.item_at(ItemRole::Itself, path, &name));
            entry
        };
        let grants = scheme.grants.iter().map(|grant| {
            let name = grant.kind.function();
            let (part, path) = (format!("tokens by {name}"), format!("{module}::{name}"));
            entry(Kind::TokenSource, part, path, &grant.url(), &grant.pointer)
        });
        let urls = scheme.urls.iter().map(|one| {
            let path = format!("{module}::{}", one.name);
            entry(Kind::TokenUrl, one.name.to_string(), path, &one.url, &one.pointer)
        });
        let scopes = scheme.scopes.iter().map(|scope| {
            let (part, path) =
                (format!("scope {}", scope.value), format!("{module}::scopes::{}", scope.name));
            let mut entry = entry(Kind::TokenScope, part, path, &scope.value, &scope.pointer);
            entry.facts.description = scope.description.clone().unwrap_or_default();
            entry
        });
        grants.chain(urls).chain(scopes).collect()
    }
}
