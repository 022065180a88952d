/*!
The command line, read strictly: what no command asked for is an error, so that a mistyped option is not ignored.
*/

use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};

/// The arguments after the command's name. Each question takes its answer out; [`Args::finish`] rejects the rest.
#[derive(Debug)]
pub struct Args(Vec<String>);

impl Args {
    /// Takes the arguments as they were typed.
    pub fn new(args: impl IntoIterator<Item = String>) -> Self {
        Self(args.into_iter().collect())
    }

    /// Whether the option `name`, which has no value, was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|arg| arg != name);
        self.0.len() < before
    }

    /// The value of the option `name`, written `--name value` or `--name=value`.
    pub fn value<T>(&mut self, name: &str) -> Result<Option<T>>
    where
        T: FromStr,
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let Some(at) = self
            .0
            .iter()
            .position(|arg| arg.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('=')))
        else {
            return Ok(None);
        };
        let option = self.0.remove(at);
        let value = match option.split_once('=') {
            Some((_, value)) => value.to_owned(),
            None => {
                ensure!(at < self.0.len(), "{name} needs a value");
                self.0.remove(at)
            }
        };
        let parsed = value.parse().with_context(|| format!("{name} does not take `{value}`"))?;
        Ok(Some(parsed))
    }

    /// What is left, which must be plain words.
    pub fn words(self) -> Result<Vec<String>> {
        if let Some(option) = self.0.iter().find(|arg| arg.starts_with('-')) {
            bail!("there is no option `{option}` here; `cargo xtask help` lists them");
        }
        Ok(self.0)
    }

    /// Makes sure that nothing is left.
    pub fn finish(self) -> Result<()> {
        match self.words()?.first() {
            Some(word) => bail!("`{word}` means nothing here; `cargo xtask help` lists what does"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_may_stand_anywhere_and_in_both_spellings() {
        let mut args = args("--port=81 / --no-build --runs 3 /limits/");
        assert_eq!(args.value::<u16>("--port").unwrap(), Some(81));
        assert_eq!(args.value::<u16>("--runs").unwrap(), Some(3));
        assert!(args.flag("--no-build"));
        assert!(!args.flag("--dumb"));
        assert_eq!(args.words().unwrap(), ["/", "/limits/"]);
    }

    #[test]
    fn what_nobody_asked_for_is_an_error() {
        assert!(args("--prot 81").finish().is_err());
        assert!(args("word").finish().is_err());
        assert!(args("--port").value::<u16>("--port").is_err());
        let error = args("--port x").value::<u16>("--port").unwrap_err();
        assert_eq!(error.to_string(), "--port does not take `x`");
    }
}
