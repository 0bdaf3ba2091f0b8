//! Answers byte by byte as the test wants them, HTTP or not.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

/// How many bytes of an endless answer are written at most, so that a client that reads on fails its test and no more.
const END: usize = 1 << 30;

/// An answer as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These bytes, then nothing until the client hangs up.
    Held(Vec<u8>),
    /// The first bytes at once, then the others one by one with a pause before each.
    Drip(Vec<u8>, Vec<u8>, Duration),
    /// The first bytes, then the others again and again until the client hangs up.
    Endless(Vec<u8>, Vec<u8>),
}

impl Raw {
    /// Writes the answer; an error says that the client has hung up.
    pub(super) fn write(&self, mut stream: &TcpStream) -> io::Result<()> {
        match self {
            Self::Bytes(bytes) => stream.write_all(bytes),
            Self::Held(bytes) => {
                stream.write_all(bytes)?;
                stream.read_to_end(&mut Vec::new()).map(drop)
            }
            Self::Drip(start, rest, pause) => {
                stream.write_all(start)?;
                rest.iter().try_for_each(|byte| {
                    thread::sleep(*pause);
                    stream.write_all(&[*byte])
                })
            }
            Self::Endless(start, again) => {
                stream.write_all(start)?;
                (0..END / again.len().max(1)).try_for_each(|_| stream.write_all(again))
            }
        }
    }
}
