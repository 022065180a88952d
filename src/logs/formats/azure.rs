//! Logs of requests that Azure's services write: as records with their fields in `properties`, as rows of a table of their own,
//! and as rows of `AzureDiagnostics`, whose columns end in their type.
//! Fields: <https://learn.microsoft.com/azure/application-gateway/monitor-application-gateway-reference>,
//! <https://learn.microsoft.com/azure/frontdoor/monitor-front-door-reference>,
//! <https://learn.microsoft.com/azure/api-management/gateway-log-schema-reference>,
//! <https://learn.microsoft.com/azure/azure-monitor/reference/tables/appservicehttplogs>.

use super::super::columns::find;
use super::super::format::{Format, Shape};
use super::super::json::Object;
use super::super::names::{Names, moment};
use super::super::record::{Record, Span, Writer};
use super::super::w3c;
use crate::duration::Unit;

/// A service's log: what it calls itself, and its fields.
struct Service {
    /// The category of its records, and its tables.
    kinds: &'static [&'static str],
    /// Columns that no other service has together, each under one of its names: a row is known by these where it was cut out.
    columns: &'static [&'static [&'static str]],
    names: Names,
    vendor: &'static str,
}

const APPLICATION_GATEWAY: Service = Service {
    kinds: &["ApplicationGatewayAccessLog", "AGWAccessLogs"],
    columns: &[&["httpStatus", "httpStatus_d"], &["serverStatus", "serverStatus_s", "serverRouted", "serverRouted_s"]],
    names: Names {
        request_id: &["transactionId", "transactionId_g"],
        host: &["originalHost", "originalHost_s", "host", "host_s"],
        route: &["requestUri", "requestUri_s", "originalRequestUriWithArgs"],
        status: &["httpStatus", "httpStatus_d"],
        upstream_status: &["serverStatus", "serverStatus_s"],
        unit: Unit::Second,
        total: &["timeTaken", "timeTaken_d"],
        processing: &["serverResponseLatency", "serverResponseLatency_s"],
        connect: &["serverConnectTime", "serverConnectTime_s"],
        first_byte: &["serverHeaderTime", "serverHeaderTime_s"],
        outcome: &["error_info", "error_info_s", "errorInfo"],
        ..Names::NONE
    },
    vendor: "azure-application-gateway",
};

const FRONT_DOOR: Service = Service {
    kinds: &["FrontDoorAccessLog", "AzureCdnAccessLog"],
    columns: &[
        &["trackingReference", "trackingReference_s"],
        &["httpStatusCode", "httpStatusCode_s", "httpStatusCode_d"],
    ],
    names: Names {
        request_id: &["trackingReference", "trackingReference_s"],
        host: &["hostName", "hostName_s"],
        route: &["requestUri", "requestUri_s"],
        status: &["httpStatusCode", "httpStatusCode_s", "httpStatusCode_d"],
        unit: Unit::Second,
        total: &["timeTaken", "timeTaken_s", "timeTaken_d"],
        first_byte: &["timeToFirstByte", "timeToFirstByte_s", "timeToFirstByte_d"],
        outcome: &["errorInfo", "ErrorInfo_s"],
        ..Names::NONE
    },
    vendor: "azure-front-door",
};

const API_MANAGEMENT: Service = Service {
    kinds: &["GatewayLogs", "ApiManagementGatewayLogs"],
    columns: &[&["backendResponseCode", "backendResponseCode_d"], &["responseCode", "responseCode_d"]],
    names: Names {
        request_id: &["correlationId", "correlationId_g", "correlationId_s"],
        route: &["url", "url_s"],
        status: &["responseCode", "responseCode_d"],
        upstream_status: &["backendResponseCode", "backendResponseCode_d"],
        total: &["totalTime", "totalTime_d", "durationMs"],
        processing: &["backendTime", "backendTime_d"],
        outcome: &["lastErrorReason", "lastError_reason_s"],
        message: &["lastErrorMessage", "lastError_message_s"],
        ..Names::NONE
    },
    vendor: "",
};

const APP_SERVICE: Service = Service {
    kinds: &["AppServiceHTTPLogs"],
    columns: &[&["ScStatus"], &["CsUriStem"]],
    names: Names {
        host: &["CsHost"],
        route: &["CsUriStem"],
        status: &["ScStatus"],
        total: &["TimeTaken"],
        ..Names::NONE
    },
    vendor: "azure-app-service",
};

pub(super) const APPLICATION_GATEWAY_FORMAT: Format = Format {
    name: "Azure Application Gateway access log",
    vendor: Some(APPLICATION_GATEWAY.vendor),
    shape: Shape::Object(read_application_gateway),
};
pub(super) const FRONT_DOOR_FORMAT: Format = Format {
    name: "Azure Front Door access log",
    vendor: Some(FRONT_DOOR.vendor),
    shape: Shape::Object(read_front_door),
};
pub(super) const API_MANAGEMENT_FORMAT: Format =
    Format { name: "Azure API Management gateway log", vendor: None, shape: Shape::Object(read_api_management) };
