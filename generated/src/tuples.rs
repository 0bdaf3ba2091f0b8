//! Reading and writing the items of a list that each have a type of their own.
//!
//! A crate has this module where a type of its documents is such a list.

#![allow(dead_code, reason = "a tuple need not have items of every kind")]

use crate::runtime::wire::{Decode, Encode, Mismatch, Mode, Result, Value, drift, list};

/// A list that is being read, item by item.
pub(crate) struct Tuple {
    items: std::vec::IntoIter<Value>,
    name: &'static str,
    next: usize,
    /// The first mismatch of an item that may be missing. Kept here, so that reading one is a plain expression.
    mismatch: Option<Mismatch>,
}

impl Tuple {
    /// Starts to read a list.
    ///
    /// # Errors
    /// A [`Mismatch`] if the value is not a list.
    pub(crate) fn read(value: Value, name: &'static str) -> Result<Self> {
        Ok(Self { items: list(value)?.into_iter(), name, next: 0, mismatch: None })
    }

    /// Reads an item that must be there.
    ///
    /// # Errors
    /// A [`Mismatch`] if it is not there, or is of another type.
    pub(crate) fn required<T: Decode>(&mut self) -> Result<T> {
        let index = self.next;
        match self.items.next() {
            Some(item) => self.decode(item),
            None => Err(Mismatch::new(
                format!("the item {index} ({})", self.name),
                format!("a list of {index} items"),
            )),
        }
    }

    /// Reads an item that may be missing at the end of the list. A `null` is missing too, unless it is a value.
    pub(crate) fn optional<T: Decode>(&mut self) -> Option<T> {
        let item = self.items.next()?;
        let read = if T::reads_null() { self.decode(item).map(Some) } else { self.decode(item) };
        match read {
            Ok(read) => read,
            Err(mismatch) => {
                self.mismatch.get_or_insert(mismatch);
                None
            }
        }
    }

    /// Reads all items that have not been read yet.
    ///
    /// # Errors
    /// The [`Mismatch`] of the first that is of another type.
    pub(crate) fn rest<T: Decode>(&mut self) -> Result<Vec<T>> {
        let items = std::mem::take(&mut self.items);
        items.map(|item| self.decode(item)).collect()
    }

    /// Gives the tuple, unless an item could not be read. What is left of the items is unknown.
    ///
    /// # Errors
    /// The [`Mismatch`] of an item that may be missing.
    pub(crate) fn finish<T>(self, decoded: T) -> Result<T> {
        for index in (self.next..).take(self.items.len()) {
            drift::unread_item(index);
        }
        match self.mismatch {
            None => Ok(decoded),
            Some(mismatch) => Err(mismatch),
        }
    }

    fn decode<T: Decode>(&mut self, item: Value) -> Result<T> {
        let index = self.next;
        self.next += 1;
        let mark = drift::mark();
        let read = T::decode(item).map_err(|mismatch| mismatch.in_index(index));
        mark.inside_item(index);
        read
    }
}

/// A list that is being written, item by item.
pub(crate) struct ItemsWriter {
    mode: Mode,
    items: Vec<Value>,
    /// How many of the last items are missing.
    missing: usize,
}

impl ItemsWriter {
    /// Starts an empty list.
    pub(crate) fn new(mode: Mode) -> Self {
        Self { mode, items: Vec::new(), missing: 0 }
    }

    /// Writes an item. A secret keeps its place, or the items after it would lose theirs.
    pub(crate) fn required(&mut self, value: &dyn Encode) {
        let is_left_out = self.mode == Mode::Store && value.is_secret();
        self.items.push(if is_left_out { Value::Null } else { value.encode(self.mode) });
        self.missing = 0;
    }

    /// Writes an item that may be missing at the end of the list.
    pub(crate) fn optional(&mut self, value: &dyn Encode) {
        let missing = self.missing;
        self.required(value);
        if value.is_absent() {
            self.missing = missing + 1;
        }
    }

    /// Writes all items of a list.
    pub(crate) fn rest(&mut self, list: &dyn Encode) {
        if let Value::Array(mut items) = list.encode(self.mode) {
            self.missing = if items.is_empty() { self.missing } else { 0 };
            self.items.append(&mut items);
        }
    }

    /// Gives the list.
    pub(crate) fn finish(mut self) -> Value {
        self.items.truncate(self.items.len() - self.missing);
        Value::Array(self.items)
    }
}
