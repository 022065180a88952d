/*!
What npm's `package-lock.json` may hold: packages of npm's registry alone, each with a strong hash of its content, and
none that runs a program of its own when it is installed, except those that are named.
*/

use serde_json::{Map, Value};

/// The only address that packages may come from. A lock file without addresses leaves it to npm, which asks the same.
const REGISTRY: &str = "https://registry.npmjs.org/";

/// Where a package lists what it needs.
const LISTS: [&str; 4] = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/// What is wrong with the lock file `text`, a line each that names `file` and the package. The packages in
/// `may_run_scripts` may run scripts when they are installed.
pub fn faults(file: &str, text: &str, may_run_scripts: &[&str]) -> Vec<String> {
    let lock: Value = match serde_json::from_str(text) {
        Ok(lock) => lock,
        Err(error) => return vec![format!("{file}: is not JSON: {error}")],
    };
    let mut faults = Vec::new();
    if lock["lockfileVersion"] != 3 {
        faults.push(format!("{file}: lockfileVersion is {}, expected 3", lock["lockfileVersion"]));
    }
    let Some(packages) = lock["packages"].as_object() else {
        faults.push(format!("{file}: has no packages"));
        return faults;
    };
    for (place, package) in packages {
        let Some(package) = package.as_object() else {
            faults.push(format!("{file}: {place}: is no object"));
            continue;
        };
        let of_package = match place.as_str() {
            // The project itself.
            "" => foreign_requirements(package),
            _ => [foreign_requirements(package), package_faults(place, package, may_run_scripts)].concat(),
        };
        let name = if place.is_empty() { "the project itself" } else { place };
        faults.extend(of_package.into_iter().map(|fault| format!("{file}: {name}: {fault}")));
    }
    faults
}

fn package_faults(place: &str, package: &Map<String, Value>, may_run_scripts: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    // After the last `node_modules/`, since packages nest.
    let Some((_, name)) = place.rsplit_once("node_modules/") else {
        return vec!["is a folder of this repository, not a package of the registry".to_owned()];
    };
    if package.get("link").is_some_and(is_set) {
        faults.push("is a link to a folder, not a package of the registry".to_owned());
    }
    match package.get("integrity") {
        Some(Value::String(hash)) if is_sha512(hash) => {}
        Some(hash) => faults.push(format!("integrity is {hash}, expected one whole sha512")),
        None => faults.push("has no integrity, expected a sha512".to_owned()),
    }
    match package.get("resolved") {
        Some(Value::String(address)) if address.starts_with(REGISTRY) => {}
        Some(address) => faults.push(format!("resolved is {address}, expected an address below {REGISTRY}")),
        None => {}
    }
    if package.get("hasInstallScript").is_some_and(is_set) && !may_run_scripts.contains(&name) {
        faults.push("runs a script when it is installed, and is not among those that may".to_owned());
    }
    faults
}

/// What the package asks for from elsewhere than the registry.
fn foreign_requirements(package: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    for list in LISTS {
        for (name, wanted) in package.get(list).and_then(Value::as_object).into_iter().flatten() {
            if !wanted.as_str().is_some_and(is_of_the_registry) {
                faults.push(format!("{list}: {name} is {wanted}, expected a version of the registry's package"));
            }
        }
    }
    faults
}

/// Whether npm will look in the registry for what is wanted: a range of versions or a tag, perhaps under another name.
/// Addresses, files and folders have a colon or a slash in them, as has GitHub's short form `owner/name`.
fn is_of_the_registry(wanted: &str) -> bool {
    let (name, is_other_name) = wanted.strip_prefix("npm:").map_or((wanted, false), |other| (other, true));
    let after_scope = match name.split_once('/') {
        Some((scope, rest)) if is_other_name && scope.starts_with('@') => rest,
        _ => name,
    };
    !after_scope.contains([':', '/'])
}

/// `true`, or anything else that is not `false`.
fn is_set(value: &Value) -> bool {
    *value != Value::Bool(false)
}

