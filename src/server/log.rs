use std::io::{self, IsTerminal};

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

/// How a line of the log looks: `LOG_FORMAT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line, for programs.
    Json,
    /// For people.
    Text,
}

impl LogFormat {
    /// For people where one is watching.
    pub fn suitable() -> Self {
        if io::stdout().is_terminal() {
            Self::Text
        } else {
            Self::Json
        }
    }
}

/// Has everything that is logged from now on written to standard output. Only the first call has an effect.
pub fn start(format: LogFormat, filter: Targets) {
    let registry = tracing_subscriber::registry().with(filter);
    // Fails where there is a log already, which is just as well.
    let _ = match format {
        LogFormat::Json => {
            let layer = fmt::layer()
                .json()
                .flatten_event(true)
                .with_current_span(false);
            registry.with(layer.with_span_list(false)).try_init()
        }
        LogFormat::Text => {
            let layer = fmt::layer().with_ansi(io::stdout().is_terminal());
            registry.with(layer.with_target(false)).try_init()
        }
    };
}
