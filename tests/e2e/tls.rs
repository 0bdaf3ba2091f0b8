//! Connections that do not come about.

use crate::setup::{TOKEN, run};
use meta_graph::v26_0::page::{self, personas};
use meta_graph::{Client, ClientBuilder, Error, Recovery, TransportError};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::Read as _;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A server whose certificate it has signed itself, and how often somebody has connected.
fn untrusted() -> (SocketAddr, Arc<AtomicUsize>) {
    let certificate = include_bytes!("certificates/untrusted.der").to_vec().into();
    let key = include_bytes!("certificates/untrusted.key.der").to_vec();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key)))
        .unwrap();
    let (config, connections) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::clone(&connections));
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            // The client hangs up as soon as it has seen the certificate.
            let _ = Stream::new(&mut connection, &mut stream).read(&mut [0; 1]);
        }
    });
    (address, connections)
}

fn to(address: SocketAddr) -> ClientBuilder {
    Client::builder().access_token(TOKEN).base_url(format!("https://{address}"))
}

fn unsent(error: &Error) -> &TransportError {
    let Error::Transport(transport) = error else { panic!("{error:?}") };
    assert!(!transport.may_have_been_sent(), "{error}");
    assert!(error.to_string().contains("not sent"), "{error}");
    transport
}

#[test]
fn a_certificate_that_is_not_trusted_is_not_tried_again() {
    let (address, connections) = untrusted();
    let error = run(page::get("12").send(&to(address).build().unwrap())).unwrap_err();
    assert!(unsent(&error).is_permanent() && !error.is_timeout());
    assert!(error.to_string().contains("invalid peer certificate"), "{error}");
    assert_eq!((error.recovery(), connections.load(Ordering::SeqCst)), (Recovery::FixRequest, 1));
}

#[test]
fn a_time_out_while_connecting_was_not_sent() {
    // It is connected to by the system, and never says a word.
    let silent = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = silent.local_addr().unwrap();
    let short = Duration::from_millis(300);
    for builder in [
        to(address).timeout(short),
        to(address).attempt_timeout(short).timeout(short),
        to(address).connect_timeout(short).retry(meta_graph::Retry::none()),
    ] {
        let client = builder.build().unwrap();
        let error =
            run(personas::create("12", "Ann", "https://example.com/a.png").send(&client)).unwrap_err();
        assert!(unsent(&error).is_timeout() && !unsent(&error).is_permanent());
        assert!(error.to_string().contains("not sent in time"), "{error}");
        assert_eq!(error.recovery(), Recovery::RetryLater);
    }
}
