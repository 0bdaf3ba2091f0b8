//! The impls that every generated type has, as macros, so that the generated files hold only what differs.

/// `Decode` and `Encode` of a struct from the table of its members, and all of [`shown_model!`].
///
/// A row names the method of [`Object`](super::Object) that reads the member and of
/// [`ObjectWriter`](super::ObjectWriter) that writes it, with `?` where reading may fail at once, and with `numeric`
/// where a number is as good as text, and behind `=>` a type inside which not every member is read. The last is the
/// member that holds all other keys, or `..` where they matter in another way, or no answer holds the struct. `private`
/// behind the name says that `Debug` shows no texts.
macro_rules! model {
    ($name:ident $($private:ident)? {
        $($member:ident: $way:ident($($form:ident)? $key:literal $($fallible:tt)?) $(=> $inside:ty)?,)*
        $(.. $($rest:ident)?)?
    }) => {
        impl $crate::runtime::wire::Decode for $name {
            fn decode(value: $crate::runtime::wire::Value) -> $crate::runtime::wire::Result<Self> {
                #[allow(unused_mut, reason = "a struct may have no members")]
                let mut object = $crate::runtime::wire::Object::read(value, ::std::stringify!($name))?;
                let decoded = Self {
                    $($member: object$(.$form())?.$way($key)$($fallible)?,)*
                    $($($rest: object.rest(),)?)?
                };
                object.finish(decoded)
            }

            $crate::runtime::wire::layout!([$(.. $($rest)?)?] $($key $(=> $inside)?,)*);
        }

        impl $crate::runtime::wire::Encode for $name {
            fn encode(&self, mode: $crate::runtime::wire::Mode) -> $crate::runtime::wire::Value {
                #[allow(unused_mut, reason = "a struct may have no members")]
                let mut object = $crate::runtime::wire::ObjectWriter::new(mode);
                $(object.$way($key, &self.$member);)*
                $($(object.rest(&self.$rest);)?)?
                object.finish()
            }
        }

        $crate::runtime::wire::shown_model!($name $($private)?);
    };
}

/// The layout of a struct that reads nothing but its own members.
macro_rules! layout {
    ([] $($key:literal $(=> $inside:ty)?,)*) => {
        fn layout() -> $crate::runtime::wire::Layout {
            $crate::runtime::wire::Layout::Members(
                ::std::concat!($($key, "\0"),*),
                &[$($(($key, <$inside as $crate::runtime::wire::Decode>::layout),)?)*],
            )
        }
    };
    ([$($other:tt)+] $($row:tt)*) => {};
}

/// `Debug`, `serde::Serialize` and `serde::Deserialize` over `Decode` and `Encode`.
macro_rules! shown_model {
    ($name:ident private) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::wire::show_private(f, ::std::stringify!($name), self)
            }
        }

        $crate::runtime::wire::serde_impls!($name);
    };
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::wire::show(f, ::std::stringify!($name), self)
            }
        }

        $crate::runtime::wire::serde_impls!($name);
    };
}

