//! The words of a function without those that its module says already.

use super::{Words, parameter, segments, split};
use crate::naming::plural::singular;
use crate::naming::reserved;

/// Words that tie a word to the one after or before it. What is left never ends or begins with one.
const TIES: &[&str] = &[
    "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "the", "to", "via",
    "with", "without",
];

/// What functions do. A module of such a name is no reason to leave the word out: `list_members` in `lists`.
const VERBS: &[&str] = &[
    "add", "cancel", "copy", "create", "delete", "destroy", "download", "edit", "export", "fetch", "find",
    "get", "import", "insert", "list", "move", "patch", "post", "put", "query", "read", "remove", "replace",
    "report", "request", "retrieve", "search", "send", "set", "show", "test", "update", "upload", "upsert",
];

/// What else functions do.
const ACTIONS: &[&str] = &[
    "accept",
    "activate",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "change",
    "check",
    "clear",
    "close",
    "complete",
    "confirm",
    "count",
    "deactivate",
    "deploy",
    "describe",
    "detach",
    "disable",
    "enable",
    "execute",
    "generate",
    "install",
    "invite",
    "mark",
    "merge",
    "modify",
    "open",
    "pause",
    "preview",
    "process",
    "publish",
    "purge",
    "refresh",
    "register",
    "reject",
    "rename",
    "resend",
    "reset",
    "restart",
    "restore",
    "resume",
    "revoke",
    "rotate",
    "run",
    "save",
    "start",
    "stop",
    "store",
    "submit",
    "subscribe",
    "sync",
    "trigger",
    "unassign",
    "unsubscribe",
    "validate",
    "verify",
    "view",
];

/// Words that say how many things or which: the name of the thing can go after them, as in `get_all`.
const WHICH: &[&str] = &[
    "all", "batch", "bulk", "current", "existing", "many", "multiple", "my", "new", "one", "partial",
    "single",
];

/// Verbs that are nothing else, so that the word before one belongs to it: `beta_cancel`, but `user_list`.
const PLAIN_VERBS: &[&str] = &[
    "add", "cancel", "create", "delete", "destroy", "edit", "fetch", "find", "get", "insert", "patch",
    "remove", "replace", "retrieve", "send", "update", "upload", "upsert",
];

/// Who has things without a parameter of the path saying who it is.
const OWNERS: &[&str] = &[
    "account",
    "company",
    "enterprise",
    "group",
    "me",
    "org",
    "organization",
    "project",
    "team",
    "tenant",
    "user",
    "workspace",
];

/// What frameworks write after the name of a module.
pub(super) const CONTROLLER: &str = "controller";

/// The names of a function in a module, the shortest first, without the name that it has anyway.
pub(super) fn cut(function: &Words, module: &Words, path: &str) -> Vec<Words> {
    let mut names = Vec::new();
    let after_start = start(function, module, path);
    let from = after_start.as_ref().unwrap_or(function);
    let shorter = end(from, module).or_else(|| middle(from, module, path));
    names.extend(shorter.or_else(|| owned(from, module, path)).or_else(|| inside(from, module)));
    names.extend(after_start);
    names
}

/// The words without those of the module after the first: `list_api_keys_for_user` in `api_keys`. A module of one word
/// may be part of another name there, unless the first word is something that is done, or the path says the same:
/// `list_guild_emojis` of `/guilds/{id}/emojis`.
fn middle(function: &Words, module: &Words, path: &str) -> Option<Words> {
    let left = after_first(function, module)?;
    let mut segments = segments(path).filter(|segment| parameter(segment).is_none()).map(split);
    let mut is_in_path = || {
        let module = thing(module);
        segments.any(|segment| is_same(&segment, &module))
            && segments.next().is_some_and(|next| leading(left.get(1..).unwrap_or_default(), &next).is_some())
    };
    let is_done = left.first().is_some_and(|first| [VERBS, ACTIONS].concat().contains(&first.as_str()));
    if module.len() > 1 || is_done || is_in_path() { Some(left) } else { None }
}

/// The words without those of the module between others, where these are several: `list_paginated_api_keys_of_user`.
fn inside(function: &Words, module: &Words) -> Option<Words> {
    let is_several = module.len() > 1;
    let mut starts = (2..function.len()).filter(|_| is_several);
    starts.find_map(|start| {
        let (before, rest) = function.split_at_checked(start)?;
        let left = rest.get(leading(rest, module)?..).filter(|left| !left.is_empty())?;
        Some([before, left].concat()).filter(is_name)
    })
}

