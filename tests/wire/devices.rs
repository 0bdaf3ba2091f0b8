//! Tokens of a person who agrees on another device (RFC 8628).

use crate::server::{Answer, Fault, Received, Server};
use crate::setup::run;
use cases::case_oauth_devices::oauth::{console, tv};
use cases::case_oauth_devices::{games, shows};
use cases::testing::{Fake, now};
use cases::{
    Client, DeviceCode, DeviceLogin, Error, OAuthError, OAuthErrorCode, Retry, Secret, Sleep, Timer,
};
use serde_json::json;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const CODE: &str = r#"{"device_code":"d3vice","user_code":"WDJB-MJHT","verification_uri":"https://id.example.com/go","verification_uri_complete":"https://id.example.com/go?code=WDJB-MJHT","expires_in":60,"interval":7}"#;

/// A time that passes by waiting alone. The longest waits are the bounds of calls, which end before.
#[derive(Clone, Default)]
struct Clock(Arc<Mutex<Vec<u64>>>);

impl Clock {
    fn waits(&self) -> Vec<u64> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Clock {
    fn now(&self) -> Duration {
        Duration::from_secs(self.waits().iter().sum())
    }

    fn sleep(&self, time: Duration) -> Sleep {
        if time > Duration::from_secs(50) {
            return Box::pin(std::future::pending());
        }
        let waits = Arc::clone(&self.0);
        Box::pin(async move { waits.lock().unwrap().push(time.as_secs()) })
    }
}

/// A client whose attempts may take a minute, so that no bound of one looks like a pause of the flow.
fn client(server: &Server, clock: &Clock) -> Client {
    let minutes = |count: u64| Duration::from_secs(60 * count);
    let builder = Client::builder().base_url(server.url()).retry(Retry::none()).timer(clock.clone());
    builder.attempt_timeout(minutes(1)).timeout(minutes(30)).build().unwrap()
}

fn serve(answers: impl IntoIterator<Item = Answer>) -> (Server, Clock, Client) {
    let (server, clock) = (Server::start().unwrap(), Clock::default());
    for answer in answers {
        server.answer(answer);
    }
    let client = client(&server, &clock);
    (server, clock, client)
}

fn refused(code: &str) -> Answer {
    Answer::json(format!(r#"{{"error":"{code}"}}"#)).with_status(400)
}

#[test]
fn a_program_waits_until_the_person_has_agreed() {
    let (server, clock, client) = serve([
        Answer::json(CODE),
        refused("authorization_pending"),
        refused("slow_down"),
        refused("authorization_pending"),
        Answer::json(r#"{"access_token":"token-1","expires_in":3600,"refresh_token":"r3fresh"}"#),
    ]);
    let login = tv::device_code("app").scopes([tv::scopes::WATCH]).parameter("audience", "a b");
    let code = run(login.start(&client)).unwrap();
    assert_eq!((code.user_code(), code.verification_uri()), ("WDJB-MJHT", "https://id.example.com/go"));
    assert_eq!(code.verification_uri_complete(), Some("https://id.example.com/go?code=WDJB-MJHT"));
    assert_eq!((code.expires_in().as_secs(), code.interval().as_secs()), (60, 7));
    let grant = run(login.wait(&code, &client)).unwrap();
    assert_eq!(grant.access_token().expose(), "token-1");
    assert_eq!(grant.refresh_token().map(Secret::expose), Some("r3fresh"));
    assert_eq!(
        clock.waits(),
        [7, 7, 12, 12],
        "a server that is asked too often is asked less often from then on"
    );
    let asked = server.requests();
    assert_eq!(asked[0].target, "/device");
    assert_eq!(asked[0].text(), "client_id=app&scope=watch&audience=a%20b");
    assert_eq!(asked[1].target, "/token");
    assert_eq!(
        asked[1].text(),
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=app&device_code=d3vice"
    );
    assert_eq!(asked[1].header("authorization"), None);
}

#[test]
fn whoever_refuses_or_comes_too_late_ends_it() {
    let wait = |answers: Vec<Answer>| {
        let (server, clock, client) = serve([Answer::json(CODE)].into_iter().chain(answers));
        let login = tv::device_code("app");
        let code = run(login.start(&client)).unwrap();
        let error = run(login.wait(&code, &client)).unwrap_err();
        assert_eq!(server.answers_left(), 0);
        (error, clock.waits())
    };
    let (error, _) = wait(vec![refused("authorization_pending"), refused("access_denied")]);
    assert_eq!(error.as_refusal().unwrap().code, OAuthErrorCode::AccessDenied);
    let (error, waits) = wait(vec![refused("expired_token")]);
    assert!(matches!(error, OAuthError::Expired), "{error}");
    assert_eq!(waits, [7]);
    // Eight times seven seconds are within the minute of the code.
    let (error, waits) = wait((0..8).map(|_| refused("authorization_pending")).collect());
    assert!(matches!(error, OAuthError::Expired), "{error}");
    assert_eq!(waits, [7; 8]);
    let (error, _) = wait(vec![Answer::status(500)]);
    assert!(matches!(&error, OAuthError::Call(Error::Api(_))), "{error}");
    // A connection that breaks off says nothing of the person.
    let broken = Answer::status(200).fault(Fault::NoAnswer);
    let (error, waits) = wait(vec![broken, refused("access_denied")]);
    assert_eq!(error.as_refusal().unwrap().code, OAuthErrorCode::AccessDenied);
    assert_eq!(waits, [7, 14]);
}

#[test]
fn an_answer_that_is_no_code_is_an_error_that_shows_none() {
    for (body, place) in [
        (r#"{"user_code":"U","verification_uri":"v","expires_in":1}"#, "device_code"),
        (r#"{"device_code":"d3vice","user_code":"U","expires_in":1}"#, "verification_uri"),
        (r#"{"device_code":"d3vice","user_code":"U","verification_uri":"v"}"#, "expires_in"),
    ] {
        let (_server, _, client) = serve([Answer::json(body)]);
        let error = run(tv::device_code("app").start(&client)).unwrap_err();
        let OAuthError::Call(Error::Decode(_)) = &error else { panic!("{error}") };
        assert!(error.to_string().contains(place), "{error}");
    }
    // The name of a draft, a number as a text, and no interval.
    let body = r#"{"device_code":"d3vice","user_code":"U","verification_url":"v","expires_in":"9"}"#;
    let (_server, _, client) = serve([Answer::json(body)]);
    let code = run(tv::device_code("app").start(&client)).unwrap();
    assert_eq!(
        (code.verification_uri(), code.interval().as_secs(), code.expires_in().as_secs()),
        ("v", 5, 9)
    );
    let login = tv::device_code("app").client_secret("s3cret");
    let shown = format!("{code:?} {login:?} {:?} {:?}", login.request(), login.exchange(&code));
    assert!(!shown.contains("d3vice") && !shown.contains("s3cret"), "{shown}");
}

#[test]
fn a_source_asks_the_person_once_and_then_the_server() {
    let server = Server::start().unwrap();
    let clock = Clock::default();
    for answer in [
        Answer::json(CODE),
        refused("authorization_pending"),
        Answer::json(r#"{"access_token":"token-1","refresh_token":"refresh-1"}"#),
        Answer::json("[]"),
        // The token is refused, and the refresh token gives another one.
        Answer::status(401),
        Answer::json(r#"{"access_token":"token-2","refresh_token":"refresh-2"}"#),
        Answer::json("[]"),
        // The refresh token is no longer good either.
        Answer::status(401),
        refused("invalid_grant"),
        Answer::json(CODE),
        Answer::json(r#"{"access_token":"token-3"}"#),
        Answer::json("[]"),
    ] {
        server.answer(answer);
    }
    let (shown, kept) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
    let (showing, keeping) = (Arc::clone(&shown), Arc::clone(&kept));
    let source = tv::device_code("app")
        .showing(move |code: &DeviceCode| showing.lock().unwrap().push(code.user_code().to_owned()))
        .on_rotation(move |new: &Secret| keeping.lock().unwrap().push(new.expose().to_owned()));
    let minutes = |count: u64| Duration::from_secs(60 * count);
    let builder = Client::builder().base_url(server.url()).retry(Retry::none()).timer(clock.clone());
    let client =
        builder.attempt_timeout(minutes(1)).timeout(minutes(30)).token_source(source).build().unwrap();
    for _ in 0..3 {
        run(shows::list().send(&client)).unwrap();
    }
    assert_eq!(*shown.lock().unwrap(), ["WDJB-MJHT", "WDJB-MJHT"]);
    assert_eq!(*kept.lock().unwrap(), ["refresh-1", "refresh-2"]);
    let sent: Vec<_> = server.requests().iter().map(Received::text).collect();
    assert_eq!(sent[5], "grant_type=refresh_token&client_id=app&refresh_token=refresh-1");
    assert_eq!(server.requests()[11].header("authorization"), Some("Bearer token-3"));
    // One that begins with a refresh token shows nothing.
    let (server, _, _) = serve([Answer::json(r#"{"access_token":"token-4"}"#), Answer::json("[]")]);
    let source = tv::device_code("app").showing(|_| panic!("nobody is asked")).refresh_token("refresh-3");
    let client = Client::builder().base_url(server.url()).token_source(source).build().unwrap();
    run(shows::list().send(&client)).unwrap();
    assert_eq!(server.requests()[0].text(), "grant_type=refresh_token&client_id=app&refresh_token=refresh-3");
}

#[test]
fn each_endpoint_is_where_the_document_says() {
    let client = Client::builder().build().unwrap();
    let uri = |login: &DeviceLogin| client.http_request(&login.request()).unwrap().uri().to_string();
    assert_eq!(uri(&tv::device_code("app")), tv::DEVICE_AUTHORIZATION_URL);
    assert_eq!(uri(&console::device_code("app")), "https://api.example.com/device");
    let refresh = client.http_request(&console::refresh_token("app", "r").request()).unwrap();
    // The flow of a browser has no URL of its own for this, so that its token endpoint gives it.
    assert_eq!(refresh.uri(), "https://api.example.com/token");
    assert_eq!(console::DEVICE_AUTHORIZATION_TOKEN_URL, "https://api.example.com/device/token");
}

#[test]
fn a_fake_goes_through_it() {
    let fake = Fake::new();
    let login = tv::device_code("app");
    let code = json!({"device_code": "d", "user_code": "U", "verification_uri": "v", "expires_in": 60});
    fake.on(login.request()).reply_json(code);
    fake.on_any(|sent| sent.path() == "/token" && sent.method() == "POST")
        .reply_json(json!({"access_token": "token-1"}));
    fake.on(shows::list()).reply(vec!["a".to_owned()]);
    let source = login.showing(|code| assert_eq!(code.user_code(), "U"));
    let client = fake.builder().token_source(source).build().unwrap();
    assert_eq!(now(shows::list().send(&client)).unwrap(), ["a"]);
    fake.assert_all_answered();
    assert_eq!(fake.waits(), [Duration::from_secs(5)]);
    let _ = games::list();
}
