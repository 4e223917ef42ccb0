use super::*;

fn id(pattern: &str, address: &str) -> Option<String> {
    let address = Url::parse("https://example.org").unwrap().join(address).unwrap();
    pattern.parse::<PathPattern>().unwrap().id_at(address.path(), &address)
}

fn path(pattern: &str, id: &str) -> Option<String> {
    pattern.parse::<PathPattern>().unwrap().path_of(id)
}

#[test]
fn an_id_consists_of_the_texts_that_the_placeholders_matched() {
    for (pattern, address, wanted) in [
        ("/posts/{id}/", "/Posts/harbour-bridge-reopens", "harbour-bridge-reopens"),
        ("/posts/{id}/", "/posts/harbour-ferry-night-line/?utm=x#top", "harbour-ferry-night-line"),
        (
            "/posts/{year}/{month}/{day}/{id}",
            "/posts/2024/05/02/harbour-bridge/",
            "2024/05/02/harbour-bridge",
        ),
        ("/{any}/{id}.html", "/sport/harbour.v2.html", "sport/harbour.v2"),
        ("/{year}-{month}-{id}", "/2024-5-harbour-bridge", "2024/5/harbour-bridge"),
        ("/story?id={number}", "/story?lang=fa&id=0042", "42"),
        ("/?p={number}", "/?p=12", "12"),
        ("/posts/{id}", "/posts/%D9%81%DB%8C%D9%84%D9%85", "فیلم"),
        ("/posts/{id}", "/posts/007", "007"),
        ("/اخبار/{id}", "/%D8%A7%D8%AE%D8%A8%D8%A7%D8%B1/7", "7"),
        ("/news/{number}/{slug}", "/news/0042/a/slug", "42"),
        ("/news/{number}/{slug}", "/news/42", "42"),
        ("/news/{number}", "/news/۰۴۲", "42"),
        ("/news/{number}", "/news/%D9%A4%D9%A2", "42"),
        ("/posts/{id}", "/posts/۴۲", "۴۲"),
    ] {
        assert_eq!(id(pattern, address).as_deref(), Some(wanted), "{pattern} {address}");
    }
}

#[test]
fn an_address_of_another_form_is_no_page() {
    for (pattern, address) in [
        ("/posts/{id}", "/posts/"),
        ("/posts/{id}", "/posts/harbour/comments"),
        ("/posts/{id}", "/posts/a%2Fb"),
        ("/{year}/{id}", "/24/harbour"),
        ("/{id}.html", "/harbour"),
        ("/news/{number}/{slug}", "/news/index"),
        ("/news/{number}", "/news/000"),
        ("/story?id={number}", "/story?id=x"),
        ("/story?kind=a&id={number}", "/story?id=7"),
    ] {
        assert_eq!(id(pattern, address), None, "{pattern} {address}");
    }
}

#[test]
fn an_id_gives_the_address_back() {
    for (pattern, id, wanted) in [
        ("/posts/{id}/", "harbour-bridge", "/posts/harbour-bridge/"),
        ("/posts/{year}/{month}/{day}/{id}", "2024/05/02/harbour", "/posts/2024/05/02/harbour"),
        ("/posts/{id}", "فیلم ?", "/posts/%D9%81%DB%8C%D9%84%D9%85%20%3F"),
        ("/posts/{id}", "100%", "/posts/100%25"),
        ("/news/{number}/{slug}", "42", "/news/42"),
        ("/story?kind=a&id={id}", "a&b", "/story?kind=a&id=a%26b"),
    ] {
        assert_eq!(path(pattern, id).as_deref(), Some(wanted), "{pattern} {id}");
        assert_eq!(self::id(pattern, wanted).as_deref(), Some(id), "{wanted}");
    }
}

#[test]
fn an_id_that_no_page_can_have_has_no_address() {
    for (pattern, id) in [
        ("/posts/{id}", ""),
        ("/posts/{id}", "a/b"),
        ("/posts/{id}", ".."),
        ("/posts/{year}/{id}", "harbour"),
        ("/posts/{year}/{id}", "soon/harbour"),
        ("/news/{number}", "harbour"),
        ("/news/{number}", "0"),
    ] {
        assert_eq!(path(pattern, id), None, "{pattern} {id}");
        assert_eq!(pattern.parse::<PathPattern>().unwrap().canonical(id), None, "{pattern} {id}");
    }
}

#[test]
fn an_unusable_pattern_is_refused_with_the_reason() {
    for (pattern, reason) in [
        ("posts/{id}", "must begin with /"),
        ("/posts", "must hold {id} or {number} once"),
        ("/{id}/{number}", "must hold {id} or {number} once"),
        ("/posts/{slug}", "must hold {id} or {number} once"),
        ("/{slug}/{id}", "has {slug}, which is no placeholder here"),
        ("/{id}-{slug}", "must have a / before {slug}"),
        ("/posts/{Id}", "has {Id}, which is no placeholder here"),
        ("/posts/{id", "has a { without its }"),
        ("/{year}{id}", "has two placeholders with nothing between them"),
    ] {
        let error = pattern.parse::<PathPattern>().unwrap_err();

        assert_eq!(error.to_string(), format!("`{pattern}` {reason}"));
    }
}

#[test]
fn in_form_1_digits_are_a_number_and_anything_may_follow() {
    let pattern = PathPattern::of_form_1("/News/Content/{id}").unwrap();
    let id = |path: &str| {
        let address = Url::parse("https://example.org").unwrap().join(path).unwrap();
        pattern.id_at(address.path(), &address)
    };

    assert_eq!(id("/news/content/037001/a-slug").as_deref(), Some("37001"));
    assert_eq!(id("/news/content/۳۷۰۰۱").as_deref(), Some("37001"));
    assert_eq!(id("/News/Content/harbour-bridge").as_deref(), Some("harbour-bridge"));
    assert_eq!(pattern.path_of("37001").as_deref(), Some("/News/Content/37001"));
    assert!(PathPattern::of_form_1("/News/{year}/{id}").is_err());
}
