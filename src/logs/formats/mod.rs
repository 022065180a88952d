//! One file a format, and the table of all.

mod access;
mod alb;
mod apache_error;
mod api_gateway;
mod api_gateway_execution;
mod azure;
mod caddy;
mod cloudflare;
mod cloudfront;
mod envoy;
mod gcp;
mod gunicorn;
mod haproxy;
mod har;
mod heroku;
mod http_response;
mod http_sys;
mod iis;
mod ingress_nginx;
mod lambda;
mod lambda_error;
mod lambda_json;
mod nginx;
mod nginx_error;
mod nlb;
mod php_fpm;
mod traefik;
mod uwsgi;

use super::format::Format;

/// Every format, in the order in which a line is tried. Where a line could be of two, the stricter one stands first.
pub const FORMATS: &[Format] = &[
    alb::FORMAT,
    nlb::FORMAT,
    heroku::FORMAT,
    api_gateway_execution::FORMAT,
    lambda::FORMAT,
    haproxy::FORMAT,
    envoy::ISTIO_TEXT,
    envoy::TEXT,
    envoy::PAIRS,
    cloudfront::TEXT,
    http_sys::FORMAT,
    iis::FORMAT,
    uwsgi::HARAKIRI,
    php_fpm::FORMAT,
    uwsgi::FORMAT,
    gunicorn::FORMAT,
    nginx_error::FORMAT,
    apache_error::FORMAT,
    ingress_nginx::FORMAT,
    nginx::TEXT,
    traefik::TEXT,
    lambda_json::FORMAT,
    alb::ROW,
    cloudfront::JSON,
    envoy::ISTIO_JSON,
    envoy::JSON,
    gcp::LOAD_BALANCER,
    gcp::CLOUD_RUN,
    azure::APPLICATION_GATEWAY_FORMAT,
    azure::FRONT_DOOR_FORMAT,
    azure::API_MANAGEMENT_FORMAT,
    azure::APP_SERVICE_FORMAT,
    cloudflare::FORMAT,
    traefik::JSON,
    nginx::JSON,
    caddy::FORMAT,
    har::FORMAT,
    api_gateway::JSON,
    lambda_error::FORMAT,
    api_gateway::TEXT,
    access::FORMAT,
    http_response::FORMAT,
];
