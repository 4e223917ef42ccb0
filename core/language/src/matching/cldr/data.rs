//! Made from npm's `cldr-core` 48.2.0 (CLDR 48); do not edit. generate.py says how to make it again.
//!
//! The data are Unicode's: Copyright © 2004-2026 Unicode, Inc. SPDX-License-Identifier: Unicode-3.0
//! (LICENSE beside this file).

/// The distance between two languages without a row.
pub(super) const LANGUAGE_DISTANCE: u16 = 80;
/// The distance between two scripts without a row.
pub(super) const SCRIPT_DISTANCE: u16 = 50;
/// The distance between two regions without a row.
pub(super) const REGION_DISTANCE: u16 = 4;

/// One-way rows from this distance on are second languages: many who read the first read it too. Nearer rows are
/// close relatives.
pub(super) const SECOND_LANGUAGE: u16 = 20;

/// The regions for which `und-Latn` is English: a row of their own says so.
pub(super) const LATIN_IS_ENGLISH: &str =
    "AE BD BG BT CC EG ER ET GR HK IL IN IQ JO KZ LB LK MO MV NP PK SD SS TH YE";

/// A language that is wished, one that is offered, how far apart they are. Sorted.
pub(super) const LANGUAGES: &[(&str, &str, u16)] = &[
    ("aa", "ssy", 4), ("aae", "sq", 10), ("aao", "ar", 10), ("aat", "sq", 10), ("ab", "ru", 30),
    ("abh", "ar", 10), ("abv", "ar", 10), ("ach", "en", 30), ("acm", "ar", 10), ("acq", "ar", 10),
    ("acw", "ar", 10), ("acx", "ar", 10), ("acy", "ar", 10), ("adf", "ar", 10), ("aeb", "ar", 10),
    ("aec", "ar", 10), ("af", "en", 20), ("afb", "ar", 10), ("aii", "syr", 10), ("ak", "en", 30),
    ("aln", "sq", 10), ("am", "en", 30), ("apc", "ar", 10), ("apd", "ar", 10), ("arq", "ar", 10),
    ("ars", "ar", 10), ("ary", "ar", 10), ("arz", "ar", 10), ("auz", "ar", 10), ("avl", "ar", 10),
    ("ay", "es", 20), ("ayh", "ar", 10), ("ayl", "ar", 10), ("ayn", "ar", 10), ("ayp", "ar", 10),
    ("az", "ru", 30), ("azb", "az", 10), ("bal", "ur", 20), ("bbz", "ar", 10), ("be", "ru", 20),
    ("bem", "en", 30), ("bh", "hi", 30), ("bhr", "mg", 10), ("bjn", "ms", 10), ("bjq", "mg", 10),
    ("bmm", "mg", 10), ("bn", "en", 30), ("bo", "zh", 20), ("br", "fr", 20), ("bs", "hr", 4),
    ("bs", "sh", 4), ("btj", "ms", 10), ("bve", "ms", 10), ("bvu", "ms", 10), ("bzc", "mg", 10),
    ("ca", "es", 20), ("cdo", "zh", 10), ("ceb", "fil", 30), ("chr", "en", 20), ("cjy", "zh", 10),
    ("ckb", "ar", 30), ("cnp", "zh", 10), ("co", "fr", 20), ("coa", "ms", 10), ("cpx", "zh", 10),
    ("crs", "fr", 20), ("cs", "sk", 20), ("csp", "zh", 10), ("cy", "en", 20), ("czh", "zh", 10),
    ("czo", "zh", 10), ("da", "nb", 8), ("da", "no", 8), ("dty", "ne", 10), ("dup", "ms", 10),
    ("ee", "en", 30), ("enb", "kln", 10), ("eo", "en", 30), ("eu", "es", 20), ("eyo", "kln", 10),
    ("ffm", "ff", 10), ("fo", "da", 20), ("fub", "ff", 10), ("fue", "ff", 10), ("fuf", "ff", 10),
    ("fuh", "ff", 10), ("fui", "ff", 10), ("fuq", "ff", 10), ("fuv", "ff", 10), ("fy", "nl", 20),
    ("ga", "en", 20), ("gaa", "en", 30), ("gan", "zh", 10), ("gax", "om", 10), ("gd", "en", 20),
    ("gkp", "kpe", 10), ("gl", "es", 20), ("gn", "es", 20), ("gnw", "gn", 10), ("gsw", "de", 4),
    ("gu", "hi", 30), ("gui", "gn", 10), ("gun", "gn", 10), ("ha", "en", 30), ("hae", "om", 10),
    ("hak", "zh", 10), ("haw", "en", 20), ("hji", "ms", 10), ("hnm", "zh", 10), ("hr", "bs", 4),
    ("hr", "sh", 4), ("hsn", "zh", 10), ("ht", "fr", 20), ("hy", "ru", 30), ("ia", "en", 30),
    ("id", "ms", 10), ("ida", "luy", 10), ("ig", "en", 30), ("ikt", "iu", 10), ("is", "en", 20),
    ("jak", "ms", 10), ("jax", "ms", 10), ("jv", "id", 20), ("ka", "en", 30), ("kg", "fr", 30),
    ("kk", "ru", 30), ("km", "en", 30), ("kn", "en", 30), ("knn", "kok", 10), ("kri", "en", 30),
    ("ku", "tr", 30), ("kvb", "ms", 10), ("kvr", "ms", 10), ("kxd", "ms", 10), ("ky", "ru", 30),
    ("la", "it", 20), ("lb", "de", 4), ("lce", "ms", 10), ("lcf", "ms", 10), ("lg", "en", 30),
    ("liw", "ms", 10), ("lkb", "luy", 10), ("lko", "luy", 10), ("lks", "luy", 10), ("ln", "fr", 30),
    ("lo", "en", 30), ("loz", "en", 30), ("lri", "luy", 10), ("lrm", "luy", 10), ("lsm", "luy", 10),
    ("ltg", "lv", 10), ("lto", "luy", 10), ("lts", "luy", 10), ("lua", "fr", 30), ("luh", "zh", 10),
    ("lwg", "luy", 10), ("lzh", "zh", 10), ("mai", "hi", 20), ("max", "ms", 10), ("meo", "ms", 10),
    ("mfa", "ms", 10), ("mfb", "ms", 10), ("mfe", "en", 30), ("mg", "fr", 30), ("mi", "en", 20),
    ("min", "ms", 10), ("ml", "en", 30), ("mn", "ru", 30), ("mnp", "zh", 10), ("mqg", "ms", 10),
    ("mr", "hi", 30), ("ms", "id", 30), ("msh", "mg", 10), ("msi", "ms", 10), ("mt", "en", 30),
    ("mui", "ms", 10), ("mvf", "mn", 10), ("my", "en", 30), ("nan", "zh", 10), ("nb", "da", 8),
    ("nb", "nn", 20), ("nb", "no", 1), ("ne", "en", 30), ("nhd", "gn", 10), ("niq", "kln", 10),
    ("nle", "luy", 10), ("nn", "nb", 20), ("nn", "no", 20), ("no", "da", 8), ("no", "nb", 1),
    ("no", "nn", 20), ("nso", "en", 30), ("ny", "en", 30), ("nyd", "luy", 10), ("nyn", "en", 30),
    ("oc", "fr", 20), ("oki", "kln", 10), ("om", "en", 30), ("or", "en", 30), ("orc", "om", 10),
    ("orn", "ms", 10), ("ors", "ms", 10), ("pa", "en", 30), ("pbt", "ps", 10), ("pcm", "en", 20),
    ("pel", "ms", 10), ("pga", "ar", 10), ("pko", "kln", 10), ("ps", "en", 30), ("pse", "ms", 10),
    ("pst", "ps", 10), ("qu", "es", 30), ("qub", "qu", 10), ("qud", "qu", 10), ("quf", "qu", 10),
    ("qug", "qu", 10), ("quh", "qu", 10), ("quk", "qu", 10), ("qul", "qu", 10), ("qup", "qu", 10),
    ("qur", "qu", 10), ("qus", "qu", 10), ("quw", "qu", 10), ("qux", "qu", 10), ("quy", "qu", 10),
    ("qva", "qu", 10), ("qvc", "qu", 10), ("qve", "qu", 10), ("qvh", "qu", 10), ("qvi", "qu", 10),
    ("qvj", "qu", 10), ("qvl", "qu", 10), ("qvm", "qu", 10), ("qvn", "qu", 10), ("qvo", "qu", 10),
    ("qvp", "qu", 10), ("qvs", "qu", 10), ("qvw", "qu", 10), ("qvz", "qu", 10), ("qwa", "qu", 10),
    ("qwc", "qu", 10), ("qwh", "qu", 10), ("qws", "qu", 10), ("qxa", "qu", 10), ("qxc", "qu", 10),
    ("qxh", "qu", 10), ("qxl", "qu", 10), ("qxn", "qu", 10), ("qxo", "qu", 10), ("qxp", "qu", 10),
    ("qxr", "qu", 10), ("qxt", "qu", 10), ("qxu", "qu", 10), ("qxw", "qu", 10), ("rag", "luy", 10),
    ("rm", "de", 20), ("rn", "en", 30), ("rw", "fr", 30), ("sa", "hi", 30), ("scn", "it", 20),
    ("sd", "en", 30), ("sdc", "sc", 10), ("sdn", "sc", 10), ("sgc", "kln", 10), ("sh", "bs", 4),
    ("sh", "hr", 4), ("sh", "sr", 4), ("shu", "ar", 10), ("si", "en", 30), ("sjc", "zh", 10),
    ("sk", "cs", 20), ("skg", "mg", 10), ("sn", "en", 30), ("so", "en", 30), ("spv", "or", 10),
    ("sq", "en", 30), ("sr", "sh", 4), ("sro", "sc", 10), ("ssh", "ar", 10), ("ssy", "aa", 4),
    ("st", "en", 30), ("su", "id", 20), ("sw", "en", 30), ("ta", "en", 30), ("tdx", "mg", 10),
    ("te", "en", 30), ("tec", "kln", 10), ("tg", "ru", 30), ("ti", "en", 30), ("tk", "ru", 30),
    ("tkg", "mg", 10), ("tlh", "en", 30), ("tmw", "ms", 10), ("tn", "en", 30), ("to", "en", 30),
    ("tt", "ru", 30), ("tum", "en", 30), ("tuy", "kln", 10), ("txy", "mg", 10), ("ug", "zh", 20),
    ("ur", "en", 30), ("urk", "ms", 10), ("uz", "ru", 30), ("uzs", "uz", 10), ("vkk", "ms", 10),
    ("vkt", "ms", 10), ("vro", "et", 10), ("wo", "fr", 30), ("wuu", "zh", 10), ("xh", "en", 30),
    ("xmm", "ms", 10), ("xmv", "mg", 10), ("xmw", "mg", 10), ("yi", "en", 30), ("yih", "yi", 10),
    ("yo", "en", 30), ("yue", "zh", 10), ("za", "zh", 20), ("zlm", "ms", 10), ("zmi", "ms", 10),
    ("zu", "en", 30),
];

