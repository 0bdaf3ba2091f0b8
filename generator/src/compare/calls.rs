//! The calls that callers have to write in another way: one before and one after, however many changes made it so.

use super::catalogue::{Entry, Item, ItemRole};
use super::renames::Renames;
use super::report::Call;
use super::rules::Kind;

/// The call of an operation, or of the `new` of a type, where it is not what it was. `inside` holds the inputs that are
/// the same in both.
pub(super) fn changed(
    old: &Entry,
    new: &Entry,
    inside: &[(&Entry, &Entry)],
    renames: &Renames,
) -> Option<Call> {
    let role = match old.kind {
        Kind::Operation => ItemRole::Itself,
        Kind::Type => ItemRole::New,
        _ => return None,
    };
    let (before, after) = (old.item(role)?, new.item(role)?);
    let mut setters = [Vec::new(), Vec::new()];
    for child in &old.children {
        let successor = inside.iter().find(|(one, _)| std::ptr::eq(*one, child)).map(|(_, other)| *other);
        let is_kept = |item: &Item| {
            let there = successor.and_then(|other| other.item(item.role));
            there.is_some_and(|there| there.name == item.name && is_same(item, there, renames))
        };
        let given = child.items.iter().filter(|item| is_setter(item));
        let gone: Vec<&Item> = given.filter(|item| !is_kept(item)).collect();
        if !gone.is_empty() || is_argument_that_moved(child, successor) {
            let instead = successor.into_iter().flat_map(|other| &other.items);
            setters[1].extend(instead.filter(|item| is_setter(item) && !was_there(child, item)));
        }
        setters[0].extend(gone);
    }
    let is_same_call = is_called_as_before(before, after, renames);
    // A change that shows in a field alone is reported by the field.
    if is_same_call && (setters[0].is_empty() || old.kind == Kind::Type) {
        return None;
    }
    let sides =
        [Side { function: before, setters: &setters[0] }, Side { function: after, setters: &setters[1] }];
    let [before, after] = [sides[0].text(&sides[1]), sides[1].text(&sides[0])];
    (before != after).then_some(Call { before, after })
}

fn is_setter(item: &Item) -> bool {
    matches!(item.role, ItemRole::Setter | ItemRole::NullSetter)
}

fn is_same(before: &Item, after: &Item, renames: &Renames) -> bool {
    renames.apply(&before.form.types) == after.form.types
}

fn is_called_as_before(before: &Item, after: &Item, renames: &Renames) -> bool {
    let types = |item: &Item| item.form.arguments.iter().map(|(_, ty)| renames.apply(ty)).collect::<Vec<_>>();
    before.path == after.path && types(before) == types(after) && !before.form.is_reordered(&after.form)
}

/// Whether something was an argument and no longer is.
fn is_argument_that_moved(old: &Entry, new: Option<&Entry>) -> bool {
    let has = |entry: &Entry| entry.item(ItemRole::Argument).is_some();
    has(old) && new.is_some_and(|new| !has(new))
}

fn was_there(old: &Entry, item: &Item) -> bool {
    old.item(item.role).is_some_and(|before| before.name == item.name && before.form.types == item.form.types)
}

/// A call in one version.
struct Side<'a> {
    function: &'a Item,
    setters: &'a [&'a Item],
}

impl<'a> Side<'a> {
    /// As callers write it. A value is shown with its type where that is all that differs from the other version.
    fn text(&self, other: &Self) -> String {
        let value = |(name, ty): &(String, String)| {
            let written = written(name, ty);
            let differs = |(other_name, other_ty): &(String, String)| {
                other_name == name && other_ty != ty && self::written(other_name, other_ty) == written
            };
            if other.values().any(differs) { format!("{written}: {ty}") } else { written }
        };
        let list = |item: &Item| item.form.arguments.iter().map(value).collect::<Vec<_>>().join(", ");
        let setters = self.setters.iter().map(|item| format!(".{}({})", item.name, list(item)));
        format!("{}({}){}", self.function.path, list(self.function), setters.collect::<String>())
    }

    fn values(&self) -> impl Iterator<Item = &'a (String, String)> {
        let setters = self.setters.iter().flat_map(|item| &item.form.arguments);
        self.function.form.arguments.iter().chain(setters)
    }
}

/// A value as callers write it: the name stands for it.
fn written(name: &str, ty: &str) -> String {
    if ty.starts_with("impl IntoIterator") { format!("[{name}]") } else { name.to_owned() }
}
