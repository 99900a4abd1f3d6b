package baton.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what must not be read in journals, and opens it again where a flow needs it: AES-GCM under
 * one key of the cluster. Whoever has the key and the journal can read it; the journal alone says
 * nothing.
 */
public final class Secrets {
  public static final int KEY_BYTES = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  private static final String SEALED = "$sealed";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private Secrets(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param key of {@link #KEY_BYTES} bytes
   */
  public static Secrets of(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key has %d bytes, not %d".formatted(key.length, KEY_BYTES));
    }
    return new Secrets(key.clone());
  }

  /** A key that nobody can guess. */
  public static byte[] newKey() {
    var key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  static boolean isSealed(JsonNode value) {
    return value.size() == 1 && value.has(SEALED);
  }

  /** The same values, those of the secret fields sealed. */
  Map<String, JsonNode> sealed(Map<String, JsonNode> values, Collection<String> secret) {
    var all = new LinkedHashMap<>(values);
    secret.forEach(field -> all.computeIfPresent(field, (name, value) -> sealed(value)));
    return all;
  }

  /** The same values, those of the secret fields as they were; nothing where they are lost. */
  Map<String, JsonNode> opened(Map<String, JsonNode> values, Collection<String> secret) {
    var all = new LinkedHashMap<>(values);
    secret.forEach(field -> all.computeIfPresent(field, (name, value) -> opened(value)));
    return all;
  }

  private JsonNode sealed(JsonNode value) {
    if (value.isNull()) {
      return value;
    }
    try {
      var nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      var text = cipher.doFinal(JSON.writeValueAsBytes(value));
      var both = ByteBuffer.allocate(NONCE_BYTES + text.length).put(nonce).put(text).array();
      return JsonNodeFactory.instance
          .objectNode()
          .put(SEALED, Base64.getEncoder().encodeToString(both));
    } catch (GeneralSecurityException | JsonProcessingException impossible) {
      throw new IllegalStateException("a value cannot be sealed", impossible);
    }
  }

  private JsonNode opened(JsonNode value) {
    if (!isSealed(value)) {
      return value;
    }
    try {
      var both = Base64.getDecoder().decode(value.path(SEALED).asText());
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, both, 0, NONCE_BYTES));
      return JSON.readTree(cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException lost) {
      LOG.warn("a sealed value cannot be opened; it was sealed with another key");
      return NullNode.instance;
    }
  }
}
