//! What Lambda answers in place of a function that failed: to who invoked it, or handed on by a gateway that maps nothing.
//! <https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html>.

use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::record::Record;
use super::lambda::timed_out;

pub(super) const FORMAT: Format =
    Format { name: "Lambda error response", vendor: Some("aws-lambda"), shape: Shape::Object(read) };

fn read(object: Object<'_>) -> Option<Record> {
    let message = object.value("errorMessage")?;
    let outcome = object.value("errorType");
    let timeout = timed_out(object.text, &message);
    // Others have messages and types of errors too: runtimes add where it happened, Python's the request's id.
    let is_of_runtime = outcome.is_some() && ["stackTrace", "trace"].iter().any(|key| object.object(key).is_some());
    if timeout.is_none() && !is_of_runtime {
        return None;
    }
    let record = timeout.unwrap_or_default();
    Some(Record {
        request_id: record.request_id.clone().or_else(|| object.value("requestId")),
        message: record.message.clone().or(Some(message)),
        outcome,
        ..record
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::json::Json;
    use super::*;

    #[test]
    fn errors_of_other_programs_are_no_record() {
        for text in [
            r#"{"errorMessage":"Task timed out after 3.00 seconds"}"#,
            r#"{"errorMessage":"no such user","errorType":"NotFound"}"#,
            r#"{"errorType":"Error","trace":["a"]}"#,
            r#"{"errorMessage":"x","errorType":"Error","trace":"0af7651916cd43dd8448eb211c80319c"}"#,
        ] {
            let json = Json::read(text.as_bytes(), 0).unwrap();
            assert!(json.objects(text.as_bytes()).all(|object| read(object).is_none()), "{text}");
        }
    }
}
