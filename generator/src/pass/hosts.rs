//! The hosts that the operations have, and how requests to them authenticate.

use crate::ir::{Api, Host, Operation};
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(super) fn run(api: &mut Api) {
    let mut groups: BTreeMap<_, Vec<&Operation>> = BTreeMap::new();
    for operation in &api.operations {
        let urls: Vec<_> = operation.servers.iter().map(|server| &server.url).collect();
        groups.entry((&operation.server, urls, prefix(operation))).or_default().push(operation);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    // What goes to wherever the caller says is the last resort.
    groups.sort_by_key(|((server, urls, _), operations)| {
        (server.is_empty() && urls.is_empty(), Reverse(operations.len()))
    });
    let hosts = groups.into_iter().map(|((server, _, prefix), operations)| Host {
        server: server.clone(),
        servers: operations.first().map(|first| first.servers.clone()).unwrap_or_default(),
        prefix: prefix.to_owned(),
        security: security(&operations),
    });
    api.hosts = hosts.collect();
}

/// What stands in the path of an operation before the path of the document.
fn prefix(operation: &Operation) -> &str {
    operation.path.strip_suffix(operation.documented_path.as_str()).unwrap_or_default()
}

/// A path that no document has may ask for any of the credentials that the others ask for, or for none.
fn security(operations: &[&Operation]) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for alternative in operations.iter().flat_map(|operation| &operation.security) {
        *counts.entry(alternative).or_default() += 1;
    }
    let mut alternatives: Vec<_> = counts.into_iter().filter(|(schemes, _)| !schemes.is_empty()).collect();
    alternatives.sort_by_key(|(_, count)| Reverse(*count));
    let none = (!alternatives.is_empty()).then(Vec::new);
    alternatives.into_iter().map(|(schemes, _)| schemes.to_vec()).chain(none).collect()
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::emit::tests::sample;
    use crate::ir::Api;

    #[test]
    fn the_host_of_most_operations_comes_first_with_their_alternatives_by_number() {
        let sample = sample::api();
        let like = |server: &str, security: &[&[&str]]| {
            let mut operation = sample.operations[0].clone();
            operation.server = server.to_owned();
            (operation.path, operation.documented_path) = ("/v1/a".to_owned(), "/a".to_owned());
            let owned = |set: &&[&str]| set.iter().map(|name| (*name).to_owned()).collect();
            operation.security = security.iter().map(owned).collect();
            operation
        };
        let operations = vec![
            like("https://a.example", &[&["key"]]),
            like("https://b.example", &[&["key"], &["token"]]),
            like("https://b.example", &[&["token"], &[]]),
        ];
        let mut api = Api { operations, ..Api::default() };
        run(&mut api);
        let shown: Vec<_> =
            api.hosts.iter().map(|host| (host.server.as_str(), host.prefix.as_str())).collect();
        assert_eq!(shown, [("https://b.example", "/v1"), ("https://a.example", "/v1")]);
        assert_eq!(api.hosts[0].security, [vec!["token"], vec!["key"], vec![]]);
    }
}
