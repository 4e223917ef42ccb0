//! Why a request has no answer.

use crate::stream::CutOff;

/// Why a request has no answer. In HTTP/2 hyper resets the stream, with the reason that is found here.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Ending {
    #[error(transparent)]
    CutOff(#[from] CutOff),
    #[error("the stream is refused by script")]
    Refused(#[from] h2::Error),
}
