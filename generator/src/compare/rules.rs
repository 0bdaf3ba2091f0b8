//! The written table: what each kind of change does to code that calls the older version.
//!
//! The question is always whether code that compiled and worked against the old module compiles and works after the
//! module is replaced by the new one in it. `docs/compatibility.md` shows the table; every row is tested with two small
//! documents and a caller's code.

mod generic;
mod inputs;
mod limits;
mod operations;
mod types;

use crate::ir::Usage;

/// Writes rows: the outcome, the id, the kinds (none: any), what happened, and the direction where only one is meant;
/// then the change in words, and why the verdict is what it is.
macro_rules! rules {
    // Code no longer compiles.
    (@outcome breaks) => { (Verdict::Breaking, Effect::Compiler) };
    // Code compiles and no longer works.
    (@outcome refused) => { (Verdict::Breaking, Effect::Api) };
    // Code compiles and works.
    (@outcome compatible) => { (Verdict::Compatible, Effect::None) };
    // Only texts differ.
    (@outcome documentation) => { (Verdict::Documentation, Effect::None) };
    (@direction) => { Direction::Any };
    (@direction requests) => { Direction::Request };
    (@direction answers) => { Direction::Answer };
    ($(
        $outcome:ident $id:literal [$($kind:ident),*] $change_kind:ident $(in $direction:ident)?,
        $change:literal,
        $why:literal;
    )*) => {
        [$({
            use $crate::compare::rules::{Direction, Effect, Kind, Rule, Verdict, ChangeKind};
            let (verdict, effect) = rules!(@outcome $outcome);
            let (kinds, change_kind, direction): (&[Kind], _, _) =
                (&[$(Kind::$kind),*], ChangeKind::$change_kind, rules!(@direction $($direction)?));
            Rule { id: $id, kinds, change_kind, direction, verdict, effect, change: $change, why: $why }
        }),*]
    };
}
use rules;

/// What a change means for callers, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Some caller's code no longer compiles, or no longer works.
    Breaking,
    /// Every caller's code still compiles and works.
    Compatible,
    /// Only texts changed.
    Documentation,
}

/// How a caller notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The code no longer compiles.
    Compiler,
    /// The code compiles, but the API refuses the call or does something else.
    Api,
    /// Not at all, unless the caller looks for it.
    None,
}

/// In which direction the thing that changed travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Any.
    Any,
    /// It is part of requests, and may be part of answers too.
    Request,
    /// It is part of answers only.
    Answer,
}

/// What the change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An operation.
    Operation,
    /// A parameter, or a property of a body that is given property by property, or a whole body.
    Input,
    /// An answer of an operation that succeeded.
    Answer,
    /// A documented error of an operation.
    Failure,
    /// A type with a name.
    Type,
    /// A property of an object.
    Property,
    /// A value of an enum.
    Value,
    /// An alternative of a union.
    Variant,
    /// A webhook or a callback.
    Event,
    /// A header of one.
    EventHeader,
    /// A header of answers.
    Header,
    /// An error code of the API.
    ErrorCode,
    /// An edge that is only listed.
    Edge,
    /// A security scheme.
    Scheme,
    /// A function that gives a source of access tokens.
    TokenSource,
    /// A URL of a flow of OAuth 2.
    TokenUrl,
    /// A scope that the flows of a security scheme offer.
    TokenScope,
    /// A type of a person's own.
    Mapped,
    /// A Rust item that nothing in the documents explains.
    Item,
}

