//! Copying from an article: a code block, or the whole as markdown.

use leptos::ev::MouseEvent;

use crate::browser::{self, CopyRequest};

/// Answers a click anywhere in an entry: on the copy button of a code block, or on the one that copies the entry. The
/// buttons stand in raw markup, so that one listener serves them all; each says what it copied.
pub fn copy_what_was_clicked(event: &MouseEvent) {
    let Some((request, said)) = browser::copy_request(event) else { return };
    leptos::task::spawn_local(async move {
        let outcome = match request {
            CopyRequest::Text(text) => match (browser::copy_text(&text).await, text.lines().count()) {
                (true, 1) => "Copied the line".to_owned(),
                (true, lines) => format!("Copied {lines} lines"),
                (false, _) => "Copying was refused: select the text".to_owned(),
            },
            CopyRequest::File(address) => match browser::fetch_text(&address).await {
                Ok(text) if browser::copy_text(&text).await => "Copied the entry as markdown".to_owned(),
                Ok(_) => "Copying was refused: open the markdown file instead".to_owned(),
                Err(error) => format!("The markdown file did not arrive: {error}"),
            },
        };
        said.set_text_content(Some(&outcome));
    });
}
