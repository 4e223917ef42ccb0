//! A fleet of one kind of app: a queue of events by second, in two threads with half of the devices each.

use ifilm_core::Conditions;
use ifilm_core::testing::SimulatedSite;

use super::client::Client;
use super::events::Events;
use super::newsroom::Edition;
use super::phone::Phone;
use super::time::{DAY, HOUR, MINUTE};
use super::traffic::Traffic;
use super::visit::Visit;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Determines everything.
    pub seed: u64,
    /// How many devices.
    pub devices: u32,
    /// How many days are measured. One day before them is not.
    pub days: u32,
}

/// What wakes a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wake {
    /// The job scheduler of the system.
    Job,
    /// A person opens the app.
    Opened,
    /// A person tries again what failed.
    Retried {
        times: u8,
    },
    Push,
    /// A person opens the app because of the push.
    OpenedForPush,
}

struct Device<C> {
    phone: Phone,
    edition: usize,
    client: C,
    /// When the job scheduler wakes it. Other jobs in the queue were replaced.
    job_at: u32,
}

/// The half of a fleet that one thread simulates.
struct Half<'a, C> {
    devices: Vec<Device<C>>,
    queue: Vec<Vec<(u32, Wake)>>,
    sites: Vec<SimulatedSite>,
    editions: &'a [Edition],
    events: &'a Events,
    traffic: Traffic,
    end: u32,
}

/// The job scheduler starts a job up to so many seconds late.
const LATE: f64 = 60.0;
/// A push reaches all devices within so many seconds.
const PUSHED: f64 = 60.0;
/// How often a person tries again.
const RETRIES: u8 = 3;

/// What the site sees of the fleet.
pub(crate) fn run<C: Client>(options: Options, events: &Events) -> Traffic {
    let editions = Edition::all(options.seed, options.days, events);
    let half = |first: u32| Half::<C>::new(options, first, &editions, events).run();
    std::thread::scope(|threads| {
        let other = threads.spawn(|| half(1));
        let mut traffic = half(0);
        traffic.add(other.join().expect("a simulation does not panic"));
        traffic
    })
}

impl<'a, C: Client> Half<'a, C> {
    fn new(options: Options, first: u32, editions: &'a [Edition], events: &'a Events) -> Self {
        let end = (options.days + 1) * DAY;
        let device = |number: u32| Device {
            phone: Phone::new(options.seed, number),
            edition: Edition::of_device(&[options.seed, 4, u64::from(number)]),
            client: C::begin(options.seed.wrapping_mul(1_000_003) ^ u64::from(number)),
            job_at: 0,
        };
        let sites =
            editions.iter().map(|edition| SimulatedSite::news(&edition.id).expect("it is in the catalogue"));
        let mut half = Self {
            devices: (first..options.devices).step_by(2).map(device).collect(),
            queue: vec![Vec::new(); end as usize],
            sites: sites.collect(),
            editions,
            events,
            traffic: Traffic::of(end),
            end,
        };
        half.begin();
        half
    }

    /// Each app is installed at some time of the first six hours.
    fn begin(&mut self) {
        for at in 0..self.devices.len() {
            let phone = self.devices[at].phone;
            let first = (phone.random(20, 0) * f64::from(6 * HOUR)) as u32;
            self.devices[at].job_at = first;
            self.wake(at, first, Wake::Job);
            let opened = phone.opened_after(first, self.end);
            opened.into_iter().for_each(|second| self.wake(at, second, Wake::Opened));
            let pushed = self.events.push + (phone.random(21, 0) * PUSHED) as u32;
            self.wake(at, phone.online_at(pushed), Wake::Push);
            let opened = phone.opened_after_push().map(|wait| pushed + wait);
            opened.into_iter().for_each(|second| self.wake(at, second, Wake::OpenedForPush));
        }
    }

    fn wake(&mut self, device: usize, second: u32, wake: Wake) {
        if let Some(bucket) = self.queue.get_mut(second as usize) {
            bucket.push((device as u32, wake));
        }
    }

    fn run(mut self) -> Traffic {
        for second in 0..self.end {
            let mut at = 0;
            // A wake may add another one to the same second.
            while let Some((device, wake)) = self.queue[second as usize].get(at).copied() {
                self.happen(device as usize, second, wake);
                at += 1;
            }
            self.queue[second as usize] = Vec::new();
        }
        let answers = self.devices.iter().map(|device| device.client.answered_at());
        self.traffic.oldest_answer = answers.min().unwrap_or(0);
        self.traffic
    }

    fn happen(&mut self, at: usize, second: u32, wake: Wake) {
        let device = &self.devices[at];
        let (phone, is_online) = (device.phone, device.phone.online_at(second) == second);
        match wake {
            Wake::Job if device.job_at != second => {}
            Wake::Job if !is_online => self.start_job(at, phone.online_at(second)),
            Wake::Job => {
                let conditions = Conditions::background().with_metered(phone.is_metered(second));
                self.sync(at, second, conditions, false);
            }
            Wake::Push => {
                let device = &mut self.devices[at];
                device.client.push(&self.sites[device.edition], second);
                self.plan_job(at, second);
            }
            Wake::Opened => {
                let next = phone.opened_after(second, self.end);
                next.into_iter().for_each(|next| self.wake(at, next, Wake::Opened));
                self.open(at, second, 0);
            }
            Wake::OpenedForPush => self.open(at, second, 0),
            Wake::Retried { times } => self.open(at, second, times),
        }
    }

    /// A person waits for a sync. If it fails they try again, a few times.
    fn open(&mut self, at: usize, second: u32, times: u8) {
        let phone = self.devices[at].phone;
        if phone.online_at(second) != second {
            return;
        }
        if !self.sync(at, second, Conditions::person(), true) && times < RETRIES {
            let wait = 20.0 + phone.random(22, second) * 70.0;
            self.wake(at, second + wait as u32, Wake::Retried { times: times + 1 });
        }
    }

    fn sync(&mut self, at: usize, second: u32, conditions: Conditions, by_person: bool) -> bool {
        let device = &mut self.devices[at];
        let edition = (device.edition, &self.editions[device.edition]);
        let mut visit = Visit::new(second, by_person, edition, self.events, &mut self.traffic);
        let is_answered = device.client.sync(&mut self.sites[device.edition], conditions, &mut visit);
        self.plan_job(at, second);
        is_answered
    }

    /// The app asks the core when it is due next, and asks the system for a job at that time.
    fn plan_job(&mut self, at: usize, second: u32) {
        let device = &self.devices[at];
        let next = device.client.next(&self.sites[device.edition], Conditions::background(), second);
        self.start_job(at, next.max(second + 1));
    }

    fn start_job(&mut self, at: usize, second: u32) {
        let device = &mut self.devices[at];
        device.job_at = second.min(self.end + 2 * MINUTE) + (device.phone.random(23, second) * LATE) as u32;
        let job_at = device.job_at;
        self.wake(at, job_at, Wake::Job);
    }
}
