//! Bodies that are read from a file or a reader while they are sent.

use crate::setup::{TOKEN, client, only, run, serve, serve_json};
use bytes::Bytes;
use futures_core::Stream;
use graph_tests::server::{Answer, Fault, Server};
use meta_graph::blocking::wait;
use meta_graph::testing::Fake;
use meta_graph::v26_0::models::{
    AttachmentMedia, AttachmentMessage, MediaType, MediaUpload, Message, Recipient, RecipientId,
};
use meta_graph::v26_0::page::{message_attachments, messages, photos};
use meta_graph::v26_0::{raw, upload};
use meta_graph::{
    BuildErrorKind, Client, Content, Error, File, Progress, Raw, Recovery, Request, Retry, Transport,
    TransportFuture,
};
use std::collections::VecDeque;
use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tempfile::TempDir;

/// A file of this content in a folder of its own.
fn on_disk(content: &[u8]) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bread.jpg");
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

/// More than one piece of it is read at once.
fn long() -> Vec<u8> {
    (0..200_000_u32).map(|number| (number % 251) as u8).collect()
}

/// What is told of progress, and where it ends up.
fn watched() -> (Arc<Mutex<Vec<Progress>>>, impl Fn(Progress) + Send + Sync + 'static) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let teller = Arc::clone(&told);
    (told, move |progress| teller.lock().unwrap().push(progress))
}

fn contains(body: &[u8], part: &[u8]) -> bool {
    body.windows(part.len()).any(|window| window == part)
}

/// A request that may be sent twice.
fn put(content: Content) -> Raw {
    raw::put("/things").body("application/octet-stream", content).repeatable()
}

/// A client that tries again at once.
fn patient(server: &Server) -> Client {
    let retry = Retry::standard().base_delay(Duration::ZERO);
    Client::builder().access_token(TOKEN).base_url(server.url()).retry(retry).build().unwrap()
}

