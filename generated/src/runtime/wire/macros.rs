//! The impls that every generated type has, as macros, so that the generated files hold only what differs.

/// `Debug`, `serde::Serialize` and `serde::Deserialize` over `Decode` and `Encode`.
macro_rules! model {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::wire::show(f, ::std::stringify!($name), self)
            }
        }

        $crate::runtime::wire::serde_impls!($name);
    };
}

/// `From<String>`, `Display`, `Decode`, `Encode`, `Serialize` and `Deserialize` over `as_str` and `From<&str>`.
///
/// The second name is that of the variant for a value that is not listed.
macro_rules! enumeration {
    ($name:ident, $unlisted:ident) => {
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

        $crate::runtime::wire::serde_impls!($name);
    };
}

/// `Display`, `Decode`, `Encode`, `Serialize` and `Deserialize` over `as_i64` and `From<i64>`.
///
/// The second name is that of the variant for a value that is not listed.
macro_rules! integer_enumeration {
    ($name:ident, $unlisted:ident) => {
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

        $crate::runtime::wire::serde_impls!($name);
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
                let value = $crate::runtime::wire::Encode::encode(self, $crate::runtime::wire::Mode::Store);
                ::serde::Serialize::serialize(&value, serializer)
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
/// The second part is what the type is called where something else was found.
macro_rules! text {
    ($name:ident, $expected:literal) => {
        impl $crate::runtime::wire::Decode for $name {
            fn decode(value: $crate::runtime::wire::Value) -> $crate::runtime::wire::Result<Self> {
                let read = value.as_str().and_then(|text| text.parse().ok());
                read.ok_or_else(|| $crate::runtime::wire::Mismatch::kind($expected, &value))
            }

            fn accepts(value: &$crate::runtime::wire::Value) -> bool {
                value.is_string()
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

pub(crate) use {enumeration, integer_enumeration, model, serde_impls, text};
