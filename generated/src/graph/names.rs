//! Enums of names that the API knows and of names that are newer than the specification.

/// `Display`, `FromStr` and `From` of an enum of names with a variant `Custom`, over the function that gives its text,
/// and what each enum of plain variants has.
macro_rules! names {
    ($name:ident, $as_str:path, { $($variant:ident = $text:literal,)* }) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($as_str(self))
            }
        }

        $crate::runtime::wire::enum_impls!($name, $as_str, { $($variant,)* ..Custom });

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Custom(other.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                <Self as ::std::convert::From<&str>>::from(text.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(<Self as ::std::convert::From<&str>>::from(text))
            }
        }
    };
}

/// What an enum of the fields of a model has, from the table of its names.
macro_rules! fields {
    ($name:ident { $($variant:ident = $text:literal,)* }) => {
        impl $crate::Field for $name {
            fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Custom(text) => text,
                }
            }
        }

        $crate::graph::names::names!($name, $crate::Field::as_str, { $($variant = $text,)* });
    };
}

/// What an enum of the edges of a node has, from the table of their names.
macro_rules! edges {
    ($name:ident { $($variant:ident = $text:literal,)* }) => {
        impl $name {
            /// The last segment of the path.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Custom(text) => text,
                }
            }
        }

        $crate::graph::names::names!($name, $name::as_str, { $($variant = $text,)* });
    };
}

pub(crate) use {edges, fields, names};
