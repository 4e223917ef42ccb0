use super::{ONE, TWO, read};
use crate::model::{Block, BlockContent, Direction, Mark, MediaAddress, Picture, Span};

fn contents(body: &str) -> Vec<BlockContent> {
    let article = read(&format!("<h1>River cinema reopens</h1><div>{body}</div>"));
    article.blocks.into_iter().map(|block| block.content).collect()
}

fn plain(text: &str) -> Vec<Span> {
    vec![Span::plain(text)]
}

fn paragraph(text: &str) -> Block {
    Block { content: BlockContent::Paragraph { spans: plain(text) }, dir: Direction::Ltr }
}

fn video(address: &str, poster: Option<String>) -> BlockContent {
    let addresses = vec![MediaAddress { address: address.to_owned(), media_type: None }];
    BlockContent::Video { addresses, poster, caption: None }
}

#[test]
fn emphasis_and_links_are_spans() {
    let blocks = contents(&format!(
        "<p>The <b>old <i>river</i></b> cinema has <a href='/Film/Content/7'>a new film</a> <a href='javascript:x()'>tonight</a>.</p><p>{ONE}</p>"
    ));

    let set = |text: &str, marks: &[Mark]| Span { marks: marks.to_vec(), ..Span::plain(text) };
    let link = "https://en.ifilmtv.ir/Film/Content/7".to_owned();
    let spans = vec![
        set("The ", &[]),
        set("old ", &[Mark::Bold]),
        set("river", &[Mark::Bold, Mark::Italic]),
        set(" cinema has ", &[]),
        Span { href: Some(link), ..set("a new film", &[]) },
        set(" tonight.", &[]),
    ];
    assert_eq!(blocks[0], BlockContent::Paragraph { spans });
}

#[test]
fn headings_quotes_and_lists_are_blocks_of_their_own() {
    let blocks = contents(&format!(
        "<p>{ONE}</p><h3>The hall</h3><blockquote><p>It smells of paint.</p></blockquote>
         <ol><li>New seats<li><p>A new</p><p>roof</p></ol><p>{TWO}</p>"
    ));

    let entries = vec![vec![paragraph("New seats")], vec![paragraph("A new"), paragraph("roof")]];
    assert_eq!(
        blocks[1..4],
        [
            BlockContent::Heading { level: 3, spans: plain("The hall") },
            BlockContent::Quote { spans: plain("It smells of paint.") },
            BlockContent::List { ordered: true, start: None, reversed: false, entries },
        ]
    );
}

#[test]
fn a_picture_has_its_caption_and_a_video_has_its_still_picture() {
    let blocks = contents(&format!(
        "<p>{ONE}</p><figure><img data-src=/UploadedFiles/Images/02-05-2024/a.jpg src='data:image/gif;base64,R0' alt=hall>
         <figcaption>The hall, photographed on Monday.</figcaption></figure>
         <video poster=/s.jpg><source src=/v.mp4>Your browser plays no videos.</video><p>{TWO}</p>"
    ));

    let site = "https://en.ifilmtv.ir";
    assert_eq!(
        blocks[1..3],
        [
            BlockContent::Image(Picture {
                description: Some("hall".to_owned()),
                caption: Some("The hall, photographed on Monday.".to_owned()),
                ..Picture::at(format!("{site}/UploadedFiles/Images/02-05-2024/a.jpg"))
            }),
            video(&format!("{site}/v.mp4"), Some(format!("{site}/s.jpg"))),
        ]
    );
    assert_eq!(blocks.len(), 4);
}

#[test]
fn a_video_that_is_only_offered_for_download_is_still_a_video() {
    let blocks = contents(&format!(
        "<div>00:00</div><div>00:00</div><a href=/m/7.mp4>Download</a><p>{ONE}</p><p>{TWO}</p>"
    ));

    assert_eq!(blocks[0], video("https://en.ifilmtv.ir/m/7.mp4", None));
    assert_eq!(blocks.len(), 3);
}
