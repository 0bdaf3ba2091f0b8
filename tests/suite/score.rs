//! How much came back, by keyword.

use super::groups::{Group, Instance};
use crate::roundtrip::{Outcome, is_same};
use graph_tests::workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;

/// What is counted of a keyword.
#[derive(Default)]
struct Counts {
    valid: usize,
    read: usize,
    answers: usize,
    bodies: usize,
}

/// The score of all groups.
pub(super) struct Score {
    keywords: BTreeMap<String, Counts>,
    /// What did not come back: the line that docs/conformance.md names it by, and what happened.
    missed: Vec<(String, String)>,
}

impl Score {
    pub(super) fn of(groups: &[Group], outcomes: Vec<Vec<Outcome>>) -> Self {
        let (mut keywords, mut missed) = (BTreeMap::<String, Counts>::new(), Vec::new());
        for (group, outcomes) in groups.iter().zip(outcomes) {
            let counts = keywords.entry(group.keyword.clone()).or_default();
            for (instance, outcome) in group.instances.iter().zip(outcomes) {
                let equal = [0, 1].map(|way| {
                    let written = outcome.as_ref().map(|written| written[way].get());
                    written.is_ok_and(|written| is_same(instance.data.get(), written))
                });
                counts.valid += 1;
                counts.read += usize::from(outcome.is_ok());
                counts.answers += usize::from(equal[0]);
                counts.bodies += usize::from(equal[1]);
                if equal != [true, true] {
                    missed.push((name(group, instance), happened(instance, &outcome)));
                }
            }
        }
        Self { keywords, missed }
    }

    /// # Panics
    ///
    /// If docs/conformance.md does not name exactly what is missed of the required part, as far as it was there.
    pub(super) fn is_as_documented(&self) {
        let page = fs::read_to_string(workspace::root().join("docs/conformance.md")).unwrap();
        let (_, page) = page.split_once("## The JSON Schema Test Suite").unwrap();
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_measured = |name: &&str| {
            let keyword = name.split_once(": ").map(|(keyword, _)| keyword);
            keyword.is_some_and(|keyword| self.keywords.contains_key(keyword))
        };
        let named: BTreeSet<&str> = page.split('`').skip(1).step_by(2).filter(is_measured).collect();
        let missed = self.missed.iter().map(|(name, _)| name.as_str());
        let missed: BTreeSet<&str> = missed.filter(|name| !name.starts_with("optional/")).collect();
        assert_eq!(named, missed, "docs/conformance.md names what is missed");
    }
}

/// The name of an instance in docs/conformance.md.
fn name(group: &Group, instance: &Instance) -> String {
    format!("{}: {}, {}", group.keyword, group.description, instance.description)
}

fn happened(instance: &Instance, outcome: &Outcome) -> String {
    let data = instance.data.get().split_whitespace().collect::<Vec<_>>().join(" ");
    match outcome {
        Err(reason) => format!("{data} is refused: {reason}"),
        Ok([answer, body]) => format!("{data} became {answer} and {body}"),
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, reason) in &self.missed {
            writeln!(f, "{name}\n    {reason}")?;
        }
        let mut all = Counts::default();
        writeln!(
            f,
            "| keyword | valid | read | equal as an answer | equal as a body |\n|---|---:|---:|---:|---:|"
        )?;
        for (keyword, counts) in &self.keywords {
            writeln!(f, "| {keyword} | {counts}")?;
            all.valid += counts.valid;
            all.read += counts.read;
            all.answers += counts.answers;
            all.bodies += counts.bodies;
        }
        writeln!(f, "| all | {all}")
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {} | {} | {} |", self.valid, self.read, self.answers, self.bodies)
    }
}
