use super::{ONE, TWO, read, read_in, texts};

#[test]
fn counts_and_size_letters_above_the_text_are_dropped() {
    let article = read_in(
        "ar",
        "<div>1204</div><div>-</div><div>الف</div><div>+</div><h2>السينما تفتح أبوابها</h2><div>٤١٢</div>
         <div><p>حضر الليلة الأولى من المهرجان أربعمئة شخص في السينما القديمة على ضفة النهر.</p>
         <p>ظلت أبوابها مغلقة أحد عشر عاماً، ورائحة الطلاء تملأ القاعة.</p></div>",
    );

    assert_eq!(
        texts(&article),
        [
            "حضر الليلة الأولى من المهرجان أربعمئة شخص في السينما القديمة على ضفة النهر.",
            "ظلت أبوابها مغلقة أحد عشر عاماً، ورائحة الطلاء تملأ القاعة."
        ]
    );
}

#[test]
fn initials_comments_and_forms_below_the_text_are_dropped() {
    for initials in ["AB/CD", "م/ن", "ر.ک", "A.B", "س.ح/ی"] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p><p>{initials}</p></div>
             <div>Share</div><div>Comments</div><div>Guest User</div><div>What a lovely evening this was for all of us!</div>
             <form><input type=text><textarea></textarea><button>Send</button></form>"
        ));

        assert_eq!(texts(&article), [ONE, TWO], "{initials}");
    }
}

#[test]
fn comments_are_cut_off_in_every_language() {
    for label in [
        "Comments",
        "نظرات",
        "التعليقات",
        "دیدگاه‌ها",
        "نظر شما",
        "ارسال نظر",
        "Leave a comment",
        "Comments (2)",
    ] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p>{label}</p><p>Guest User</p><p>What a lovely evening this was for all of us!</p>"
        ));

        assert_eq!(texts(&article), [ONE, TWO], "{label}");
    }
}

#[test]
fn a_stamp_between_title_and_text_is_not_text() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>Monday May 6, 2019 18:05412</p><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn sentences_that_begin_like_appeals_and_credits_are_text() {
    for sentence in [
        "Reporting by the United Nations shows that the number of cinemas in the town has doubled in ten years.",
        "Get the apples washed and cut before the oven is warm enough.",
        "Join the queue early, because tickets appear at noon and are gone by one.",
        "The police gave the papers a file photo of the man, and nobody knew him.",
        "This is not meant to be a manifesto™© of the harbour, we only think it is good to share what we learned so far.",
    ] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p>{sentence}</p><p>{ONE} {TWO}</p>"
        ));

        assert!(texts(&article).contains(&sentence.to_owned()), "{sentence}");
    }
    for sentence in [
        "با گزارش سازمان ملل روشن شد که شمار سینماهای شهر در ده سال دو برابر شده است.",
        "ما را از راه پل چوبی به آن سوی کانال آب بردند و شب را در کلبه ماندیم.",
    ] {
        let other = "نخستین شب جشنواره چهارصد نفر را به سینمای قدیمی کنار رود آورد.";
        let article = read_in(
            "fa",
            &format!("<h1>سینما باز شد</h1><p>{other}</p><p>{other} دوم.</p><p>{sentence}</p>"),
        );

        assert!(texts(&article).contains(&sentence.to_owned()), "{sentence}");
    }
}

#[test]
fn a_heading_with_prose_below_it_is_no_button() {
    for heading in ["By the sea", "Telegram", "Play", "Views"] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><h2>{heading}</h2><p>{ONE}</p>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, heading, ONE]);
    }
}

#[test]
fn entries_of_a_list_without_links_are_no_buttons_and_no_credits() {
    for entries in [
        ["Telegram", "WhatsApp", "Signal"],
        ["Written by Anna Berg", "Directed by Tom Waters", "Story by Mina Farhadi"],
    ] {
        let list: String = entries.iter().map(|entry| format!("<li>{entry}</li>")).collect();
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><ul>{list}</ul><p>{ONE}</p>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, &entries.join("\n\n"), ONE]);
    }
}

