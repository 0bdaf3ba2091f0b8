//! Sending a batch.

use super::MOST;
use super::entry::Entry;
use super::reply::{self, BATCH, List};
use super::tokens;
use super::written::{Written, written};
use crate::runtime::client::Client;
use crate::runtime::error::{BuildError, BuildErrorKind, Error};
use crate::runtime::protocol::Heard;
use crate::runtime::request::{Answer, Operation, Parts};
#[cfg(not(feature = "testing"))]
use crate::runtime::wire::REDACTED;
use crate::runtime::wire::Value;
use serde_json::{Map, json};

/// Sends the requests in one call and gives the answer to each.
///
/// # Errors
/// Those of the call as a whole.
pub(in crate::graph) async fn exchange(
    client: Client,
    entries: Vec<Entry>,
) -> Result<Vec<Result<Answer, Error>>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let operations: Vec<_> = entries.iter().map(|entry| entry.parts.operation()).collect();
    let subjects: Vec<_> = entries.iter().map(|entry| entry.parts.subject()).collect();
    let client = tokens::prepare(client, &entries);
    let answer = client.clone().exchange(parts(&client, &entries)?).await?;
    let outer = answer.without_body();
    let mut items = answer.json::<List>()?.0.into_iter();
    let answers: Vec<_> = operations
        .into_iter()
        .map(|operation| reply::read(&outer, operation, items.next().filter(|item| !item.is_null())))
        .collect();
    if client.is_throttled() {
        learn(&client, &outer, &answers, subjects);
    }
    Ok(answers)
}

/// Lets the throttle know what the answers to the requests say of the limits, and that to the batch.
fn learn(client: &Client, outer: &Answer, answers: &[Result<Answer, Error>], subjects: Vec<Option<String>>) {
    let failures: Vec<_> =
        answers.iter().map(|answer| answer.as_ref().ok().and_then(Answer::failure)).collect();
    let inner = answers.iter().zip(&failures).zip(subjects).filter_map(|((answer, failure), subject)| {
        Some(Heard { answer: answer.as_ref().ok()?, failure: failure.as_ref(), subject })
    });
    client.learn(&inner.chain([Heard { answer: outer, failure: None, subject: None }]).collect::<Vec<_>>());
}

/// The one request that holds all of them.
fn parts(client: &Client, entries: &[Entry]) -> Result<Parts, Error> {
    if entries.len() > MOST {
        return Err(refused(&BATCH, BuildErrorKind::BatchTooLarge { requests: entries.len() }));
    }
    let mut parts = Parts::new(&BATCH);
    let operations = || entries.iter().map(|entry| entry.parts.operation());
    // All are sent with the same credentials: those of the first that asks for any.
    if let Some(host) =
        operations().find(|operation| operation.needs_credentials()).or_else(|| operations().next())
    {
        parts.on_behalf_of(host);
    }
    parts.holding(entries.iter().map(|entry| entry.parts.subject()).collect());
    #[cfg(feature = "testing")]
    parts.of_members(entries.iter().map(|entry| entry.parts.clone()).collect());
    let names: Vec<&str> = entries.iter().filter_map(|entry| entry.name.as_deref()).collect();
    let mut items = Vec::with_capacity(entries.len());
    for entry in entries {
        let operation = entry.parts.operation();
        if !parts.shares_server_with(operation) {
            return Err(refused(operation, BuildErrorKind::NotInBatch { reason: "another server" }));
        }
        let sealed = tokens::seal(client, entry).map_err(|kind| refused(operation, kind))?;
        let written = written(&sealed).map_err(|kind| refused(operation, kind))?;
        items.push(item(entry, operation, written, &names));
    }
    parts.form_property_shown("batch", &Value::Array(items), shown(entries, &names));
    parts.form_property("include_headers", &true);
    parts.repeatable(entries.iter().all(|entry| entry.parts.is_repeatable()));
    Ok(parts)
}

