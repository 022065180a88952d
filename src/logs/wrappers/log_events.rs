//! Events of CloudWatch Logs as JSON: what `filter-log-events` and `get-log-events` give, and what subscriptions send.
//! <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html>,
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html>.

use super::super::json::Object;
use super::super::record::Span;
use super::wrapper::{Wrapper, WrapperShape};

pub(super) const WRAPPER: Wrapper = Wrapper { name: "CloudWatch log events", shape: WrapperShape::Object(strip) };

fn strip(object: Object<'_>) -> Option<Span> {
    let is_event = object.has(&["timestamp", "message"])
        && ["ingestionTime", "logStreamName", "eventId", "id"].iter().any(|key| object.member(key).is_some());
    is_event.then(|| object.value("message"))?
}
