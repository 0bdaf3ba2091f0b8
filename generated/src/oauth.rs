//! Access tokens by OAuth 2 ([RFC 6749](https://www.rfc-editor.org/rfc/rfc6749)), from the token endpoints that the
//! specification names.
//!
//! A crate has this module where its documents describe a flow that a program can go through by itself.

#![allow(dead_code, reason = "a document need not have every flow")]

mod client_authentication;
mod client_credentials;
mod device_code;
mod device_login;
mod device_source;
mod error;
mod grant;
mod refresh_token;
mod request;
#[cfg(test)]
mod tests;

pub use client_authentication::ClientAuthentication;
pub use client_credentials::ClientCredentials;
pub use device_code::DeviceCode;
pub use device_login::{DeviceLogin, DeviceRequest};
pub use device_source::DeviceSource;
pub use error::{OAuthError, OAuthErrorCode, OAuthRefusal};
pub use grant::Grant;
pub use refresh_token::RefreshToken;
pub use request::TokenRequest;
