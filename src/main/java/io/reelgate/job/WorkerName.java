package io.reelgate.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who holds a lease, for operators: the host and a part that differs after every restart.
@Component
record WorkerName(String value) {
  WorkerName() {
    this(host() + "-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "host";
    }
  }
}
