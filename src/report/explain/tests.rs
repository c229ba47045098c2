//! What explanations say, word by word, where it is easily got wrong.
