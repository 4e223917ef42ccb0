//! The sentences for people about what is wrong with the network.

use ifilm_language::Words;

use crate::model::{LanguageTag, Verdict};

/// A sentence for people that says what is wrong with the network and what to do. It is in the given
/// language, or in English if no edition has that language.
pub fn verdict(verdict: Verdict, language: &LanguageTag) -> &'static str {
    words(verdict).of(language)
}

fn words(verdict: Verdict) -> &'static Words {
    match verdict {
        Verdict::NoRoute => &NO_ROUTE,
        Verdict::NoName => &NO_NAME,
        Verdict::PoisonedName => &POISONED_NAME,
        Verdict::BlockPage => &BLOCK_PAGE,
        Verdict::CaptivePortal => &CAPTIVE_PORTAL,
        Verdict::ClockWrong => &CLOCK_WRONG,
        Verdict::Certificate => &CERTIFICATE,
        Verdict::SiteDown => &SITE_DOWN,
    }
}

const NO_ROUTE: Words = Words {
    english: "This device has no network. Turn on Wi-Fi or mobile data.",
    arabic: "لا توجد شبكة على هذا الجهاز. شغِّل الواي فاي أو بيانات الهاتف.",
    persian: "این دستگاه شبکه ندارد. وای‌فای یا دادهٔ همراه را روشن کنید.",
    dari: "این دستگاه شبکه ندارد. وای‌فای یا انترنت موبایل را روشن کنید.",
};
const NO_NAME: Words = Words {
    english: "The network does not find the name of the site. Check the connection, or try another network.",
    arabic: "لا تجد الشبكة اسم الموقع. تحقق من الاتصال أو جرِّب شبكة أخرى.",
    persian: "شبکه نام سایت را پیدا نمی‌کند. اتصال را بررسی کنید یا شبکهٔ دیگری را امتحان کنید.",
    dari: "شبکه نام سایت را یافته نمی‌تواند. ارتباط را ببینید یا شبکهٔ دیگری را آزمایش کنید.",
};
const POISONED_NAME: Words = Words {
    english: "This network gives a wrong address for the site. Try another network.",
    arabic: "تعطي هذه الشبكة عنوانًا خاطئًا للموقع. جرِّب شبكة أخرى.",
    persian: "این شبکه نشانی نادرستی برای سایت می‌دهد. شبکهٔ دیگری را امتحان کنید.",
    dari: "این شبکه آدرس غلط برای سایت می‌دهد. شبکهٔ دیگری را آزمایش کنید.",
};
const BLOCK_PAGE: Words = Words {
    english: "This network blocks the site. Try another network.",
    arabic: "تحجب هذه الشبكة الموقع. جرِّب شبكة أخرى.",
    persian: "این شبکه سایت را مسدود کرده است. شبکهٔ دیگری را امتحان کنید.",
    dari: "این شبکه سایت را بند کرده است. شبکهٔ دیگری را آزمایش کنید.",
};
const CAPTIVE_PORTAL: Words = Words {
    english: "This network asks you to log in. Open its page in a browser, then try again.",
    arabic: "تطلب هذه الشبكة تسجيل الدخول. افتح صفحتها في المتصفح ثم حاول مرة أخرى.",
    persian: "این شبکه می‌خواهد وارد شوید. صفحهٔ آن را در مرورگر باز کنید و دوباره امتحان کنید.",
    dari: "این شبکه می‌خواهد که داخل شوید. صفحهٔ آن را در مرورگر باز کنید و دوباره کوشش کنید.",
};
const CLOCK_WRONG: Words = Words {
    english: "The date of this device is wrong, so the site cannot be trusted. Correct it and try again.",
    arabic: "تاريخ هذا الجهاز خاطئ، فلا يمكن الوثوق بالموقع. صحِّحه وحاول مرة أخرى.",
    persian: "تاریخ این دستگاه نادرست است و نمی‌توان به سایت اعتماد کرد. آن را درست کنید و دوباره امتحان کنید.",
    dari: "تاریخ این دستگاه غلط است و به سایت اعتماد شده نمی‌تواند. آن را درست کنید و دوباره کوشش کنید.",
};
const CERTIFICATE: Words = Words {
    english: "The site could not prove who it is. Another network may help, or try again later.",
    arabic: "لم يتمكن الموقع من إثبات هويته. قد تفيد شبكة أخرى، أو حاول لاحقًا.",
    persian: "سایت نتوانست هویت خود را ثابت کند. شاید شبکهٔ دیگری کمک کند؛ یا بعداً دوباره امتحان کنید.",
    dari: "سایت هویت خود را ثابت کرده نتوانست. شاید شبکهٔ دیگری کمک کند؛ یا پسان‌تر دوباره کوشش کنید.",
};
const SITE_DOWN: Words = Words {
    english: "The site does not answer. Try again later.",
    arabic: "لا يستجيب الموقع. حاول مرة أخرى لاحقًا.",
    persian: "سایت پاسخ نمی‌دهد. بعداً دوباره امتحان کنید.",
    dari: "سایت جواب نمی‌دهد. پسان‌تر دوباره کوشش کنید.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_complete_in_the_script_of_its_language_and_dari_differs_from_persian() {
        for text in Verdict::ALL.iter().map(|verdict| words(*verdict)) {
            assert_eq!(text.faults(), [""; 0], "{text:?}");
            assert_ne!(text.dari, text.persian);
        }
    }

    #[test]
    fn every_verdict_has_its_own_sentence_in_the_language_asked_for() {
        let all = |tag: &str| -> std::collections::HashSet<&str> {
            let language = tag.parse().unwrap();
            Verdict::ALL.iter().map(|of| verdict(*of, &language)).collect()
        };

        let languages = ["en", "ar", "fa", "fa-AF"].map(all);

        assert!(languages.iter().all(|words| words.len() == Verdict::ALL.len()));
    }
}
