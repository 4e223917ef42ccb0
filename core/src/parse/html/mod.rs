//! Reading HTML: any page, in one pass, in linear time. The tokens are `html5gum`'s.

mod attribute;
mod tag;
mod tokens;

pub(super) use attribute::{Attributes, is_bounded};
pub(super) use tag::Tag;
pub(super) use tokens::{TokenHandler, decoded, tokenize};
#[cfg(test)]
mod html5ever_comparison;
