use std::convert::Infallible;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::health::Ending;
use super::host::Host;
use super::metrics::Metrics;
use super::shutdown;

/// Connections that are open at a time; further ones wait until one ends. Leaves some of the 1,024 files that a
/// process may have open where nobody allows it more.
const OPEN: usize = 1000;

/// How long a client may take to send the headers of a request, or leave a connection idle.
const TIME_TO_ASK: Duration = Duration::from_secs(10);

/// How long a client may take no byte of what it is sent.
const TIME_TO_READ: Duration = Duration::from_secs(30);

/// The most that the head of a request may have, in bytes. `limits` refuses less, with a page; this is what a connection
/// can make the host keep in memory.
const HEAD: usize = 64 * 1024;

/// Serves until `asked_to_end`; then goes on for `grace` with `ending` begun, lets the answers under way finish, and returns.
pub async fn serve(
    listener: TcpListener,
    host: Host,
    metrics: Metrics,
    ending: Ending,
    asked_to_end: impl Future<Output = ()>,
    grace: Duration,
) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(TIME_TO_ASK)
        .max_header_size(HEAD);
    let open = Arc::new(Semaphore::new(OPEN));
    let connections = GracefulShutdown::new();
    let mut end = pin!(async {
        asked_to_end.await;
        ending.begin();
        tracing::info!(
            "ending: serving on for {} s, then finishing what is under way",
            grace.as_secs()
        );
        sleep(grace).await;
    });
    let take = |(stream, slot)| {
        let (http, host, watcher) = (http.clone(), host.clone(), connections.watcher());
        let counted = metrics.connection();
        tokio::spawn(async move {
            talk(stream, &http, host, watcher).await;
            drop((slot, counted));
        });
    };
    loop {
        tokio::select! {
            next = next(&listener, &open) => take(next),
            () = &mut end => break,
        }
    }
    // Who has come through in the meantime is answered, too, before nobody is let in any more.
    while let Some(next) = next(&listener, &open).now_or_never() {
        take(next);
    }
    drop(listener);
    let left = shutdown::LONGEST.saturating_sub(grace);
    if timeout(left, connections.shutdown()).await.is_err() {
        tracing::warn!("ended with answers under way that nobody reads");
    }
}

/// The next connection, as soon as there is room for it.
async fn next(listener: &TcpListener, open: &Arc<Semaphore>) -> (TcpStream, OwnedSemaphorePermit) {
    loop {
        if open.available_permits() == 0 {
            tracing::warn!("{OPEN} connections are open: further ones wait");
        }
        // Never closed.
        let Ok(slot) = open.clone().acquire_owned().await else {
            continue;
        };
        match listener.accept().await {
            Ok((stream, _)) => return (stream, slot),
            // The client has gone already.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                // Most likely too many files are open: until some are closed, trying again would only heat the machine.
                sleep(Duration::from_millis(500)).await;
            }
        }
    }
}

/// Answers what comes over one connection.
async fn talk(stream: TcpStream, http: &http1::Builder, host: Host, watcher: Watcher) {
    if let Err(error) = prepare(&stream) {
        tracing::debug!(%error, "a connection cannot be set up");
        return;
    }
    let service = service_fn(async |request| Ok::<_, Infallible>(host.answer(request).await));
    let connection = http.serve_connection(TokioIo::new(stream), service);
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection has failed");
    }
}

fn prepare(stream: &TcpStream) -> io::Result<()> {
    // An answer is written in one go: waiting for more to send with it would only delay it.
    stream.set_nodelay(true)?;
    #[cfg(target_os = "linux")]
    socket2::SockRef::from(stream).set_tcp_user_timeout(Some(TIME_TO_READ))?;
    Ok(())
}
