//! Security schemes and requirements.

use super::reader::Reader;
use crate::document::codes;
use crate::document::place::JsonPlace;
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, SecurityRequirement, SecurityScheme,
};
use serde_json::{Value, json};

/// The flow of OAuth 2 for devices (RFC 8628), which came with OpenAPI 3.2.
pub(crate) const DEVICE_FLOW: &str = "deviceAuthorization";

/// The alternatives of a requirement; `Some` of an empty list where it says that none is needed.
pub(super) fn requirements(
    reader: &mut Reader<'_>,
    value: Value,
    at: &JsonPlace<'_>,
) -> Option<Vec<SecurityRequirement>> {
    let is_list = value.is_array();
    let alternatives = reader.list(value, at, |reader, value, at| {
        reader.object(value, at).map(|schemes| {
            schemes
                .into_iter()
                .map(|(name, scopes)| {
                    let scopes = reader.texts(scopes, &at.key(&name));
                    (name, scopes)
                })
                .collect()
        })
    });
    is_list.then_some(alternatives)
}

/// The members of all kinds of schemes.
#[derive(Default)]
struct Members {
    kind: Option<String>,
    location: Option<String>,
    name: Option<String>,
    scheme: Option<String>,
    bearer_format: Option<String>,
    flows: Option<OAuth2Flows>,
    open_id_connect_url: Option<String>,
    description: Option<String>,
    extensions: IndexMap<String, Value>,
}

pub(super) fn scheme(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<SecurityScheme> {
    let mut read = Members::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "type" => read.kind = reader.text(value, at),
            "in" => read.location = reader.text(value, at),
            "name" => read.name = reader.text(value, at),
            "scheme" => read.scheme = reader.text(value, at),
            "bearerFormat" => {
                reader.unused(at);
                read.bearer_format = reader.text(value, at);
            }
            "flows" => read.flows = flows(reader, value, at),
            "openIdConnectUrl" => read.open_id_connect_url = reader.text(value, at),
            "description" => read.description = reader.text(value, at),
            "oauth2MetadataUrl" | "deprecated" => reader.unused(at),
            _ => reader.rest(value, at, &mut read.extensions),
        }
    }
    let read = read.into_scheme();
    if let Err(reason) = &read {
        reader.reporter.report(codes::PART, format!("the security scheme {reason}; it is left out"), at);
    }
    read.ok()
}

impl Members {
    fn into_scheme(self) -> Result<SecurityScheme, String> {
        let (description, extensions) = (self.description, self.extensions);
        match self.kind.as_deref() {
            Some("apiKey") => {
                let location = match self.location.as_deref() {
                    Some("query") => APIKeyLocation::Query,
                    Some("header") => APIKeyLocation::Header,
                    Some("cookie") => APIKeyLocation::Cookie,
                    _ => return Err("needs `in: query`, `header` or `cookie`".to_owned()),
                };
                let name = self.name.ok_or("needs a `name`")?;
                Ok(SecurityScheme::APIKey { location, name, description, extensions })
            }
            Some("http") => {
                let scheme = self.scheme.ok_or("needs a `scheme`")?;
                let bearer_format = self.bearer_format;
                Ok(SecurityScheme::HTTP { scheme, bearer_format, description, extensions })
            }
            Some("oauth2") => {
                let flows = self.flows.unwrap_or_default();
                Ok(SecurityScheme::OAuth2 { flows, description, extensions })
            }
            Some("openIdConnect") => {
                let open_id_connect_url = self.open_id_connect_url.unwrap_or_default();
                Ok(SecurityScheme::OpenIDConnect { open_id_connect_url, description, extensions })
            }
            Some(other) => Err(format!("is of the type `{other}`, which is not supported")),
            None => Err("has no `type`".to_owned()),
        }
    }
}

fn flows(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<OAuth2Flows> {
    let mut flows = OAuth2Flows::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "implicit" => flows.implicit = flow(reader, value, at).map(Flow::implicit),
            "password" => flows.password = flow(reader, value, at).map(Flow::password),
            "clientCredentials" => {
                flows.client_credentials = flow(reader, value, at).map(Flow::client_credentials);
            }
            "authorizationCode" => {
                flows.authorization_code = flow(reader, value, at).map(Flow::authorization_code);
            }
            DEVICE_FLOW => {
                // `openapiv3` has no place for it, and no extension has this name.
                let read = flow(reader, value, at).map(Flow::device);
                flows.extensions.extend(read.map(|flow| (DEVICE_FLOW.to_owned(), flow)));
            }
            _ => reader.rest(value, at, &mut flows.extensions),
        }
    }
    Some(flows)
}

#[derive(Default)]
struct Flow {
    authorization_url: String,
    token_url: String,
    device_url: Option<String>,
    refresh_url: Option<String>,
    scopes: IndexMap<String, String>,
    extensions: IndexMap<String, Value>,
}

fn flow(reader: &mut Reader<'_>, value: Value, at: &JsonPlace<'_>) -> Option<Flow> {
    let is_for_devices = at.name() == DEVICE_FLOW;
    let mut flow = Flow::default();
    for (key, value) in reader.object(value, at)? {
        let at = &at.key(&key);
        match key.as_str() {
            "authorizationUrl" => flow.authorization_url = reader.text(value, at).unwrap_or_default(),
            "tokenUrl" => flow.token_url = reader.text(value, at).unwrap_or_default(),
            "deviceAuthorizationUrl" => {
                if !is_for_devices {
                    reader.unused(at);
                }
                flow.device_url = reader.text(value, at);
            }
            "refreshUrl" => flow.refresh_url = reader.text(value, at),
            "scopes" => flow.scopes = reader.map(value, at, |reader, value, at| reader.text(value, at)),
            _ => reader.rest(value, at, &mut flow.extensions),
        }
    }
    Some(flow)
}

impl Flow {
    /// As a value, with the keys of the document.
    fn device(self) -> Value {
        let Self { token_url, device_url, refresh_url, scopes, .. } = self;
        json!({
            "deviceAuthorizationUrl": device_url,
            "tokenUrl": token_url,
            "refreshUrl": refresh_url,
            "scopes": scopes,
        })
    }

    fn implicit(self) -> ImplicitOAuth2Flow {
        let Self { authorization_url, refresh_url, scopes, extensions, .. } = self;
        ImplicitOAuth2Flow { authorization_url, refresh_url, scopes, extensions }
    }

    fn password(self) -> PasswordOAuth2Flow {
        let Self { token_url, refresh_url, scopes, extensions, .. } = self;
        PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions }
    }

    fn client_credentials(self) -> ClientCredentialsOAuth2Flow {
        let Self { token_url, refresh_url, scopes, extensions, .. } = self;
        ClientCredentialsOAuth2Flow { refresh_url, token_url, scopes, extensions }
    }

    fn authorization_code(self) -> AuthorizationCodeOAuth2Flow {
        let Self { authorization_url, token_url, refresh_url, scopes, extensions, .. } = self;
        AuthorizationCodeOAuth2Flow { authorization_url, token_url, refresh_url, scopes, extensions }
    }
}
