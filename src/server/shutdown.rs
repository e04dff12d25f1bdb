use std::future::Future;
use std::io;
use std::time::Duration;

/// The longest that ending may take, from being asked to: it has 25 seconds, and whoever asks kills after 30.
pub const LONGEST: Duration = Duration::from_secs(22);

/// The longest that may be spent serving on, so that some time is left for the answers under way.
pub const LONGEST_GRACE: Duration = Duration::from_secs(20);

/// Ends when the process is asked to by SIGTERM or Ctrl-C, from this call on and not only once it is awaited.
#[cfg(unix)]
pub fn asked_to_end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends when the process is asked to by Ctrl-C.
#[cfg(not(unix))]
pub fn asked_to_end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
