use std::panic::{self, AssertUnwindSafe};

use futures::FutureExt;

/// Runs what answers a request, and returns `None` where it panicked: others are answered all the same.
///
/// Nothing of ours can be left half changed by that: what requests share are counters and files that nobody changes.
pub async fn caught<T>(answering: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(answering).catch_unwind().await.ok()
}

/// Has every panic written into the log, in its form, instead of onto standard error in one of its own.
pub fn log() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        let message = info.payload_as_str().unwrap_or("no message");
        tracing::error!(place, "panicked: {message}");
    }));
}
