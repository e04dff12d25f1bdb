//! The socket of a client, of which is known when bytes last moved, and on which no refusal goes out without our headers.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The most bytes that a refusal of hyper's own has: a status, a length, a date.
const LONGEST_REFUSAL: usize = 256;

/// Shared by the socket, by what answers over it, and by who decides which connection has to go.
#[derive(Debug)]
pub struct Activity {
    opened: Instant,
    /// When bytes last moved in either direction, in milliseconds since `opened`.
    moved: AtomicU64,
    is_answering: AtomicBool,
    /// Whether an answer of ours may not have been handed to the socket as a whole.
    has_unsent: AtomicBool,
    /// Whether the client takes no more bytes for now.
    is_blocked: AtomicBool,
}

impl Activity {
    /// Of a connection that is opened now.
    pub fn new() -> Self {
        Self {
            opened: Instant::now(),
            moved: AtomicU64::new(0),
            is_answering: AtomicBool::new(false),
            has_unsent: AtomicBool::new(false),
            is_blocked: AtomicBool::new(false),
        }
    }

    fn touch(&self) {
        let moved = self.opened.elapsed().as_millis() as u64;
        self.moved.store(moved, Ordering::Relaxed);
    }

    /// For how long no byte has moved.
    pub fn quiet(&self) -> Duration {
        let moved = Duration::from_millis(self.moved.load(Ordering::Relaxed));
        self.opened.elapsed().saturating_sub(moved)
    }

    /// Whether an answer is being made.
    pub fn is_answering(&self) -> bool {
        self.is_answering.load(Ordering::Relaxed)
    }

    /// Whether an answer waits for the client to read.
    pub fn is_blocked(&self) -> bool {
        self.is_blocked.load(Ordering::Relaxed)
    }

    /// Runs what makes an answer.
    pub async fn answering<T>(&self, answer: impl Future<Output = T>) -> T {
        self.is_answering.store(true, Ordering::Relaxed);
        let answer = answer.await;
        self.touch();
        self.has_unsent.store(true, Ordering::Relaxed);
        self.is_answering.store(false, Ordering::Relaxed);
        answer
    }
}

/// A stream that tells its activity, and has `refuse` write what hyper refuses by itself with a bare status.
#[derive(Debug)]
pub struct Watched<S, R> {
    stream: S,
    activity: Arc<Activity>,
    refuse: R,
    /// What is sent in the place of hyper's refusal, and how much of it has been.
    refusal: Option<(Vec<u8>, usize)>,
}

impl<S, R> Watched<S, R> {
    /// Watches over a stream.
    pub fn new(stream: S, activity: Arc<Activity>, refuse: R) -> Self {
        Self {
            stream,
            activity,
            refuse,
            refusal: None,
        }
    }
}

impl<S, R> Watched<S, R> {
    fn notice<T>(&self, poll: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        self.activity
            .is_blocked
            .store(poll.is_pending(), Ordering::Relaxed);
        if matches!(poll, Poll::Ready(Ok(_))) {
            self.activity.touch();
        }
        poll
    }
}

impl<S: AsyncRead + Unpin, R: Unpin> AsyncRead for Watched<S, R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let poll = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if buffer.filled().len() > before {
            self.activity.touch();
        }
        poll
    }
}

impl<S: AsyncWrite + Unpin, R: Fn(StatusCode, &[u8]) -> Vec<u8> + Unpin> Watched<S, R> {
    /// Writes our refusal in the place of hyper's own, which is told that it was written; `None` for anything else.
    fn poll_refusal(
        &mut self,
        cx: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Option<Poll<io::Result<usize>>> {
        let activity = &self.activity;
        if self.refusal.is_none() && !activity.has_unsent.load(Ordering::Relaxed) {
            let (status, head) = refusal_of_hyper(buffers)?;
            self.refusal = Some(((self.refuse)(status, head), 0));
        }
        let (refusal, mut sent) = self.refusal.take()?;
        while sent < refusal.len() {
            match Pin::new(&mut self.stream).poll_write(cx, &refusal[sent..]) {
                Poll::Ready(Ok(0)) => {
                    return Some(Poll::Ready(Err(io::ErrorKind::WriteZero.into())));
                }
                Poll::Ready(Ok(length)) => sent += length,
                other => {
                    self.refusal = Some((refusal, sent));
                    return Some(other);
                }
            }
        }
        Some(Poll::Ready(Ok(buffers
            .iter()
            .map(|buffer| buffer.len())
            .sum())))
    }
}

/// The status and the head of a refusal that hyper makes by itself, when what it reads is no request; `None` for other bytes.
fn refusal_of_hyper<'a>(buffers: &'a [IoSlice<'_>]) -> Option<(StatusCode, &'a [u8])> {
    let mut buffers = buffers.iter().filter(|buffer| !buffer.is_empty());
    let (head, None) = (buffers.next()?, buffers.next()) else {
        return None;
    };
    let is_bare = head.len() <= LONGEST_REFUSAL
        && head.starts_with(b"HTTP/1.")
        && head.ends_with(b"\r\n\r\n")
        && head.get(8..10) == Some(b" 4");
    let status = StatusCode::from_bytes(head.get(9..12)?).ok()?;
    is_bare.then_some((status, &head[..]))
}

impl<S: AsyncWrite + Unpin, R: Fn(StatusCode, &[u8]) -> Vec<u8> + Unpin> AsyncWrite
    for Watched<S, R>
{
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(cx, &[IoSlice::new(buffer)])
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffers: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let poll = match self.poll_refusal(cx, buffers) {
            Some(poll) => poll,
            None => Pin::new(&mut self.stream).poll_write_vectored(cx, buffers),
        };
        self.notice(poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        self.activity.has_unsent.store(false, Ordering::Relaxed);
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
