//! What came of worked cases as JUnit XML, which servers that build and test can show.
//!
//! It bears no times and no host, so that the same input gives the same bytes.

use std::fmt::Write;
use zhiheng::Lang;
use zhiheng::cases::{CaseResult, Report};

/// One `testsuite` for each rulebook, named by its folder, and one `testcase` for each case and variant.
pub fn document(suites: &[(&str, &Report)], lang: Lang) -> String {
    let count = |of: fn(&Report) -> usize| suites.iter().map(|(_, report)| of(report)).sum::<usize>();
    let (all, failed) = (count(|report| report.cases.len()), count(Report::failed));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // writing to a string cannot fail
    let _ = writeln!(out, "<testsuites name=\"zhiheng\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\">");
    for (folder, report) in suites {
        let (folder, all, failed) = (escaped(folder), report.cases.len(), report.failed());
        let _ = writeln!(
            out,
            "  <testsuite name=\"{folder}\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
        );
        for case in &report.cases {
            write_case(case, &folder, lang, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn write_case(case: &CaseResult, folder: &str, lang: Lang, out: &mut String) {
    let (name, file, line) = (escaped(case.name.get(lang)), escaped(&case.file), case.line);
    let head = format!("<testcase name=\"{name}\" classname=\"{folder}\" file=\"{folder}/{file}\" line=\"{line}\"");
    let Some(first) = case.differences.first() else {
        let _ = writeln!(out, "    {head}/>");
        return;
    };
    let message = escaped(&first.text(lang));
    let _ = writeln!(out, "    {head}>\n      <failure message=\"{message}\" type=\"difference\">");
    out.push_str(&escaped(&case.text(lang)));
    out.push_str("      </failure>\n    </testcase>\n");
}

/// A text as it may stand in XML, in attributes too; what no XML document may hold is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(char),
            '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(char),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_replaced() {
        assert_eq!(escaped("a<b> & \"c\" '甲'\u{1}\n"), "a&lt;b&gt; &amp; &quot;c&quot; &apos;甲&apos;\u{fffd}\n");
    }
}
