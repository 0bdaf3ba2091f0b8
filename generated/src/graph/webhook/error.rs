//! Why something is refused.

use std::error::Error;
use std::fmt;

/// Why a body is not taken for one of Meta's. Nothing of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureError {
    /// There is no signature.
    Missing,
    /// It is the signature of another hash, such as the old `sha1=`, which Meta sends beside it.
    OtherHash,
    /// It is not `sha256=` with 64 hexadecimal digits.
    Malformed,
    /// It is the signature of another body, or under another secret.
    Wrong,
    /// The body is longer than the [limit](super::Receiver::limit).
    #[non_exhaustive]
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the webhook has no signature"),
            Self::OtherHash => f.write_str("the signature of the webhook is of another hash than SHA-256"),
            Self::Malformed => f.write_str("the signature of the webhook is not `sha256=` and 64 digits"),
            Self::Wrong => f.write_str("the signature of the webhook is not that of its body"),
            Self::TooLong { limit } => write!(f, "the body of the webhook has more than {limit} bytes"),
        }
    }
}

impl Error for SignatureError {}

/// Why the question whether a callback is yours is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum VerificationError {
    /// The mode is missing or is not `subscribe`: it is another request.
    NotASubscription,
    /// The receiver has no verify token, or an empty one.
    NoToken,
    /// The verify token is missing or another.
    WrongToken,
    /// The challenge is missing, or is not one of at most 256 letters, digits, `-` and `_`.
    NoChallenge,
}

impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotASubscription => "the request does not verify a callback",
            Self::NoToken => "no verify token is set",
            Self::WrongToken => "the verify token is another",
            Self::NoChallenge => "there is no challenge to be answered",
        })
    }
}

impl Error for VerificationError {}

/// Why a `signed_request` is not taken for one of Meta's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignedRequestError {
    /// It is not two texts of base64 with a dot between them, or the second is not a JSON object.
    Malformed,
    /// It is signed by another algorithm than HMAC-SHA256.
    OtherAlgorithm,
    /// It is the signature of another text, or under another secret.
    Wrong,
}

impl fmt::Display for SignedRequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the signed request is not one",
            Self::OtherAlgorithm => "the signed request is of another algorithm than HMAC-SHA256",
            Self::Wrong => "the signature of the signed request is not that of its content",
        })
    }
}

impl Error for SignedRequestError {}

/// Why the events that are new could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum FreshError<E> {
    /// The body is not JSON, or not what the type says.
    Decode(serde_json::Error),
    /// The caller's store failed.
    Seen(E),
}

impl<E: fmt::Display> fmt::Display for FreshError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decode(error) => write!(f, "the webhook cannot be read: {error}"),
            Self::Seen(error) => write!(f, "it is not known what was delivered before: {error}"),
        }
    }
}

impl<E: Error + 'static> Error for FreshError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Decode(error) => Some(error),
            Self::Seen(error) => Some(error),
        }
    }
}
