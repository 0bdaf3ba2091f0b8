//! Keys by which a server tells that it has carried a request out already.

use super::entry::Entry;
use super::parts::Parts;
use super::style::{How, Style};
use std::borrow::Cow;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

impl Parts {
    /// Says that the server takes a key in this header.
    pub(crate) fn keyed(mut self, header: &'static str) -> Self {
        self.take_key_in(header.into());
        self
    }

    /// Says that the server takes a key in this header.
    pub(crate) fn take_key_in(&mut self, header: Cow<'static, str>) {
        self.key_header = Some(header);
    }

    /// The header for a key that is still to be made.
    pub(crate) fn lacks_key(&self) -> Option<&Cow<'static, str>> {
        self.key_header.as_ref().filter(|_| !self.has_key())
    }

    /// Whether it has a key, so that a server that gets it twice carries it out once.
    pub(crate) fn has_key(&self) -> bool {
        let name = self.key_header.as_deref();
        name.is_some_and(|name| self.headers.iter().any(|entry| entry.name.eq_ignore_ascii_case(name)))
    }

    /// Makes a key where the server takes one and the caller gives none. It is made for a call, so that all attempts
    /// have the same and no other call has it.
    pub(crate) fn make_key(&mut self, now: Duration) {
        if let Some((name, key)) = self.lacks_key().cloned().zip(random_key(now)) {
            self.headers.push(Entry::new(name, &key, How::new(Style::Simple, false)));
        }
    }
}

/// A random UUID (RFC 9562, section 5.4).
///
/// The hasher of the standard library has keys from the operating system, which are others each time. Where there is no
/// such source, two programs would make the same keys, and one would get the answers of the other, so no key is made.
fn random_key(now: Duration) -> Option<String> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return None;
    }
    let [high, low] = [(); 2].map(|()| {
        let mut hasher = RandomState::new().build_hasher();
        // After a fork both processes have the keys of one.
        hasher.write_u128(now.as_nanos());
        hasher.finish()
    });
    let (third, fourth) = (high & 0x0fff | 0x4000, low >> 48 & 0x3fff | 0x8000);
    let (first, second, fifth) = (high >> 32, high >> 16 & 0xffff, low & 0xffff_ffff_ffff);
    Some(format!("{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{fifth:012x}"))
}

#[cfg(test)]
mod tests {
    use super::random_key;
    use std::collections::BTreeSet;
    use std::time::Duration;

    #[test]
    fn keys_are_random_uuids() {
        let keys: Vec<String> = (0..1000).filter_map(|_| random_key(Duration::ZERO)).collect();
        for key in &keys {
            let parts: Vec<&str> = key.split('-').collect();
            assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{key}");
            assert!(parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_hexdigit())), "{key}");
            assert!(parts[2].starts_with('4') && parts[3].starts_with(['8', '9', 'a', 'b']), "{key}");
        }
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), 1000);
    }
}
