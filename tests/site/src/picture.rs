//! Pictures and their addresses. A picture is computed from its address alone.

use std::io::Write;

use jiff::civil::Date;
use jpeg_encoder::{ColorType, Encoder};

use crate::calendar;
use crate::seeded_random::{SeededRandom, hash};

/// A picture of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// The path as the site writes it, possibly with spaces and letters beyond ASCII.
    pub(crate) path: String,
    pub(crate) caption: Option<String>,
}

impl Picture {
    /// A picture in the folder of the day of its upload.
    pub(crate) fn uploaded(day: Date, random: &mut SeededRandom) -> Self {
        let folder = random.pick(&["Images", "Images", "MultiImages"]);
        Self {
            path: format!("/UploadedFiles/{folder}/{}/{}", calendar::folder(day), file_name(random)),
            caption: None,
        }
    }

    /// A picture in a folder without a date.
    pub(crate) fn undated(random: &mut SeededRandom) -> Self {
        Self { path: format!("/UploadedFiles/Images/news/{}", file_name(random)), caption: None }
    }

    pub(crate) fn with_caption(self, caption: String) -> Self {
        Self { caption: Some(caption), ..self }
    }

    /// The path of the small version.
    pub(crate) fn small(&self) -> String {
        let (folder, name) = self.path.rsplit_once('/').expect("a path has a slash");
        format!("{folder}/SmallSize/{name}")
    }
}

fn file_name(random: &mut SeededRandom) -> String {
    let (hour, minute, rest) = (random.between(0, 23), random.between(0, 59), random.between(0, 999));
    let tail = random.pick(&["", "", "", "", "", "", " copy", " فیلم"]);
    format!("{hour}_{minute}_{rest}{tail}.jpg")
}

/// The JPEG behind a path: a sky, a ground and a sun. The path decides their colours and places.
pub(crate) fn draw(seed: u64, path: &str) -> Vec<u8> {
    let (width, height) =
        if path.to_ascii_lowercase().contains("/smallsize/") { (220, 124) } else { (640, 360) };
    let scene = Scene::of(seed, path);
    let pixels: Vec<u8> = (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| scene.at(x, y, width, height))
        .collect();
    let mut jpeg = Vec::new();
    let encoder = Encoder::new(&mut jpeg, 60);
    encoder.encode(&pixels, width as u16, height as u16, ColorType::Rgb).expect("the size fits a JPEG");
    jpeg
}

/// A small PNG of one colour.
pub(crate) fn png(seed: u64) -> Vec<u8> {
    const SIDE: u32 = 16;
    let mut random = SeededRandom::new("png", &[seed]);
    let colour = [(); 3].map(|()| random.between(0, 255) as u8);
    let row = [&[0][..], &colour.repeat(SIDE as usize)].concat();
    let head = [&SIDE.to_be_bytes()[..], &SIDE.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    let rows = row.repeat(SIDE as usize);
    let pixels = packed.write_all(&rows).and_then(|()| packed.finish()).expect("memory takes all bytes");
    let chunks = [chunk(*b"IHDR", &head), chunk(*b"IDAT", &pixels), chunk(*b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let checked = [&name[..], content].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&checked);
    [&(content.len() as u32).to_be_bytes()[..], &checked, &sum.sum().to_be_bytes()].concat()
}

struct Scene {
    sky: [u8; 3],
    ground: [u8; 3],
    sun: (i64, i64, i64),
}

impl Scene {
    fn of(seed: u64, path: &str) -> Self {
        let mut random = SeededRandom::new("scene", &[seed, hash(path.as_bytes())]);
        let mut colour = |low: u64, high: u64| [(); 3].map(|()| random.between(low, high) as u8);
        let (sky, ground) = (colour(120, 230), colour(30, 130));
        let sun =
            (random.between(10, 90) as i64, random.between(15, 50) as i64, random.between(5, 14) as i64);
        Self { sky, ground, sun }
    }

    /// The colour of a point. Its place is in hundredths of width and height.
    fn at(&self, x: i64, y: i64, width: i64, height: i64) -> [u8; 3] {
        let (across, down) = (x * 100 / width, y * 100 / height);
        let (dx, dy) = (across - self.sun.0, (down - self.sun.1) * height / width);
        if dx * dx + dy * dy < self.sun.2 * self.sun.2 {
            return [250, 235, 180];
        }
        let horizon = 62 + (across - 50) * (across - 50) / 250;
        let (colour, fade) = if down > horizon { (self.ground, 0) } else { (self.sky, down / 2) };
        colour.map(|part| part.saturating_sub(fade as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_path_is_the_same_picture() {
        let path = "/UploadedFiles/Images/02-05-2024/10_15_204.jpg";

        assert_eq!(draw(7, path), draw(7, path));
        assert_ne!(draw(7, path), draw(8, path));
        assert!(draw(7, path).starts_with(&[0xff, 0xd8, 0xff]));
    }

    #[test]
    fn the_small_version_is_in_a_folder_of_its_own() {
        let picture = Picture { path: "/UploadedFiles/Images/02-05-2024/1_2_3.jpg".into(), caption: None };

        assert_eq!(picture.small(), "/UploadedFiles/Images/02-05-2024/SmallSize/1_2_3.jpg");
    }
}
