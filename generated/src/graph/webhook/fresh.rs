//! Dropping what was delivered before.

use serde_json::Value;
use std::future::Future;

/// Knows which events were delivered before: a table of the caller's, or [`Recent`](super::Recent).
pub trait Seen {
    /// Why it may fail.
    type Error;

    /// Whether this key comes for the first time. It is marked as seen in the same step, so that of two servers only
    /// one gets `true`.
    ///
    /// Keys are at most some hundred bytes long. Meta repeats what was not answered for 36 hours at most; a key can be
    /// forgotten after that.
    fn is_new(&self, key: &str) -> impl Future<Output = Result<bool, Self::Error>> + Send;
}

/// The members of an event that do not say what kind it is.
const COMMON: [&str; 4] = ["sender", "recipient", "timestamp", "prior_message"];

/// Takes the events of Messenger out of a body that were seen before.
pub(super) async fn retain<S: Seen>(body: &mut Value, seen: &S) -> Result<(), S::Error> {
    for envelope in envelopes(body) {
        let Some(entries) = envelope.get_mut("entry").and_then(Value::as_array_mut) else { continue };
        for entry in entries {
            for list in ["messaging", "standby"] {
                if let Some(events) = entry.get_mut(list).and_then(Value::as_array_mut) {
                    let mut fresh = Vec::with_capacity(events.len());
                    for event in std::mem::take(events) {
                        let is_new = match key(&event) {
                            Some(key) => seen.is_new(&key).await?,
                            None => true,
                        };
                        fresh.extend(is_new.then_some(event));
                    }
                    *events = fresh;
                }
            }
        }
    }
    Ok(())
}

fn envelopes(body: &mut Value) -> &mut [Value] {
    match body {
        Value::Array(envelopes) => envelopes,
        one => std::slice::from_mut(one),
    }
}

/// What an event is known by: its kind with the id of its message, else with its sender, recipient and time.
fn key(event: &Value) -> Option<String> {
    let members = event.as_object()?;
    let mut kinds = members.iter().filter(|(name, _)| !COMMON.contains(&name.as_str())).peekable();
    let (kind, content) = *kinds.peek()?;
    // What says which message it is comes before members that nobody knows yet. A message can be changed several times,
    // and reacted to.
    let mut once = kinds.filter(|(kind, _)| is_once(kind));
    let known = once.find_map(|(kind, content)| Some((kind, content.get("mid").and_then(Value::as_str)?)));
    if let Some((kind, mid)) = known {
        return Some(shortened(format!("{kind} {mid}")));
    }
    let of = |party: &str| {
        let id = event.get(party).and_then(|party| party.get("id").or_else(|| party.get("user_ref")));
        id.map(Value::to_string).unwrap_or_default()
    };
    let at = event.get("timestamp").or_else(|| content.get("watermark"))?;
    // Several messages can arrive at once, each with a delivery of its own.
    let message = content.get("mid").or_else(|| content.get("mids")).unwrap_or(&Value::Null);
    Some(shortened(format!("{kind} {} {} {at} {message}", of("sender"), of("recipient"))))
}

/// Whether there is one event of this kind for a message.
fn is_once(kind: &str) -> bool {
    matches!(kind, "message" | "postback" | "response_feedback")
}

/// What Meta writes is short; what is not would fill the store.
fn shortened(mut key: String) -> String {
    let mut end = key.len().min(400);
    while !key.is_char_boundary(end) {
        end -= 1;
    }
    key.truncate(end);
    key
}
