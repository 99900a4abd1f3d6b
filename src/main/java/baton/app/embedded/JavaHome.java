package baton.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An installed JDK.
 *
 * @param version its feature release, such as 17
 */
record JavaHome(Path folder, int version) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(?:1\\.)?(\\d+)");

  static JavaHome running() {
    return new JavaHome(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** Reads the {@code release} file that every JDK carries. */
  static Optional<JavaHome> at(Path folder) {
    try {
      if (!Files.isExecutable(folder.resolve("bin/java"))) {
        return Optional.empty();
      }
      var release = VERSION.matcher(Files.readString(folder.resolve("release")));
      return release.find()
          ? Optional.of(new JavaHome(folder, Integer.parseInt(release.group(1))))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  Path executable() {
    return folder.resolve("bin/java");
  }
}
