/// The Helm chart under {@code helm/reelgate}, rendered by Helm itself: what it makes is what the
/// API of Kubernetes takes, what the gateway understands, and nothing that must not be.
@NullMarked
package io.reelgate.chart;

import org.jspecify.annotations.NullMarked;
