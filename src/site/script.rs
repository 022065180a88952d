//! Scripts without what only people read.

/// A script without comments, indentation and empty lines. Strings, templates and regular expressions stay as they are.
pub(super) fn strip(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    // For each template around this position, how many braces are open in its `${}`.
    let mut templates: Vec<usize> = Vec::new();
    let mut rest = script;
    loop {
        let (gap, code) = rest.split_at(gap_length(rest));
        let Some(first) = code.chars().next() else { break };
        if let Some(last) = out.chars().last().filter(|_| !gap.is_empty()) {
            // A line end may end a statement. A space keeps words apart, and two signs that would be read as one.
            if gap.contains('\n') {
                out.push('\n');
            } else if last == first || (is_in_word(last) && is_in_word(first)) {
                out.push(' ');
            }
        }
        let length = match (first, templates.last_mut()) {
            ('"' | '\'', _) => literal_length(code, first),
            ('/', _) if is_value_next(&out) => literal_length(code, '/'),
            ('`', _) => template_length(code, &mut templates),
            ('}', Some(0)) => {
                templates.pop();
                template_length(code, &mut templates)
            }
            (_, open) => {
                if let Some(open) = open {
                    *open = *open + usize::from(first == '{') - usize::from(first == '}');
                }
                first.len_utf8()
            }
        };
        out.push_str(&code[..length]);
        rest = &code[length..];
    }
    out
}

/// The length of the white space and the comments before the next piece of code.
fn gap_length(script: &str) -> usize {
    let mut rest = script;
    loop {
        rest = rest.trim_start();
        rest = if rest.starts_with("//") {
            rest.find('\n').map_or("", |end| &rest[end..])
        } else if rest.starts_with("/*") {
            rest.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            return script.len() - rest.len();
        };
    }
}

/// Whether a character can be a part of a name or a number.
fn is_in_word(char: char) -> bool {
    char.is_alphanumeric() || ['_', '$', '.'].contains(&char)
}

/// The length of the string or regular expression that `code` starts with. Between brackets a `/` does not end it.
fn literal_length(code: &str, end: char) -> usize {
    let (mut last, mut is_in_class) = (None, false);
    for (index, char) in code.char_indices().skip(1) {
        match (last, char) {
            (Some('\\'), _) => {
                last = None;
                continue;
            }
            (_, '[') => is_in_class = end == '/',
            (_, ']') => is_in_class = false,
            _ if char == end && !is_in_class => return index + 1,
            _ => {}
        }
        last = Some(char);
    }
    code.len()
}

/// The length of the text of a template that `code` starts with, from its backquote or the `}` of a `${}`, to its end or
/// the next `${`, which is then open.
fn template_length(code: &str, templates: &mut Vec<usize>) -> usize {
    let mut last = None;
    for (index, char) in code.char_indices().skip(1) {
        match (last, char) {
            (Some('\\'), _) => {
                last = None;
                continue;
            }
            (_, '`') => return index + 1,
            (Some('$'), '{') => {
                templates.push(0);
                return index + 1;
            }
            _ => {}
        }
        last = Some(char);
    }
    code.len()
}

/// Whether a `/` after this code begins a regular expression: where a value is due, nothing can be divided.
fn is_value_next(code: &str) -> bool {
    let code = code.trim_end();
    code.is_empty() || code.ends_with("return") || code.ends_with(|last: char| "([{},;:?=!&|<>+-*%".contains(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_space_go_and_line_ends_stay() {
        let script = "// About\n\n/**\n * @param {string} a\n */\nconst f = (a) => {\n  // why\n  return a + 1; // so\n};\n\
                      /* x */ f(/* y */ 1);\nif (a - -b / /c/) d++ + e;\n";
        assert_eq!(strip(script), "const f=(a)=>{\nreturn a+1;\n};\nf(1);\nif(a- -b/ /c/)d++ +e;");
    }

    #[test]
    fn strings_templates_and_regular_expressions_stay_as_they_are() {
        for code in [
            r#"a('x // y',"/* z */",'it\'s // so');"#,
            "b(`  // ${c({d:`/* ${e} */`})} \\` \\${  // f\n  g`);",
            r#"h=/[/"'`] \/\/ i/.test(j)||!/\S\s+\S/.test(k);"#,
            "l=m/n/o;",
            "if(!/ \\/\\* /.test(p))q=r[0]/2;",
        ] {
            assert_eq!(strip(code), code);
        }
        assert_eq!(strip("s = `${t /* u */ + v}  ` // w"), "s=`${t+v}  `");
    }
}
