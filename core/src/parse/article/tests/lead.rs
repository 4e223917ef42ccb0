use super::{ONE, THREE, TWO, read, read_in, texts};

#[test]
fn a_sentence_with_a_block_of_its_own_before_the_text_is_the_lead() {
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div>After eleven years the doors are open again.</div>
         <div><p>{ONE}</p><p>{TWO}</p></div>"
    ));

    assert_eq!(article.lead.as_deref(), Some("After eleven years the doors are open again."));
    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn the_first_of_similar_paragraphs_is_not_the_lead() {
    let article =
        read(&format!("<div><h1>River cinema reopens</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>"));

    assert_eq!(article.lead, None);
    assert_eq!(texts(&article), [ONE, TWO, THREE]);
}

#[test]
fn a_paragraph_that_nearly_repeats_the_lead_is_dropped() {
    for (lead, repeat) in [
        ("“After eleven years” the doors are open…", "\"After eleven years\" the doors  are open..."),
        ("After eleven years the doors are open", "After eleven years the doors are open."),
    ] {
        let article = read(&format!(
            "<h1>River cinema reopens</h1><p>{lead}</p><p>{repeat}</p><p>{ONE}</p><p>{TWO}</p>"
        ));

        assert_eq!(article.lead.as_deref(), Some(lead));
        assert_eq!(texts(&article), [ONE, TWO]);
    }
}

#[test]
fn a_repeat_of_the_lead_in_another_spelling_is_dropped() {
    let article = read_in(
        "fa",
        "<h2>سینما باز شد</h2><h4>سینمای قدیمی می‌تواند دوباره یک شب شلوغ ببیند</h4>
         <div><p>سينماي قديمي مي تواند دوباره يك شب شلوغ ببيند.</p>
         <p>درهای سینما یازده سال بسته بود و بوی رنگ تازه در سالن پیچیده بود.</p></div>",
    );

    assert_eq!(article.lead.as_deref(), Some("سینمای قدیمی می‌تواند دوباره یک شب شلوغ ببیند"));
    assert_eq!(texts(&article), ["درهای سینما یازده سال بسته بود و بوی رنگ تازه در سالن پیچیده بود."]);
}

#[test]
fn a_lead_that_only_repeats_the_title_is_dropped() {
    let article = read(&format!(
        "<h1>River cinema reopens after eleven years</h1><h3>River cinema reopens, after eleven years.</h3>
         <div><p>{ONE}</p><p>{TWO}</p></div>"
    ));

    assert_eq!(article.lead, None);
    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn the_whole_sentence_replaces_a_description_that_was_cut() {
    let article = read(&format!(
        "<meta name=description content='After eleven years the doors of…'><h1>River cinema reopens</h1>
         <p class=summary>After eleven years the doors of the cinema are open again.</p><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(article.lead.as_deref(), Some("After eleven years the doors of the cinema are open again."));
}

#[test]
fn a_description_that_is_not_on_the_page_is_not_the_lead() {
    let article = read(&format!(
        "<meta property='og:description' content='iFilm English: series, films and news'>
         <h1>River cinema reopens</h1><div><p>{ONE}</p><p>{TWO}</p></div>"
    ));

    assert_eq!(article.lead, None);
}

#[test]
fn a_sub_heading_right_below_the_title_is_not_the_lead() {
    let article = read(&format!(
        "<h1>Three openings</h1><h3>1. The river</h3><p>{ONE}</p><h3>2. The hall</h3><p>{TWO}</p>"
    ));

    assert_eq!(article.lead, None);
    assert_eq!(texts(&article), ["1. The river", ONE, "2. The hall", TWO]);
}

#[test]
fn a_line_in_heading_style_before_another_heading_is_the_lead() {
    let article = read(&format!(
        "<h1>Three openings</h1><h3>Where to go this spring</h3>
         <div><h4>1- The river</h4><p>{ONE}</p><h4>2- The hall</h4><p>{TWO}</p></div>"
    ));

    assert_eq!(article.lead.as_deref(), Some("Where to go this spring"));
}
