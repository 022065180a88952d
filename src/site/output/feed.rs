//! `feed.xml`: facts that changed, as an Atom feed (RFC 4287).

use std::collections::HashMap;
use std::fmt::Write;

use crate::catalogue::escaped;
use crate::site::model::SiteModel;

/// The Atom feed (RFC 4287) of facts that changed.
pub(in crate::site) fn feed(model: &SiteModel<'_>) -> String {
    let address = |path: &str| escaped(&model.options.address(path));
    let changes = model.changes();
    let updated = changes.iter().map(|change| change.date).max().unwrap_or(model.options.today);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>{0}</id>\n<title>fivexx: facts that changed</title>\n<updated>{updated}T00:00:00Z</updated>\n\
         <author><name>fivexx</name></author>\n<link rel=\"self\" href=\"{1}\"/>\n<link href=\"{0}\"/>\n",
        address("changes/"),
        address("feed.xml"),
    );
    let mut before: HashMap<_, usize> = HashMap::new();
    for change in &changes {
        // What was true on which page until which day: the same change keeps its name from build to build.
        let number = before.entry((change.date, &change.path)).or_default();
        let name = format!("changes/?of={}&until={}&n={number}", change.path.replace('#', "/"), change.date);
        *number += 1;
        let _ = write!(
            xml,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{}\"/>\n\
             <summary>Until then: {}. Since then: {}.</summary>\n</entry>\n",
            address(&name),
            escaped(change.subject),
            change.date,
            address(&change.path),
            escaped(change.was),
            escaped(change.now),
        );
    }
    xml.push_str("</feed>\n");
    xml
}