/// The same for two languages with their scripts. Sorted.
pub(super) const SCRIPTS: &[(&str, &str, &str, &str, u16)] = &[
    ("am", "Ethi", "en", "Latn", 10), ("ar", "Latn", "ar", "Arab", 20), ("az", "Latn", "ru", "Cyrl", 10),
    ("bn", "Beng", "en", "Latn", 10), ("bn", "Latn", "bn", "Beng", 20), ("bo", "Tibt", "zh", "Hans", 10),
    ("gu", "Latn", "gu", "Gujr", 20), ("hi", "Latn", "hi", "Deva", 20), ("hy", "Armn", "ru", "Cyrl", 10),
    ("ja", "Hani", "ja", "Jpan", 5), ("ja", "Hira", "ja", "Hrkt", 5), ("ja", "Hira", "ja", "Jpan", 5),
    ("ja", "Hrkt", "ja", "Jpan", 5), ("ja", "Kana", "ja", "Hrkt", 5), ("ja", "Kana", "ja", "Jpan", 5),
    ("ja", "Latn", "ja", "Jpan", 5), ("ka", "Geor", "en", "Latn", 10), ("km", "Khmr", "en", "Latn", 10),
    ("kn", "Knda", "en", "Latn", 10), ("kn", "Latn", "kn", "Knda", 20), ("ko", "Hang", "ko", "Kore", 5),
    ("ko", "Hani", "ko", "Kore", 5), ("ko", "Jamo", "ko", "Hang", 5), ("ko", "Jamo", "ko", "Kore", 5),
    ("lo", "Laoo", "en", "Latn", 10), ("ml", "Latn", "ml", "Mlym", 20), ("ml", "Mlym", "en", "Latn", 10),
    ("mr", "Latn", "mr", "Deva", 20), ("my", "Mymr", "en", "Latn", 10), ("ne", "Deva", "en", "Latn", 10),
    ("or", "Orya", "en", "Latn", 10), ("pa", "Guru", "en", "Latn", 10), ("ps", "Arab", "en", "Latn", 10),
    ("sd", "Arab", "en", "Latn", 10), ("si", "Sinh", "en", "Latn", 10), ("sr", "Cyrl", "sr", "Latn", 5),
    ("sr", "Latn", "sr", "Cyrl", 5), ("ta", "Latn", "ta", "Taml", 20), ("ta", "Taml", "en", "Latn", 10),
    ("te", "Latn", "te", "Telu", 20), ("te", "Telu", "en", "Latn", 10), ("ti", "Ethi", "en", "Latn", 10),
    ("tk", "Latn", "ru", "Cyrl", 10), ("ur", "Arab", "en", "Latn", 10), ("uz", "Latn", "ru", "Cyrl", 10),
    ("yi", "Hebr", "en", "Latn", 10), ("za", "Latn", "zh", "Hans", 10), ("zh", "Hani", "zh", "Hans", 20),
    ("zh", "Hani", "zh", "Hant", 20), ("zh", "Latn", "zh", "Hans", 20),
];

