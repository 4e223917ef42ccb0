//! Counted things, in the forms that Arabic numbers need.

use crate::number::cardinal::{Case, arabic, feminine};

/// The forms of a noun. The dual is in the oblique case, which everyday speech also uses.
pub(super) struct Thing {
    is_feminine: bool,
    one: &'static str,
    two: &'static str,
    /// After three to ten.
    few: &'static str,
    /// After eleven to ninety-nine.
    many: &'static str,
    /// After hundreds, and alone.
    single: &'static str,
}

impl Thing {
    /// The thing whose singular this is.
    pub(super) fn of(single: &str) -> Option<&'static Self> {
        THINGS.iter().find(|thing| thing.single == single)
    }

    /// A number of it, in words.
    pub(super) fn counted(&self, number: u64, case: Case) -> String {
        let form = match (number, number % 100) {
            (1, _) => return self.one.to_owned(),
            (2, _) => return self.two.to_owned(),
            (_, 3..=10) => self.few,
            (_, 11..=99) => self.many,
            _ => self.single,
        };
        format!("{} {form}", construct(number, self.number(number, case)))
    }

    /// The number in the form that it has before this noun.
    pub(super) fn number(&self, number: u64, case: Case) -> String {
        if self.is_feminine { feminine(number, case) } else { arabic(number, case) }
    }
}

/// The number in the form before its noun: the last word of a round number loses its ending, as in «مئتي
/// دولار» and «خمسة عشر ألف دولار».
pub(super) fn construct(number: u64, words: String) -> String {
    let is_round = number > 0 && number.is_multiple_of(100);
    let stem = words.strip_suffix("ًا");
    let stem = stem.or_else(|| words.strip_suffix('ن').filter(|stem| stem.ends_with(['ي', 'ا'])));
    match stem {
        Some(stem) if is_round => stem.to_owned(),
        _ => words,
    }
}

pub(super) const MINUTE: Thing = Thing {
    is_feminine: true,
    one: "دقيقة واحدة",
    two: "دقيقتين",
    few: "دقائق",
    many: "دقيقة",
    single: "دقيقة",
};
pub(super) const SECOND: Thing = Thing {
    is_feminine: true,
    one: "ثانية واحدة",
    two: "ثانيتين",
    few: "ثوانٍ",
    many: "ثانية",
    single: "ثانية",
};

const THINGS: [Thing; 11] = [
    Thing {
        is_feminine: false,
        one: "كيلومتر واحد",
        two: "كيلومترين",
        few: "كيلومترات",
        many: "كيلومترًا",
        single: "كيلومتر",
    },
    Thing {
        is_feminine: false,
        one: "كيلومتر واحد في الساعة",
        two: "كيلومترين في الساعة",
        few: "كيلومترات في الساعة",
        many: "كيلومترًا في الساعة",
        single: "كيلومتر في الساعة",
    },
    Thing {
        is_feminine: false,
        one: "سنتيمتر واحد",
        two: "سنتيمترين",
        few: "سنتيمترات",
        many: "سنتيمترًا",
        single: "سنتيمتر",
    },
    Thing {
        is_feminine: false,
        one: "مليمتر واحد",
        two: "مليمترين",
        few: "مليمترات",
        many: "مليمترًا",
        single: "مليمتر",
    },
    Thing {
        is_feminine: false,
        one: "كيلوغرام واحد",
        two: "كيلوغرامين",
        few: "كيلوغرامات",
        many: "كيلوغرامًا",
        single: "كيلوغرام",
    },
    Thing {
        is_feminine: false,
        one: "دولار واحد",
        two: "دولارين",
        few: "دولارات",
        many: "دولارًا",
        single: "دولار",
    },
    Thing {
        is_feminine: false,
        one: "جنيه واحد",
        two: "جنيهين",
        few: "جنيهات",
        many: "جنيهًا",
        single: "جنيه",
    },
    Thing {
        is_feminine: false, one: "ريال واحد", two: "ريالين", few: "ريالات", many: "ريالًا", single: "ريال"
    },
    Thing {
        is_feminine: true, one: "درجة واحدة", two: "درجتين", few: "درجات", many: "درجة", single: "درجة"
    },
    Thing {
        is_feminine: true,
        one: "درجة مئوية واحدة",
        two: "درجتين مئويتين",
        few: "درجات مئوية",
        many: "درجة مئوية",
        single: "درجة مئوية",
    },
    Thing {
        is_feminine: true,
        one: "درجة فهرنهايت واحدة",
        two: "درجتي فهرنهايت",
        few: "درجات فهرنهايت",
        many: "درجة فهرنهايت",
        single: "درجة فهرنهايت",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_takes_the_form_that_its_number_asks_for() {
        let dollars = |number| Thing::of("دولار").unwrap().counted(number, Case::Oblique);

        assert_eq!(
            [1, 2, 5, 12, 100, 200, 2_000, 15_000].map(dollars),
            [
                "دولار واحد",
                "دولارين",
                "خمسة دولارات",
                "اثني عشر دولارًا",
                "مئة دولار",
                "مئتي دولار",
                "ألفي دولار",
                "خمسة عشر ألف دولار",
            ]
        );
        assert_eq!(Thing::of("درجة").unwrap().counted(5, Case::Oblique), "خمس درجات");
        assert_eq!(Thing::of("درجة").unwrap().counted(30, Case::Oblique), "ثلاثين درجة");
    }
}
