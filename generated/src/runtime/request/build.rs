//! From the parts of a request to an [`http::Request`].

use super::entry::Entry;
use super::file::File;
use super::operation::SecurityKind;
use super::parts::Parts;
use super::server::Servers;
use super::style::{encode, encode_in_cookie};
use super::{path, query};
use crate::runtime::base64;
use crate::runtime::error::BuildErrorKind;
use crate::runtime::secret::Secret;
use crate::runtime::upload::{Content, Payload};
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

/// A credential and the way it travels.
#[derive(Clone, Debug)]
pub(crate) struct Credential {
    pub(crate) kind: SecurityKind,
    pub(crate) secret: Secret,
}

/// Builds a request whose body is in memory.
///
/// # Errors
/// Those of [`compose`], and [`BuildErrorKind::ReadLater`] where something is read only while it is sent.
pub(crate) fn build(
    parts: &Parts,
    servers: &Servers,
    defaults: &HeaderMap,
    credentials: &[Credential],
) -> Result<http::Request<Bytes>, BuildErrorKind> {
    let (head, body) = compose(parts, servers, defaults, credentials)?.into_parts();
    let body = body.into_bytes().ok_or(BuildErrorKind::ReadLater)?;
    Ok(http::Request::from_parts(head, body))
}

/// Builds the request. What it has no header of its own for, it has of the defaults.
///
/// # Errors
/// A [`BuildErrorKind`] if a parameter cannot be written, or if the server is not known.
pub(crate) fn compose(
    parts: &Parts,
    servers: &Servers,
    defaults: &HeaderMap,
    credentials: &[Credential],
) -> Result<http::Request<Payload>, BuildErrorKind> {
    parts.check_numbers()?;
    parts.check_contents()?;
    let mut headers = defaults.clone();
    let accept = parts.accept.as_deref().unwrap_or(parts.operation.expects.accept);
    headers.insert(ACCEPT, header_value("accept", accept)?);
    let body = match parts.body.write(parts.media_type.as_deref(), parts.operation.encodings)? {
        Some((content_type, body)) => {
            headers.insert(CONTENT_TYPE, header_value("content-type", &content_type)?);
            body
        }
        None => Bytes::new().into(),
    };
    for entry in parts.headers.iter().filter(|entry| !is_cookie(entry)) {
        let mut value = header_value(&entry.name, &entry.header_text())?;
        value.set_sensitive(entry.holds_secret());
        headers.insert(header_name(&entry.name)?, value);
    }
    authorize(&mut headers, credentials)?;
    let cookies = cookies(parts, credentials);
    if !cookies.is_empty() {
        headers.insert(COOKIE, sensitive("cookie", &cookies)?);
    }
    let url = url(parts, servers, credentials)?;
    let mut request = http::Request::new(body);
    *request.method_mut() = parts.operation.method.into();
    *request.uri_mut() = url.try_into().map_err(|error| invalid_url(&error))?;
    *request.headers_mut() = headers;
    Ok(request)
}

fn invalid_url(error: &http::uri::InvalidUri) -> BuildErrorKind {
    BuildErrorKind::InvalidUrl { reason: error.to_string() }
}

/// The whole URL of the request.
fn url(parts: &Parts, servers: &Servers, credentials: &[Credential]) -> Result<String, BuildErrorKind> {
    let mut url = match &parts.url {
        Some(elsewhere) => elsewhere.url(parts, servers)?,
        None => servers.of(parts.host())? + &path::fill(parts.template(), &parts.path)?,
    };
    let mut pairs = Vec::new();
    for entry in &parts.query {
        query::write(entry, &mut pairs);
    }
    for credential in credentials {
        if let SecurityKind::Query(name) = credential.kind {
            pairs.push(format!("{}={}", encode(name), encode(credential.secret.expose())));
        }
    }
    if !pairs.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&pairs.join("&"));
    }
    Ok(url)
}

fn authorize(headers: &mut HeaderMap, credentials: &[Credential]) -> Result<(), BuildErrorKind> {
    for credential in credentials {
        let secret = credential.secret.expose();
        let (name, text) = match credential.kind {
            SecurityKind::Bearer => (AUTHORIZATION, format!("Bearer {secret}")),
            SecurityKind::Basic => (AUTHORIZATION, format!("Basic {}", base64::encode(secret.as_bytes()))),
            SecurityKind::Http(scheme) => (AUTHORIZATION, format!("{scheme} {secret}")),
            SecurityKind::Header(name) => (header_name(name)?, secret.to_owned()),
            SecurityKind::Query(_) | SecurityKind::Cookie(_) => continue,
        };
        let value = sensitive(name.as_str(), &text)?;
        headers.insert(name, value);
    }
    Ok(())
}

/// Whether a header is the one that the cookies go into as well.
pub(super) fn is_cookie(entry: &Entry) -> bool {
    entry.name.eq_ignore_ascii_case(COOKIE.as_str())
}

impl Parts {
    /// Checks that all contents can be read where they stand.
    fn check_contents(&self) -> Result<(), BuildErrorKind> {
        if self.is_spent() {
            return Err(BuildErrorKind::ReadBefore);
        }
        match self.body.entries().into_iter().find_map(|entry| File::unread(&entry.value)) {
            Some(_) => Err(BuildErrorKind::ReadLater),
            None => Ok(()),
        }
    }

    /// Whether a content that can be read only once was read before.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.contents().into_iter().any(Content::is_spent)
    }

    /// Reads all contents into memory.
    ///
    /// # Errors
    /// That of a file or a reader, or one is longer than this.
    #[cfg(feature = "testing")]
    pub(crate) async fn load(&mut self, largest: usize) -> std::io::Result<()> {
        for content in self.body.contents_mut() {
            if let Payload::Pieces(body) = Payload::of([content.clone().into()]) {
                *content = body.collect(largest).await?.into();
            }
        }
        Ok(())
    }

    /// The cookies, those of the header `Cookie` among them, where that is a parameter.
    pub(super) fn cookie_pairs(&self) -> Vec<String> {
        let own = self.headers.iter().filter(|entry| is_cookie(entry));
        let mut cookies: Vec<String> = own.map(Entry::header_text).filter(|text| !text.is_empty()).collect();
        for entry in &self.cookies {
            query::write(entry, &mut cookies);
        }
        cookies
    }
}

fn cookies(parts: &Parts, credentials: &[Credential]) -> String {
    let mut cookies = parts.cookie_pairs();
    for credential in credentials {
        if let SecurityKind::Cookie(name) = credential.kind {
            cookies.push(format!("{name}={}", encode_in_cookie(credential.secret.expose())));
        }
    }
    cookies.join("; ")
}

pub(crate) fn header_name(name: &str) -> Result<HeaderName, BuildErrorKind> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| BuildErrorKind::InvalidValue { name: name.to_owned() })
}

pub(crate) fn header_value(name: &str, text: &str) -> Result<HeaderValue, BuildErrorKind> {
    HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| BuildErrorKind::InvalidValue { name: name.to_owned() })
}

/// A header value that is shown nowhere and is not indexed by the compression of HTTP/2.
fn sensitive(name: &str, text: &str) -> Result<HeaderValue, BuildErrorKind> {
    let mut value = header_value(name, text)?;
    value.set_sensitive(true);
    Ok(value)
}
