//! What `get-query-results` of Logs Insights gives: rows as lists of a field and its value.
//! <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html>.

use super::super::json::{Json, Object};

/// What these rows are called.
pub(in super::super) const NAME: &str = "Logs Insights results";

/// The row that a list is; `None` for any other list.
pub(in super::super) fn row(list: Object<'_>) -> Option<Json> {
    if !list.elements().next()?.has(&["field", "value"]) {
        return None;
    }
    let pairs = list.elements().filter_map(|element| Some((element.value("field")?, element.value("value")?)));
    Some(Json::row(pairs, list.span()))
}
