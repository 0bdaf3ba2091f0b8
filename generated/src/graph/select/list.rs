//! Lists inside a selection.

use super::{Field, join};
use std::fmt;

/// A list inside a selection, with how many of its items are wanted and which: an edge of the node, or a field that
/// holds a list.
///
/// It becomes the text of a field, for the variant `Custom` of the enums of fields and for
/// [`RawList::fields`](crate::RawList::fields). In [`select!`](crate::select) it is written as
/// `feed(limit = 3): Post`.
///
/// ```
/// use meta_graph::NestedList;
///
/// let posts = NestedList::new("feed").limit(3).since(1_700_000_000).text_fields(["id", "message"]);
/// assert_eq!(posts.to_string(), "feed.limit(3).since(1700000000){id,message}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[must_use = "it does nothing until it is selected"]
pub struct NestedList {
    text: String,
    fields: String,
}

impl NestedList {
    /// The list in the edge or the field of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { text: name.into(), fields: String::new() }
    }

    /// Sets how many items there are at most. The API gives 25 of most lists unless it is told.
    pub fn limit(self, limit: u32) -> Self {
        self.argument("limit", limit)
    }

    /// Sets the order, as the edge documents it: `chronological` or `reverse_chronological`, say.
    pub fn order(self, order: impl fmt::Display) -> Self {
        self.argument("order", order)
    }

    /// Leaves out what is older: seconds since 1970, or a date.
    pub fn since(self, since: impl fmt::Display) -> Self {
        self.argument("since", since)
    }

    /// Leaves out what is younger: seconds since 1970, or a date.
    pub fn until(self, until: impl fmt::Display) -> Self {
        self.argument("until", until)
    }

    /// Goes on after this cursor.
    pub fn after(self, cursor: impl fmt::Display) -> Self {
        self.argument("after", cursor)
    }

    /// Sets any argument. What could end it, brackets and commas, is percent-encoded, so that a value from outside
    /// selects nothing else.
    pub fn argument(mut self, name: &str, value: impl fmt::Display) -> Self {
        let mut written = String::new();
        for letter in value.to_string().chars() {
            match letter {
                '(' | ')' | '{' | '}' | ',' => written.push_str(&format!("%{:02X}", u32::from(letter))),
                letter => written.push(letter),
            }
        }
        self.text.push_str(&format!(".{name}({written})"));
        self
    }

    /// Selects fields of the items.
    pub fn fields<F: Field>(mut self, fields: impl IntoIterator<Item = F>) -> Self {
        self.fields = join(fields);
        self
    }

    /// Selects fields of the items by their names, where there is no enum of them.
    pub fn text_fields<T: Into<String>>(mut self, fields: impl IntoIterator<Item = T>) -> Self {
        self.fields = fields.into_iter().map(Into::into).collect::<Vec<String>>().join(",");
        self
    }
}

impl fmt::Display for NestedList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if self.fields.is_empty() { Ok(()) } else { write!(f, "{{{}}}", self.fields) }
    }
}

impl From<NestedList> for String {
    fn from(list: NestedList) -> Self {
        list.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::NestedList;

    #[test]
    fn it_is_written_as_the_api_reads_it() {
        let list = NestedList::new("feed")
            .limit(3)
            .order("chronological")
            .since("2026-01-01")
            .until(9)
            .after("QUZA==");
        assert_eq!(
            String::from(list),
            "feed.limit(3).order(chronological).since(2026-01-01).until(9).after(QUZA==)"
        );
        let inner = NestedList::new("comments").limit(1).text_fields(["id"]);
        let outer = NestedList::new("feed").text_fields(["message".to_owned(), inner.into()]);
        assert_eq!(outer.to_string(), "feed{message,comments.limit(1){id}}");
    }

    #[test]
    fn a_value_from_outside_selects_nothing_else() {
        let list = NestedList::new("feed").since("1){id},access_token{(");
        assert_eq!(list.to_string(), "feed.since(1%29%7Bid%7D%2Caccess_token%7B%28)");
    }
}
