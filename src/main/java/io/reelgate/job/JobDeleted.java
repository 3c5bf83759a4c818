package io.reelgate.job;

/// A job that the present transaction deletes for its tenant. Published inside it, so that whoever
/// keeps a copy of what the tenant sent and got wipes it together with the job.
public record JobDeleted(JobId job) {}
