//! The report for a terminal.

use super::Detail;
use super::line::times;
use super::outline::{Group, Row, Section, sections};
use crate::compare::report::{Change, ItemChange, Report};
use crate::compare::rules::Verdict;
use std::collections::BTreeMap;
use std::fmt::Write;

/// From how many changes of one rule on they share a line where they break nothing.
const TOGETHER: usize = 3;

impl Report {
    /// As text: three lines that say the most, then the changes by verdict, under the operations and types that they
    /// are part of.
    pub fn text(&self, detail: Detail) -> String {
        let mut text = self.headline() + "\n";
        if self.verdict().is_some() {
            let tally = self.tally();
            text += &[tally.as_str(), if tally.is_empty() { "" } else { "\n" }].concat();
            let _ = writeln!(text, "{}", self.surface());
        }
        for section in sections(self, detail) {
            let page = Page { report: self, detail };
            page.section(&mut text, &section);
        }
        text
    }
}

struct Page<'r> {
    report: &'r Report,
    detail: Detail,
}

// Writing to a string cannot fail.
impl Page<'_> {
    fn section(&self, text: &mut String, section: &Section<'_>) {
        let _ = writeln!(text, "\n{} ({})", section.verdict, section.count);
        for group in &section.groups {
            let is_short = section.verdict != Verdict::Breaking && self.detail == Detail::Short;
            self.group(text, group, is_short);
        }
        for (rule, count) in &section.counted {
            let _ = writeln!(text, "  [{}] {} (--verbose lists them)", rule.id, times(rule, *count));
        }
        if section.verdict == Verdict::Breaking {
            let rules = section.groups.iter().flat_map(|group| &group.rows).map(|row| row.change.rule);
            let reasons: BTreeMap<_, _> = rules.map(|rule| (rule.id, rule.why)).collect();
            let _ = writeln!(text, "  why:");
            for (id, why) in reasons {
                let _ = writeln!(text, "    [{id}] {why}");
            }
        }
    }

    fn group(&self, text: &mut String, group: &Group<'_>, is_short: bool) {
        let indent = if group.is_one() { "  " } else { "    " };
        if !group.is_one() {
            let _ = writeln!(text, "  {}", group.subject.name);
        }
        // Under a heading the call stands once, before the changes that make it so.
        if !group.is_one() {
            calls(text, group);
        }
        for rows in group.rows.chunk_by(|left, right| left.change.rule.id == right.change.rule.id) {
            if let ([first, ..], true) = (rows, is_short && rows.len() >= TOGETHER) {
                let parts: Vec<_> = rows.iter().map(|row| row.change.part.as_str()).collect();
                let _ = writeln!(text, "{indent}[{}] {}", first.change.rule.id, parts.join(", "));
                continue;
            }
            rows.iter().for_each(|row| self.row(text, group, row, indent));
        }
    }

    fn row(&self, text: &mut String, group: &Group<'_>, row: &Row<'_>, indent: &str) {
        let change = row.change;
        let _ = writeln!(text, "{indent}[{}] {}", change.rule.id, line(change, group));
        if group.is_one() {
            calls(text, group);
        }
        for item in group.items(change) {
            let _ = writeln!(text, "{indent}    {}", self.item(item));
        }
        let instead = |path: &str| self.report.instead(path);
        let company = row.company(|path| instead(path).is_some());
        if let Some(company) = company.words(str::to_owned, instead) {
            let _ = writeln!(text, "{indent}    with it: {company}");
        }
        if let Some(reach) = change.reach(group, self.detail) {
            let _ = writeln!(text, "{indent}    in {reach}");
        }
        if let Some(places) = places(change) {
            let _ = writeln!(text, "{indent}    at {places}");
        }
    }

    /// In a line: `+` for what is new, `-` for what is gone, an arrow for what is another.
    fn item(&self, item: &ItemChange) -> String {
        match (&item.before, item.after_in_short()) {
            (Some(before), Some(_)) if item.before == item.after => before.clone(),
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (Some(before), None) => {
                let instead = self.report.instead(&item.path);
                format!("- {before}{}", instead.map(|words| format!("; {words}")).unwrap_or_default())
            }
            (None, after) => format!("+ {}", after.unwrap_or_default()),
        }
    }
}

fn calls(text: &mut String, group: &Group<'_>) {
    for call in &group.calls {
        let _ = writeln!(text, "      {}\n      → {}", call.before, call.after);
    }
    if group.more_calls > 0 {
        let _ = writeln!(text, "      and {} more calls (--verbose lists them)", group.more_calls);
    }
}

fn line(change: &Change, group: &Group<'_>) -> String {
    match (change.name(group.is_one()), group.words(change)) {
        ("", Some(words)) => words,
        ("", None) => change.rule.change.to_owned(),
        (name, Some(words)) => format!("{name}: {words}"),
        (name, None) => name.to_owned(),
    }
}

/// Where it stands, in both files.
fn places(change: &Change) -> Option<String> {
    match (&change.old_place, &change.new_place) {
        (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
        (old, new) => new.as_ref().or(old.as_ref()).map(ToString::to_string),
    }
}
