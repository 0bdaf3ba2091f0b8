//! The reads that share a call.

use super::MOST;
use crate::graph::batch::{self, Entry};
use crate::graph::error::{BatchError, BatchErrorKind};
use crate::runtime::client::Client;
use crate::runtime::error::{BuildError, BuildErrorKind, Error, Recovery};
use crate::runtime::protocol::Heard;
use crate::runtime::request::{Answer, How, Parts, Style};
use crate::runtime::wire::Value;
use std::collections::BTreeMap;

/// The reads that share a call, in their order.
pub(super) fn chunks(reads: &[Parts]) -> impl Iterator<Item = &[Parts]> {
    reads.chunk_by(|one, other| one.differs_in_path_only(other)).flat_map(|alike| alike.chunks(MOST))
}

/// The answer to each read of a call.
pub(super) async fn read(client: &Client, reads: &[Parts]) -> Vec<Result<Answer, Error>> {
    match by_ids(client, reads).await {
        Ok(answers) => answers,
        Err(error) if reads.len() > 1 && may_be_of_one(&error) => one_by_one(client, reads, error).await,
        Err(error) => reads.iter().map(|_| Err(error.clone())).collect(),
    }
}

/// Whether an error may be about one of the nodes only.
fn may_be_of_one(error: &Error) -> bool {
    let is_of_all = matches!(error.recovery(), Recovery::RetryLater | Recovery::RenewToken);
    matches!(error, Error::Api(_)) && !is_of_all
}

async fn one_by_one(client: &Client, reads: &[Parts], error: Error) -> Vec<Result<Answer, Error>> {
    let entries = reads.iter().map(|parts| Entry::of(parts.clone())).collect();
    match batch::exchange(client.clone(), entries).await {
        Ok(answers) => answers,
        Err(_) => reads.iter().map(|_| Err(error.clone())).collect(),
    }
}

async fn by_ids(client: &Client, reads: &[Parts]) -> Result<Vec<Result<Answer, Error>>, Error> {
    let Some(first) = reads.first() else { return Ok(Vec::new()) };
    let operation = first.operation();
    let ids: Option<Vec<String>> = reads.iter().map(Parts::subject).collect();
    let ids = ids.filter(|_| first.is_read_of_a_node());
    let Some(ids) = ids else {
        let kind = BuildErrorKind::NotANode {};
        return Err(Error::Build(BuildError::new(Some(operation), kind)));
    };
    let mut parts = first.clone().without_node();
    parts.query_as("ids", &ids, How::new(Style::Form, false));
    parts.holding(ids.iter().cloned().map(Some).collect());
    #[cfg(feature = "testing")]
    parts.of_members(reads.to_vec());
    let answer = client.clone().exchange(parts).await?;
    let outer = answer.without_body();
    client.learn(&[Heard { answer: &outer, failure: None, subject: None }]);
    let nodes = answer.json::<BTreeMap<String, Value>>()?;
    Ok(ids.iter().map(|id| node(&outer, nodes.get(id))).collect())
}

/// The answer to the read of one node.
fn node(outer: &Answer, node: Option<&Value>) -> Result<Answer, Error> {
    let operation = outer.received.operation;
    let node = node.filter(|node| !node.is_null());
    let missing = || Error::Batch(BatchError::new(operation, BatchErrorKind::NotAnswered));
    let body = node.ok_or_else(missing)?.to_string();
    Ok(outer.holding(operation, http::Response::new(body.into())))
}
