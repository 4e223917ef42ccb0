//! The address of a picture.

use url::Url;

/// The address of the full picture. The site keeps small copies in a folder `SmallSize` beside it.
pub(super) fn address(url: Url) -> String {
    let mut url = url;
    if is_small(&url) {
        let folders: Vec<&str> = url.path().split('/').filter(|folder| !is_of_small(folder)).collect();
        let path = folders.join("/");
        url.set_path(&path);
    }
    url.into()
}

/// Whether an address is that of a small copy.
pub(super) fn is_small(url: &Url) -> bool {
    url.path().split('/').any(is_of_small)
}

fn is_of_small(folder: &str) -> bool {
    folder.eq_ignore_ascii_case("SmallSize")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_picture_is_beside_the_folder_of_small_ones() {
        let small =
            Url::parse("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/SmallSize/1 باران.jpg");

        assert_eq!(
            address(small.unwrap()),
            "https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1%20%D8%A8%D8%A7%D8%B1%D8%A7%D9%86.jpg"
        );
    }
}
