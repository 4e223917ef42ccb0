//! Rare markup, read as browsers read it.

use super::{ONE, THREE, TWO, read, texts};
use crate::model::BlockContent;

#[test]
fn a_cell_without_a_number_of_rows_covers_all_rows_of_its_group() {
    let html = "<table><tbody><tr><td rowspan=0>2024<td>Snow<tr><td>Fog<tbody><tr><td>2025<td>Rain</table>";
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div><p>{ONE}</p>{html}<p>{TWO}</p><p>{THREE}</p></div>"
    ));

    assert!(
        texts(&article).contains(&"2024 | Snow\n | Fog\n2025 | Rain".to_owned()),
        "{:?}",
        texts(&article)
    );
}

#[test]
fn a_template_that_a_browser_shows_is_text() {
    let html = format!("<template shadowrootmode=open><p>{ONE}</p><p>{TWO}</p></template>");
    let article = read(&format!("<h1>River cinema reopens</h1><x-body>{html}</x-body>"));

    assert_eq!(texts(&article), [ONE, TWO]);
}

#[test]
fn a_picture_whose_size_is_a_ratio_is_kept() {
    let pictures = "<img src=/hall.jpg width=16 height=9><img src=/i.png width=16 height=16>";
    let article =
        read(&format!("<h1>River cinema reopens</h1><div><p>{ONE}</p>{pictures}<p>{TWO}</p></div>"));

    let is_picture = |content: &BlockContent| matches!(content, BlockContent::Image(_));
    assert_eq!(article.blocks.iter().filter(|block| is_picture(&block.content)).count(), 1);
}
