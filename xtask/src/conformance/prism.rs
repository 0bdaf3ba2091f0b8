//! Prism, the mock server: installing it, starting it, ending it.

use anyhow::{Context as _, bail, ensure};
use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The package and its version, with which the figures of docs/conformance.md were measured.
const PACKAGE: &str = "@stoplight/prism-cli@5.14.2";
/// How long the server may take to read its document.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(100);

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

/// How the server makes an answer for which the document has no example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answers {
    /// From the examples and the first values of the schemas, up to a size.
    Static,
    /// By chance, of any size.
    Dynamic,
}

/// A running server. It ends when it is dropped.
pub(super) struct Server {
    port: u16,
    running: Arc<Mutex<Running>>,
    watcher: Option<JoinHandle<()>>,
}

/// The process of a server.
struct Running {
    start: Box<dyn Fn() -> io::Result<Child> + Send>,
    process: Child,
    is_over: bool,
}

impl Server {
    /// Starts the server with a document and waits until it answers. Where a request ends it, it is started again.
    pub(super) fn start(prism: &Path, document: &Path, log: &Path, answers: Answers) -> anyhow::Result<Self> {
        // The port is free until the server takes it, unless somebody else is as quick.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let (prism, document) = (prism.to_owned(), document.to_owned());
        let start = move || {
            Command::new(&prism)
                .args(["mock", "-h", "127.0.0.1", "-p", &port.to_string()])
                .args(match answers {
                    Answers::Static => &[][..],
                    Answers::Dynamic => &["--dynamic"],
                })
                .arg(&document)
                .stdin(Stdio::null())
                .stderr(log.try_clone()?)
                .stdout(log.try_clone()?)
                .spawn()
        };
        let process = start().context("cannot start the mock server")?;
        let running = Arc::new(Mutex::new(Running { start: Box::new(start), process, is_over: false }));
        let mut server = Self { port, running, watcher: None };
        server.wait()?;
        let watched = Arc::clone(&server.running);
        server.watcher = Some(thread::spawn(move || {
            while lock(&watched).is_watched() {
                thread::sleep(PAUSE)
            }
        }));
        Ok(server)
    }

    /// The URL of the server.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn wait(&self) -> anyhow::Result<()> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            if let Some(status) = lock(&self.running).process.try_wait()? {
                bail!("the mock server does not accept the document ({status})");
            }
            ensure!(start.elapsed() < PATIENCE, "the mock server does not start");
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Running {
    /// Starts the server again if it has ended; false once it is to end.
    fn is_watched(&mut self) -> bool {
        if !self.is_over && matches!(self.process.try_wait(), Ok(Some(_))) {
            match (self.start)() {
                Ok(process) => self.process = process,
                Err(_) => return false,
            }
        }
        !self.is_over
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut running = lock(&self.running);
        running.is_over = true;
        // It may have ended by itself, and then there is nothing to end.
        let _ = running.process.kill();
        let _ = running.process.wait();
        drop(running);
        if let Some(watcher) = self.watcher.take() {
            let _ = watcher.join();
        }
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}
