//! A request without an answer.

use super::{CallError, Recovery};
use crate::runtime::credentials::Credentials;
use crate::runtime::line::OneLine;
use crate::runtime::request::Operation;
use std::error::Error;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// A request to which there is no answer.
///
/// A [`Transport`](crate::Transport) makes it from the error of the HTTP client. See to it that this error shows no
/// URL, since an API may take its credentials there.
#[derive(Clone, Debug)]
pub struct TransportError {
    operation: Option<&'static Operation>,
    may_have_been_sent: bool,
    is_timeout: bool,
    is_too_large: bool,
    /// Whether a fake was asked for what it does not expect.
    is_unexpected: bool,
    /// Whether another attempt would end in the same way.
    is_permanent: bool,
    source: Arc<dyn Error + Send + Sync>,
}

impl TransportError {
    /// Wraps the error of an HTTP client. The request counts as sent, which is the safe assumption.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            operation: None,
            may_have_been_sent: true,
            is_timeout: false,
            is_too_large: false,
            is_unexpected: false,
            is_permanent: false,
            source: Arc::from(source.into()),
        }
    }

    /// Says that not a byte of the request has left, so that sending it again is safe.
    #[must_use]
    pub fn never_sent(mut self) -> Self {
        self.may_have_been_sent = false;
        self
    }

    /// Says that an attempt before this one may have arrived.
    pub(crate) fn sent_before(mut self) -> Self {
        self.may_have_been_sent = true;
        self
    }

    /// Takes the credentials out of what the HTTP client says, which it should not show but may.
    pub(crate) fn without(mut self, hidden: &Credentials) -> Self {
        let (shown, all) = (self.texts(), format!("{:?}", self.source));
        if hidden.scrub_own(&shown) != shown || hidden.scrub_own(&all) != all {
            self.source = text(hidden.scrub_own(&shown));
        }
        self
    }

    /// The texts of the error of the HTTP client and of its causes.
    fn texts(&self) -> String {
        let mut texts = self.source.to_string();
        let mut cause = self.source.source();
        while let Some(error) = cause {
            texts.push_str(&format!(": {error}"));
            cause = error.source();
        }
        texts
    }

    /// Says that the time was over.
    #[must_use]
    pub fn timed_out(mut self) -> Self {
        self.is_timeout = true;
        self
    }

    /// Says that another attempt would end in the same way, as where the certificate of the server is not trusted. It
    /// is not sent again.
    #[must_use]
    pub fn permanent(mut self) -> Self {
        self.is_permanent = true;
        self
    }

    /// Says that the answer was longer than the client takes, so that its rest was not read.
    pub(crate) fn too_large(largest: usize) -> Self {
        let mut error = Self::new(format!("the answer is longer than {largest} bytes"));
        error.is_too_large = true;
        error
    }

    /// Says that the body of the request could not be read to its end.
    pub(crate) fn unread(error: io::Error, has_left: bool) -> Self {
        let text = format!("the content could not be read: {error}");
        let error = Self::new(io::Error::new(error.kind(), text)).permanent();
        if has_left { error } else { error.never_sent() }
    }

    /// Says that a fake knows no answer.
    #[cfg(feature = "testing")]
    pub(crate) fn unexpected(text: String) -> Self {
        Self { is_unexpected: true, ..Self::new(text).never_sent() }
    }

    /// Says that there was no answer within this time.
    pub(crate) fn out_of_time(time: Duration) -> Self {
        Self::new(format!("waited for {time:?}")).timed_out()
    }

    pub(crate) fn of(mut self, operation: &'static Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// The operation; `None` only before the client has seen the error.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// Whether the API may have seen the request. If so, a write may have happened: read before you send it again.
    pub fn may_have_been_sent(&self) -> bool {
        self.may_have_been_sent
    }

    /// Whether the time was over.
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }

    /// Whether the answer was longer than the client takes
    /// ([`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size)).
    pub fn is_too_large(&self) -> bool {
        self.is_too_large
    }

    /// Whether another attempt would end in the same way, as far as the [`Transport`](crate::Transport) can tell.
    pub fn is_permanent(&self) -> bool {
        self.is_permanent
    }

    /// Whether another attempt may end in another way.
    pub(crate) fn may_pass(&self) -> bool {
        !self.is_too_large && !self.is_unexpected && !self.is_permanent
    }

    /// The error of the HTTP client. (`source` is `None`, since `Display` shows this error already.)
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.source
    }
}

/// A text in the place of an error.
fn text(text: String) -> Arc<dyn Error + Send + Sync> {
    let error: Box<dyn Error + Send + Sync> = text.into();
    Arc::from(error)
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(match (self.may_have_been_sent, self.is_too_large) {
            (_, true) => "answered, but not read",
            (true, false) => "sent, but no answer",
            (false, false) => "not sent",
        })?;
        if self.is_timeout {
            f.write_str(" in time")?;
        }
        let texts = self.texts();
        if self.is_unexpected {
            // Our own text, for the person who writes the test and not for a log.
            return write!(f, ": {texts}");
        }
        // An HTTP client may quote the server, and a transport may be anybody's.
        write!(f, ": {}", OneLine { text: &texts, longest: 1000 })
    }
}

impl Error for TransportError {}

impl CallError for TransportError {
    fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    fn recovery(&self) -> Recovery {
        // The same request would be answered at the same length: ask for less, or take more. A certificate that is not
        // trusted is a matter of the settings, here or there.
        if self.is_too_large || self.is_permanent { Recovery::FixRequest } else { Recovery::RetryLater }
    }
}

#[cfg(test)]
mod tests {
    use super::TransportError;

    #[test]
    fn is_one_line_whatever_the_transport_says() {
        let error = TransportError::new(format!("a\r\nb\u{2028}{}", "c".repeat(5000)));
        let shown = error.to_string();
        assert!(shown.starts_with("sent, but no answer: a  b ccc") && shown.ends_with("c..."), "{shown}");
        assert_eq!(shown.len(), "sent, but no answer: ".len() + 1000 + "...".len());
    }
}
