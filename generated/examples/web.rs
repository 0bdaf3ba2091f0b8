//! A handler of a web server: reads a Page through a cache, and says by a status what went wrong.
//! `META_GRAPH_TOKEN=… cargo run --example web`, then `curl http://127.0.0.1:3000/<page id>`.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, HeaderName, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::{Router, routing::get};
use meta_graph::v26_0::{fields::location, page};
use meta_graph::{Client, Error, ErrorKind, Recovery, select};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

select! {
    /// What is shown of a Page.
    pub struct Card of page { id, name, fan_count, location: Place }
    /// Where it is.
    pub struct Place of location { city, country }
}

/// A client, and what it has read.
pub struct App {
    graph: Client,
    cache: Mutex<HashMap<String, Known>>,
}

impl App {
    /// Keeps what came of a reading, unless it may be another in a moment.
    fn keep(&self, id: String, read: &Result<Card, Error>) {
        if read.as_ref().is_err_and(|error| error.recovery() == Recovery::RetryLater) {
            return;
        }
        if let Ok(mut cache) = self.cache.lock() {
            cache.insert(id, (Instant::now(), read.clone()));
        }
    }
}

/// What came of a reading, and when.
type Known = (Instant, Result<Card, Error>);

/// A card as JSON.
type Found = ([(HeaderName, &'static str); 1], String);
/// The answer where a card cannot be shown.
type Failure = (StatusCode, HeaderMap, String);

fn failure(error: &Error) -> Failure {
    let status = match error {
        error if error.is_not_found() => StatusCode::NOT_FOUND,
        error if error.is_rate_limit() => StatusCode::TOO_MANY_REQUESTS,
        error if error.is_timeout() => StatusCode::GATEWAY_TIMEOUT,
        Error::Api(error) if error.kind() == ErrorKind::Permission => StatusCode::FORBIDDEN,
        Error::Api(error) if error.kind() == ErrorKind::Transient => StatusCode::SERVICE_UNAVAILABLE,
        error if error.recovery() == Recovery::FixRequest => StatusCode::BAD_REQUEST,
        _ => StatusCode::BAD_GATEWAY,
    };
    let wait = error.retry_after().map(|wait| (RETRY_AFTER, wait.as_secs().into()));
    let message = error.as_api().and_then(|error| error.user_message()).unwrap_or("the Page cannot be read");
    (status, wait.into_iter().collect(), message.to_owned())
}

async fn card(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Found, Failure> {
    let known = app.cache.lock().map(|cache| cache.get(&id).cloned()).unwrap_or_default();
    let known = known.filter(|(at, _)| at.elapsed() < Duration::from_secs(60));
    let read = match known {
        Some((_, read)) => read,
        None => {
            let read = page::get(&id).select().send(&app.graph).timeout(Duration::from_secs(2)).await;
            app.keep(id, &read);
            read
        }
    };
    let card = read.map_err(|error| failure(&error))?;
    Ok(([(CONTENT_TYPE, "application/json")], serde_json::to_string(&card).unwrap_or_default()))
}

/// The routes of the server.
pub fn routes(graph: Client) -> Router {
    Router::new().route("/{id}", get(card)).with_state(Arc::new(App { graph, cache: Mutex::default() }))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().access_token(std::env::var("META_GRAPH_TOKEN")?).build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
        Ok(axum::serve(listener, routes(client)).await?)
    })
}
