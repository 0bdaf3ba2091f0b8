//! Requests to any path.

use crate::runtime::call::Call;
use crate::runtime::client::Client;
use crate::runtime::request::{self, Api, File, Method, Parts, Request};
use crate::runtime::upload::Content;
use crate::runtime::wire::{Decode, Mismatch, Result as WireResult, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A request to any path, for what the specification lacks. The functions of a generated module `raw` make it.
///
/// It is a value like any other [`Request`], and is sent as any other: with the credentials, the retries, the pace and
/// the secrecy of the client. Its answer is JSON of any form, or a type of yours once [`read_as`](Self::read_as) names
/// it; [`Client::chunks`] gives the body as it is.
///
/// The path is a template, whose parameters [`path`](Self::path) fills in: whatever they hold, they are one segment
/// each, so that no value can lead to another resource. The request goes to a host that the specification names, or to
/// the base URL that the client has for it, and nowhere else.
///
/// ```no_run
/// # use meta_graph::{Client, Error, Raw};
/// # async fn example(client: &Client, post: fn(&'static str) -> Raw) -> Result<(), Error> {
/// let request = post("/things/{id}/parts").path("id", 12).json(&serde_json::json!({"name": "Wheel"}));
/// // Any type that serde reads will do.
/// let created: std::collections::BTreeMap<String, String> = request.read_as().send(client).await?;
/// println!("{:?}", created.get("id"));
/// # Ok(())
/// # }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Raw<T = Value> {
    parts: Parts,
    api: &'static Api,
    answer: PhantomData<fn() -> T>,
}

impl Raw {
    pub(crate) fn new(api: &'static Api, method: Method, path: &'static str) -> Self {
        Self { parts: Parts::new(api.operation(0, method, path)), api, answer: PhantomData }
    }
}

impl<T> Raw<T> {
    /// Fills a parameter of the path in: `{id}` in `/things/{id}`.
    pub fn path(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.path(name, &value.to_string());
        self
    }

    /// Sets a parameter of the query.
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.query(name, &value.to_string());
        self
    }

    /// Sets a header; see [`Request::with_header`] and [`Request::with_secret_header`].
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.add_header(name.into(), &value.to_string());
        self
    }

    /// Sets the body to this as JSON. What serde cannot write is an error when the request is sent.
    ///
    /// A [`Secret`](crate::Secret) is left out, as wherever serde writes one.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.parts.any_json(body);
        self
    }

    /// Sets a pair of a form as the body (`application/x-www-form-urlencoded`).
    pub fn form(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.form_property(name, &value.to_string());
        self
    }

    /// Sets a part of a multipart form as the body.
    pub fn part(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.parts.multipart(name, &value.to_string());
        self
    }

    /// Adds a file to a multipart form as the body.
    pub fn file(mut self, name: impl Into<Cow<'static, str>>, file: File) -> Self {
        self.parts.file(name, file);
        self
    }

    /// Sets bytes of any kind as the body.
    pub fn body(mut self, media_type: impl Into<Cow<'static, str>>, body: impl Into<Content>) -> Self {
        self.parts.binary(media_type, body);
        self
    }

    /// Says that the request may be sent twice although its method leaves that open, so that it is sent again after a
    /// failure that may pass.
    pub fn repeatable(mut self) -> Self {
        self.parts.repeatable(true);
        self
    }

    /// Sends to another host of the specification than the usual one: `https://upload.example.com`. Where the
    /// specification does not name it, the request is not sent.
    pub fn host(mut self, host: &str) -> Self {
        let operation = self.parts.operation();
        match self.api.operation_at(host, operation.method, operation.documented_path) {
            Some(operation) => self.parts.become_one_of(operation),
            None => self.parts.go_to(self.api, host.to_owned()),
        }
        self
    }

    /// Sends to this URL, which an answer gave, in place of the path: where to upload to, say. The path only names the
    /// request in errors and logs.
    ///
    /// Its host has to be one that the specification names, or a base URL of the client; else the request is not sent.
    /// What the URL holds is not shown.
    pub fn at(mut self, url: impl Into<String>) -> Self {
        self.parts.go_to(self.api, url.into());
        self
    }

    /// Reads the answer as this type.
    pub fn read_as<U: DeserializeOwned>(self) -> Raw<U> {
        Raw { parts: self.parts, api: self.api, answer: PhantomData }
    }

    /// Sends the request.
    ///
    /// # Errors
    /// Any [`Error`](crate::Error).
    pub fn send(self, client: &Client) -> Call<T>
    where
        T: DeserializeOwned,
    {
        client.call(self)
    }

    /// What the request is made of.
    #[allow(dead_code, reason = "it is for a dialect, which not every crate has")]
    pub(crate) fn take_parts(self) -> Parts {
        self.parts
    }
}

impl<T: DeserializeOwned> Request for Raw<T> {
    type Response = T;
    request::reads!(@ answer: answer.json::<Foreign<T>>().map(|read| read.0));
}

request::value!(Raw, answer, api);

/// A value of the caller's type, which serde reads.
pub(crate) struct Foreign<T>(pub(crate) T);

impl<T: DeserializeOwned> Decode for Foreign<T> {
    fn decode(value: Value) -> WireResult<Self> {
        serde_json::from_value(value).map(Self).map_err(|error| {
            Mismatch::new(std::any::type_name::<T>(), format!("a value that serde refuses ({error})"))
        })
    }

    /// The type of the caller decides.
    fn reads_null() -> bool {
        true
    }
}
