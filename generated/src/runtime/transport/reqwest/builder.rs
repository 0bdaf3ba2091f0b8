//! Setting the transport over reqwest up.

use super::{ReqwestTransport, tls};
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use std::fmt;
use std::time::Duration;

/// Sets a [`ReqwestTransport`] up. [`ReqwestTransport::builder`] starts it.
///
/// What cannot be used, such as a text that is not a certificate, is an error of [`build`](Self::build).
#[must_use = "a builder does nothing until `build` is called"]
pub struct ReqwestTransportBuilder {
    builder: reqwest::ClientBuilder,
    /// The longest answer, in bytes.
    answer_size: usize,
    /// The first thing that cannot be used.
    refused: Option<String>,
}

impl ReqwestTransportBuilder {
    pub(super) fn new() -> Self {
        // A redirect could lead to another host, and the API never needs one: the caller gets it as it is.
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).referer(false);
        let new = Self { builder, answer_size: 64 << 20, refused: None };
        new.connect_timeout(Duration::from_secs(10))
            .http2_ping(Duration::from_secs(15), Duration::from_secs(10))
    }

    /// Sends through this proxy, whatever the environment says: `http://proxy.example:3128`, with `user:password@`
    /// before the host where it asks for them. An `https` request goes through it as a tunnel.
    ///
    /// Without this, the variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` of the environment count,
    /// for a base URL on this machine too.
    pub fn proxy(self, url: &str) -> Self {
        match reqwest::Proxy::all(url) {
            Ok(proxy) => self.with(|builder| builder.proxy(proxy)),
            Err(error) => self.refuse("the proxy", error),
        }
    }

    /// Sends through no proxy, whatever the environment says.
    pub fn no_proxy(self) -> Self {
        self.with(reqwest::ClientBuilder::no_proxy)
    }

    /// Sets how long it may take to connect: 10 seconds unless set.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.with(|builder| builder.connect_timeout(timeout))
    }

    /// Trusts these certificates as well as those of the system: one or more in PEM, such as that of a company's own
    /// authority.
    pub fn root_certificates(self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Certificate::from_pem_bundle(pem.as_ref()) {
            Ok(roots) => self.with(|builder| builder.tls_certs_merge(roots)),
            Err(error) => self.refuse("a root certificate", error),
        }
    }

    /// Trusts these certificates and no others: one or more in PEM.
    pub fn only_root_certificates(self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Certificate::from_pem_bundle(pem.as_ref()) {
            Ok(roots) => self.with(|builder| builder.tls_certs_only(roots)),
            Err(error) => self.refuse("a root certificate", error),
        }
    }

    /// Shows this certificate to a server that asks for one: the certificates and their private key in PEM.
    pub fn client_certificate(self, pem: impl AsRef<[u8]>) -> Self {
        match reqwest::Identity::from_pem(pem.as_ref()) {
            Ok(identity) => self.with(|builder| builder.identity(identity)),
            Err(error) => self.refuse("the client certificate", error),
        }
    }

    /// Sets how long a connection is kept without a call: 90 seconds unless set.
    pub fn pool_idle_timeout(self, timeout: Duration) -> Self {
        self.with(|builder| builder.pool_idle_timeout(timeout))
    }

    /// Sets how many connections without a call are kept for each host: any number unless set.
    pub fn pool_max_idle_per_host(self, connections: usize) -> Self {
        self.with(|builder| builder.pool_max_idle_per_host(connections))
    }

    /// Sets how often a connection of HTTP/2 is asked whether it still answers, and how long it may take to: 15 and 10
    /// seconds unless set. One that does not is given up, and the next attempt opens another. Without that, a server
    /// whose process hangs while its system still holds the connection would be asked for ever.
    pub fn http2_ping(self, interval: Duration, timeout: Duration) -> Self {
        self.with(|builder| {
            let builder = builder.http2_keep_alive_interval(interval).http2_keep_alive_timeout(timeout);
            builder.http2_keep_alive_while_idle(true)
        })
    }

    /// Speaks HTTP/1.1 only.
    pub fn http1_only(self) -> Self {
        self.with(reqwest::ClientBuilder::http1_only)
    }

    /// Speaks HTTP/2 only, without asking the server first.
    pub fn http2_only(self) -> Self {
        self.with(reqwest::ClientBuilder::http2_prior_knowledge)
    }

    /// Sets how long an answer may be, in bytes, after its compression is undone: 64 MiB unless set. The client has a
    /// limit of its own ([`ClientBuilder::max_answer_size`](crate::ClientBuilder::max_answer_size)).
    pub fn max_answer_size(mut self, bytes: usize) -> Self {
        self.answer_size = bytes;
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    /// [`Error::Build`] if something that was set cannot be used, or if there is no provider of TLS.
    pub fn build(self) -> Result<ReqwestTransport, Error> {
        self.try_build().map_err(|kind| Error::Build(BuildError::new(None, kind)))
    }

    pub(crate) fn try_build(self) -> Result<ReqwestTransport, BuildErrorKind> {
        let failed = |reason| BuildErrorKind::TransportSetup { reason };
        if let Some(refused) = self.refused {
            return Err(failed(refused));
        }
        tls::provide().map_err(|reason| failed(reason.to_owned()))?;
        let client = self.builder.build().map_err(|error| failed(causes(&error.without_url())))?;
        Ok(ReqwestTransport { client, answer_size: self.answer_size })
    }

    fn with(mut self, change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder) -> Self {
        self.builder = change(self.builder);
        self
    }

    fn refuse(mut self, what: &str, error: reqwest::Error) -> Self {
        // The URL of a proxy may hold a password.
        let reason = format!("{what} cannot be used: {}", causes(&error.without_url()));
        self.refused.get_or_insert(reason);
        self
    }
}

/// The texts of an error and of its causes.
fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

impl fmt::Debug for ReqwestTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransportBuilder")
            .field("answer_size", &self.answer_size)
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}
