//! The words of labels in English, Arabic, Persian and Dari, in the form that `normalized` gives: one
//! spelling, words joined.

/// Words that announce comments only when nothing else is on the line.
#[rustfmt::skip]
pub(super) const COMMENT: &[&str] = &[
    "comment",
    "نظر", "نظرها", "دیدگاه", "تعلیق", "نظریه", "نظریات",
];

/// Words that announce comments, or the form for one.
#[rustfmt::skip]
pub(super) const COMMENTS: &[&str] = &[
    "comments", "leaveacomment", "leaveareply", "postacomment", "addacomment", "addcomment", "yourcomment",
    "writeacomment", "readercomments", "usercomments", "sendacomment", "sendcomment", "sendyourcomment",
    "useropinions", "youropinion", "yourview", "readersopinions", "jointhediscussion",
    "نظرات", "نظرشما", "ارسالنظر", "ارسالدیدگاه", "ثبتنظر", "ثبتدیدگاه", "دیدگاهها", "دیدگاههای",
    "دیدگاهکاربران", "دیدگاهشما", "نظرهای", "نظریاتشما", "نظریاتکاربران", "دیدگاهخود", "نظرخود", "نظربدهید",
    "التعلیقات", "تعلیقات", "اضفتعلیق", "اترکتعلیق", "اکتبتعلیق", "ارسلتعلیق", "شارکبتعلیق", "شارکنابتعلیق",
    "اضافهتعلیق", "ارایشما", "نظراتشما", "نظراتبینندگان", "ارایکاربران", "ارسالنظرات", "نظربینندگان",
    "ارسلرایک", "شارکبرایک", "اراالزوار", "اراالقرا", "رایک", "تعلیقالقرا",
    "jointheconversation", "readerscomments", "viewcomments", "showcomments", "hidecomments", "responses",
    "thoughtsonthis", "اضفتعلیقا", "نظرکاربران", "نظرخوانندگان", "نظراتخوانندگان", "تبصرهها",
    "دیدگاهخوانندگان", "دیدگاهتانرابنویسید",
];

/// Words that announce links to other articles, alone on a line.
#[rustfmt::skip]
pub(super) const MORE: &[&str] = &[
    "readmore", "readandwatchmore", "watchmore", "seealso", "readalso", "alsoread", "related",
    "relatednews", "relatedarticles", "relatedstories", "relatedcontent", "moreonthis", "moreonthistopic",
    "readnext", "nextarticle", "nextstory", "readthenextarticle", "upnext", "youmayalsolike", "youmayalsobeinterestedin",
    "بیشتربخوانید", "بیشتربخوانیدوببینید", "بیشترببینید", "بیشترببینیدوبخوانید", "همچنینبخوانید",
    "اینراهمبخوانید", "بخوانید", "مطالبمرتبط", "اخبارمرتبط", "خبرهایمرتبط", "مرتبط", "مطلبمرتبط",
    "مطالبمرتبطبیشتر", "مطلببعدی", "مطلببعدیرابخوانید", "خبربعدی", "المقالالتالی", "الخبرالتالی", "اقراالمقالالتالی", "بیشتردراینباره", "اقراالمزید", "اقراایضا", "اقراوشاهدالمزید", "اقراوشاهدایضا",
    "شاهدایضا", "شاهدالمزید", "طالعایضا", "للمزید", "المزید", "لقراهالمزید", "مواضیعذاتصله", "اخبارذاتصله",
    "موضوعاتذاتصله", "مقالاتذاتصله", "اخبارمتعلقه", "قدیهمکایضا",
    "dontmiss", "alsoonoursite", "مقالاتمشابهه", "اخترنالک", "قدیعجبک", "قدیعجبکایضا", "درهمینزمینه",
    "درهمینرابطه", "ازدیگررسانهها", "شایدازاینهاهمخوشتانبیاید", "همچنانبخوانید", "بیشتردراینمورد",
    "گزارشهایدیگر", "مطالبمشابه", "خبرهایمشابه", "اخبارمشابه", "relatedposts", "recommendedreading",
    "youmightalsolike", "morestories", "moreonthisstory", "inthisarticle",
];

