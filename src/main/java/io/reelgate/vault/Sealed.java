package io.reelgate.vault;

/// A secret as it stands in a row.
///
/// @param keyId name of the master key under which it is sealed
/// @param hex the sealed bytes in hexadecimal
public record Sealed(String keyId, String hex) {
  @Override
  public String toString() {
    return "Sealed[" + keyId + "]";
  }
}
