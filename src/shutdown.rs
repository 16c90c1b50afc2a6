//! Signals and orderly shutdown.

use std::{io, time::Duration};

use actix_web::rt;

use crate::monitoring::ServiceStatus;

/// The signals that stop the service. From now on they cause an orderly shutdown.
pub(crate) struct Signals {
    interrupt: system::Interrupt,
    terminate: system::Terminate,
}

impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self { interrupt: system::interrupt()?, terminate: system::terminate()? })
    }

    /// Returns when the service has to stop accepting connections.
    ///
    /// After SIGTERM the service reports that it is not ready and continues for a while, so that a load balancer
    /// notices. After Ctrl-C or a second SIGTERM it stops at once.
    pub(crate) async fn stop(mut self, status: ServiceStatus, delay: Duration) {
        tokio::select! {
            _ = self.interrupt.recv() => status.begin_stopping(),
            _ = self.terminate.recv() => {
                status.begin_stopping();
                tracing::info!(delay_s = delay.as_secs(), "told to stop: not ready any more");
                tokio::select! {
                    () = tokio::time::sleep(delay) => {}
                    _ = self.interrupt.recv() => {}
                    _ = self.terminate.recv() => {}
                }
            }
        }
        tracing::info!("finishing what has begun; Ctrl-C stops at once");
        rt::spawn(async move {
            self.interrupt.recv().await;
            std::process::exit(130);
        });
    }
}

#[cfg(unix)]
mod system {
    use std::io;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    pub(super) type Interrupt = Signal;
    pub(super) type Terminate = Signal;

    pub(super) fn interrupt() -> io::Result<Signal> {
        signal(SignalKind::interrupt())
    }

    pub(super) fn terminate() -> io::Result<Signal> {
        signal(SignalKind::terminate())
    }
}

#[cfg(windows)]
mod system {
    pub(super) use tokio::signal::windows::{
        CtrlC as Interrupt, CtrlShutdown as Terminate, ctrl_c as interrupt, ctrl_shutdown as terminate,
    };
}
