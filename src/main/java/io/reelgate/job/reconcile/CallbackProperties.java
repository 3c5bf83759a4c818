package io.reelgate.job.reconcile;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Reports of providers.
///
/// @param enabled whether orders name an address for reports; only a public `https` address is
///   named to real providers, and only one on this machine to the sandbox
@ConfigurationProperties("reelgate.callbacks")
record CallbackProperties(@DefaultValue("true") boolean enabled) {}
