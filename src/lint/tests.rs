//! The settings of lints; what each finds is shown by the pages of `docs/findings`.
