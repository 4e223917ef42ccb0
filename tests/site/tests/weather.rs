//! Tests of a weather from the side of a client.

use std::time::Duration;

use crate::wire::get;
use ifilm_site::{Edition, Fault, FaultKind, Site, SiteConfig, Weather, WeatherKind, WeatherPlace};

const PAGE: &str = "/News/Content/2043998";

fn site() -> Site {
    Site::start(SiteConfig { mirrors: 1, ..SiteConfig::default() }).unwrap()
}

/// The answers of a weather to a page that is requested once an hour.
fn day(site: &Site, weather: Weather) -> Vec<WeatherKind> {
    site.set_weather(weather);
    for _ in 0..24 {
        site.advance(Duration::from_secs(3_600));
        ask(site);
    }
    site.weather_answers().into_iter().map(|answer| answer.kind).collect()
}

/// Requests a page. The answer may be cut off or missing.
fn ask(site: &Site) {
    use std::io::Write;
    let mut socket = crate::wire::connect(&site.base("en")).unwrap();
    socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    socket.write_all(crate::wire::request(PAGE, &[]).as_bytes()).unwrap();
    let _ = std::io::Read::read(&mut socket, &mut [0; 64]);
}

#[test]
fn the_same_seed_gives_the_same_day_and_another_seed_gives_another_day() {
    let weather = Weather { seed: 7, hosts: 30, addresses: 50 };

    let (one, same) = (day(&site(), weather), day(&site(), weather));
    let other = day(&site(), Weather { seed: 8, ..weather });

    assert_eq!(one, same);
    assert_ne!(one, other);
    assert!(one.contains(&WeatherKind::Fair) && one.iter().any(|kind| *kind != WeatherKind::Fair), "{one:?}");
}

#[test]
fn a_weather_ends_when_it_is_cleared() {
    let site = site();
    site.set_weather(Weather { seed: 7, hosts: 0, addresses: 100 });

    site.set_weather(None);

    assert_eq!(get(&site.base("en"), PAGE, &[]).status, 200);
    assert!(site.weather_answers().is_empty());
}

#[test]
fn a_scripted_fault_has_priority_over_the_weather() {
    let site = site();
    site.set_weather(Weather { seed: 7, hosts: 100, addresses: 100 });
    site.fault(Fault::new(FaultKind::Status { status: 418, retry_after: None }).edition(Edition::En));

    assert_eq!(get(&site.base("en"), PAGE, &[]).status, 418);
    assert!(site.weather_answers().is_empty());
}

#[test]
fn every_address_of_a_host_shares_the_weather_of_the_host() {
    let site = site();
    site.set_weather(Weather { seed: 1, hosts: 100, addresses: 0 });

    for _ in 0..24 {
        site.advance(Duration::from_secs(3_600));
        ask(&site);
    }

    assert!(site.weather_answers().iter().all(|answer| answer.place == WeatherPlace::Base));
}

#[test]
fn the_catalogue_lists_each_mirror_after_the_first_address() {
    let site = site();
    let catalog: serde_json::Value = serde_json::from_str(&site.catalog_json()).unwrap();

    let bases: Vec<&str> = catalog["editions"][0]["bases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|base| base.as_str().unwrap())
        .collect();

    assert_eq!(bases.len(), 2);
    for base in bases {
        assert_eq!(get(base, PAGE, &[]).status, 200, "{base}");
    }
}

#[test]
fn a_fault_may_apply_to_one_mirror_only() {
    let site = site();
    let mirror = mirror_of(&site);
    site.fault(Fault::new(FaultKind::Status { status: 500, retry_after: None }).mirror(1));

    assert_eq!(get(&site.base("en"), PAGE, &[]).status, 200);
    assert_eq!(get(&mirror, PAGE, &[]).status, 500);
}

fn mirror_of(site: &Site) -> String {
    let catalog: serde_json::Value = serde_json::from_str(&site.catalog_json()).unwrap();
    catalog["editions"][0]["bases"][1].as_str().unwrap().to_owned()
}