/// What is done with the things that somebody has: `list_project_roles` of `/projects/{id}/roles` is
/// `list_for_project`.
fn owned(function: &Words, module: &Words, path: &str) -> Option<Words> {
    let (verb, rest) = function.split_first()?;
    let is_verb = [VERBS, ACTIONS].concat().contains(&verb.as_str());
    let things: Vec<&str> = segments(path).filter(|segment| !super::is_noise(segment)).collect();
    let is_one = things.last().is_some_and(|last| parameter(last).is_some());
    let rest = rest.strip_suffix(["id".to_owned()].as_slice()).filter(|_| is_one).unwrap_or(rest);
    let module = thing(module);
    let end = (1..rest.len()).find(|end| is_same(rest.get(*end..).unwrap_or_default(), &module))?;
    let at = things.iter().position(|segment| is_same(&split(segment), &module))?;
    let before = things.get(..at)?;
    let owner = before.iter().rfind(|segment| parameter(segment).is_none()).map(|segment| split(segment))?;
    let is_named = before.last().is_some_and(|last| parameter(last).is_some());
    let words = rest.get(..end)?;
    let words = words.strip_suffix(["id".to_owned()].as_slice()).filter(|_| is_named).unwrap_or(words);
    let one = singular(&owner.join("_"));
    let is_owner = is_same(words, &thing(&owner)) && (is_named || OWNERS.contains(&one.as_str()));
    (is_verb && is_owner).then(|| [vec![verb.clone(), "for".to_owned()], split(&one)].concat())
}

/// The words without those of the module after the first.
pub(super) fn after_first(function: &Words, module: &Words) -> Option<Words> {
    let (first, rest) = function.split_first()?;
    let count = leading(rest, module)?;
    let left = rest.get(count..).filter(|left| !left.is_empty())?;
    Some([std::slice::from_ref(first), left].concat()).filter(is_name)
}

/// The words without those of the module at their start: `users_get`, `users_controller_get`. What is done stays,
/// unless the words are those of the path: `report_finish` of `/report/finish`.
fn start(function: &Words, module: &Words, path: &str) -> Option<Words> {
    let is_verb = module.len() == 1 && function.first().is_some_and(|first| VERBS.contains(&first.as_str()));
    let is_path = || {
        let fixed =
            segments(path).filter(|segment| parameter(segment).is_none() && !super::is_noise(segment));
        fixed.flat_map(split).eq(function.iter().cloned())
    };
    let count = leading(function, module).filter(|_| !is_verb || is_path())?;
    let rest = function.get(count..)?;
    let rest = rest.strip_prefix([CONTROLLER.to_owned()].as_slice()).unwrap_or(rest);
    Some(rest.to_vec()).filter(is_name)
}

/// The words without those of the module at their end: `get_users`.
fn end(function: &Words, module: &Words) -> Option<Words> {
    let module = thing(module);
    let length =
        (1..function.len()).find(|length| is_same(function.get(*length..).unwrap_or_default(), &module))?;
    let rest = function.get(..length)?.to_vec();
    Some(rest).filter(|rest| is_open(rest) && is_name(rest))
}

/// Whether words are something that is done, so that the name of the thing may go: `create_or_update`, `get_all`. After
/// any other word it may be the second half of a name, as in `create_api_key`.
fn is_open(words: &Words) -> bool {
    match words.as_slice() {
        [_] => true,
        [first, last] => {
            let is_done = |word: &String| [VERBS, ACTIONS].concat().contains(&word.as_str());
            WHICH.contains(&first.as_str())
                || WHICH.contains(&last.as_str())
                || (PLAIN_VERBS.contains(&last.as_str()) && !is_done(first))
        }
        [_, tie, last] => matches!(tie.as_str(), "and" | "or") && VERBS.contains(&last.as_str()),
        _ => false,
    }
}

/// How many words at the start are those of a module.
pub(super) fn leading(words: &[String], module: &Words) -> Option<usize> {
    let module = thing(module);
    (1..=words.len()).rev().find(|count| is_same(words.get(..*count).unwrap_or_default(), &module))
}

/// What words are about, whatever stands between them and whether the last is a plural.
pub(super) fn thing(words: &[String]) -> String {
    singular(&words.concat())
}

