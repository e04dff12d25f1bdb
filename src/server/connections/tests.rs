//! Clients on real sockets, each in a thread of its own, since the host has one.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream as Client};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::thread;

use axum::http::{HeaderMap, HeaderName};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use super::super::router::router;
use super::super::security_headers;
use super::super::testing::{served, site_folder};
use super::*;

const HEALTH: &str = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
const HEALTH_ONCE: &str = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// Has room for this many.
const ROOM: usize = 40;

/// A host that serves until `end` is told.
struct Serving {
    address: SocketAddr,
    end: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

async fn start(grace: Duration) -> Serving {
    let folder = site_folder();
    fs::write(folder.path().join("large.bin"), vec![1; 8 << 20]).unwrap();
    let served = served(folder.path(), None, None);
    let (site, ending) = (served.site.clone(), served.ending.clone());
    let metrics = Metrics::new().unwrap();
    let host = Host::new(site, router(served), metrics.clone(), ending.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, asked) = oneshot::channel();
    let asked = async {
        let _ = asked.await;
    };
    let ended = tokio::spawn(serve(listener, ROOM, host, metrics, ending, asked, grace));
    Serving {
        address,
        end,
        ended,
    }
}

/// Runs what waits for sockets beside the host.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    spawn_blocking(work).await.unwrap()
}

fn connect(address: SocketAddr) -> io::Result<Client> {
    let client = Client::connect(address)?;
    client.set_read_timeout(Some(Duration::from_secs(10)))?;
    Ok(client)
}

/// One answer, whole: its head in small letters, and its body.
fn read_answer(client: &mut Client) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.and_then(|text| text.parse().ok()).unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Ok((head, bytes.split_off(end + 4)));
            }
        }
        match client.read(&mut piece)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            length => bytes.extend(&piece[..length]),
        }
    }
}

fn ask(client: &mut Client, request: &str) -> io::Result<(String, Vec<u8>)> {
    client.write_all(request.as_bytes())?;
    read_answer(client)
}

/// How long a newcomer waits for an answer.
fn newcomer(address: SocketAddr) -> Duration {
    let begun = std::time::Instant::now();
    let (head, _) = ask(&mut connect(address).unwrap(), HEALTH_ONCE).unwrap();
    assert!(head.starts_with("http/1.1 200"), "{head}");
    begun.elapsed()
}

/// Newcomers are answered while as many as there is room for do that, again as soon as they are sent away.
async fn answered_beside(hold: fn(SocketAddr, &AtomicBool)) {
    let host = start(Duration::ZERO).await;
    let address = host.address;
    let is_over = Arc::new(AtomicBool::new(false));
    let holders: Vec<_> = (0..ROOM + 10)
        .map(|_| {
            let is_over = is_over.clone();
            thread::spawn(move || {
                while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
                    hold(address, &is_over);
                }
            })
        })
        .collect();
    beside(move || {
        thread::sleep(Duration::from_millis(500));
        for _ in 0..5 {
            let waited = newcomer(address);
            assert!(waited < Duration::from_secs(1), "{waited:?}");
        }
        is_over.store(true, std::sync::atomic::Ordering::Relaxed);
        for holder in holders {
            holder.join().unwrap();
        }
    })
    .await;
}

fn is_over(is_over: &AtomicBool) -> bool {
    thread::sleep(Duration::from_millis(50));
    is_over.load(std::sync::atomic::Ordering::Relaxed)
}

#[tokio::test]
async fn others_are_answered_although_many_keep_asking() {
    answered_beside(|address, over| {
        let Ok(mut client) = connect(address) else {
            return;
        };
        while !is_over(over) && ask(&mut client, HEALTH).is_ok() {
            thread::sleep(Duration::from_millis(300));
        }
    })
    .await;
}