/// What a fake shows of the requests. What cannot be written is refused before.
#[cfg(feature = "testing")]
fn shown(entries: &[Entry], names: &[&str]) -> Value {
    let items = entries.iter().filter_map(|entry| {
        let written = written(&entry.parts.redacted()).ok()?;
        Some(item(entry, entry.parts.operation(), written, names))
    });
    items.collect()
}

/// Only a fake shows a batch, so it need not be written twice.
#[cfg(not(feature = "testing"))]
fn shown(_entries: &[Entry], _names: &[&str]) -> Value {
    Value::from(REDACTED)
}

/// One request as the API reads it in a batch.
fn item(entry: &Entry, operation: &Operation, written: Written, names: &[&str]) -> Value {
    let mut item = Map::new();
    item.insert("method".to_owned(), json!(operation.method()));
    item.insert("relative_url".to_owned(), json!(with_references(&written.relative_url, names)));
    if let Some(body) = &written.form {
        item.insert("body".to_owned(), json!(with_references(body, names)));
    }
    if !written.headers.is_empty() {
        item.insert("headers".to_owned(), json!(written.headers));
    }
    if let Some(name) = &entry.name {
        item.insert("name".to_owned(), json!(name));
    }
    if let Some(name) = &entry.depends_on {
        item.insert("depends_on".to_owned(), json!(name));
    }
    if let Some(omits) = entry.omits_answer {
        item.insert("omit_response_on_success".to_owned(), json!(omits));
    }
    Value::Object(item)
}

/// Puts the references to other answers back as they were given, see [`result_of`](super::result_of).
///
/// A value may come from someone who is not trusted. So only a reference to a name of this batch is put back, and only
/// if nothing in it could end the parameter or the segment of the path that it stands in.
fn with_references(text: &str, names: &[&str]) -> String {
    const START: &str = "%7Bresult%3D";
    const END: &str = "%7D";
    let (mut plain, mut rest) = (String::new(), text);
    while let Some((before, found)) = rest.split_once(START) {
        plain.push_str(before);
        let known = found.split_once(END).and_then(|(inner, after)| Some((reference(inner, names)?, after)));
        rest = if let Some((reference, after)) = known {
            plain.push_str(&format!("{{result={reference}}}"));
            after
        } else {
            plain.push_str(START);
            found
        };
    }
    plain + rest
}

/// The reference, decoded, if it is one that can be put back.
fn reference(encoded: &str, names: &[&str]) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().ok()?;
    let (name, path) = decoded.split_once(':')?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.:$*@[](),'".contains(letter);
    (names.contains(&name) && name.chars().chain(path.chars()).all(is_plain)).then(|| decoded.into_owned())
}

fn refused(operation: &'static Operation, kind: BuildErrorKind) -> Error {
    Error::Build(BuildError::new(Some(operation), kind))
}

#[cfg(test)]
mod tests {
    use super::with_references;

    #[test]
    fn only_references_are_put_back() {
        for (text, expected) in [
            ("v1/a%7Bb%7D?c=%7Bresult", "v1/a%7Bb%7D?c=%7Bresult"),
            ("?ids=%7Bresult%3Dfirst%3A%24.data.%2A.id%7D&x=%2F", "?ids={result=first:$.data.*.id}&x=%2F"),
            ("%7Bresult%3Da%3A%24%7D%7Bresult%3Db%3A%24%7D", "{result=a:$}{result=b:$}"),
            ("%7Bresult%3Dopen", "%7Bresult%3Dopen"),
            ("%7Bresult%3Dother%3A%24.id%7D", "%7Bresult%3Dother%3A%24.id%7D"),
            ("%7Bresult%3D%7Bresult%3Da%3A%24%7D", "%7Bresult%3D{result=a:$}"),
            ("%7Bresult%3Da%3A%24%26b%3D1%7D", "%7Bresult%3Da%3A%24%26b%3D1%7D"),
            ("%7Bresult%3Da%3A%24%2F..%7D", "%7Bresult%3Da%3A%24%2F..%7D"),
            ("%7Bresult%3Da%3A%24%252F%7D", "%7Bresult%3Da%3A%24%252F%7D"),
        ] {
            assert_eq!(with_references(text, &["a", "b", "first"]), expected);
        }
    }
}
