//! A server on this machine that answers by path, mostly badly.

use super::{self as server, Answer, Raw};

/// A good answer.
pub fn good(body: &str) -> Answer {
    Answer::status(200).body(body)
}

/// A redirect.
pub fn redirect(place: &str) -> Answer {
    Answer::status(302).header("location", place)
}

/// An answer with this status and these lines of headers, which need not fit the body.
pub fn raw(status: &str, headers: &str, body: &str) -> Answer {
    let text = format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\n\r\n{body}");
    Answer::raw(Raw::Bytes(text.into_bytes()))
}

/// The answer where there is no such document.
pub fn not_found() -> Answer {
    Answer::status(404)
}

/// A server on a free port.
#[derive(Debug)]
pub struct Server(server::Server);

impl Server {
    /// Answers requests for these paths; any other with 404.
    ///
    /// # Panics
    ///
    /// Where there is no port on loopback: without a server, a test cannot go on.
    #[allow(clippy::expect_used, reason = "a test cannot go on without a server")]
    pub fn start(routes: &[(&str, Answer)]) -> Self {
        let routes: Vec<_> =
            routes.iter().map(|(path, answer)| ((*path).to_owned(), answer.clone())).collect();
        let server = server::Server::start().expect("a port on loopback");
        server.answer_by(move |request| {
            let found = routes.iter().find(|(path, _)| *path == request.target);
            found.map_or_else(not_found, |(_, answer)| answer.clone())
        });
        Self(server)
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        self.0.url() + path
    }

    /// The paths that were asked for.
    pub fn asked(&self) -> Vec<String> {
        self.0.requests().into_iter().map(|request| request.target).collect()
    }
}
