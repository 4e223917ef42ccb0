//! Random numbers that depend on their words alone, so that two threads and two runs get the same.

/// A number from 0 up to 1 for these words.
pub(crate) fn random(words: &[u64]) -> f64 {
    let mixed = words.iter().fold(0, |state, word| mixed(state ^ word));
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

/// A whole number from 0 up to `below`, that one not included.
pub(crate) fn random_below(below: u32, words: &[u64]) -> u32 {
    (random(words) * f64::from(below)) as u32
}

/// One step of the splitmix64 generator.
fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}
