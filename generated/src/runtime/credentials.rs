//! The credentials of a client, and which of them an operation gets.

use crate::runtime::error::BuildErrorKind;
use crate::runtime::protocol::Prover;
use crate::runtime::request::{Credential, Operation, SecurityKind, SecurityScheme};
use crate::runtime::secret::Secret;
use crate::runtime::token::AccessToken;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The credentials of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    token: Option<AccessToken>,
    prover: Option<Arc<dyn Prover>>,
    /// What the prover proves; it belongs to the token.
    proof: Option<Credential>,
    /// By the name of the security scheme.
    pub(crate) keys: BTreeMap<String, Secret>,
    /// `user:password`.
    pub(crate) basic: Option<Secret>,
    /// Other secrets that the client or its request sends, which are shown nowhere.
    pub(crate) hidden: Vec<Secret>,
    /// Whether the keys of maps are shown, which may be ids of people.
    pub(crate) shows_keys: bool,
    /// Whether the token goes before a key that is set for a scheme of bearer tokens.
    token_first: bool,
}

/// The names of parameters that hold the access token: RFC 6750, section 2.3, and what it was called before.
const TOKEN_PARAMETERS: [&str; 2] = ["access_token", "oauth_token"];

/// What early drafts of OAuth 2 called the scheme `Bearer`. Some servers want it still, and no proof beside it.
const OAUTH: &str = "OAuth";

impl Credentials {
    /// The access token.
    pub(crate) fn token(&self) -> Option<&AccessToken> {
        self.token.as_ref()
    }

    /// Sets the access token.
    pub(crate) fn set_token(&mut self, token: AccessToken) {
        self.token = Some(token);
        self.prove();
    }

    /// Removes the access token.
    pub(crate) fn clear_token(&mut self) {
        self.token = None;
        self.prove();
    }

    /// Sets another access token for a part of the calls. It goes before a key of the client.
    pub(crate) fn change_token(&mut self, token: AccessToken) {
        self.set_token(token);
        self.token_first = true;
    }

    /// The same credentials with this token, which a source has given.
    pub(crate) fn with_token(&self, token: AccessToken) -> Self {
        let mut credentials = self.clone();
        credentials.set_token(token);
        credentials
    }

    /// What proves the caller beside another token than that of the client.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn proof_of(&self, token: &AccessToken) -> Option<Credential> {
        self.prover.as_ref().map(|prover| prover.proof(token))
    }

    /// Refuses a token that no API could take.
    ///
    /// # Errors
    /// [`BuildErrorKind::InvalidToken`]
    pub(crate) fn check_token(&self) -> Result<(), BuildErrorKind> {
        match self.token.as_ref().and_then(AccessToken::fault) {
            Some(reason) => Err(BuildErrorKind::InvalidToken { reason }),
            None => Ok(()),
        }
    }

    /// Proves something with each request that holds the token.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn set_prover(&mut self, prover: Arc<dyn Prover>) {
        self.prover = Some(prover);
        self.prove();
    }

    /// Computes the proof once for all requests.
    fn prove(&mut self) {
        self.proof = self.prover.as_ref().zip(self.token.as_ref()).map(|(prover, token)| prover.proof(token));
    }

    /// Chooses the first alternative of the operation for which there are all credentials.
    ///
    /// An alternative that uses the token as a bearer token goes before one that would put it elsewhere, since a URL
    /// ends up in logs.
    ///
    /// # Errors
    /// [`BuildErrorKind::MissingCredential`] if there is no such alternative, [`BuildErrorKind::InvalidToken`] if the
    /// token is one of them and can be none, [`BuildErrorKind::InvalidBasicKey`] likewise.
    pub(crate) fn choose(&self, operation: &Operation) -> Result<Vec<Credential>, BuildErrorKind> {
        let alternatives = operation.security;
        let known = |bearer_only| alternatives.iter().find_map(|schemes| self.satisfy(schemes, bearer_only));
        if let Some(mut credentials) = known(true).or_else(|| known(false)) {
            let is_half =
                |one: &Credential| one.kind == SecurityKind::Basic && !one.secret.expose().contains(':');
            if credentials.iter().any(is_half) {
                let basic = |scheme: &&&SecurityScheme| scheme.kind == SecurityKind::Basic;
                let scheme =
                    alternatives.iter().copied().flatten().find(basic).map_or("", |scheme| scheme.name);
                return Err(BuildErrorKind::InvalidBasicKey { scheme });
            }
            let is_token = |credential: &Credential| Some(&credential.secret) == self.token_secret();
            if credentials.iter().any(is_token) {
                self.check_token()?;
            }
            // The proof belongs to a bearer token.
            let is_proven = |one: &Credential| !matches!(one.kind, SecurityKind::Http(_)) && is_token(one);
            if credentials.iter().any(is_proven) {
                credentials.extend(self.proof.clone());
            }
            return Ok(credentials);
        }
        if alternatives.is_empty() || alternatives.iter().any(|schemes| schemes.is_empty()) {
            return Ok(Vec::new());
        }
        let names = |schemes: &&[&SecurityScheme]| schemes.iter().map(|scheme| scheme.name).collect();
        let schemes = alternatives.iter().map(names).collect();
        Err(BuildErrorKind::MissingCredential { schemes })
    }

    /// The credentials for all of these schemes; none for the empty alternative, which is the last resort.
    fn satisfy(&self, schemes: &[&SecurityScheme], bearer_only: bool) -> Option<Vec<Credential>> {
        let takes_bearer = schemes.iter().any(|scheme| scheme.kind == SecurityKind::Bearer);
        let mut credentials = Vec::new();
        for scheme in schemes {
            let key = self.keys.get(scheme.name);
            let own = match scheme.kind {
                SecurityKind::Basic => key.or(self.basic.as_ref()),
                // The token may be that of one call, and the proof and the pace are those of the token.
                SecurityKind::Bearer if self.token_first || self.proof.is_some() => {
                    self.token_secret().or(key)
                }
                SecurityKind::Bearer => key.or(self.token_secret()),
                _ => key,
            };
            match own {
                Some(secret) => credentials.push(Credential { kind: scheme.kind, secret: secret.clone() }),
                None if !holds_token(scheme) => return None,
                // The bearer token of the same request is the same credential: it does not go into the URL as well.
                None if takes_bearer && self.token.is_some() => {}
                None if bearer_only => return None,
                None => {
                    credentials.push(Credential { kind: scheme.kind, secret: self.token_secret()?.clone() })
                }
            }
        }
        (!credentials.is_empty()).then_some(credentials)
    }

    fn token_secret(&self) -> Option<&Secret> {
        self.token.as_ref().map(AccessToken::as_secret)
    }

    /// All that must not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let proof = self.proof.as_ref().map(|proof| &proof.secret);
        let proof = proof.into_iter().chain(self.prover.as_ref().map(|prover| prover.secret()));
        let own = self.token_secret().into_iter().chain(proof).chain(self.keys.values()).chain(&self.basic);
        own.chain(&self.hidden)
    }
}

/// Whether the key of a scheme is the access token.
fn holds_token(scheme: &SecurityScheme) -> bool {
    match scheme.kind {
        SecurityKind::Query(name) | SecurityKind::Header(name) | SecurityKind::Cookie(name) => {
            TOKEN_PARAMETERS.contains(&name)
        }
        SecurityKind::Http(name) => name.eq_ignore_ascii_case(OAUTH),
        SecurityKind::Bearer | SecurityKind::Basic => false,
    }
}
