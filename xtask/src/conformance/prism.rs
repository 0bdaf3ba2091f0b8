//! Prism, the mock server: installing it, starting it, ending it.

use anyhow::{Context as _, bail, ensure};
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The package and its version: the figures of docs/conformance.md are of this one.
const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";
/// How long the server may take to read its document.
const PATIENCE: Duration = Duration::from_secs(300);

/// Installs Prism into the folder, unless it is there; gives the command.
pub(super) fn install(work: &Path) -> anyhow::Result<PathBuf> {
    let folder = work.join("prism");
    let command = folder.join("node_modules/.bin/prism");
    if command.exists() {
        return Ok(command);
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // Without a package.json of its own, npm would install into a folder further up that has one.
    fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--silent", PACKAGE])
        .current_dir(&folder)
        .status()
        .context("cannot run npm, which installs the mock server")?;
    ensure!(status.success(), "npm cannot install {PACKAGE} into {}", folder.display());
    Ok(command)
}

/// A running server. It ends when it is dropped.
pub(super) struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts the server with a document and waits until it answers.
    pub(super) fn start(prism: &Path, document: &Path, log: &Path) -> anyhow::Result<Self> {
        // The port is free until the server takes it, unless somebody else is as quick.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let process = Command::new(prism)
            .args(["mock", "-h", "127.0.0.1", "-p", &port.to_string()])
            .arg(document)
            .stdin(Stdio::null())
            .stderr(log.try_clone()?)
            .stdout(log)
            .spawn()
            .context("cannot start the mock server")?;
        let mut server = Self { process, port };
        server.wait()?;
        Ok(server)
    }

    /// The URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait(&mut self) -> anyhow::Result<()> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if let Some(status) = self.process.try_wait()? {
                bail!("the mock server does not take the document ({status})");
            }
            ensure!(start.elapsed() < PATIENCE, "the mock server does not start");
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
