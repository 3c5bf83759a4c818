/// What stands before every call to a provider: breakers, limiter and bulkhead of each account on
/// this replica, and the account's row, which binds all replicas. The row is read once a second for
/// all accounts together, and what this replica learns is written with the same beat.
@NullMarked
package io.reelgate.provider.account;

import org.jspecify.annotations.NullMarked;
