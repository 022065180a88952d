//! The troubleshooter's state in an address, so that a link reopens the same diagnosis.

use super::inputs::Inputs;

const COLD_START: &str = "cold-start";
const POOL_WAIT: &str = "pool-wait";
const PROCESSING: &str = "processing";
const LAMBDA_DURATION: &str = "lambda-duration";
const LIMIT: &str = "limit";
const OWN_LIMIT: &str = "own-limit";

/// No field needs more; what is longer in an address is cut, so that a made-up link cannot flood the page.
const LONGEST_TEXT: usize = 64;

impl Inputs {
    /// The query that reopens these inputs, without `?`: only what was entered, empty for the empty form.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (key, text) in [
            (LIMIT, &self.limit_id),
            (OWN_LIMIT, &self.own_limit),
            (COLD_START, &self.cold_start),
            (PROCESSING, &self.processing),
            (POOL_WAIT, &self.pool_wait),
        ] {
            if !text.trim().is_empty() {
                query.append_pair(key, text.trim());
            }
        }
        if self.processing_is_lambda_duration {
            query.append_pair(LAMBDA_DURATION, "yes");
        }
        query.finish()
    }

    /// Reads a query, with or without `?`. Unknown keys are ignored; wrong values stay as text, and the field
    /// then says what is wrong with them.
    pub fn from_query(query: &str) -> Self {
        let mut inputs = Self::default();
        for (key, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let text: String = value.chars().filter(|c| !c.is_control()).take(LONGEST_TEXT).collect();
            match key.as_ref() {
                COLD_START => inputs.cold_start = text,
                POOL_WAIT => inputs.pool_wait = text,
                PROCESSING => inputs.processing = text,
                LIMIT => inputs.limit_id = text,
                OWN_LIMIT => inputs.own_limit = text,
                LAMBDA_DURATION => inputs.processing_is_lambda_duration = text == "yes",
                _ => {}
            }
        }
        inputs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_was_entered_stands_in_the_address() {
        let inputs = Inputs { cold_start: "12 s".into(), processing: "20s".into(), ..Inputs::default() };
        assert_eq!(inputs.to_query(), "cold-start=12+s&processing=20s");
        assert_eq!(Inputs::default().to_query(), "");
    }

    #[test]
    fn an_address_with_nonsense_is_read_as_far_as_it_goes() {
        let inputs = Inputs::from_query("?cold-start=%ZZ&x=1&&lambda-duration=maybe&pool-wait=%3Cscript%3E");
        assert_eq!(inputs.cold_start, "%ZZ");
        assert_eq!(inputs.pool_wait, "<script>");
        assert!(!inputs.processing_is_lambda_duration);
        assert_eq!(Inputs::from_query(&format!("processing={}", "9".repeat(5000))).processing.len(), LONGEST_TEXT);
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
            prop_assert_eq!(Inputs::from_query(&inputs.to_query()), inputs);
        }
    }
}
