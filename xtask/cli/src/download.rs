//! Downloads: over https, with bounds on time, size and redirects.

mod body;
mod error;
mod hop;
pub mod page;

pub use error::{FetchError, Phase};

use hop::Schemes;
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::config::Config;

/// How much a download may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The time until a connection is made, for each hop.
    pub connect: Duration,
    /// The time of the whole download, redirects included.
    pub whole: Duration,
    /// How many redirects are followed.
    pub redirects: usize,
    /// The largest document, in bytes.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(120),
            redirects: 5,
            bytes: 64 << 20,
        }
    }
}

/// Downloads documents.
#[derive(Debug)]
pub struct Downloader {
    agent: Agent,
    /// For servers on this machine, which no proxy reaches.
    local: Agent,
    limits: Limits,
    schemes: Schemes,
}

impl Default for Downloader {
    fn default() -> Self {
        Self::new()
    }
}

impl Downloader {
    /// Downloads over https only, by the proxy that the environment names, if it names one.
    pub fn new() -> Self {
        Self::of(Limits::default(), Schemes::Https)
    }

    /// Downloads over https, and over http from this machine, where developers and tests have their servers.
    pub fn with_loopback(limits: Limits) -> Self {
        Self::of(limits, Schemes::HttpOnLoopback)
    }

    fn of(limits: Limits, schemes: Schemes) -> Self {
        let agent = config(limits).https_only(true).build().new_agent();
        let local = config(limits).proxy(None).build().new_agent();
        Self { agent, local, limits, schemes }
    }

    /// The bytes that a URL answers with.
    ///
    /// # Errors
    ///
    /// Whatever is not a complete answer with the status 200; a page in the place of a document is one as well.
    pub fn get(&self, origin: &str) -> Result<Vec<u8>, FetchError> {
        let start = Instant::now();
        let mut url = self.schemes.parse(origin)?;
        for _ in 0..=self.limits.redirects {
            // Nothing waits for less than a moment: no time at all would mean no bound.
            let left = self.limits.whole.saturating_sub(start.elapsed()).max(Duration::from_millis(1));
            let agent = if hop::is_loopback(&url) { &self.local } else { &self.agent };
            let request = agent.get(url.as_str()).config().timeout_global(Some(left)).build();
            let response =
                request.call().map_err(|error| FetchError::of_request(error, &url, self.limits))?;
            match response.status().as_u16() {
                200 => return body::read(response, &url, self.limits),
                301 | 302 | 303 | 307 | 308 => url = self.schemes.redirected(&url, &response)?,
                404 | 410 => return Err(FetchError::NotFound { url }),
                status => return Err(FetchError::Status { url, status }),
            }
        }
        Err(FetchError::TooManyRedirects { origin: origin.to_owned(), most: self.limits.redirects })
    }
}

/// What both kinds of clients share. Redirects are followed here, where each hop is looked at.
fn config(limits: Limits) -> ureq::config::ConfigBuilder<ureq::typestate::AgentScope> {
    Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .user_agent(concat!("openapi-crate/", env!("CARGO_PKG_VERSION")))
        .accept("application/yaml, application/json;q=0.9, */*;q=0.5")
}

#[cfg(test)]
mod tests;
