//! The page: its blocks of commands, each with what it says.

const BEGIN: &str = "```console\n";
const END: &str = "```\n";

/// The page with what the commands say now.
pub(super) fn walked(page: &str, run: &dyn Fn(&str) -> String) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, block)) = rest.split_once(BEGIN) {
        let (block, after) = block.split_once(END).unwrap();
        text += before;
        text += BEGIN;
        for command in block.lines().filter(|line| line.starts_with("$ ")) {
            text += &format!("{command}\n{}", run(&command[2..]));
        }
        text += END;
        rest = after;
    }
    text + rest
}

/// A text without what changes with every edit of the documents that the walk begins with, so that the page need not
/// follow each: how much there is, in which line, and the sums of structures.
pub(super) fn steady(text: &str) -> String {
    text.split_inclusive('\n').map(steady_line).collect()
}

fn steady_line(line: &str) -> String {
    const COUNTED: [&str; 9] =
        ["operation", "type", "field", "error", "warning", "note", "file", "unchanged", "removed"];
    let mut words: Vec<String> = line.split(' ').map(steady_word).collect();
    for at in 0..words.len() {
        let next =
            words.get(at + 1).map_or("", |word| word.trim_end_matches(|last: char| !last.is_alphabetic()));
        let is_counted = COUNTED.iter().any(|noun| next.trim_end_matches('s') == *noun);
        let is_line = at > 0 && matches!(words[at - 1].as_str(), "line" | "lines");
        if is_counted || is_line {
            words[at] = words[at].replace(|letter: char| letter.is_ascii_digit(), "");
        }
    }
    words.join(" ")
}

/// A word without a place behind a path, a range of lines, or a sum.
fn steady_word(word: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|one| one.is_ascii_digit() || one == ',');
    if let Some((path, place)) = word.split_once(".yaml:")
        && place.starts_with(|first: char| first.is_ascii_digit())
    {
        return format!("{path}.yaml{}", place.trim_matches(|one: char| one.is_ascii_digit() || one == ':'));
    }
    let ranges = word.trim_end().split(['a', 'c', 'd']).all(digits);
    if ranges && word.trim_end().contains(['a', 'c', 'd']) {
        return word.replace(|letter: char| letter.is_ascii_digit() || letter == ',', "");
    }
    match word.trim_end().rsplit_once('\t') {
        Some((before, sum)) if sum.len() == 17 && sum.starts_with('x') => format!("{before}\tx\n"),
        _ => word.to_owned(),
    }
}

#[test]
fn a_field_more_of_the_real_page_leaves_the_page_true() {
    let same = [
        (
            "spec/a.yaml: 9 operations, 78 types, 730 fields; 0 errors, 1 note\n",
            "spec/a.yaml: 9 operations, 79 types, 731 fields; 0 errors, 2 notes\n",
        ),
        (
            "generated: 696 files written, 699 unchanged, 0 removed in 1.00 s\n",
            "generated: 7 files written, 1 unchanged, 0 removed in 1.00 s\n",
        ),
        (
            "      at spec/v26.0/page.yaml:742:11 → spec/v27.0/page.yaml:704:11\n",
            "      at spec/v26.0/page.yaml:7:1 → spec/v27.0/page.yaml:70:11\n",
        ),
        ("  line 457: `a` becomes\n", "  line 9: `a` becomes\n"),
        ("7791,7804d7765\n", "1d0\n"),
        ("> shape\tPage\t\txe0958edaa0c79a20\n", "> shape\tPage\t\txebf062089b85ea9e\n"),
    ];
    for (one, other) in same {
        assert_eq!(steady(one).replace("notes", "note"), steady(other).replace("notes", "note"));
    }
    for text in ["## [0.2.0] - 2026-11-25\n", "(exit code 1)\n", "error: cannot add 3\n", "breaking (7)\n"] {
        assert_eq!(steady(text), text);
    }
}

#[test]
fn what_commands_say_is_replaced_and_the_rest_is_kept() {
    let page = "a\n```console\n$ one\nold\n$ two\n```\nb\n```sh\n$ three\n```\n";
    let walked = walked(page, &|command| format!("<{command}>\n"));
    assert_eq!(walked, "a\n```console\n$ one\n<one>\n$ two\n<two>\n```\nb\n```sh\n$ three\n```\n");
}
