//! How requests share what a run and the day may cost.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::balance::as_signed;
use super::*;

const TEXTS: DataKind = DataKind::Texts;

/// An allowance on a day that has this many bytes left, and what the day has left.
fn allowance(budget: Budget, day: u64) -> (Arc<Allowance>, Arc<Mutex<i64>>) {
    let left = Arc::new(Mutex::new(as_signed(day)));
    let of_day = Arc::clone(&left);
    let draw: Draw = Box::new(move |drawing| {
        let mut left = of_day.lock().unwrap();
        *left += drawing.unused.iter().sum::<i64>();
        let bytes = drawing.bytes.min(u64::try_from(*left).unwrap_or(0));
        *left -= as_signed(bytes);
        let day_ends = (bytes < drawing.bytes).then_some(Timestamp::UNIX_EPOCH);
        Box::pin(async move { Ok(Drawn { bytes, day_ends }) })
    });
    (Arc::new(Allowance::of(&budget, draw)), left)
}

async fn begun(allowance: &Allowance) -> Result<u64, Over> {
    allowance.begin(TEXTS).await.unwrap()
}

#[tokio::test]
async fn a_request_begins_with_what_is_left_if_it_is_alone() {
    let (allowance, day) = allowance(Budget::of(SHARE + 5_000), u64::MAX / 4);
    let before = *day.lock().unwrap();

    let first = begun(&allowance).await;
    allowance.end(TEXTS, SHARE, SHARE);
    let second = begun(&allowance).await;
    allowance.end(TEXTS, 5_000, 4_500);
    let third = begun(&allowance).await;
    allowance.settle().await;

    assert_eq!((first, second), (Ok(SHARE), Ok(5_000)));
    assert_eq!(third, Err(Over { day_ends: None }));
    assert_eq!(before - *day.lock().unwrap(), as_signed(SHARE + 4_500));
}

