//! Tokens from the token endpoints that a document names.

use crate::server::{Answer, Fault, Received, Server};
use crate::setup::run;
use cases::case_oauth_flows::oauth::{login, person, shop_login};
use cases::case_oauth_flows::things;
use cases::{
    ClientAuthentication, Client, Error, OAuthError, OAuthErrorCode, Recovery, RefreshToken, Retry, Secret, Sleep,
    Timer, TokenSource,
};
use std::future::ready;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SECRET: &str = "s3cret: +&é";

/// A server that gives the tokens `token-1`, `token-2` and so on, and takes those that the last number allows.
fn serve(first_good: u64, more: &'static str) -> Server {
    let server = Server::start().unwrap();
    let given = AtomicU64::new(0);
    server.answer_by(move |request| match (request.method.as_str(), request.header("authorization")) {
        ("POST", _) => {
            let number = given.fetch_add(1, Ordering::SeqCst) + 1;
            Answer::json(format!(r#"{{"access_token":"token-{number}","token_type":"Bearer"{more}}}"#))
        }
        (_, Some(header)) => {
            let number: u64 = header.trim_start_matches("Bearer token-").parse().unwrap_or_default();
            let path = if request.path().ends_with("mine") { Answer::status(204) } else { Answer::json("[]") };
            if number < first_good { Answer::status(401) } else { path }
        }
        (_, None) => Answer::status(401),
    });
    server
}

/// A clock that is set by hand.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

impl Timer for Clock {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::SeqCst))
    }

    /// The end of a wait never comes, so that no call is out of time.
    fn sleep(&self, _time: Duration) -> Sleep {
        Box::pin(std::future::pending())
    }
}

fn client(server: &Server, source: impl TokenSource + 'static) -> Client {
    Client::builder().base_url(server.url()).retry(Retry::none()).token_source(source).build().unwrap()
}

fn asked(server: &Server) -> Vec<Received> {
    server.requests().into_iter().filter(|request| request.method == "POST").collect()
}

