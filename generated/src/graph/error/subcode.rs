//! The code that says more than the code of an error.

use std::fmt;

/// The code that says more than the [`ErrorCode`](crate::ErrorCode) of an error.
///
/// Those that Meta documents in
/// [Handling Errors](https://developers.facebook.com/docs/graph-api/guides/error-handling), and that of a node that is
/// not there, are constants; a subcode that is not among them is as good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorSubcode(i64);

impl ErrorSubcode {
    /// No node has this id, or the token may not see it, or it does not support the operation: with the code
    /// 100.
    pub const NODE_NOT_FOUND: Self = Self(33);
    /// The person has removed the app: with the code 190 or 102, as those that follow.
    pub const APP_NOT_INSTALLED: Self = Self(458);
    /// The person has to log in at Facebook to get past a check.
    pub const USER_CHECKPOINTED: Self = Self(459);
    /// The password was changed.
    pub const PASSWORD_CHANGED: Self = Self(460);
    /// The token has expired.
    pub const TOKEN_EXPIRED: Self = Self(463);
    /// The person has not confirmed the account.
    pub const USER_UNCONFIRMED: Self = Self(464);
    /// The token is not valid.
    pub const TOKEN_INVALID: Self = Self(467);
    /// The person of the token has no role on the Page.
    pub const NO_ROLE_ON_PAGE: Self = Self(492);

    /// A part of an upload was to begin elsewhere: `error_data` says where.
    pub const WRONG_UPLOAD_OFFSET: Self = Self(1_363_037);

    /// The subcode with this number.
    pub const fn new(subcode: i64) -> Self {
        Self(subcode)
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for ErrorSubcode {
    fn from(subcode: i64) -> Self {
        Self(subcode)
    }
}

/// As the number.
impl serde::Serialize for ErrorSubcode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl fmt::Display for ErrorSubcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
