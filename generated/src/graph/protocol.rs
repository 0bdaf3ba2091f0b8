//! How the Graph API uses HTTP.

use super::answer::success;
use super::error::Envelope;
use super::headers;
use crate::runtime::error::{Received, Verdict};
use crate::runtime::protocol::{Otherwise, Protocol};
#[cfg(feature = "testing")]
use crate::runtime::request::Operation;
use crate::runtime::request::{Expects, Method};
#[cfg(feature = "testing")]
use crate::runtime::testing::Plain;
use crate::runtime::wire::Value;
use http::HeaderMap;

/// The protocol of the Graph API.
struct Graph;

impl Expects {
    /// JSON that may hold an error under any status.
    pub(crate) const GRAPH: Self = Self::of(&Graph);
}

impl Protocol for Graph {
    fn name(&self) -> &'static str {
        "Graph API"
    }

    fn error(&self, received: &Received, body: Option<&Value>) -> Verdict {
        body.map(Envelope::read).unwrap_or_default().verdict(received)
    }

    fn error_mark(&self) -> Option<&'static [u8]> {
        Some(b"\"error")
    }

    fn hidden_error(&self, received: &Received, body: &Value) -> Option<Verdict> {
        Envelope::recognise(body).map(|envelope| envelope.verdict(received))
    }

    /// A bare `true` stands for `{"success": true}` in old answers to writes. What says nothing but that the operation
    /// failed cannot be what was asked for.
    fn otherwise(&self, received: &Received, body: &Value) -> Otherwise {
        if *body == Value::Bool(true) && received.operation.method != Method::Get {
            return Otherwise::Body(success());
        }
        let envelope = Envelope::refusal(body).or_else(|| Envelope::recognise(body));
        envelope.map_or(Otherwise::Nothing, |envelope| Otherwise::Error(envelope.verdict(received)))
    }

    fn version<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        headers::api_version(headers)
    }

    /// The id of an upload is signed: `upload:MTph?sig=ARZ`. No other text gets into the query.
    fn signed_id<'i>(&self, text: &'i str) -> Option<(&'i str, Option<(&'static str, &'i str)>)> {
        text.strip_prefix("upload:")?;
        let signed = text.split_once("?sig=").filter(|(_, sig)| !sig.contains('&'));
        Some(signed.map_or((text, None), |(id, sig)| (id, Some(("sig", sig)))))
    }

    #[cfg(feature = "testing")]
    fn join(&self, operation: &'static Operation, answers: Vec<(Option<String>, Option<Plain>)>) -> Plain {
        super::testing::join(operation, answers)
    }

    #[cfg(feature = "testing")]
    fn refuses_whole(&self, operation: &'static Operation) -> bool {
        !super::batch::is_batch(operation)
    }
}