#[tokio::test]
async fn others_are_answered_although_many_say_nothing() {
    answered_beside(|address, over| {
        let Ok(mut client) = connect(address) else { return };
        let _ = client.set_read_timeout(Some(Duration::from_millis(50)));
        while !is_over(over) {
            let is_open = matches!(client.read(&mut [0]), Err(error) if error.kind() == io::ErrorKind::WouldBlock);
            if !is_open {
                return;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn others_are_answered_although_many_send_headers_for_ever() {
    answered_beside(|address, over| {
        let Ok(mut client) = connect(address) else {
            return;
        };
        let _ = client.write_all(b"GET / HTTP/1.1\r\n");
        while !is_over(over) && client.write_all(b"a: b\r\n").is_ok() {
            thread::sleep(Duration::from_millis(700));
        }
    })
    .await;
}

#[tokio::test]
async fn others_are_answered_although_many_do_not_read() {
    answered_beside(|address, over| {
        let Ok(mut client) = connect(address) else {
            return;
        };
        let request = "GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n";
        let _ = client.write_all(request.repeat(4).as_bytes());
        while !is_over(over) && client.write_all(request.as_bytes()).is_ok() {
            thread::sleep(Duration::from_millis(300));
        }
    })
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn who_has_few_connections_keeps_them() {
    let host = start(Duration::ZERO).await;
    let address = host.address;
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 2], 0).into()).unwrap();
    // The first to come and the quietest, and the only one at its address.
    let quiet = socket.connect(address).await.unwrap().into_std().unwrap();
    beside(move || {
        quiet.set_nonblocking(false).unwrap();
        let mut quiet = quiet;
        let (head, _) = ask(&mut quiet, HEALTH).unwrap();
        assert!(!head.contains("connection: close"), "{head}");
        let many: Vec<_> = (0..3 * ROOM).map(|_| connect(address).unwrap()).collect();
        newcomer(address);
        let (head, _) = ask(&mut quiet, HEALTH).unwrap();
        // But there is no room for it to stay.
        assert!(head.contains("connection: close"), "{head}");
        drop(many);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_request_is_refused_with_our_headers() {
    let host = start(Duration::ZERO).await;
    let address = host.address;
    beside(move || {
        let long = format!(
            "GET / HTTP/1.1\r\nHost: a\r\na: {}\r\n\r\n",
            "a".repeat(70_000)
        );
        for (request, status) in [
            ("\u{0}\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                400,
            ),
            ("GET / HTTP/4.0\r\nHost: a\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\n\r\n", 400),
            (&long, 431),
        ] {
            for before in ["", HEALTH] {
                let mut client = connect(address).unwrap();
                if !before.is_empty() {
                    ask(&mut client, before).unwrap();
                }
                let (head, body) = ask(&mut client, request).unwrap();
                let about = format!("{}: {head}", &request[..20.min(request.len())]);
                assert!(head.starts_with(&format!("http/1.1 {status}")), "{about}");
                let mut expected = HeaderMap::new();
                security_headers::insert(&mut expected);
                for name in expected
                    .keys()
                    .map(HeaderName::as_str)
                    .chain(["date", "x-request-id"])
                {
                    assert_eq!(
                        head.matches(&format!("\r\n{name}: ")).count(),
                        1,
                        "{name} of {about}"
                    );
                }
                assert!(head.contains("\r\nconnection: close"), "{about}");
                assert!(String::from_utf8(body).unwrap().contains("<h1>"), "{about}");
            }
        }
    })
    .await;
}

/// What becomes of the requests of clients that never ask again.
#[derive(Default)]
struct Outcomes {
    answered: AtomicUsize,
    broken: AtomicUsize,
}

/// Asks until the host is not there any more. Only to be refused a connection is no broken request.
fn ask_to_the_end(address: SocketAddr, is_kept: bool, outcomes: &Outcomes) {
    let count = |counter: &AtomicUsize| counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let request = if is_kept { HEALTH } else { HEALTH_ONCE };
    while let Ok(mut client) = connect(address) {
        loop {
            let Ok((head, _)) = ask(&mut client, request) else {
                count(&outcomes.broken);
                break;
            };
            count(&outcomes.answered);
            if head.contains("connection: close") {
                break;
            }
        }
    }
}

#[tokio::test]
async fn no_request_is_broken_when_it_ends() {
    for _ in 0..3 {
        let host = start(Duration::from_millis(300)).await;
        let address = host.address;
        let outcomes = Arc::new(Outcomes::default());
        let clients: Vec<_> = (0..16)
            .map(|index| {
                let outcomes = outcomes.clone();
                thread::spawn(move || ask_to_the_end(address, index % 2 == 0, &outcomes))
            })
            .collect();
        // Idle from before, and to be closed without a word.
        let idle = beside(move || connect(address).unwrap()).await;
        sleep(Duration::from_millis(200)).await;
        host.end.send(()).unwrap();
        timeout(Duration::from_secs(8), host.ended)
            .await
            .unwrap()
            .unwrap();
        beside(move || {
            for client in clients {
                client.join().unwrap();
            }
        })
        .await;
        drop(idle);
        let answered = outcomes.answered.load(std::sync::atomic::Ordering::Relaxed);
        let broken = outcomes.broken.load(std::sync::atomic::Ordering::Relaxed);
        assert!(answered > 100, "{answered}");
        assert_eq!(broken, 0, "of {answered}");
    }
}

#[tokio::test]
async fn who_has_connected_in_time_is_answered() {
    let host = start(Duration::ZERO).await;
    let address = host.address;
    let mut client = beside(move || connect(address).unwrap()).await;
    host.end.send(()).unwrap();
    // It asks only after the host has stopped to take others.
    let (head, _) = beside(move || {
        thread::sleep(Duration::from_millis(700));
        ask(&mut client, HEALTH)
    })
    .await
    .unwrap();
    assert!(head.contains("connection: close"), "{head}");
    timeout(Duration::from_secs(5), host.ended)
        .await
        .unwrap()
        .unwrap();
}
