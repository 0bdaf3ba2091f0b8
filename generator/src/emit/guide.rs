//! What the front page of a crate says of its servers and credentials.

use super::context::module_of;
use super::docs::{clean, code};
use super::{oauth, servers};
use crate::ir::{Api, OAuthScheme, SecurityKind, SecurityScheme, Server};

/// The lines on what a client can be set up with; `of` follows the titles.
pub(crate) fn guide(api: &Api, of: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(operation) = api.operations.iter().find(|operation| !operation.servers.is_empty()) {
        lines.extend(["".to_owned(), format!("# Servers{of}"), String::new()]);
        lines.push(
            "`Client::builder().server(..)` chooses, `server_variable(..)` sets a variable:".to_owned(),
        );
        lines.push(String::new());
        lines.extend(operation.servers.iter().enumerate().map(server));
        if let Some((name, _)) = api.named_servers.first() {
            let (root, module) = (module_of(api), servers::MODULE);
            lines.push(String::new());
            lines.push(format!("Those with a name have a constant: `.server({root}::{module}::{name})`."));
        }
    }
    // Requests in the style of the Graph API carry the token of the client, whatever their document declares.
    if api.operations.is_empty() || api.runtime.graph && api.security_schemes.is_empty() {
        return lines;
    }
    lines.extend(["".to_owned(), format!("# Credentials{of}"), String::new()]);
    if api.security_schemes.is_empty() {
        lines.extend(NO_CREDENTIALS.map(str::to_owned));
    } else {
        lines.push(
            "`Client::builder().api_key(..)` takes the credential of each scheme by its name:".to_owned(),
        );
        lines.push(String::new());
        lines.extend(api.security_schemes.iter().map(scheme));
    }
    lines.extend(sources(api));
    lines
}

/// The lines on where tokens come from that the client gets by itself.
fn sources(api: &Api) -> Vec<String> {
    if api.oauth.is_empty() {
        return Vec::new();
    }
    let root = module_of(api);
    let source = |scheme: &OAuthScheme| {
        let functions = scheme.grants.iter().map(|grant| {
            format!("`{root}::{}::{}::{}(..)`", oauth::MODULE, scheme.module, grant.kind.function())
        });
        format!("- {}: {}", code(&scheme.scheme), functions.collect::<Vec<_>>().join(" or "))
    };
    let head =
        "`Client::builder().token_source(..)` takes a source that gets tokens by OAuth 2 and renews them:";
    let head = [String::new(), head.to_owned(), String::new()];
    head.into_iter().chain(api.oauth.iter().map(source)).collect()
}

/// What stands where the document declares no scheme: a credential that is set anyway is not sent.
const NO_CREDENTIALS: [&str; 3] = [
    "The document declares none, so `access_token(..)` and `api_key(..)` send nothing.",
    "`Client::builder().secret_header(\"authorization\", \"Bearer ...\")` sends one with each request; an overlay can",
    "declare a scheme.",
];

fn server((index, server): (usize, &Server)) -> String {
    let variables = server.variables.iter().map(|variable| {
        let values = match variable.values.as_slice() {
            [] => String::new(),
            values => {
                let values: Vec<_> = values.iter().map(|value| code(value)).collect();
                format!(" (one of {})", values.join(", "))
            }
        };
        format!(" {} is {} unless set{values}.", code(&variable.name), code(&variable.default))
    });
    let name = server.name.as_deref().map(|name| format!(" ({})", clean(name).join(" "))).unwrap_or_default();
    format!(
        "- {index}{name}: {}.{}{}",
        code(&server.url),
        first_line(server.description.as_deref()),
        variables.collect::<String>()
    )
}

fn scheme(scheme: &SecurityScheme) -> String {
    let way = match &scheme.kind {
        SecurityKind::Bearer => "a bearer token, which `access_token(..)` sets too".to_owned(),
        SecurityKind::Basic => "`user:password`, which `basic_auth(..)` sets too".to_owned(),
        SecurityKind::Http(name) => format!("what follows {} in the `Authorization` header", code(name)),
        SecurityKind::Query(name) => format!("the key in the query parameter {}", code(name)),
        SecurityKind::Header(name) => format!("the key in the header {}", code(name)),
        SecurityKind::Cookie(name) => format!("the key in the cookie {}", code(name)),
    };
    format!("- {}: {way}.{}", code(&scheme.name), first_line(scheme.description.as_deref()))
}

fn first_line(text: Option<&str>) -> String {
    let line = text.map(clean).unwrap_or_default().into_iter().find(|line| !line.is_empty());
    line.map(|line| format!(" {line}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{guide, scheme};
    use crate::emit::tests::sample;
    use crate::ir::{SecurityKind, SecurityScheme};

    #[test]
    fn a_document_without_a_scheme_says_what_becomes_of_a_credential() {
        let mut api = sample::api();
        api.security_schemes.clear();
        assert!(!guide(&api, "").join("\n").contains("# Credentials"), "{api:?}");
        api.runtime.graph = false;
        let said = guide(&api, " of `graph`").join("\n");
        assert!(said.contains("# Credentials of `graph`\n\nThe document declares none"), "{said}");
        api.operations.clear();
        assert!(guide(&api, "").is_empty());
    }

    #[test]
    fn a_scheme_is_one_line_whatever_it_is_called() {
        let named = |name: &str| SecurityScheme {
            name: name.to_owned(),
            kind: SecurityKind::Http(name.to_owned()),
            description: Some("\n\nFirst.\nSecond.".to_owned()),
        };
        assert_eq!(
            scheme(&named("a`b\nc\u{1}d")),
            "- ``a`b c d``: what follows ``a`b c d`` in the `Authorization` header. First."
        );
    }
}