#[test]
fn small_labels_amid_the_text_are_no_text() {
    for label in [
        "Share this story",
        "View this image",
        "Now playing",
        "Back to top",
        "گزارش خطا",
        "شارك المقال",
        "پایان",
    ] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><div>{label}</div><p>{ONE}</p>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, ONE], "{label}");
    }
}

#[test]
fn short_lines_between_lead_and_text_are_neither() {
    for line in ["Ida Brook", "Staff writer", "3 hours ago", "Text size", "Photo: Ida Brook", "سرویس ورزشی"]
    {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p class=lead>After eleven years the doors are open again.</p><div>{line}</div>
             <div><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><p>{TWO}</p></div>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, ONE, TWO], "{line}");
    }
}

#[test]
fn a_link_that_says_read_also_is_no_text() {
    for link in
        ["Read also: Night buses return to the coast", "همچنین بخوانید: اتوبوس‌ها", "» Night buses return"]
    {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p><a href=/1>{link}</a></p><p>{ONE}</p>"
        ));

        assert_eq!(texts(&article), [ONE, TWO, ONE], "{link}");
    }
}

#[test]
fn what_is_said_about_the_author_is_no_text_and_no_lead() {
    let note = "Rowan Ashby is a reporter of the Coast covering the harbour, the ferry, and much more.";
    for html in [
        format!("<p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><p>{TWO}</p><div class=author-bio><p>{note}</p></div>"),
        format!(
            "<meta name=author content='Rowan Ashby'><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><p>{TWO}</p><p>{note}</p>"
        ),
        format!(
            "<div class=author-card><a href=/r>Rowan Ashby</a><div>{note}</div></div><div><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><p>{TWO}</p></div>"
        ),
        format!(
            "<meta name=author content='Rowan Ashby'><p>Rowan Ashby, Coast News</p><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p><p>{TWO}</p>"
        ),
    ] {
        let article = read(&format!("<h1>River cinema reopens</h1>{html}"));

        assert_eq!(
            (article.lead.as_deref(), texts(&article)),
            (None, [ONE, TWO, ONE, TWO].map(str::to_owned).to_vec()),
            "{html}"
        );
    }
}

#[test]
fn a_pull_quote_is_shown_once() {
    let quote = "<blockquote><p>“Its doors had been shut for eleven years.”</p></blockquote>";
    let article =
        read(&format!("<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>{quote}<p>{ONE} {TWO}</p>"));

    assert_eq!(texts(&article).len(), 3);
}

#[test]
fn whose_opinion_a_text_is_and_who_wrote_it_is_no_text() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div class=op-author>Ida Brook</div><p>{ONE}</p><p>{TWO}</p><p>{ONE}</p>
         <p>Ida Brook writes about towns and rivers for the paper.</p><p>The views expressed in this article are her own.</p>"
    ));

    assert_eq!(texts(&article), [ONE, TWO, ONE]);
}

#[test]
fn a_gallery_of_numbered_slides_is_no_text() {
    let slide = |at: u8| format!("<li><h3>{at}/3 A boat comes home</h3><p>{TWO} {at}</p><p>Agency</p></li>");
    let slides = [slide(1), slide(2), slide(3)].concat();
    let article = read(&format!(
        "<h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><div><ul>{slides}</ul></div><p>{ONE}</p>"
    ));

    assert_eq!(texts(&article), [ONE, TWO, ONE]);
}

/// Each comment is who and when, and what the person says. Nothing announces them.
fn turns(manner: impl Fn(&str, &str, &str) -> String, says: [(&str, &str, &str); 3]) -> String {
    says.map(|(who, when, what)| manner(who, when, what)).concat()
}

