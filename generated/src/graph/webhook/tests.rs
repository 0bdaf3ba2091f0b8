//! What is taken, and each way in which something is refused.

use super::{FreshError, Receiver, Recent, Seen, SignatureError, SignedRequestError, VerificationError};
use crate::runtime::{DriftKind, wire};
use serde_json::{Value, json};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// `ä`, `/` and `<` as Meta escapes them: read and written again, these are other bytes.
const BODY: &[u8] = br#"{"object":"page","entry":[{"text":"\u00e4 \/ \u003C"}]}"#;

/// Of [`BODY`] under the secret `first`; computed with `openssl dgst -sha256 -hmac first`.
const SIGNATURE: &str = "sha256=7b6e8c89dc5ba8821e653cf9e42bf4072ffcb7bfccf9c4f8e78c7aed9ec61f7e";

/// What a generated type looks like.
struct Item {
    id: String,
}

wire::model! {
    Item {
        id: required("id"?),
    }
}

/// Runs a future that never waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits"),
    }
}

fn receiver() -> Receiver {
    Receiver::new("first").verify_token("a token")
}

fn refused(signature: Option<&str>, body: &[u8]) -> SignatureError {
    receiver().check(signature.map(str::as_bytes), body).unwrap_err()
}

#[test]
fn takes_what_is_signed() {
    let signed = receiver().check(Some(SIGNATURE.as_bytes()), BODY).unwrap();
    assert_eq!(signed.bytes(), BODY);
    assert_eq!(signed.decode::<Value>().unwrap()["entry"][0]["text"], "ä / <");
    assert_eq!(receiver().sign(BODY), SIGNATURE);
    assert!(receiver().check(Some(receiver().sign(b"").as_bytes()), b"").is_ok());
}

#[test]
fn refuses_what_is_not() {
    let digits = &SIGNATURE["sha256=".len()..];
    assert_eq!(refused(None, BODY), SignatureError::Missing);
    assert_eq!(refused(Some(""), BODY), SignatureError::Missing);
    for other in ["sha1=c9c3488a93ee28fb7ba64021140bd1730763628f", "sha512=00", "SHA256=00"] {
        assert_eq!(refused(Some(other), BODY), SignatureError::OtherHash, "{other}");
    }
    for odd in [digits, "sha256", "sha256=", &SIGNATURE[..SIGNATURE.len() - 1], &format!("{SIGNATURE}00")] {
        assert_eq!(refused(Some(odd), BODY), SignatureError::Malformed, "{odd}");
    }
    for odd in [format!("sha256=zz{}", &digits[2..]), format!("{SIGNATURE} "), format!(" {SIGNATURE}")] {
        assert!(
            matches!(refused(Some(&odd), BODY), SignatureError::Malformed | SignatureError::OtherHash),
            "{odd}"
        );
    }
    let not_text = [&b"sha256="[..], &[0xff; 64]].concat();
    assert_eq!(receiver().check(Some(&not_text), BODY).unwrap_err(), SignatureError::Malformed);

    assert_eq!(refused(Some(SIGNATURE), b"{}"), SignatureError::Wrong);
    let mut changed = BODY.to_vec();
    changed[20] ^= 1;
    assert_eq!(refused(Some(SIGNATURE), &changed), SignatureError::Wrong);
    // Read and written again.
    let again = serde_json::from_slice::<Value>(BODY).unwrap().to_string();
    assert_eq!(refused(Some(SIGNATURE), again.as_bytes()), SignatureError::Wrong);
    assert_eq!(refused(Some(&Receiver::new("other").sign(BODY)), BODY), SignatureError::Wrong);
    let short = receiver().limit(BODY.len() - 1);
    let error = short.check(Some(SIGNATURE.as_bytes()), BODY).unwrap_err();
    assert_eq!(error, SignatureError::TooLong { limit: BODY.len() - 1 });
}

#[test]
fn takes_both_secrets_of_a_rotation() {
    let rotating = Receiver::new("second").or_secret("first");
    assert!(rotating.check(Some(SIGNATURE.as_bytes()), BODY).is_ok());
    assert!(rotating.check(Some(rotating.sign(BODY).as_bytes()), BODY).is_ok());
    assert_ne!(rotating.sign(BODY), SIGNATURE);
    let third = Receiver::new("third").sign(BODY);
    assert_eq!(rotating.check(Some(third.as_bytes()), BODY).unwrap_err(), SignatureError::Wrong);
}

