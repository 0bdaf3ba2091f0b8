//! A server that takes a large file and holds none of it: it looks at the bytes as they come, and cuts the connection.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// How long the runs of equal bytes are of which the file is made.
const RUN: u64 = 1 << 20;

/// How many bytes of a video are asked for at once.
const CHUNK: u64 = 8 << 20;

/// The byte at this place of the file.
pub(crate) fn byte_at(offset: u64) -> u8 {
    (offset / RUN % 251) as u8
}

/// What a server knows of the file that is sent to it.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) length: u64,
    /// How much of the file is there.
    pub(crate) stored: u64,
    /// How many of its bytes have come, those that came twice counted twice.
    pub(crate) received: u64,
    /// Where the connection is cut.
    cuts: VecDeque<u64>,
    pub(crate) cut: usize,
    /// The steps, in their order.
    pub(crate) steps: Vec<String>,
    /// What was not as it should be.
    pub(crate) faults: Vec<String>,
}

/// A server that takes a large file.
pub(crate) struct Store {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl Store {
    /// Starts a server for a file of this length, which cuts the connection at these places.
    pub(crate) fn start(length: u64, cuts: impl IntoIterator<Item = u64>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = State { length, cuts: cuts.into_iter().collect(), ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&shared);
                thread::spawn(move || while answer(&stream, &shared).is_some() {});
            }
        });
        Self { url, state }
    }

    pub(crate) fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// Answers a request; `None` ends the connection.
fn answer(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::with_capacity(64 << 10, stream);
    let first = line(&mut reader)?;
    let mut headers = Vec::new();
    while let Some((name, value)) = line(&mut reader)?.split_once(": ") {
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let header =
        |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let length: u64 = header("content-length").map_or(0, |length| length.parse().unwrap());
    let target = first.split(' ').nth(1)?.to_owned();
    let body = &mut reader.by_ref().take(length);
    let json = if first.starts_with("GET") {
        ask(&target, state)
    } else if target.contains("upload:") || target.starts_with("/video-upload") {
        let offset = header("file_offset").or(header("offset")).unwrap_or("none").to_owned();
        bytes(body, &offset, length, state)?
    } else if header("content-type").is_some_and(|media| media.starts_with("multipart/")) {
        chunk(body, state)?
    } else {
        let mut text = String::new();
        body.read_to_string(&mut text).ok()?;
        step(&target, &text, state)
    };
    let mut writer = stream;
    write!(writer, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{json}", json.len()).ok()
}

/// A step without bytes of the file.
fn step(target: &str, body: &str, state: &Mutex<State>) -> String {
    let mut state = state.lock().unwrap();
    state.steps.push(format!("{target} {body}"));
    if target.ends_with("/uploads") {
        return r#"{"id":"upload:MTphdHRh=?sig=ARZ-b_c"}"#.to_owned();
    }
    if body.contains("finish") {
        return r#"{"success":true,"post_id":"12_9"}"#.to_owned();
    }
    if target.ends_with("/videos") {
        return format!(
            r#"{{"upload_session_id":"s1","video_id":"42","start_offset":"0","end_offset":"{}"}}"#,
            CHUNK.min(state.length)
        );
    }
    r#"{"video_id":"42","upload_url":"https://rupload.facebook.com/video-upload/v26.0/42"}"#.to_owned()
}

/// How much of the file is there.
fn ask(target: &str, state: &Mutex<State>) -> String {
    let mut state = state.lock().unwrap();
    state.steps.push(target.to_owned());
    let stored = state.stored;
    match target.contains("upload:") {
        true => format!(r#"{{"id":"upload:MTphdHRh=?sig=ARZ-b_c","file_offset":"{stored}"}}"#),
        false => format!(r#"{{"status":{{"uploading_phase":{{"bytes_transfered":{stored}}}}},"id":"42"}}"#),
    }
}

/// The bytes of the file from this place on, of which all that come are kept.
fn bytes(body: &mut impl Read, offset: &str, length: u64, state: &Mutex<State>) -> Option<String> {
    let stored = state.lock().unwrap().stored;
    let mut known = state.lock().unwrap();
    if offset != stored.to_string() || stored + length != known.length {
        let fault = format!("{length} bytes from {offset} on, where {stored} are there");
        known.faults.push(fault);
    }
    drop(known);
    take(body, length, true, state)?;
    Some(r#"{"h":"2:handle","success":true}"#.to_owned())
}

/// A chunk of a video, which is kept as a whole or not at all.
fn chunk(body: &mut impl Read, state: &Mutex<State>) -> Option<String> {
    let (mut body, mut parts) = (BufReader::with_capacity(1, body), String::new());
    let mut boundary = String::new();
    body.read_line(&mut boundary).ok()?;
    loop {
        let mut line = String::new();
        body.read_line(&mut line).ok()?;
        let is_head_of_chunk = parts.contains("video_file_chunk") && line == "\r\n";
        parts.push_str(&line);
        if is_head_of_chunk {
            break;
        }
    }
    let (start, length) = {
        let mut state = state.lock().unwrap();
        let (start, length) = (state.stored, CHUNK.min(state.length - state.stored));
        if !parts.contains(&format!("name=\"start_offset\"\r\n\r\n{start}\r\n")) {
            state.faults.push(format!("not from {start} on: {parts}"));
        }
        (start, length)
    };
    take(&mut body, length, false, state)?;
    let mut rest = String::new();
    body.read_to_string(&mut rest).ok()?;
    let mut state = state.lock().unwrap();
    if rest.trim() != format!("{}--", boundary.trim()) {
        state.faults.push(format!("another end than that of a chunk of {length} bytes: {rest}"));
    }
    state.stored = start + length;
    let end = (state.stored + CHUNK).min(state.length);
    Some(format!(r#"{{"start_offset":"{}","end_offset":"{end}"}}"#, state.stored))
}

/// Looks at so many bytes of the file; `None` where the connection is cut.
fn take(body: &mut impl Read, length: u64, is_kept: bool, state: &Mutex<State>) -> Option<()> {
    let start = state.lock().unwrap().stored;
    let (mut at, end, mut buffer) = (start, start + length, vec![0; 64 << 10]);
    while at < end {
        let cut = state.lock().unwrap().cuts.front().copied();
        let until = cut.filter(|cut| *cut >= at).unwrap_or(end).min(end) - at;
        let most = buffer.len().min(usize::try_from(until).unwrap());
        let read = if most == 0 { 0 } else { body.read(&mut buffer[..most]).ok()? };
        let mut state = state.lock().unwrap();
        if read == 0 {
            if cut == Some(at) {
                state.cuts.pop_front();
                state.cut += 1;
            }
            return None;
        }
        for (place, byte) in [(at, buffer[0]), (at + read as u64 - 1, buffer[read - 1])] {
            if byte != byte_at(place) {
                state.faults.push(format!("the byte at {place} is {byte}"));
            }
        }
        at += read as u64;
        state.received += read as u64;
        if is_kept {
            state.stored = at;
        }
    }
    Some(())
}

/// A line without its end; `None` where nothing follows.
fn line(reader: &mut BufReader<&TcpStream>) -> Option<String> {
    let mut text = String::new();
    let length = reader.read_line(&mut text).ok()?;
    (length > 0).then(|| text.trim_end().to_owned())
}

impl Drop for Store {
    fn drop(&mut self) {
        // What is still connected finds nobody.
        if let Some(address) = self.url.strip_prefix("http://") {
            let _ = TcpStream::connect(address).and_then(|stream| stream.shutdown(Shutdown::Both));
        }
    }
}
