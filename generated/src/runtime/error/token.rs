//! A source of tokens that gave none.

use super::{CallError, Recovery};
use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The [`TokenSource`](crate::TokenSource) of the client gave no token. The request was not sent, or its token was
/// refused and there is no other one.
#[derive(Clone)]
pub struct TokenError {
    operation: &'static Operation,
    /// What the source says, without the credentials that are known.
    text: String,
    source: Arc<dyn Error + Send + Sync>,
}

impl TokenError {
    pub(crate) fn new(
        operation: &'static Operation,
        source: Arc<dyn Error + Send + Sync>,
        hidden: &Credentials,
    ) -> Self {
        let text = hidden.scrub(&source.to_string());
        Self { operation, text, source }
    }

    /// The operation.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The error of the source. (`source` is `None`, since `Display` shows this error already.)
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.source
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = OneLine { text: &self.text, longest: 500 };
        write!(f, "{}: there is no token: {line}", self.operation)
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenError({self})")
    }
}

impl Error for TokenError {}

impl CallError for TokenError {
    fn operation(&self) -> Option<&'static Operation> {
        Some(self.operation)
    }

    fn recovery(&self) -> Recovery {
        Recovery::RenewToken
    }
}