#[test]
fn an_empty_secret_matches_nothing() {
    let none = Receiver::new("");
    assert_eq!(none.check(Some(none.sign(BODY).as_bytes()), BODY).unwrap_err(), SignatureError::Wrong);
}

#[test]
fn shows_no_secret_and_no_text() {
    assert!(
        !format!("{:?}", receiver()).contains("first") && !format!("{:?}", receiver()).contains("a token")
    );
    let signed = receiver().check(Some(SIGNATURE.as_bytes()), BODY).unwrap();
    assert_eq!(format!("{signed:?}"), format!("SignedBody({} bytes)", BODY.len()));
}

#[test]
fn lists_what_the_type_does_not_know() {
    let receiver = receiver();
    let full = receiver.check(Some(SIGNATURE.as_bytes()), BODY).unwrap().decode_full::<Value>().unwrap();
    assert_eq!((full.body["object"].as_str(), full.drift.as_slice()), (Some("page"), &[][..]));
    let odd = br#"{"id":7,"new":{"deep":1}}"#;
    let signature = receiver.sign(odd);
    let signed = receiver.check(Some(signature.as_bytes()), odd).unwrap();
    let full = signed.decode_full::<Item>().unwrap();
    assert_eq!(full.body.id, "7");
    let found: Vec<_> = full.drift.iter().map(|drift| (drift.path.as_str(), &drift.kind)).collect();
    assert_eq!(
        found,
        [("id", &DriftKind::OtherForm { expected: "a string" }), ("new", &DriftKind::UnknownField)]
    );
}

#[test]
fn loses_only_what_cannot_be_read() {
    let body = br#"{"id":"\ud83d x","new":12345678901234567890123}"#;
    let receiver = receiver();
    let signature = receiver.sign(body);
    let signed = receiver.check(Some(signature.as_bytes()), body).unwrap();
    let full = signed.decode_full::<Item>().unwrap();
    assert_eq!(full.body.id, "\u{fffd} x");
    let kinds: Vec<_> = full.drift.iter().map(|drift| (drift.path.as_str(), &drift.kind)).collect();
    assert!(
        matches!(
            kinds.as_slice(),
            [
                ("id", DriftKind::OtherForm { .. }),
                ("new", DriftKind::Rounded),
                ("new", DriftKind::UnknownField)
            ]
        ),
        "{kinds:?}"
    );
}

fn answered(query: &str) -> Result<String, VerificationError> {
    receiver().answer(query)
}

#[test]
fn answers_the_question_of_the_owner() {
    let good = "hub.mode=subscribe&hub.verify_token=a+token&hub.challenge=1158201444";
    assert_eq!(answered(good).unwrap(), "1158201444");
    assert_eq!(
        answered("x&hub%2Emode=subscribe&hub.challenge=a-B_9&&hub.verify_token=a%20token").unwrap(),
        "a-B_9"
    );
    let pairs = [("hub_mode", "subscribe"), ("hub_verify_token", "a token"), ("hub_challenge", "7")];
    assert_eq!(receiver().answer_pairs(pairs).unwrap(), "7");
}

#[test]
fn answers_nobody_else() {
    use VerificationError as E;
    let long = format!("hub.mode=subscribe&hub.verify_token=a+token&hub.challenge={}", "1".repeat(257));
    for (query, error) in [
        ("", E::NotASubscription),
        ("hub.mode=unsubscribe&hub.verify_token=a+token&hub.challenge=1", E::NotASubscription),
        ("hub.verify_token=a+token&hub.challenge=1", E::NotASubscription),
        ("hub.mode=subscribe&hub.challenge=1", E::WrongToken),
        ("hub.mode=subscribe&hub.verify_token=&hub.challenge=1", E::WrongToken),
        ("hub.mode=subscribe&hub.verify_token=a+toke&hub.challenge=1", E::WrongToken),
        ("hub.mode=subscribe&hub.verify_token=a+token+&hub.challenge=1", E::WrongToken),
        ("hub.mode=subscribe&hub.verify_token=x&hub.verify_token=a+token&hub.challenge=1", E::WrongToken),
        ("hub.mode=subscribe&hub.verify_token=a+token", E::NoChallenge),
        ("hub.mode=subscribe&hub.verify_token=a+token&hub.challenge=", E::NoChallenge),
        ("hub.mode=subscribe&hub.verify_token=a+token&hub.challenge=%3Cscript%3E", E::NoChallenge),
        (&long, E::NoChallenge),
    ] {
        assert_eq!(answered(query), Err(error), "{query}");
    }
    let without = Receiver::new("first");
    let empty = "hub.mode=subscribe&hub.verify_token=&hub.challenge=1";
    assert_eq!(without.answer(empty), Err(E::NoToken));
    assert_eq!(without.verify_token("").answer(empty), Err(E::NoToken));
}

