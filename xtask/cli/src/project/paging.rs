//! Rules for the pages of lists.

use graph_generator::document::PagingInput;
use serde::{Deserialize, Serialize};

/// How the pages of some lists are followed. A path is a JSON pointer, or the name of one member.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Patterns of the operations; all for which the rule holds where there is none.
    #[serde(default, skip_serializing)]
    pub operations: Vec<String>,
    /// `cursor`, `page`, `offset`, `link`, `url`, or `none` for what is not a list.
    pub by: String,
    /// Where the items are in an answer; the only list there unless this says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<String>,
    /// The parameter, or the member of the body, that takes the cursor or the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Where the cursor or the URL of the next page is in an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Where the cursor is in the last item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// The header of an answer that is the cursor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// Where a boolean says whether there is a further page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<String>,
    /// Where the number of pages is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// Where the number of all items is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The number of the first page, 1 unless the document has another default for the parameter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<i64>,
    /// Where the cursor or the URL of the page before is in an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The parameter that takes the cursor of the page before; `parameter` unless this says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub back: Option<String>,
    /// Where a boolean says whether there is a page before.
    #[serde(rename = "more-before", skip_serializing_if = "Option::is_none")]
    pub more_before: Option<String>,
    /// The parameter that takes how many items a page has, by which a list with an offset goes backwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
}

impl Paging {
    /// The rule as the generator takes it.
    pub(super) fn input(&self) -> anyhow::Result<PagingInput> {
        Ok(PagingInput { operations: self.operations.clone(), rule: serde_json::to_value(self)? })
    }
}
