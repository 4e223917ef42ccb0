//! Pages sent instead of an article or a listing: a notice, a login form, a page without a text.

use crate::edition::Edition;
use crate::lexicon;

/// The content of a notice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Notice {
    pub(crate) edition: Edition,
    /// Several paragraphs instead of one sentence.
    pub(crate) long: bool,
    /// The number in its last line. It differs by address and time, as an advertisement does.
    pub(crate) number: Option<u64>,
}

impl Notice {
    /// A page of the network or of the site that says nothing about the article.
    pub(crate) fn render(self) -> String {
        let words = words(self.edition);
        let mut paragraphs = if self.long { words.terms.to_vec() } else { vec![words.maintenance] };
        let last = self.number.map(|number| format!("{} {number}", words.advertisement));
        paragraphs.extend(last.as_deref());
        let title = if self.long { words.welcome } else { lexicon::of(self.edition).labels.site };
        document(self.edition, title, &paragraphs)
    }
}

/// The login page.
pub(crate) fn login(edition: Edition) -> String {
    let words = words(edition);
    let form = "<form action=/account/login method=post><input name=user><input name=password type=password>";
    let body = format!("{form}<input type=submit></form>");
    document(edition, words.login, &[words.login_asked]).replace("</body>", &format!("{body}</body>"))
}

/// A page with the template but without an article.
pub(crate) fn empty(edition: Edition) -> String {
    document(edition, lexicon::of(edition).labels.site, &[])
}

fn document(edition: Edition, title: &str, paragraphs: &[&str]) -> String {
    let (language, direction) = (edition.language(), if edition.is_rtl() { "rtl" } else { "ltr" });
    let text: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <title>{title}</title></head><body><h1>{title}</h1>\n{text}</body></html>"
    )
}

struct Words {
    maintenance: &'static str,
    welcome: &'static str,
    terms: &'static [&'static str],
    advertisement: &'static str,
    login: &'static str,
    login_asked: &'static str,
}

fn words(edition: Edition) -> &'static Words {
    match edition {
        Edition::En => &ENGLISH,
        Edition::Fa => &PERSIAN,
        Edition::Ar => &ARABIC,
        Edition::Fa2 => &DARI,
    }
}

const ENGLISH: Words = Words {
    maintenance: "We are working on this service. It will be back in a short while; please come again later.",
    welcome: "Welcome, guests of this network",
    terms: &[
        "By using this network you agree to the terms of the operator, which are written here in full.",
        "The operator gives no warranty for the speed of the connection, nor for its being there at all.",
        "Guests may use the connection for two hours; after that they must confirm these terms once more.",
        "The names of the devices and the times of their visits are kept for as long as the law demands.",
        "Whoever disturbs other guests, or uses the connection for unlawful ends, is shut out of the network.",
        "Questions are answered by the staff at the desk in the hall, every day from eight until eighteen.",
    ],
    advertisement: "Visit our shop: offer number",
    login: "Log in",
    login_asked: "Please log in with your name and your password to go on.",
};

const PERSIAN: Words = Words {
    maintenance: "در حال کار روی این سرویس هستیم. به‌زودی برمی‌گردیم؛ لطفاً بعداً دوباره سر بزنید.",
    welcome: "مهمانان این شبکه خوش آمدید",
    terms: &[
        "با استفاده از این شبکه، شرایط گرداننده را که در اینجا به‌طور کامل آمده است می‌پذیرید.",
        "گرداننده هیچ ضمانتی برای سرعت اتصال یا برقرار بودن آن نمی‌دهد.",
        "مهمانان می‌توانند دو ساعت از اتصال استفاده کنند و پس از آن باید شرایط را دوباره تأیید کنند.",
        "نام دستگاه‌ها و زمان ورود آن‌ها تا زمانی که قانون بخواهد نگهداری می‌شود.",
        "هر کس مزاحم مهمانان دیگر شود یا از اتصال استفادهٔ غیرقانونی کند، از شبکه کنار گذاشته می‌شود.",
        "کارکنان پیشخوان هر روز از ساعت هشت تا هجده به پرسش‌ها پاسخ می‌دهند.",
    ],
    advertisement: "از فروشگاه ما دیدن کنید: پیشنهاد شمارهٔ",
    login: "ورود",
    login_asked: "برای ادامه، لطفاً با نام کاربری و گذرواژهٔ خود وارد شوید.",
};

const ARABIC: Words = Words {
    maintenance: "نعمل حالياً على صيانة هذه الخدمة، وستعود بعد قليل؛ نرجو زيارتنا لاحقاً.",
    welcome: "أهلاً بضيوف هذه الشبكة",
    terms: &[
        "باستخدامك هذه الشبكة فإنك توافق على شروط المشغّل المكتوبة هنا كاملة.",
        "لا يقدّم المشغّل أي ضمان لسرعة الاتصال ولا لتوفّره أصلاً.",
        "يحق للضيوف استخدام الاتصال لمدة ساعتين، وعليهم بعد ذلك تأكيد الشروط مرة أخرى.",
        "تُحفظ أسماء الأجهزة وأوقات دخولها طوال المدة التي يفرضها القانون.",
        "كل من يزعج الضيوف الآخرين أو يستخدم الاتصال لأغراض غير قانونية يُمنع من الشبكة.",
        "يجيب الموظفون في مكتب الاستقبال عن الأسئلة كل يوم من الثامنة حتى السادسة مساءً.",
    ],
    advertisement: "زوروا متجرنا: العرض رقم",
    login: "تسجيل الدخول",
    login_asked: "يرجى تسجيل الدخول باسم المستخدم وكلمة المرور للمتابعة.",
};

const DARI: Words = Words {
    maintenance: "بالای این خدمت کار جریان دارد. به زودی برمی‌گردیم؛ لطفاً پسان‌تر دوباره بیایید.",
    welcome: "مهمانان این شبکه خوش آمدید",
    terms: &[
        "با استفاده از این شبکه، شرایط ادارهٔ آن را که در اینجا مکمل نوشته شده است قبول می‌کنید.",
        "اداره هیچ تضمینی برای سرعت انترنت یا فعال بودن آن نمی‌دهد.",
        "مهمانان دو ساعت از انترنت استفاده کرده می‌توانند و بعد از آن باید شرایط را دوباره تأیید کنند.",
        "نام دستگاه‌ها و وقت داخل شدن آن‌ها تا زمانی که قانون بخواهد نگهداری می‌شود.",
        "هر کس مزاحم مهمانان دیگر شود یا از انترنت استفادهٔ غیرقانونی کند، از شبکه کشیده می‌شود.",
        "کارمندان پذیرش هر روز از ساعت هشت تا هژده به پرسش‌ها جواب می‌دهند.",
    ],
    advertisement: "از دکان ما دیدن کنید: پیشنهاد نمبر",
    login: "داخل شدن",
    login_asked: "برای ادامه، لطفاً با نام و رمز خود داخل شوید.",
};
