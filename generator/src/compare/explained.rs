//! The lines of the two surfaces that differ, each under the change that is its cause.
//!
//! The surfaces are the judge: a line that is gone or another one breaks callers, so a change that breaks them has to
//! name it, and a change that names no such line breaks nobody. A line without a cause is a change of its own.

use super::classify::Classified;
use super::detected::Detected;
use super::features;
use super::items::{PublicForm, is_implementation, owner};
use super::report::{ItemChange, SurfaceCounts};
use super::rules::{self, ChangeKind, Effect, Kind};
use super::version_model::VersionModel;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// A line that only one surface has, or that says something else.
struct Line<'a> {
    path: &'a str,
    before: Option<&'a PublicForm>,
    after: Option<&'a PublicForm>,
    differs: Differs,
}

/// How a line of one surface differs from that of the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Differs {
    /// The compiler sees another item, or none.
    Item,
    /// The arguments are the same ones in another order, which the compiler does not see.
    Order,
    /// It needs a feature that it did not need.
    Feature,
    /// It needs fewer features.
    FewerFeatures,
}

impl Line<'_> {
    fn is_broken(&self) -> bool {
        self.before.is_some() && self.differs != Differs::FewerFeatures
    }

    fn moved(&self) -> Option<features::Moved<'_>> {
        let is_more = match self.differs {
            Differs::Feature => true,
            Differs::FewerFeatures => false,
            Differs::Item | Differs::Order => return None,
        };
        Some(features::Moved { path: self.path, before: self.before?, after: self.after?, is_more })
    }

    fn change(&self) -> ItemChange {
        let [before, after] = [self.before, self.after].map(|form| form.map(|form| form.shown(self.path)));
        ItemChange { path: self.path.to_owned(), before, after, is_aside: false }
    }
}

/// Finds the cause of each line, and counts them.
pub(super) fn explain(old: &VersionModel, new: &VersionModel, classified: &mut Classified) -> SurfaceCounts {
    let lines = lines(old, new);
    let broken: BTreeSet<&str> = lines.iter().filter(|line| line.is_broken()).map(|line| line.path).collect();
    for change in &mut classified.changes {
        let is_broken = change.claims.iter().any(|path| broken.contains(path.as_str()));
        if change.rule.effect == Effect::Compiler && !is_broken {
            change.rule = rules::unseen();
        }
    }
    let [any, breaking] = [false, true].map(|is_breaking| Causes::of(&classified.changes, is_breaking));
    let mut consequences: Vec<(usize, ItemChange)> = Vec::new();
    let mut items: Vec<(ChangeKind, &Line<'_>)> = Vec::new();
    let mut moved: Vec<features::Moved<'_>> = Vec::new();
    let mut alone: BTreeSet<&str> = BTreeSet::new();
    let gone: BTreeSet<&str> =
        lines.iter().filter(|line| line.after.is_none()).map(|line| line.path).collect();
    for line in &lines {
        let is_within = |outer: &str| alone.contains(outer);
        if let Some(one) = line.moved() {
            moved.push(one);
        } else if line.differs == Differs::Order {
            items.push((ChangeKind::Reordered, line));
        } else if let Some(cause) = if line.is_broken() { &breaking } else { &any }.of_line(line) {
            let cause_of = classified.changes.get(cause);
            let is_named = cause_of.is_some_and(|change| change.named.contains(line.path));
            // The request goes with its function.
            let is_aside = cause_of.is_some_and(|change| {
                change.rule.change_kind == ChangeKind::Removed && change.claims.contains(line.path)
            });
            // What is inside of something that is gone goes without saying.
            let is_inside = around(line.path).skip(1).any(|outer| gone.contains(outer));
            if line.is_broken() && !is_named && !is_inside {
                consequences.push((cause, ItemChange { is_aside, ..line.change() }));
            }
        } else if !around(line.path).any(is_within) {
            let change_kind = match (line.before, line.after) {
                (Some(_), None) => ChangeKind::Removed,
                (None, _) => ChangeKind::Added,
                (Some(_), Some(_)) => ChangeKind::Retyped,
            };
            if change_kind != ChangeKind::Retyped {
                alone.insert(line.path);
            }
            items.push((change_kind, line));
        }
    }
    let counted = [Differs::Item, Differs::Feature];
    let lines = || lines.iter().filter(|line| counted.contains(&line.differs));
    let counts = SurfaceCounts {
        gone: lines().filter(|line| line.after.is_none()).count(),
        changed: lines().filter(|line| line.before.is_some() && line.after.is_some()).count(),
        new: lines().filter(|line| line.before.is_none()).count(),
    };
    for (cause, consequence) in consequences {
        if let Some(change) = classified.changes.get_mut(cause) {
            change.consequences.push(consequence);
        }
    }
    for (change_kind, line) in items {
        classified.item(change_kind, line.path, line.change());
    }
    features::changes(moved, classified);
    counts
}

/// The lines that differ, in the order of their paths.
fn lines<'a>(old: &'a VersionModel, new: &'a VersionModel) -> Vec<Line<'a>> {
    let paths: BTreeSet<&str> = old.items.iter().chain(new.items.iter()).map(|(path, _)| path).collect();
    let lines = paths.into_iter().filter_map(|path| {
        let (before, after) = (old.items.get(path), new.items.get(path));
        let differs = match (before, after) {
            (Some(before), Some(after)) if before.types == after.types => {
                let is_other = before.features != after.features;
                match (before.is_behind_more(after), before.is_reordered(after)) {
                    (true, _) => Differs::Feature,
                    (false, true) => Differs::Order,
                    (false, false) if is_other => Differs::FewerFeatures,
                    (false, false) => return None,
                }
            }
            (Some(before), None) if before.is_shared => return None,
            _ => Differs::Item,
        };
        Some(Line { path, before, after, differs })
    });
    lines.collect()
}

/// Where the causes of lines are looked for: the changes, by what they name.
#[derive(Default)]
struct Causes<'a> {
    /// By the path of an item.
    claims: BTreeMap<&'a str, usize>,
    /// By the path of an item that changed with all that is inside of it.
    whole: BTreeMap<&'a str, usize>,
    /// By the name of such a type.
    names: BTreeMap<&'a str, usize>,
    /// By the module of a function, of which the request changed.
    modules: BTreeMap<&'a str, usize>,
}

