//! Bytes as the answer to a request of the generated crate.
//!
//! The input looks like an answer on the wire: a line with the name of what was asked and the status, the headers, an
//! empty line, and the body.

use bytes::Bytes;
use meta_graph::testing::now;
use meta_graph::v26_0::models::{Page, Persona};
use meta_graph::v26_0::{page, persona};
use meta_graph::{Client, Error, InBatch, Paged, Request, Timestamp, Transport, TransportFuture};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::sync::Arc;

/// The token of the client. No text of an error shows it, whatever the answer repeats.
const TOKEN: &str = "page-token-7c1e";
/// So many pages of a list are asked for.
const PAGES: usize = 4;

/// An answer that is given to every request.
#[derive(Clone)]
struct Canned {
    asked: String,
    response: http::Response<Bytes>,
}

impl Canned {
    fn parse(input: &[u8]) -> Option<Self> {
        let end = input.windows(2).position(|window| window == b"\n\n").unwrap_or(input.len());
        let (head, body) = (input.get(..end)?, input.get(end + 2..).unwrap_or_default());
        let mut lines = head.split(|byte| *byte == b'\n');
        let first = String::from_utf8_lossy(lines.next()?).into_owned();
        let (asked, status) = first.split_once(' ')?;
        let mut response = http::Response::new(Bytes::copy_from_slice(body));
        *response.status_mut() = status.parse().ok()?;
        for line in lines {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?.trim_ascii());
            let (name, value) = (http::HeaderName::from_bytes(name), http::HeaderValue::from_bytes(value));
            response.headers_mut().try_append(name.ok()?, value.ok()?).ok()?;
        }
        Some(Self { asked: asked.to_owned(), response })
    }
}

impl Transport for Canned {
    fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
        let response = self.response.clone();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// Reads the input as the answer to what it names.
pub fn read(input: &[u8]) {
    let Some(canned) = Canned::parse(input) else { return };
    let transport = Arc::new(canned.clone());
    let Ok(client) = Client::builder().access_token(TOKEN).transport(transport).build() else { return };
    match canned.asked.as_str() {
        "page" => model::<Page, _>(&client, &canned, page::get("12")),
        "persona" => model::<Persona, _>(&client, &canned, persona::get("12")),
        "personas" => list(&client, &canned),
        "update" => drop(full(&client, page::update("12").about("a"))),
        "create" => drop(full(&client, page::personas::create("12", "Ann", "https://a.example/"))),
        "delete" => drop(full(&client, persona::delete("12"))),
        "batch" => batch(&client),
        "edge" => edge(&client),
        "time" => times(&canned),
        _ => {}
    }
}

/// Reads the answer with all that is around it, and looks for the token in what is said about it.
fn full<R: Request>(client: &Client, request: R) -> Option<R::Response> {
    match now(client.call_full(request)) {
        Ok(response) => {
            let usage = response.usage();
            let _ = (usage.highest_percent(), usage.regain_access());
            let _ = (response.api_version(), response.other_version(), response.request_id());
            for drift in &response.drift {
                is_silent(drift);
            }
            Some(response.body)
        }
        Err(error) => {
            examine(&error);
            None
        }
    }
}

fn examine(error: &Error) {
    is_silent(error);
    assert!(!error.to_string().contains(TOKEN), "the token is in {error}");
    let _ = (error.recovery(), error.retry_after(), error.kind(), error.is_timeout());
    if let Some(api) = error.as_api() {
        let _ = (api.code(), api.kind(), api.usage(), api.is_transient(), api.write_succeeded());
        is_silent(api);
    }
}

fn is_silent(value: &impl Debug) {
    let text = format!("{value:?}");
    assert!(!text.contains(TOKEN), "the token is in {text}");
}

fn model<T, R>(client: &Client, canned: &Canned, request: R)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
    R: Request<Response = T> + Clone,
{
    let by_hand = client.decode(&request, canned.response.clone());
    let read = full(client, request);
    assert_eq!(read, by_hand.ok(), "what is carried by another client is read in another way");
    if let Some(read) = &read {
        survives(read);
    }
}

/// What was decoded is encoded and decoded to the same. Secrets are not written, so the first round may lose them.
fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let once = serde_json::to_value(value).expect("a model can be written");
    let again: T = serde_json::from_value(once.clone()).expect("what was written can be read");
    let twice = serde_json::to_value(&again).expect("a model can be written");
    assert_eq!(once, twice, "it changes as it is written again");
    let text = serde_json::to_string(&again).expect("a model can be written");
    let last: T = serde_json::from_str(&text).expect("what was written can be read");
    assert_eq!(again, last, "it changes on the way through a text");
}

fn list(client: &Client, canned: &Canned) {
    let request = page::personas::list("12").limit(2);
    let first = client.decode(&request, canned.response.clone());
    if let Ok(first) = &first {
        let _: &Paged<Persona> = first;
        let _ = (first.after(), first.before(), first.has_next(), first.has_previous());
        first.data.iter().for_each(survives);
    }
    let _ = full(client, request.clone());
    for backwards in [false, true] {
        let pages = request.clone().pages(client).max_pages(PAGES);
        let mut pages = if backwards { pages.backwards() } else { pages };
        let mut given = 0;
        loop {
            match now(pages.try_next()) {
                Ok(Some(_)) => given += 1,
                Ok(None) => break,
                Err(error) => {
                    examine(&error);
                    break;
                }
            }
        }
        assert!(given <= PAGES, "more pages than were asked for");
        let position = serde_json::to_value(pages.position()).expect("a position can be written");
        let _: meta_graph::Position = serde_json::from_value(position).expect("and read");
    }
}

fn batch(client: &Client) {
    let tuple =
        (page::get("12"), page::personas::list("12"), InBatch::new(persona::delete("3")).name("gone"));
    match now(client.batch(tuple)) {
        Ok((page, personas, gone)) => {
            let errors = [page.err(), personas.err(), gone.err()];
            errors.iter().flatten().for_each(examine);
        }
        Err(error) => examine(&error),
    }
    match now(client.batch(vec![persona::get("1"), persona::get("2")])) {
        Ok(answers) => {
            assert_eq!(answers.len(), 2, "an answer to each request");
            answers.iter().filter_map(|answer| answer.as_ref().err()).for_each(examine);
        }
        Err(error) => examine(&error),
    }
}

fn edge(client: &Client) {
    let _ = full(client, page::edge::<Persona>("12", page::Edge::AdsPosts));
}

/// Each line of the body as a time.
fn times(canned: &Canned) {
    let text = String::from_utf8_lossy(canned.response.body()).into_owned();
    for line in text.lines() {
        let Ok(time) = line.parse::<Timestamp>() else { continue };
        assert_eq!(time.to_string(), line, "a time is written as it was read");
        let again: Timestamp = time.to_string().parse().expect("what was read can be read again");
        assert_eq!(time, again);
        assert!(time.subsec_nanos() < 1_000_000_000);
        let whole = Timestamp::from_unix_seconds(time.unix_seconds()).expect("it is within the years");
        assert!(whole <= time, "the seconds are rounded down");
        survives(&time);
        let _ = std::time::SystemTime::from(time);
    }
}
