//! What is expected of a body.

use super::difference;
use crate::setup::decode;
use meta_graph::v26_0::page::{self, Edge, feed, insights, personas, settings, subscribed_apps};
use meta_graph::v26_0::{persona, post};
use meta_graph::{Error, ErrorSubcode, Paged, Request};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Reads a body; gives what is stored of it, or why it cannot be read.
type Read = fn(&str) -> Result<Value, String>;

/// What is expected of a body.
#[derive(Debug)]
pub(super) enum Expected {
    /// It is read, and only these places of it are not kept.
    Read(Read, &'static [&'static str]),
    /// It is an error of this code and subcode, under whatever status.
    Error(i64, Option<i64>),
    /// It says that a write failed, and nothing else.
    Refused,
    /// It is a batch of these answers.
    Batch(&'static [Item]),
    /// It is a set of headers of an answer.
    Headers,
    /// It is the answer to something that the specification does not have; the text says to what.
    Foreign(&'static str),
}

/// An answer of a batch.
#[derive(Debug)]
pub(super) enum Item {
    /// `null`, where an answer should be.
    Null,
    /// A node with this id.
    Node(&'static str),
    /// An error with this status and code.
    Error(u16, i64),
}

impl Expected {
    /// What is wrong with the body.
    pub(super) fn complaint(&self, body: &str) -> Option<String> {
        match self {
            Self::Read(read, lost) => read_again(body, *read, lost).err(),
            Self::Error(code, subcode) => {
                [200, 400, 500].iter().find_map(|status| refused(*status, body, *code, *subcode).err())
            }
            Self::Refused => match updated(body) {
                Err(error) if error.contains("refused") => None,
                other => Some(format!("no refusal: {other:?}")),
            },
            Self::Batch(items) => batch(body, items).err(),
            Self::Headers => headers(body).err(),
            Self::Foreign(what) => json_of(body).err().map(|error| format!("the answer to {what}: {error}")),
        }
    }
}

fn json_of(body: &str) -> Result<Value, String> {
    serde_json::from_str(body).map_err(|error| error.to_string())
}

fn read_again(body: &str, read: Read, lost: &[&str]) -> Result<(), String> {
    let stored = read(body)?;
    let places = difference::between(&without_urls(json_of(body)?), &stored);
    let lost: BTreeSet<String> = lost.iter().map(|place| (*place).to_owned()).collect();
    if places == lost { Ok(()) } else { Err(format!("not kept: {places:?}, expected: {lost:?}")) }
}

/// Only the presence of the URLs of pages is kept.
fn without_urls(mut body: Value) -> Value {
    if let Some(Value::Object(paging)) = body.get_mut("paging") {
        for key in ["next", "previous"] {
            if let Some(url) = paging.get_mut(key) {
                *url = Value::Bool(true);
            }
        }
    }
    body
}

fn refused(status: u16, body: &str, code: i64, subcode: Option<i64>) -> Result<(), String> {
    match decode(&page::get("1"), status, body.to_owned()) {
        Err(Error::Api(error))
            if (error.code().get(), error.subcode().map(ErrorSubcode::get)) == (code, subcode) =>
        {
            let has_text = error.message().is_some_and(|message| !message.is_empty());
            if has_text { Ok(()) } else { Err("there is no message".to_owned()) }
        }
        Err(Error::Api(error)) => {
            let codes = (error.code().get(), error.subcode().map(ErrorSubcode::get));
            Err(format!("the error is {codes:?}"))
        }
        other => Err(format!("no error with the status {status}: {other:?}")),
    }
}

/// An answer of a batch as it is written.
#[derive(Deserialize)]
struct Written {
    code: u16,
    #[serde(default)]
    body: String,
}

fn batch(body: &str, items: &[Item]) -> Result<(), String> {
    let written: Vec<Option<Written>> = serde_json::from_str(body).map_err(|error| error.to_string())?;
    if written.len() != items.len() {
        return Err(format!("{} answers", written.len()));
    }
    for (written, item) in written.into_iter().zip(items) {
        let read = written.map(|written| decode(&page::get("1"), written.code, written.body));
        let fits = match (&read, item) {
            (None, Item::Null) => true,
            (Some(Ok(node)), Item::Node(id)) => node.id == *id,
            (Some(Err(Error::Api(error))), Item::Error(status, code)) => {
                (error.status().as_u16(), error.code().get()) == (*status, *code)
            }
            _ => false,
        };
        if !fits {
            return Err(format!("{read:?} is not {item:?}"));
        }
    }
    Ok(())
}

/// Gives the headers to an error, which has to keep them and to find its trace id there.
fn headers(body: &str) -> Result<(), String> {
    let names: Map<String, Value> = serde_json::from_str(body).map_err(|error| error.to_string())?;
    let mut builder = http::Response::builder().status(500);
    for (name, value) in &names {
        builder = builder.header(name, value.as_str().unwrap_or_default());
    }
    let response = builder.body(bytes::Bytes::new()).map_err(|error| error.to_string())?;
    let error = match crate::setup::offline().decode(&page::get("1"), response) {
        Err(Error::Api(error)) => error,
        other => return Err(format!("{other:?}")),
    };
    let lost = names.iter().find(|(name, value)| {
        error.headers().get(name.as_str()).and_then(|kept| kept.to_str().ok()) != value.as_str()
    });
    let trace_id = names.get("x-fb-trace-id").and_then(Value::as_str);
    match lost {
        Some((name, _)) => Err(format!("the header {name} is not kept")),
        None if error.trace_id() != trace_id => Err(format!("the trace id is {:?}", error.trace_id())),
        None => Ok(()),
    }
}

fn stored<T: Serialize>(read: Result<T, impl std::fmt::Display>) -> Result<Value, String> {
    let read = read.map_err(|error| error.to_string())?;
    serde_json::to_value(read).map_err(|error| error.to_string())
}

fn answer<R: Request<Response: Serialize>>(request: &R, body: &str) -> Result<Value, String> {
    stored(decode(request, 200, body.to_owned()))
}

/// A page of a list as the API writes it, with `true` in place of its URLs.
fn list<T: Serialize, R: Request<Response = Paged<T>>>(request: &R, body: &str) -> Result<Value, String> {
    let page = decode(request, 200, body.to_owned()).map_err(|error| error.to_string())?;
    let mut written = Map::from_iter([("data".to_owned(), stored(Ok::<_, Error>(&page.data))?)]);
    if let Some(summary) = page.summary {
        written.insert("summary".to_owned(), summary);
    }
    if let Some(paging) = page.paging {
        let mut members = Map::new();
        if let Some(cursors) = paging.cursors {
            let cursors = [("before", cursors.before), ("after", cursors.after)];
            let present =
                cursors.into_iter().filter_map(|(key, cursor)| Some((key.to_owned(), json!(cursor?))));
            members.insert("cursors".to_owned(), Value::Object(present.collect()));
        }
        let urls = [("next", paging.next.is_some()), ("previous", paging.previous.is_some())];
        members.extend(urls.iter().filter(|url| url.1).map(|url| (url.0.to_owned(), json!(true))));
        written.insert("paging".to_owned(), Value::Object(members));
    }
    Ok(Value::Object(written))
}

/// A Page.
pub(super) fn page(body: &str) -> Result<Value, String> {
    answer(&page::get("1"), body)
}

/// A persona.
pub(super) fn persona(body: &str) -> Result<Value, String> {
    answer(&persona::get("1"), body)
}

/// A page of the list of personas.
pub(super) fn personas(body: &str) -> Result<Value, String> {
    list(&personas::list("1"), body)
}

/// A post.
pub(super) fn a_post(body: &str) -> Result<Value, String> {
    answer(&post::get("1"), body)
}

/// The answer to the publication of a post.
pub(super) fn posted(body: &str) -> Result<Value, String> {
    answer(&feed::create("1"), body)
}

/// A page of a feed.
pub(super) fn posts(body: &str) -> Result<Value, String> {
    list(&feed::list("1"), body)
}

/// The metrics of a Page.
pub(super) fn metrics(body: &str) -> Result<Value, String> {
    list(&insights::list("1"), body)
}

/// The settings of a Page.
pub(super) fn page_settings(body: &str) -> Result<Value, String> {
    list(&settings::list("1"), body)
}

/// The apps that listen to a Page.
pub(super) fn apps(body: &str) -> Result<Value, String> {
    list(&subscribed_apps::list("1"), body)
}

/// The answer to the creation of a persona.
pub(super) fn created(body: &str) -> Result<Value, String> {
    answer(&personas::create("1", "n", "u"), body)
}

/// The answer to the deletion of a persona.
pub(super) fn deleted(body: &str) -> Result<Value, String> {
    answer(&persona::delete("1"), body)
}

/// The answer to an update.
pub(super) fn updated(body: &str) -> Result<Value, String> {
    answer(&page::update("1"), body)
}

/// A page of an edge of items of the caller's type.
pub(super) fn edge<T: DeserializeOwned + Serialize>(body: &str) -> Result<Value, String> {
    list(&page::edge::<T>("1", Edge::Custom("any".to_owned())), body)
}

/// A model on its own, outside of any answer.
pub(super) fn model<T: DeserializeOwned + Serialize>(body: &str) -> Result<Value, String> {
    stored(serde_json::from_str::<T>(body))
}
