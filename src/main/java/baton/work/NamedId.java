package baton.work;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that are made of what they name, so that naming it again gives the same (UUID version 5). */
final class NamedId {
  /** Of the mails of this room. */
  static final UUID MAIL = UUID.fromString("ba700000-0000-5000-8000-00000000a11e");

  private NamedId() {}

  static UUID of(UUID namespace, String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes(namespace));
      // a part may contain any character, so its length tells parts apart
      for (var part : parts) {
        var text = part.getBytes(StandardCharsets.UTF_8);
        digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(text);
      }
      var hash = ByteBuffer.wrap(digest.digest());
      var high = (hash.getLong() & ~0xF000L) | 0x5000L;
      var low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-1", impossible);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
