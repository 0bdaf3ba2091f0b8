//! Names of the modules of security schemes of OAuth 2, and of the constants for their scopes.

use super::keep::Naming;
use super::scope::{GIVEN, Item};
use crate::ir::{Api, Ident, OAuthScheme};
use crate::name_lock::Key;
use crate::naming::{reserved, words};

pub(super) fn run(api: &mut Api, naming: &mut Naming) {
    api.oauth.sort_by(|left, right| left.scheme.cmp(&right.scheme));
    let items = api.oauth.iter().map(|scheme| {
        let name = words::snake(&scheme.scheme);
        Item::new(GIVEN, name.clone()).or_else(move || vec![format!("{name}_scheme")])
    });
    let keys = |index: usize| vec![Key::of(&api.oauth[index].scheme)];
    let names = naming.assign(format_args!("oauth"), items.collect(), keys, &reserved::is_module, "_");
    for (scheme, name) in api.oauth.iter_mut().zip(names) {
        scheme.module = Ident(name);
        scopes(scheme, naming);
    }
}

fn scopes(scheme: &mut OAuthScheme, naming: &mut Naming) {
    scheme.scopes.sort_by(|left, right| left.value.cmp(&right.value));
    let items = scheme.scopes.iter().map(|scope| {
        let text = &scope.value;
        Item::new(GIVEN, words::shouty(text)).or_else(|| vec![words::shouty(&words::spelled(text))])
    });
    let keys = |index: usize| vec![Key::of(&scheme.scopes[index].value)];
    let scope = format_args!("scope of {}", scheme.module);
    let names = naming.assign(scope, items.collect(), keys, &|_| false, "_");
    for (scope, name) in scheme.scopes.iter_mut().zip(names) {
        scope.name = Ident(name);
    }
}
