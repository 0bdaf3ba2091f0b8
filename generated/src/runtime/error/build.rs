//! A request, or a client, that cannot be built.

use crate::runtime::request::Operation;
use std::fmt;

/// A request, or a client, that cannot be built. Nothing was sent.
#[derive(Debug, PartialEq, Eq)]
pub struct BuildError {
    operation: Option<&'static Operation>,
    kind: BuildErrorKind,
}

/// Why a request, or a client, cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildErrorKind {
    /// A parameter of the path is empty, so that the URL would mean something else.
    EmptyParameter {
        /// The name of the parameter.
        name: String,
    },
    /// A segment of the path would be `.` or `..`, which every URL parser resolves.
    DotSegment,
    /// A value cannot stand in a header, since it holds a line break or another control character.
    InvalidValue {
        /// The name of the header or of the file.
        name: String,
    },
    /// The URL is not one, or too long.
    InvalidUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// The specification names no server; set a base URL.
    NoServer,
    /// The base URL is not an absolute `http` or `https` URL, or it has a query or a user.
    InvalidBaseUrl,
    /// A variable of the server has a value that the specification does not list, or one that cannot stand in a URL.
    InvalidServerVariable {
        /// The name of the variable.
        name: &'static str,
    },
    /// The client has the credentials for none of the alternatives.
    MissingCredential {
        /// The alternatives, each the names of the security schemes that are needed together.
        schemes: Vec<Vec<&'static str>>,
    },
    /// A batch holds more requests than the API takes, which are 50.
    BatchTooLarge {
        /// How many there are.
        requests: usize,
    },
    /// The request cannot be part of a batch.
    NotInBatch {
        /// What it has that a batch cannot hold.
        reason: &'static str,
    },
    /// The client has no transport, since the feature `reqwest` is off and none was given.
    NoTransport,
    /// The transport could not be set up.
    TransportSetup {
        /// What the transport says.
        reason: String,
    },
}

impl BuildError {
    pub(crate) fn new(operation: Option<&'static Operation>, kind: BuildErrorKind) -> Self {
        Self { operation, kind }
    }

    /// The operation of the request; `None` if it is the client that cannot be built.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// Why it cannot be built.
    pub fn kind(&self) -> &BuildErrorKind {
        &self.kind
    }
}

impl fmt::Display for BuildErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyParameter { name } => write!(f, "the path parameter `{name}` is empty"),
            Self::DotSegment => f.write_str("a path parameter is `.` or `..`"),
            Self::InvalidValue { name } => write!(f, "the value of `{name}` cannot stand in a header"),
            Self::InvalidUrl { reason } => write!(f, "the URL cannot be used: {reason}"),
            Self::NoServer => f.write_str("the specification names no server, and there is no base URL"),
            Self::InvalidBaseUrl => {
                f.write_str("the base URL is not an absolute http or https URL without a query")
            }
            Self::InvalidServerVariable { name } => {
                write!(f, "the variable `{name}` of the server cannot have this value")
            }
            Self::MissingCredential { schemes } => {
                let alternatives: Vec<_> = schemes.iter().map(|names| names.join(" and ")).collect();
                write!(f, "the client has no credential for any of: {}", alternatives.join(", "))
            }
            Self::BatchTooLarge { requests } => write!(f, "{requests} requests are too many for a batch"),
            Self::NotInBatch { reason } => write!(f, "it cannot be part of the batch: {reason}"),
            Self::NoTransport => f.write_str("the client has no transport"),
            Self::TransportSetup { reason } => write!(f, "the transport could not be set up: {reason}"),
        }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => write!(f, "{operation}: not sent: {}", self.kind),
            None => write!(f, "the client cannot be built: {}", self.kind),
        }
    }
}

impl std::error::Error for BuildError {}
