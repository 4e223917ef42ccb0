//! Tests that need separate processes: a proxy from the environment, and several processes at once.

use std::io::{Read, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread::spawn;

use ifilm_site::{Site, SiteConfig};

fn site(data: &Path) -> Site {
    let site = Site::start(SiteConfig { items: 6, ..SiteConfig::default() }).unwrap();
    std::fs::write(data.join("catalog.json"), site.catalog_json()).unwrap();
    site
}

fn sync(data: &Path, site: &Site) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data.join("data")).arg("--catalog").arg(data.join("catalog.json"));
    command.arg("--now").arg(site.now().to_string()).args([
        "--edition",
        "en",
        "sync",
        "--lead-pictures",
        "0",
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A proxy for plain http on this machine: its port, and how many connections it has had.
fn proxy() -> (u16, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, count) = (listener.local_addr().unwrap().port(), Arc::<AtomicU32>::default());
    let counted = Arc::clone(&count);
    spawn(move || {
        for client in listener.incoming().flatten() {
            counted.fetch_add(1, Relaxed);
            spawn(move || pass_on(client));
        }
    });
    (port, count)
}

/// Passes the bytes on to the host that the first request names, and its answers back.
fn pass_on(mut client: TcpStream) {
    let mut first = vec![0; 16 * 1024];
    let length = client.read(&mut first).unwrap();
    let request = String::from_utf8_lossy(&first[..length]).into_owned();
    let host = request.split_once("http://").and_then(|(_, rest)| rest.split('/').next()).unwrap();
    let mut server = TcpStream::connect(host).unwrap();
    server.write_all(&first[..length]).unwrap();
    let (mut from_server, mut to_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    spawn(move || {
        let _ = copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(Shutdown::Both);
    });
    let _ = copy(&mut client, &mut server);
    let _ = server.shutdown(Shutdown::Write);
}

/// Seen: the proxy's name was checked like the site's and gave `forbidden_address`, although its IP address
/// worked.
#[test]
fn a_local_proxy_is_used_by_its_name_and_by_its_ip_address() {
    for name in ["localhost", "127.0.0.1"] {
        let data = tempfile::tempdir().unwrap();
        let (site, (port, connections)) = (site(data.path()), proxy());
        let mut command = sync(data.path(), &site);
        for variable in ["NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "REQUEST_METHOD"] {
            command.env_remove(variable);
        }

        let done = command.env("http_proxy", format!("http://{name}:{port}")).output().unwrap();

        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stdout));
        assert!(connections.load(Relaxed) > 0, "{name}");
        assert_eq!(site.requests().iter().filter(|request| request.status == 200).count(), 7, "{name}");
    }
}

/// Seen: each of them sent all the requests.
#[test]
fn three_processes_on_the_same_files_request_each_page_once() {
    let data = tempfile::tempdir().unwrap();
    let site = site(data.path());

    let running: Vec<_> = (0..3).map(|_| sync(data.path(), &site).spawn().unwrap()).collect();
    let ended: Vec<_> = running.into_iter().map(|process| process.wait_with_output().unwrap()).collect();

    for process in &ended {
        assert!(process.status.success(), "{}", String::from_utf8_lossy(&process.stderr));
    }
    let answers: Vec<u16> = site.requests().iter().map(|request| request.status).collect();
    let whole = answers.iter().filter(|status| **status == 200).count();
    assert_eq!((whole, answers.len()), (7, 15), "two more find nothing new: a listing and three pages each");
}
