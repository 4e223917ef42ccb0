//! Two curves of requests per second as a picture (SVG).

use super::Events;
use super::half::Options;
use super::time::{DAY, HOUR, MINUTE};
use super::traffic::{Traffic, most};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 40.0;
/// The curves begin at this many requests per second, and end at a million.
const LEAST: f64 = 10.0;
const DECADES: f64 = 5.0;

/// A part of the simulation, cut into steps of which each has a point.
struct Panel {
    title: &'static str,
    from: u32,
    to: u32,
    step: usize,
    top: f64,
}

/// The maximum of each step, for a million devices: the week, and the hours around the last outage and the
/// push. The scale is logarithmic.
pub fn chart(options: Options, scheduled: &Traffic, timed: &Traffic) -> String {
    let events = Events::of(options.days);
    let end = (options.days + 1) * DAY;
    let around = |title, at: u32, place: f64| {
        let top = TOP + place * (HEIGHT + 80.0);
        Panel { title, from: at - HOUR, to: (at + 2 * HOUR).min(end), step: 10, top }
    };
    let week = Panel { title: "the measured days", from: DAY, to: end, step: 10 * MINUTE as usize, top: TOP };
    let outages = events.outages.first().map(|outage| around("around the first outage", outage.begin, 1.0));
    let push = around("around the push", events.push, if outages.is_some() { 2.0 } else { 1.0 });
    let panels: Vec<Panel> = [Some(week), outages, Some(push)].into_iter().flatten().collect();
    let scale = 1_000_000.0 / f64::from(options.devices);
    let drawn: String = panels.iter().map(|panel| panel.draw(scale, scheduled, timed)).collect();
    let (width, height) = (WIDTH + LEFT + 20.0, TOP + panels.len() as f64 * (HEIGHT + 80.0));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" \
         font-size=\"13\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n{drawn}</svg>\n"
    )
}

impl Panel {
    fn draw(&self, scale: f64, scheduled: &Traffic, timed: &Traffic) -> String {
        let title = format!(
            "<text x=\"{LEFT}\" y=\"{}\">Requests per second of a million devices, {}: \
             <tspan fill=\"#c0392b\">a timer at :00</tspan>, <tspan fill=\"#1f5fa8\">the core</tspan></text>\n",
            self.top - 12.0,
            self.title,
        );
        let grid: String = (0..=DECADES as u32).map(|decade| self.line(decade)).collect();
        let timer = self.curve(scale, timed, "#c0392b");
        title + &grid + &timer + &self.curve(scale, scheduled, "#1f5fa8") + &self.hours()
    }

    fn line(&self, decade: u32) -> String {
        let count = LEAST * 10_f64.powi(decade as i32);
        let y = self.y(count);
        format!(
            "<path d=\"M{LEFT} {y:.1}H{}\" stroke=\"#ddd\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{count:.0}</text>\n",
            LEFT + WIDTH,
            LEFT - 6.0,
            y + 4.0,
        )
    }

    fn curve(&self, scale: f64, traffic: &Traffic, colour: &str) -> String {
        let part = &traffic.requests[self.from as usize..self.to as usize];
        let points = part.chunks(self.step).enumerate().map(|(at, chunk)| {
            let x = LEFT + WIDTH * (at * self.step) as f64 / part.len() as f64;
            format!("{x:.1},{:.1} ", self.y(most(chunk, 1) * scale))
        });
        let points: String = points.collect();
        format!("<polyline fill=\"none\" stroke=\"{colour}\" points=\"{}\"/>\n", points.trim_end())
    }

    /// Marks of time below the curves.
    fn hours(&self) -> String {
        let length = self.to - self.from;
        let (step, is_week) = if length > 12 * HOUR { (DAY, true) } else { (30 * MINUTE, false) };
        let first = self.from.div_ceil(step);
        let mark = |n: u32| {
            let at = n * step;
            let x = LEFT + WIDTH * f64::from(at - self.from) / f64::from(length);
            let time = format!("{:02}:{:02}", at % DAY / HOUR, at % HOUR / MINUTE);
            let words = if is_week { format!("day {n}") } else { time };
            format!("<text x=\"{x:.1}\" y=\"{}\">{words}</text>\n", self.top + HEIGHT + 18.0)
        };
        (first..=(self.to - 1) / step).map(mark).collect()
    }

    fn y(&self, count: f64) -> f64 {
        let part = (count.max(LEAST) / LEAST).log10() / DECADES;
        self.top + HEIGHT * (1.0 - part.min(1.0))
    }
}
