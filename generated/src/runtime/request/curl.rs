//! A request as a command for `curl`.

use super::body::Body;
use super::build::is_cookie;
use super::entry::Entry;
use super::file::File;
use super::multipart::Part;
use super::operation::{Method, Operation, SecurityKind, SecurityScheme};
use super::parts::Parts;
use super::server::Servers;
use super::style::{encode, text_in};
use super::{path, query};

/// The variable of the shell that holds the token.
const TOKEN: &str = "\"$ACCESS_TOKEN\"";

impl Parts {
    /// The request as one command of a POSIX shell, without secrets.
    pub(crate) fn to_curl(&self) -> String {
        let shown = self.redacted();
        let has_body = !matches!(shown.body, Body::None);
        let mut words = vec!["curl".to_owned()];
        match shown.operation.method {
            Method::Get if !has_body => {}
            // With `-X HEAD` curl would wait for a body.
            Method::Head if !has_body => words.push("-I".to_owned()),
            method => words.push(format!("-X {}", method.as_str())),
        }
        let credentials = credentials(shown.host());
        words.push(shown.url(&credentials));
        words.extend(credentials.iter().filter_map(|scheme| credential(scheme)));
        for entry in shown.headers.iter().filter(|entry| !is_cookie(entry)) {
            words.push(format!("-H {}", quoted(&format!("{}: {}", entry.name, entry.header_text()))));
        }
        // A key is made for each call.
        words.extend(
            shown.lacks_key().map(|name| format!("-H {}\"$(uuidgen)\"", quoted(&format!("{name}: ")))),
        );
        let cookies = shown.cookie_pairs();
        if !cookies.is_empty() {
            words.push(format!("-b {}", quoted(&cookies.join("; "))));
        }
        shown.body_words(&mut words);
        words.join(" ")
    }

    /// The URL as a word of the shell. What cannot be sent is shown as the template that it was to fill.
    fn url(&self, credentials: &[&SecurityScheme]) -> String {
        let path = path::fill(self.operation.path, &self.path);
        let path = path.unwrap_or_else(|_| self.operation.path.to_owned());
        let (mut word, mut plain) = match Servers::default().of(self.host()) {
            // Only an answer knows it, and it may let anybody in.
            _ if self.url.is_some() => ("\"$URL\"".to_owned(), String::new()),
            Ok(server) => (String::new(), format!("{server}{path}")),
            // Only the client knows the origin.
            Err(_) => {
                let server = Servers::at("").of(self.host()).unwrap_or_default();
                ("\"$BASE_URL\"".to_owned(), format!("{server}{path}"))
            }
        };
        let mut mark = if plain.contains('?') { '&' } else { '?' };
        for pair in pairs(&self.query) {
            plain.extend([mark]);
            plain.push_str(&pair);
            mark = '&';
        }
        for scheme in credentials {
            if let SecurityKind::Query(name) = scheme.kind {
                // What stands side by side is one word to the shell.
                word.push_str(&quoted(&format!("{plain}{mark}{}=", encode(name))));
                word.push_str(TOKEN);
                plain.clear();
                mark = '&';
            }
        }
        if !plain.is_empty() {
            word.push_str(&quoted(&plain));
        }
        word
    }

    /// The options that carry the body.
    fn body_words(&self, words: &mut Vec<String>) {
        // What is not form data, `curl` cannot put together.
        if let (Body::Multipart(parts), None) = (&self.body, &self.media_type) {
            return words.extend(parts.iter().map(part));
        }
        // What cannot be written would not be sent either.
        let written = self.body.write(self.media_type.as_deref(), self.operation.encodings);
        let Ok(Some((content_type, body))) = written else { return };
        words.push(format!("-H {}", quoted(&format!("Content-Type: {content_type}"))));
        words.push(match (&self.body, body.into_bytes()) {
            (Body::Binary(_), _) | (_, None) => "--data-binary '@file'".to_owned(),
            (_, Some(bytes)) => format!("--data-raw {}", quoted(&String::from_utf8_lossy(&bytes))),
        });
    }
}

/// The text as one word of a POSIX shell. A shell has no way to pass a zero byte.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\0', "\u{fffd}").replace('\'', r"'\''"))
}

fn pairs(entries: &[Entry]) -> Vec<String> {
    let mut pairs = Vec::new();
    for entry in entries {
        query::write(entry, &mut pairs);
    }
    pairs
}

/// The schemes that the client would use: those of the first alternative with a bearer token, which stands for the keys
/// beside it too, or else of the first of all.
fn credentials(operation: &Operation) -> Vec<&'static SecurityScheme> {
    let is_bearer = |scheme: &&&SecurityScheme| scheme.kind == SecurityKind::Bearer;
    let alternatives = operation.security;
    match alternatives.iter().find_map(|schemes| schemes.iter().find(is_bearer)) {
        Some(bearer) => vec![bearer],
        None => alternatives.first().copied().unwrap_or_default().to_vec(),
    }
}

/// The option that carries a credential; the query is part of the URL.
fn credential(scheme: &SecurityScheme) -> Option<String> {
    Some(match scheme.kind {
        SecurityKind::Bearer => "-H \"Authorization: Bearer $ACCESS_TOKEN\"".to_owned(),
        SecurityKind::Basic => "-u \"$BASIC_AUTH\"".to_owned(),
        SecurityKind::Http(name) => format!("-H {}{TOKEN}", quoted(&format!("Authorization: {name} "))),
        SecurityKind::Header(name) => format!("-H {}{TOKEN}", quoted(&format!("{name}: "))),
        SecurityKind::Cookie(name) => format!("-b {}{TOKEN}", quoted(&format!("{name}="))),
        SecurityKind::Query(_) => return None,
    })
}

/// A part of a multipart form. `curl` reads a meaning into some texts, unless they are in double quotes of its own.
fn part(part: &Part) -> String {
    match part {
        Part::Value(entry, encoding) => {
            let text = text_in(&entry.value, entry.how.style);
            match Part::content_type(entry, *encoding) {
                Some(media) => {
                    format!("-F {}", quoted(&format!("{}={};type={media}", entry.name, own_quotes(&text))))
                }
                None => format!("--form-string {}", quoted(&format!("{}={text}", entry.name))),
            }
        }
        Part::File(name, File { name: file, content_type, .. }) => {
            let file = if file.is_empty() { "file" } else { file };
            format!("-F {}", quoted(&format!("{name}=@{};type={content_type}", own_quotes(file))))
        }
    }
}

fn own_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', r#"\""#))
}