/// The beginnings of lines that announce such links. A colon or links must follow.
#[rustfmt::skip]
pub(super) const MORE_OF: &[&str] = &[
    "readmore", "readand", "readmoreon", "watchmore", "moreon", "moreabout", "seealso", "readalso",
    "alsoread", "relatednews", "morefrom", "alsoin", "knowmore",
    "بیشتربخوانید", "بیشتربدانید", "بیشترببینید", "همچنینبخوانید", "مطالبمرتبط", "اخبارمرتبط",
    "اقراالمزید", "اقراایضا", "اقراو", "شاهدایضا", "شاهدالمزید", "للمزید", "لقراهالمزید",
    "المزیدعن", "المزیدمن", "المزید", "مواضیعذاتصله", "اخبارذاتصله", "موضوعاتذاتصله",
    "همچنانبخوانید", "درهمینرابطه",
];

/// Words above a column of new or popular articles, or of tags.
#[rustfmt::skip]
pub(super) const LATEST: &[&str] = &[
    "latest", "latestnews", "latestvideos", "lateststories", "latestarticles", "recent", "recentnews",
    "recentposts", "mostviewed", "mostread", "mostpopular", "mostvisited", "popular", "popularnews",
    "trending", "topstories", "topnews", "headlines", "editorspicks", "morenews", "morestories",
    "moreheadlines", "othernews", "otherstories", "moreonifilm", "recommended", "recommendedforyou", "tags",
    "topics", "keywords",
    "اخریناخبار", "اخرینخبرها", "اخرینمطالب", "تازهها", "تازهتریناخبار", "تازهترینخبرها", "تازهترینها",
    "جدیدتریناخبار", "جدیدترینها", "جدیدترین", "جدیدترینخبرها", "پربازدید", "پربازدیدها", "پربازدیدترین",
    "پربازدیدترینها", "پربازدیدتریناخبار", "پربیننده", "پربینندهترین", "پربینندهها", "احدثالاخبار",
    "اخرالاخبار", "الاحدث", "اخراخبارنا", "الاخبارالاخیره", "الاکثرقراه", "الاکثرمشاهده", "الاکثرشعبیه",
    "الاکثرزیاره", "مختارات", "جدیدالاخبار", "مطالبدیگر", "دیگرمطالب", "دیگراخبار", "دیگرخبرها",
    "خبرهایدیگر", "سایراخبار", "سایرخبرها", "اخباردیگر", "خبرهایمهم", "مهمترینخبرها", "مهمتریناخبار",
    "اخباراخری", "مواضیعاخری", "المزیدمنالاخبار", "مطالبپیشنهادی", "پیشنهادسردبیر", "منتخبسردبیر",
    "tag", "filedunder", "labels", "tagged", "taggedwith", "postedin",
    "برچسبها", "برچسب", "کلیدواژهها", "کلیدواژه", "کلماتکلیدی", "تگها", "الوسوم", "وسوم", "کلماتمفتاحیه",
    "الکلماتالمفتاحیه", "کلماتدالیه",
    "داغترینها", "پرخوانندهترینها", "پربحثترینها", "exploremoreonthesetopics", "الکلماتالدلالیه",
    "کلماتدلالیه",
];

/// The beginnings of headings of columns that are named after their subject.
#[rustfmt::skip]
pub(super) const LATEST_OF: &[&str] = &[
    "morefrom",
    "المزیدمن",
];

/// Headings of boxes about the author or the site.
#[rustfmt::skip]
pub(super) const ABOUT: &[&str] = &[
    "abouttheauthor", "abouttheauthors", "abouttheeditor", "authorbio", "aboutus", "disclaimer", "editorsnote", "signup", "joinus",
    "signupforournewsletter", "newsletter", "subscribe", "becomeamember",
    "دربارهنویسنده", "دربارهینویسنده", "معرفینویسنده", "دربارهما", "دربارهیما", "خبرنامه", "عضویتدرخبرنامه", "عضویت", "سلبمسوولیت",
    "عنالکاتب", "نبذهعنالکاتب", "حولالکاتب", "عنالموقع", "النشرهالبریدیه", "اشترکفینشرتنا", "اخلاالمسوولیه", "اخلامسوولیه",
];

