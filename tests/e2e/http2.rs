//! A server that speaks HTTP/2 without TLS.

use bytes::Bytes;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::net::{TcpListener, TcpStream};

/// Starts a server whose first connection stops to read and to write after its first answer, although it stays open;
/// all others are well. Gives its URL, and how many connections there were.
pub(crate) async fn stuck_after_one_answer() -> (String, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let is_first = count.fetch_add(1, Ordering::SeqCst) == 0;
            tokio::spawn(converse(stream, is_first));
        }
    });
    (url, connections)
}

async fn converse(stream: TcpStream, is_stuck: bool) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        let mut body = respond.send_response(http::Response::new(()), false).unwrap();
        body.send_data(Bytes::from_static(br#"{"id":"12"}"#), true).unwrap();
        if is_stuck {
            // What was written has to leave before nobody drives the connection any more.
            drop((body, respond));
            let _ = tokio::time::timeout(std::time::Duration::from_millis(100), connection.accept()).await;
            std::future::pending::<()>().await;
        }
    }
}
