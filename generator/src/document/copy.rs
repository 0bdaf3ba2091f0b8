//! Copies of the targets of references, within a budget.

use serde_json::{Map, Value};

/// How many values may be copied in all, so that references to references cannot fill the memory.
const MOST: usize = 5_000_000;

/// How many values may still be copied.
pub(super) struct CopyBudget(usize);

impl Default for CopyBudget {
    fn default() -> Self {
        Self(MOST)
    }
}

impl CopyBudget {
    /// Counts a value that was copied elsewhere.
    pub(super) fn spend(&mut self, value: &Value) {
        self.0 = self.0.saturating_sub(Size::of(value).values);
    }

    /// A copy of the value, or why there is none.
    pub(super) fn copy(&mut self, value: &Value) -> Result<Value, &'static str> {
        self.0 = self.0.checked_sub(Size::of(value).values).ok_or("leads to too many values")?;
        Ok(value.clone())
    }
}

/// Puts the members of what a reference means into its place; what stands beside the `$ref` wins.
pub(super) fn insert(members: &mut Map<String, Value>, target: Map<String, Value>) {
    members.shift_remove("$ref");
    let own = std::mem::replace(members, target);
    members.extend(own);
}

/// How many values a value holds, itself included, and how many levels.
pub(super) struct Size {
    pub(super) values: usize,
    pub(super) depth: usize,
}

impl Size {
    pub(super) fn of(value: &Value) -> Self {
        let mut size = Self { values: 0, depth: 0 };
        let mut open = vec![(value, 1)];
        while let Some((value, depth)) = open.pop() {
            size.values += 1;
            size.depth = size.depth.max(depth);
            match value {
                Value::Object(members) => open.extend(members.values().map(|member| (member, depth + 1))),
                Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
                _ => {}
            }
        }
        size
    }
}
