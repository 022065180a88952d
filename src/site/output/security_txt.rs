//! `.well-known/security.txt`: where a weakness of the site is told, as RFC 9116 has it.

use crate::site::options::SiteOptions;

/// For how many days after its build the file holds. The RFC asks for less than a year (section 2.5.5); a site that is not
/// built again for as long has nobody left who would read what is sent.
const HOLDS_FOR: u32 = 350;

/// Reports go to the repository's page for them, which shows them to its maintainers alone.
pub(in crate::site) fn security_txt(options: &SiteOptions) -> String {
    let SiteOptions { repository, today, .. } = options;
    format!(
        "Contact: {repository}/security/advisories/new\n\
         Expires: {}T00:00:00Z\n\
         Preferred-Languages: en\n\
         Canonical: {}\n",
        today.days_later(HOLDS_FOR),
        options.address(".well-known/security.txt"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Date;

    #[test]
    fn it_expires_within_a_year_of_its_build() {
        let built = |year, month, day| SiteOptions {
            base: "/".to_owned(),
            origin: "https://fivexx.example".to_owned(),
            repository: "https://code.example/fivexx".to_owned(),
            today: Date::new(year, month, day).unwrap(),
        };
        assert_eq!(
            security_txt(&built(2026, 12, 1)),
            "Contact: https://code.example/fivexx/security/advisories/new\n\
             Expires: 2027-11-16T00:00:00Z\n\
             Preferred-Languages: en\n\
             Canonical: https://fivexx.example/.well-known/security.txt\n"
        );
        assert!(security_txt(&built(2027, 3, 1)).contains("\nExpires: 2028-02-14T00:00:00Z\n"));
    }
}
