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

#[test]
fn what_commands_say_is_replaced_and_the_rest_is_kept() {
    let page = "a\n```console\n$ one\nold\n$ two\n```\nb\n```sh\n$ three\n```\n";
    let walked = walked(page, &|command| format!("<{command}>\n"));
    assert_eq!(walked, "a\n```console\n$ one\n<one>\n$ two\n<two>\n```\nb\n```sh\n$ three\n```\n");
}
