/*!
npm's packages: their lock files, and the advisories that npm's registry has of them.
*/

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::lock_file;
use super::outcome::leave_out;
use crate::{paths, process};

/// Packages that may run a script when they are installed, each with the reason. None needs to.
const MAY_RUN_SCRIPTS: &[(&str, &str)] = &[];

/// Advisories that are known and accepted: the end of its address, such as `GHSA-…`, and the reason.
const ACCEPTED: &[(&str, &str)] = &[];

/// Reads the lock files of all folders with a `package.json`. One error names all faults.
pub fn check_lock_files() -> Result<()> {
    let may_run_scripts: Vec<_> = MAY_RUN_SCRIPTS.iter().map(|(name, _)| *name).collect();
    let mut faults = Vec::new();
    let folders = folders_with_packages(paths::root())?;
    for folder in &folders {
        let path = folder.join("package-lock.json");
        let file = paths::below_root(&path);
        let text = fs::read_to_string(&path).with_context(|| format!("reading {file}"))?;
        faults.extend(lock_file::faults(&file, &text, &may_run_scripts));
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    println!("npm's lock files: {} in order", folders.len());
    Ok(())
}

/// Asks npm's registry for advisories; a line in `unchecked` says if it did not answer. One error names all advisories
/// that are not in [`ACCEPTED`].
pub fn audit(unchecked: &mut Vec<String>) -> Result<()> {
    let mut found = BTreeMap::new();
    for folder in folders_with_packages(paths::root())? {
        let answer = process::run_captured(&mut npm_audit(&folder)).map_err(|error| format!("{error:#}"));
        match answer.and_then(|output| advisories(&String::from_utf8_lossy(&output.stdout))) {
            Ok(advisories) => found.extend(advisories),
            // The next one would not be answered either.
            Err(why) => {
                leave_out(unchecked, format!("advisories of npm's packages: not checked, {why}"));
                break;
            }
        }
    }
    found.retain(|address: &String, _| !ACCEPTED.iter().any(|(id, _)| address.ends_with(id)));
    let found: Vec<_> = found.into_iter().map(|(address, what)| format!("{what}: {address}")).collect();
    ensure!(found.is_empty(), "advisories of npm's packages:\n{}", found.join("\n"));
    Ok(())
}

fn npm_audit(folder: &Path) -> Command {
    let mut npm = process::command("npm");
    npm.args(["audit", "--package-lock-only", "--json"]).current_dir(folder);
    // By default npm tries for minutes to reach a registry that is not there.
    npm.args(["--fetch-retries=0", "--fetch-timeout=30000"]);
    npm
}

/// The advisories in a report of `npm audit --json`, by address, or why there is no report.
fn advisories(said: &str) -> Result<BTreeMap<String, String>, String> {
    let said: Value = serde_json::from_str(said).map_err(|error| format!("what npm said is not JSON: {error}"))?;
    let Some(packages) = said["vulnerabilities"].as_object() else {
        let message = said["message"].as_str().unwrap_or("npm gave no reason");
        return Err(format!("npm's registry did not answer ({message})"));
    };
    let mut advisories = BTreeMap::new();
    // A package that is affected only through another has that one's name instead of an advisory.
    let via = packages.values().filter_map(|package| package["via"].as_array()).flatten();
    for advisory in via.filter(|via| via.is_object()) {
        let text = |key| advisory[key].as_str().unwrap_or("unknown");
        let what = format!("{} {} ({}): {}", text("name"), text("range"), text("severity"), text("title"));
        advisories.insert(text("url").to_owned(), what);
    }
    Ok(advisories)
}

/// The folders below `folder` that ask npm for packages, in a fixed order; other people's packages and what is built
/// left out.
fn folders_with_packages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name == "package.json" {
            folders.push(folder.to_owned());
        } else if entry.file_type().is_ok_and(|kind| kind.is_dir())
            && !name.starts_with('.')
            && !["node_modules", "target", "dist"].contains(&name.as_ref())
        {
            folders.extend(folders_with_packages(&entry.path())?);
        }
    }
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_files_of_this_repository_are_found_and_in_order() {
        let folders = folders_with_packages(paths::root()).unwrap();
        let folders: Vec<_> = folders.iter().map(|folder| paths::below_root(folder)).collect();
        assert_eq!(folders, ["", "benches/search_peers", "e2e"]);
        check_lock_files().unwrap();
    }

    #[test]
    fn a_report_names_each_advisory_once() {
        let report = r#"{
  "auditReportVersion": 2,
  "vulnerabilities": {
    "outer": { "name": "outer", "severity": "high", "via": ["inner"] },
    "inner": { "name": "inner", "severity": "high", "via": [{
      "source": 1, "name": "inner", "dependency": "inner", "title": "Reads too much", "severity": "high",
      "url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "range": "<1.2.3"
    }] }
  }
}"#;
        let advisories = advisories(report).unwrap();
        let expected = ("https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "inner <1.2.3 (high): Reads too much");
        let found: Vec<_> = advisories.iter().map(|(address, what)| (address.as_str(), what.as_str())).collect();
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_report_without_advisories_is_a_report() {
        assert_eq!(advisories(r#"{ "auditReportVersion": 2, "vulnerabilities": {} }"#), Ok(BTreeMap::new()));
    }

    #[test]
    fn no_report_is_not_taken_for_a_clean_one() {
        let said = r#"{ "message": "405 Method Not Allowed", "error": { "summary": "", "detail": "" } }"#;
        let expected = "npm's registry did not answer (405 Method Not Allowed)";
        assert_eq!(advisories(said), Err(expected.to_owned()));
        assert_eq!(advisories("{}"), Err("npm's registry did not answer (npm gave no reason)".to_owned()));
        assert!(advisories("").is_err_and(|why| why.starts_with("what npm said is not JSON")));
    }
}
