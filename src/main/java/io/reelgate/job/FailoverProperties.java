package io.reelgate.job;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What follows when a provider has accepted a job and then failed it.
///
/// @param payAgain whether another provider may be paid although the failed one may have charged;
///   no by default, so that only what is known to be free is tried elsewhere
@ConfigurationProperties("reelgate.failover")
record FailoverProperties(@DefaultValue("false") boolean payAgain) {}
