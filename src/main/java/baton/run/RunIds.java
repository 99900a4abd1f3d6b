package baton.run;

import baton.expression.Values;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids of runs: time-ordered (UUID version 7, RFC 9562), or derived from an idempotency key (version
 * 5), so that a repeated submission reaches the same actor.
 */
final class RunIds {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
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

  /** Of the run that does an attempt of a step, so that beginning it again finds it. */
  static String ofStep(String run, String step, int visit, int attempt) {
    return derived(run, step + "." + visit + "." + attempt);
  }

  /** Whether this can be the id of a run; for anything else no actor is to be woken. */
  static boolean valid(String id) {
    return UUID_TEXT.matcher(id).matches();
  }

  /** Tells two requests apart that come with the same key. */
  static String hash(Runs.Submission submission) {
    var all = JsonNodeFactory.instance.arrayNode();
    all.add(submission.orchestration()).add(submission.businessKey());
    var inputs = JsonNodeFactory.instance.objectNode();
    submission.inputs().forEach(inputs::set);
    all.add(sorted(Values.canonical(inputs)));
    return HexFormat.of().formatHex(digest("SHA-256", all.toString()), 0, 16);
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isArray()) {
      var array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(sorted(element)));
      return array;
    }
    if (!value.isObject()) {
      return value;
    }
    var object = JsonNodeFactory.instance.objectNode();
    value
        .propertyStream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> object.set(field.getKey(), sorted(field.getValue())));
    return object;
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
