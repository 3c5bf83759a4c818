package io.reelgate.outbound;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/// Names that lead where a test wants.
final class FixedNames extends AddressResolverGroup<InetSocketAddress> {
  private final Map<String, List<InetAddress>> names;

  FixedNames(Map<String, List<InetAddress>> names) {
    this.names = names;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new InetSocketAddressResolver(
        executor,
        new InetNameResolver(executor) {
          @Override
          protected void doResolve(String name, Promise<InetAddress> promise) {
            List<InetAddress> found = names.getOrDefault(name, List.of());
            if (found.isEmpty()) {
              promise.setFailure(new UnknownHostException(name));
            } else {
              promise.setSuccess(found.getFirst());
            }
          }

          @Override
          protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
            List<InetAddress> found = names.getOrDefault(name, List.of());
            if (found.isEmpty()) {
              promise.setFailure(new UnknownHostException(name));
            } else {
              promise.setSuccess(found);
            }
          }
        });
  }
}