/// Whether words are about the same as a module, of which [`thing`] is given.
fn is_same(words: &[String], module: &str) -> bool {
    thing(words) == module
}

/// Whether words can be the name of a function.
pub(super) fn is_name(words: &Words) -> bool {
    let is_tie = |word: Option<&String>| word.is_none_or(|word| TIES.contains(&word.as_str()));
    let starts_badly =
        words.first().is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    let is_keyword = matches!(words.as_slice(), [one] if reserved::is_keyword(one));
    !is_tie(words.first()) && !is_tie(words.last()) && !starts_badly && !is_keyword
}

#[cfg(test)]
mod tests {
    use super::{cut, split};

    fn shortest(function: &str, module: &str) -> String {
        let names = cut(&split(function), &split(module), "/orgs/{org}/guilds/{id}/emojis/{emoji}");
        names.first().map_or(function.to_owned(), |words| words.join("_"))
    }

    #[test]
    fn a_function_does_not_repeat_its_module() {
        for (function, module, name) in [
            ("shop_feed_get_quotes", "shop.feed", "get_quotes"),
            ("users_get", "Users", "get"),
            ("users_controller_find_all", "Users", "find_all"),
            ("list_pets", "pet", "list"),
            ("instance_delete", "instances", "delete"),
            ("get_all_pets", "pets", "get_all"),
            ("create_or_update_user", "users", "create_or_update"),
            ("list_api_keys_for_user", "API Keys", "list_for_user"),
            ("ssh_keys_list", "SshKeys", "list"),
            ("get_contact_db_lists", "contactdb lists", "get"),
            ("delete_guild_emoji", "guilds", "delete_emoji"),
            ("delete_guild_sticker", "guilds", "delete_sticker"),
            ("list_user_roles", "user", "list_roles"),
            ("list_dns_records", "DNS", "list_records"),
            ("reset_user_password", "users", "reset_password"),
        ] {
            assert_eq!(shortest(function, module), name);
        }
        let all = cut(&split("users_get_user"), &split("users"), "/users");
        assert_eq!(all, [split("get"), split("get_user")], "the longer name is there for a clash");
    }

    #[test]
    fn whose_things_they_are_is_said_after_for() {
        let shortest = |function: &str, module: &str, path: &str| {
            let names = cut(&split(function), &split(module), path);
            names.first().map_or(function.to_owned(), |words| words.join("_"))
        };
        for (function, module, path, name) in [
            ("list_project_roles", "roles", "/projects/{id}/roles", "list_for_project"),
            ("delete_project_role", "Roles", "/v1/projects/{id}/roles/{role}", "delete_for_project"),
            ("get_users_id_aliases", "aliases", "/users/{user_id}/aliases", "get_for_user"),
            ("delete_users_id_aliases_id", "aliases", "/users/{user_id}/aliases/{id}", "delete_for_user"),
            ("pause_organization_alerts", "alerts", "/organization/alerts/pause", "pause_for_organization"),
            ("beta_cancel_response", "responses", "/responses/{id}/cancel", "beta_cancel"),
            ("list_paginated_fine_tuning_jobs", "fine-tuning", "/fine_tuning/jobs", "list_paginated_jobs"),
            (
                "create_audio_transcription",
                "transcriptions",
                "/audio/transcriptions",
                "create_audio_transcription",
            ),
            ("report_finish", "report", "/v1/report/finish", "finish"),
            ("report_finish", "report", "/done", "report_finish"),
            ("create_api_key", "keys", "/api/keys", "create_api_key"),
            ("create_access_key", "keys", "/users/{id}/keys", "create_access_key"),
            ("create_test_user", "users", "/users/test", "create_test_user"),
            ("user_list_roles", "roles", "/users/{id}/roles", "user_list_roles"),
        ] {
            assert_eq!(shortest(function, module, path), name);
        }
    }

    #[test]
    fn what_would_say_too_little_stays() {
        for (function, module) in [
            ("pets", "pets"),
            ("create_api_key", "keys"),
            ("users_by_id", "users"),
            ("search_by_user", "user"),
            ("users_move", "users"),
            ("users_2fa", "users"),
            ("happy_user_roles", "user"),
            ("get_userland", "user"),
            ("list_members", "lists"),
            ("list_export_recipient", "recipients"),
        ] {
            assert_eq!(shortest(function, module), function);
        }
    }
}
