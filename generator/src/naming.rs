//! What the words of a document become in Rust, as far as nothing else is in the way.
//!
//! The naming pass decides what an item is called in the end. Selecting operations by their names, before anything is
//! lowered, needs the same words; so they are made here, from texts alone.

mod mixed;
pub(crate) mod operation;
pub(crate) mod place;
mod plural;
pub(crate) mod reserved;
pub(crate) mod words;

/// The name of a module, where some names are taken.
pub(crate) fn module(word: &str, taken: &[&str]) -> String {
    let name = words::snake(word);
    if reserved::is_module(&name) || taken.contains(&name.as_str()) { format!("{name}_api") } else { name }
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn modules_stay_out_of_the_way() {
        assert_eq!(module("Business AI", &[]), "business_ai");
        assert_eq!(module("security", &[]), "security_api");
        assert_eq!(module("self", &[]), "self_api");
        assert_eq!(module("type", &[]), "type");
        assert_eq!(module("Webhooks", &["webhooks"]), "webhooks_api");
    }
}