#[test]
fn comments_that_nothing_announces_are_cut_off() {
    let says = [
        ("Ada", "4 May 2026", "My aunt sold the tickets there for thirty years, what a day."),
        ("old_oak", "4 May 2026", "Is there a place to leave a bicycle by the door?"),
        ("Tom from the mill", "5 May 2026", "The chairs are still too hard for my back, sadly."),
    ];
    for manner in [
        |who: &str, when: &str, what: &str| format!("<div><b>{who}</b> <i>{when}</i><p>{what}</p></div>"),
        |who: &str, when: &str, what: &str| format!("<h4>{who} <small>{when}</small></h4><div>{what}</div>"),
        |who: &str, when: &str, what: &str| format!("<p>{who}</p><p>{when}</p><div>{what}</div>"),
        |who: &str, when: &str, what: &str| {
            format!("<table><tr><td>{who}<br>{when}</td><td>{what}</td></tr></table>")
        },
    ] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><div class=x1><p>{ONE}</p><p>{TWO}</p></div><div class=x2>{}</div>",
            turns(manner, says)
        ));

        assert_eq!(texts(&article), [ONE, TWO], "{}", turns(manner, says));
    }
}

#[test]
fn comments_that_nothing_announces_are_cut_off_in_every_language() {
    for (edition, text, says) in [
        (
            "fa",
            "درهای سینما یازده سال بسته بود و بوی رنگ تازه در سالن پیچیده بود.",
            [
                ("لیلا", "۴ خرداد ۱۴۰۵", "خاله‌ام سی سال آنجا بلیت می‌فروخت."),
                ("مهمان", "۴ خرداد ۱۴۰۵", "صندلی‌ها هنوز هم خیلی سفت هستند."),
                ("احمد از رشت", "۵ خرداد ۱۴۰۵", "کاش همه شهرها چنین سینمایی داشتند."),
            ],
        ),
        (
            "ar",
            "ظلت أبوابها مغلقة أحد عشر عاماً، ورائحة الطلاء تملأ القاعة.",
            [
                ("ليلى", "4 مايو 2026", "كانت خالتي تبيع التذاكر هناك ثلاثين سنة."),
                ("ضيف", "4 مايو 2026", "ما زالت المقاعد قاسية جدا على ظهري."),
                ("سامي من القرية", "5 مايو 2026", "ليت كل مدينة فيها سينما مثل هذه."),
            ],
        ),
        (
            "fa2",
            "دروازه‌های سینما یازده سال بسته بود و بوی رنگ در صالون پیچیده بود.",
            [
                ("لیلا", "۴ جوزا ۱۴۰۵", "خاله‌ام سی سال آنجا تکت می‌فروخت."),
                ("مهمان", "۴ جوزا ۱۴۰۵", "چوکی‌ها هنوز هم بسیار سخت هستند."),
                ("احمد از بلخ", "۵ جوزا ۱۴۰۵", "کاش هر شهر چنین سینمایی می‌داشت."),
            ],
        ),
    ] {
        let manner =
            |who: &str, when: &str, what: &str| format!("<div><b>{who}</b> <i>{when}</i><p>{what}</p></div>");
        let second = says.map(|(_, _, what)| what).join(" ");
        let article = read_in(
            edition,
            &format!("<h1>سینما</h1><div><p>{text}</p><p>{second}</p></div>{}", turns(manner, says)),
        );

        assert_eq!(texts(&article), [text, &second]);
    }
}

#[test]
fn a_chronicle_and_a_table_of_dates_stay() {
    let article = read(&format!(
        "<div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p>
         <h3>12 May 1931: Opening</h3><p>The first film had no sound, and a pianist played below.</p>
         <h3>3 June 1944: Fire</h3><p>The roof burned in a night, and the hall stood open.</p>
         <h3>4 July 1951: New roof</h3><p>The town paid for slate, and the singers came back.</p></div>"
    ));

    assert_eq!(texts(&article).len(), 8);
}