/// `{"user_id":"218471","algorithm":"HMAC-SHA256","issued_at":1291836800}` under the secret `first`.
const REQUEST: &str = "RzdL-dbFeBWrJ8Rrg-nG7iiz30oiCy_ds7IaKSALTCI.eyJ1c2VyX2lkIjoiMjE4NDcxIiwiYWxnb3JpdGhtIjoiSE1BQy1TSEEyNTYiLCJpc3N1ZWRfYXQiOjEyOTE4MzY4MDB9";

#[test]
fn reads_a_signed_request() {
    let request = receiver().signed_request(REQUEST).unwrap();
    assert_eq!((request.user_id.as_deref(), request.issued_at), (Some("218471"), Some(1_291_836_800)));
    assert_eq!(request.members["algorithm"], "HMAC-SHA256");
    assert!(Receiver::new("second").or_secret("first").signed_request(REQUEST).is_ok());
}

/// Signs a content as Meta does.
fn request_of(content: &str) -> String {
    let url_safe = |bytes: &[u8]| {
        let text = crate::runtime::base64::encode(bytes);
        text.trim_end_matches('=').replace('+', "-").replace('/', "_")
    };
    let content = url_safe(content.as_bytes());
    let digits = receiver().sign(content.as_bytes());
    let digits = &digits["sha256=".len()..];
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    let signature: Vec<u8> = (0..64).step_by(2).map(byte).collect();
    format!("{}.{content}", url_safe(&signature))
}

#[test]
fn refuses_another_request() {
    use SignedRequestError as E;
    let read = |text: &str| receiver().signed_request(text).map(|_| ());
    assert_eq!(read(&request_of("{}")), Ok(()));
    let (signature, content) = REQUEST.split_once('.').unwrap();
    for (text, error) in [
        (String::new(), E::Malformed),
        (content.to_owned(), E::Malformed),
        (format!("???.{content}"), E::Malformed),
        (format!(".{content}"), E::Wrong),
        (format!("{}.{content}", &signature[..20]), E::Wrong),
        (format!("{signature}.{content}x"), E::Wrong),
        (request_of("{\"user_id\":\"1\"}").replace('.', ".e"), E::Wrong),
        (request_of("[]"), E::Malformed),
        (request_of("no JSON"), E::Malformed),
        (request_of("{\"algorithm\":\"none\"}"), E::OtherAlgorithm),
    ] {
        assert_eq!(read(&text), Err(error), "{text}");
    }
    assert_eq!(Receiver::new("other").signed_request(REQUEST).unwrap_err(), E::Wrong);
    assert_eq!(Receiver::new("").signed_request(REQUEST).unwrap_err(), E::Wrong);
    let number = receiver().signed_request(&request_of("{\"user_id\":7}")).unwrap();
    assert_eq!(number.user_id.as_deref(), Some("7"));
    assert!(!format!("{number:?}").contains("members: {"));
}

fn fresh(seen: &impl Seen<Error = std::convert::Infallible>, body: &Value) -> Value {
    let (receiver, body) = (receiver(), body.to_string());
    let signature = receiver.sign(body.as_bytes());
    let signed = receiver.check(Some(signature.as_bytes()), body.as_bytes()).unwrap();
    run(signed.decode_fresh(seen)).unwrap()
}

