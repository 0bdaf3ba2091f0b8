//! Reading many nodes at once.

mod call;
mod chunk;

pub use call::NodesCall;

use crate::runtime::{Client, Request};

/// How many nodes are read in one call: the most ids that the API takes.
const MOST: usize = 50;

impl Client {
    /// Reads many nodes by their ids, fifty in a call (`ids=`), and gives each answer or its error, in the order of the
    /// requests. It takes as many calls as are needed, one after the other.
    ///
    /// The requests are reads of single nodes. Those that stand next to each other and differ in nothing but the node
    /// share a call. The API refuses a call as a whole if one of its nodes does not exist or may not be seen; its
    /// requests are then sent again as a batch, which tells which of them it was.
    ///
    /// ```no_run
    /// use meta_graph::{Client, Request};
    /// use std::fmt::Debug;
    ///
    /// /// Shows the nodes with these ids, of which each is read by such a request.
    /// async fn show<R: Request<Response: Debug>>(client: &Client, ids: &[String], read: fn(&String) -> R) {
    ///     for (id, node) in ids.iter().zip(client.nodes(ids.iter().map(read)).await) {
    ///         match node {
    ///             Ok(node) => println!("{id}: {node:?}"),
    ///             Err(error) if error.is_not_found() => println!("{id}: gone"),
    ///             Err(error) => println!("{id}: {error}"),
    ///         }
    ///     }
    /// }
    /// ```
    pub fn nodes<R: Request>(&self, reads: impl IntoIterator<Item = R>) -> NodesCall<R::Response> {
        NodesCall::new::<R>(self.clone(), reads.into_iter().map(R::into_parts).collect())
    }
}
