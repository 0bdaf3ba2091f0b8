//! A typed client of the Graph API of Meta.

mod runtime;

pub use runtime::{
    ApiError, BuildError, BuildErrorKind, Call, Client, ClientBuilder, Cursors, DecodeError, EdgeRead, Error, ErrorCode,
    Field, File, Items, Operation, PagedRequest, Paged, Paging, PagingError, PagingErrorKind, ParseTimestampError,
    Request, Response, Secret, Timestamp, Transport, TransportError, TransportFuture, UnknownValue,
};
