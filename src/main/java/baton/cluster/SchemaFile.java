package baton.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One file of the schema, {@code schema/NNN-name.cql}: the tables of one concern of one room.
 *
 * <p>Every statement can be repeated, because a node may die between two of them.
 *
 * @param version the number its name starts with; files apply in this order
 * @param checksum of its statements, comments and white space aside
 */
record SchemaFile(int version, String name, List<String> statements, String checksum) {
  static final String FOLDER = "schema/";
  static final String INDEX = FOLDER + "index.txt";
  private static final Pattern NAME = Pattern.compile("(\\d{3})-[a-z0-9-]+\\.cql");

  /** The files that {@code schema/index.txt} names, in their order. */
  static List<SchemaFile> all() {
    var files = new ArrayList<SchemaFile>();
    for (var name : resource(INDEX).lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      files.add(of(name, resource(FOLDER + name)));
    }
    return inOrder(files);
  }

  static List<SchemaFile> inOrder(List<SchemaFile> files) {
    var seen = new HashSet<Integer>();
    for (var file : files) {
      if (!seen.add(file.version)) {
        throw new SchemaRefused(
            "two schema files have the number %03d, one is %s: give it the next free number"
                .formatted(file.version, file.name));
      }
    }
    return files.stream().sorted(Comparator.comparingInt(SchemaFile::version)).toList();
  }

  static SchemaFile of(String name, String text) {
    var parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new SchemaRefused(
          "schema file '" + name + "': its name must look like 007-work-items.cql");
    }
    var statements = CqlText.statements(text);
    return new SchemaFile(Integer.parseInt(parts.group(1)), name, statements, checksum(statements));
  }

  private static String checksum(List<String> statements) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var statement : statements) {
        digest.update(statement.replaceAll("\\s+", " ").getBytes(UTF_8));
        digest.update((byte) ';');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  private static String resource(String path) {
    try (var stream = SchemaFile.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new SchemaRefused(path + " is missing from the class path");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new SchemaRefused(path + " cannot be read: " + unreadable.getMessage());
    }
  }
}