/// Whether `hash` is one sha512 in base64: 64 bytes, so 86 characters and two to fill up. Several in a row would have
/// npm choose.
fn is_sha512(hash: &str) -> bool {
    let Some(digits) = hash.strip_prefix("sha512-").and_then(|hash| hash.strip_suffix("==")) else {
        return false;
    };
    digits.len() == 86 && digits.bytes().all(|digit| digit.is_ascii_alphanumeric() || matches!(digit, b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file `LOCK` with `old` replaced, and its faults.
    fn faults_with(old: &str, new: &str) -> Vec<String> {
        assert!(LOCK.contains(old), "{old}");
        faults("e2e/package-lock.json", &LOCK.replacen(old, new, 1), &["scripted"])
    }

    const LOCK: &str = r#"{
  "name": "project",
  "lockfileVersion": 3,
  "packages": {
    "": { "devDependencies": { "plain": "1.0.0", "renamed": "npm:@scope/other@^2" } },
    "node_modules/plain": {
      "version": "1.0.0",
      "resolved": "https://registry.npmjs.org/plain/-/plain-1.0.0.tgz",
      "integrity": "sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
      "dependencies": { "scripted": "^1.2 || 2.x" }
    },
    "node_modules/plain/node_modules/scripted": {
      "version": "2.0.0",
      "integrity": "sha512-BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB==",
      "hasInstallScript": true
    }
  }
}"#;

    #[test]
    fn a_file_in_order_has_no_fault() {
        assert_eq!(faults("package-lock.json", LOCK, &["scripted"]), [""; 0]);
    }

    #[test]
    fn every_fault_names_file_and_package() {
        let plain = "e2e/package-lock.json: node_modules/plain";
        let address = r#"https://registry.npmjs.org/plain/-/plain-1.0.0.tgz"#;
        let hash = format!("sha512-{}==", "A".repeat(86));
        let cases: &[(&str, &str, &str)] = &[
            (
                r#""lockfileVersion": 3"#,
                r#""lockfileVersion": 2"#,
                "e2e/package-lock.json: lockfileVersion is 2, expected 3",
            ),
            (r#""lockfileVersion": 3,"#, "", "e2e/package-lock.json: lockfileVersion is null, expected 3"),
            (r#""packages""#, r#""dependencies""#, "e2e/package-lock.json: has no packages"),
            (
                address,
                "https://registry.npmjs.org.example/plain.tgz",
                r#"{plain}: resolved is "https://registry.npmjs.org.example/plain.tgz", expected an address below https://registry.npmjs.org/"#,
            ),
            (
                address,
                "http://registry.npmjs.org/plain.tgz",
                r#"{plain}: resolved is "http://registry.npmjs.org/plain.tgz", expected an address below https://registry.npmjs.org/"#,
            ),
            (
                address,
                "git+ssh://git@github.com/owner/plain.git#0123456",
                r#"{plain}: resolved is "git+ssh://git@github.com/owner/plain.git#0123456", expected an address below https://registry.npmjs.org/"#,
            ),
            (r#""integrity""#, r#""inBundle""#, "{plain}: has no integrity, expected a sha512"),
            (
                &hash,
                "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                r#"{plain}: integrity is "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=", expected one whole sha512"#,
            ),
            (&hash, "sha512-AAAA==", r#"{plain}: integrity is "sha512-AAAA==", expected one whole sha512"#),
            (
                r#""version": "1.0.0","#,
                r#""link": true,"#,
                "{plain}: is a link to a folder, not a package of the registry",
            ),
            (
                r#""node_modules/plain":"#,
                r#""tools/plain":"#,
                "e2e/package-lock.json: tools/plain: is a folder of this repository, not a package of the registry",
            ),
            (
                r#""version": "1.0.0","#,
                r#""hasInstallScript": true,"#,
                "{plain}: runs a script when it is installed, and is not among those that may",
            ),
            (
                r#""plain": "1.0.0""#,
                r#""plain": "file:../plain""#,
                r#"e2e/package-lock.json: the project itself: devDependencies: plain is "file:../plain", expected a version of the registry's package"#,
            ),
            (
                "^1.2 || 2.x",
                "owner/scripted",
                r#"{plain}: dependencies: scripted is "owner/scripted", expected a version of the registry's package"#,
            ),
            (
                "^1.2 || 2.x",
                "https://example.com/scripted.tgz",
                r#"{plain}: dependencies: scripted is "https://example.com/scripted.tgz", expected a version of the registry's package"#,
            ),
            (
                "npm:@scope/other@^2",
                "@scope/other",
                r#"e2e/package-lock.json: the project itself: devDependencies: renamed is "@scope/other", expected a version of the registry's package"#,
            ),
            (
                "npm:@scope/other@^2",
                "npm:git+https://example.com/other.git",
                r#"e2e/package-lock.json: the project itself: devDependencies: renamed is "npm:git+https://example.com/other.git", expected a version of the registry's package"#,
            ),
        ];
        for (old, new, expected) in cases {
            assert_eq!(faults_with(old, new), [expected.replace("{plain}", plain)], "{old} -> {new}");
        }
    }

    #[test]
    fn what_is_no_lock_file_is_a_fault() {
        let not_json = faults("package-lock.json", "lockfileVersion: 3", &[]);
        assert!(not_json.len() == 1 && not_json[0].starts_with("package-lock.json: is not JSON: "), "{not_json:?}");
        assert_eq!(
            faults("package-lock.json", r#"{ "lockfileVersion": 3, "packages": { "node_modules/a": [] } }"#, &[]),
            ["package-lock.json: node_modules/a: is no object"]
        );
    }

    #[test]
    fn all_faults_are_named_at_once() {
        let text = LOCK.replace("sha512", "sha256").replace("registry.npmjs.org", "example.com");
        let faults = faults("package-lock.json", &text, &[]);
        assert_eq!(faults.len(), 4, "{faults:#?}");
    }
}
