//! The requests, their answers, and their bytes on the sockets.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::edition::Edition;

/// One request and its answer. It is recorded when its head is read; bytes are added as they are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RequestRecord {
    /// Its number, from 1, over all editions since the site started.
    pub n: u64,
    /// The edition that was asked.
    pub edition: &'static str,
    /// The method.
    pub method: String,
    /// Path and query as they were sent.
    pub path: String,
    /// The status of the answer; 0 while there is none. It stays 0 if the connection was closed instead.
    pub status: u16,
    /// The header of this name.
    pub if_none_match: Option<String>,
    /// The header of this name.
    pub if_modified_since: Option<String>,
    /// The header of this name.
    pub cookie: Option<String>,
    /// The header of this name.
    pub authorization: Option<String>,
    /// The header of this name.
    pub user_agent: Option<String>,
    /// The header of this name.
    pub accept_language: Option<String>,
    /// The version of HTTP: `HTTP/1.1` or `HTTP/2`.
    pub version: &'static str,
    /// The number of the connection that carried it.
    pub connection: u64,
    /// Bytes read from the socket, head and body. With TLS also its records, and with the first request the
    /// handshake.
    pub request_bytes: u64,
    /// Bytes written to the socket, head and body. With TLS also its records, and with the first answer the
    /// handshake.
    pub response_bytes: u64,
    /// Bytes of the body alone, as encoded for the wire.
    pub body_bytes: u64,
}

/// The head of a request.
pub(crate) struct RequestHead {
    pub(crate) edition: Edition,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) if_none_match: Option<String>,
    pub(crate) if_modified_since: Option<String>,
    pub(crate) cookie: Option<String>,
    pub(crate) authorization: Option<String>,
    pub(crate) user_agent: Option<String>,
    pub(crate) accept_language: Option<String>,
    pub(crate) version: &'static str,
    pub(crate) connection: u64,
}

/// All requests since the site started or the request log was cleared.
#[derive(Debug, Default)]
pub(crate) struct RequestLog(Mutex<Records>);

#[derive(Debug, Default)]
pub(crate) struct Records {
    last: u64,
    records: BTreeMap<u64, RequestRecord>,
}

impl RequestLog {
    /// Bytes are written and counted under this lock, and records are read under it. So all bytes of an
    /// answer are counted when the client has it.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn records(&self) -> Vec<RequestRecord> {
        self.lock().records.values().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().records.clear();
    }

    /// The number of the last request so far.
    pub(crate) fn last(&self) -> u64 {
        self.lock().last
    }

    /// Records a request with the bytes that were read and written for it so far.
    pub(crate) fn enter(&self, asked: RequestHead, request_bytes: u64, response_bytes: u64) -> u64 {
        let mut records = self.lock();
        records.last += 1;
        let n = records.last;
        let RequestHead {
            edition,
            method,
            path,
            if_none_match,
            if_modified_since,
            cookie,
            authorization,
            user_agent,
            accept_language,
            version,
            connection,
        } = asked;
        let (status, body_bytes, edition) = (0, 0, edition.id());
        let record = RequestRecord {
            n,
            edition,
            method,
            path,
            status,
            if_none_match,
            if_modified_since,
            cookie,
            authorization,
            user_agent,
            accept_language,
            version,
            connection,
            request_bytes,
            response_bytes,
            body_bytes,
        };
        records.records.insert(n, record);
        n
    }
}

impl Records {
    /// Changes a record, unless it was cleared.
    pub(crate) fn amend(&mut self, n: u64, change: impl FnOnce(&mut RequestRecord)) {
        if let Some(record) = self.records.get_mut(&n) {
            change(record);
        }
    }
}
