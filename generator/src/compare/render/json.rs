//! The report for other programs. `docs/compatibility.md` says what each member is.

use crate::compare::report::{ItemChange, Report, ReportPlace};
use crate::compare::rules::Effect;
use serde_json::{Value, json};

impl Report {
    /// As one JSON value.
    pub fn json(&self) -> Value {
        let [old, new] = self.labels();
        let changes: Vec<Value> = self
            .changes()
            .iter()
            .map(|change| {
                let items = change.items.iter();
                let items: Vec<_> = items.map(item).collect();
                let consequences: Vec<_> = change.consequences.iter().map(item).collect();
                json!({
                    "rule": change.rule.id,
                    "verdict": change.rule.verdict.to_string(),
                    "effect": effect(change.rule.effect),
                    "key": change.key,
                    "subject": change.subject.name,
                    "operations": change.operations.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
                    "cause": change.cause,
                    "was": change.was,
                    "is": change.is,
                    "sentence": change.sentence(),
                    "items": items,
                    "consequences": consequences,
                    "old_place": change.old_place.as_ref().map(place),
                    "new_place": change.new_place.as_ref().map(place),
                })
            })
            .collect();
        let gone = self.gone().iter();
        let gone: Vec<_> = gone
            .map(|gone| json!({"item": gone.item, "successor": gone.successor, "reason": gone.reason}))
            .collect();
        let calls = self.calls();
        let calls: Vec<_> = calls
            .map(|(subject, call)| json!({"subject": subject.name, "before": call.before, "after": call.after}))
            .collect();
        json!({
            "old": old,
            "new": new,
            "verdict": self.verdict().map(|verdict| verdict.to_string()),
            "step": {"stable": self.step(true).to_string(), "before_1": self.step(false).to_string()},
            "surface": {
                "gone": self.surface().gone,
                "changed": self.surface().changed,
                "new": self.surface().new,
            },
            "changes": changes,
            "calls": calls,
            "gone": gone,
        })
    }
}

fn item(item: &ItemChange) -> Value {
    json!({"before": item.before, "after": item.after})
}

fn place(place: &ReportPlace) -> Value {
    let (line, column) = place.position.unzip();
    json!({"file": place.file, "line": line, "column": column, "pointer": place.pointer})
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Compiler => "compiler",
        Effect::Api => "api",
        Effect::None => "none",
    }
}
