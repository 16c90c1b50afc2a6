use std::time::Instant;
use messages::proofread::{proofread, Texts, Context, warm_up};
fn main() {
    warm_up();
    let phrase = std::env::args().nth(1).unwrap_or("thank you ".into());
    for n in [200usize, 400, 800, 1600] {
        let texts = Texts { body: Some(format!("Dear Grace,\n\n{}", phrase.repeat(n * 10 / phrase.len()))), ..Texts::default() };
        let t = Instant::now();
        let found = proofread(&texts, &Context::default());
        println!("{n} {:?} {}", t.elapsed(), found.len());
    }
}
