package baton.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Ids of runs: time-ordered (UUID version 7, RFC 9562), or derived from an idempotency key (version
 * 5), so that a repeated submission reaches the same actor.
 */
final class RunIds {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunIds() {}

  static String timeOrdered() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    var millis = System.currentTimeMillis();
    for (var i = 0; i < 6; i++) {
      bytes[i] = (byte) (millis >>> (40 - 8 * i));
    }
    return uuid(bytes, 7);
  }

  static String derived(String orchestration, String key) {
    return uuid(digest("SHA-1", orchestration + "\n" + key), 5);
  }

  /** Tells two requests apart that come with the same key. */
  static String hash(Runs.Submission submission) {
    var text = new StringBuilder(submission.orchestration()).append('\n');
    text.append(submission.businessKey()).append('\n');
    new TreeMap<>(submission.inputs()).forEach((name, value) -> append(text, name, value));
    return HexFormat.of().formatHex(digest("SHA-256", text.toString()), 0, 16);
  }

  private static void append(StringBuilder text, String name, JsonNode value) {
    text.append(name).append('=');
    if (value.isObject()) {
      var fields = new TreeMap<String, JsonNode>();
      value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      text.append('{');
      fields.forEach((field, inner) -> append(text, field, inner));
      text.append('}');
    } else {
      text.append(value);
    }
    text.append('\n');
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String uuid(byte[] bytes, int version) {
    bytes[6] = (byte) ((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    var buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
