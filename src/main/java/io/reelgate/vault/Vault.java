package io.reelgate.vault;

import io.reelgate.role.SettingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Seals secrets with AES-256-GCM: each under a key of its own, which is itself sealed under the
/// master key. The place a secret belongs to is authenticated along, so that a row copied to
/// another tenant or column cannot be opened there. Sealing anew under another master key touches
/// only the inner key.
@Component
public class Vault {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES;
  private static final int HEAD_BYTES = 1 + WRAPPED_BYTES;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, SecretKeySpec> masterKeys = new HashMap<>();
  private final String current;

  Vault(VaultProperties properties) {
    properties.formerKeys().forEach((id, key) -> masterKeys.put(id, key(id, key)));
    this.current = properties.masterKeyId();
    masterKeys.put(current, key(current, properties.masterKey()));
  }

  /// Name of the master key that seals what is sealed now.
  public String currentKeyId() {
    return current;
  }

  /// @param place whose secret it is and in which column it stands
  public Sealed seal(byte[] secret, String place) {
    byte[] own = bytes(KEY_BYTES);
    byte[] wrapped = encrypt(masterKey(current), own, place + "\n" + current);
    return sealed(wrapped, encrypt(new SecretKeySpec(own, "AES"), secret, place));
  }

  /// @throws IllegalStateException when it was sealed for another place, changed, or under a master
  ///   key that is not among the settings
  public byte[] open(Sealed sealed, String place) {
    byte[] all = parts(sealed);
    byte[] own =
        decrypt(masterKey(sealed.keyId()), all, 1, WRAPPED_BYTES, wrapPlace(sealed, place));
    return decrypt(new SecretKeySpec(own, "AES"), all, HEAD_BYTES, all.length - HEAD_BYTES, place);
  }

  /// The same secret under the current master key.
  public Sealed rewrap(Sealed sealed, String place) {
    byte[] all = parts(sealed);
    byte[] own =
        decrypt(masterKey(sealed.keyId()), all, 1, WRAPPED_BYTES, wrapPlace(sealed, place));
    byte[] wrapped = encrypt(masterKey(current), own, place + "\n" + current);
    byte[] secret = new byte[all.length - HEAD_BYTES];
    System.arraycopy(all, HEAD_BYTES, secret, 0, secret.length);
    return sealed(wrapped, secret);
  }

  private static String wrapPlace(Sealed sealed, String place) {
    return place + "\n" + sealed.keyId();
  }

  private Sealed sealed(byte[] wrapped, byte[] secret) {
    byte[] all =
        ByteBuffer.allocate(HEAD_BYTES + secret.length)
            .put(VERSION)
            .put(wrapped)
            .put(secret)
            .array();
    return new Sealed(current, HexFormat.of().formatHex(all));
  }

  private static byte[] parts(Sealed sealed) {
    byte[] all = HexFormat.of().parseHex(sealed.hex());
    if (all.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES || all[0] != VERSION) {
      throw new IllegalStateException("a sealed secret has an unknown form");
    }
    return all;
  }

  private byte[] encrypt(SecretKeySpec key, byte[] plain, String place) {
    byte[] nonce = bytes(NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, place);
      byte[] text = cipher.doFinal(plain);
      return ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] decrypt(
      SecretKeySpec key, byte[] from, int start, int length, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(from, start, nonce, 0, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
          .doFinal(from, start + NONCE_BYTES, length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed secret cannot be opened here", e);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private SecretKeySpec masterKey(String id) {
    SecretKeySpec key = masterKeys.get(id);
    if (key == null) {
      throw new IllegalStateException(
          "a secret is sealed under the master key " + id + ", which is not among the settings");
    }
    return key;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static SecretKeySpec key(String id, String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64);
      if (key.length == KEY_BYTES) {
        return new SecretKeySpec(key, "AES");
      }
    } catch (IllegalArgumentException notBase64) {
      throw notAKey(id);
    }
    throw notAKey(id);
  }

  private static SettingException notAKey(String id) {
    return new SettingException(
        "the master key \"%s\" (reelgate.vault.master-key or former-keys) is not %d bytes in standard base64"
            .formatted(id, KEY_BYTES));
  }

  @Override
  public String toString() {
    return "Vault[" + current + "]";
  }
}
