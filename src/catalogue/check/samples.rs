//! Every kind of secret beside its own samples: what is marked in them is masked, and what is harmless is not.

use crate::catalogue::model::secrets::{SecretRow, SecretsFile};
use crate::catalogue::problem::{Problem, quoted};
use crate::catalogue::read::positions::{Positions, last_line};
use crate::mask::{Masker, expand_sample};

/// Samples are put together with these seeds: characters that happen to look like something else show in one of them.
const SEEDS: [u64; 3] = [1, 20, 300];

/// Reports samples that are not masked, and neighbours that are. For a file without a problem so far: what is broken would be
/// masked wrongly, a second problem for the same reason.
pub(crate) fn check_samples(path: &str, secrets: &SecretsFile, positions: &Positions, problems: &mut Vec<Problem>) {
    let masker = match Masker::new(secrets.kinds.clone()) {
        Ok(masker) => masker,
        Err(error) => {
            problems.push(Problem::new(path, 0, "looks", error.to_string(), "shapes that can be read"));
            return;
        }
    };
    let tables = ["secret", "harmless"].map(|header| positions.tables(header).map(move |table| (header, table)));
    for (row, (header, table)) in secrets.rows.iter().zip(tables.into_iter().flatten()) {
        for (field, samples) in [("samples", &row.samples), ("neighbours", &row.neighbours)] {
            for sample in samples {
                let Some(masked) = wrongly_shown(&masker, row, sample, field == "neighbours") else { continue };
                let is_to_be_masked = row.is_secret && field == "samples";
                let expected =
                    if is_to_be_masked { "what is marked to be masked" } else { "what is harmless to be shown" };
                let line = last_line(table, &format!("{header}.{field}"), sample);
                let found = format!("{} shown as {}", quoted(sample), quoted(&masked));
                problems.push(Problem::new(path, line, field, found, expected));
            }
        }
    }
}

/// What the masker shows of a sample, if it masks too much or too little of it.
fn wrongly_shown(masker: &Masker, row: &SecretRow, sample: &str, is_neighbour: bool) -> Option<String> {
    SEEDS.into_iter().find_map(|seed| {
        let (text, marked) = expand_sample(sample, seed).ok()?;
        let masked = masker.masked(&text);
        let is_right = if is_neighbour {
            masked == text
        } else {
            marked.iter().all(|part| masked.contains(part.as_str()) != row.is_secret)
        };
        (!is_right).then_some(masked)
    })
}
