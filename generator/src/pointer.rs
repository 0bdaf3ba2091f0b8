//! JSON pointers (RFC 6901): the address that travels with every node from the document to the diagnostic.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// The room that most tokens and their slash need.
const USUAL_TOKEN: usize = 16;

/// The address of a value inside a document, as an RFC 6901 JSON pointer.
///
/// The root is the empty pointer. Reference tokens are stored escaped (`~0` for `~`, `~1` for `/`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer to the whole document, with room for as many bytes of tokens.
    pub(crate) fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Reads a pointer from its text, which starts with `/` or is empty.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The pointer that a reference inside a document means; `None` for other files and for anchors.
    pub fn of_reference(reference: &str) -> Option<Self> {
        Self::of_fragment(reference.strip_prefix('#')?)
    }

    /// The pointer that the fragment of a reference means, what follows its `#`; `None` for an anchor.
    pub fn of_fragment(fragment: &str) -> Option<Self> {
        Self::parse(&percent_decoded(fragment))
    }

    /// The reference inside the document that means this pointer.
    pub fn to_reference(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// The pointer to the member `token` of the value that this pointer addresses.
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let mut child = Self(String::with_capacity(self.0.len() + USUAL_TOKEN));
        child.0.push_str(&self.0);
        child.push(token);
        child
    }

    /// Goes on to what a pointer addresses inside.
    pub(crate) fn extend(&mut self, inside: &Self) {
        self.0.push_str(&inside.0);
    }

    /// Goes on to the member `token`.
    pub(crate) fn push(&mut self, token: impl fmt::Display) {
        self.0.push('/');
        let start = self.0.len();
        // Writing to a string cannot fail.
        let _ = write!(self.0, "{token}");
        if self.0.bytes().skip(start).any(|byte| matches!(byte, b'~' | b'/')) {
            let escaped = self.0[start..].replace('~', "~0").replace('/', "~1");
            self.0.replace_range(start.., &escaped);
        }
    }

    /// The pointer to the value that contains this one; `None` at the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The reference tokens, unescaped, from the root down.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|token| unescaped(token).into_owned())
    }

    /// The last reference token, unescaped; `None` at the root.
    pub fn last(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, token)| unescaped(token).into_owned())
    }

    /// The escaped text of the pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this pointer addresses `other` or something inside it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl From<&Pointer> for Pointer {
    fn from(pointer: &Pointer) -> Self {
        pointer.clone()
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("#") } else { write!(f, "#{}", self.0) }
    }
}

/// A token as it was before it was escaped.
pub(crate) fn unescaped(token: &str) -> Cow<'_, str> {
    match token.contains('~') {
        true => token.replace("~1", "/").replace("~0", "~").into(),
        false => token.into(),
    }
}

/// The text with its percent-encoding undone. A `%` that begins no escape stays as it is, and so does the whole text
/// where the bytes are not UTF-8: it then leads nowhere and is reported under the name that the document gives it.
pub(crate) fn percent_decoded(text: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn a_reference_means_a_pointer_and_bad_escapes_stay_as_they_are() {
        let of = |reference: &str| Pointer::of_reference(reference).map(|pointer| pointer.to_string());
        assert_eq!(of("#/a%20b/%C3%A4").as_deref(), Some("#/a b/ä"));
        assert_eq!(of("#/100%/%+1/%4").as_deref(), Some("#/100%/%+1/%4"));
        assert_eq!(of("#/a%20/%FF").as_deref(), Some("#/a%20/%FF"));
        assert_eq!(of("#").as_deref(), Some("#"));
        assert_eq!((of("#anchor"), of("other.yaml#/a")), (None, None));
        let pointer = Pointer::root().child("100%");
        assert_eq!(Pointer::of_reference(&pointer.to_reference()), Some(pointer));
    }

    #[test]
    fn tokens_are_escaped_and_come_back() {
        let pointer = Pointer::root().child("paths").child("/{page_id}/~personas").child(0);
        assert_eq!(pointer.as_str(), "/paths/~1{page_id}~1~0personas/0");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/{page_id}/~personas", "0"]);
        assert_eq!(pointer.last().as_deref(), Some("0"));
        assert!(pointer.is_within(&Pointer::root()));
        assert_eq!(Pointer::root().parent(), None);
    }
}
