/*!
What comes of several checks: one error for all faults, and what was not checked.
*/

use anyhow::{Result, ensure};

/// One error for all of `results` that are one, so that a first fault hides no other.
pub(super) fn all(results: impl IntoIterator<Item = Result<()>>) -> Result<()> {
    let errors: Vec<_> = results.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    Ok(())
}

/// Says at once what is said again at the end.
pub(super) fn leave_out(unchecked: &mut Vec<String>, what: String) {
    println!("{what}");
    unchecked.push(what);
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn one_error_names_all_faults() {
        let error = all([Ok(()), Err(anyhow!("one")), Err(anyhow!("two").context("in it"))]).unwrap_err();
        assert_eq!(error.to_string(), "one\nin it: two");
        assert!(all([Ok(()), Ok(())]).is_ok());
    }
}
