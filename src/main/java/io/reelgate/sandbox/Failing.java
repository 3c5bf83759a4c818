package io.reelgate.sandbox;

/// Why a task is scripted to fail; each provider has its own codes for these.
public enum Failing {
  MODERATION,
  INPUT,
  MEDIA,
  CAPACITY,
  INTERNAL,
  TIMEOUT,
  CANCELLED
}
