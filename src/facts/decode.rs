//! The bytes of a profile as text: what other programs put in the way is named, with the remedy.

use super::json;
use crate::diagnostic::{Diagnostic, Place};

/// The text that `bytes` are.
pub(super) fn decode<'t>(bytes: &'t [u8], file: &str) -> Result<&'t str, Box<Diagnostic>> {
    let wrong = |code| Err(Box::new(Diagnostic::error(code, Place::file(file), &[])));
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return wrong("profile-bom"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return wrong("profile-utf16"),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.trim_ascii().is_empty() => wrong("profile-empty"),
        Ok(text) => Ok(text),
        Err(error) => {
            let (sound, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
            let sound = str::from_utf8(sound).unwrap_or_default();
            let place = json::place(file, sound, sound.len(), 0);
            let byte = rest.first().copied().unwrap_or_default();
            let code = if looks_like_gbk(bytes) { "profile-gbk" } else { "profile-not-utf8" };
            Err(Box::new(Diagnostic::error(code, place, &[("byte", &format!("0x{byte:02X}"))])))
        }
    }
}

/// Whether the bytes beyond ASCII come in the pairs and fours of GB 18030, most of them common characters.
fn looks_like_gbk(bytes: &[u8]) -> bool {
    let (mut common, mut rare) = (0u32, 0u32);
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return common > rare,
            [0..=0x7f, rest @ ..] => rest,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => {
                rare += 1;
                rest
            }
            // the punctuation and the hanzi of GB 2312
            [0xa1..=0xa3 | 0xb0..=0xf7, 0xa1..=0xfe, rest @ ..] => {
                common += 1;
                rest
            }
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..] => {
                rare += 1;
                rest
            }
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        decode(bytes, "p.json").map_or_else(|diagnostic| diagnostic.code, |_| "fine")
    }

    #[test]
    fn a_byte_order_mark_is_named() {
        assert_eq!(code(b"\xef\xbb\xbf{}"), "profile-bom");
        assert_eq!(code(b"\xff\xfe{\0}\0"), "profile-utf16");
        assert_eq!(code(b"\xfe\xff\0{\0}"), "profile-utf16");
    }

    #[test]
    fn nothing_is_an_empty_file() {
        assert_eq!(code(b""), "profile-empty");
        assert_eq!(code(b" \n\t\r\n"), "profile-empty");
    }

    #[test]
    fn text_saved_as_gbk_is_recognised_where_it_begins() {
        // {\n"名称": "佛山"} in GBK
        let gbk = b"{\n\"\xc3\xfb\xb3\xc6\": \"\xb7\xf0\xc9\xbd\"}";
        assert_eq!(code(gbk), "profile-gbk");
        let place = decode(gbk, "p.json").err().map(|diagnostic| diagnostic.place);
        assert_eq!(place, Some(Place::at("p.json", 2, 2, 1)));
    }

    #[test]
    fn other_bytes_that_are_not_utf8_are_not_taken_for_gbk() {
        assert_eq!(code(b"{\"caf\xe9\": 1}"), "profile-not-utf8");
        assert_eq!(code("{\"名\": 1}".as_bytes().get(..4).unwrap_or_default()), "profile-not-utf8");
    }
}
