//! Pages of lists: what is said of them, and how they are followed.

use super::TypeRef;
use crate::pointer::Pointer;

/// The keys that lead from a value to one inside of it; none for the value itself.
pub type MemberPath = Vec<String>;

/// How to follow the pages of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// The type of the items.
    pub item: TypeRef,
    /// How the pages are followed; `None` in the Graph API, where they all are alike.
    pub listing: Option<Listing>,
}

/// How the pages of a list are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Where the items are in an answer.
    pub items: MemberPath,
    /// What leads to the next page.
    pub next: NextPage,
    /// The boolean that says whether there is a further page.
    pub more: Option<MemberPath>,
    /// What leads to the page before, where a list goes backwards too.
    pub previous: Option<PreviousPage>,
}

/// What leads to the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// A cursor, which this input takes.
    Cursor(PageInput, CursorPlace),
    /// The number of the page.
    Page {
        /// The input that takes it.
        input: PageInput,
        /// The number of the first page.
        first: i64,
        /// How many pages there are.
        pages: Option<MemberPath>,
    },
    /// How many items come before it.
    Offset {
        /// The input that takes it.
        input: PageInput,
        /// How many items there are.
        total: Option<MemberPath>,
    },
    /// The header `Link` (RFC 8288).
    Link,
    /// A URL in the answer.
    Url(MemberPath),
}

/// What leads to the page before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PreviousPage {
    /// A cursor.
    Cursor {
        /// The input that takes it.
        input: PageInput,
        /// Where it is.
        cursor: CursorPlace,
        /// The boolean that says whether there is a page before.
        more: Option<MemberPath>,
    },
    /// The number before.
    Page,
    /// A number of items before, where this input takes how many a page has.
    Offset(PageInput),
    /// The header `Link` (RFC 8288).
    Link,
    /// A URL in the answer.
    Url(MemberPath),
}

/// Where a cursor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorPlace {
    /// A member of the answer.
    Member(MemberPath),
    /// A member of the first item.
    FirstItem(MemberPath),
    /// A member of the last item.
    LastItem(MemberPath),
    /// A header of the answer, in lower case.
    Header(String),
}

/// What of a request says which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageInput {
    /// Its name on the wire.
    pub wire_name: String,
    /// What it is.
    pub kind: PageInputKind,
}

/// What says which page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageInputKind {
    /// A parameter of the query.
    Query,
    /// A header.
    Header,
    /// A member of the body that is a text.
    Text,
    /// A member of the body that is a number.
    Number,
}

/// What a document or a project says of the pages of a list, not yet compared with what the operation has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagingRule {
    /// Where it is said.
    pub pointer: Pointer,
    /// What says it: `x-ms-pageable`, or the project file.
    pub source: String,
    /// Whether the project says it, whose rules have to hold somewhere.
    pub is_own: bool,
    /// Whether it is said of this very operation, so that it has to hold.
    pub has_to_hold: bool,
    /// How pages are followed.
    pub by: PagingKind,
    /// Where the items are; where the only list is unless this says it.
    pub items: Option<MemberPath>,
    /// The input that takes a cursor or a number.
    pub parameter: Option<String>,
    /// The cursor or the URL of the next page.
    pub next: Option<MemberPath>,
    /// The member of the last item that is the cursor.
    pub last: Option<MemberPath>,
    /// The header that is the cursor.
    pub header: Option<String>,
    /// The boolean that says whether there is a further page.
    pub more: Option<MemberPath>,
    /// How many pages there are.
    pub pages: Option<MemberPath>,
    /// How many items there are.
    pub total: Option<MemberPath>,
    /// The number of the first page.
    pub first: Option<i64>,
    /// The cursor or the URL of the page before.
    pub previous: Option<MemberPath>,
    /// The input that takes the cursor of the page before, where it is another one.
    pub back: Option<String>,
    /// The boolean that says whether there is a page before.
    pub more_before: Option<MemberPath>,
    /// The input that takes how many items a page has, by which a list of items goes backwards.
    pub size: Option<String>,
}

/// How pages are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PagingKind {
    /// Not at all: it is not a list, whatever it looks like.
    #[default]
    None,
    /// By cursor.
    Cursor,
    /// By the number of the page.
    Page,
    /// By the number of items before it.
    Offset,
    /// By the header `Link`.
    Link,
    /// By a URL in the answer.
    Url,
}