/// For a language in a script (or any): two groups of regions and their distance, either way. The first row counts.
pub(super) const REGIONS: &[(&str, &str, u32, u32, u16)] = &[
    ("ar", "*", 0xff00ff00, 0xff00ff00, 4), ("ar", "*", 0xff00ff, 0xff00ff, 4),
    ("ar", "*", 0xffffffff, 0xffffffff, 5), ("en", "*", 0xf0f0f0f0, 0xf0f0f0f0, 4),
    ("en", "*", 0xf0f0f0f, 0xffff0000, 3), ("en", "*", 0xf0f0f0f, 0xf0f0f0f, 4),
    ("en", "*", 0xffffffff, 0xffffffff, 5), ("es", "*", 0xaaaaaaaa, 0xaaaaaaaa, 4),
    ("es", "*", 0x55555555, 0x55555555, 4), ("es", "*", 0xffffffff, 0xffffffff, 5),
    ("pt", "*", 0xaaaaaaaa, 0xaaaaaaaa, 4), ("pt", "*", 0x55555555, 0x55555555, 4),
    ("pt", "*", 0xffffffff, 0xffffffff, 5), ("zh", "Hant", 0xcccccccc, 0xcccccccc, 4),
    ("zh", "Hant", 0x33333333, 0x33333333, 4), ("zh", "Hant", 0xffffffff, 0xffffffff, 5),
];

