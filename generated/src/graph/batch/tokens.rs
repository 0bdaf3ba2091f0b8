//! The tokens of the requests of a batch, where they have others than the client.

use super::entry::Entry;
use crate::runtime::client::Client;
use crate::runtime::error::BuildErrorKind;
use crate::runtime::request::{Credential, Parts, SecurityKind};
use crate::runtime::{AccessToken, Secret};

/// The parameter of a request that holds its own token.
const TOKEN: &str = "access_token";

/// The client that sends the batch: it shows none of the tokens, and has one for the batch itself, as the API wants it.
pub(super) fn prepare(client: Client, entries: &[Entry]) -> Client {
    let tokens: Vec<&AccessToken> = entries.iter().filter_map(|entry| entry.token.as_ref()).collect();
    let Some(first) = tokens.first() else { return client };
    let client = if client.has_token() { client } else { client.with_access_token(*first) };
    let proofs = tokens.iter().filter_map(|token| client.credentials().proof_of(token));
    let mut secrets: Vec<Secret> = proofs.map(|proof| proof.secret).collect();
    secrets.extend(tokens.iter().map(|token| token.as_secret().clone()));
    client.hiding_all(secrets)
}

/// The request with its own token, and with the proof that goes with it.
///
/// # Errors
/// [`BuildErrorKind::InvalidToken`]
pub(super) fn seal(client: &Client, entry: &Entry) -> Result<Parts, BuildErrorKind> {
    let mut parts = entry.parts.clone();
    let Some(token) = &entry.token else { return Ok(parts) };
    if let Some(reason) = token.fault() {
        return Err(BuildErrorKind::InvalidToken { reason });
    }
    parts.query(TOKEN, token.as_secret());
    if let Some(Credential { kind: SecurityKind::Query(name), secret }) = client.credentials().proof_of(token)
    {
        parts.query(name, &secret);
    }
    Ok(parts)
}
