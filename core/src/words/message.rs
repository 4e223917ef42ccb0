//! The messages for people about failures.

use ifilm_language::Words;

use crate::error::ErrorCode;
use crate::model::LanguageTag;

/// A sentence for people that says what went wrong and what to do. It is in the given language, or in English
/// if no edition has that language.
pub fn message(code: ErrorCode, language: &LanguageTag) -> &'static str {
    words(code).of(language)
}

fn words(code: ErrorCode) -> &'static Words {
    match code {
        ErrorCode::Offline => &OFFLINE,
        ErrorCode::TimedOut => &TIMED_OUT,
        ErrorCode::Refused => &REFUSED,
        ErrorCode::NotFound => &NOT_FOUND,
        ErrorCode::Gone => &GONE,
        ErrorCode::Unreadable => &UNREADABLE,
        ErrorCode::TooLarge => &TOO_LARGE,
        ErrorCode::UntrustedCertificate => &UNTRUSTED_CERTIFICATE,
        ErrorCode::ForbiddenAddress => &FORBIDDEN_ADDRESS,
        ErrorCode::StorageFull => &STORAGE_FULL,
        ErrorCode::StorageDamaged => &STORAGE_DAMAGED,
        ErrorCode::NewerVersion => &NEWER_VERSION,
        ErrorCode::ReadOnly => &READ_ONLY,
        ErrorCode::Busy => &BUSY,
        ErrorCode::StalePlan => &STALE_PLAN,
        ErrorCode::OverBudget => &OVER_BUDGET,
        ErrorCode::Cancelled => &CANCELLED,
        ErrorCode::BadArgument => &BAD_ARGUMENT,
        ErrorCode::Closed => &CLOSED,
        ErrorCode::Internal => &INTERNAL,
    }
}

