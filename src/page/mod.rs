//! Pages for people who read in a browser: one self-contained HTML file each, from a template and what it shows.
//!
//! Templates extend `base.html`; all text comes from the context, escaped, so that templates hold no words of their own.
//! Figures are handed over as the text that is to be read.

use crate::error::Error;
use crate::text::Lang;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, context};
use serde::Serialize;

const BASE: [(&str, &str); 2] = [("base.html", include_str!("base.html")), ("base.css", include_str!("base.css"))];

/// A template by its name, which ends in `.html`, and its text.
#[derive(Clone, Copy)]
pub(crate) struct Template {
    pub name: &'static str,
    pub text: &'static str,
}

/// The page that `template` makes of `shown`, which it knows as `page`.
///
/// # Errors
/// [`Error::Internal`] where the template does not fit what is shown.
pub(crate) fn render(template: Template, shown: &impl Serialize, lang: Lang) -> Result<String, Error> {
    let fill = || {
        let mut environment = Environment::new();
        environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, text) in BASE {
            environment.add_template(name, text)?;
        }
        environment.add_template(template.name, template.text)?;
        let tag = match lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        environment.get_template(template.name)?.render(context! { lang => tag, page => Serde(shown) })
    };
    fill().map_err(|error| Error::Internal(format!("page {}: {error}", template.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_escaped() {
        let text = r#"{% extends "base.html" %}{% block main %}<p>{{ page.name }}</p>{% endblock %}"#;
        let page = render(Template { name: "t.html", text }, &context! { name => "<b>甲&乙</b>" }, Lang::Zh).unwrap();
        assert!(page.contains("<p>&lt;b&gt;甲&amp;乙&lt;&#x2f;b&gt;</p>"), "{page}");
        assert!(page.contains(r#"<html lang="zh-CN">"#));
    }

    #[test]
    fn a_template_that_asks_for_what_is_not_there_is_told() {
        let text = r#"{% extends "base.html" %}{% block main %}{{ page.missing }}{% endblock %}"#;
        assert!(render(Template { name: "t.html", text }, &context! {}, Lang::En).is_err());
    }
}
