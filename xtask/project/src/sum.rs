//! The SHA-256 of bytes, by which files are compared.

use sha2::{Digest as _, Sha256};

/// The sum in hexadecimal.
pub fn of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