pub(super) const APP_SERVICE_FORMAT: Format = Format {
    name: "Azure App Service HTTP log",
    vendor: Some(APP_SERVICE.vendor),
    shape: Shape::Object(read_app_service),
};

/// The envelope's fields and the service's own; both are the same object in a row of a table.
struct Row<'a> {
    outer: Object<'a>,
    fields: Object<'a>,
}

impl<'a> Row<'a> {
    fn any(&self, names: &[&str]) -> Option<Span> {
        self.fields.any(names).or_else(|| self.outer.any(names))
    }

    fn word(&self, span: &Option<Span>) -> &'a [u8] {
        span.clone().and_then(|span| self.outer.text.get(span)).unwrap_or_default()
    }
}

/// The row of a service and its record, without who made the answer.
fn read<'a>(outer: Object<'a>, service: &Service) -> Option<(Row<'a>, Record)> {
    // Rows of tables name it in `Type`, records in `category`.
    let is_kind = |key: &str| {
        let value = outer.bytes(key).unwrap_or_default();
        service.kinds.iter().any(|kind| value.eq_ignore_ascii_case(kind.as_bytes()))
    };
    let names_kind = ["category", "Type"].iter().any(|key| outer.value(key).is_some());
    let has_columns = || service.columns.iter().all(|names| names.iter().any(|name| outer.member(name).is_some()));
    if !is_kind("category") && !is_kind("Type") && (names_kind || !has_columns()) {
        return None;
    }
    let row = Row { outer, fields: outer.object("properties").unwrap_or(outer) };
    let mut record = service.names.read_by(outer.text, &|names| row.any(names));
    record.moment = ["time", "timeGenerated", "timestamp"].iter().find_map(|key| moment(outer.text, outer.value(key)?));
    record.status.is_some().then_some((row, record))
}

fn read_application_gateway(object: Object<'_>) -> Option<Record> {
    let (row, mut record) = read(object, &APPLICATION_GATEWAY)?;
    // Version 1 counts in milliseconds, and knows nothing of the server.
    let is_first = match row.any(&["instanceId", "instanceId_s"]) {
        instance @ Some(_) => row.word(&instance).starts_with(b"ApplicationGatewayRole"),
        None => !row.fields.has(&["serverRouted"]) && !row.fields.has(&["serverRouted_s"]),
    };
    let is_fraction = |span: &Span| row.word(&Some(span.clone())).contains(&b'.');
    if is_first && let Some(total) = record.times.total.as_mut().filter(|total| !is_fraction(&total.span)) {
        total.value /= 1_000;
    }
    let word = row.word(&record.outcome);
    let is_failure = !word.is_empty() && word != b"ERRORINFO_NO_ERROR";
    let code = record.status.as_ref()?.value;
    record.status_by = match &record.upstream_status {
        Some(upstream) if upstream.value == code => Writer::Upstream,
        Some(_) => Writer::Own(APPLICATION_GATEWAY.vendor),
        None if is_failure || !is_first => Writer::Own(APPLICATION_GATEWAY.vendor),
        None => Writer::Unknown,
    };
    let is_own = record.status_by == Writer::Own(APPLICATION_GATEWAY.vendor);
    record.is_timeout = match word {
        word if find(word, b"TIMED_OUT").is_some() => Some(true),
        word if word.starts_with(b"ERRORINFO_UPSTREAM") => Some(false),
        _ => (is_own && code.0 == 504).then_some(true),
    };
    record.outcome = record.outcome.filter(|_| is_failure);
    Some(record)
}

fn read_front_door(object: Object<'_>) -> Option<Record> {
    let (row, mut record) = read(object, &FRONT_DOOR)?;
    let word = row.word(&record.outcome);
    let origin = row.any(&["originUrl", "originUrl_s", "backendHostname", "backendHostname_s"]);
    let is_failure = !matches!(word, b"" | b"NoError");
    record.status_by = match word {
        _ if is_failure => Writer::Own(FRONT_DOOR.vendor),
        b"NoError" if !matches!(row.word(&origin), b"" | b"N/A") => Writer::Upstream,
        _ => Writer::Unknown,
    };
    record.is_timeout = match word {
        b"" | b"NoError" | b"ClientDisconnected" => None,
        word if word.ends_with(b"Timeout") => Some(true),
        word => (!word.starts_with(b"Unspecified")).then_some(false),
    };
    record.outcome = record.outcome.filter(|_| is_failure);
    Some(record)
}