/// The groups that a region is in, where it is not in the first alone. Sorted.
pub(super) const GROUPS: &[(&str, u32)] = &[
    ("001", 0x10137), ("002", 0x101), ("003", 34), ("005", 2), ("009", 17), ("011", 0x101), ("013", 2),
    ("015", 0x101), ("019", 34), ("021", 34), ("029", 34), ("030", 5), ("035", 17), ("057", 17), ("061", 17),
    ("142", 21), ("150", 0x10001), ("154", 0x10001), ("202", 0x101), ("419", 34), ("AG", 2), ("AI", 2),
    ("AR", 2), ("AS", 16), ("AW", 2), ("BB", 2), ("BL", 2), ("BM", 2), ("BO", 2), ("BQ", 2), ("BR", 2),
    ("BS", 2), ("BV", 2), ("BZ", 2), ("CA", 32), ("CL", 2), ("CO", 2), ("CR", 2), ("CU", 2), ("CW", 2),
    ("DM", 2), ("DO", 2), ("DZ", 0x100), ("EC", 2), ("EH", 0x100), ("FK", 2), ("GB", 0x10000), ("GD", 2),
    ("GF", 2), ("GL", 2), ("GP", 2), ("GS", 2), ("GT", 2), ("GU", 16), ("GY", 2), ("HK", 4), ("HN", 2),
    ("HT", 2), ("JM", 2), ("KN", 2), ("KY", 2), ("LC", 2), ("LY", 0x100), ("MA", 0x100), ("MF", 2),
    ("MH", 16), ("MO", 4), ("MP", 16), ("MQ", 2), ("MR", 0x100), ("MS", 2), ("MX", 2), ("NI", 2), ("PA", 2),
    ("PE", 2), ("PH", 16), ("PM", 2), ("PR", 32), ("PY", 2), ("SR", 2), ("SV", 2), ("SX", 2), ("TC", 2),
    ("TN", 0x100), ("TT", 2), ("UM", 16), ("UN", 0x10133), ("US", 32), ("UY", 2), ("VC", 2), ("VE", 2),
    ("VG", 2), ("VI", 32),
];

