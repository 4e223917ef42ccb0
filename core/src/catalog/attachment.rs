//! The address of a recording that a listing gives as an address or as a path.

use url::Url;

/// The address at a folder, with one slash between both. A path may hold blanks, letters of any script and
/// signs that mean something in an address; they are escaped. `None` if the path says nothing.
pub(super) fn attachment(folder: &str, path: &str) -> Option<String> {
    let path = path.trim().replace('\\', "/");
    if let Some(address) = absolute(&path) {
        return Some(address);
    }
    let below = path.trim_start_matches('/');
    let has_name = below.contains(|c: char| !matches!(c, '/' | '.'));
    let is_other = below.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
    if !has_name || is_other {
        return None;
    }
    let address = format!("{}/{}", folder.trim_end_matches('/'), escaped(below));
    Url::parse(&address).ok().map(String::from)
}

/// The address that a value is, also without its scheme.
fn absolute(path: &str) -> Option<String> {
    let lower = path.get(..8).unwrap_or(path).to_ascii_lowercase();
    let whole = match () {
        () if lower.starts_with("http://") || lower.starts_with("https://") => path.to_owned(),
        () if lower.starts_with("//") && has_host(path) => format!("https:{path}"),
        () => return None,
    };
    Url::parse(&escaped_percents(&whole)).ok().map(String::from)
}

/// Whether what follows two slashes is a host, not a folder.
fn has_host(path: &str) -> bool {
    let host = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    host.contains('.') && !host.contains(char::is_whitespace)
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A path without signs that would end it. A query stays one.
fn escaped(path: &str) -> String {
    let path = escaped_percents(path).replace('#', "%23");
    match path.split_once('?') {
        Some((_, query)) if query.contains('=') => path,
        _ => path.replace('?', "%3F"),
    }
}

/// A text in which each `%` begins an escape.
fn escaped_percents(text: &str) -> String {
    let mut parts = text.split('%');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_escape = part.get(..2).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        whole.push_str(if is_escape { "%" } else { "%25" });
        whole.push_str(part);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = "https://video.example.org/ifilm/";

    #[test]
    fn a_path_is_below_the_folder_with_one_slash() {
        for (path, address) in [
            ("/programs/road/12.mp4", "https://video.example.org/ifilm/programs/road/12.mp4"),
            ("programs/road/12.mp4", "https://video.example.org/ifilm/programs/road/12.mp4"),
            ("  //programs/12.mp4 ", "https://video.example.org/ifilm/programs/12.mp4"),
            ("\\programs\\12.mp4", "https://video.example.org/ifilm/programs/12.mp4"),
        ] {
            assert_eq!(attachment(FOLDER, path).as_deref(), Some(address), "{path}");
            assert_eq!(attachment(FOLDER.trim_end_matches('/'), path).as_deref(), Some(address), "{path}");
        }
    }

    #[test]
    fn blanks_letters_and_signs_are_escaped_once() {
        for (path, address) in [
            ("/programs/morning road/12.mp4", "programs/morning%20road/12.mp4"),
            ("/programs/morning%20road/12.mp4", "programs/morning%20road/12.mp4"),
            ("/طريق/1.mp4", "%D8%B7%D8%B1%D9%8A%D9%82/1.mp4"),
            ("/100%/part #2?.mp4", "100%25/part%20%232%3F.mp4"),
            ("/a.mp4?token=x", "a.mp4?token=x"),
        ] {
            assert_eq!(attachment(FOLDER, path), Some(format!("{FOLDER}{address}")), "{path}");
        }
    }

    #[test]
    fn an_address_stays_what_it_is() {
        let kept = |path| attachment(FOLDER, path);

        assert_eq!(kept("http://a.example.org/b c.mp4").as_deref(), Some("http://a.example.org/b%20c.mp4"));
        assert_eq!(kept("//a.example.org/b.mp4").as_deref(), Some("https://a.example.org/b.mp4"));
    }

    #[test]
    fn what_names_no_file_is_no_recording() {
        for path in ["", "  ", "/", "./", "javascript:play(1)", "data:video/mp4,x"] {
            assert_eq!(attachment(FOLDER, path), None, "{path}");
        }
    }
}
