//! What the lines of a television's guide say: times of day, how long something lasts, days, and zones. Such
//! lines have other words beside them, so each answer says where it stands.

mod clock;
mod half;
mod near_day;
mod placed;
mod said_day;
mod said_duration;
mod said_zone;

pub use clock::{ClockTime, clock_times, is_half_of_day};
pub use said_day::{DayOfLine, SaidDay, day_of_line};
pub use said_duration::{SaidDuration, said_durations};
pub use said_zone::{ClockZone, zone_of_line};
