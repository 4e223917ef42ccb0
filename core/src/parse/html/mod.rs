//! Reading HTML: any page, in one pass, in linear time.

mod attribute;
mod tag;
mod token;

pub(super) use attribute::Attributes;
pub(super) use tag::Tag;
pub(super) use token::{Token, Tokens};
#[cfg(test)]
mod agreement;