impl<'a> Causes<'a> {
    fn of(changes: &'a [Detected], is_breaking: bool) -> Self {
        let mut causes = Self::default();
        let fits = |change: &Detected| !is_breaking || change.rule.effect == Effect::Compiler;
        let changes = || changes.iter().enumerate().filter(|(_, change)| fits(change));
        // What shows an item is its cause, before what only has to do with it.
        for (at, change) in changes() {
            for path in &change.named {
                causes.claims.entry(path).or_insert(at);
            }
        }
        for (at, change) in changes() {
            for path in &change.claims {
                causes.claims.entry(path).or_insert(at);
                let request = path.strip_suffix("::send").or_else(|| path.strip_suffix("::select"));
                if let Some(module) = request.and_then(owner) {
                    causes.modules.entry(module).or_insert(at);
                }
            }
            for path in &change.whole {
                causes.whole.entry(path).or_insert(at);
                if let (Kind::Type | Kind::Item, Some((_, name))) = (change.kind, path.rsplit_once("::")) {
                    causes.names.entry(name).or_insert(at);
                }
            }
        }
        causes
    }

    /// The change that a line follows from.
    fn of_line(&self, line: &Line<'_>) -> Option<usize> {
        let within = || around(line.path).find_map(|outer| self.whole.get(outer));
        let claimed = self.claims.get(line.path).or_else(within);
        claimed.or_else(|| self.beside(line)).or_else(|| self.named(line)).copied()
    }

    /// What comes and goes with the answer of a request, or with the `new` of a type.
    fn beside(&self, line: &Line<'_>) -> Option<&usize> {
        let owner = owner(line.path)?;
        let sibling = |name: &str| self.claims.get(format!("{owner}::{name}").as_str());
        let is_use = || line.before.or(line.after).is_some_and(|form| form.text.starts_with("use "));
        let module = || self.modules.get(owner).filter(|_| is_use());
        // A union is made from what its alternatives hold.
        let alternative = || {
            let inside = format!("{owner}::");
            let next =
                self.claims.range::<str, _>((Bound::Included(inside.as_str()), Bound::Unbounded)).next()?;
            (is_implementation(line.path) && next.0.starts_with(&inside)).then_some(next.1)
        };
        sibling("send").or_else(|| sibling("new")).or_else(module).or_else(alternative)
    }

    /// What names a type that is another one.
    fn named(&self, line: &Line<'_>) -> Option<&usize> {
        let forms = [line.before, line.after].into_iter().flatten();
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let texts = forms.map(|form| form.text.as_str()).chain([line.path]);
        let mut words = texts.flat_map(|text| text.split(move |letter| !is_part(letter)));
        words.find_map(|word| self.names.get(word))
    }
}

/// The path and those that it is inside of: `a::B.c`, `a::B`, `a`.
fn around(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| owner(path))
}
