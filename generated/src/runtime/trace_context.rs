//! Where a call belongs in a distributed trace.

use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::str::FromStr;

/// Where a call belongs in a distributed trace: the value of a header `traceparent`
/// ([W3C Trace Context](https://www.w3.org/TR/trace-context/)).
///
/// [`ClientBuilder::trace_context`](crate::ClientBuilder::trace_context) sends it along.
///
/// ```
/// use meta_graph::TraceContext;
///
/// let context: TraceContext = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".parse()?;
/// assert_eq!(context.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
/// # Ok::<(), meta_graph::ParseTraceContextError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TraceContext {
    trace: u128,
    parent: u64,
    flags: u8,
}

impl TraceContext {
    /// A new trace, which is to be recorded.
    pub fn random() -> Self {
        let trace = (u128::from(random()) << 64) | u128::from(random());
        Self { trace, parent: random(), flags: 1 }
    }

    /// The id of the trace: 32 hexadecimal digits.
    pub fn trace_id(&self) -> String {
        format!("{:032x}", self.trace)
    }

    /// The same trace with a new span in it.
    pub(crate) fn child(self) -> Self {
        Self { parent: random(), ..self }
    }
}

/// A number that is not zero.
///
/// The hasher of the standard library has keys that are drawn anew each time, which is enough to tell spans apart.
fn random() -> u64 {
    RandomState::new().build_hasher().finish().max(1)
}

impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace, self.parent, self.flags)
    }
}

impl FromStr for TraceContext {
    type Err = ParseTraceContextError;

    /// Reads the value of a header `traceparent`, of this version or a later one.
    fn from_str(text: &str) -> Result<Self, ParseTraceContextError> {
        read(text).ok_or(ParseTraceContextError(()))
    }
}

fn read(text: &str) -> Option<TraceContext> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let mut parts = text.split('-');
    let mut digits =
        |length: usize| parts.next().filter(|part| part.len() == length && part.bytes().all(is_digit));
    let (version, trace, parent, flags) = (digits(2)?, digits(32)?, digits(16)?, digits(2)?);
    let has_more = parts.next().is_some();
    let trace = u128::from_str_radix(trace, 16).ok().filter(|trace| *trace != 0)?;
    let parent = u64::from_str_radix(parent, 16).ok().filter(|parent| *parent != 0)?;
    let flags = u8::from_str_radix(flags, 16).ok()?;
    (version != "ff" && !(version == "00" && has_more)).then_some(TraceContext { trace, parent, flags })
}

/// A text that is not the value of a header `traceparent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseTraceContextError(());

impl fmt::Display for ParseTraceContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not the value of a header `traceparent`")
    }
}

impl std::error::Error for ParseTraceContextError {}

#[cfg(test)]
mod tests {
    use super::TraceContext;

    #[test]
    fn reads_what_the_standard_allows() {
        let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
        assert_eq!(text.parse::<TraceContext>().unwrap().to_string(), text);
        let later = "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more";
        assert_eq!(later.parse::<TraceContext>().unwrap().trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
        for bad in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert!(bad.parse::<TraceContext>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_child_is_another_span_of_the_trace() {
        let context = TraceContext::random();
        let child = context.child();
        assert_eq!(child.trace_id(), context.trace_id());
        assert_ne!(child, context);
        assert_eq!(context.to_string().parse(), Ok(context));
    }
}
