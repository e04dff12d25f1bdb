//! Who is connected, and who has to go where there are too many: the client that has been quiet for longest, and before others
//! one of an address that has more than its share.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use super::activity::Activity;

/// How long a connection may be quiet, and an answer may be in the making, until it is sent away for somebody who comes.
const PATIENCE: Duration = Duration::from_millis(250);
const TIME_TO_ANSWER: Duration = Duration::from_secs(10);

/// The part of all places that an address may have before its clients go first: one in so many. Behind a proxy all have one address,
/// so nobody is refused for that alone.
const SHARE: usize = 8;

/// After this long somebody else is looked for who can go.
const MOMENT: Duration = Duration::from_millis(20);

/// Everybody who is connected. Clones are the same.
#[derive(Clone, Debug)]
pub struct Crowd(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    /// The most connections that are open at a time.
    most: usize,
    members: Mutex<Members>,
    /// Told whenever somebody leaves.
    left: Notify,
}

#[derive(Debug, Default)]
struct Members {
    by_number: HashMap<u64, Arc<Member>>,
    last: u64,
}

#[derive(Debug)]
struct Member {
    network: IpAddr,
    activity: Arc<Activity>,
    is_told: AtomicBool,
    told: Notify,
}

/// A place in the crowd, until it is dropped.
#[derive(Debug)]
pub struct Place {
    crowd: Crowd,
    number: u64,
    member: Arc<Member>,
}

/// What is known of somebody who may have to go.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    network: IpAddr,
    quiet: Duration,
    is_answering: bool,
    is_blocked: bool,
}

impl Crowd {
    /// Has room for so many.
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Parts {
            most,
            members: Mutex::default(),
            left: Notify::new(),
        }))
    }

    fn members(&self) -> MutexGuard<'_, Members> {
        (self.0.members.lock()).unwrap_or_else(PoisonError::into_inner)
    }

    /// How many are connected.
    pub fn len(&self) -> usize {
        self.members().by_number.len()
    }

    /// Whether so many are that no connection is kept for a further request.
    pub fn is_dense(&self) -> bool {
        self.len() > self.0.most / 4 * 3
    }

    /// Waits until somebody can come, and sends away who holds a place without using it.
    pub async fn has_room(&self) {
        loop {
            let left = self.0.left.notified();
            if self.len() < self.0.most {
                return;
            }
            self.send_one_away();
            // Nobody can be sent away yet, or whoever is has not left.
            let _ = timeout(MOMENT, left).await;
        }
    }

    /// Tells one of them to go, and returns whether there was one.
    pub fn send_one_away(&self) -> bool {
        let members = self.members();
        let candidates: Vec<_> = (members.by_number.values())
            .filter(|member| !member.is_told.load(Ordering::Relaxed))
            .collect();
        let known: Vec<_> = candidates.iter().map(|member| member.candidate()).collect();
        let Some(index) = who_goes(&known) else {
            return false;
        };
        candidates[index].is_told.store(true, Ordering::Relaxed);
        candidates[index].told.notify_one();
        true
    }

    /// Takes a place for a client at that address.
    pub fn enter(&self, address: IpAddr) -> Place {
        let member = Arc::new(Member {
            network: network(address),
            activity: Arc::new(Activity::new()),
            is_told: AtomicBool::new(false),
            told: Notify::new(),
        });
        let mut members = self.members();
        members.last += 1;
        let number = members.last;
        members.by_number.insert(number, member.clone());
        drop(members);
        Place {
            crowd: self.clone(),
            number,
            member,
        }
    }

    /// Ends once nobody is connected.
    pub async fn is_empty(&self) {
        loop {
            let left = self.0.left.notified();
            if self.len() == 0 {
                return;
            }
            left.await;
        }
    }
}

impl Member {
    fn candidate(&self) -> Candidate {
        Candidate {
            network: self.network,
            quiet: self.activity.quiet(),
            is_answering: self.activity.is_answering(),
            is_blocked: self.activity.is_blocked(),
        }
    }
}

impl Place {
    /// What happens on the connection.
    pub fn activity(&self) -> &Arc<Activity> {
        &self.member.activity
    }

    /// The crowd that this is a place in.
    pub fn crowd(&self) -> &Crowd {
        &self.crowd
    }

