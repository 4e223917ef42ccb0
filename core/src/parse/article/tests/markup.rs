//! Rare markup, read as browsers read it.

use super::{ONE, THREE, TWO, read, texts};
use crate::model::{Block, BlockContent, TableCell, text_of_spans};

#[test]
fn a_cell_without_a_number_of_rows_covers_all_rows_of_its_group() {
    let html = "<table><tbody><tr><td rowspan=0>2024<td>Snow<tr><td>Fog<tbody><tr><td>2025<td>Rain</table>";
    let article = read(&format!(
        "<h1>River cinema reopens</h1><div><p>{ONE}</p>{html}<p>{TWO}</p><p>{THREE}</p></div>"
    ));

    let is_table = |block: &&Block| matches!(block.content, BlockContent::Table { .. });
    let Some(BlockContent::Table { rows }) = article.blocks.iter().find(is_table).map(|it| &it.content)
    else {
        panic!("{:?}", texts(&article));
    };
    let text = |row: &Vec<TableCell>| row.iter().map(|cell| text_of_spans(&cell.spans)).collect::<Vec<_>>();
    assert_eq!(rows.iter().map(text).collect::<Vec<_>>(), [["2024", "Snow"], ["", "Fog"], ["2025", "Rain"]]);
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
