//! What is said of one change, whatever the form.

use super::Detail;
use super::outline::{Group, Row};
use super::sentence::short;
use crate::compare::report::{Change, ItemChange};
use crate::compare::rules::{ChangeKind, Kind, Rule, Verdict};

/// How many consequences of a change are named, and how many operations that it reaches.
const CONSEQUENCES: usize = 3;

/// What else came and went for the same reason, by path.
#[derive(Default)]
pub(super) struct Company<'r> {
    pub(super) gone: Vec<&'r str>,
    pub(super) changed: Vec<&'r str>,
    pub(super) new: Vec<&'r str>,
    /// How many more there are.
    pub(super) more: usize,
}

/// How often something happened of which the changes are only counted.
pub(super) fn times(rule: &Rule, count: usize) -> String {
    if count == 1 { rule.change.to_owned() } else { format!("{count} times: {}", rule.change) }
}

impl Group<'_> {
    /// Whether it is one change, which needs no heading.
    pub(super) fn is_one(&self) -> bool {
        self.rows.len() == 1
    }

    /// What a change was and is, in words, where the call does not show it.
    pub(super) fn words(&self, change: &Change) -> Option<String> {
        change.words().filter(|_| self.calls.is_empty() || !is_renamed(change))
    }

    /// The items of a change that are worth showing: the call shows what concerns the call.
    pub(super) fn items<'r>(&self, change: &'r Change) -> Vec<&'r ItemChange> {
        let Change { rule, kind, .. } = change;
        if !self.calls.is_empty() && (*kind == Kind::Input || is_renamed(change)) {
            return Vec::new();
        }
        let is_worth = |item: &&ItemChange| {
            !item.is_aside && (rule.verdict == Verdict::Breaking || item.before != item.after)
        };
        change.items.iter().filter(is_worth).collect()
    }
}

fn is_renamed(change: &Change) -> bool {
    change.kind == Kind::Operation && change.rule.change_kind == ChangeKind::Renamed
}

impl Change {
    /// The operations that it is one change of, in a line; `None` where it is of one, or where they stand below with
    /// their calls.
    pub(super) fn reach(&self, group: &Group<'_>, detail: Detail) -> Option<String> {
        if self.operations.is_empty() || !group.calls.is_empty() {
            return None;
        }
        let limit = if detail == Detail::Short { CONSEQUENCES } else { self.operations.len() };
        let names: Vec<_> = self.operations.iter().take(limit).map(|one| one.name.as_str()).collect();
        let more = self.operations.len().saturating_sub(limit);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        Some(format!("{}{more}", names.join(", ")))
    }

    /// What it is called under its subject; nothing where it is about the subject itself.
    pub(super) fn name(&self, is_alone: bool) -> &str {
        match (is_alone, self.part == self.subject.name) {
            (true, _) => &self.key,
            (false, true) => "",
            (false, false) => &self.part,
        }
    }

    /// What it was and what it is, in words of the document; else what happened.
    pub(super) fn words(&self) -> Option<String> {
        match (self.was.as_deref().map(short), self.is.as_deref().map(short)) {
            (Some(was), Some(is)) => Some(format!("{was} → {is}")),
            (one, other) => one.or(other),
        }
    }
}

impl<'r> Row<'r> {
    /// What else came and went for the same reason; `keeps` says of a path that it has to be named.
    pub(super) fn company(&self, keeps: impl Fn(&str) -> bool) -> Company<'r> {
        let brought = self.brought.iter().filter_map(|change| change.items.first());
        let mut company = Company::default();
        brought.for_each(|item| company.add(item));
        let own = self.change.consequences.iter().filter(|item| !item.is_aside);
        let (kept, mut rest): (Vec<_>, Vec<_>) = own.partition(|item| keeps(&item.path));
        company.more = rest.len().saturating_sub(CONSEQUENCES);
        rest.truncate(CONSEQUENCES);
        kept.into_iter().chain(rest).for_each(|item| company.add(item));
        company
    }
}

impl<'r> Company<'r> {
    fn add(&mut self, item: &'r ItemChange) {
        let list = match (&item.before, &item.after) {
            (Some(_), None) => &mut self.gone,
            (None, _) => &mut self.new,
            (Some(_), Some(_)) => &mut self.changed,
        };
        if !list.contains(&item.path.as_str()) {
            list.push(&item.path);
        }
    }

    /// In words: `gone a (use b), c; new d`. `path` writes a path, `instead` says what to use in the place of one.
    pub(super) fn words(
        &self,
        path: impl Fn(&str) -> String,
        instead: impl Fn(&str) -> Option<String>,
    ) -> Option<String> {
        let lists = [("gone", &self.gone), ("changed", &self.changed), ("new", &self.new)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let item = |one: &str| match instead(one) {
            Some(words) => format!("{} ({words})", path(one)),
            None => path(one),
        };
        let list = |(word, list): (&str, &Vec<&str>)| {
            format!("{word} {}", list.iter().map(|one| item(one)).collect::<Vec<_>>().join(", "))
        };
        let words = lists.map(list).collect::<Vec<_>>().join("; ");
        let more = if self.more > 0 { format!(" and {} more", self.more) } else { String::new() };
        (!words.is_empty()).then(|| words + &more)
    }
}
