//! The period of a section: how long it may rest in the background. Pure.

use jiff::SignedDuration;

use super::device::Device;
use crate::store::Schedule;

/// The usual time between two changes, before two were seen.
const USUAL_GAP: SignedDuration = SignedDuration::from_hours(2);

/// How long the section may rest: the highest step of the ladder up to half of the expected gap. The ladder
/// begins at the shortest period and doubles. While the listing comes and stays as it is, the expected gap
/// grows.
pub(super) fn period(schedule: &Schedule, device: Device) -> SignedDuration {
    let usual = schedule.usual_gap.unwrap_or(USUAL_GAP);
    let quiet = schedule.answered_at.zip(schedule.changed_at);
    let quiet = quiet.map(|(answered, changed)| answered.duration_since(changed));
    let expected = usual.max(mean(usual, quiet.unwrap_or_default()));
    let mut step = device.shortest;
    while step.saturating_mul(2) <= expected / 2 && step < device.longest {
        step = step.saturating_mul(2);
    }
    step.min(device.longest)
}

/// A mean in which a longer value counts a quarter, and a shorter one half: who begins to publish is noticed
/// soon.
pub(super) fn mean(usual: SignedDuration, new: SignedDuration) -> SignedDuration {
    match new < usual {
        true => (usual / 2).saturating_add(new / 2),
        false => (usual.saturating_mul(3) / 4).saturating_add(new / 4),
    }
}