/// The locales that stand for those around them.
pub(super) const PARADIGMS: &[(&str, &str, &str)] = &[
    ("en", "Latn", "US"), ("en", "Latn", "GB"), ("es", "Latn", "ES"), ("es", "Latn", "419"),
    ("pt", "Latn", "BR"), ("pt", "Latn", "PT"),
];

/// Tags that were registered whole, in lower case, and what they mean. Sorted.
pub(super) const LEGACY: &[(&str, &str)] = &[
    ("en-gb-oed", "en-GB-oxendict"), ("i-ami", "ami"), ("i-bnn", "bnn"), ("i-default", "en-x-i-default"),
    ("i-enochian", "und-x-i-enochian"), ("i-hak", "hak"), ("i-klingon", "tlh"), ("i-lux", "lb"),
    ("i-mingo", "see-x-i-mingo"), ("i-navajo", "nv"), ("i-pwn", "pwn"), ("i-tao", "tao"), ("i-tay", "tay"),
    ("i-tsu", "tsu"), ("no-bok", "nb"), ("no-bokmal", "nb"), ("no-nyn", "nn"), ("no-nynorsk", "nn"),
    ("sgn-be-fr", "sfb"), ("sgn-be-nl", "vgt"), ("sgn-ch-de", "sgg"), ("zh-min", "nan-x-zh-min"),
    ("zh-min-nan", "nan"),
];

