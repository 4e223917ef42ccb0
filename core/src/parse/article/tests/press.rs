//! Pages as other publishers build them. Their texts are invented.

use super::{ParsedArticle, read_in, texts};
use crate::model::{Precision, PublishedSource};

/// Lead, moment with its source and precision, and titles of related links.
fn facts(article: &ParsedArticle) -> (Option<&str>, String, Vec<&str>) {
    let published = article.published.expect("the page has a date");
    let source = (published.source, published.precision);
    let related = article.related.iter().map(|related| related.title.as_str()).collect();
    (article.lead.as_deref(), format!("{} {source:?}", published.at), related)
}

fn date(at: &str, source: PublishedSource, precision: Precision) -> String {
    format!("{at} {:?}", (source, precision))
}

#[test]
fn a_news_agency_with_a_kicker_a_summary_and_boxes() {
    let article = read_in("fa", include_str!("pages/agency.html"));

    let lead = "تهران- نمونه- نمایشگاه کتاب امسال با حضور ۲۰۰ ناشر از صبح امروز در تهران آغاز به کار کرد.";
    let at = date("2024-05-02T04:42:33Z", PublishedSource::Meta, Precision::Minute);
    assert_eq!(article.title.as_deref(), Some("نمایشگاه کتاب با ۲۰۰ ناشر آغاز شد"));
    assert_eq!(facts(&article), (Some(lead), at, vec!["ناشران خارجی هم آمدند", "روز دوم نمایشگاه"]));
    assert_eq!(
        texts(&article),
        [
            "به گزارش خبرنگار فرهنگی، این نمایشگاه تا پایان هفته آینده ادامه دارد و هر روز از ساعت ۱۰ تا ۲۰ باز است.",
            "بخش کودک",
            "در بخش کودک، بیش از ۴۰ ناشر آثار تازه خود را عرضه کرده‌اند.",
            "مدیر نمایشگاه گفت: «امسال کتاب‌های صوتی جایگاه ویژه‌ای دارند.»",
        ]
    );
}

#[test]
fn a_broadcaster_with_a_block_around_each_paragraph_and_suggestions_between_them() {
    let article = read_in("fa2", include_str!("pages/broadcaster.html"));

    let lead = "باران‌های تند در سه ولایت شمالی صدها خانه را ویران کرده و راه‌ها را بسته است.";
    let at = date("2024-05-10T20:30:00Z", PublishedSource::Meta, Precision::Day);
    assert_eq!(article.title.as_deref(), Some("باران سیل‌آسا در چند ولایت"));
    assert_eq!(facts(&article), (Some(lead), at, vec![]));
    assert_eq!(
        texts(&article),
        [
            "مقام‌های محلی می‌گویند شمار آسیب‌دیدگان هنوز روشن نیست و گروه‌های نجات در راه هستند.",
            "راه‌های بسته",
            "راننده‌ای گفت دو شب در راه مانده است.",
            "بازار شهر نیز از دیروز بسته است و نان کمیاب شده است.",
            "اداره هواشناسی برای فردا هم باران پیش‌بینی کرده است.",
        ]
    );
}

#[test]
fn a_channel_with_two_dates_on_one_line_and_links_amid_the_text() {
    let article = read_in("ar", include_str!("pages/channel.html"));

    let lead = "عاد مهرجان الضوء إلى المدينة القديمة بعد غياب دام خمس سنوات، وسط إقبال كبير من الزوار.";
    let at = date("2024-05-01T20:30:00Z", PublishedSource::Stamp, Precision::Day);
    assert_eq!(article.title.as_deref(), Some("مهرجان الضوء يعود إلى المدينة القديمة"));
    assert_eq!(facts(&article), (Some(lead), at, vec!["السوق القديم يفتح أبوابه", "مئة مصباح في ليلة"]));
    assert_eq!(
        texts(&article),
        [
            "امتلأت الأزقة منذ الساعة السادسة مساء بالعائلات التي جاءت لمشاهدة العروض الضوئية على جدران السوق.",
            "وقال منظم المهرجان \"لم نتوقع هذا العدد\" مضيفا أن العروض تستمر حتى يوم الجمعة.",
            "ويشارك في الدورة الحالية 30 فنانا من 12 دولة.",
        ]
    );
}

#[test]
fn a_table_with_breaks_for_paragraphs_and_a_bold_lead() {
    let article = read_in("en", include_str!("pages/table.html"));

    let lead =
        "The dam on the upper river was opened on Thursday, eleven years after the first stone was laid.";
    let at = date("2024-05-02T14:35:00Z", PublishedSource::Stamp, Precision::Minute);
    assert_eq!(article.title.as_deref(), Some("River dam opens after years of delay"));
    assert_eq!(facts(&article), (Some(lead), at, vec![]));
    assert_eq!(
        texts(&article),
        [
            "Engineers filled the lake over the winter. “We waited for the snow,” one of them said.",
            "The dam is to bring water to forty villages.\nIt will also make power.",
            "A second dam is planned for the lower valley, but no date has been set.",
        ]
    );
}

#[test]
fn a_bulletin_with_an_end_mark_and_a_link_amid_the_text() {
    let article = read_in("fa", include_str!("pages/bulletin.html"));

    let lead = "موزه شهر پس از سه سال بازسازی درهای خود را به روی مردم گشود و تا پایان ماه رایگان است.";
    let at = date("2024-05-02T14:35:00Z", PublishedSource::Stamp, Precision::Minute);
    assert_eq!(article.title.as_deref(), Some("موزه شهر بازگشایی شد"));
    assert_eq!(facts(&article), (Some(lead), at, vec!["بازدید وزیر از موزه"]));
    assert_eq!(
        texts(&article),
        [
            "به گزارش خبرنگار فرهنگی، در این موزه ۳۰۰ اثر به نمایش درآمده است که بیشترشان تازه مرمت شده‌اند.",
            "مدیر موزه گفت که کودکان برنامه جداگانه‌ای دارند.",
        ]
    );
}
