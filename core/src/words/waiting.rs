//! Sentences that say why a page or a list is not stored yet.

use ifilm_language::Words;

use crate::model::{LanguageTag, WaitingReason};

/// What is not stored yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The page of an article.
    Page,
    /// The items of a section.
    List,
    /// The page of a person or a tag, which is requested only when a person asks for it.
    OnDemand,
}

/// One sentence that says why, and one that says when it will be requested, in the given language. `until` is
/// that time as text. Without it, the next sync sends the request. No sync requests what comes on demand, so
/// there the second sentence is missing.
pub(crate) fn waiting(
    missing: Missing,
    reason: WaitingReason,
    until: Option<&str>,
    language: &LanguageTag,
) -> String {
    let why = why(missing, reason).of(language);
    match until {
        _ if missing == Missing::OnDemand => (*why).to_owned(),
        Some(until) => format!("{why} {}", AFTER.of(language).replace("{until}", until)),
        None => format!("{why} {}", NEXT.of(language)),
    }
}

fn why(missing: Missing, reason: WaitingReason) -> &'static Words {
    match (reason, missing) {
        (WaitingReason::NotAsked, Missing::Page) => &PAGE_NOT_ASKED,
        (WaitingReason::NotAsked, Missing::List) => &LIST_NOT_ASKED,
        (WaitingReason::NotAsked, Missing::OnDemand) => &ON_DEMAND_NOT_ASKED,
        (WaitingReason::HostAskedToWait, _) => &HOST_ASKED_TO_WAIT,
        (WaitingReason::Failed, Missing::Page | Missing::OnDemand) => &PAGE_FAILED,
        (WaitingReason::Failed, Missing::List) => &LIST_FAILED,
        (WaitingReason::Absent, _) => &ABSENT,
        (WaitingReason::Doubtful, _) => &DOUBTFUL,
        (WaitingReason::NoTitles, _) => &NO_TITLES,
    }
}

const PAGE_NOT_ASKED: Words = Words {
    english: "The text of this story has not been fetched yet.",
    arabic: "لم يُجلب نص هذا الخبر بعد.",
    persian: "متن این خبر هنوز دریافت نشده است.",
    dari: "متن این خبر هنوز گرفته نشده است.",
};
const LIST_NOT_ASKED: Words = Words {
    english: "Nothing has been fetched yet.",
    arabic: "لم يُجلب شيء بعد.",
    persian: "هنوز چیزی دریافت نشده است.",
    dari: "هنوز چیزی گرفته نشده است.",
};
const ON_DEMAND_NOT_ASKED: Words = Words {
    english: "This page has not been fetched yet.",
    arabic: "لم تُجلب هذه الصفحة بعد.",
    persian: "این صفحه هنوز دریافت نشده است.",
    dari: "این صفحه هنوز گرفته نشده است.",
};
const HOST_ASKED_TO_WAIT: Words = Words {
    english: "The site has asked us to wait.",
    arabic: "طلب الموقع الانتظار.",
    persian: "سایت خواسته است که صبر کنیم.",
    dari: "سایت خواسته است که انتظار بکشیم.",
};
const PAGE_FAILED: Words = Words {
    english: "The text of this story could not be fetched.",
    arabic: "تعذر جلب نص هذا الخبر.",
    persian: "متن این خبر دریافت نشد.",
    dari: "متن این خبر گرفته نشد.",
};
const LIST_FAILED: Words = Words {
    english: "The last attempt to fetch the list failed.",
    arabic: "فشلت آخر محاولة لجلب القائمة.",
    persian: "آخرین تلاش برای دریافت فهرست ناموفق بود.",
    dari: "آخرین کوشش برای گرفتن فهرست ناکام شد.",
};
const ABSENT: Words = Words {
    english: "The site says that it has no such page.",
    arabic: "يقول الموقع إنه لا توجد صفحة كهذه.",
    persian: "سایت می‌گوید چنین صفحه‌ای ندارد.",
    dari: "سایت می‌گوید که همچو صفحه‌ای ندارد.",
};
const DOUBTFUL: Words = Words {
    english: "The site sent something else instead of this story.",
    arabic: "أرسل الموقع شيئًا آخر بدل هذا الخبر.",
    persian: "سایت به‌جای این خبر چیز دیگری فرستاد.",
    dari: "سایت به جای این خبر چیز دیگری روان کرد.",
};
const NO_TITLES: Words = Words {
    english: "The site lists stories without headlines, and their texts have not been fetched yet.",
    arabic: "يعرض الموقع أخبارًا بلا عناوين، ولم تُجلب نصوصها بعد.",
    persian: "سایت خبرهایی بدون عنوان دارد و متن آن‌ها هنوز دریافت نشده است.",
    dari: "سایت خبرهای بی‌عنوان دارد و متن آن هنوز گرفته نشده است.",
};
const NEXT: Words = Words {
    english: "The next update will ask for it.",
    arabic: "سيُطلب في التحديث القادم.",
    persian: "به‌روزرسانی بعدی آن را درخواست می‌کند.",
    dari: "تازه‌سازی بعدی آن را درخواست می‌کند.",
};
const AFTER: Words = Words {
    english: "It will be asked for after {until}.",
    arabic: "سيُطلب بعد {until}.",
    persian: "پس از {until} دوباره درخواست می‌شود.",
    dari: "بعد از {until} دوباره درخواست می‌شود.",
};

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&Words; 11] = [
        &PAGE_NOT_ASKED,
        &LIST_NOT_ASKED,
        &ON_DEMAND_NOT_ASKED,
        &HOST_ASKED_TO_WAIT,
        &PAGE_FAILED,
        &LIST_FAILED,
        &ABSENT,
        &DOUBTFUL,
        &NO_TITLES,
        &NEXT,
        &AFTER,
    ];

    #[test]
    fn every_sentence_is_complete_in_the_script_of_its_language_and_dari_differs_from_persian() {
        for words in ALL {
            assert_eq!(words.faults(), [""; 0], "{words:?}");
            assert_ne!(words.dari, words.persian);
        }
    }

    #[test]
    fn the_sentence_contains_the_time_of_the_next_request() {
        let text = |language: &str, until| {
            waiting(Missing::Page, WaitingReason::Failed, until, &language.parse().unwrap())
        };

        let english = "The text of this story could not be fetched. It will be asked for after noon.";
        assert_eq!(text("en", Some("noon")), english);
        let on_demand = waiting(Missing::OnDemand, WaitingReason::NotAsked, None, &"en".parse().unwrap());
        assert_eq!(on_demand, "This page has not been fetched yet.");
        let english = "en".parse().unwrap();
        let waits = waiting(Missing::OnDemand, WaitingReason::HostAskedToWait, Some("noon"), &english);
        assert_eq!(waits, "The site has asked us to wait.");
        assert_eq!(text("fa", None), "متن این خبر دریافت نشد. به‌روزرسانی بعدی آن را درخواست می‌کند.");
    }
}