/// The official languages of a territory that at least 25 % there use, the first first. Sorted.
pub(super) const OFFICIALS: &[(&str, &[&str])] = &[
    ("AD", &["ca"]), ("AE", &["ar"]), ("AF", &["fa", "ps"]), ("AG", &["en"]), ("AI", &["en"]),
    ("AL", &["sq"]), ("AM", &["hy"]), ("AO", &["pt"]), ("AR", &["es"]), ("AS", &["sm", "en"]),
    ("AT", &["de"]), ("AU", &["en"]), ("AW", &["nl", "pap"]), ("AX", &["sv"]), ("AZ", &["az"]),
    ("BA", &["bs", "bs-Cyrl"]), ("BB", &["en"]), ("BD", &["bn"]), ("BE", &["nl", "fr"]), ("BF", &["fr"]),
    ("BG", &["bg"]), ("BH", &["ar"]), ("BI", &["rn", "fr"]), ("BJ", &["fr"]), ("BL", &["fr"]),
    ("BM", &["en"]), ("BN", &["ms"]), ("BO", &["es", "qu"]), ("BR", &["pt"]), ("BS", &["en"]),
    ("BT", &["dz"]), ("BW", &["en", "tn"]), ("BY", &["ru", "be"]), ("BZ", &["en"]), ("CA", &["en", "fr"]),
    ("CD", &["fr", "sw"]), ("CF", &["sg", "fr"]), ("CG", &["fr"]), ("CH", &["de", "fr", "gsw"]),
    ("CI", &["fr"]), ("CK", &["en"]), ("CL", &["es"]), ("CM", &["fr", "en"]), ("CN", &["zh"]),
    ("CO", &["es"]), ("CQ", &["en"]), ("CR", &["es"]), ("CU", &["es"]), ("CV", &["pt"]), ("CW", &["pap"]),
    ("CX", &["en"]), ("CY", &["el"]), ("CZ", &["cs"]), ("DE", &["de"]), ("DG", &["en"]), ("DJ", &["fr"]),
    ("DK", &["da", "de"]), ("DM", &["en"]), ("DO", &["es"]), ("DZ", &["ar", "fr"]), ("EA", &["es"]),
    ("EC", &["es"]), ("EE", &["et"]), ("EG", &["ar"]), ("EH", &["ar"]), ("ER", &["en", "ti"]),
    ("ES", &["es"]), ("ET", &["am"]), ("FI", &["fi", "sv"]), ("FJ", &["en", "hif", "fj"]), ("FK", &["en"]),
    ("FM", &["en"]), ("FO", &["fo"]), ("FR", &["fr"]), ("GA", &["fr"]), ("GB", &["en"]), ("GD", &["en"]),
    ("GE", &["ka"]), ("GF", &["fr"]), ("GG", &["en"]), ("GH", &["ak"]), ("GI", &["en"]), ("GL", &["kl"]),
    ("GM", &["en"]), ("GN", &["fr"]), ("GP", &["fr"]), ("GQ", &["es", "fr"]), ("GR", &["el"]),
    ("GS", &["en"]), ("GT", &["es"]), ("GU", &["en"]), ("GW", &["pt"]), ("GY", &["en"]),
    ("HK", &["zh-Hant", "en"]), ("HN", &["es"]), ("HR", &["hr"]), ("HT", &["ht", "fr"]), ("HU", &["hu"]),
    ("IC", &["es"]), ("ID", &["id"]), ("IE", &["en"]), ("IL", &["he"]), ("IM", &["en"]), ("IN", &["hi"]),
    ("IO", &["en"]), ("IQ", &["ar"]), ("IR", &["fa"]), ("IS", &["is"]), ("IT", &["it"]), ("JE", &["en"]),
    ("JM", &["en"]), ("JO", &["ar"]), ("JP", &["ja"]), ("KE", &["sw"]), ("KG", &["ky", "ru"]),
    ("KH", &["km"]), ("KI", &["en", "gil"]), ("KM", &["ar", "zdj", "wni", "fr"]), ("KN", &["en"]),
    ("KP", &["ko"]), ("KR", &["ko"]), ("KW", &["ar"]), ("KY", &["en"]), ("KZ", &["ru", "kk"]),
    ("LA", &["lo"]), ("LB", &["ar"]), ("LC", &["en"]), ("LI", &["de", "gsw"]), ("LK", &["si"]),
    ("LR", &["en"]), ("LS", &["st", "en"]), ("LT", &["lt"]), ("LU", &["fr", "lb", "de"]), ("LV", &["lv"]),
    ("LY", &["ar"]), ("MA", &["ar", "fr"]), ("MC", &["fr"]), ("MD", &["ro"]), ("ME", &["sr-Latn"]),
    ("MF", &["fr"]), ("MG", &["mg", "fr"]), ("MH", &["en", "mh"]), ("MK", &["mk", "sq"]), ("MM", &["my"]),
    ("MN", &["mn"]), ("MO", &["zh-Hant", "yue"]), ("MP", &["en"]), ("MQ", &["fr"]), ("MR", &["ar"]),
    ("MS", &["en"]), ("MT", &["mt", "en"]), ("MU", &["fr", "en"]), ("MV", &["dv"]), ("MW", &["en", "ny"]),
    ("MX", &["es"]), ("MY", &["ms"]), ("MZ", &["pt"]), ("NC", &["fr"]), ("NF", &["en"]), ("NG", &["en"]),
    ("NI", &["es"]), ("NL", &["nl"]), ("NO", &["nb", "no", "nn"]), ("NP", &["ne"]), ("NR", &["en", "na"]),
    ("NU", &["en", "niu"]), ("NZ", &["en"]), ("OM", &["ar"]), ("PA", &["es"]), ("PE", &["es"]),
    ("PF", &["fr", "ty"]), ("PG", &["tpi", "en"]), ("PH", &["en", "fil"]), ("PK", &["ur", "en"]),
    ("PL", &["pl"]), ("PM", &["fr"]), ("PN", &["en"]), ("PR", &["es", "en"]), ("PS", &["ar"]),
    ("PT", &["pt"]), ("PW", &["pau"]), ("PY", &["gn"]), ("QA", &["ar"]), ("RE", &["fr"]), ("RO", &["ro"]),
    ("RS", &["sr", "sr-Latn"]), ("RU", &["ru"]), ("RW", &["rw"]), ("SA", &["ar"]), ("SB", &["en"]),
    ("SC", &["fr", "en"]), ("SD", &["ar", "en"]), ("SE", &["sv"]), ("SG", &["en", "zh"]), ("SH", &["en"]),
    ("SI", &["sl"]), ("SJ", &["nb"]), ("SK", &["sk"]), ("SL", &["en"]), ("SM", &["it"]),
    ("SN", &["fr", "wo"]), ("SO", &["so", "ar"]), ("SR", &["nl"]), ("SS", &["en"]), ("ST", &["pt"]),
    ("SV", &["es"]), ("SX", &["en"]), ("SY", &["ar"]), ("SZ", &["en", "ss"]), ("TC", &["en"]),
    ("TG", &["fr"]), ("TH", &["th"]), ("TJ", &["tg"]), ("TK", &["tkl", "en"]), ("TL", &["pt", "tet"]),
    ("TM", &["tk"]), ("TN", &["ar", "fr"]), ("TO", &["to", "en"]), ("TR", &["tr"]), ("TT", &["en"]),
    ("TV", &["tvl"]), ("TW", &["zh-Hant", "nan-Hant"]), ("TZ", &["sw", "en"]), ("UA", &["uk", "ru"]),
    ("UG", &["sw"]), ("UM", &["en"]), ("US", &["en"]), ("UY", &["es"]), ("UZ", &["uz"]), ("VA", &["it"]),
    ("VC", &["en"]), ("VE", &["es"]), ("VG", &["en"]), ("VI", &["en"]), ("VN", &["vi"]),
    ("VU", &["bi", "en", "fr"]), ("WF", &["fr"]), ("WS", &["sm"]), ("XK", &["sq"]), ("YE", &["ar"]),
    ("YT", &["fr"]), ("ZA", &["en"]), ("ZW", &["sn", "en"]),
];

