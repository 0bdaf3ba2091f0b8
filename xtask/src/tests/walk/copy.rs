//! A copy of the workspace, with a server that has nothing in the place of Meta's.

use super::rewind::rewind;
use graph_tests::server::by_path::Server;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What an origin begins with.
const META: &str = "https://developers.facebook.com";

pub(super) struct Copy {
    root: PathBuf,
    server: Server,
}

impl Copy {
    /// Copies what Git would hold of the workspace, and commits it: the page asks Git what changed.
    ///
    /// The place is the same each time, so that what the compiler makes of it is replaced and not added to.
    pub(super) fn make() -> Self {
        let root = target().join("walk");
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        add(&workspace(), &root);
        rewind(&root);
        let server = Server::start(&[]);
        let manifest = fs::read_to_string(root.join("spec/manifest.toml")).unwrap();
        let manifest =
            manifest.replace(&format!("origin = \"{META}"), &format!("origin = \"{}", server.url("")));
        fs::write(root.join("spec/manifest.toml"), manifest).unwrap();
        let copy = Self { root, server };
        for arguments in [
            &["init", "--quiet"][..],
            &["add", "--all"],
            &[
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@localhost",
                "commit",
                "--quiet",
                "--no-verify",
                "-m",
                "Begin",
            ],
        ] {
            assert!(copy.command("git").args(arguments).status().unwrap().success(), "git {arguments:?}");
        }
        copy
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A program in the copy, without the settings of the user.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_PAGER", "cat").env("LC_ALL", "C");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
    }

    /// The text as it is shown in the checkout of a reader.
    pub(super) fn shown(&self, text: &str) -> String {
        let root = self.root.display().to_string();
        text.replace(&format!("{root}/"), "").replace(&self.server.url(""), META)
    }
}

/// The workspace that is tested.
pub(super) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The folder that this test was built into.
pub(super) fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    program.ancestors().nth(3).unwrap().to_owned()
}

fn add(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        let to = to.join(&name);
        if name == "target" || name == ".git" {
            continue;
        }
        // A link is followed: what it leads to is a part of its package.
        if entry.path().is_dir() {
            add(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
