//! Lanes: the sections of one host, in the order of the plan. A lane is one task, so a host gets its requests
//! in this order. Lanes run at the same time, so that all CPU cores parse.

use std::collections::HashMap;

use futures_util::stream::{self, StreamExt};
use tokio_util::task::AbortOnDropHandle;

use crate::error::{Error, Result};

/// So many lanes run at once, or more if there may be more requests at once. Each of them has pages and
/// answers in memory, and a pool of connections.
const LANES: usize = 32;

/// Runs a stage for each section. Sections of one host run one after another, in order. `requests_at_once` is
/// how many requests may run at once over all hosts. Returns the sections in the same order. A storage error
/// ends all of them.
pub(super) async fn in_lanes<T, F>(
    sections: Vec<T>,
    host: impl Fn(&T) -> Option<String>,
    stage: impl Fn(T) -> F + Clone + Send + 'static,
    requests_at_once: usize,
) -> Result<Vec<T>>
where
    T: Send + 'static,
    F: Future<Output = Result<T>> + Send + 'static,
{
    let start = move |lane| AbortOnDropHandle::new(tokio::spawn(run(lane, stage.clone())));
    let lanes = lanes(sections, host).into_iter();
    let mut tasks = stream::iter(lanes.map(start)).buffer_unordered(LANES.max(requests_at_once));
    let mut done = Vec::new();
    while let Some(lane) = tasks.next().await {
        done.extend(lane.map_err(|panic| Error::Internal(panic.to_string()))??);
    }
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, section)| section).collect())
}

/// Sections with their places in the plan.
type Lane<T> = Vec<(usize, T)>;

async fn run<T, F: Future<Output = Result<T>>>(lane: Lane<T>, stage: impl Fn(T) -> F) -> Result<Lane<T>> {
    let mut done = Vec::new();
    for (place, section) in lane {
        done.push((place, stage(section).await?));
    }
    Ok(done)
}

/// One lane for each host. A section without a host sends nothing, and has a lane of its own.
fn lanes<T>(sections: Vec<T>, host: impl Fn(&T) -> Option<String>) -> Vec<Lane<T>> {
    let (mut lanes, mut of_host) = (Vec::<Lane<T>>::new(), HashMap::new());
    for (place, section) in sections.into_iter().enumerate() {
        let next = lanes.len();
        let at = host(&section).map_or(next, |host| *of_host.entry(host).or_insert(next));
        match lanes.get_mut(at) {
            Some(lane) => lane.push((place, section)),
            None => lanes.push(vec![(place, section)]),
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_has_the_sections_of_a_host_in_order() {
        let host = |section: &&str| section.split_once('/').map(|(host, _)| host.to_owned());

        let lanes = lanes(vec!["a/1", "b/1", "none", "a/2", "other", "b/2"], host);

        assert_eq!(
            lanes,
            [
                vec![(0, "a/1"), (3, "a/2")],
                vec![(1, "b/1"), (5, "b/2")],
                vec![(2, "none")],
                vec![(4, "other")]
            ]
        );
    }

    #[tokio::test]
    async fn the_sections_come_back_in_the_order_of_the_plan() {
        let sections = vec!["b/1", "a/1", "b/2"];

        let host = |section: &&str| section.split_once('/').map(|(host, _)| host.to_owned());
        let done = in_lanes(sections.clone(), host, |section| async move { Ok(section) }, 6);

        assert_eq!(done.await.unwrap(), sections);
    }
}
