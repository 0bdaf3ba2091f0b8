//! The question whether a callback is the app's own.

use super::error::VerificationError;
use super::hmac;
use crate::runtime::Secret;
use percent_encoding::percent_decode_str;

/// The longest challenge that is answered. Meta's have some ten digits.
const LONGEST: usize = 256;

/// The decoded pairs of a query.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    query.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

/// The challenge, if the question is one and knows the token.
pub(super) fn answer<K: AsRef<str>, V: AsRef<str>>(
    token: Option<&Secret>,
    pairs: impl IntoIterator<Item = (K, V)>,
) -> Result<String, VerificationError> {
    let (mut mode, mut given, mut challenge) = (None, None, None);
    for (name, value) in pairs {
        let place = match name.as_ref() {
            "hub.mode" | "hub_mode" => &mut mode,
            "hub.verify_token" | "hub_verify_token" => &mut given,
            "hub.challenge" | "hub_challenge" => &mut challenge,
            _ => continue,
        };
        place.get_or_insert(value);
    }
    if mode.is_none_or(|mode| mode.as_ref() != "subscribe") {
        return Err(VerificationError::NotASubscription);
    }
    let token = token.filter(|token| !token.expose().is_empty()).ok_or(VerificationError::NoToken)?;
    if !given.is_some_and(|given| hmac::are_equal(token.expose(), given.as_ref())) {
        return Err(VerificationError::WrongToken);
    }
    // What is answered is shown by a browser: nothing that could be markup.
    let is_plain = |text: &&V| {
        let text = text.as_ref();
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        (1..=LONGEST).contains(&text.len()) && text.chars().all(is_letter)
    };
    challenge
        .as_ref()
        .filter(is_plain)
        .map(|challenge| challenge.as_ref().to_owned())
        .ok_or(VerificationError::NoChallenge)
}