#[test]
fn drops_what_was_delivered_before() {
    let event = |kind: &str, content: Value| json!({"sender": {"id": "1"}, "timestamp": 5, kind: content});
    let body = |events: Vec<Value>| json!({"object": "page", "entry": [{"id": "9", "messaging": events}]});
    let (one, two) = (event("message", json!({"mid": "m_1"})), event("message", json!({"mid": "m_2"})));
    let seen = Recent::new(100);
    let first = body(vec![one.clone(), one.clone(), event("postback", json!({"payload": "p"}))]);
    assert_eq!(
        fresh(&seen, &first)["entry"][0]["messaging"],
        json!([one, event("postback", json!({"payload": "p"}))])
    );
    assert_eq!(fresh(&seen, &first)["entry"][0]["messaging"], json!([]));
    // Another event of the same message, another message, the same in another form, and what has nothing to go by.
    let edit = event("message_edit", json!({"mid": "m_1", "num_edit": 1}));
    let second = json!([{"object": "page", "entry": [
        {"standby": [two.clone(), one], "changes": [{"field": "feed"}]},
        {"messaging": [edit.clone(), {"read": {"watermark": 8}}, {"read": {"watermark": 8}}, {"new_kind": 1}, 7]},
    ]}]);
    let left = fresh(&seen, &second);
    assert_eq!(left[0]["entry"][0], json!({"standby": [two], "changes": [{"field": "feed"}]}));
    assert_eq!(
        left[0]["entry"][1]["messaging"],
        json!([edit, {"read": {"watermark": 8}}, {"new_kind": 1}, 7])
    );
    for odd in
        [json!({}), json!([]), json!({"entry": 1}), json!({"entry": [{"messaging": null}]}), json!("x")]
    {
        assert_eq!(fresh(&seen, &odd), odd);
    }
}

#[test]
fn forgets_the_oldest() {
    let seen = Recent::new(2);
    let is_new = |key: &str| run(seen.is_new(key)).unwrap();
    assert_eq!(["a", "b", "a", "c", "b", "a"].map(is_new), [true, true, false, true, false, true]);
}

#[test]
fn events_of_one_moment_are_told_apart() {
    let list = |events: Value| json!({"object": "page", "entry": [{"messaging": events}]});
    let event = |members: Value| {
        let mut event = json!({"sender": {"id": "1"}, "recipient": {"id": "2"}, "timestamp": 5});
        event.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        event
    };
    let messages = json!([
        // A member that is newer than this crate says nothing of which event it is.
        event(json!({"a_new_member": {"mid": "x"}, "message": {"mid": "m_1"}})),
        event(json!({"a_new_member": {"mid": "x"}, "message": {"mid": "m_2"}})),
        event(json!({"delivery": {"mids": ["m_1"], "watermark": 5}})),
        event(json!({"delivery": {"mids": ["m_2"], "watermark": 5}})),
        event(json!({"message": {"text": "without an id"}})),
    ]);
    let seen = Recent::new(100);
    assert_eq!(fresh(&seen, &list(messages.clone()))["entry"][0]["messaging"], messages);
    assert_eq!(fresh(&seen, &list(messages))["entry"][0]["messaging"], json!([]));
    // The same message, without the new member.
    let again = list(json!([event(json!({"message": {"mid": "m_1"}}))]));
    assert_eq!(fresh(&seen, &again)["entry"][0]["messaging"], json!([]));
}

#[test]
fn a_store_that_fails_is_an_error() {
    struct Broken;
    impl Seen for Broken {
        type Error = &'static str;
        async fn is_new(&self, _key: &str) -> Result<bool, &'static str> {
            Err("no connection")
        }
    }
    let body = br#"{"entry":[{"messaging":[{"message":{"mid":"m"}}]}]}"#;
    let receiver = receiver();
    let signature = receiver.sign(body);
    let signed = receiver.check(Some(signature.as_bytes()), body).unwrap();
    let error = run(signed.decode_fresh::<Value, _>(&Broken)).unwrap_err();
    assert!(matches!(error, FreshError::Seen("no connection")));
    let signature = receiver.sign(b"{");
    let signed = receiver.check(Some(signature.as_bytes()), b"{").unwrap();
    let error = run(signed.decode_fresh::<Value, _>(&Broken)).unwrap_err();
    assert!(matches!(error, FreshError::Decode(_)));
}
