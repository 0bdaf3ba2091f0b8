//! The report for a pull request and a changelog.

use super::Detail;
use super::line::times;
use super::outline::{Group, Row, Section, sections};
use super::sentence::short;
use crate::compare::report::{Change, ItemChange, Report, ReportPlace};
use crate::compare::rules::Verdict;
use crate::markdown::code;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How many changes that the compiler does not see are named where it is said how to move.
const NAMED: usize = 8;

impl Report {
    /// As Markdown, for a review: a heading for each verdict, a point for each operation and type, with the places in
    /// both versions. `level` is that of the first heading.
    pub fn markdown(&self, level: usize, detail: Detail) -> String {
        Page { report: self, detail, has_places: true }.written(level)
    }

    /// As [`markdown`](Self::markdown), for callers of the crate: without the places in the documents, which they do
    /// not have.
    pub fn changelog(&self, level: usize) -> String {
        Page { report: self, detail: Detail::Short, has_places: false }.written(level)
    }
}

struct Page<'r> {
    report: &'r Report,
    detail: Detail,
    has_places: bool,
}

// Writing to a string cannot fail.
impl Page<'_> {
    fn written(&self, level: usize) -> String {
        let (first, second) = ("#".repeat(level.max(1)), "#".repeat(level.max(1) + 1));
        let [old, new] = self.report.labels();
        let mut text = format!("{first} {old} → {new}\n\n");
        let Some(verdict) = self.report.verdict() else { return text + "Nothing changed.\n" };
        let _ = writeln!(text, "- **{}**: {}.", capital(&verdict.to_string()), self.report.growth());
        let tally = self.report.tally();
        if !tally.is_empty() {
            let _ = writeln!(text, "- {}.", capital(&tally));
        }
        let _ = writeln!(text, "- {}.", capital(&self.report.surface().to_string()));
        if verdict == Verdict::Breaking {
            let _ = write!(text, "\n{second} How to move\n\n{}", self.how_to_move());
        }
        for section in sections(self.report, self.detail) {
            let _ = write!(text, "\n{second} {} ({})\n\n", title(section.verdict), section.count);
            self.section(&mut text, &section);
        }
        text
    }

    fn how_to_move(&self) -> String {
        let [old, new] = self.report.labels();
        let mut text = format!("Put the module of {new} in the place of that of {old}. ");
        let to_look_for: Vec<&Change> = self.report.to_look_for().collect();
        if to_look_for.is_empty() {
            return text + "The compiler finds every line that has to change.\n";
        }
        text += "The compiler finds every line that has to change, except those that use one of these:\n\n";
        for change in to_look_for.iter().take(NAMED) {
            let _ = writeln!(text, "- {}{}", self.name(&change.key), self.words(change.words()));
        }
        if let Some(more) = to_look_for.len().checked_sub(NAMED).filter(|more| *more > 0) {
            let _ = writeln!(text, "- and {more} more below of which it is said that the API notices them");
        }
        text
    }

    fn section(&self, text: &mut String, section: &Section<'_>) {
        for group in &section.groups {
            self.group(text, group);
        }
        for (rule, count) in &section.counted {
            let _ = writeln!(text, "- {} ({})", inline(&times(rule, *count)), code(rule.id));
        }
        if section.verdict == Verdict::Breaking {
            let rules = section.groups.iter().flat_map(|group| &group.rows).map(|row| row.change.rule);
            let reasons: BTreeSet<_> = rules.map(|rule| format!("- `{}`: {}\n", rule.id, rule.why)).collect();
            let _ = write!(text, "\nWhy:\n\n{}", reasons.into_iter().collect::<String>());
        }
    }

    fn group(&self, text: &mut String, group: &Group<'_>) {
        let calls = group.calls.iter().map(|call| format!("{} → {}", code(&call.before), code(&call.after)));
        let more = (group.more_calls > 0).then(|| format!("and {} more calls", group.more_calls));
        let calls: Vec<String> = calls.chain(more).collect();
        if let [row] = group.rows.as_slice() {
            self.row(text, group, row, "", calls);
            return;
        }
        let _ = writeln!(text, "- {}", self.name(&group.subject.name));
        for call in calls {
            let _ = writeln!(text, "  - {call}");
        }
        for row in &group.rows {
            self.row(text, group, row, "  ", Vec::new());
        }
    }

    fn row(&self, text: &mut String, group: &Group<'_>, row: &Row<'_>, indent: &str, calls: Vec<String>) {
        let change = row.change;
        let items = group.items(change);
        let mut line = match change.name(group.is_one()) {
            "" if change.words().is_none() => inline(change.rule.change),
            "" => inline(&change.words().unwrap_or_default()),
            name => format!("{}{}", self.name(name), self.words(group.words(change))),
        };
        // What is new is shown by its item, in the same line.
        let beside = match items.as_slice() {
            [item] if change.rule.verdict != Verdict::Breaking && item.before.is_none() => {
                Some(self.item(item))
            }
            _ => None,
        };
        let _ = write!(line, "{}", beside.as_ref().map(|item| format!("; {item}")).unwrap_or_default());
        let lines = lines(change).filter(|_| self.has_places).map(|lines| format!("{lines}; row "));
        let _ = writeln!(text, "{indent}- {line} ({}{})", lines.unwrap_or_default(), code(change.rule.id));
        let listed = items.iter().filter(|_| beside.is_none()).map(|item| self.item(item));
        let instead = |path: &str| self.report.instead(path);
        let company = row.company(|path| instead(path).is_some()).words(code, instead);
        let company = company.map(|words| format!("with it: {words}"));
        let reach = change.reach(group, self.detail).map(|names| format!("in {}", inline(&names)));
        for detail in calls.into_iter().chain(listed).chain(company).chain(reach) {
            let _ = writeln!(text, "{indent}  - {detail}");
        }
    }

    fn name(&self, name: &str) -> String {
        match name {
            "" => String::new(),
            name if name.contains('`') => inline(name),
            name => code(name),
        }
    }

    fn words(&self, words: Option<String>) -> String {
        words.map(|words| format!(": {}", inline(&words))).unwrap_or_default()
    }

    fn item(&self, item: &ItemChange) -> String {
        match (&item.before, item.after_in_short()) {
            (Some(before), Some(_)) if item.before == item.after => code(before),
            (Some(before), Some(after)) => format!("{} → {}", code(before), code(after)),
            (Some(before), None) => {
                let instead = self.report.instead(&item.path).map(|words| format!("; {words}"));
                format!("gone: {}{}", code(before), instead.unwrap_or_default())
            }
            (None, after) => format!("new: {}", code(after.unwrap_or_default())),
        }
    }
}

fn title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaking => "Breaking",
        Verdict::Compatible => "Compatible",
        Verdict::Documentation => "Documentation only",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The lines where it stands: `` `old.yaml:12` → `new.yaml:14` ``.
fn lines(change: &Change) -> Option<String> {
    let line = |place: &ReportPlace| match place.position {
        Some((line, _)) => code(&format!("{}:{line}", place.file)),
        None => code(&place.file),
    };
    match (change.old_place.as_ref().map(line), change.new_place.as_ref().map(line)) {
        (Some(old), Some(new)) if old != new => Some(format!("{old} → {new}")),
        (old, new) => new.or(old),
    }
}

/// Text of a document, without what Markdown or HTML would make of it.
fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_code = false;
    for letter in text.chars() {
        is_code ^= letter == '`';
        if !is_code && "\\*_[]<>|".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(if letter.is_control() { ' ' } else { letter });
    }
    if is_code { short(&escaped.replace('`', "'")) } else { escaped }
}
