//! Pages of series, films and programs.

use ifilm_site::{CreditTruth, Edition, ProgramKind, ProgramTruth, SectionSnapshot};

use crate::sections::crude::{Page, address, picture};
use crate::sections::everywhere;
use crate::sections::pieces::folded;

/// Headings of a page: story, and what can follow it.
fn headings(edition: Edition) -> (&'static str, &'static [&'static str]) {
    match edition {
        Edition::En => ("Story", &["Cast and crew", "Episodes", "You may also like", "00:00"]),
        Edition::Fa => ("خلاصه داستان", &["بازیگران و عوامل", "قسمت‌ها", "پیشنهادهای دیگر", "00:00"]),
        Edition::Ar => ("القصة", &["فريق العمل", "الحلقات", "قد يعجبك أيضاً", "00:00"]),
        Edition::Fa2 => ("خلاصه‌ی داستان", &["هنرپیشه‌ها و همکاران", "قسمت‌ها", "این‌ها را هم ببینید", "00:00"]),
    }
}

fn genre_label(edition: Edition) -> &'static str {
    match edition {
        Edition::En => "Genre:",
        Edition::Fa => "ژانر:",
        Edition::Ar => "النوع:",
        Edition::Fa2 => "نوعیت:",
    }
}

/// What the page alone says about a programme. On air and the number of attachments are on other pages.
fn parsed(page: &Page, edition: Edition, truth: &ProgramTruth) -> ProgramTruth {
    let shown_title = folded(&page.meta("og:title").unwrap());
    let (title, year) = without_year(&shown_title);
    let (story, ends) = headings(edition);
    let image = page.meta("og:image").filter(|image| !image.contains("logo"));
    let poster = image.map(|image| picture(edition, &image));
    let small = |poster: &String| {
        let (folder, name) = poster.rsplit_once('/').unwrap();
        format!("{folder}/SmallSize/{name}")
    };
    let numbered =
        page.variable("inter_") != Some("0".into()) && page.variable("extrafild") != Some(String::new());
    let video = page.first("source", "src");
    let is_film = truth.kind == ProgramKind::Film;
    ProgramTruth {
        kind: truth.kind,
        id: page.meta("Uid").unwrap().parse().unwrap(),
        title,
        shown_title,
        year,
        story: page.between(story, ends),
        poster_small: poster.as_ref().map(small),
        poster,
        cast: cast(page),
        genres: genres(page, edition),
        tags: tags(page),
        trailer: video.clone().filter(|_| !is_film),
        video: video
            .or_else(|| page.meta("og:video"))
            .filter(|_| is_film)
            .map(|video| address(edition, &video)),
        on_air: truth.on_air,
        numbered,
        episodes: if numbered { page.variable("inter_").unwrap().parse().unwrap() } else { truth.episodes },
    }
}

fn without_year(shown: &str) -> (String, Option<u16>) {
    let Some((title, year)) = shown.strip_suffix(')').and_then(|shown| shown.rsplit_once('(')) else {
        return (shown.to_owned(), None);
    };
    let digit = |c: char| {
        c.to_digit(10).or_else(|| {
            "٠١٢٣٤٥٦٧٨٩".chars().chain("۰۱۲۳۴۵۶۷۸۹".chars()).position(|d| d == c).map(|d| d as u32 % 10)
        })
    };
    let number = year.chars().map(|c| digit(c).unwrap()).fold(0, |number, digit| 10 * number + digit);
    (title.trim().to_owned(), Some(number as u16))
}

fn cast(page: &Page) -> Vec<CreditTruth> {
    let credit = |(id, link): (u64, crate::sections::crude::Link)| CreditTruth {
        id,
        name: link.texts[0].clone(),
        role: link.texts.get(1).cloned(),
    };
    page.links("artist").into_iter().map(credit).collect()
}

fn genres(page: &Page, edition: Edition) -> Vec<String> {
    let label = genre_label(edition);
    let found = page.blocks().into_iter().find_map(|block| Some(block.strip_prefix(label)?.to_owned()));
    let split = |text: String| text.split([',', '،']).map(|genre| genre.trim().to_owned()).collect();
    found.map_or_else(Vec::new, split)
}