#[test]
fn a_token_is_asked_for_once_and_sent_with_every_call() {
    let server = serve(1, r#","expires_in":3600"#);
    let source = login::client_credentials("shop", SECRET).scopes([login::scopes::READ, login::scopes::WRITE]);
    let client = client(&server, source.parameter("audience", "a b"));
    run(async {
        let calls: Vec<_> = (0..10).map(|_| tokio::spawn(ready(client.clone()))).collect();
        let mut running = Vec::new();
        for call in calls {
            let client = call.await.unwrap();
            running.push(tokio::spawn(async move { things::list().send(&client).await.map(|_| ()) }));
        }
        for call in running {
            call.await.unwrap().unwrap();
        }
    });
    let asked = asked(&server);
    assert_eq!((asked.len(), server.requests().len()), (1, 11));
    assert_eq!(asked[0].target, "/oauth/token");
    assert_eq!(asked[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(asked[0].text(), "grant_type=client_credentials&scope=Read%20write&audience=a%20b");
    // Each is encoded as in a form before base64: shop:s3cret%3A+%2B%26%C3%A9
    assert_eq!(asked[0].header("authorization"), Some("Basic c2hvcDpzM2NyZXQlM0ErJTJCJTI2JUMzJUE5"));
}

#[test]
fn the_secret_goes_into_the_body_where_the_server_wants_it_there() {
    let server = serve(1, "");
    let source = login::client_credentials("shop", SECRET).authentication(ClientAuthentication::Post);
    run(things::list().send(&client(&server, source))).unwrap();
    let asked = asked(&server);
    assert_eq!(asked[0].header("authorization"), None);
    assert_eq!(
        asked[0].text(),
        "grant_type=client_credentials&client_id=shop&client_secret=s3cret%3A%20%2B%26%C3%A9"
    );
}

#[test]
fn a_refused_token_is_renewed_and_the_call_sent_again() {
    let server = serve(2, r#","expires_in":"3600""#);
    let client = client(&server, login::client_credentials("shop", SECRET));
    run(things::list().send(&client)).unwrap();
    run(things::list().send(&client)).unwrap();
    assert_eq!((asked(&server).len(), server.requests().len()), (2, 5));
}

#[test]
fn a_token_is_renewed_before_its_end() {
    let server = serve(1, r#","expires_in":1000"#);
    let clock = Clock::default();
    let builder = Client::builder().base_url(server.url()).retry(Retry::none()).timer(clock.clone());
    let client = builder.token_source(login::client_credentials("shop", SECRET)).build().unwrap();
    let mut seen = Vec::new();
    for seconds in [0, 939, 940, 1879, 1880] {
        clock.set(seconds);
        run(things::list().send(&client)).unwrap();
        seen.push(asked(&server).len());
    }
    assert_eq!(seen, [1, 1, 2, 2, 3]);
}

#[test]
fn an_early_renewal_that_fails_costs_nothing_before_the_end() {
    let server = serve(1, r#","expires_in":1000"#);
    let clock = Clock::default();
    let builder = Client::builder().base_url(server.url()).retry(Retry::none()).timer(clock.clone());
    let client = builder.token_source(login::client_credentials("shop", SECRET)).build().unwrap();
    run(things::list().send(&client)).unwrap();
    clock.set(950);
    server.answer(Answer::status(500));
    run(things::list().send(&client)).unwrap();
    clock.set(999);
    run(things::list().send(&client)).unwrap();
    assert_eq!(asked(&server).len(), 2);
    clock.set(1000);
    server.answer(Answer::status(500));
    assert!(matches!(run(things::list().send(&client)), Err(Error::Token(_))));
}

#[test]
fn a_rotated_refresh_token_is_kept_and_used() {
    let server = serve(2, r#","refresh_token":"refresh-2","scope":"read:all""#);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keeper = Arc::clone(&kept);
    let source: RefreshToken = person::refresh_token("app", "refresh-1")
        .on_rotation(move |new: &Secret| keeper.lock().unwrap().push(new.expose().to_owned()));
    let client = client(&server, source.clone());
    run(things::mine().send(&client)).unwrap();
    let bodies: Vec<_> = asked(&server).iter().map(Received::text).collect();
    // A program without a secret says its id alone.
    assert_eq!(
        bodies,
        [
            "grant_type=refresh_token&client_id=app&refresh_token=refresh-1",
            "grant_type=refresh_token&client_id=app&refresh_token=refresh-2"
        ]
    );
    assert_eq!(*kept.lock().unwrap(), ["refresh-2"]);
    assert_eq!(source.current().expose(), "refresh-2");
}

/// What a server may have carried out is not sent again: it may have rotated the token.
#[test]
fn only_what_may_be_sent_twice_is() {
    let retry = || Retry::standard().base_delay(Duration::from_millis(1));
    let server = serve(1, "");
    server.answer(Answer::status(200).fault(Fault::NoAnswer));
    let builder = || Client::builder().base_url(server.url()).retry(retry());
    let client = builder().token_source(login::client_credentials("shop", SECRET)).build().unwrap();
    run(things::list().send(&client)).unwrap();
    server.answer(Answer::status(200).fault(Fault::NoAnswer));
    let client = builder().token_source(person::refresh_token("app", "refresh-1")).build().unwrap();
    let error = run(things::mine().send(&client)).unwrap_err();
    assert!(matches!(OAuthError::of(&error), Some(OAuthError::Call(Error::Transport(_)))), "{error:?}");
}

#[test]
fn a_refusal_is_typed_and_shows_no_secret() {
    let server = Server::start().unwrap();
    for status in [400, 200] {
        let body = r#"{"error":"invalid_client","error_description":"no client has s3cret: +&é","error_uri":"https://e.example"}"#;
        server.answer(Answer::json(body).with_status(status));
    }
    server.answer(Answer::json(r#"{"error":"slow_down"}"#).with_status(429));
    server.answer(Answer::status(502).body("<html>"));
    let client = client(&server, login::client_credentials("shop", SECRET));
    let call = || run(things::list().send(&client)).unwrap_err();
    for status in [400, 200] {
        let error = call();
        assert_eq!(error.recovery(), Recovery::RenewToken);
        let refusal = OAuthError::of(&error).and_then(OAuthError::as_refusal).unwrap();
        assert_eq!((&refusal.code, refusal.status.as_u16()), (&OAuthErrorCode::InvalidClient, status));
        assert_eq!(refusal.description.as_deref(), Some("no client has [redacted]"));
        assert_eq!(refusal.uri.as_deref(), Some("https://e.example"));
        assert_eq!(
            error.to_string(),
            "things::list (GET /things, v1.0): there is no token: the token endpoint refused: invalid_client: no client \
             has [redacted]"
        );
        assert!(!format!("{error:?}{error:#?}{refusal:?}").contains("s3cret"));
    }
    let error = call();
    let refusal = OAuthError::of(&error).and_then(OAuthError::as_refusal).unwrap();
    assert_eq!(refusal.code, OAuthErrorCode::SlowDown);
    let error = call();
    assert!(OAuthError::of(&error).is_some_and(|error| error.as_refusal().is_none()), "{error}");
}

#[test]
fn nothing_shows_a_secret() {
    let source = login::client_credentials("shop", SECRET).scopes(["read"]);
    let refresh = person::refresh_token("app", "r3fresh").client_secret(SECRET);
    let post = source.clone().authentication(ClientAuthentication::Post);
    let requests = [source.request(), post.request(), refresh.request()];
    let shown = format!("{source:?} {source:#?} {refresh:?} {refresh:#?} {requests:?} {requests:#?}");
    let curl: String = requests.iter().map(cases::Request::to_curl).collect();
    for text in [shown, curl] {
        assert!(!text.contains("s3cret") && !text.contains("r3fresh") && !text.contains("c2hvcDpz"), "{text}");
    }
    assert!(format!("{source:?}").contains("shop"), "{source:?}");
}

#[test]
fn each_token_endpoint_is_where_the_document_says() {
    let (api, shop) = (serve(1, ""), serve(1, ""));
    // Base URLs stand for the origins of the document, that of the token endpoint included.
    let builder = Client::builder().base_url(api.url()).base_url_of("https://shop.example.com", shop.url());
    let client = builder.token_source(shop_login::refresh_token("app", "refresh-1")).build().unwrap();
    run(things::mine().send(&client)).unwrap();
    assert_eq!(asked(&shop)[0].target, "/refresh");
    assert_eq!((asked(&api).len(), api.requests().len()), (0, 1));
    // A relative URL is one of the server that the client chooses.
    let client = Client::builder().server_variable("region", "us").build().unwrap();
    let request = client.http_request(&person::refresh_token("app", "refresh-1").request()).unwrap();
    assert_eq!(request.uri(), "https://us.example.com/oauth/token");
    let client = Client::builder().server(1).build().unwrap();
    let request = client.http_request(&person::refresh_token("app", "refresh-1").request()).unwrap();
    assert_eq!(request.uri(), "https://sandbox.example.com/oauth/token");
    assert_eq!(person::TOKEN_URL, "https://eu.example.com/oauth/token");
}

#[test]
fn a_source_needs_a_client_to_ask_over() {
    let error = run(login::client_credentials("shop", SECRET).token(None)).unwrap_err();
    assert!(matches!(error.downcast_ref(), Some(OAuthError::NoClient)), "{error}");
}
