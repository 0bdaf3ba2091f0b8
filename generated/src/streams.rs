//! Answers that are streams of items, each with its type: server-sent events, JSON lines and JSON sequences.
//!
//! A crate has this module where an operation of its documents answers in such a way.

#![allow(dead_code, unused_imports, reason = "a document need not have every kind of stream")]

mod connection;
mod event_stream;
mod framing;
mod item_stream;
mod listener;
#[cfg(test)]
mod tests;

pub use event_stream::{EventData, EventStream, StreamEvent};
pub(crate) use framing::Framing;
pub use item_stream::ItemStream;
pub(crate) use listener::EventFormat;
