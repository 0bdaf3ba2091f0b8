//! A report in full, one line for each thing that it says: what the cases expect.

use graph_generator::compare::{Change, ItemChange, Report, ReportPlace};

/// For each change the row and the sentence, what people find it under, the change that is its cause, the Rust items,
/// those that changed for that reason, and its places; then the calls that are written in another way, and what is
/// gone.
pub(super) fn listing(report: &Report) -> String {
    let mut text = String::new();
    for change in report.changes() {
        text.push_str(&format!("{} {}\n", change.rule.id, change.summary().replace('\n', " ")));
        if change.subject.name != change.key {
            text.push_str(&format!("  under {}\n", change.subject.name));
        }
        if let Some(cause) = change.cause {
            text.push_str(&format!("  cause {}\n", report.changes()[cause].key));
        }
        text.extend(change.items.iter().map(|item| format!("  item {}\n", of_item(item))));
        text.extend(change.consequences.iter().map(|item| format!("  with it {}\n", of_item(item))));
        text.extend(places(change).map(|places| format!("  at {places}\n")));
    }
    for (subject, call) in report.calls() {
        text.push_str(&format!("call of {}\n  {}\n  {}\n", subject.name, call.before, call.after));
    }
    for gone in report.gone() {
        let instead = gone.successor.iter().map(|successor| format!(", use {successor}"));
        text.push_str(&format!("gone {}{}\n", gone.item, instead.collect::<String>()));
    }
    text
}

/// An item as it was and as it is; once, where that is the same.
fn of_item(item: &ItemChange) -> String {
    let aside = if item.is_aside { " (aside)" } else { "" };
    let both = match (&item.before, &item.after) {
        (Some(before), Some(after)) if before == after => before.clone(),
        (before, after) => two(before.as_deref(), after.as_deref()),
    };
    format!("{both}{aside}")
}

fn places(change: &Change) -> Option<String> {
    let place = |place: &ReportPlace| {
        let (line, column) = place.position.unwrap_or_default();
        format!("{line}:{column} {}", place.pointer)
    };
    match [&change.old_place, &change.new_place].map(|side| side.as_ref().map(place)) {
        [None, None] => None,
        [before, after] if before == after => before,
        [before, after] => Some(two(before.as_deref(), after.as_deref())),
    }
}

fn two(before: Option<&str>, after: Option<&str>) -> String {
    format!("{} → {}", before.unwrap_or("nothing"), after.unwrap_or("nothing"))
}
