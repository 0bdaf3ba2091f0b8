//! A server on this machine that answers by path, mostly badly.

use graph_tests::server::{self, Answer, Raw};

/// A good answer.
pub(crate) fn good(body: &str) -> Answer {
    Answer::status(200).body(body)
}

/// A redirect.
pub(crate) fn redirect(place: &str) -> Answer {
    Answer::status(302).header("location", place)
}

/// An answer with this status and these lines of headers, which need not fit the body.
pub(crate) fn raw(status: &str, headers: &str, body: &str) -> Answer {
    let text = format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\n\r\n{body}");
    Answer::raw(Raw::Bytes(text.into_bytes()))
}

/// The answer where there is no such document.
pub(crate) fn not_found() -> Answer {
    Answer::status(404)
}

/// A server on a free port.
pub(crate) struct Server(server::Server);

impl Server {
    /// Answers requests for these paths; any other with 404.
    pub(crate) fn start(routes: &[(&str, Answer)]) -> Self {
        let routes: Vec<_> =
            routes.iter().map(|(path, answer)| ((*path).to_owned(), answer.clone())).collect();
        let server = server::Server::start().unwrap();
        server.answer_by(move |request| {
            let found = routes.iter().find(|(path, _)| *path == request.target);
            found.map_or_else(not_found, |(_, answer)| answer.clone())
        });
        Self(server)
    }

    /// The URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        self.0.url() + path
    }

    /// The paths that were asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.0.requests().into_iter().map(|request| request.target).collect()
    }
}
