//! The template of a server, filled in for a site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use hyper::header::CONTENT_SECURITY_POLICY;

use super::program::Program;
use super::spelling::checked;
use super::{caddy, nginx};
use crate::base_path::BasePath;
use crate::serve::headers::HeaderRules;

/// What a server is given to serve a site.
#[derive(Debug)]
pub(super) struct Configuration {
    /// The path that the site was built for.
    pub(super) base: BasePath,
    /// The file.
    pub(super) text: String,
}

/// The configuration with which a program serves the site that is in the folder `site` here, and will be in `root`.
pub(super) fn configuration(program: Program, site: &Path, root: &Path, listen: &str) -> Result<Configuration> {
    let path = site.join("_headers");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("reading {}: `cargo xtask build` writes it", path.display()))?;
    let rules = HeaderRules::parse(&text)?;
    let base = base_of(&rules)?;
    let root = checked(root.to_str().context("the folder's name is not UTF-8")?)?;
    let (maps, headers) = match program {
        Program::Nginx => nginx::headers(&rules)?,
        Program::Caddy => (String::new(), caddy::headers(&rules)?),
    };
    let marks = [
        ("maps", maps.as_str()),
        ("headers", &headers),
        ("listen", listen),
        ("root", root),
        ("base", base.as_str()),
        ("prefix", base.prefix()),
    ];
    let text = filled(program.template(), &marks);
    Ok(Configuration { base, text })
}

/// The path that a site was built for: what stands before the star of the pattern that its policy is under.
fn base_of(rules: &HeaderRules) -> Result<BasePath> {
    match rules.lines_of(&CONTENT_SECURITY_POLICY)[..] {
        [(pattern, _)] if pattern.after.as_deref() == Some("") => Ok(BasePath::new(&pattern.before)),
        _ => bail!("_headers has no single {CONTENT_SECURITY_POLICY} for all of the site"),
    }
}

/// The template with its marks filled in. A line about something that the site does not have, as the path without a slash
/// at the top of a host, is left out.
fn filled(template: &str, marks: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(2 * template.len());
    for line in template.lines() {
        let mut line = line.to_owned();
        let mut is_void = false;
        for (name, value) in marks {
            let mark = format!("{{{{{name}}}}}");
            is_void |= value.is_empty() && line.contains(&mark);
            line = line.replace(&mark, value);
        }
        if !is_void {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADERS: &str = "\
/docs/*
  Content-Security-Policy: default-src 'none'; img-src 'self' data:
  X-Frame-Options: DENY

/docs/app-1.js
  Cache-Control: public, max-age=31536000, immutable

/docs/
  Cache-Control: no-cache

/docs/errors/*
  Cache-Control: no-cache
";

    fn write_headers(site: &Path, headers: &str) {
        fs::create_dir_all(site).unwrap();
        fs::write(site.join("_headers"), headers).unwrap();
    }

    /// The configuration for a site with these headers, and its lines without what is the template's.
    fn lines(program: Program, headers: &str) -> (String, Vec<String>) {
        let site = std::env::temp_dir().join(format!("xtask-deploy-{}-{}", program.name(), std::process::id()));
        write_headers(&site, headers);
        let text = configuration(program, &site, Path::new("/srv/my site"), "127.0.0.1:81");
        fs::remove_dir_all(&site).unwrap();
        let text = text.unwrap().text;
        let template: Vec<_> = program.template().lines().map(str::trim).collect();
        let lines = text.lines().map(str::trim).filter(|line| !template.contains(line));
        (text.clone(), lines.map(str::to_owned).collect())
    }

    #[test]
    fn nginx_sends_what_the_site_says() {
        let (text, lines) = lines(Program::Nginx, HEADERS);
        assert_eq!(
            lines,
            [
                "map $uri $fivexx_cache_control {",
                "\"~^/docs/app-1\\.js$\" \"public, max-age=31536000, immutable\";",
                "\"~^/docs/$\" \"no-cache\";",
                "\"~^/docs/errors/\" \"no-cache\";",
                "listen 127.0.0.1:81;",
                "location = /docs { return 308 /docs/$is_args$args; }",
                "location /docs/ {",
                "alias \"/srv/my site/\";",
                "error_page 404 /docs/404.html;",
                "error_page 403 =404 /docs/404.html;",
                "add_header Content-Security-Policy \"default-src 'none'; img-src 'self' data:\" always;",
                "add_header X-Frame-Options \"DENY\" always;",
                "add_header Cache-Control $fivexx_cache_control always;",
            ]
        );
        assert!(!text.contains("{{"), "{text}");
    }

    #[test]
    fn caddy_sends_what_the_site_says() {
        let (text, lines) = lines(Program::Caddy, HEADERS);
        assert_eq!(
            lines,
            [
                "127.0.0.1:81 {",
                "root * \"/srv/my site\"",
                "header Content-Security-Policy \"default-src 'none'; img-src 'self' data:\"",
                "header X-Frame-Options \"DENY\"",
                "@cache_control_1 path /docs/app-1.js",
                "header @cache_control_1 Cache-Control \"public, max-age=31536000, immutable\"",
                "@cache_control_2 path /docs/ /docs/errors/*",
                "header @cache_control_2 Cache-Control \"no-cache\"",
                "redir /docs /docs/ 308",
                "@elsewhere not path /docs/*",
                "uri strip_prefix /docs",
            ]
        );
        assert!(!text.contains("{{"), "{text}");
    }

    #[test]
    fn at_the_top_of_a_host_nothing_is_about_a_prefix() {
        for program in Program::ALL {
            let (text, _) = lines(program, &HEADERS.replace("/docs/", "/"));
            assert!(
                !text.contains("/docs") && !text.contains("strip_prefix") && !text.contains("location = "),
                "{text}"
            );
            assert!(text.contains("/errors/"), "{text}");
        }
    }

    #[test]
    fn what_a_server_could_misread_is_refused() {
        let site = std::env::temp_dir().join(format!("xtask-deploy-refused-{}", std::process::id()));
        let error = |headers: &str, root: &str| {
            write_headers(&site, headers);
            format!("{:#}", configuration(Program::Nginx, &site, Path::new(root), "80").unwrap_err())
        };
        assert!(error(&HEADERS.replace("DENY", "$host"), "/srv").contains("`$host`: would have to be escaped"));
        assert!(error("/a\n  X-A: b\n", "/srv").contains("no single content-security-policy"));
        assert!(error(HEADERS, "/srv/a\"b").contains("would have to be escaped"));
        fs::remove_dir_all(&site).unwrap();
        let error = configuration(Program::Caddy, &site, Path::new("/srv"), ":80").unwrap_err().to_string();
        assert!(error.ends_with("_headers: `cargo xtask build` writes it"), "{error}");
    }
}
