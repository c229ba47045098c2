//! Markdown that stays well formed whatever the texts in it say.

/// Characters that mean something to Markdown wherever they stand.
const SPECIAL: &str = "\\`*[]<>|~&$";

/// A text that Markdown shows as it is: in a paragraph, a heading or a cell; a line break becomes `<br>`.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.trim().chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {}
            '\n' => escaped.push_str("<br>"),
            // within a word, an underscore means nothing
            '_' if before.is_some_and(char::is_alphanumeric)
                && chars.peek().copied().is_some_and(char::is_alphanumeric) =>
            {
                escaped.push(char);
            }
            _ if SPECIAL.contains(char) || char == '_' => escaped.extend(['\\', char]),
            '#' | '+' | '-' | '=' if before.is_none() => escaped.extend(['\\', char]),
            // a number that would begin a list
            '.' | ')' if is_number(&escaped) && chars.peek().is_none_or(|next| next.is_whitespace()) => {
                escaped.extend(['\\', char]);
            }
            _ => escaped.push(char),
        }
        before = Some(char);
    }
    escaped
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|char| char.is_ascii_digit())
}

/// A name of the rulebook's files as code; names hold neither backticks nor bars.
pub(super) fn code(name: &str) -> String {
    format!("`{name}`")
}

/// A page that grows block by block.
pub(super) struct Markdown {
    text: String,
    /// Marks before the title of the page.
    depth: usize,
}

/// The deepest heading that Markdown knows.
const DEEPEST: usize = 6;

impl Markdown {
    /// A page whose title is a heading of `depth`.
    pub fn new(depth: usize) -> Markdown {
        Markdown { text: String::new(), depth }
    }

    /// A heading `below` the title of the page by so many steps.
    pub fn heading(&mut self, below: usize, title: &str) {
        let marks = "#".repeat((self.depth + below).min(DEEPEST));
        self.block(&format!("{marks} {title}"));
    }

    /// A paragraph, or anything else that stands by itself.
    pub fn block(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// A list of points; nothing for none.
    pub fn points(&mut self, points: &[String]) {
        let lines: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    /// A table; columns in which no row says anything are left out, and a table without rows is.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let said = |place: &usize| rows.iter().any(|row| row.get(*place).is_some_and(|cell| !cell.is_empty()));
        let columns: Vec<usize> = (0..head.len()).filter(said).collect();
        let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
        let pick = |row: &[String]| {
            let cells: Vec<&str> = columns.iter().map(|place| row.get(*place).map_or("", String::as_str)).collect();
            line(cells)
        };
        if columns.is_empty() {
            return;
        }
        let mut table = line(columns.iter().filter_map(|place| head.get(*place).copied()).collect());
        table.push_str(&format!("|{}\n", "---|".repeat(columns.len())));
        table.extend(rows.iter().map(|row| pick(row)));
        self.block(&table);
    }

    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_markdown_is_escaped() {
        assert_eq!(escape("a|b*c* [x](y) <b> 0~5"), "a\\|b\\*c\\* \\[x\\](y) \\<b\\> 0\\~5");
        assert_eq!(escape("一行\r\n二行\n"), "一行<br>二行");
        assert_eq!(escape("production_line _x_"), "production_line \\_x\\_");
        assert_eq!(escape("1. 范围"), "1\\. 范围");
        assert_eq!(escape("10.1 总则"), "10.1 总则");
        assert_eq!(escape("- 一"), "\\- 一");
        assert_eq!(escape("同线（一）"), "同线（一）");
    }

    #[test]
    fn a_table_leaves_out_columns_that_say_nothing() {
        let mut page = Markdown::new(1);
        page.heading(0, "题");
        page.table(&["甲", "乙", "丙"], &[vec!["1".into(), String::new(), "3".into()]]);
        page.table(&["甲"], &[]);
        assert_eq!(page.finish(), "# 题\n\n| 甲 | 丙 |\n|---|---|\n| 1 | 3 |\n");
    }
}
