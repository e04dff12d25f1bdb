//! Connections: takes them, has too many of them go, and ends so that no request is left without an answer.

mod activity;
mod crowd;

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::net::IpAddr;
use std::pin::pin;
use std::time::Duration;

use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use super::health::Ending;
use super::host::Host;
use super::metrics::Metrics;
use super::shutdown;
use activity::{Activity, Watched};
use crowd::{Crowd, Place};

/// Connections that are open at a time, of which one is kept free. Leaves some of the 1,024 files that a process may have open where nobody allows
/// it more.
pub const MOST: usize = 1000;

/// Of those who look at the metrics.
pub const MOST_OPERATORS: usize = 16;

/// How long a client may take to send the headers of a request, or leave a connection idle.
const TIME_TO_ASK: Duration = Duration::from_secs(10);

/// How long a client may take no byte of what it is sent.
const TIME_TO_READ: Duration = Duration::from_secs(30);

/// The most that the head of a request may have, in bytes. `limits` refuses less, with a page; this is what a connection
/// can make the host keep in memory.
const HEAD: usize = 64 * 1024;

/// How long a connection may be idle once the host closes what is.
const LAST_CALL: Duration = Duration::from_secs(1);

/// How long connections are still taken while those are closed that are idle, so that their clients can come again.
const LAST_ENTRY: Duration = Duration::from_millis(250);

/// How long somebody who has begun to connect may need to be seen, and for how long such are waited for in all.
const HANDSHAKE: Duration = Duration::from_millis(200);
const HANDSHAKES: Duration = Duration::from_secs(1);

/// Where clients come in.
struct Door {
    listener: TcpListener,
    http: http1::Builder,
    host: Host,
    metrics: Metrics,
    crowd: Crowd,
    is_closing: watch::Receiver<bool>,
}

/// Serves at most so many clients at a time until `asked_to_end`; then goes on for `grace` with `ending` begun, lets the answers
/// under way finish, and returns.
pub async fn serve(
    listener: TcpListener,
    most: usize,
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
    let crowd = Crowd::new(most);
    let (close_idle, is_closing) = watch::channel(false);
    let door = Door {
        listener,
        http,
        host,
        metrics,
        crowd: crowd.clone(),
        is_closing,
    };
    let end = async {
        asked_to_end.await;
        ending.begin();
        tracing::info!(
            "ending: serving on for {} s, then finishing what is under way",
            grace.as_secs()
        );
        sleep(grace).await;
    };
    door.take_until(end).await;
    let begun = Instant::now();
    close_idle.send_replace(true);
    door.take_until(sleep(LAST_ENTRY)).await;
    door.take_the_last().await;
    let left = shutdown::LONGEST.saturating_sub(grace + begun.elapsed());
    if timeout(left, crowd.is_empty()).await.is_err() {
        tracing::warn!("ended with answers under way that nobody reads");
    }
}

impl Door {
    /// Takes clients until `end`.
    async fn take_until(&self, end: impl Future<Output = ()>) {
        let mut end = pin!(end);
        loop {
            tokio::select! {
                client = self.next() => self.take(client),
                () = &mut end => return,
            }
        }
    }

    /// Takes those who have connected already, and nobody after them.
    async fn take_the_last(self) {
        // Closing a socket that listens resets those who wait in front of it. So no further ones may begin to connect, while
        // those who have begun are waited for.
        if let Err(error) = pass_over_new_clients(&self.listener) {
            tracing::debug!(%error, "clients that connect at the very end may be reset");
        }
        let end = Instant::now() + HANDSHAKES;
        while let Ok(client) = timeout(HANDSHAKE, self.next()).await {
            self.take(client);
            if Instant::now() > end {
                return;
            }
        }
    }

    /// The next client, as soon as there is room for it.
    async fn next(&self) -> (TcpStream, IpAddr) {
        loop {
            self.crowd.has_room().await;
            match self.listener.accept().await {
                Ok((stream, address)) => return (stream, address.ip()),
                // The client has gone already.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::error!(%error, "no connection can be taken");
                    // Most likely too many files are open: until some are closed, trying again would only heat the machine.
                    let pause = if self.crowd.send_one_away() { 10 } else { 500 };
                    sleep(Duration::from_millis(pause)).await;
                }
            }
        }
    }

    /// Answers a client from now on.
    fn take(&self, (stream, address): (TcpStream, IpAddr)) {
        let (http, host) = (self.http.clone(), self.host.clone());
        let (place, counted) = (self.crowd.enter(address), self.metrics.connection());
        let is_closing = self.is_closing.clone();
        tokio::spawn(async move {
            if let Err(error) = talk(stream, &http, &host, &place, is_closing).await {
                tracing::debug!(%error, "a connection has failed");
            }
            drop((place, counted));
        });
    }
}

/// Answers what comes over one connection.
async fn talk(
    stream: TcpStream,
    http: &http1::Builder,
    host: &Host,
    place: &Place,
    is_closing: watch::Receiver<bool>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    prepare(&stream)?;
    let activity = place.activity();
    let service = service_fn(async |request| {
        let mut response = activity.answering(host.answer(request)).await;
        if place.crowd().is_dense() {
            // So that the place is free for whoever comes next.
            (response.headers_mut()).insert(CONNECTION, HeaderValue::from_static("close"));
        }
        Ok::<_, Infallible>(response)
    });
    let stream = Watched::new(
        stream,
        activity.clone(),
        |status: StatusCode, head: &[u8]| host.refusal(status, head),
    );
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    // In this order: what has come is read before anybody is sent away.
    tokio::select! {
        biased;
        ended = connection.as_mut() => return Ok(ended?),
        () = place.told_to_go() => return Ok(()),
        () = idle_at_last_call(activity, is_closing) => {}
    }
    connection.as_mut().graceful_shutdown();
    Ok(connection.await?)
}

/// Ends when idle connections are to be closed and this one is: who has just connected is about to ask.
async fn idle_at_last_call(activity: &Activity, mut is_closing: watch::Receiver<bool>) {
    // Where nobody is left to say so, the host has ended.
    let _ = is_closing.wait_for(|is_closing| *is_closing).await;
    while !activity.is_answering() && activity.quiet() < LAST_CALL {
        sleep(LAST_CALL.saturating_sub(activity.quiet())).await;
    }
}

fn prepare(stream: &TcpStream) -> io::Result<()> {
    // An answer is written in one go: waiting for more to send with it would only delay it.
    stream.set_nodelay(true)?;
    #[cfg(target_os = "linux")]
    socket2::SockRef::from(stream).set_tcp_user_timeout(Some(TIME_TO_READ))?;
    Ok(())
}

/// Has the system drop the first packet of each further client, which tries again a second later and is refused then.
#[cfg(target_os = "linux")]
fn pass_over_new_clients(listener: &TcpListener) -> io::Result<()> {
    use socket2::SockFilter;

    // Classic BPF on the TCP header: load the byte of flags; where SYN is set keep nothing of the packet, else all of it.
    const FILTER: [SockFilter; 4] = [
        SockFilter::new(0x30, 0, 0, 13),
        SockFilter::new(0x45, 0, 1, 0x02),
        SockFilter::new(0x06, 0, 0, 0),
        SockFilter::new(0x06, 0, 0, u32::MAX),
    ];
    socket2::SockRef::from(listener).attach_filter(&FILTER)
}

#[cfg(not(target_os = "linux"))]
fn pass_over_new_clients(_: &TcpListener) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests;