impl Kind {
    /// Whether what came or went shows at the items that use it.
    pub(super) fn is_told_by_its_uses(self) -> bool {
        self == Self::Mapped
    }
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is new, and a function or a constructor has one more argument.
    AddedArgument,
    /// It is gone.
    Removed,
    /// Its name in Rust changed.
    Renamed,
    /// Its place in the API changed, its Rust items are the same.
    Moved,
    /// It has another name on the wire, and the same in Rust.
    Respelled,
    /// Its type in Rust changed.
    Retyped,
    /// Its arguments stand in another order, which the types do not show.
    Reordered,
    /// It is compiled with a feature only that it did not need.
    Gated,
    /// It is compiled without a feature that it needed.
    Ungated,
    /// Its type became boxed, or is no longer boxed.
    Boxed,
    /// It has to be given, or is always there.
    Demanded,
    /// It need not be given, or may be absent.
    Optional,
    /// Whether it may be absent or `null` changed in the document, and not in Rust.
    PresenceKept,
    /// It became an argument of `new`, or is no longer one, while its type stayed.
    ArgumentMoved,
    /// It may be `null`.
    Nullable,
    /// It may no longer be `null`.
    NotNullable,
    /// It can no longer be written.
    ReadOnly,
    /// It can be written now.
    Writable,
    /// Fewer values are allowed.
    Tightened,
    /// More values are allowed.
    Loosened,
    /// Other values are allowed; whether they are more or fewer cannot be decided.
    ConstraintChanged,
    /// An object no longer takes keys that the document does not name.
    Closed,
    /// An object takes keys that the document does not name.
    Opened,
    /// Leaving it out means something else.
    DefaultChanged,
    /// The document now says what leaving it out means, or no longer does.
    DefaultDocumented,
    /// It is deprecated.
    Deprecated,
    /// It is no longer deprecated.
    Undeprecated,
    /// Its description changed.
    Described,
    /// Other texts about it changed.
    Remarked,
    /// It travels in another way.
    Form,
    /// Requests go to another server.
    Server,
    /// A way to authorise is no longer accepted, or one is needed now.
    SecurityTightened,
    /// There are more ways to authorise.
    SecurityLoosened,
    /// A scope is needed.
    ScopeAdded,
    /// A scope is no longer needed.
    ScopeGone,
    /// Callers give another kind of credential.
    Credential,
    /// It no longer comes in answers.
    WriteOnly,
    /// It comes in answers now.
    Readable,
    /// A permission is needed.
    PermissionAdded,
    /// A permission is no longer needed.
    PermissionGone,
    /// The documented bodies of errors are read into another type, or into none.
    FailureRetyped,
    /// The bodies of errors have a type now.
    FailureTyped,
    /// The items of a stream have another type, or none.
    StreamRetyped,
    /// The items of a stream have a type now.
    StreamTyped,
    /// The body of a webhook or a callback has a type now.
    EventTyped,
    /// The items of a list have another type, or its pages are no longer followed.
    ListRetyped,
    /// The pages of a list are followed now.
    ListFollowed,
    /// The kind of the type changed.
    KindChanged,
    /// The Rust type can do less.
    AbilityLost,
    /// The Rust type can do more.
    AbilityGained,
}

impl ChangeKind {
    /// Whether there is something, or something can be done, that was not there or could not.
    pub(super) fn is_gain(self) -> bool {
        matches!(self, Self::Added | Self::AddedArgument | Self::AbilityGained)
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Rule {
    /// The stable name.
    pub id: &'static str,
    /// What it is about; anything if there is none.
    pub kinds: &'static [Kind],
    /// What happened.
    pub change_kind: ChangeKind,
    /// In which direction.
    pub direction: Direction,
    /// What it means for callers.
    pub verdict: Verdict,
    /// How they notice.
    pub effect: Effect,
    /// The change in words.
    pub change: &'static str,
    /// Why the verdict is what it is.
    pub why: &'static str,
}

impl Rule {
    fn applies(&self, kind: Kind, change_kind: ChangeKind, usage: Usage) -> bool {
        let direction = match self.direction {
            Direction::Any => true,
            Direction::Request => usage.request,
            Direction::Answer => !usage.request,
        };
        self.change_kind == change_kind && direction && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

/// For what no row names: it counts as the worst, so that a hole in the table is seen.
const UNLISTED: &[Rule; 1] = &rules! {
    breaks "unlisted" [] Removed,
        "a change that the table does not name",
        "Nothing is known of it.";
};

/// For a change that a row calls breaking, and of which the public items show nothing. No document is known that has
/// one.
const UNSEEN: &[Rule; 1] = &rules! {
    compatible "unseen" [] Removed,
        "a change that the public items do not show",
        "No item that callers name is gone or another one.";
};

/// What a change is where no public item differs.
pub(super) fn unseen() -> &'static Rule {
    &UNSEEN[0]
}

/// Every row, in the order of the page.
pub fn table() -> impl Iterator<Item = &'static Rule> {
    [operations::RULES, inputs::RULES, types::RULES, limits::RULES, generic::RULES].into_iter().flatten()
}

/// The row for a change: the first that applies.
pub(super) fn find(kind: Kind, change_kind: ChangeKind, usage: Usage) -> &'static Rule {
    table()
        .chain(generic::UNEXPLAINED)
        .find(|rule| rule.applies(kind, change_kind, usage))
        .unwrap_or(&UNLISTED[0])
}

#[cfg(test)]
mod tests {
    use super::{Effect, Verdict, table};
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_effects_fit_the_verdicts() {
        let mut seen = BTreeSet::new();
        for rule in table() {
            assert!(seen.insert(rule.id), "{} stands twice", rule.id);
            assert_eq!(rule.verdict == Verdict::Breaking, rule.effect != Effect::None, "{}", rule.id);
            assert!(
                rule.change.ends_with(|letter: char| letter.is_alphanumeric() || letter == '`'),
                "{}",
                rule.id
            );
            assert!(rule.why.ends_with('.'), "{}", rule.id);
        }
    }
}
