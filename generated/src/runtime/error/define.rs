//! The enums of errors, as a macro: a dialect adds to them, and an enum has all its variants in one place.

/// Defines [`Error`](crate::Error) and [`BuildErrorKind`](crate::BuildErrorKind) with the variants of the core and
/// these.
macro_rules! errors {
    (
        call { $($(#[$doc:meta])* $name:ident($error:ty),)* }
        build { $($(#[$kind_doc:meta])* $kind:ident {
            $($(#[$field_doc:meta])* $field:ident: $field_type:ty,)*
        } => $text:literal,)* }
    ) => {
        /// Why a call failed.
        ///
        /// Whatever came back from the server is kept: [`status`](Self::status), [`headers`](Self::headers) and
        /// [`body`](Self::body). `Display` is one line that a support ticket can be opened with; it holds no token. A
        /// clone is the same error again, for each caller who waits for one answer.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum Error {
            /// The request could not be built, or the client could not; nothing was sent.
            Build($crate::runtime::error::BuildError),
            /// The source of tokens gave none.
            Token($crate::runtime::error::TokenError),
            /// The call was not sent, since a limit of the API is near or was hit.
            HeldBack($crate::runtime::error::HeldBackError),
            /// There is no answer.
            Transport($crate::runtime::error::TransportError),
            /// The API answered with an error.
            Api(Box<$crate::runtime::error::ApiError>),
            /// The answer could not be read.
            Decode(Box<$crate::runtime::error::DecodeError>),
            $($(#[$doc])* $name($error),)*
        }

        impl Error {
            /// The error inside.
            pub(crate) fn inner(&self) -> &dyn $crate::runtime::error::CallError {
                match self {
                    Self::Build(error) => error,
                    Self::Token(error) => error,
                    Self::HeldBack(error) => error,
                    Self::Transport(error) => error,
                    Self::Api(error) => &**error,
                    Self::Decode(error) => &**error,
                    $(Self::$name(error) => error,)*
                }
            }
        }

        /// Why a request, or a client, cannot be built.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum BuildErrorKind {
            /// A parameter of the path is empty, so that the URL would mean something else.
            EmptyParameter {
                /// The name of the parameter.
                name: String,
            },
            /// A segment of the path would be `.` or `..`, which every URL parser resolves.
            DotSegment,
            /// A value cannot stand in a header, since it holds a line break or another control character.
            InvalidValue {
                /// The name of the header or of the file.
                name: String,
            },
            /// A number is NaN or infinite, for which JSON has no form.
            NotFinite {
                /// Where it stands: `price`, `items[2].price`.
                name: String,
            },
            /// A form can only be made of an object.
            NotAForm,
            /// A member was to be added to a body that is not an object.
            NotAnObject,
            /// The body cannot be written as JSON.
            NotJson {
                /// What serde says.
                reason: String,
            },
            /// The content of a file is read only while it is sent, and was to be text or bytes in memory.
            ReadLater,
            /// A content comes from a reader that was read before, and cannot be read again.
            ReadBefore,
            /// The host is none that the specification names, nor that of a base URL.
            ForeignHost {
                /// The host with its scheme.
                host: String,
            },
            /// The URL is not one, or too long.
            InvalidUrl {
                /// What is wrong with it.
                reason: String,
            },
            /// The specification names no server; set a base URL.
            NoServer,
            /// The base URL is not an absolute `http` or `https` URL, or it has a query or a user.
            InvalidBaseUrl,
            /// A variable of the server has a value that the specification does not list, or one that cannot stand in a
            /// URL.
            InvalidServerVariable {
                /// The name of the variable.
                name: &'static str,
            },
            /// The access token is empty, or has something in it that no token has.
            InvalidToken {
                /// What is wrong with it.
                reason: &'static str,
            },
            /// The key of a scheme of basic authentication has no `:` between the user and the password.
            InvalidBasicKey {
                /// The name of the security scheme.
                scheme: &'static str,
            },
            /// The client has the credentials for none of the alternatives.
            MissingCredential {
                /// The alternatives, each the names of the security schemes that are needed together.
                schemes: Vec<Vec<&'static str>>,
            },
            /// The client has no transport, since the feature `reqwest` is off and none was given.
            NoTransport,
            /// The transport could not be set up.
            TransportSetup {
                /// What the transport says.
                reason: String,
            },
            $($(#[$kind_doc])* $kind { $($(#[$field_doc])* $field: $field_type,)* },)*
        }

        impl ::std::fmt::Display for BuildErrorKind {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    Self::EmptyParameter { name } => write!(f, "the path parameter `{name}` is empty"),
                    Self::DotSegment => f.write_str("a path parameter is `.` or `..`"),
                    Self::InvalidValue { name } => write!(f, "the value of `{name}` cannot stand in a header"),
                    Self::NotFinite { name } => write!(f, "the number `{name}` is NaN or infinite"),
                    Self::NotAForm => f.write_str("the body is not an object, of which a form could be made"),
                    Self::NotAnObject => {
                        f.write_str("the body is not an object, to which a member could be added")
                    }
                    Self::NotJson { reason } => write!(f, "the body cannot be written as JSON: {reason}"),
                    Self::ReadLater => f.write_str(
                        "a file is read only while it is sent, and would have to be in memory here",
                    ),
                    Self::ReadBefore => {
                        f.write_str("a file comes from a reader that was read before, and cannot be read again")
                    }
                    Self::ForeignHost { host } => {
                        write!(f, "the specification does not name the host `{host}`")
                    }
                    Self::InvalidUrl { reason } => write!(f, "the URL cannot be used: {reason}"),
                    Self::NoServer => f.write_str("the specification names no server, and there is no base URL"),
                    Self::InvalidBaseUrl => {
                        f.write_str("the base URL is not an absolute http or https URL without a query")
                    }
                    Self::InvalidServerVariable { name } => {
                        write!(f, "the variable `{name}` of the server cannot have this value")
                    }
                    Self::InvalidToken { reason } => write!(f, "the access token {reason}"),
                    Self::InvalidBasicKey { scheme } => write!(
                        f,
                        "the key of `{scheme}` is not a user and a password with a colon between them, as `basic_auth` sets \
                         it; where the key is the user alone, write `key:`"
                    ),
                    Self::MissingCredential { schemes } => {
                        let alternatives: Vec<_> = schemes.iter().map(|names| names.join(" and ")).collect();
                        write!(f, "the client has no credential for any of: {}", alternatives.join(", "))
                    }
                    Self::NoTransport => f.write_str("the client has no transport"),
                    Self::TransportSetup { reason } => write!(f, "the transport could not be set up: {reason}"),
                    $(Self::$kind { $($field),* } => write!(f, $text),)*
                }
            }
        }
    };
}

pub(crate) use errors;
