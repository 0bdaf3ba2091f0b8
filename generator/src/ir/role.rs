//! The role of a member or an input: what callers do with it when they write the type or make the request.

use super::Ident;

/// What callers do with a member of an object, a parameter or a body; set by the roles pass.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// They must give it: an argument of `new` or of the function. Its place among the arguments, from 1, is set by the
    /// naming pass.
    Argument(u32),
    /// They may give it.
    Setter {
        /// The setter that sends `null`, where that is not the same as leaving it out; named by the naming pass.
        null: Option<Ident>,
    },
    /// It is the header with the key by which a server tells a repeated call: each call makes one unless they give it.
    IdempotencyKey,
    /// It has only one value, which is there without being given.
    Constant,
    /// Only answers have it.
    ReadOnly,
    /// It is the parameter that a typed selection writes.
    Selection,
}

impl Default for Role {
    fn default() -> Self {
        Self::Setter { null: None }
    }
}

impl Role {
    /// Whether it is an argument.
    pub fn is_argument(&self) -> bool {
        matches!(self, Self::Argument(_))
    }

    /// Whether it has a setter.
    pub fn is_setter(&self) -> bool {
        matches!(self, Self::Setter { .. } | Self::IdempotencyKey)
    }

    /// Where it is an argument, its place among the arguments, from 1.
    pub fn number(&self) -> Option<u32> {
        if let Self::Argument(number) = self { Some(*number) } else { None }
    }

    /// The setter that sends `null`, where there is one.
    pub fn null_setter(&self) -> Option<&Ident> {
        if let Self::Setter { null } = self { null.as_ref() } else { None }
    }
}
