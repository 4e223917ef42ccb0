//! The forms of a key that a person may type.

use super::{json, run, said, site};

// Seen: `search` printed `en 2043998`, and `read` accepted neither that nor `en/2043998` nor an address.
#[test]
fn keys_printed_by_list_or_search_can_be_given_to_read() {
    let (site, data) = site();
    run(data.path(), &["sync", "--all"]);
    let id = site.newest("en", 1)[0];
    let title = site.truth("en", id).title;
    let address = format!("{}/Iran/Content/{id}/some-words?from=mail#top", site.base("en"));

    let (_, listed, _) = said(&run(data.path(), &["--edition", "en", "list"]));
    let (_, found, _) = said(&run(data.path(), &["--edition", "en", "search", &title]));

    let key = format!("en/{id}");
    assert!(listed.split_whitespace().any(|word| word == key), "{listed}");
    assert!(found.split_whitespace().any(|word| word == key), "{found}");
    let digits = persian_digits(&id.to_string());
    let pasted = format!("<{}/News//Content/{digits}>.", site.base("en"));
    let typed = [format!("EN/0{id}"), format!(" en/{digits}/"), format!("en/article/{id}"), pasted];
    for form in typed.into_iter().chain([key, address.clone(), address.replace("http://", "")]) {
        assert_eq!(json(data.path(), &["read", &form])["title"], title, "{form}");
    }
}

fn persian_digits(number: &str) -> String {
    number.bytes().filter_map(|digit| char::from_u32(u32::from(digit - b'0') + u32::from('۰'))).collect()
}