/// Words on buttons, and marks at the end of a text.
#[rustfmt::skip]
pub(super) const BUTTONS: &[&str] = &[
    "share", "shares", "like", "likes", "sharethis", "sharethisarticle", "shareit", "shareon", "shareonfacebook", "shareontelegram",
    "shareontwitter", "shareonwhatsapp", "tweet", "telegram", "whatsapp", "facebook", "twitter",
    "instagram", "print", "copylink", "copy", "email", "send", "submit", "download", "downloadvideo",
    "loading", "loadingcomments", "pleasewait", "درحالبارگذاری", "درحالبارگیری", "لطفاصبرکنید", "جاریالتحمیل", "جارالتحمیل",
    "یرجیالانتظار",
    "play", "watch", "close", "mute", "skipadvertisement", "advertisement", "advertisements", "advertising", "continuereading", "continuereadingbelow", "listen",
    "اشتراک", "اشتراکگذاری", "بهاشتراکگذاری", "بهاشتراکبگذارید", "همرسانی", "همخوانی", "چاپ", "پرینت",
    "کپیلینک", "کپی", "ارسال", "فرستادن", "دانلود", "دانلودویدیو", "بارگیری", "پخش", "بستن", "تلگرام",
    "واتساپ", "شریکسازی", "شریککردن", "شریکساختن", "مشارکه", "المشارکه", "شارک", "شارکها", "شارکنا",
    "شارکالخبر", "انشر", "طباعه", "اطبع", "نسخالرابط", "نسخ", "ارسل", "تحمیل", "تنزیل", "تشغیل", "اغلاق",
    "تلغرام", "تلیغرام", "واتساب", "فیسبوک", "تویتر", "انتهایپیام", "پایانپیام", "انتهایخبر", "پایانخبر",
    "انتهایگزارش", "انتهی", "تمتمشارکه", "تبلیغات", "تبلیغ", "اگهی", "اعلان", "اعلانات", "گوشدهید", "استمع",
    "sharethisstory", "sharethison", "sharethispost", "viewthisimage", "viewgallery", "readlater",
    "reprints", "linkcopied", "downloadaudio", "whatsyourreaction", "followusontwitter", "adfeedback",
    "videoadfeedback", "nowplaying", "hidecaption", "showcaption", "storycontinuesbelowadvertisement",
    "storycontinuesbelowthisadvertisement", "articlecontinuesbelow", "articlecontinuesbelowadvertisement",
    "scrolltocontinue", "continuereadingthemainstory", "printthispage", "printthisarticle",
    "clicktoenlarge", "playbackrate", "closedcaptions", "fullscreen", "videotranscript",
    "imageof", "listentothisarticle", "listentothisstory", "savearticle", "savethisstory",
    "giftthisarticle", "giftarticle", "reportanerror", "reportacorrection", "backtotop", "sponsored",
    "sponsoredcontent", "promoted", "showmore", "readfullstory", "errorloadingplayer",
    "thisvideocannotbeplayed", "wasthisarticlehelpful", "ایایننوشتهبرایتانمفیدبود",
    "ایاینمطلببرایتانمفیدبود", "هلکانهذاالمقالمفیدا", "textsize", "fontsize", "save", "follow", "mixx",
    "connect", "digg", "reddit", "pinterest", "linkedin", "staffwriter", "notnow", "شارکالمقال",
    "شارکهذاالخبر", "شارکهذاالمقال", "تمنسخالرابط", "اقرالاحقا", "تابعالقراهبعدالاعلان", "شاهدالصوره",
    "استمعالیالمقال", "حجمالخط", "اخفاالتعلیق", "یعرضالان", "ملالشاشه", "سرعهالتشغیل", "تنزیلالصوت",
    "ابلغعنخطا", "العودهالیالاعلی", "صورهمن", "النصالکامل", "تکبیرالصوره", "تحدیثتلقایی", "اشتراکگذاریمطلب",
    "اینمطلبرابهاشتراکبگذارید", "اینخبررابهاشتراکبگذارید", "لینککپیشد", "چاپمطلب", "نسخهچاپی",
    "بعدابخوانید", "ادامهمطلبپسازتبلیغ", "مشاهدهتصویر", "شنیدناینمطلب", "بشنوید", "اندازهقلم", "اندازهمتن",
    "درحالپخش", "تمامصفحه", "سرعتپخش", "دانلودفایلصوتی", "گزارشخطا", "بازگشتبهبالا", "برگشتبهبالا",
    "ارسالبهدوستان", "ارسالبرایدوستان", "تصویراز", "پایان", "انتها", "ends", "بازنشرباذکرمنبعبلامانعاست",
    "ارسالاینمطلب", "ذخیره",
];

