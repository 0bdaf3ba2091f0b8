//! What HTTP and OpenAPI leave open, and an API settles in its own way.
//!
//! The core of the runtime knows HTTP and OpenAPI, and nothing of any one API. What it has to ask about an API is
//! [`Protocol`], and each operation names the protocol of its document ([`Expects`](super::request::Expects)). Every
//! function defaults to plain HTTP.
//!
//! The dialect of an API is a folder of its own beside the core. It implements the traits of this module, and adds
//! methods to the types of the core; its errors join those of the core in `crate::errors`. The core never names a
//! dialect, so that a crate that needs none is complete without it.

use crate::runtime::error::{Error, Received, Verdict};
#[cfg(feature = "testing")]
use crate::runtime::request::Operation;
use crate::runtime::request::{Answer, Credential};
use crate::runtime::secret::Secret;
#[cfg(feature = "testing")]
use crate::runtime::testing::Plain;
use crate::runtime::token::AccessToken;
use crate::runtime::wire::Value;
use http::HeaderMap;
use std::fmt;
use std::time::Duration;

/// How an API uses HTTP.
pub(crate) trait Protocol: Sync {
    /// Its name, which distinguishes it from others.
    fn name(&self) -> &'static str;

    /// What an error says that is one by its status. The body is given where it is JSON.
    fn error(&self, received: &Received, body: Option<&Value>) -> Verdict {
        Verdict::of_status(received, body)
    }

    /// What stands near the start of an answer that is an error although its status is a success; `None` if the status
    /// always says so.
    fn error_mark(&self) -> Option<&'static [u8]> {
        None
    }

    /// The error that this body is although the status is a success.
    fn hidden_error(&self, _received: &Received, _body: &Value) -> Option<Verdict> {
        None
    }

    /// What a body is that cannot be read as what was asked for.
    fn otherwise(&self, _received: &Received, _body: &Value) -> Otherwise {
        Otherwise::Nothing
    }

    /// The version of the API that answered, where the answer says it.
    fn version<'h>(&self, _headers: &'h HeaderMap) -> Option<&'h str> {
        None
    }

    /// The id and the parameter of the query that a text is which is given for one parameter of a path.
    fn signed_id<'i>(&self, _text: &'i str) -> Option<(&'i str, Option<(&'static str, &'i str)>)> {
        None
    }

    /// The answer to a request that holds others, made of what these are about and the answers to them; `None` stands
    /// for one that never came.
    #[cfg(feature = "testing")]
    fn join(&self, _operation: &'static Operation, answers: Vec<(Option<String>, Option<Plain>)>) -> Plain {
        answers.into_iter().find_map(|(_, answer)| answer).unwrap_or_else(Plain::no_content)
    }

    /// Whether a request that holds others fails as a whole if one of them does.
    #[cfg(feature = "testing")]
    fn refuses_whole(&self, _operation: &'static Operation) -> bool {
        false
    }
}

/// What a body is that cannot be read as what was asked for.
pub(crate) enum Otherwise {
    /// Another way to write this body.
    Body(Value),
    /// An error.
    Error(Verdict),
    /// Neither.
    Nothing,
}

/// HTTP as it is.
pub(crate) struct Http;

impl Protocol for Http {
    fn name(&self) -> &'static str {
        "HTTP"
    }
}

impl PartialEq for dyn Protocol {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for dyn Protocol {}

impl fmt::Debug for dyn Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Proves something of the caller with each request that holds the access token.
pub(crate) trait Prover: fmt::Debug + Send + Sync {
    /// The credential that goes with the token.
    fn proof(&self, token: &AccessToken) -> Credential;

    /// What the proof is made with, which is never shown.
    fn secret(&self) -> &Secret;
}

/// Holds requests back before a limit of the API is hit.
pub(crate) trait Throttle: Send + Sync {
    /// Takes the next turn of who asks, unless it is further away than the time that there is to wait.
    ///
    /// # Errors
    /// How long the requests would have to wait.
    fn take_turn<'t>(
        &'t self,
        asker: &Asker<'_>,
        now: Duration,
        longest: Duration,
    ) -> Result<Box<dyn Turn + 't>, Duration>;

    /// Learns from answers that came together.
    fn learn(&self, token: Option<&AccessToken>, now: Duration, answers: &[Heard<'_>]);
}

/// Who wants to send requests that go together, and what about.
pub(crate) struct Asker<'a> {
    pub(crate) token: Option<&'a AccessToken>,
    /// What each of the requests is about, where it is about anything in particular.
    pub(crate) subjects: Vec<Option<String>>,
}

/// An answer that a throttle learns from.
pub(crate) struct Heard<'a> {
    pub(crate) answer: &'a Answer,
    /// The error that it is.
    pub(crate) failure: Option<&'a Error>,
    /// What the request was about.
    pub(crate) subject: Option<String>,
}

/// A turn that was taken. It is given back if it is dropped before it is used.
pub(crate) trait Turn: Send {
    /// How long to wait for it.
    fn wait(&self) -> Duration;

    /// Uses the turn: the request goes.
    fn take(self: Box<Self>);
}
