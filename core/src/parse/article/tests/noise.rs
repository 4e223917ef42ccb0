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
