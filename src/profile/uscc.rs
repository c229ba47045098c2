//! Unified social credit codes (统一社会信用代码) by GB 32100-2015: 18 characters, the last of which checks the others.

/// The 31 characters of a code; a character's place is its value. I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

const LENGTH: usize = 18;

/// Places 3 to 8, counted from 0: the administrative division, digits only.
const DIVISION: std::ops::Range<usize> = 2..8;

/// What is wrong with a unified social credit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UsccError {
    /// Another length than 18 characters.
    #[error("the code has {length} characters instead of 18")]
    Length { length: usize },
    /// A character that cannot stand at its place, counted from 1.
    #[error("`{character}` cannot stand at place {place} of the code")]
    Character { character: char, place: usize },
    /// The last character does not fit the others: mistyped here or anywhere before.
    #[error("the last character is `{found}`, but the other 17 ask for `{expected}`")]
    Check { found: char, expected: char },
}

/// Checks the length, the characters and the check character of a code.
pub(crate) fn check_uscc(code: &str) -> Result<(), UsccError> {
    let length = code.chars().count();
    if length != LENGTH {
        return Err(UsccError::Length { length });
    }
    let mut weight = 1;
    let mut sum = 0;
    let mut expected = '0';
    let mut last = '0';
    for (place, character) in code.chars().enumerate() {
        let value = value(character).filter(|_| !DIVISION.contains(&place) || character.is_ascii_digit());
        let value = value.ok_or(UsccError::Character { character, place: place + 1 })?;
        expected = check_character(sum);
        last = character;
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    if last == expected { Ok(()) } else { Err(UsccError::Check { found: last, expected }) }
}

fn value(character: char) -> Option<usize> {
    ALPHABET.iter().position(|known| char::from(*known) == character)
}

/// The character that completes a code whose first 17 weigh `sum`.
fn check_character(sum: usize) -> char {
    ALPHABET.get((31 - sum % 31) % 31).copied().map_or('0', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn sound_codes_pass() {
        for code in ["91440606MA4X7Q2KXP", "91445102560882312D"] {
            assert_eq!(check_uscc(code), Ok(()), "{code}");
        }
    }

    #[test]
    fn the_weights_are_those_of_the_standard() {
        let expected = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
        for (place, weight) in expected.into_iter().enumerate() {
            // One character of value 1 among zeros weighs just its weight.
            let code: String = (0..17).map(|at| if at == place { '1' } else { '0' }).collect();
            assert_eq!(check_uscc(&format!("{code}{}", check_character(weight))), Ok(()), "{code}");
        }
    }

    #[test]
    fn a_wrong_length_is_told_in_characters() {
        assert_eq!(check_uscc(""), Err(UsccError::Length { length: 0 }));
        assert_eq!(check_uscc("91440606MA4X7Q2KX"), Err(UsccError::Length { length: 17 }));
        assert_eq!(check_uscc("9144060六MA4X7Q2KXPP"), Err(UsccError::Length { length: 19 }));
    }

    #[test]
    fn an_illegal_character_is_told_with_its_place() {
        let at = |character, place| Err(UsccError::Character { character, place });
        assert_eq!(check_uscc("91440606MA4X7O2KXP"), at('O', 14));
        assert_eq!(check_uscc("91440606mA4X7Q2KXP"), at('m', 9));
        assert_eq!(check_uscc("91440606MA4X7Q2KXZ"), at('Z', 18));
        assert_eq!(check_uscc("9144060六MA4X7Q2KXP"), at('六', 8));
    }

    #[test]
    fn the_administrative_division_is_digits_only() {
        assert_eq!(check_uscc("9144A606MA4X7Q2KXP"), Err(UsccError::Character { character: 'A', place: 5 }));
    }

    #[test]
    fn a_wrong_check_character_is_told_with_the_right_one() {
        let error = UsccError::Check { found: 'X', expected: 'P' };
        assert_eq!(check_uscc("91440606MA4X7Q2KXX"), Err(error));
        assert_eq!(error.to_string(), "the last character is `X`, but the other 17 ask for `P`");
    }

    #[test]
    fn every_one_of_the_31_characters_may_be_the_check_character() {
        let mut seen = BTreeSet::new();
        for number in 0..200 {
            let start = format!("91440606MA4X7Q{number:03}");
            if let Err(UsccError::Check { expected, .. }) = check_uscc(&format!("{start}0")) {
                assert_eq!(check_uscc(&format!("{start}{expected}")), Ok(()));
                seen.insert(expected);
            } else {
                seen.insert('0');
            }
        }
        assert_eq!(seen.len(), 31);
    }

    #[test]
    fn any_single_mistyped_character_is_noticed() {
        let code = "91440606MA4X7Q2KXP";
        for place in 0..LENGTH {
            for other in ALPHABET.iter().copied().map(char::from) {
                let typed: String = code
                    .chars()
                    .enumerate()
                    .map(|(at, character)| if at == place { other } else { character })
                    .collect();
                assert_eq!(check_uscc(&typed).is_ok(), typed == code, "{typed}");
            }
        }
    }
}