fn read_api_management(object: Object<'_>) -> Option<Record> {
    let (row, mut record) = read(object, &API_MANAGEMENT)?;
    // Gateways that one hosts oneself have the last error as an object.
    let last = row.fields.object("lastError");
    record.outcome = record.outcome.or_else(|| last?.value("reason"));
    record.message = record.message.or_else(|| last?.value("message"));
    let code = record.status.as_ref()?.value;
    if record.upstream_status.as_ref().is_some_and(|upstream| upstream.value == code) {
        record.status_by = Writer::Upstream;
    }
    let message = row.word(&record.message);
    record.is_timeout = match row.word(&record.outcome) {
        b"" => None,
        b"Timeout" => Some(true),
        _ if find(message, b"timed out").is_some() || find(message, b"timeout").is_some() => Some(true),
        // That a connection was closed may be the end of somebody's time.
        b"BackendConnectionFailure" | b"ClientConnectionFailure" => None,
        _ => Some(false),
    };
    Some(record)
}

fn read_app_service(object: Object<'_>) -> Option<Record> {
    let (row, mut record) = read(object, &APP_SERVICE)?;
    let (sub_status, code) = (row.any(&["ScSubStatus"]), row.any(&["ScWin32Status"]));
    record.is_timeout = w3c::is_timeout(row.word(&sub_status), row.word(&code));
    if !matches!(row.word(&sub_status), b"" | b"0") {
        record.status_by = Writer::Own(APP_SERVICE.vendor);
    }
    record.outcome = w3c::outcome(object.text, sub_status, code);
    Some(record)
}

#[cfg(test)]
mod tests {
    use super::super::super::json::read_first as read;
    use super::*;

    #[test]
    fn versions_of_the_application_gateway_differ_in_their_unit() {
        for (text, millis) in [
            (
                r#"{"category":"ApplicationGatewayAccessLog","properties":{"instanceId":"ApplicationGatewayRole_IN_0","httpStatus":502,"timeTaken":20005}}"#,
                20_005,
            ),
            (
                r#"{"category":"ApplicationGatewayAccessLog","properties":{"instanceId":"appgw_1","httpStatus":502,"timeTaken":20.005}}"#,
                20_005,
            ),
            (r#"{"Type":"AGWAccessLogs","HttpStatus":502,"TimeTaken":60,"ServerRouted":""}"#, 60_000),
            (
                r#"{"Category":"ApplicationGatewayAccessLog","httpStatus_d":"502","timeTaken_d":"60.001","instanceId_s":"appgw_0"}"#,
                60_001,
            ),
        ] {
            let record = read(text, read_application_gateway).unwrap();
            assert_eq!(record.times.total.unwrap().value.as_millis(), millis, "{text}");
        }
    }

    #[test]
    fn error_words_tell_who_answered_and_why() {
        let gateway = |fields: &str| {
            let text = format!(r#"{{"Type":"AGWAccessLogs","InstanceId":"appgw_0",{fields}}}"#);
            let record = read(&text, read_application_gateway).unwrap();
            (record.status_by, record.is_timeout)
        };
        let own = Writer::Own("azure-application-gateway");
        for (fields, expected) in [
            (r#""HttpStatus":504,"ServerStatus":"","ErrorInfo":"ERRORINFO_UPSTREAM_TIMED_OUT""#, (own, Some(true))),
            (r#""HttpStatus":502,"ServerStatus":"","ErrorInfo":"ERRORINFO_UPSTREAM_NO_LIVE""#, (own, Some(false))),
            (r#""HttpStatus":504,"ServerStatus":"504","ErrorInfo":"ERRORINFO_NO_ERROR""#, (Writer::Upstream, None)),
            (r#""HttpStatus":504,"ServerStatus":"-""#, (own, Some(true))),
        ] {
            assert_eq!(gateway(fields), expected, "{fields}");
        }
        for (word, expected) in
            [("OriginTimeout", Some(true)), ("OriginConnectionRefused", Some(false)), ("UnspecifiedError", None)]
        {
            let text = format!(
                r#"{{"category":"FrontDoorAccessLog","properties":{{"httpStatusCode":"503","errorInfo":"{word}"}}}}"#
            );
            assert_eq!(read(&text, read_front_door).unwrap().is_timeout, expected, "{word}");
        }
    }

    #[test]
    fn other_categories_are_none() {
        for text in [
            r#"{"category":"ApplicationGatewayFirewallLog","properties":{"httpStatus":403}}"#,
            r#"{"category":"FrontDoorHealthProbeLog","properties":{"httpStatusCode":"503"}}"#,
            r#"{"properties":{"httpStatus":403}}"#,
        ] {
            for reader in [read_application_gateway, read_front_door, read_api_management, read_app_service] {
                assert_eq!(read(text, reader), None, "{text}");
            }
        }
    }
}
