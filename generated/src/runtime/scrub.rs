//! Taking secrets out of texts.

use crate::runtime::base64;
use crate::runtime::credentials::Credentials;
use crate::runtime::secret::Secret;
use crate::runtime::wire::REDACTED;

/// A secret with fewer bytes may stand in any text by chance, so that it is only looked for as a word by itself.
const SHORT: usize = 8;

impl Credentials {
    /// Takes the credentials out of a text of the server, and what looks like a token.
    ///
    /// Messages such as "Malformed access token ..." repeat what was sent.
    pub(crate) fn scrub(&self, text: &str) -> String {
        without_tokens(&self.scrub_own(text))
    }

    /// Takes the credentials out of a text of ours in which a text of the server may be quoted, and what looks like a
    /// token. Short secrets stay, or they would garble it.
    pub(crate) fn scrub_ours(&self, text: &str) -> String {
        let long = self.secrets().filter(|secret| secret.expose().len() >= SHORT);
        without_tokens(&long.fold(text.to_owned(), |text, secret| without(&text, secret)))
    }

    /// Takes the credentials out of a name of the server. What is written as names are, in words of one case that are
    /// joined by `_`, is taken for no token, however long it is.
    pub(crate) fn scrub_name(&self, name: &str) -> String {
        let is_lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let is_upper = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let has_one_case = name.bytes().all(is_lower) || name.bytes().all(is_upper);
        if has_one_case && name.contains('_') { self.scrub_own(name) } else { self.scrub(name) }
    }

    /// Takes the credentials out of a text of the server, and leaves what only looks like a token: a trace id does too.
    pub(crate) fn scrub_own(&self, text: &str) -> String {
        self.secrets().fold(text.to_owned(), |text, secret| without(&text, secret))
    }
}

/// The text without a secret, in whatever way it is encoded.
fn without(text: &str, secret: &Secret) -> String {
    let secret = secret.expose();
    if secret.is_empty() {
        return text.to_owned();
    }
    let text = redact(text, secret);
    if secret.len() < SHORT { text } else { text.replace(&base64::encode(secret.as_bytes()), REDACTED) }
}

fn redact(text: &str, secret: &str) -> String {
    let (mut shown, mut rest, mut before) = (String::with_capacity(text.len()), text, None);
    while let Some(letter) = rest.chars().next() {
        let found = quoted(rest, secret).filter(|length| {
            let after = rest.get(*length..).and_then(|after| after.chars().next());
            secret.len() >= SHORT || ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        });
        let length = found.unwrap_or(letter.len_utf8());
        let (this, after) = rest.split_at(length);
        shown.push_str(if found.is_some() { REDACTED } else { this });
        (before, rest) = (this.chars().next_back(), after);
    }
    shown
}

/// How many bytes of the text are the secret, if it begins with it.
fn quoted(text: &str, secret: &str) -> Option<usize> {
    let Some(letter) = secret.chars().next() else { return Some(0) };
    let left = secret.get(letter.len_utf8()..)?;
    ways(text, letter)
        .into_iter()
        .flatten()
        .find_map(|length| Some(length + quoted(text.get(length..)?, left)?))
}

/// How many bytes of the text are this letter, in each of the ways in which it may be written.
fn ways(text: &str, letter: char) -> [Option<usize>; 2] {
    let plain = text.starts_with(letter).then(|| letter.len_utf8());
    let encoded = match text.as_bytes() {
        [b'%' | b'\\' | b'&', ..] if letter.is_ascii() => encoded(text, letter),
        _ => None,
    };
    [encoded, plain]
}