#[test]
fn a_file_from_the_disk_is_a_part_of_known_length() {
    let (_folder, path) = on_disk(&long());
    let server = serve_json(r#"{"id":"1"}"#);
    let (told, watcher) = watched();
    let file = File::from_path(&path, "image/jpeg").unwrap().on_progress(watcher);
    assert_eq!((file.name(), file.content().length()), ("bread.jpg", Some(200_000)));
    let photo = run(photos::create("12").caption("Fresh").source(file).send(&client(&server))).unwrap();
    assert_eq!(photo.id, "1");
    let sent = only(&server);
    assert_eq!(sent.header("content-length"), Some(sent.body.len().to_string().as_str()));
    assert!(contains(&sent.body, &long()) && contains(&sent.body, b"filename=\"bread.jpg\""));
    let boundary = sent.header("content-type").unwrap().split_once("boundary=").unwrap().1.to_owned();
    assert!(sent.body.ends_with(format!("\r\n--{boundary}--\r\n").as_bytes()));
    let told = told.lock().unwrap();
    assert!(told.len() > 1 && told.is_sorted_by_key(|progress| progress.sent), "{told:?}");
    assert_eq!(told.last().map(|progress| (progress.sent, progress.total)), Some((200_000, Some(200_000))));
}

#[test]
fn blocking_callers_send_files_too() {
    let (_folder, path) = on_disk(&long());
    let server = serve([Answer::json(r#"{"id":"1"}"#), Answer::json("{}")]);
    let client = crate::blocking::client(&server);
    let file = File::from_path(&path, "image/jpeg").unwrap();
    wait(photos::create("12").source(file).send(&client)).unwrap();
    wait(put(Content::from_reader(Cursor::new(long()))).send(&client)).unwrap();
    let [photo, chunked]: [_; 2] = server.requests().try_into().unwrap();
    assert!(contains(&photo.body, &long()) && photo.header("content-length").is_some());
    assert_eq!(
        (chunked.body, chunked.headers.iter().any(|(name, _)| name == "content-length")),
        (long(), false)
    );
}

#[test]
fn the_length_of_a_reader_is_known_where_it_is_said() {
    let server = serve([Answer::json(r#"{"h":"2:a"}"#), Answer::json(r#"{"h":"2:b"}"#)]);
    let client = client(&server);
    run(async {
        let known = Content::from_reader(Cursor::new(long())).with_length(100_000);
        upload::update("abc", 7, known).send(&client).await.unwrap();
        upload::update("abc", 7, Content::from_reader(Cursor::new(long()))).send(&client).await.unwrap();
    });
    let [known, chunked]: [_; 2] = server.requests().try_into().unwrap();
    assert_eq!(known.header("content-length"), Some("100000"));
    assert_eq!(known.body, long()[..100_000]);
    assert_eq!((chunked.header("transfer-encoding"), chunked.body.clone()), (Some("chunked"), long()));
    assert_eq!(chunked.header("file_offset"), Some("7"));
}

/// Some pieces, one after the other.
struct Pieces(VecDeque<&'static [u8]>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(Bytes::from_static(piece))))
    }
}

#[test]
fn a_stream_is_sent_as_it_comes() {
    let server = serve_json("{}");
    let stream = Content::from_stream(Pieces([&b"one "[..], b"", b"two"].into()));
    run(put(stream).send(&client(&server))).unwrap();
    assert_eq!(only(&server).text(), "one two");
}

#[test]
fn what_can_be_read_again_is_sent_again() {
    let (_folder, path) = on_disk(&long());
    let seekable = Content::from_seekable(Cursor::new(long())).unwrap();
    for content in [Content::from_path(&path).unwrap(), seekable, long().into()] {
        let server = serve([Answer::status(200).fault(Fault::NoAnswer), Answer::json("{}")]);
        run(put(content).send(&patient(&server))).unwrap();
        let bodies: Vec<_> = server.requests().into_iter().map(|request| request.body).collect();
        assert!(bodies == [long(), long()], "{:?}", bodies.iter().map(Vec::len).collect::<Vec<_>>());
    }
}

#[test]
fn a_reader_is_sent_once() {
    let server = serve([Answer::status(200).fault(Fault::NoAnswer), Answer::json("{}")]);
    let client = patient(&server);
    let request = put(Content::from_reader(Cursor::new(long())));
    let error = run(request.clone().send(&client)).unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.may_have_been_sent()), "{error}");
    assert_eq!(server.requests().len(), 1);
    let Error::Build(error) = run(request.send(&client)).unwrap_err() else { panic!("it was sent again") };
    assert_eq!(error.kind(), &BuildErrorKind::ReadBefore);
}

#[test]
fn a_reader_that_was_not_touched_is_still_there() {
    let content = Content::from_reader(Cursor::new(long()));
    let nowhere = Client::builder().access_token(TOKEN).base_url("http://127.0.0.1:1").retry(Retry::none());
    let error = run(put(content.clone()).send(&nowhere.build().unwrap())).unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if !error.may_have_been_sent()), "{error}");
    let server = serve_json("{}");
    run(put(content).send(&client(&server))).unwrap();
    assert_eq!(only(&server).body, long());
}

/// What cannot be read, and what the error says.
#[test]
fn a_content_that_cannot_be_read_is_an_error_that_says_so() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is on fire"))
        }
    }
    let changed = |change: &dyn Fn(&std::path::Path)| {
        let (folder, path) = on_disk(&long());
        let content = Content::from_path(&path).unwrap();
        change(&path);
        drop(folder.keep());
        content
    };
    let gone = changed(&|path| std::fs::remove_file(path).unwrap());
    let grown = changed(&|path| std::fs::write(path, [long(), long()].concat()).unwrap());
    let shrunk = changed(&|path| std::fs::write(path, "x").unwrap());
    let short = Content::from_reader(Cursor::new(long())).with_length(200_001);
    let cases = [
        (gone, "No such file"),
        (grown, "the file has changed: it had 200000 bytes, and has 400000"),
        (shrunk, "the file has changed: it had 200000 bytes, and has 1"),
        (short, "it ended 1 bytes before its end"),
        (Content::from_reader(Broken), "the disk is on fire"),
    ];
    for (content, expected) in cases {
        let server = serve([]);
        let error = run(put(content).send(&patient(&server))).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("the content could not be read: ") && text.contains(expected), "{text}");
        assert_eq!((error.recovery(), server.requests().len()), (Recovery::FixRequest, 0), "{text}");
    }
}

#[test]
fn a_file_that_grows_while_it_is_sent_is_not_sent_by_half() {
    let (_folder, path) = on_disk(&long());
    let more = path.clone();
    let grow = move |progress: Progress| {
        if progress.sent < 100_000 {
            std::fs::write(&more, [long(), long()].concat()).unwrap();
        }
    };
    let server = serve([]);
    let content = Content::from_path(&path).unwrap().on_progress(grow);
    let error = run(put(content).send(&client(&server))).unwrap_err();
    assert!(error.to_string().contains("the file has changed"), "{error}");
    assert!(matches!(&error, Error::Transport(error) if error.may_have_been_sent()), "{error}");
    assert_eq!(server.requests(), []);
}