const OFFLINE: Words = Words {
    english: "No connection. What was saved on this device can still be read.",
    arabic: "لا يوجد اتصال. ما حُفظ على هذا الجهاز ما زال متاحًا للقراءة.",
    persian: "اتصال برقرار نیست. آنچه روی این دستگاه ذخیره شده همچنان قابل خواندن است.",
    dari: "ارتباط برقرار نیست. هرچه در این دستگاه نگهداری شده هنوز قابل خواندن است.",
};
const TIMED_OUT: Words = Words {
    english: "The site took too long to answer. Try again later.",
    arabic: "تأخر الموقع في الرد. حاول مرة أخرى لاحقًا.",
    persian: "پاسخ سایت بیش از اندازه طول کشید. بعداً دوباره امتحان کنید.",
    dari: "جواب سایت بسیار دیر شد. پسان‌تر دوباره کوشش کنید.",
};
const REFUSED: Words = Words {
    english: "The site cannot answer right now. Try again later.",
    arabic: "لا يستطيع الموقع الرد الآن. حاول مرة أخرى لاحقًا.",
    persian: "سایت اکنون نمی‌تواند پاسخ دهد. بعداً دوباره امتحان کنید.",
    dari: "سایت فعلاً جواب داده نمی‌تواند. پسان‌تر دوباره کوشش کنید.",
};
const NOT_FOUND: Words = Words {
    english: "This was not found.",
    arabic: "لم يُعثر على هذا.",
    persian: "چنین چیزی پیدا نشد.",
    dari: "چنین چیزی یافت نشد.",
};
const GONE: Words = Words {
    english: "The site has taken this away.",
    arabic: "أزال الموقع هذا المحتوى.",
    persian: "سایت این مطلب را برداشته است.",
    dari: "سایت این مطلب را پس گرفته است.",
};
const UNREADABLE: Words = Words {
    english: "The site's answer could not be read. A newer version of the app may help.",
    arabic: "تعذرت قراءة رد الموقع. قد تفيد نسخة أحدث من التطبيق.",
    persian: "پاسخ سایت خوانده نشد. شاید نسخهٔ تازه‌تر برنامه کمک کند.",
    dari: "جواب سایت خوانده نشد. شاید نسخهٔ جدیدتر برنامه کمک کند.",
};
const TOO_LARGE: Words = Words {
    english: "The site's answer is too large for this device.",
    arabic: "رد الموقع أكبر مما يسمح به هذا الجهاز.",
    persian: "پاسخ سایت برای این دستگاه بیش از اندازه بزرگ است.",
    dari: "جواب سایت برای این دستگاه بسیار کلان است.",
};
const UNTRUSTED_CERTIFICATE: Words = Words {
    english: "The site could not prove who it is, so nothing was loaded. Check the date of this device.",
    arabic: "لم يتمكن الموقع من إثبات هويته، فلم يُحمَّل شيء. تحقق من تاريخ هذا الجهاز.",
    persian: "سایت نتوانست هویت خود را ثابت کند؛ چیزی بارگیری نشد. تاریخ این دستگاه را بررسی کنید.",
    dari: "سایت هویت خود را ثابت کرده نتوانست؛ چیزی گرفته نشد. تاریخ این دستگاه را ببینید.",
};
const FORBIDDEN_ADDRESS: Words = Words {
    english: "This address is outside the site, so nothing was sent to it.",
    arabic: "هذا العنوان خارج الموقع، فلم يُرسل إليه شيء.",
    persian: "این نشانی بیرون از سایت است؛ چیزی به آن فرستاده نشد.",
    dari: "این آدرس بیرون از سایت است؛ چیزی به آن روان نشد.",
};
const STORAGE_FULL: Words = Words {
    english: "There is no room left on this device. Free some and try again.",
    arabic: "لم تبقَ مساحة على هذا الجهاز. حرِّر بعضها وحاول مرة أخرى.",
    persian: "جایی روی این دستگاه نمانده است. کمی جا باز کنید و دوباره امتحان کنید.",
    dari: "در این دستگاه جای نمانده است. کمی جای خالی کنید و دوباره کوشش کنید.",
};
const STORAGE_DAMAGED: Words = Words {
    english: "A file on this device cannot be read. The app repairs what is damaged: try again.",
    arabic: "تعذرت قراءة ملف على هذا الجهاز، والتطبيق يُصلح ما تلف. حاول مرة أخرى.",
    persian: "پرونده‌ای روی این دستگاه خوانده نمی‌شود. برنامه آنچه را آسیب دیده تعمیر می‌کند؛ دوباره امتحان کنید.",
    dari: "یک فایل در این دستگاه خوانده نمی‌شود. برنامه چیزهای خراب را ترمیم می‌کند؛ دوباره کوشش کنید.",
};
const NEWER_VERSION: Words = Words {
    english: "These files belong to a newer version of the app. Update it to open them.",
    arabic: "هذه الملفات من نسخة أحدث من التطبيق. حدِّثه لفتحها.",
    persian: "این پرونده‌ها از نسخهٔ تازه‌تر برنامه‌اند. برای باز کردنشان برنامه را به‌روز کنید.",
    dari: "این فایل‌ها از نسخهٔ جدیدتر برنامه است. برای باز کردن آن برنامه را تازه سازید.",
};
const READ_ONLY: Words = Words {
    english: "Nothing can be written on this device. Check its free space and permissions.",
    arabic: "لا يمكن الكتابة على هذا الجهاز. تحقق من المساحة والأذونات.",
    persian: "روی این دستگاه نمی‌توان چیزی نوشت. فضای خالی و اجازهٔ نوشتن را بررسی کنید.",
    dari: "در این دستگاه چیزی نوشته شده نمی‌تواند. جای خالی و اجازهٔ نوشتن را ببینید.",
};
const BUSY: Words = Words {
    english: "Another program is writing to these files. Try again in a moment.",
    arabic: "برنامج آخر يكتب في هذه الملفات. أعد المحاولة بعد لحظات.",
    persian: "برنامهٔ دیگری در این پرونده‌ها می‌نویسد. کمی بعد دوباره امتحان کنید.",
    dari: "یک برنامهٔ دیگر در این فایل‌ها می‌نویسد. چند لحظه بعد دوباره کوشش کنید.",
};
const STALE_PLAN: Words = Words {
    english: "What was planned is out of date, so nothing was loaded. Make a new plan.",
    arabic: "لم تعد الخطة صالحة، فلم يُحمَّل شيء. أنشئ خطة جديدة.",
    persian: "این برنامه‌ریزی کهنه شده است؛ چیزی بارگیری نشد. دوباره برنامه‌ریزی کنید.",
    dari: "این پلان کهنه شده است؛ چیزی گرفته نشد. یک پلان نو بسازید.",
};
const OVER_BUDGET: Words = Words {
    english: "The data allowed for today is used up. Allow more in the settings, or wait until tomorrow.",
    arabic: "استُهلكت البيانات المسموح بها لهذا اليوم. اسمح بالمزيد في الإعدادات أو انتظر حتى الغد.",
    persian: "دادهٔ مجاز امروز تمام شده است. در تنظیمات بیشتر اجازه دهید یا تا فردا صبر کنید.",
    dari: "انترنت مجاز امروز خلاص شده است. در تنظیمات بیشتر اجازه بدهید یا تا فردا صبر کنید.",
};
const CANCELLED: Words =
    Words {
        english: "Stopped.", arabic: "أُوقف.", persian: "متوقف شد.", dari: "توقف داده شد."
    };
const BAD_ARGUMENT: Words = Words {
    english: "The app asked for something that makes no sense.",
    arabic: "طلب التطبيق شيئًا غير صالح.",
    persian: "برنامه چیز نادرستی خواست.",
    dari: "برنامه یک چیز غلط خواست.",
};
const CLOSED: Words = Words {
    english: "The library is closed.",
    arabic: "المكتبة مغلقة.",
    persian: "کتابخانه بسته است.",
    dari: "کتابخانه بسته شده است.",
};
const INTERNAL: Words = Words {
    english: "Something went wrong inside the app.",
    arabic: "حدث خلل داخل التطبيق.",
    persian: "خطایی درون برنامه رخ داد.",
    dari: "در داخل برنامه یک مشکل پیدا شد.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_complete_in_the_script_of_its_language_and_dari_differs_from_persian() {
        for text in ErrorCode::ALL.iter().map(|code| words(*code)) {
            assert_eq!(text.faults(), [""; 0], "{text:?}");
            assert_ne!(text.dari, text.persian);
        }
    }

    #[test]
    fn every_failure_has_its_own_words_in_every_language() {
        let all = |tag: &str| -> std::collections::HashSet<&str> {
            let language = tag.parse().unwrap();
            ErrorCode::ALL.iter().map(|code| message(*code, &language)).collect()
        };

        let languages = ["en", "ar", "fa", "fa-AF"].map(all);

        assert!(languages.iter().all(|words| words.len() == ErrorCode::ALL.len()));
        assert!(languages[2].is_disjoint(&languages[3]), "Dari is not a copy of Persian");
    }
}
