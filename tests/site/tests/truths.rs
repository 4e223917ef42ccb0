//! Some pages with their content as a person read it. The truth of the generator must be the same.

use ifilm_site::{DateSource, Direction, Edition, Layout, Precision, Published, Truth, page};

fn published(at: &str, source: DateSource, precision: Precision) -> Option<Published> {
    Some(Published { at: at.parse().expect("a time"), source, precision })
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The stamp says 2022/12/23 06:20 and so does the linked data of the head, with the zone.
#[test]
fn an_old_english_page_with_headings_and_a_cut_description() {
    let truth = Truth {
        title: "Soundtrack of \"Morning Road\" released".to_owned(),
        lead: Some(
            "The soundtrack of the TV series \"Morning Road\" is now available as an album of 23 pieces."
                .to_owned(),
        ),
        published: published("2022-12-23T02:50:00Z", DateSource::Meta, Precision::Minute),
        language: "en".to_owned(),
        direction: Direction::Ltr,
        paragraphs: texts(&[
            "Director Iraj Boroumandzad said that he had cut 6 scenes again after hearing the music. The main theme is played on the santur and returns in 8 different forms. A limited edition of 85 records on vinyl comes with a booklet of drawings.",
            "Track List",
            "Ramin Parsakish used the sounds of a real weaving workshop as the rhythm of the opening piece. Part of the income goes to a library for hospitals in Tehran.",
            "The organizers thanked the residents of Mashhad for their patience. “It was worth the wait,” one visitor said.",
            "Tickets and Dates",
            "The lyrics are by Iraj Boroumandzad, whose poems have been set to music before.",
            "As in previous years, the artists took time for photos and autographs.",
            "Notes for the piano version can be downloaded from the website until 2022-12-17.",
            "The Main Theme",
            "The press office gave 2023-01-05 as the date for the next announcement. Children from a music school in Mashhad form the choir of the last piece.",
            "The concert starts at 22:00 and lasts about 90 minutes.",
        ]),
        related: texts(&[
            "‘When the Kites Return’ turns 17",
            "New romantic series \"Morning Road\" goes into production",
            "Soundtrack of ‘A Doctor in the Village’ released",
        ]),
        event: None,
        resembles: None,
    };

    assert_eq!(page(6, Edition::En, Layout::Old, 1).1, truth);
}

/// `Monday September 4, 2017 05:31` and 65 views; Tehran was 4.5 hours ahead of UTC that summer.
#[test]
fn an_old_persian_page_whose_text_begins_with_the_lead_in_bold() {
    let truth = Truth {
        title: "دوربین \"هفت نامه به خانه\" پس از ۵ ماه روشن شد".to_owned(),
        lead: Some(
            "گروه \"هفت نامه به خانه\" پس از ۵ ماه وقفه برای نخستین روز فیلمبرداری در شیراز گرد هم آمدند."
                .to_owned(),
        ),
        published: published("2017-09-04T01:01:00Z", DateSource::Stamp, Precision::Minute),
        language: "fa".to_owned(),
        direction: Direction::Rtl,
        paragraphs: texts(&[
            "تست گریم در شهریور انجام شد و لباس‌ها در کارگاهی در تبریز دوخته شدند. به گفته دفتر تولید، ۷۸ دقیقه از نسخه نهایی با کیفیت 4K آماده است.",
            "در محل فیلمبرداری",
            "حدود ۳۰ درصد صحنه‌ها در شیراز گرفته شده و گروه یک خیابان را برای 6 هفته اجاره کرده است.",
            "\"فیلمنامه 6 بار بازنویسی شد و هر بار آرام‌تر از پیش شد.\"",
            "تهیه‌کنندگان پیش‌بینی می‌کنند که فیلمبرداری تا ۱۹ شهریور ۱۳۹۶ به پایان برسد. یکی از اعضای گروه گفت: «تازه به نیمه راه رسیده‌ایم.»",
            "درباره داستان",
            "طراح صحنه ایستگاه کوچک قطار را از روی عکس‌هایی که در سال ۱۳۹۲ گرفته شده بود بازسازی کرد. بیشتر بازیگران نوجوان از میان ۴۳ دانش‌آموز انتخاب شدند که در آزمون بازیگری شرکت کرده بودند.",
        ]),
        related: texts(&[
            "ارکستر تبریز برای خانواده‌ها موسیقی فیلم می‌نوازد",
            "همدان، شهر باغ‌ها و مسگرها",
            "\"نمک و زعفران\" 48 ساله شد",
        ]),
        event: None,
        resembles: None,
    };

    assert_eq!(page(4, Edition::Fa, Layout::Old, 2).1, truth);
}

/// The only date is the folder of the picture, 25-01-2019. The text begins with the lead without its full
/// stop, and ends with a list.
#[test]
fn an_arabic_tourism_page_that_repeats_its_lead() {
    let truth = Truth {
        title: "حديقة السرو: ركن هادئ في تبريز".to_owned(),
        lead: Some(
            "على بعد خطوات من ضجيج الشارع الرئيسي في تبريز ما زال الهدوء يسكن حديقة السرو.".to_owned(),
        ),
        published: published("2019-01-24T20:30:00Z", DateSource::Picture, Precision::Day),
        language: "ar".to_owned(),
        direction: Direction::Rtl,
        paragraphs: texts(&[
            "ويمكن الجمع بين هذه الزيارة ومتحف رشت الذي يبعد أقل من ساعتين. وتبيع نساء القرية السلال والنعناع المجفف وماء الورد عند البوابة.",
            "يقع المكان على بعد نحو ٧٦ كيلومتراً من مركز المدينة ويسهل الوصول إليه بالحافلة.",
            "وما زالت حرفة الطباعة اليدوية على القماش حية في ٦ ورشات صغيرة في الجوار. وفي عام ٢٠١٢ صُوّر هنا مسلسل \"السوق القديم\".",
            "ويمر الطريق ببساتين الفستق وبقرية من 80 بيتاً بُنيت من الطين.",
            "ويمكن مشاهدة صور المكان على الموقع. ويقدّم مقهى صغير عند المدخل حلوى الزعفران وخبز التنور.",
            "والدخول مجاني للأطفال والطلاب.",
            "البازار المسقوف",
            "فناء البرك الأربع",
            "زقاق النساجين",
            "الإطلالة من البرج القديم",
        ]),
        related: texts(&[
            "إعادة مسلسل «تحت سقف واحد» على قناة آی فیلم",
            "فيلم \"حارس الجسر\" يدخل مرحلة المونتاج",
        ]),
        event: None,
        resembles: None,
    };

    assert_eq!(page(9, Edition::Ar, Layout::Tourism, 3).1, truth);
}

/// The folder of its picture is `news`, so the page has no date.
#[test]
fn a_dari_page_without_a_date_that_has_its_lead_twice() {
    let (_, truth) = page(12, Edition::Fa2, Layout::New, 1);

    assert_eq!(truth.title, "سریال «راه صبح» از آی‌فلم ۲ نشر می‌شود");
    let lead = "آی‌فلم ۲ نشر سریال کمیدی «راه صبح» را از تاریخ ۲۹ عقرب ۹۶ آغاز می‌کند.";
    assert_eq!(truth.lead.as_deref(), Some(lead));
    assert_eq!((truth.published, truth.language.as_str(), truth.direction), (None, "fa-AF", Direction::Rtl));
    assert_eq!(truth.paragraphs.len(), 7);
    assert!(truth.paragraphs[0].starts_with("وحید کوهسار و لاله آذرمهر از دیگر هنرپیشه‌های این سریال‌اند."));
    assert_eq!(
        truth.paragraphs[3],
        "«این کار را برای پدرکلان‌ها و نواسه‌هایی ساختیم که یک‌جا روی یک چوکی می‌نشینند.»"
    );
    assert_eq!(truth.paragraphs[6], "این کار به استادان تیاتر بلخ تقدیم شده است.");
}
