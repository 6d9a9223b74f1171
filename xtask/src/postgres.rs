//! A private PostgreSQL for the tests: its own folder, port and password, gone when dropped.

use crate::command::{is_program, on_path, succeed};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const INSTALL: &str = "PostgreSQL is missing. On Debian: apt-get install postgresql";
const USER: &str = "trochlea";
const STARTS_WITHIN: Duration = Duration::from_secs(60);

/// A running server.
pub struct Server {
    child: Child,
    url: String,
    // Last, so that the folder goes after the server.
    folder: TempDir,
}

impl Server {
    /// Makes a database in a temporary folder and serves it on loopback.
    pub fn start() -> Result<Self> {
        let programs = programs().context(INSTALL)?;
        let folder = tempfile::Builder::new()
            .prefix("trochlea-postgres-")
            .tempdir()?;
        let password = password()?;
        let password_file = folder.path().join("password");
        fs::write(&password_file, &password)?;
        // PostgreSQL refuses to run as root.
        let account = if is_root()? {
            Some(unprivileged_account()?)
        } else {
            None
        };
        if let Some(name) = account {
            succeed(Command::new("chown").args(["-R", name]).arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        let mut make = as_account(account, &programs.join("initdb"));
        make.args([
            "--auth",
            "scram-sha-256",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        ]);
        make.args(["--username", USER])
            .arg("--pwfile")
            .arg(&password_file)
            .arg("--pgdata")
            .arg(&data);
        succeed(make.stdout(Stdio::null()).current_dir(folder.path()))?;

        let port = free_port()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let mut serve = as_account(account, &programs.join("postgres"));
        serve.arg("-D").arg(&data).arg("-k").arg(folder.path());
        serve.args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
        // Nothing here outlives the tests.
        serve.args([
            "-c",
            "fsync=off",
            "-c",
            "full_page_writes=off",
            "-c",
            "synchronous_commit=off",
        ]);
        let child = serve
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("cannot start postgres")?;
        let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
        let mut server = Self { child, url, folder };
        server.wait_until_ready(&programs, port)?;
        eprintln!("PostgreSQL on 127.0.0.1:{port}");
        Ok(server)
    }

    /// Where it is: user, password, port, and the database `postgres`.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self, programs: &Path, port: u16) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < STARTS_WITHIN {
            if let Some(status) = self.child.try_wait()? {
                let mut log = String::new();
                fs::File::open(self.folder.path().join("log"))?.read_to_string(&mut log)?;
                bail!("postgres stopped: {status}\n{log}");
            }
            let mut ask = Command::new(programs.join("pg_isready"));
            ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
            if ask.status().context("cannot run pg_isready")?.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!(
            "postgres did not answer within {} s",
            STARTS_WITHIN.as_secs()
        );
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Interrupt is PostgreSQL's fast shutdown: its own children end too, which a kill would leave behind.
        let asked = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status();
        if !asked.is_ok_and(|status| status.success()) && self.child.kill().is_err() {
            return;
        }
        if let Err(error) = self.child.wait() {
            eprintln!("postgres: {error}");
        }
    }
}

/// The folder with all the programs: on the path (behind a link too), or where Debian keeps them, the newest.
fn programs() -> Option<PathBuf> {
    let linked = on_path(&["initdb"])
        .and_then(|found| Some(found.canonicalize().ok()?.parent()?.to_path_buf()));
    linked.into_iter().chain(debianfolders()).find(|folder| {
        ["initdb", "postgres", "pg_isready"]
            .iter()
            .all(|name| is_program(&folder.join(name)))
    })
}

fn debianfolders() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let version = folder.file_name()?.to_str()?.parse().ok()?;
            Some((version, folder.join("bin")))
        })
        .collect();
    folders.sort();
    folders
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .collect()
}

/// The program as another account, and ended with us where the system offers that.
fn as_account(account: Option<&str>, program: &Path) -> Command {
    match (account, on_path(&["setpriv"])) {
        (Some(name), Some(setpriv)) => {
            let mut command = Command::new(setpriv);
            command.args([
                "--reuid",
                name,
                "--regid",
                group(name),
                "--clear-groups",
                "--pdeathsig",
                "INT",
            ]);
            command.arg("--").arg(program);
            command
        }
        (None, Some(setpriv)) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "INT", "--"]).arg(program);
            command
        }
        (Some(name), None) => {
            let mut command = Command::new("runuser");
            command.args(["-u", name, "--"]).arg(program);
            command
        }
        (None, None) => Command::new(program),
    }
}

fn is_root() -> Result<bool> {
    let shown = Command::new("id")
        .arg("-u")
        .output()
        .context("cannot run id")?;
    Ok(shown.stdout.trim_ascii() == b"0")
}

/// The package's own account, or the one every system has.
fn unprivileged_account() -> Result<&'static str> {
    let accounts = fs::read_to_string("/etc/passwd").context("cannot read the accounts")?;
    ["postgres", "nobody"]
        .into_iter()
        .find(|name| {
            accounts
                .lines()
                .any(|line| line.split(':').next() == Some(name))
        })
        .context("root may not run PostgreSQL, and there is no account postgres or nobody")
}

fn group(account: &str) -> &str {
    if account == "nobody" {
        "nogroup"
    } else {
        account
    }
}

fn password() -> Result<String> {
    let mut random = [0_u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_answers_while_it_is_held_and_is_gone_after() {
        if std::env::var_os("TROCHLEA_NO_JUDGES").is_some() {
            return;
        }
        let server = Server::start().unwrap();
        let asked = |url: &str| {
            Command::new("psql")
                .args([url, "-Atc", "show port"])
                .output()
                .unwrap()
        };
        let url = server.url().to_owned();
        let port = url
            .rsplit_once(':')
            .unwrap()
            .1
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(String::from_utf8(asked(&url).stdout).unwrap().trim(), port);
        let folder = server.folder.path().to_path_buf();
        drop(server);
        assert!(!asked(&url).status.success());
        assert!(!folder.exists());
    }
}
