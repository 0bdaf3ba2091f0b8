//! Strings for each `format` (the formats of OpenAPI and of JSON Schema).

use super::purpose::Purpose;

/// A string of the format; `None` for a format that does not restrict strings, or that is not known.
pub(super) fn example(format: &str, purpose: Purpose<'_>) -> Option<String> {
    let Purpose { name, index } = purpose;
    let day = index % 28 + 1;
    let name = super::text::text(Purpose { name, index: 0 }, 0, usize::MAX).replace('_', "-").to_lowercase();
    let name = name.trim_matches('-');
    Some(match format {
        "date-time" => format!("2026-01-{day:02}T12:00:00Z"),
        "date" => format!("2026-01-{day:02}"),
        "time" => format!("12:{:02}:00Z", index % 60),
        "duration" => format!("P{day}D"),
        "uuid" | "guid" => format!("3fa85f64-5717-4562-b3fc-2c963f66{:04x}", index % 0xffff),
        "email" | "idn-email" => format!("{name}{index}@example.com"),
        "hostname" | "idn-hostname" => format!("h{index}.example.com"),
        "ipv4" | "ip" => format!("192.0.2.{day}"),
        "ipv6" => format!("2001:db8::{day:x}"),
        "uri" | "url" | "iri" => format!("https://example.com/{name}/{index}"),
        "uri-reference" | "iri-reference" => format!("/{name}/{index}"),
        "uri-template" => format!("/{name}/{{id}}"),
        // In JSON, bytes are sent as base64.
        "byte" | "base64" | "base64url" | "binary" => {
            format!("dGV4{}", if index % 2 == 0 { "dA==" } else { "dHQ=" })
        }
        "json-pointer" => format!("/{name}/{index}"),
        "relative-json-pointer" => format!("{index}/{name}"),
        "regex" => format!("{name}{index}"),
        "int32" | "int64" | "uint32" | "uint64" => (index + 1).to_string(),
        _ => return None,
    })
}

/// Whether a string has the format. Only those that examples in documents get wrong are checked: times, addresses and
/// numbers.
pub(super) fn is_valid(format: &str, text: &str) -> bool {
    let is_date = |text: &str| {
        let parts: Vec<_> = text.split('-').map(|part| (part.len(), part.parse::<u32>().ok())).collect();
        matches!(parts.as_slice(), [(4, Some(_)), (2, Some(1..=12)), (2, Some(1..=31))])
    };
    match format {
        "date" => is_date(text),
        "date-time" => {
            text.split_once(['T', 't', ' ']).is_some_and(|(date, time)| is_date(date) && is_time(time))
        }
        "time" => is_time(text),
        "uuid" => {
            let lengths: Vec<_> = text.split('-').map(str::len).collect();
            lengths == [8, 4, 4, 4, 12]
                && text.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit())
        }
        "email" => text.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty() && !host.is_empty() && !text.contains(char::is_whitespace)
        }),
        "uri" | "url" => text.split_once(':').is_some_and(|(scheme, rest)| {
            let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
            is_scheme
                && !rest.is_empty()
                && !text.contains([' ', '{', '}', '<', '>', '|', '"', '\\', '^', '`'])
        }),
        "ipv4" => text.parse::<core::net::Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<core::net::Ipv6Addr>().is_ok(),
        "hostname" => !text.is_empty() && !text.contains([' ', '/', ':', '_']),
        "byte" | "base64" | "binary" => {
            text.len().is_multiple_of(4)
                && text.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
        }
        _ => true,
    }
}

/// Whether a string is a time with its offset from UTC, as RFC 3339 requires.
fn is_time(text: &str) -> bool {
    let (time, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => return false,
    };
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let parts: Vec<_> = whole.split(':').collect();
    let is_zone = match zone.get(1..) {
        Some("") => zone.eq_ignore_ascii_case("z"),
        Some(distance) => distance.split_once(':').is_some_and(|(hours, minutes)| two(hours) && two(minutes)),
        None => false,
    };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(|part| two(part)) && is_fraction && is_zone
}