/// A transport that knows nothing of files.
struct Plain(Mutex<Vec<Bytes>>);

impl Transport for Plain {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.0.lock().unwrap().push(request.into_body());
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from_static(b"{}")))))
    }
}

#[test]
fn another_transport_gets_a_file_as_bytes_up_to_a_length() {
    let (_folder, path) = on_disk(&long());
    let transport = Arc::new(Plain(Mutex::default()));
    let client = Client::builder().access_token(TOKEN).transport(Arc::clone(&transport)).build().unwrap();
    run(put(Content::from_path(&path).unwrap()).send(&client)).unwrap();
    assert!(*transport.0.lock().unwrap() == [Bytes::from(long())]);
    let endless = Content::from_reader(io::repeat(7));
    let error = run(put(endless).send(&client)).unwrap_err();
    assert!(error.to_string().contains("the body is longer than 67108864 bytes"), "{error}");
    assert!(matches!(&error, Error::Transport(error) if !error.may_have_been_sent()), "{error}");
}

#[test]
fn a_fake_sees_what_is_in_the_file() {
    let (_folder, path) = on_disk(b"JPG");
    let fake = Fake::new();
    let (told, watcher) = watched();
    let photo = || photos::create("12").caption("Fresh");
    fake.on(photo().source(File::new("bread.jpg", "image/jpeg", "JPG")))
        .reply_json(serde_json::json!({"id": "1"}));
    let file = File::from_path(&path, "image/jpeg").unwrap().on_progress(watcher);
    run(photo().source(file.clone()).send(&fake.client())).unwrap();
    fake.assert_all_answered();
    assert_eq!(told.lock().unwrap().len(), 1);
    assert!(contains(fake.sent()[0].body(), b"\r\n\r\nJPG\r\n"));
    // It can be expected too.
    fake.on(photo().source(file.clone())).reply_json(serde_json::json!({"id": "1"}));
    run(photo().source(file).send(&fake.client())).unwrap();
}

#[test]
fn another_client_sends_no_file() {
    let (_folder, path) = on_disk(b"JPG");
    let request = put(Content::from_path(&path).unwrap());
    let Error::Build(error) = crate::setup::offline().http_request(&request).unwrap_err() else { panic!() };
    assert_eq!(error.kind(), &BuildErrorKind::ReadLater);
    assert!(request.to_curl().ends_with("--data-binary '@file'"), "{}", request.to_curl());
}

/// With a file a message is a form, whatever was set first, and else JSON.
#[test]
fn a_message_carries_a_file() {
    let (_folder, path) = on_disk(b"JPG");
    let answers = [r#"{"message_id":"m_1"}"#, r#"{"message_id":"m_2"}"#, r#"{"attachment_id":"5"}"#];
    let server = serve(answers.map(Answer::json));
    let client = client(&server);
    let file = || File::from_path(&path, "image/jpeg").unwrap();
    let image = || AttachmentMedia::new(MediaType::Image, MediaUpload::new());
    let to_ann = || messages::create("12", Recipient::Id(RecipientId::new("7")));
    run(async {
        let plain = to_ann().message(Message::new().text("Hei")).send(&client).await.unwrap();
        assert_eq!(plain.message_id.as_deref(), Some("m_1"));
        let message = Message::new().attachment(image());
        let sent = to_ann().message(message).filedata(file()).persona_id("9").send(&client).await.unwrap();
        assert_eq!(sent.message_id.as_deref(), Some("m_2"));
        let stored = message_attachments::create("12", AttachmentMessage::new(image())).filedata(file());
        assert_eq!(stored.send(&client).await.unwrap().attachment_id, "5");
    });
    let [plain, message, stored]: [_; 3] = server.requests().try_into().unwrap();
    assert_eq!(
        crate::setup::sent_json(&plain),
        serde_json::json!({"recipient": {"id": "7"}, "message": {"text": "Hei"}})
    );
    let json = "\r\nContent-Type: application/json\r\n\r\n";
    let parts = [
        format!("name=\"recipient\"{json}{{\"id\":\"7\"}}\r\n"),
        format!("name=\"message\"{json}{{\"attachment\":{{\"type\":\"image\",\"payload\":{{}}}}}}\r\n"),
        "name=\"persona_id\"\r\n\r\n9\r\n".to_owned(),
    ];
    let part = "name=\"filedata\"; filename=\"bread.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nJPG\r\n";
    let text = message.text();
    assert!(parts.iter().all(|part| text.contains(part)) && text.contains(part), "{text}");
    assert!(stored.text().contains(part) && stored.text().contains(&parts[1]), "{}", stored.text());
}
