//! A server on this machine that answers as the tests say, badly for the most part.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, and the connection stays open until the server is dropped.
    Held(Vec<u8>),
}

impl Reply {
    /// A good answer.
    pub(crate) fn good(body: &str) -> Self {
        Self::with("200 OK", &format!("Content-Length: {}\r\n", body.len()), body)
    }

    /// A redirect.
    pub(crate) fn to(place: &str) -> Self {
        Self::with("302 Found", &format!("Location: {place}\r\nContent-Length: 0\r\n"), "")
    }

    /// An answer with this status and these lines of headers.
    pub(crate) fn with(status: &str, headers: &str, body: &str) -> Self {
        Self::Bytes(format!("HTTP/1.1 {status}\r\n{headers}Connection: close\r\n\r\n{body}").into_bytes())
    }
}

/// What the server does and has seen.
#[derive(Debug, Default)]
struct State {
    routes: Mutex<Vec<(String, Reply)>>,
    asked: Mutex<Vec<String>>,
    held: Mutex<Vec<TcpStream>>,
    is_over: AtomicBool,
}

/// A server on a free port of 127.0.0.1.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Answers requests for these paths; any other with 404.
    pub(crate) fn start(routes: &[(&str, Reply)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        let routes = routes.iter().map(|(path, reply)| ((*path).to_owned(), reply.clone()));
        state.routes.lock().unwrap().extend(routes);
        let of_thread = Arc::clone(&state);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if of_thread.is_over.load(Ordering::SeqCst) {
                    return;
                }
                of_thread.answer(stream.unwrap());
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// The URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The paths that were asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state.asked.lock().unwrap().clone()
    }
}

impl State {
    /// Answers one request. A client that goes away in the middle is what some tests are about.
    fn answer(&self, mut stream: TcpStream) {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read(&mut byte) {
                Ok(1) if head.len() < 10_000 => head.push(byte[0]),
                _ => return,
            }
        }
        let head = String::from_utf8_lossy(&head);
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let found = self.routes.lock().unwrap().iter().find(|(one, _)| *one == path).cloned();
        self.asked.lock().unwrap().push(path);
        match found.map(|(_, reply)| reply) {
            Some(Reply::Bytes(bytes)) => drop(stream.write_all(&bytes)),
            Some(Reply::Held(bytes)) => {
                drop(stream.write_all(&bytes));
                self.held.lock().unwrap().push(stream);
            }
            None => {
                drop(
                    stream.write_all(
                        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                    ),
                );
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
