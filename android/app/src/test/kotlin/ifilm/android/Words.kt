package ifilm.android

/** The words that the tests expect on the screen, typed by hand in the language of each edition. */
class Words(
    val edition: String,
    val name: String,
    val language: String,
    val refresh: String,
    val back: String,
    val fetch: String,
    val asOf: String,
    val offline: String,
    val failed: String,
    val retry: String,
    val stop: String,
    val waiting: String,
    val unread: String,
    val read: String,
    val openOnSite: String,
) {
    override fun toString() = edition

    companion object {
        val english = Words(
            edition = "en",
            name = "English",
            language = "Language",
            refresh = "Get the newest stories",
            back = "Back",
            fetch = "Get the stories",
            asOf = "As of",
            offline = "You are offline",
            failed = "Could not refresh",
            retry = "Try again",
            stop = "Stop",
            waiting = "The text of this story",
            unread = "Unread",
            read = "Read",
            openOnSite = "Open on the site",
        )
        val persian = Words(
            edition = "fa",
            name = "فارسی",
            language = "زبان",
            refresh = "دریافت تازه‌ترین خبرها",
            back = "بازگشت",
            fetch = "دریافت خبرها",
            asOf = "به‌روز تا",
            offline = "آفلاین هستید",
            failed = "به‌روزرسانی انجام نشد",
            retry = "تلاش دوباره",
            stop = "توقف",
            waiting = "متن این خبر",
            unread = "خوانده‌نشده",
            read = "خوانده‌شده",
            openOnSite = "باز کردن در سایت",
        )
        val arabic = Words(
            edition = "ar",
            name = "العربية",
            language = "اللغة",
            refresh = "جلب أحدث الأخبار",
            back = "رجوع",
            fetch = "جلب الأخبار",
            asOf = "محدَّث حتى",
            offline = "أنت غير متصل",
            failed = "تعذَّر التحديث",
            retry = "إعادة المحاولة",
            stop = "إيقاف",
            waiting = "نص هذا الخبر",
            unread = "غير مقروء",
            read = "مقروء",
            openOnSite = "الفتح في الموقع",
        )
        val dari = Words(
            edition = "fa2",
            name = "دری",
            language = "زبان",
            refresh = "گرفتن خبرهای نو",
            back = "پس رفتن",
            fetch = "گرفتن خبرها",
            asOf = "تازه الی",
            offline = "انترنت وصل نیست",
            failed = "خبرها تازه نشد",
            retry = "باز کوشش کنید",
            stop = "ایستاد کردن",
            waiting = "متن این خبر",
            unread = "ناخوانده",
            read = "خوانده شد",
            openOnSite = "دیدن در سایت",
        )
        val all = listOf(english, persian, arabic, dari)
    }
}
