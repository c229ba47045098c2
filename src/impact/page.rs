//! The impact as a page for a browser.

use super::report::Impact;
use super::view::View;
use crate::error::Error;
use crate::page::{Template, render};
use crate::text::Lang;

const TEMPLATE: Template = Template { name: "impact.html", text: include_str!("page.html") };

impl Impact {
    /// The impact as a self-contained HTML page in `lang`, without scripts.
    ///
    /// # Errors
    /// [`Error::Internal`] alone.
    pub fn page(&self, lang: Lang) -> Result<String, Error> {
        render(TEMPLATE, &View::of(self, lang), lang)
    }
}