/// `as_str`, `From`, `Display`, `Decode`, `Encode`, `Serialize` and `Deserialize` of an enum from the table of its
/// values, and all of [`enum_impls!`].
///
/// The last row is the variant for a value that is not listed.
macro_rules! enumeration {
    ($name:ident { $($variant:ident = $value:literal,)* ..$unlisted:ident }) => {
        impl $name {
            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unlisted(value) => value.as_str(),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unlisted(other.into()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::runtime::wire::Decode for $name {
            fn decode(value: $crate::runtime::wire::Value) -> $crate::runtime::wire::Result<Self> {
                let text: ::std::string::String = $crate::runtime::wire::Decode::decode(value)?;
                let read = Self::from(text.as_str());
                if let Self::$unlisted(_) = read {
                    $crate::runtime::wire::drift::unlisted(&text);
                }
                ::std::result::Result::Ok(read)
            }

            fn accepts(value: &$crate::runtime::wire::Value) -> bool {
                value.is_string()
            }
        }

        impl $crate::runtime::wire::Encode for $name {
            fn encode(&self, _mode: $crate::runtime::wire::Mode) -> $crate::runtime::wire::Value {
                $crate::runtime::wire::Value::from(self.as_str())
            }
        }

        $crate::runtime::wire::enum_impls!($name, $name::as_str, { $($variant,)* ..$unlisted });
        $crate::runtime::wire::serde_impls!($name);
    };
}

/// `as_i64`, `From`, `Display`, `Decode`, `Encode`, `Serialize` and `Deserialize` of an enum from the table of its
/// values, and all of [`enum_impls!`].
///
/// The last row is the variant for a value that is not listed.
macro_rules! integer_enumeration {
    ($name:ident { $($variant:ident = $value:literal,)* ..$unlisted:ident }) => {
        impl $name {
            /// The value as it is on the wire.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unlisted(value) => *value,
                }
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::$unlisted(other),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::wire::Decode for $name {
            fn decode(value: $crate::runtime::wire::Value) -> $crate::runtime::wire::Result<Self> {
                let read = Self::from(<i64 as $crate::runtime::wire::Decode>::decode(value)?);
                if let Self::$unlisted(number) = read {
                    $crate::runtime::wire::drift::unlisted(&number.to_string());
                }
                ::std::result::Result::Ok(read)
            }

            fn accepts(value: &$crate::runtime::wire::Value) -> bool {
                value.is_i64()
            }
        }

        impl $crate::runtime::wire::Encode for $name {
            fn encode(&self, _mode: $crate::runtime::wire::Mode) -> $crate::runtime::wire::Value {
                $crate::runtime::wire::Value::from(self.as_i64())
            }
        }

        $crate::runtime::wire::enum_impls!($name, $name::as_i64, { $($variant,)* ..$unlisted });
        $crate::runtime::wire::serde_impls!($name);
    };
}

/// `Debug`, `PartialEq`, `Eq` and `Hash` of an enum of plain variants and one that holds any other value, over the
/// function that gives its value: a value is equal to what is the same on the wire.
///
/// A derive would write more for the compiler to check: it goes through all variants each time.
macro_rules! enum_impls {
    ($name:ident, $value:path, { $($variant:ident,)* ..$other:ident }) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => ::std::stringify!($variant),)*
                    Self::$other(value) => {
                        return f.debug_tuple(::std::stringify!($other)).field(value).finish();
                    }
                })
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $value(self) == $value(other)
            }
        }

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&$value(self), state);
            }
        }
    };
}

/// `serde::Serialize` (without secrets) and `serde::Deserialize`.
macro_rules! serde_impls {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::wire::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::wire::deserialize(deserializer)
            }
        }
    };
}

/// `Decode`, `Encode`, `Serialize` and `Deserialize` of a type that is text on the wire, over `FromStr` and `Display`.
///
/// The second part is what the type is called where something else was found, the third whether a value that was read
/// has the form that its format says, the fourth the value that a text stands for which says that there is none.
macro_rules! text {
    ($name:ident, $expected:literal, $is_usual:expr) => {
        $crate::runtime::wire::text!($name, $expected, $is_usual, |_: &str| ::std::option::Option::None);
    };
    ($name:ident, $expected:literal, $is_usual:expr, $of_nothing:expr) => {
        impl $crate::runtime::wire::Decode for $name {
            fn decode(value: $crate::runtime::wire::Value) -> $crate::runtime::wire::Result<Self> {
                let read: ::std::option::Option<Self> = value.as_str().and_then(|text| text.parse().ok());
                if read.as_ref().is_some_and(|read| !$is_usual(read)) {
                    $crate::runtime::wire::leniency::applied($expected);
                }
                read.ok_or_else(|| $crate::runtime::wire::Mismatch::kind($expected, &value))
            }

            fn accepts(value: &$crate::runtime::wire::Value) -> bool {
                value.is_string()
            }

            fn of_nothing(text: &str) -> ::std::option::Option<Self> {
                $of_nothing(text)
            }
        }

        impl $crate::runtime::wire::Encode for $name {
            fn encode(&self, _mode: $crate::runtime::wire::Mode) -> $crate::runtime::wire::Value {
                ::std::string::ToString::to_string(self).into()
            }
        }

        $crate::runtime::wire::serde_impls!($name);
    };
}

pub(crate) use {
    enum_impls, enumeration, integer_enumeration, layout, model, serde_impls, shown_model, text,
};
