//! How the transport that comes with the crate connects: proxies, certificates, the life of connections, and the
//! runtime that it needs.

use crate::certificates::{AUTHORITY, CLIENT, TlsServer};
use crate::setup::{TOKEN, only, run, serve_json};
use bytes::Bytes;
use graph_tests::server::Server;
use meta_graph::testing::now;
use meta_graph::v26_0::page;
use meta_graph::{
    BuildErrorKind, Client, Error, Failed, ReqwestTransport, ReqwestTransportBuilder, Retry, RetryPolicy,
    TokioTimer, Transport, TransportError, TransportFuture,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

const PAGE: &str = r#"{"id":"12"}"#;

/// A client over this transport, which sends once.
fn over(transport: impl Transport + 'static, base_url: String) -> Client {
    let builder = Client::builder().access_token(TOKEN).base_url(base_url).retry(Retry::none());
    builder.transport(transport).timer(TokioTimer::new()).build().unwrap()
}

/// Reads a Page over a transport.
fn read(transport: ReqwestTransportBuilder, base_url: &str) -> Result<String, Error> {
    run(page::get("12").send(&over(transport.build()?, base_url.to_owned()))).map(|page| page.id)
}

fn refused(builder: ReqwestTransportBuilder) -> String {
    let Err(Error::Build(error)) = builder.build() else { panic!("it was built") };
    let BuildErrorKind::TransportSetup { reason } = error.kind() else { panic!("{error:?}") };
    reason.clone()
}

/// Counts what is sent.
struct Counted(ReqwestTransport, Arc<AtomicU32>);

impl Transport for Counted {
    fn send(&self, request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.send(request)
    }
}

#[test]
fn it_can_be_wrapped() {
    let (server, count) = (serve_json(PAGE), Arc::new(AtomicU32::new(0)));
    let counted = Counted(ReqwestTransport::builder().build().unwrap(), Arc::clone(&count));
    assert_eq!(run(page::get("12").send(&over(counted, server.url()))).unwrap().id, "12");
    assert_eq!((count.load(Ordering::SeqCst), server.requests().len()), (1, 1));
}

#[test]
fn it_can_be_a_client_of_reqwest() {
    let server = serve_json(PAGE);
    let client = reqwest::Client::builder().user_agent("never sent").build().unwrap();
    let transport = ReqwestTransport::from_client(client);
    assert_eq!(run(page::get("12").send(&over(transport, server.url()))).unwrap().id, "12");
    assert!(only(&server).header("user-agent").unwrap().starts_with("meta-graph/"));
}

#[test]
fn a_proxy_gets_the_requests() {
    let proxy = serve_json(PAGE);
    let address = proxy.url().replace("http://", "http://user:pass@");
    let id = read(ReqwestTransport::builder().proxy(&address), "http://elsewhere.invalid/api").unwrap();
    assert_eq!(id, "12");
    let request = only(&proxy);
    assert_eq!(request.target, "http://elsewhere.invalid/api/v26.0/12");
    assert_eq!(request.header("proxy-authorization"), Some("Basic dXNlcjpwYXNz"));
    let reason = refused(ReqwestTransport::builder().proxy("http://user:pass@[not a host"));
    assert!(reason.starts_with("the proxy cannot be used: ") && !reason.contains("pass"), "{reason}");
}

#[test]
fn a_root_certificate_makes_a_server_trusted() {
    let server = TlsServer::start(false);
    let error = read(ReqwestTransport::builder(), &server.url).unwrap_err();
    assert!(
        error.to_string().contains("not sent: ") && error.to_string().contains("UnknownIssuer"),
        "{error}"
    );
    let with = ReqwestTransport::builder().root_certificates(AUTHORITY);
    assert_eq!(read(with, &server.url).unwrap(), "12");
    let only = ReqwestTransport::builder().only_root_certificates(AUTHORITY);
    assert_eq!(read(only, &server.url).unwrap(), "12");
    let reason =
        refused(ReqwestTransport::builder().only_root_certificates("-----BEGIN CERTIFICATE-----\nA"));
    assert!(reason.starts_with("a root certificate cannot be used: "), "{reason}");
}

#[test]
fn a_server_may_ask_for_a_certificate_of_the_client() {
    let server = TlsServer::start(true);
    let trusting = || ReqwestTransport::builder().only_root_certificates(AUTHORITY);
    assert!(matches!(read(trusting(), &server.url).unwrap_err(), Error::Transport(_)));
    assert_eq!(read(trusting().client_certificate(CLIENT), &server.url).unwrap(), "12");
    let reason = refused(trusting().client_certificate(AUTHORITY));
    assert!(reason.starts_with("the client certificate cannot be used: "), "{reason}");
}

#[test]
fn a_connection_that_stopped_answering_is_given_up() {
    run(async {
        let (url, connections) = crate::http2::stuck_after_one_answer().await;
        let ping = Duration::from_millis(50);
        let transport = ReqwestTransport::builder().http2_only().http2_ping(ping, ping).build().unwrap();
        let builder = Client::builder().access_token(TOKEN).base_url(url).retry(Retry::none());
        let client = builder.transport(transport).timer(TokioTimer::new()).build().unwrap();
        assert_eq!(page::get("12").send(&client).await.unwrap().id, "12");
        // How many calls still go to the old connection is a matter of time.
        let mut failed = 0;
        while let Err(error) = page::get("12").send(&client).await {
            assert!(matches!(error, Error::Transport(_)), "{error:?}");
            failed += 1;
            assert!(failed < 100, "{error}");
        }
        assert_eq!(connections.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn outside_of_tokio_there_is_an_error_that_says_so() {
    let client = Client::builder().access_token(TOKEN).base_url("http://127.0.0.1:1").build().unwrap();
    let error = now(page::get("12").send(&client)).unwrap_err();
    let Error::Transport(failed) = &error else { panic!("{error:?}") };
    assert!(!failed.may_have_been_sent() && !failed.is_timeout());
    assert!(error.to_string().contains("reqwest needs the runtime of tokio"), "{error}");
}

#[test]
fn in_a_runtime_without_a_timer_there_is_an_error_that_says_so() {
    let client = Client::builder().access_token(TOKEN).base_url("http://127.0.0.1:1").build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let error = runtime.block_on(page::get("12").send(&client)).unwrap_err();
    let Error::Transport(failed) = &error else { panic!("{error:?}") };
    assert!(!failed.may_have_been_sent() && !failed.is_timeout());
    assert!(error.to_string().contains("the runtime of tokio has no timer"), "{error}");
}

/// Never answers.
struct Silent(Arc<AtomicU32>);

impl Transport for Silent {
    fn send(&self, _request: http::Request<Bytes>) -> TransportFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending::<Result<http::Response<Bytes>, TransportError>>())
    }
}

/// Always sends again at once.
struct Always;

impl RetryPolicy for Always {
    fn wait(&self, _failed: &Failed<'_>) -> Option<Duration> {
        Some(Duration::ZERO)
    }
}

#[test]
fn the_time_of_a_call_is_that_of_a_paused_clock() {
    let attempts = Arc::new(AtomicU32::new(0));
    let builder = Client::builder().access_token(TOKEN).transport(Silent(Arc::clone(&attempts)));
    let builder = builder.timer(TokioTimer::new()).retry(Always);
    let client =
        builder.timeout(Duration::from_secs(60)).attempt_timeout(Duration::from_secs(10)).build().unwrap();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let error = runtime.block_on(async { page::get("12").send(&client).await.unwrap_err() });
    assert!(error.is_timeout(), "{error}");
    assert_eq!(attempts.load(Ordering::SeqCst), 6);
}

#[test]
fn a_server_of_another_protocol_is_no_reason_to_hang() {
    let server = Server::start().unwrap();
    let transport = ReqwestTransport::builder().http1_only().pool_max_idle_per_host(1);
    let transport = transport.pool_idle_timeout(Duration::from_secs(1)).max_answer_size(1 << 10).no_proxy();
    assert!(read(transport, &server.url().replace("http://", "https://")).is_err());
}
