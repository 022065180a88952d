//! What shippers, consoles, clouds and exports put around a line. One file a wrapper; each is taken off before formats are tried.

mod cloudwatch;
mod compose;
mod cri;
mod docker;
mod heroku;
pub(super) mod insights;
mod journald;
mod kubectl;
mod kubernetes;
mod log_events;
mod message;
mod quote;
mod syslog;
pub(super) mod table;
mod tail;
mod telemetry;
mod wrapper;

pub(super) use wrapper::{Wrapper, WrapperShape};

/// Every wrapper, in the order in which they are tried.
pub(super) const WRAPPERS: &[Wrapper] = &[
    quote::WRAPPER,
    cri::WRAPPER,
    compose::WRAPPER,
    kubectl::WRAPPER,
    heroku::WRAPPER,
    syslog::WRAPPER,
    tail::WRAPPER,
    cloudwatch::WRAPPER,
    table::WRAPPER,
    kubernetes::WRAPPER,
    docker::WRAPPER,
    journald::WRAPPER,
    log_events::WRAPPER,
    telemetry::WRAPPER,
    message::WRAPPER,
];
