use super::{Downloader, FetchError, Limits, Phase};
use graph_tests::server::by_path::{Server, good, raw, redirect};
use graph_tests::server::{Answer, Raw};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

/// The bounds of tests: a document is small, and the time long enough for whatever is not slow on purpose.
fn limits() -> Limits {
    Limits { bytes: 1000, redirects: 3, ..Limits::default() }
}

fn get(server: &Server, path: &str) -> Result<Vec<u8>, FetchError> {
    Downloader::with_loopback(limits()).get(&server.url(path))
}

fn refusal(reply: Answer) -> FetchError {
    let server = Server::start(&[("/", reply)]);
    get(&server, "/").unwrap_err()
}

#[test]
fn a_document_arrives_as_it_was_sent() {
    let body = "openapi: 3.1.1\r\ninfo: {}\n";
    let chunked = raw("200 OK", "Transfer-Encoding: chunked\r\n", "5\r\nopena\r\n2\r\npi\r\n0\r\n\r\n");
    let server = Server::start(&[("/a.yaml", good(body)), ("/b.yaml", chunked)]);
    assert_eq!(get(&server, "/a.yaml").unwrap(), body.as_bytes());
    assert_eq!(get(&server, "/b.yaml").unwrap(), b"openapi");
}

#[test]
fn redirects_are_followed_up_to_a_bound() {
    let server = Server::start(&[
        ("/a", redirect("b?c=d")),
        ("/b?c=d", redirect("/e")),
        ("/e", redirect("/end")),
        ("/end", good("x")),
        ("/far", redirect("/a")),
        ("/loop", redirect("/loop")),
        ("/lost", raw("301 Moved", "Content-Length: 0\r\n", "")),
    ]);
    assert_eq!(get(&server, "/a").unwrap(), b"x");
    assert!(matches!(get(&server, "/far").unwrap_err(), FetchError::TooManyRedirects { most: 3, .. }));
    assert!(matches!(get(&server, "/loop").unwrap_err(), FetchError::TooManyRedirects { .. }));
    assert_eq!(server.asked().iter().filter(|path| *path == "/loop").count(), 4);
    assert!(matches!(get(&server, "/lost").unwrap_err(), FetchError::LostRedirect { .. }));
}

#[test]
fn a_redirect_to_http_is_refused() {
    let error = refusal(redirect("http://example.com/a.yaml"));
    assert!(matches!(error, FetchError::NotHttps { from: Some(_), .. }), "{error}");
    assert!(
        error.to_string().starts_with("http://example.com/a.yaml is not https (a redirect from http://127")
    );
    let error = refusal(redirect("ftp://127.0.0.1/a.yaml"));
    assert!(matches!(error, FetchError::NotHttps { .. }), "{error}");
}

#[test]
fn without_loopback_nothing_but_https_is_used() {
    let server = Server::start(&[("/", good("x"))]);
    let error = Downloader::new().get(&server.url("/")).unwrap_err();
    assert!(matches!(error, FetchError::NotHttps { from: None, .. }), "{error}");
    assert!(server.asked().is_empty());
    assert!(matches!(Downloader::new().get("a.yaml").unwrap_err(), FetchError::BadUrl { .. }));
}

#[test]
fn a_status_is_reported() {
    let none = raw("404 Not Found", "Content-Length: 13\r\n", "<html></html>");
    assert!(matches!(refusal(none), FetchError::NotFound { .. }));
    let busy = raw("503 Busy", "Content-Length: 0\r\n", "");
    assert!(matches!(refusal(busy), FetchError::Status { status: 503, .. }));
    let part = raw("206 Partial Content", "Content-Length: 1\r\n", "x");
    assert!(matches!(refusal(part), FetchError::Status { status: 206, .. }));
}

#[test]
fn a_part_is_not_taken_for_the_document() {
    let short = raw("200 OK", "Content-Length: 100\r\n", "openapi: 3.1.1\n");
    let error = refusal(short);
    assert!(matches!(error, FetchError::CutOff { received: 15, expected: Some(100), .. }), "{error}");
    let chunk = raw("200 OK", "Transfer-Encoding: chunked\r\n", "ff\r\nopenapi: 3.1.1\n");
    let error = refusal(chunk);
    assert!(matches!(error, FetchError::CutOff { received: 15, expected: None, .. }), "{error}");
    let no_last_chunk = raw("200 OK", "Transfer-Encoding: chunked\r\n", "2\r\nab\r\n");
    assert!(matches!(refusal(no_last_chunk), FetchError::CutOff { .. }));
    let unknown = raw("200 OK", "", "openapi: 3.1.1\n");
    assert!(matches!(refusal(unknown), FetchError::NoLength { .. }));
    let nothing = Answer::raw(Raw::Bytes(Vec::new()));
    assert!(matches!(refusal(nothing), FetchError::Connection { .. }));
}

#[test]
fn what_is_too_large_is_not_read_to_its_end() {
    let announced = raw("200 OK", "Content-Length: 1001\r\n", "x");
    assert!(matches!(refusal(announced), FetchError::TooLarge { most: 1000, .. }));
    let chunk = format!("3e8\r\n{}\r\n1\r\nx\r\n0\r\n\r\n", "x".repeat(1000));
    let unannounced = raw("200 OK", "Transfer-Encoding: chunked\r\n", &chunk);
    assert!(matches!(refusal(unannounced), FetchError::TooLarge { most: 1000, .. }));
    let server = Server::start(&[("/", good(&"x".repeat(1000)))]);
    assert_eq!(get(&server, "/").unwrap().len(), 1000);
}

#[test]
fn a_slow_server_is_given_up() {
    let whole = Duration::from_millis(200);
    for begun in ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nopenapi"] {
        let server = Server::start(&[("/", Answer::raw(Raw::Held(begun.as_bytes().to_vec())))]);
        let error =
            Downloader::with_loopback(Limits { whole, ..limits() }).get(&server.url("/")).unwrap_err();
        assert!(matches!(error, FetchError::Slow { phase: Phase::Document, .. }), "{error}");
        assert!(error.to_string().contains("did not arrive within 200ms"), "{error}");
    }
}

#[test]
fn a_page_is_not_a_document() {
    let error = refusal(good("<!doctype html><html><title>Log in to Facebook</title></html>"));
    assert!(error.to_string().ends_with("an HTML page instead of a document: Log in to Facebook"), "{error}");
    assert!(matches!(refusal(good("")), FetchError::Empty { .. }));
}

#[test]
fn an_unknown_host_is_reported() {
    // What a resolver says without a network, which a test does not have to leave to try.
    let url = url::Url::parse("https://nowhere.invalid/").unwrap();
    let said = std::io::Error::other("failed to lookup address information: Name or service not known");
    for error in [ureq::Error::Io(said), ureq::Error::HostNotFound] {
        let error = FetchError::of_request(error, &url, limits());
        assert_eq!(
            error.to_string(),
            "https://nowhere.invalid/: the host was not found; is there a network?"
        );
    }
}

#[test]
fn a_server_without_tls_is_distinguished_from_none() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", listener.local_addr().unwrap());
    let client = Downloader::with_loopback(limits());
    let thread = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        // Nothing is lost on the way: the other side leaves first.
        drop(stream.read_to_end(&mut Vec::new()));
    });
    let error = client.get(&url).unwrap_err();
    assert!(matches!(error, FetchError::Tls { .. }), "{error}");
    thread.join().unwrap();
    // The listener is gone with its thread.
    let error = client.get(&url).unwrap_err();
    assert!(matches!(error, FetchError::Connection { .. }), "{error}");
}
