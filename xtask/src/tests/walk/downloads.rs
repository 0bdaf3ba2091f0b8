//! A v27.0 made of v26.0: what Meta might change.

use std::fs;
use std::path::Path;

/// A text that stands once in a document, and what is there instead.
type Edit = (&'static str, &'static str);

/// What every document of the new version says.
const VERSION: [Edit; 2] = [
    ("  version: 26.0.0\n", "  version: 27.0.0\n"),
    ("url: https://graph.facebook.com/v26.0\n", "url: https://graph.facebook.com/v27.0\n"),
];

/// A field is added: in both documents, as both have the schema.
const PICTURE: Edit = (
    "          description: The URL of the persona profile picture\n",
    "          description: The URL of the persona profile picture\n        created_time:\n          type: string\n          \
     format: date-time\n          description: When the persona was created\n",
);

/// The document now says what two of our corrections say: one changes nothing, the target of the other is gone.
const PERSONAS: [Edit; 3] = [
    PICTURE,
    (
        "          description: |\n            The display name of the persona (optional when provided via query param)\n",
        "          description: The display name of the persona\n",
    ),
    ("                    required:\n                      - cursors\n", ""),
];

const PAGE: [Edit; 4] = [
    // A field is removed, and one has another type.
    (
        "        mission:\n          description: The company mission. Applicable to Companies\n          type: string\n",
        "",
    ),
    (
        "          description: Unique store number for this location Page\n          type: integer\n          format: uint32\n",
        "          description: Unique store number for this location Page\n          type: string\n",
    ),
    // An enum has a value more.
    (
        "        - CURBSIDE\n        - IN_STORE\n",
        "        - CURBSIDE\n        - DELIVERY\n        - IN_STORE\n",
    ),
    // A parameter is required now.
    (
        "          description: Store number for the page to delete\n",
        "          description: Store number for the page to delete\n          required: true\n",
    ),
];

/// An operation is removed: from the one path to the other.
const REMOVED: [&str; 2] = ["  /{page_id}/nlp_configs:\n", "  /{page_id}/subscribed_apps:\n"];

/// Where the documents of v27.0 are: `target/` is neither a part of the repository nor of a copy of it.
pub(super) const FOLDER: &str = "target/downloads";

/// Writes the documents of v27.0.
pub(super) fn write(root: &Path) {
    let read = |name: &str| fs::read_to_string(root.join("spec/v26.0").join(name)).unwrap();
    let page = edited(&read("page.yaml"), &PAGE);
    let [from, to] = REMOVED.map(|path| page.find(path).unwrap());
    let page = [&page[..from], &page[to..]].concat();
    let personas = edited(&read("personas.yaml"), &PERSONAS);
    let persona = edited(&read("persona.yaml"), &[PICTURE]);
    fs::create_dir_all(root.join(FOLDER)).unwrap();
    for (name, text) in [("page.yaml", page), ("persona.yaml", persona), ("personas.yaml", personas)] {
        fs::write(root.join(FOLDER).join(name), text).unwrap();
    }
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let apply = |text: String, (old, new): &Edit| {
        assert_eq!(text.matches(old).count(), 1, "an edit of v27.0 no longer fits the documents: {old}");
        text.replace(old, new)
    };
    VERSION.iter().chain(edits).fold(text.to_owned(), apply)
}
