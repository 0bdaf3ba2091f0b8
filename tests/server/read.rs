//! Reading a request from the wire.

use super::Received;
use std::io::{self, BufRead, Read as _};

/// The longest body that is read.
const LIMIT: u64 = 64 << 20;

/// Reads the next request; `None` where the connection ends.
pub(super) fn request(reader: &mut impl BufRead) -> io::Result<Option<Received>> {
    let Some(first) = line(reader)? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Err(malformed("the request line"));
    };
    let mut request =
        Received { method: method.to_owned(), target: target.to_owned(), ..Received::default() };
    while let Some(header) = line(reader)?.filter(|line| !line.is_empty()) {
        let (name, value) = header.split_once(':').ok_or_else(|| malformed("a header"))?;
        request.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    request.body = body(&request, reader)?;
    Ok(Some(request))
}

fn body(request: &Received, reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    if request.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        return chunks(reader);
    }
    match request.header("content-length") {
        None => Ok(Vec::new()),
        Some(length) => exactly(length.parse().map_err(|_| malformed("content-length"))?, reader),
    }
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(reader)?.ok_or_else(|| malformed("a chunk"))?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| malformed("the size of a chunk"))?;
        if size == 0 {
            while line(reader)?.is_some_and(|trailer| !trailer.is_empty()) {}
            return Ok(body);
        }
        body.extend(exactly(size, reader)?);
        line(reader)?;
    }
}

fn exactly(length: u64, reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(length.min(LIMIT)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(malformed("the length of the body")) }
}

/// A line without its end; `None` where nothing follows.
fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if reader.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let text = String::from_utf8(bytes).map_err(|_| malformed("a line"))?;
    Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{what} is malformed"))
}
