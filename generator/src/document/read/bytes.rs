//! From the bytes of a file to text.

use crate::diagnostic::Diagnostic;
use crate::document::codes;

const HINT: &str = "save the file as UTF-8";

/// The text of a file.
///
/// # Errors
///
/// The bytes are not UTF-8: the diagnostic holds the line, the column and the offset of the first invalid byte.
pub fn decode(bytes: &[u8]) -> Result<String, Diagnostic> {
    let error = |message: &str| Diagnostic::new(codes::ENCODING, message).position(1, 1).hint(HINT);
    // In this order, since the byte order mark of UTF-32 starts with that of UTF-16.
    for (mark, name) in [
        (&[0xff, 0xfe, 0, 0][..], "UTF-32"),
        (&[0, 0, 0xfe, 0xff][..], "UTF-32"),
        (&[0xff, 0xfe][..], "UTF-16"),
        (&[0xfe, 0xff][..], "UTF-16"),
    ] {
        if bytes.starts_with(mark) {
            return Err(error(&format!("the file is {name}, not UTF-8")));
        }
    }
    if bytes.iter().take(4).any(|byte| *byte == 0) {
        return Err(error("the file is not UTF-8: it looks like UTF-16 or is not text at all"));
    }
    std::str::from_utf8(bytes).map(ToOwned::to_owned).map_err(|error| {
        let valid = error.valid_up_to();
        let (before, rest) = bytes.split_at_checked(valid).unwrap_or_default();
        let byte = rest.first().copied().unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let message = format!("the file is not UTF-8: byte {valid} is 0x{byte:02x}");
        Diagnostic::new(codes::ENCODING, message).position(line, column).hint(HINT)
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_is_not_utf_8_is_refused_with_its_place() {
        let refused = |bytes: &[u8]| {
            let error = decode(bytes).unwrap_err();
            (error.message, error.position)
        };
        assert_eq!(decode("é\n".as_bytes()).unwrap(), "é\n");
        assert_eq!(
            refused(b"a: 1\nb: \xc3\xa9\xff"),
            ("the file is not UTF-8: byte 10 is 0xff".into(), Some((2, 5)))
        );
        assert!(refused(b"\xff\xfea\0").0.contains("UTF-16"));
        assert!(refused(b"a\0:\0").0.contains("UTF-16"));
        assert!(refused(b"\xff\xfe\0\0").0.contains("UTF-32"));
    }
}
