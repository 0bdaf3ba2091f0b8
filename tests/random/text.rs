//! Names and prose that have made trouble somewhere: keywords, names that fall together, marks of other languages.

use super::Choices;

/// Names of components. OpenAPI allows letters, digits and `.`, `-`, `_` in them.
const COMPONENTS: &[&str] = &[
    "Pet",
    "pet",
    "PET",
    "pet-tag",
    "pet_tag",
    "petTag",
    "Pet.Tag",
    "Self",
    "self",
    "type",
    "Option",
    "String",
    "Vec",
    "Box",
    "Result",
    "Error",
    "Value",
    "Field",
    "9lives",
    "1.0",
    "_",
    "-",
    "Client",
    "Request",
    "List",
    "Get",
    "async",
    "macro_rules",
    "Page",
    "Default",
    "HTTPServer2XXCode",
    "A",
    "AB",
    "Some",
    "None",
    "Ok",
    "i64",
    "str",
    "crate",
    "super",
    "Paged",
    "Timestamp",
    "Secret",
    "models",
    "wire",
    "Clone",
    "BTreeMap",
    "core",
    "std",
    "u8",
    "Unknown",
    "Custom",
];

/// Names of members, parameters and values, for which any text will do.
const MEMBERS: &[&str] = &[
    "id",
    "name",
    "kind",
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "Id",
    "ID",
    "i_d",
    "a b",
    "a-b",
    "a_b",
    "@id",
    "$ref",
    "$schema",
    "1",
    "1st",
    "",
    " ",
    "é",
    "日本",
    "\u{1f600}",
    "x.y",
    "x[y]",
    "a/b",
    "a~b",
    "fn",
    "async",
    "try",
    "gen",
    "r#x",
    "true",
    "null",
    "_",
    "__",
    "-",
    "+1",
    "-1",
    "\"",
    "\\",
    "{}",
    "%",
    "send",
    "client",
    "new",
    "default",
    "value",
    "object",
    "mode",
    "decode",
    "encode",
    "fields",
    "select",
    "limit",
    "after",
    "data",
    "paging",
    "error",
    "success",
    "body",
    "path",
    "query",
    "request",
    "response",
    "items",
    "pages",
    "Content-Type",
    "into",
    "from",
    "clone",
    "as_str",
    "custom",
    "unknown",
];

/// Descriptions and titles.
const PROSE: &[&str] = &[
    "",
    "A thing.",
    "a thing",
    "It's a \"thing\".",
    "One\ntwo\n\nthree",
    "ends with a backslash \\",
    "*/ /* // ///",
    "```\nlet x = 1;\n```",
    "~~~json\n{}\n",
    "    indented",
    "- a\n- b\n    - c",
    "1. one\n2) two",
    "[link](http://a.example/b)",
    "[not a link]",
    "<b>bold</b> <script>",
    "a | b\n--|--\n1 | 2",
    "# Heading\ntext",
    "`code",
    "``",
    "#[doc]",
    "\u{202e}right to left\u{202c}",
    "tab\tand\r\nreturn\rs",
    "\u{0} \u{7f} \u{feff}",
    "{placeholder} {{x}} {0}",
    "http://bare.example/?a=b&c=d",
    "&amp; &lt; &nbsp;",
    "é日本\u{1f600}",
    "> quote\n> more",
    "***",
    "\\",
    "[a]: b",
    "*a* _b_ **c",
    "<a href=\"x\">y</a>\n<table><tr><td>1</td></tr></table>",
    "crate::Client [`x`] [x][y]",
    "\"#\"##",
    "r#\"raw\"#",
];

/// A text that is not chosen yet by this set of names.
pub(super) fn component(choices: &mut Choices<'_>, taken: &[String]) -> String {
    fresh(choices.pick(COMPONENTS), taken)
}

/// The name of a member that is not there yet.
pub(super) fn member(choices: &mut Choices<'_>, taken: &[String]) -> String {
    fresh(choices.pick(MEMBERS), taken)
}

/// A few words, or none at all.
pub(super) fn prose(choices: &mut Choices<'_>) -> &'static str {
    choices.pick(PROSE)
}

/// The value of an enumeration or of a constant.
pub(super) fn word(choices: &mut Choices<'_>) -> &'static str {
    choices.pick(MEMBERS)
}

fn fresh(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    let numbered = (2..).map(|number| format!("{name}{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}
