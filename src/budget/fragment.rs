//! The troubleshooter's state in an address, so that a link reopens the same diagnosis: in its fragment, which a browser
//! keeps to itself. A query would be sent to the server and stand in its logs.

use super::inputs::{Inputs, Part};

const COLD_START: &str = Part::ColdStart.key();
const POOL_WAIT: &str = Part::PoolWait.key();
const PROCESSING: &str = Part::Processing.key();
const LAMBDA_DURATION: &str = "lambda-duration";
const LIMIT: &str = "limit";
const OWN_LIMIT: &str = "own-limit";

/// The keys of the state. Old links have them in the query, from where the boot script moves them into the fragment.
pub const FRAGMENT_KEYS: [&str; 6] = [LIMIT, OWN_LIMIT, COLD_START, PROCESSING, POOL_WAIT, LAMBDA_DURATION];

/// No field needs more; what is longer in an address is cut, so that a made-up link cannot flood the page.
const LONGEST_TEXT: usize = 64;

impl Inputs {
    /// The fragment that reopens these inputs, without `#`: only what was entered, empty for the empty form.
    pub fn to_fragment(&self) -> String {
        let mut fragment = form_urlencoded::Serializer::new(String::new());
        for (key, text) in [
            (LIMIT, &self.limit_id),
            (OWN_LIMIT, &self.own_limit),
            (COLD_START, &self.cold_start),
            (PROCESSING, &self.processing),
            (POOL_WAIT, &self.pool_wait),
        ] {
            if !text.trim().is_empty() {
                fragment.append_pair(key, text.trim());
            }
        }
        if self.processing_is_lambda_duration {
            fragment.append_pair(LAMBDA_DURATION, "yes");
        }
        fragment.finish()
    }

    /// Reads a fragment, with or without `#`; one that begins with `?` is read as well. Unknown keys are ignored; wrong
    /// values stay as text, and the field then says what is wrong with them. `None` for a fragment that says nothing of
    /// the inputs, such as the anchor `#main`: only the empty one stands for the empty form.
    pub fn from_fragment(fragment: &str) -> Option<Self> {
        let fragment = fragment.trim_start_matches(['#', '?']);
        let mut inputs = Self::default();
        // A field's anchor is called like its key, and has no value.
        let mut is_state = fragment.is_empty();
        for (key, value) in form_urlencoded::parse(fragment.as_bytes()) {
            let text: String = value.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect();
            match key.as_ref() {
                COLD_START => inputs.cold_start = text,
                POOL_WAIT => inputs.pool_wait = text,
                PROCESSING => inputs.processing = text,
                LIMIT => inputs.limit_id = text,
                OWN_LIMIT => inputs.own_limit = text,
                LAMBDA_DURATION => inputs.processing_is_lambda_duration = text == "yes",
                _ => continue,
            }
            is_state |= fragment.contains('=');
        }
        is_state.then_some(inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_was_entered_stands_in_the_address() {
        let inputs = Inputs { cold_start: "12 s".into(), processing: "20s".into(), ..Inputs::default() };
        assert_eq!(inputs.to_fragment(), "cold-start=12+s&processing=20s");
        assert_eq!(Inputs::default().to_fragment(), "");
    }

    #[test]
    fn an_address_with_nonsense_is_read_as_far_as_it_goes() {
        let inputs =
            Inputs::from_fragment("#cold-start=%ZZ&x=1&&lambda-duration=maybe&pool-wait=%3Cscript%3E").unwrap();
        assert_eq!(inputs.cold_start, "%ZZ");
        assert_eq!(inputs.pool_wait, "<script>");
        assert!(!inputs.processing_is_lambda_duration);
        let flood = Inputs::from_fragment(&format!("processing={}", "9".repeat(5000))).unwrap();
        assert_eq!(flood.processing.len(), LONGEST_TEXT);
    }

    #[test]
    fn an_anchor_says_nothing_of_the_inputs() {
        for anchor in ["#main", "#cold-start", "main", "#x=1", "#&", "#=", "#:~:text=cold-start=1"] {
            assert_eq!(Inputs::from_fragment(anchor), None, "{anchor}");
        }
        for empty in ["", "#", "?", "#processing=", "#limit="] {
            assert_eq!(Inputs::from_fragment(empty), Some(Inputs::default()), "{empty}");
        }
        let read = |text| Inputs::from_fragment(text).unwrap().processing;
        assert_eq!(["#processing=3s", "?processing=3s", "processing=3s", "#main&processing=3s"].map(read), ["3s"; 4]);
    }

    #[test]
    fn every_key_is_listed() {
        let text = || "1".to_owned();
        let inputs = Inputs {
            cold_start: text(),
            pool_wait: text(),
            processing: text(),
            processing_is_lambda_duration: true,
            limit_id: text(),
            own_limit: text(),
        };
        let fragment = inputs.to_fragment();
        let keys: Vec<_> = fragment.split('&').filter_map(|pair| pair.split('=').next()).collect();
        assert_eq!(keys, FRAGMENT_KEYS);
    }

    proptest! {
        #[test]
        fn a_link_reopens_the_same_inputs(
            texts in proptest::collection::vec("[^\\p{Cc} ]([^\\p{Cc}]{0,20}[^\\p{Cc}\\s])?", 5), lambda: bool,
        ) {
            let trimmed = |index: usize| texts[index].trim().to_owned();
            let inputs = Inputs {
                cold_start: trimmed(0),
                pool_wait: trimmed(1),
                processing: trimmed(2),
                limit_id: trimmed(3),
                own_limit: trimmed(4),
                processing_is_lambda_duration: lambda,
            };
            prop_assert_eq!(Inputs::from_fragment(&inputs.to_fragment()), Some(inputs));
        }
    }
}
