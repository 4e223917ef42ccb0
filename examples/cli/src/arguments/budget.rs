//! How much data may be used.

use clap::Args;

/// How much data a sync may use.
#[derive(Args)]
pub(crate) struct Budget {
    /// Use at most this much data, as in 500k or 2M (thousands and millions of bytes)
    #[arg(long, value_name = "SIZE", value_parser = size)]
    budget: Option<u64>,
    /// Of it, at most this much for listings
    #[arg(long, value_name = "SIZE", value_parser = size)]
    budget_listings: Option<u64>,
    /// Of it, at most this much for texts
    #[arg(long, value_name = "SIZE", value_parser = size)]
    budget_texts: Option<u64>,
    /// Of it, at most this much for pictures
    #[arg(long, value_name = "SIZE", value_parser = size)]
    budget_pictures: Option<u64>,
}

impl Budget {
    /// Whether any limit was given.
    pub(crate) fn any(&self) -> bool {
        let Self { budget, budget_listings, budget_texts, budget_pictures } = self;
        [budget, budget_listings, budget_texts, budget_pictures].into_iter().any(Option::is_some)
    }
}

impl From<Budget> for ifilm_core::Budget {
    fn from(given: Budget) -> Self {
        let Budget { budget, budget_listings, budget_texts, budget_pictures } = given;
        let all = budget.map_or_else(Self::none, Self::of);
        all.with_listings(budget_listings).with_texts(budget_texts).with_pictures(budget_pictures)
    }
}

/// A number of bytes: 1500, 500k, 2M or 1G.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let (number, unit) = match text.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&text[..at], 1_000),
        Some((at, 'm' | 'M')) => (&text[..at], 1_000_000),
        Some((at, 'g' | 'G')) => (&text[..at], 1_000_000_000),
        _ => (text, 1),
    };
    let number: Option<u64> = number.parse().ok();
    let bytes = number.and_then(|number| number.checked_mul(unit));
    bytes.ok_or_else(|| format!("`{text}` is no number of bytes such as 1500, 500k or 2M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_number_of_bytes_with_or_without_a_unit() {
        for (text, expected) in [
            ("1500", Some(1_500)),
            ("500k", Some(500_000)),
            ("2M", Some(2_000_000)),
            ("1G", Some(1_000_000_000)),
            ("0", Some(0)),
            ("", None),
            ("k", None),
            ("1.5M", None),
            ("-1", None),
            ("99999999999999999999G", None),
        ] {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
    }
}
