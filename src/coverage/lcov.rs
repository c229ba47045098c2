//! The coverage as an LCOV tracefile, for `genhtml` and for editors that show it beside the text.

use super::goal::Goal;
use super::report::Coverage;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What is known of one file.
#[derive(Default)]
struct File<'c> {
    /// Name and line of each function, and how many cases run it.
    functions: Vec<(&'c str, u32, usize)>,
    /// How many cases run each line.
    lines: BTreeMap<u32, usize>,
    /// The goals that are sides of a choice, by line and choice.
    choices: BTreeMap<(u32, usize), Vec<&'c Goal>>,
}

impl Coverage {
    /// The coverage as an LCOV tracefile, one record a file; `prefix` stands before the names of the files, such as
    /// `rules/three-same/`. What a row, level, gate or parameter can come to counts as a choice on its line.
    pub fn lcov(&self, prefix: &str) -> String {
        let mut files: BTreeMap<&str, File<'_>> =
            self.texts.keys().map(|file| (file.as_str(), File::default())).collect();
        for line in &self.lines {
            if let Some(file) = files.get_mut(line.file.as_str()) {
                let cases = file.lines.entry(line.line).or_default();
                *cases = (*cases).max(line.cases);
            }
        }
        for function in &self.functions {
            let cases = self.goals.get(function.goal).map_or(0, |goal| goal.cases);
            if let Some(file) = files.get_mut(function.place.file.as_str()) {
                file.functions.push((&function.name, function.place.line, cases));
            }
        }
        for goal in &self.goals {
            let Some(file) = files.get_mut(goal.place.file.as_str()) else { continue };
            let cases = file.lines.entry(goal.place.line).or_default();
            *cases = (*cases).max(goal.cases);
            if goal.aim != "function" {
                file.choices.entry((goal.place.line, goal.choice)).or_default().push(goal);
            }
        }
        let mut out = String::new();
        for (name, file) in files {
            file.write(&format!("{prefix}{name}"), &mut out);
        }
        out
    }
}

impl File<'_> {
    fn write(&self, name: &str, out: &mut String) {
        // writing to a string cannot fail
        let _ = writeln!(out, "TN:\nSF:{name}");
        for (function, line, _) in &self.functions {
            let _ = writeln!(out, "FN:{line},{function}");
        }
        for (function, _, cases) in &self.functions {
            let _ = writeln!(out, "FNDA:{cases},{function}");
        }
        let run = self.functions.iter().filter(|(.., cases)| *cases > 0).count();
        let _ = writeln!(out, "FNF:{}\nFNH:{run}", self.functions.len());
        let (mut branches, mut taken) = (0usize, 0usize);
        for (block, ((line, _), goals)) in self.choices.iter().enumerate() {
            let reached = goals.iter().any(|goal| goal.is_reached());
            for (side, goal) in goals.iter().enumerate() {
                branches += 1;
                taken += usize::from(goal.is_reached());
                // a choice that nobody came to has no counts
                let cases = if reached { goal.cases.to_string() } else { "-".to_owned() };
                let _ = writeln!(out, "BRDA:{line},{block},{side},{cases}");
            }
        }
        let _ = writeln!(out, "BRF:{branches}\nBRH:{taken}");
        for (line, cases) in &self.lines {
            let _ = writeln!(out, "DA:{line},{cases}");
        }
        let hit = self.lines.values().filter(|cases| **cases > 0).count();
        let _ = writeln!(out, "LF:{}\nLH:{hit}\nend_of_record", self.lines.len());
    }
}