/// How many bytes of the text are this letter, encoded: for a URL once or twice, as an escape of JSON and of programs,
/// as HTML.
fn encoded(text: &str, letter: char) -> Option<usize> {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok() == Some(u32::from(letter));
    let hex = |start: &str, digits: usize| {
        let end = start.len() + digits;
        let is_letter =
            text.starts_with(start) && text.get(start.len()..end).is_some_and(|digits| code(digits, 16));
        is_letter.then_some(end)
    };
    let escaped = || {
        let rest = text.strip_prefix('\\')?;
        (rest.starts_with(letter) && !letter.is_ascii_alphanumeric()).then_some(2)
    };
    let html = || {
        let (name, _) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 6)?;
        let is_letter = match name.strip_prefix('#') {
            Some(number) => match number.strip_prefix(['x', 'X']) {
                Some(digits) => code(digits, 16),
                None => code(number, 10),
            },
            None => matches!(
                (name, letter),
                ("amp", '&') | ("lt", '<') | ("gt", '>') | ("quot", '"') | ("apos", '\'')
            ),
        };
        is_letter.then_some(name.len() + 2)
    };
    [("%", 2), ("%25", 2), ("\\u", 4), ("\\\\u", 4), ("\\x", 2)]
        .into_iter()
        .find_map(|(start, digits)| hex(start, digits))
        .or_else(escaped)
        .or_else(html)
}

/// The text without its words that are long enough for a token and have a digit.
fn without_tokens(text: &str) -> String {
    text.split_inclusive(|letter| !is_token_letter(letter)).map(without_token).collect()
}

/// Replaces a word that looks like a token; a word ends with its separator.
fn without_token(word: &str) -> String {
    let token = word.trim_end_matches(|letter| !is_token_letter(letter));
    if token.len() >= 32 && token.bytes().any(|byte| byte.is_ascii_digit()) {
        word.replacen(token, REDACTED, 1)
    } else {
        word.to_owned()
    }
}

fn is_token_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '|')
}

#[cfg(test)]
mod tests {
    use crate::runtime::credentials::Credentials;

    fn with_token(token: &str) -> Credentials {
        let mut credentials = Credentials::default();
        credentials.set_token(token.into());
        credentials
    }

    #[test]
    fn scrubs_what_looks_like_a_token() {
        let text = "Malformed access token short, key 18.0,AZ58equE9k6d9-N6cS4.3600.1664010000-17841450601070166 is bad";
        assert_eq!(
            with_token("short").scrub(text),
            "Malformed access token [redacted], key 18.0,[redacted] is bad"
        );
    }

    #[test]
    fn a_token_is_found_in_any_encoding() {
        let credentials = with_token("1234567890|AbC/d+Z0");
        for quoted in [
            "1234567890|AbC/d+Z0",
            "1234567890%7CAbC%2Fd%2BZ0",
            "1234567890%7cAbC/d%2bZ0",
            "1234567890%257CAbC%252Fd%252BZ0",
            r"1234567890|AbC\/d+Z0",
            r"1234567890\u007cAbC\u002Fd\u002bZ0",
            r"1234567890\x7cAbC/d+Z0",
            "1234567890&#124;AbC&#x2F;d&#43;Z0",
            "%31234567890|AbC/d+Z0",
            "MTIzNDU2Nzg5MHxBYkMvZCtaMA==",
        ] {
            for text in [quoted.to_owned(), format!("a {quoted}b"), format!("token={quoted}&x=1")] {
                let expected = text.replace(quoted, "[redacted]");
                assert_eq!(credentials.scrub_own(&text), expected, "{text}");
                assert_eq!(credentials.scrub_ours(&text), expected, "{text}");
            }
        }
        for other in ["1234567890|AbC/d+Z", "1234567890%7DAbC/d+Z0", "%", r"\u00", "&#", "\u{e9}%\u{e9}"] {
            assert_eq!(credentials.scrub_own(other), other);
        }
    }

    #[test]
    fn a_secret_may_hold_what_begins_an_encoding() {
        for (secret, text) in [
            ("per%cent\\&", "per%25cent%5C&amp;"),
            ("per%25cent", "per%25cent"),
            ("a&amp;bcdef", "a&amp;bcdef"),
        ] {
            assert_eq!(with_token(secret).scrub_own(text), "[redacted]", "{secret}");
        }
    }

    #[test]
    fn a_short_secret_garbles_nothing() {
        let text = "expected an object (Location), found a string of 1 bytes";
        for token in ["e", "t", "an", "string", "1"] {
            assert_eq!(with_token(token).scrub_ours(text), text);
        }
        // A text of the server may quote it as a word.
        assert_eq!(
            with_token("e").scrub_own("the token 'e' is bad: e"),
            "the token '[redacted]' is bad: [redacted]"
        );
    }
}
