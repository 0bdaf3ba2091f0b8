//! What cannot be part of a batch.

use super::{CREATE, Create, List, client, create, list, now, operation};
use crate::runtime::request::{self, Method, Operation};
use crate::{BuildErrorKind, Error, File};

static ELSEWHERE: Operation = Operation {
    server: "https://other.example",
    ..operation("page::other", Method::Get, "/v26.0/{page_id}/other")
};

fn refusal<T: std::fmt::Debug>(batch: crate::BatchCall<T>) -> BuildErrorKind {
    match now(batch) {
        Err(Error::Build(error)) => error.kind().clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_requests_have_one_server() {
    let mut elsewhere = request::Parts::new(&ELSEWHERE);
    elsewhere.path("page_id", &"1");
    let batch = client(&[]).batch((list("1"), List { parts: elsewhere }));
    assert_eq!(refusal(batch), BuildErrorKind::NotInBatch { reason: "another server" });
}

#[test]
fn files_and_bytes_are_refused() {
    let with = |change: &dyn Fn(&mut request::Parts)| {
        let mut parts = request::Parts::new(&CREATE);
        parts.path("page_id", &"1");
        change(&mut parts);
        refusal(client(&[]).batch(vec![Create { parts }, create("1", "Ann")]))
    };
    let reason = |reason| BuildErrorKind::NotInBatch { reason };
    assert_eq!(with(&|parts| parts.file("image", File::new("a", "image/png", "x"))), reason("a file"));
    assert_eq!(with(&|parts| parts.binary("image/png", "x")), reason("a body of bytes"));
    assert_eq!(with(&|parts| parts.text("text/plain", "x")), reason("a body of text"));
    assert_eq!(with(&|parts| parts.cookie("session", &"x")), reason("cookies"));
}

/// A request that needs no token may stand before one that does.
#[test]
fn the_token_is_sent_if_any_request_needs_it() {
    static PUBLIC: Operation =
        Operation { security: &[], ..operation("page::public", Method::Get, "/v26.0/{page_id}/public") };
    let mut public = request::Parts::new(&PUBLIC);
    public.path("page_id", &"1");
    let keeper = std::sync::Arc::new(Keeper::default());
    let client = crate::Client::builder().access_token("TOKEN-1").transport(std::sync::Arc::clone(&keeper));
    let batch = client.build().unwrap().batch((List { parts: public }, list("1")));
    let _ = now(batch);
    assert_eq!(keeper.0.lock().unwrap().as_slice(), [Some("Bearer TOKEN-1".to_owned())]);
}

/// Keeps the credential of each request, and answers with nothing.
#[derive(Default)]
struct Keeper(std::sync::Mutex<Vec<Option<String>>>);

impl crate::Transport for Keeper {
    fn send(&self, request: http::Request<bytes::Bytes>) -> crate::TransportFuture<'_> {
        let value = request.headers().get("authorization").and_then(|value| value.to_str().ok());
        self.0.lock().unwrap().push(value.map(str::to_owned));
        Box::pin(async { Ok(http::Response::new(bytes::Bytes::from_static(b"[]"))) })
    }
}
