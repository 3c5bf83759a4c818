package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which provider accounts a key may reach: real ones, or those of the sandbox. Never mixed.
public enum KeyMode {
  @JsonProperty("live")
  LIVE("rg_live_"),
  @JsonProperty("test")
  TEST("rg_test_");

  private final String prefix;

  KeyMode(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }
}