/// Where a language is at home that has a row for a second one: at least 0.5 % speak it, or it has a standing. Sorted.
pub(super) const HOMES: &[(&str, &str)] = &[
    ("ab", "GE"), ("ach", "UG"), ("af", "NA ZA"), ("ak", "GH"), ("am", "ET IL"), ("ay", "BO PE"),
    ("az", "AZ IQ IR RU TR"), ("bal", "AE IR OM PK"), ("be", "BY PL UA"), ("bem", "ZM"), ("bn", "BD IN"),
    ("bo", "CN"), ("br", "FR"), ("ca", "AD ES"), ("ceb", "PH"), ("ckb", "IQ IR"), ("crs", "SC"),
    ("cy", "GB"), ("ee", "GH TG"), ("eo", "SM"), ("eu", "ES"), ("fo", "FO"), ("fy", "NL"), ("ga", "GB IE"),
    ("gaa", "GH"), ("gd", "GB"), ("gl", "ES"), ("gn", "PY"), ("gu", "CA GB IN"), ("ha", "GH NE NG SD"),
    ("haw", "US"), ("ht", "HT"), ("hy", "AM GE LB RU SY"), ("ig", "NG"), ("is", "IS"), ("jv", "ID MY"),
    ("ka", "GE"), ("kg", "CD"), ("kk", "KZ MN"), ("km", "KH"), ("kn", "IN"), ("kri", "SL"),
    ("ku", "AM DE GE IQ IR LB SY TR"), ("ky", "KG"), ("la", "VA"), ("lg", "UG"), ("ln", "AO CD CG"),
    ("lo", "LA"), ("loz", "ZM"), ("lua", "CD"), ("mai", "IN NP"), ("mfe", "MU"), ("mg", "MG"), ("mi", "NZ"),
    ("ml", "AE BH IN"), ("mn", "CN MN"), ("mr", "IN"), ("mt", "MT"), ("my", "MM"), ("ne", "BT IN NP"),
    ("nso", "ZA"), ("ny", "MW MZ ZM ZW"), ("nyn", "UG"), ("oc", "ES FR"), ("om", "ET"), ("or", "IN"),
    ("pa", "CA GB IN PK"), ("pcm", "NG"), ("ps", "AE AF PK"), ("qu", "BO EC PE"), ("rm", "CH"), ("rn", "BI"),
    ("rw", "RW UG"), ("sa", "IN"), ("scn", "IT"), ("sd", "IN PK"), ("si", "LK"), ("sn", "ZW"),
    ("so", "DJ ET KE SO"), ("sq", "AL ME MK RS XK"), ("st", "LS ZA"), ("su", "ID"),
    ("sw", "CD KE SO TZ UG YT"), ("ta", "CA GB IN LK MU MY RE SG"), ("te", "IN"), ("tg", "TJ"),
    ("ti", "ER ET"), ("tk", "AF IR TM"), ("tn", "BW NA ZA"), ("to", "TO"), ("tt", "RU"), ("tum", "MW ZM"),
    ("ug", "CN KZ"), ("ur", "CA GB IN MU PK"), ("uz", "AF TM UZ"), ("wo", "SN"), ("xh", "LS ZA"),
    ("yi", "IL UA"), ("yo", "BJ NG"), ("za", "CN"), ("zu", "LS SZ ZA"),
];