    /// Ends when the client has to go.
    pub async fn told_to_go(&self) {
        self.member.told.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members().by_number.remove(&self.number);
        // Kept for who looks next, where nobody waits.
        self.crowd.0.left.notify_one();
    }
}

/// Of what one client can have as many addresses as it likes, all count as one.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            // What a provider gives to one customer is a /64 at least.
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64))
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// Which of them has to go: the one that has been quiet for longest, and who does not read only where nobody is idle. Where an address
/// has more than its share, it is one of the address that has the most. None where each is at work.
fn who_goes(candidates: &[Candidate]) -> Option<usize> {
    let mut counts = HashMap::<IpAddr, usize>::new();
    for candidate in candidates {
        *counts.entry(candidate.network).or_default() += 1;
    }
    let share = candidates.len() / SHARE;
    counts.retain(|_, count| *count > share);
    let excess = |candidate: &Candidate| counts.get(&candidate.network);
    let can_go = |candidate: &Candidate| {
        let patience = if candidate.is_answering {
            TIME_TO_ANSWER
        } else {
            PATIENCE
        };
        candidate.quiet >= patience && (counts.is_empty() || excess(candidate).is_some())
    };
    let indices = (0..candidates.len()).filter(|index| can_go(&candidates[*index]));
    indices.max_by_key(|index| {
        let candidate = &candidates[*index];
        (
            excess(candidate),
            !candidate.is_answering,
            !candidate.is_blocked,
            candidate.quiet,
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(address: &str, quiet_ms: u64) -> Candidate {
        Candidate {
            network: network(address.parse().unwrap()),
            quiet: Duration::from_millis(quiet_ms),
            is_answering: false,
            is_blocked: false,
        }
    }

    #[test]
    fn who_has_most_goes_first() {
        let mut crowd = vec![candidate("192.0.2.1", 60_000); 1];
        crowd.extend(vec![candidate("192.0.2.2", 100); 20]);
        // Rather nobody than who has one alone.
        assert_eq!(who_goes(&crowd), None);
        crowd[7].quiet = Duration::from_secs(1);
        assert_eq!(who_goes(&crowd), Some(7));
        // Nobody has more than a share.
        let crowd: Vec<_> = (0..20)
            .map(|index| candidate(&format!("192.0.2.{}", index / 2), 1000 + index))
            .collect();
        assert_eq!(who_goes(&crowd), Some(19));
    }

    #[test]
    fn the_quietest_goes() {
        let mut crowd = vec![
            candidate("192.0.2.2", 250),
            candidate("192.0.2.2", 300),
            candidate("192.0.2.2", 900),
            candidate("192.0.2.2", 100),
        ];
        assert_eq!(who_goes(&crowd), Some(2));
        // Who does not read what it asked for, only after those who are idle.
        crowd[2].is_blocked = true;
        assert_eq!(who_goes(&crowd), Some(1));
        crowd[1].is_answering = true;
        assert_eq!(who_goes(&crowd), Some(0));
        crowd[0].quiet = Duration::ZERO;
        assert_eq!(who_goes(&crowd), Some(2));
        crowd[2].quiet = Duration::ZERO;
        assert_eq!(who_goes(&crowd), None);
        // That answer takes too long.
        crowd[1].quiet = TIME_TO_ANSWER;
        assert_eq!(who_goes(&crowd), Some(1));
        assert_eq!(who_goes(&[]), None);
    }

    #[test]
    fn the_addresses_of_one_network_are_one() {
        let same = |a: &str, b: &str| network(a.parse().unwrap()) == network(b.parse().unwrap());
        assert!(same("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert!(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }

    #[tokio::test]
    async fn room_is_made_for_who_comes() {
        let crowd = Crowd::new(2);
        let address = IpAddr::from([192, 0, 2, 1]);
        let (first, second) = (crowd.enter(address), crowd.enter(address));
        assert!(crowd.is_dense());
        // Both have come just now: the first that may go is waited for.
        let leaves = tokio::spawn(async move {
            first.told_to_go().await;
            drop(first);
        });
        timeout(Duration::from_secs(5), crowd.has_room())
            .await
            .unwrap();
        leaves.await.unwrap();
        assert_eq!(crowd.len(), 1);
        drop(second);
        timeout(Duration::from_secs(5), crowd.is_empty())
            .await
            .unwrap();
    }
}
