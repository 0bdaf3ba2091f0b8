//! Security schemes, and which of them an operation needs.

use super::context::Lowerer;
use super::parameter::is_authorization;
use super::{codes, component, docs};
use crate::document::codes::COMPONENT_UNUSED;
use crate::ir::{SecurityKind, SecurityScheme};
use crate::pointer::Pointer;
use indexmap::IndexSet;
use openapiv3::{APIKeyLocation, SecurityRequirement};

impl<'a> Lowerer<'a> {
    /// Adds the schemes of the document to those of the version.
    pub(super) fn security_schemes(&mut self) {
        let Some(components) = &self.openapi.components else { return };
        for (name, node) in &components.security_schemes {
            let pointer = Pointer::root().child("components").child("securitySchemes").child(name);
            let Some((scheme, _)) =
                component::resolve(self.openapi, |components| &components.security_schemes, node)
            else {
                self.unknown(component::text(node), &pointer);
                continue;
            };
            let (kind, description) = self.kind(scheme, &pointer);
            let global = self.global_name(name, &kind);
            if let openapiv3::SecurityScheme::OAuth2 { flows, .. } = scheme {
                self.oauth(&global, flows, &pointer);
            }
            self.schemes.insert(name.clone(), global.clone());
            if self.api.security_schemes.iter().all(|known| known.name != global) {
                let description = docs::text(description);
                self.api.security_schemes.push(SecurityScheme { name: global, kind, description });
            }
        }
    }

    /// Reports the schemes that no operation needs.
    pub(super) fn unused_schemes(&mut self) {
        let Some(components) = &self.openapi.components else { return };
        for name in components.security_schemes.keys() {
            let Some(global) = self.schemes.get(name) else { continue };
            let mut needed =
                self.api.operations.iter().flat_map(|operation| operation.security.iter().flatten());
            if !needed.any(|needed| needed == global) {
                let pointer = Pointer::root().child("components").child("securitySchemes").child(name);
                let message = format!("no operation needs the security scheme `{name}`");
                self.reporter.report(COMPONENT_UNUSED, message, &pointer);
            }
        }
    }

    /// The name of a scheme among those of all documents: another scheme of the same name needs another.
    fn global_name(&self, name: &str, kind: &SecurityKind) -> String {
        let is_free = |candidate: &str| {
            self.api.security_schemes.iter().all(|known| known.name != candidate || known.kind == *kind)
        };
        let mut candidate = name.to_owned();
        let mut number = 2;
        while !is_free(&candidate) {
            candidate = format!("{name}_{number}");
            number += 1;
        }
        candidate
    }

    fn kind(
        &mut self,
        scheme: &'a openapiv3::SecurityScheme,
        pointer: &Pointer,
    ) -> (SecurityKind, Option<&'a str>) {
        use openapiv3::SecurityScheme as Scheme;
        match scheme {
            Scheme::APIKey { location, name, description, .. } => {
                let kind = match location {
                    APIKeyLocation::Query => SecurityKind::Query(name.clone()),
                    APIKeyLocation::Header => SecurityKind::Header(name.clone()),
                    APIKeyLocation::Cookie => SecurityKind::Cookie(name.clone()),
                };
                (kind, description.as_deref())
            }
            Scheme::HTTP { scheme, description, .. } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "bearer" => SecurityKind::Bearer,
                    "basic" => SecurityKind::Basic,
                    _ => SecurityKind::Http(scheme.clone()),
                };
                (kind, description.as_deref())
            }
            Scheme::OAuth2 { description, .. } => (SecurityKind::Bearer, description.as_deref()),
            Scheme::OpenIDConnect { description, .. } => {
                let message = "getting the token is left to the caller; it is sent as a bearer token";
                self.reporter.report(codes::SECURITY_FLOW, message, pointer);
                (SecurityKind::Bearer, description.as_deref())
            }
        }
    }

    /// What an operation needs: alternatives of sets of schemes.
    pub(super) fn security(
        &mut self,
        own: Option<&[SecurityRequirement]>,
        pointer: &Pointer,
    ) -> Vec<(Vec<String>, Vec<String>)> {
        let (requirements, at) = match own {
            Some(own) => (own, pointer.child("security")),
            None => (self.openapi.security.as_deref().unwrap_or_default(), Pointer::root().child("security")),
        };
        let mut alternatives = Vec::with_capacity(requirements.len());
        for (index, requirement) in requirements.iter().enumerate() {
            let mut set = Vec::with_capacity(requirement.len());
            let mut all_scopes = Vec::new();
            for (name, scopes) in requirement {
                match self.schemes.get(name) {
                    Some(global) => {
                        set.push(global.clone());
                        all_scopes.extend(scopes.iter().map(|scope| format!("{global}: {scope}")));
                    }
                    None => {
                        let message = format!("the security scheme `{name}` is not declared; it is left out");
                        self.reporter.report(codes::SECURITY_UNKNOWN, message, at.child(index).child(name));
                    }
                }
            }
            if set.is_empty() && !requirement.is_empty() {
                continue;
            }
            // All of them are needed, so their order has no meaning.
            set.sort();
            alternatives.push((set, all_scopes));
        }
        alternatives
    }
}

impl Lowerer<'_> {
    /// Whether one of these schemes, of those of [`security`](Self::security), sends the header `Authorization`.
    pub(super) fn sends_authorization(&self, security: &[Vec<String>]) -> bool {
        let mut kinds = security.iter().flatten().filter_map(|name| {
            self.api.security_schemes.iter().find(|known| known.name == *name).map(|scheme| &scheme.kind)
        });
        kinds.any(|kind| match kind {
            SecurityKind::Bearer | SecurityKind::Basic | SecurityKind::Http(_) => true,
            SecurityKind::Header(name) => is_authorization(name),
            SecurityKind::Query(_) | SecurityKind::Cookie(_) => false,
        })
    }
}

/// The scopes that an operation asks for, each once.
pub(super) fn scopes(requirements: Option<&Vec<SecurityRequirement>>) -> Vec<String> {
    let named = requirements.into_iter().flatten().flat_map(|requirement| requirement.values()).flatten();
    named.cloned().collect::<IndexSet<_>>().into_iter().collect()
}