#[tokio::test(start_paused = true)]
async fn a_request_waits_while_another_one_holds_what_is_left() {
    let (allowance, _) = allowance(Budget::of(SHARE + 5_000), u64::MAX / 4);
    begun(&allowance).await.unwrap();
    let waiting = tokio::spawn({
        let allowance = Arc::clone(&allowance);
        async move { begun(&allowance).await }
    });
    tokio::task::yield_now().await;

    let waits = !waiting.is_finished();
    allowance.end(TEXTS, SHARE, 100);

    assert!(waits);
    assert_eq!(waiting.await.unwrap(), Ok(SHARE));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_fit_waits_for_the_shares_of_others_and_no_longer_than_a_while() {
    let (allowance, _) = allowance(Budget::of(3 * SHARE), u64::MAX / 4);
    begun(&allowance).await.unwrap();
    begun(&allowance).await.unwrap();
    let more = |bytes| {
        let allowance = Arc::clone(&allowance);
        tokio::spawn(async move { allowance.more(TEXTS, bytes).await.unwrap() })
    };

    let never = more(2 * SHARE).await.unwrap();
    let later = more(2 * SHARE);
    tokio::task::yield_now().await;
    allowance.end(TEXTS, SHARE, 0);

    assert_eq!((never, later.await.unwrap()), (Err(Over { day_ends: None }), Ok(2 * SHARE)));
}

#[tokio::test(start_paused = true)]
async fn of_two_bodies_that_wait_for_each_other_one_is_refused_at_once() {
    let (allowance, _) = allowance(Budget::of(2 * SHARE), u64::MAX / 4);
    begun(&allowance).await.unwrap();
    begun(&allowance).await.unwrap();
    let more = |bytes| {
        let allowance = Arc::clone(&allowance);
        tokio::spawn(async move {
            let more = allowance.more(TEXTS, bytes).await.unwrap();
            allowance.end(TEXTS, SHARE + more.unwrap_or(0), 100);
            more
        })
    };
    let began = tokio::time::Instant::now();

    let (one, other) = (more(SHARE / 2), more(SHARE / 2));
    let ended = [one.await.unwrap(), other.await.unwrap()];

    assert!(began.elapsed() < LONGEST_WAIT);
    assert_eq!(ended.iter().filter(|more| more.is_err()).count(), 1, "{ended:?}");
}

#[tokio::test]
async fn the_ceiling_of_a_day_counts_and_says_when_the_day_ends() {
    let (allowance, day) = allowance(Budget::none(), SHARE + 500);

    let first = begun(&allowance).await;
    allowance.end(TEXTS, SHARE, SHARE);
    let second = begun(&allowance).await;
    drop(allowance);
    tokio::task::yield_now().await;

    assert_eq!((first, second), (Ok(SHARE), Err(Over { day_ends: Some(Timestamp::UNIX_EPOCH) })));
    assert_eq!(*day.lock().unwrap(), 500);
}

/// Seen: the listings had drawn all that the day had left, and no text came.
#[tokio::test]
async fn what_one_kind_has_drawn_and_not_used_is_there_for_the_next_kind() {
    let (allowance, day) = allowance(Budget::none(), 40_000);

    let listing = allowance.begin(DataKind::Listings).await.unwrap();
    allowance.end(DataKind::Listings, 40_000, 1_000);
    let text = begun(&allowance).await;
    allowance.end(TEXTS, 39_000, 2_000);
    allowance.settle().await;

    assert_eq!((listing, text), (Ok(40_000), Ok(39_000)));
    assert_eq!(*day.lock().unwrap(), 37_000);
}

/// Seen: a text that was refused used more than the day had for texts, and no picture came.
#[tokio::test]
async fn the_days_limit_of_a_kind_ends_that_kind_alone() {
    let day_ends = Some(Timestamp::UNIX_EPOCH);
    let draw: Draw = Box::new(move |drawing| {
        let has_less = drawing.kind == TEXTS;
        let bytes = if has_less { 1_500 } else { drawing.bytes };
        Box::pin(async move { Ok(Drawn { bytes, day_ends: day_ends.filter(|_| has_less) }) })
    });
    let allowance = Allowance::of(&Budget::none(), draw);

    let text = begun(&allowance).await;
    allowance.end(TEXTS, 1_500, SHARE);
    let picture = allowance.begin(DataKind::Pictures).await.unwrap();

    assert_eq!((text, picture), (Ok(1_500), Ok(SHARE)));
}

/// Seen: a run was cancelled while another process held the file, and the day lost what it reserved.
#[tokio::test]
async fn a_request_that_is_dropped_while_it_draws_and_a_drawing_that_fails_cost_the_day_nothing() {
    let (gate, left) = (Arc::new(tokio::sync::Semaphore::new(0)), Arc::new(Mutex::new(0)));
    let (waits, of_day) = (Arc::clone(&gate), Arc::clone(&left));
    let draw: Draw = Box::new(move |drawing| {
        let (waits, of_day) = (Arc::clone(&waits), Arc::clone(&of_day));
        Box::pin(async move {
            waits.acquire().await.unwrap().forget();
            if drawing.bytes == 7 * SHARE {
                return Err(Error::Busy { file: String::new() });
            }
            *of_day.lock().unwrap() += drawing.unused.iter().sum::<i64>() - as_signed(drawing.bytes);
            Ok(Drawn { bytes: drawing.bytes, day_ends: None })
        })
    });
    let allowance = Allowance::of(&Budget::none(), draw);

    let dropped = timeout(Duration::from_millis(1), allowance.begin(TEXTS)).await;
    gate.add_permits(1);
    tokio::task::yield_now().await;
    let reserved = *left.lock().unwrap();
    gate.add_permits(9);
    allowance.draw(DataKind::Pictures, 7 * SHARE).await.unwrap_err();
    allowance.settle().await;

    assert!(dropped.is_err());
    assert_eq!((reserved, *left.lock().unwrap()), (-as_signed(SHARE), 0));
}

#[tokio::test]
async fn the_limit_of_a_kind_ends_that_kind_alone() {
    let (allowance, _) = allowance(Budget::of(10 * SHARE).with_texts(500), u64::MAX / 4);

    let text = begun(&allowance).await;
    let listing = allowance.begin(DataKind::Listings).await.unwrap();

    assert_eq!((text, listing), (Err(Over { day_ends: None }), Ok(SHARE)));
}
