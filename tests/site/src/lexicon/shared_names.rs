//! The names in stories that several editions report: one list in four spellings. The same index is the same
//! name in each.
//!
//! People and places are transcribed; titles are translated, as real editions do. Each list begins with the
//! names of the edition's own stories, so unrelated stories share some people.

use super::{Names, ar, en, fa, fa2};
use crate::edition::Edition;

/// The names as an edition writes them.
pub(crate) fn names(edition: Edition) -> &'static Names {
    match edition {
        Edition::En => &ENGLISH,
        Edition::Fa => &PERSIAN,
        Edition::Ar => &ARABIC,
        Edition::Fa2 => &DARI,
    }
}

const ENGLISH: Names = Names {
    men: &[
        "Kaveh Rastin",
        "Mehrdad Sepehrnia",
        "Nader Golestaneh",
        "Siamak Azarpeyk",
        "Farhad Niksersht",
        "Omid Delavarifar",
        "Bahman Kavoshgar",
        "Ramin Parsakish",
        "Ardalan Mehravar",
        "Iraj Boroumandzad",
        "Sohrab Tavangar",
        "Behrouz Kianmanesh",
        "Davoud Shahrokhi",
        "Yashar Mehdipour",
        "Ghobad Zarrinkhat",
        "Houman Farrokhpey",
        "Arash Deylamgol",
        "Keyvan Tondarvash",
        "Pouya Sarvandi",
        "Siavash Nourbanou",
        "Khosrow Jahandideh",
        "Mansour Takestani",
    ],
    women: &[
        "Parvaneh Rastin",
        "Mahtab Sohrabpour",
        "Nasrin Farahmandi",
        "Laleh Azarmehr",
        "Shirin Golabpash",
        "Roya Mehregan",
        "Taraneh Niknam",
        "Golnar Sepidar",
        "Mahsa Kouhestani",
        "Nazanin Daryabandar",
        "Samira Partovmehr",
        "Elham Zagrosi",
        "Setareh Chamanara",
        "Forough Bidarbakht",
        "Niloufar Khazanpour",
        "Mina Tabatabdar",
    ],
    cities: &[
        "Tehran",
        "Isfahan",
        "Shiraz",
        "Tabriz",
        "Yazd",
        "Rasht",
        "Kerman",
        "Hamedan",
        "Mashhad",
        "Gorgan",
        "Kashan",
        "Sanandaj",
        "Bandar Abbas",
        "Zanjan",
        "Birjand",
        "Khorramabad",
    ],
    countries: &[
        "Italy", "Japan", "Brazil", "Portugal", "Finland", "Canada", "Malaysia", "Serbia", "Mexico", "Norway",
    ],
    genres: &["family", "historical", "crime", "romantic", "social", "comedy"],
    ..en::NAMES
};

const PERSIAN: Names = Names {
    men: &[
        "کاوه راستین",
        "مهرداد سپهرنیا",
        "نادر گلستانه",
        "سیامک آذرپیک",
        "فرهاد نیک‌سرشت",
        "امید دلاوری‌فر",
        "بهمن کاوشگر",
        "رامین پارساکیش",
        "اردلان مهرآور",
        "ایرج برومندزاد",
        "سهراب توانگر",
        "بهروز کیان‌منش",
        "داوود شاهرخی",
        "یاشار مهدی‌پور",
        "قباد زرین‌خط",
        "هومن فرخ‌پی",
        "آرش دیلم‌گل",
        "کیوان تندروش",
        "پویا سروندی",
        "سیاوش نوربانو",
        "خسرو جهان‌دیده",
        "منصور تاکستانی",
    ],
    women: &[
        "پروانه راستین",
        "مهتاب سهراب‌پور",
        "نسرین فرهمندی",
        "لاله آذرمهر",
        "شیرین گل‌آب‌پاش",
        "رویا مهرگان",
        "ترانه نیک‌نام",
        "گلنار سپیدار",
        "مهسا کوهستانی",
        "نازنین دریابندر",
        "سمیرا پرتومهر",
        "الهام زاگرسی",
        "ستاره چمن‌آرا",
        "فروغ بیداربخت",
        "نیلوفر خزان‌پور",
        "مینا تب‌تاب‌دار",
    ],
    cities: &[
        "تهران",
        "اصفهان",
        "شیراز",
        "تبریز",
        "یزد",
        "رشت",
        "کرمان",
        "همدان",
        "مشهد",
        "گرگان",
        "کاشان",
        "سنندج",
        "بندرعباس",
        "زنجان",
        "بیرجند",
        "خرم‌آباد",
    ],
    ..fa::NAMES
};

const ARABIC: Names = Names {
    men: &[
        "كاوه راستين",
        "مهرداد سبهرنيا",
        "نادر كلستانه",
        "سيامك آذربيك",
        "فرهاد نيك سرشت",
        "أميد دلاوري فر",
        "بهمن كاوشكر",
        "رامين بارسا كيش",
        "أردلان مهراور",
        "إيرج برومند زاد",
        "سهراب توانكر",
        "بهروز كيان منش",
        "داود شاهرخي",
        "ياشار مهدي بور",
        "قباد زرين خط",
        "هومن فرخ بي",
        "آرش ديلم كل",
        "كيوان تندروش",
        "بويا سروندي",
        "سياوش نوربانو",
        "خسرو جهانديده",
        "منصور تاكستاني",
    ],
    women: &[
        "بروانه راستين",
        "مهتاب سهراب بور",
        "نسرين فرهمندي",
        "لاله آذرمهر",
        "شيرين كلاب باش",
        "رؤيا مهركان",
        "ترانه نيكنام",
        "كلنار سبيدار",
        "مهسا كوهستاني",
        "نازنين دريا بندر",
        "سميرا برتومهر",
        "إلهام زاكرسي",
        "ستاره جمن آرا",
        "فروغ بيدار بخت",
        "نيلوفر خزان بور",
        "مينا تب تاب دار",
    ],
    cities: &[
        "طهران",
        "أصفهان",
        "شيراز",
        "تبريز",
        "يزد",
        "رشت",
        "كرمان",
        "همدان",
        "مشهد",
        "جرجان",
        "كاشان",
        "سنندج",
        "بندر عباس",
        "زنجان",
        "بيرجند",
        "خرم آباد",
    ],
    ..ar::NAMES
};

const DARI: Names = Names {
    men: PERSIAN.men,
    women: PERSIAN.women,
    cities: PERSIAN.cities,
    countries: &[
        "ایتالیا",
        "جاپان",
        "برازیل",
        "پرتگال",
        "فنلند",
        "کانادا",
        "مالیزیا",
        "صربستان",
        "مکسیکو",
        "ناروی",
    ],
    ..fa2::NAMES
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_list_is_one_name_in_every_edition() {
        let lengths = |edition| {
            let Names { men, women, films, series, festivals, cities, countries, genres, sights, latin } =
                names(edition);
            let lists = [men, women, films, series, festivals, cities, countries, genres, sights, latin];
            lists.map(|list| list.len())
        };

        for edition in Edition::ALL {
            assert_eq!(lengths(edition), lengths(Edition::En), "{edition}");
        }
    }
}
