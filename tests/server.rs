//! A real HTTP/1.1 server on loopback: it gives the answers of its script and keeps the requests it got.
//!
//! It is made of threads and `std::net` alone. A mock server of the registry brings some 90 crates, an HTTP stack among
//! them that would hide what a test wants to see: the bytes of the request, a connection that is cut, a body that is
//! shorter than announced. It does not depend on the async runtime of the test either.

pub mod by_path;
mod raw;
mod read;

pub use raw::Raw;

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufReader, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a connection may stay silent before its thread ends.
const SILENCE: Duration = Duration::from_secs(30);

/// A running server. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    script: Mutex<Script>,
    is_stopped: AtomicBool,
    /// Notified when a client has hung up.
    hung_up: Condvar,
}

/// Decides on the answer to a request.
type ByRequest = Box<dyn Fn(&Received) -> Answer + Send>;

#[derive(Default)]
struct Script {
    answers: VecDeque<Answer>,
    requests: Vec<Received>,
    /// Answers by the request once no answer is left in the row.
    by_request: Option<ByRequest>,
    /// How often a client has closed the connection in the middle of an answer.
    hang_ups: usize,
}

/// A request as it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// The method: `GET`.
    pub method: String,
    /// The target as it was on the wire: `/v26.0/1?fields=id%2Cname`.
    pub target: String,
    /// The names, in lower case, and the values of the headers.
    pub headers: Vec<(String, String)>,
    /// The body, without the framing of chunks.
    pub body: Vec<u8>,
}

impl Received {
    /// The path of the target, still percent-encoded.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
    }

    /// The query of the target, still percent-encoded; empty if the target has no query.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as text, bytes that are not UTF-8 replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An answer to give.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    fault: Option<Fault>,
    raw: Option<Raw>,
}

/// What goes wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is closed after the request was read; no answer comes.
    NoAnswer,
    /// The connection is closed after half of the body.
    HalfBody,
}

impl Answer {
    /// An answer with this status and no body.
    pub fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO, fault: None, raw: None }
    }

    /// An answer that need not be HTTP. The connection is closed after it.
    pub fn raw(raw: Raw) -> Self {
        Self { raw: Some(raw), ..Self::status(200) }
    }

    /// An answer of status 200 with this JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200).header("content-type", "application/json; charset=UTF-8").body(body)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sets the status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Waits before answering.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Lets the answer go wrong.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.fault = Some(fault);
        self
    }

    fn head(&self) -> String {
        let mut head =
            format!("HTTP/1.1 {} scripted\r\ncontent-length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head + "\r\n"
    }
}

impl Server {
    /// Starts a server on a free port of loopback.
    ///
    /// # Errors
    ///
    /// No port can be opened.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &serving));
        Ok(Self { address, shared })
    }

    /// The origin of the server: `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Adds an answer. Requests get the answers in the order in which they were added, each once; a request that finds
    /// none gets the status 500 and a text that says so.
    pub fn answer(&self, answer: Answer) -> &Self {
        self.shared.script().answers.push_back(answer);
        self
    }

    /// Answers by the request from now on, where no answer was added for it.
    pub fn answer_by(&self, by_request: impl Fn(&Received) -> Answer + Send + 'static) -> &Self {
        self.shared.script().by_request = Some(Box::new(by_request));
        self
    }

    /// A function that waits until a client has closed its connection in the middle of a [`Raw`] answer; it gives
    /// `false` if none does so in time. It blocks.
    pub fn hang_up(&self) -> impl FnOnce() -> bool + Send + 'static {
        let shared = Arc::clone(&self.shared);
        move || {
            let is_none = |script: &mut Script| script.hang_ups == 0;
            let waited = shared.hung_up.wait_timeout_while(shared.script(), SILENCE, is_none);
            waited.is_ok_and(|(script, _)| script.hang_ups > 0)
        }
    }

    /// The requests so far, in the order in which they arrived.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.script().requests.clone()
    }

    /// How many answers were not asked for yet.
    pub fn answers_left(&self) -> usize {
        self.shared.script().answers.len()
    }
}

/// The only request that a server got.
pub fn only(server: &Server) -> Received {
    let mut requests = server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_stopped.store(true, Ordering::SeqCst);
        // The thread that accepts wakes up by one more connection, sees the flag and ends.
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn script(&self) -> MutexGuard<'_, Script> {
        // A test that panics while it looks must not take the server of its neighbours with it.
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self, request: Received) -> Answer {
        let mut script = self.script();
        let by_request = script.by_request.as_ref().map(|answer| answer(&request));
        let text = format!("no answer was scripted for {} {}", request.method, request.target);
        script.requests.push(request);
        script.answers.pop_front().or(by_request).unwrap_or_else(|| Answer::status(500).body(text))
    }

    fn note_hang_up(&self) {
        self.script().hang_ups += 1;
        self.hung_up.notify_all();
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("requests", &self.requests).finish_non_exhaustive()
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().map_while(Result::ok) {
        if shared.is_stopped.load(Ordering::SeqCst) {
            return;
        }
        let shared = Arc::clone(shared);
        // Whatever goes wrong on a connection, the test sees it on its own side.
        thread::spawn(move || drop(converse(&stream, &shared)));
    }
}

/// Answers the requests of one connection until it is closed.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read::request(&mut reader)? {
        let is_head = request.method == "HEAD";
        let answer = shared.next(request);
        thread::sleep(answer.delay);
        if let Some(raw) = &answer.raw {
            if raw.write(stream).is_err() {
                shared.note_hang_up();
            }
            return stream.shutdown(Shutdown::Both);
        }
        let body = if is_head { &[] } else { answer.body.as_slice() };
        let shown = match answer.fault {
            Some(Fault::NoAnswer) => return stream.shutdown(Shutdown::Both),
            Some(Fault::HalfBody) => body.get(..body.len() / 2).unwrap_or_default(),
            None => body,
        };
        let mut writer = stream;
        writer.write_all(answer.head().as_bytes())?;
        writer.write_all(shown)?;
        if answer.fault.is_some() {
            return stream.shutdown(Shutdown::Both);
        }
    }
    Ok(())
}
