//! The signed request of the callbacks for removing an app and for the deletion of data.

use super::error::SignedRequestError;
use super::hmac;
use crate::graph::AppSecret;
use crate::runtime::base64;
use serde_json::{Map, Value};
use std::fmt;

/// The only algorithm that Meta signs with.
const ALGORITHM: &str = "HMAC-SHA256";

/// What Meta says of the person who removes the app, or asks for the deletion of their data.
///
/// The callback for the deletion of data answers with the URL where the person sees how far it is, and a code:
/// `{"url": "...", "confirmation_code": "..."}`.
///
/// Sources: [Data Deletion Request
/// Callback](https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback).
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SignedRequest {
    /// The id of the person for this app.
    pub user_id: Option<String>,
    /// When it was signed, in seconds since 1970.
    pub issued_at: Option<i64>,
    /// All that it says, these two included.
    pub members: Map<String, Value>,
}

impl fmt::Debug for SignedRequest {
    /// Without the members, which may be about the person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedRequest")
            .field("user_id", &self.user_id)
            .field("issued_at", &self.issued_at)
            .finish_non_exhaustive()
    }
}

/// Checks the signature, then reads the rest.
pub(super) fn read(secrets: &[AppSecret], text: &str) -> Result<SignedRequest, SignedRequestError> {
    let (signature, content) = text.trim().split_once('.').ok_or(SignedRequestError::Malformed)?;
    let signature = url_safe(signature).ok_or(SignedRequestError::Malformed)?;
    let is_signed = |holds, secret| hmac::holds(secret, content.as_bytes(), &signature) | holds;
    if !secrets.iter().fold(false, is_signed) {
        return Err(SignedRequestError::Wrong);
    }
    let json = url_safe(content).ok_or(SignedRequestError::Malformed)?;
    let members: Map<String, Value> =
        serde_json::from_slice(&json).map_err(|_| SignedRequestError::Malformed)?;
    let algorithm = members.get("algorithm").and_then(Value::as_str);
    if algorithm.is_some_and(|algorithm| !algorithm.eq_ignore_ascii_case(ALGORITHM)) {
        return Err(SignedRequestError::OtherAlgorithm);
    }
    let user_id = members.get("user_id").and_then(|id| match id {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    });
    let issued_at = members.get("issued_at").and_then(Value::as_i64);
    Ok(SignedRequest { user_id, issued_at, members })
}

/// Base64 with the letters that a URL can hold.
fn url_safe(text: &str) -> Option<Vec<u8>> {
    base64::decode(&text.replace('-', "+").replace('_', "/"))
}