/// Words beside the count of views.
#[rustfmt::skip]
pub(super) const VIEWS: &[&str] = &[
    "views", "view", "numberofviews", "numberofvisits", "numberofreads", "numberofvisitors", "visits", "visit", "hits", "reads", "viewcount",
    "بازدید", "تعدادبازدید", "تعدادبازدیدکننده", "تعدادمشاهده", "عددالقرا", "بازدیدها", "بازدیدکننده", "مشاهده", "مشاهدات", "المشاهدات", "عددالمشاهدات",
    "بارخواندهشده", "بارخواندهشد", "بارمشاهدهشده", "عددالزیارات", "الزیارات", "زیاره", "قراه", "دیدهشده", "بیننده",
];

/// Parts of all words of a consent banner.
pub(super) const COOKIE: &[&str] = &["cookie", "کوکی", "ملفاتتعریفالارتباط"];

/// Words of a consent banner.
#[rustfmt::skip]
pub(super) const COOKIES: &[&str] = &[
    "cookies", "cookiepolicy", "cookienotice", "cookiesettings", "cookieconsent",
    "کوکی", "ملفاتتعریفالارتباط", "الکوکیز",
];

/// Words of the question in a consent banner. Words for use alone also stand in recipes.
#[rustfmt::skip]
pub(super) const CONSENT: &[&str] = &[
    "weuse", "usescookies", "accept", "consent", "policy", "agree",
    "موافق", "قبول", "پذیرش", "میپذیرید", "سایتازکوکی", "نستخدم", "موقعیستخدم", "توافق", "اوافق", "سیاسه",
];

/// The beginnings of lines that say whose opinion a text is.
#[rustfmt::skip]
pub(super) const DISCLAIMERS: &[&str] = &[
    "theviewsexpressedinthis", "theopinionsexpressedinthis", "theviewsexpressedhere", "الاراالوارده",
    "دیدگاههایاینیادداشت", "نظراتنویسندهلزوما", "اینیادداشتلزوما",
];

/// The beginnings of lines that reserve all rights.
#[rustfmt::skip]
pub(super) const RIGHTS: &[&str] = &["تمامحقوق", "تمامیحقوق", "کلیهحقوق", "کلیهیحقوق", "همهحقوق", "همهیحقوق", "حقوق", "جمیعالحقوق", "کافهالحقوق", "الحقوق"];

/// Words that may go with those that announce comments.
#[rustfmt::skip]
pub(super) const COMMENTERS: &[&str] = &[
    "readers", "users", "viewers", "visitors", "yours", "your", "below", "here", "closed", "form", "no", "the", "and", "a", "to",
    "کاربران", "شما", "بینندگان", "بیننده", "خوانندگان", "مخاطبان", "ها", "های", "خود", "را", "ثبتکنید", "بنویسید", "بفرستید", "تان", "بدون", "و",
    "القرا", "الزوار", "المستخدمین", "المشاهدین", "کم", "کن", "الاول", "هنا", "لا", "علی", "الخبر", "هذا",
];

/// Words that may follow in the heading of a column of new or popular articles.
#[rustfmt::skip]
pub(super) const LATEST_WORDS: &[&str] = &[
    "latest", "newest", "most", "viewed", "read", "popular", "visited", "watched", "recent", "top", "trending", "news", "videos",
    "video", "tests", "articles", "posts", "headlines", "items", "on", "ifilm", "from", "of", "the", "this", "week", "month", "today", "day",
    "اخرین", "تازهترین", "تازه", "جدیدترین", "جدید", "پربازدیدترین", "پربازدید", "پربیننده", "پرمخاطبترین", "ترین", "اخبار", "خبرهای", "خبرها", "خبر", "مطالب",
    "ویدیوها", "ویدیوهای", "ها", "های", "سایت", "روز", "هفته", "ماه", "امروز", "ایفیلم", "ایفلم",
    "احدث", "اخر", "الاکثر", "الاخبار", "المقالات", "الفیدیوهات", "قراه", "مشاهده", "زیاره", "شعبیه", "تداولا", "الیوم", "الاسبوع", "الشهر", "فی", "هذا",
];
