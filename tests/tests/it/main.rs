//! What the product promises, each promise in a file of its own, over HTTP against the real runtime.

mod answering;
mod asking;
mod authorization;
mod caches;
mod contest;
mod deciding;
mod feeds;
mod idempotency;
mod identity;
mod import;
mod kill;
mod languages;
mod limits;
mod mail;
mod media;
mod migration;
mod notices;
mod openapi;
mod page_session;
mod pages;
mod picture_forms;
mod problems;
mod storage;
mod two_services;
mod visibility;
mod voting;
