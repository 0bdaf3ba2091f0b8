//! Cutting requests into calls.

use super::MOST;
use super::entry::Entry;
use super::exchange::exchange;
use super::written::written;
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::request::Answer;
use percent_encoding::percent_decode_str;

/// Sends the requests in one call. If that fails, each of them has.
pub(super) async fn each(client: Client, entries: Vec<Entry>) -> Vec<Result<Answer, Error>> {
    let count = entries.len();
    match exchange(client, entries).await {
        Ok(answers) => answers,
        Err(error) => (0..count).map(|_| Err(error.clone())).collect(),
    }
}

/// The requests of each call, in their order. A request stays in one call with those that refer to it; if these are too
/// many for a call, that one is refused.
pub(super) fn cut(mut entries: Vec<Entry>) -> Vec<Vec<Entry>> {
    let mut calls = Vec::new();
    let mut cuts = cuts(&entries);
    while !entries.is_empty() {
        let fitting = cuts.iter().take_while(|at| **at <= MOST).last().or(cuts.first()).copied();
        let at = fitting.unwrap_or(entries.len());
        let rest = entries.split_off(at);
        calls.push(std::mem::replace(&mut entries, rest));
        cuts = cuts.into_iter().filter_map(|cut| cut.checked_sub(at)).filter(|cut| *cut > 0).collect();
    }
    calls
}

/// Where the requests may be cut: not between one that has a name and the last that refers to it.
fn cuts(entries: &[Entry]) -> Vec<usize> {
    let mut joined = 0;
    let mut cuts = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if joined <= at && at > 0 {
            cuts.push(at);
        }
        let Some(name) = &entry.name else { continue };
        let last = entries.iter().enumerate().skip(at + 1).filter(|(_, later)| refers(later, name)).last();
        joined = joined.max(last.map_or(0, |(last, _)| last + 1));
    }
    cuts.push(entries.len());
    cuts
}

/// Whether a request refers to the one of this name.
fn refers(entry: &Entry, name: &str) -> bool {
    let reference = format!("{{result={name}:");
    let holds = |text: &str| percent_decode_str(text).decode_utf8_lossy().contains(&reference);
    entry.depends_on.as_deref() == Some(name)
        || written(&entry.parts).is_ok_and(|written| {
            holds(&written.relative_url) || written.form.is_some_and(|form| holds(&form))
        })
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::graph::batch::reply::BATCH;
    use crate::graph::batch::{Entry, result_of};
    use crate::runtime::request::Parts;

    /// How many requests each call has; those with a name, and those that refer to one, stand at these places.
    fn lengths(count: usize, named: &[(usize, &str)], referring: &[(usize, &str)]) -> Vec<usize> {
        let find = |places: &[(usize, &str)], at: usize| {
            places.iter().find(|(place, _)| *place == at).map(|(_, name)| (*name).to_owned())
        };
        let entries = (0..count).map(|at| {
            let mut entry = Entry { name: find(named, at), ..Entry::of(Parts::new(&BATCH)) };
            match find(referring, at) {
                Some(name) if at % 2 == 0 => entry.depends_on = Some(name),
                Some(name) => entry.parts.query("id", &result_of(&name, "$.id")),
                None => {}
            }
            entry
        });
        cut(entries.collect()).iter().map(Vec::len).collect()
    }

    #[test]
    fn fifty_go_in_a_call() {
        assert_eq!(lengths(0, &[], &[]), [0; 0]);
        assert_eq!(lengths(50, &[], &[]), [50]);
        assert_eq!(lengths(120, &[], &[]), [50, 50, 20]);
    }

    #[test]
    fn what_refers_to_another_stays_with_it() {
        assert_eq!(lengths(60, &[(48, "a")], &[(50, "a")]), [48, 12]);
        assert_eq!(lengths(60, &[(48, "a")], &[(51, "a")]), [48, 12]);
        // Nobody refers to it, or what does stands in the same call anyway.
        assert_eq!(lengths(60, &[(48, "a")], &[(49, "a")]), [50, 10]);
        assert_eq!(lengths(60, &[(48, "a")], &[(51, "b")]), [50, 10]);
        // Names that overlap.
        assert_eq!(lengths(60, &[(40, "a"), (45, "b")], &[(46, "a"), (52, "b")]), [40, 20]);
        // More than a call can hold: it is refused when it is sent.
        assert_eq!(lengths(60, &[(0, "a")], &[(54, "a")]), [55, 5]);
    }
}