fn tags(page: &Page) -> Vec<(u64, String)> {
    let tags = page.all_links().into_iter().filter_map(|link| {
        let id = link.href.split_once("/News/Tag?id=")?.1.split('&').next()?.parse().ok()?;
        Some((id, link.texts[0].clone()))
    });
    tags.collect()
}

#[test]
fn every_page_of_a_programme_equals_its_truth_in_every_style() {
    let mut seen = 0;
    for (name, edition, sections) in everywhere() {
        for truth in ProgramKind::ALL.iter().flat_map(|kind| sections.programs(*kind)) {
            let page = Page::get(&sections, &format!("/{}/Content/{}", truth.kind.route(), truth.id));

            assert_eq!(parsed(&page, edition, &truth), truth, "{name}\n{}", page.html);
            seen += 1;
        }
    }
    assert_eq!(seen, 5 * 4 * 8 * 54);
}

#[test]
fn titles_come_with_and_without_a_year_and_in_every_form() {
    let mut forms = [0; 5];
    for (_, _, sections) in crate::sections::mixed() {
        for truth in ProgramKind::ALL.iter().flat_map(|kind| sections.programs(*kind)) {
            let shown = &truth.shown_title;
            forms[0] += usize::from(truth.year.is_none());
            forms[1] += usize::from(shown.contains(" ("));
            forms[2] += usize::from(shown.contains('(') && !shown.contains(" ("));
            forms[3] += usize::from(shown.contains(['٢', '۲', '۱']));
            forms[4] += usize::from(truth.year.is_some_and(|year| year < 1_500));
        }
    }
    assert!(forms.iter().all(|count| *count > 20), "{forms:?}");
}

/// The rows of a page of a list: first those on air, then the list without its doubles.
fn listed(page: &Page, kind: ProgramKind, on_air: usize) -> (Vec<u64>, Vec<(u64, String)>) {
    let links = page.links(kind.route());
    let above = links[..on_air].iter().map(|(id, _)| *id).collect();
    let mut rows: Vec<(u64, String)> =
        links[on_air..].iter().map(|(id, link)| (*id, link.texts[0].clone())).collect();
    rows.dedup();
    (above, rows)
}

fn rows(truths: &[ProgramTruth]) -> Vec<(u64, String)> {
    truths.iter().map(|truth| (truth.id, truth.shown_title.clone())).collect()
}

#[test]
fn the_index_lists_eighteen_a_page_and_counts_them_in_every_style() {
    for (name, _, sections) in everywhere() {
        for kind in ProgramKind::ALL {
            let truths = sections.programs(kind);
            let on_air: Vec<u64> = truths.iter().filter(|truth| truth.on_air).map(|truth| truth.id).collect();
            let page = |number| Page::get(&sections, &format!("/{}?order=1&page={number}", kind.route()));
            let (first, second, third) = (page(1), page(2), page(3));

            assert_eq!(first.variable("Counter2"), Some(truths.len().to_string()), "{name}");
            for (page, place) in [(&first, 0), (&second, 18), (&third, 36)] {
                let (above, found) = listed(page, kind, on_air.len());
                let expected = &truths[truths.len().min(place)..truths.len().min(place + 18)];
                assert_eq!(above, on_air, "{name} {kind}");
                assert_eq!(found, rows(expected), "{name} {kind}");
            }
        }
    }
}

#[test]
fn the_second_order_is_by_title() {
    for (_, _, sections) in crate::sections::mixed() {
        let by_title = |sections: &SectionSnapshot| {
            let mut truths = sections.programs(ProgramKind::Film);
            truths.sort_by(|one, other| one.shown_title.cmp(&other.shown_title));
            truths.truncate(18);
            truths.iter().map(|truth| truth.shown_title.clone()).collect::<Vec<_>>()
        };
        let page = Page::get(&sections, "/Film?order=2&page=1");
        let (_, rows) = listed(&page, ProgramKind::Film, 0);
        let titles: Vec<String> = rows.into_iter().map(|(_, title)| title).collect();

        assert_eq!(titles, by_title(&sections));
    }
}
