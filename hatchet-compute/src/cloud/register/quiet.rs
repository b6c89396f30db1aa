//! Keeps the bytes of a request, and what a server repeats of them, out of the log.
//!
//! At level trace the HTTP client writes every byte that it sends to the crate `log`, the token among them, and at
//! level debug headers of the answer; it has no switch against it. While a request is under way, records of these
//! levels are therefore held back in the whole process. A level that the program chooses meanwhile is the program's: a
//! logger is to be set up before.

use std::sync::{Mutex, PoisonError};

use log::LevelFilter;

/// The requests that are under way.
static UNDER_WAY: Mutex<UnderWay> = Mutex::new(UnderWay {
    requests: 0,
    level: LevelFilter::Off,
});

struct UnderWay {
    requests: u32,
    /// The level before the first of them.
    level: LevelFilter,
}

/// While this lives, nothing is logged at levels debug and trace.
pub(super) struct Quiet(());

impl Quiet {
    pub(super) fn begin() -> Self {
        let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.requests == 0 {
            under_way.level = log::max_level();
        }
        under_way.requests += 1;
        log::set_max_level(log::max_level().min(LevelFilter::Info));
        Self(())
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let mut under_way = UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.requests -= 1;
        // Another level than `Info` was chosen by the program meanwhile, and stays.
        if under_way.requests == 0 && log::max_level() == LevelFilter::Info {
            log::set_max_level(under_way.level);
        }
    }
}

#[cfg(test)]
mod tests {
    use log::LevelFilter;

    use super::Quiet;

    #[test]
    fn the_level_comes_back_after_the_last_request() {
        for level in [LevelFilter::Trace, LevelFilter::Debug] {
            log::set_max_level(level);
            let first = Quiet::begin();
            assert_eq!(log::max_level(), LevelFilter::Info);
            let second = Quiet::begin();
            drop(first);
            assert_eq!(log::max_level(), LevelFilter::Info);
            drop(second);
            assert_eq!(log::max_level(), level);
        }
        for level in [LevelFilter::Off, LevelFilter::Warn, LevelFilter::Info] {
            log::set_max_level(level);
            let quiet = Quiet::begin();
            assert_eq!(log::max_level(), level);
            drop(quiet);
            assert_eq!(log::max_level(), level);
        }
    }
}
