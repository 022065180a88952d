//! The path of a request, from the client to the datastore.

use serde::{Deserialize, Serialize};

/// A layer of the path. The order of the variants is the order in which a request meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Layer {
    /// Browser, app or command-line tool.
    #[serde(rename = "client")]
    Client,
    /// Name resolution.
    #[serde(rename = "dns")]
    Dns,
    /// Content delivery network.
    #[serde(rename = "cdn")]
    Cdn,
    /// Load balancer.
    #[serde(rename = "load-balancer")]
    LoadBalancer,
    /// API gateway.
    #[serde(rename = "gateway")]
    Gateway,
    /// Reverse proxy or ingress.
    #[serde(rename = "proxy")]
    Proxy,
    /// What runs the code: function runtime or application server.
    #[serde(rename = "runtime")]
    Runtime,
    /// The code itself.
    #[serde(rename = "application")]
    Application,
    /// Database, cache, queue or object store.
    #[serde(rename = "datastore")]
    Datastore,
}

impl Layer {
    /// All layers, from the client inwards.
    pub const ALL: [Self; 9] = [
        Self::Client,
        Self::Dns,
        Self::Cdn,
        Self::LoadBalancer,
        Self::Gateway,
        Self::Proxy,
        Self::Runtime,
        Self::Application,
        Self::Datastore,
    ];

    /// The layer's name in content files, classes and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Dns => "dns",
            Self::Cdn => "cdn",
            Self::LoadBalancer => "load-balancer",
            Self::Gateway => "gateway",
            Self::Proxy => "proxy",
            Self::Runtime => "runtime",
            Self::Application => "application",
            Self::Datastore => "datastore",
        }
    }

    /// The layer's name in text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Dns => "DNS",
            Self::Cdn => "CDN",
            Self::LoadBalancer => "load balancer",
            Self::Gateway => "gateway",
            Self::Proxy => "proxy",
            Self::Runtime => "runtime",
            Self::Application => "application",
            Self::Datastore => "datastore",
        }
    }
}
