//! What stands between the parts of a multipart body.

use crate::runtime::upload::Segment;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

/// A boundary that does not occur in the parts: looked for in what is in memory, and beyond guessing where there is
/// more.
pub(super) fn boundary(parts: &[(String, Segment)]) -> String {
    let contents =
        parts.iter().map(|(_, content)| if let Segment::Bytes(bytes) = content { Some(bytes) } else { None });
    match contents.collect::<Option<Vec<_>>>() {
        Some(contents) => {
            let heads = parts.iter().map(|(head, _)| head.as_bytes());
            absent(heads.zip(contents.into_iter().map(|content| &**content)).collect())
        }
        None => {
            // The keys of the hasher of the standard library are drawn anew each time.
            let [one, two] = [(); 2].map(|()| RandomState::new().build_hasher().finish());
            format!("boundary-{one:016x}{two:016x}")
        }
    }
}

/// A boundary that follows from the parts, and does not occur in them.
fn absent(parts: Vec<(&[u8], &[u8])>) -> String {
    let mut hash = parts.iter().fold(FNV_OFFSET, |hash, (head, content)| fnv(fnv(hash, head), content));
    loop {
        let boundary = format!("boundary-{hash:016x}");
        if !parts.iter().any(|(_, content)| contains(content, boundary.as_bytes())) {
            return boundary;
        }
        hash = fnv(hash, b"again");
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}

fn contains(content: &[u8], text: &[u8]) -> bool {
    content.windows(text.len()).any(|window| window == text)
}
